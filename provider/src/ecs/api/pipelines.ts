import type { EcsClient } from "../transport/client";
import type { Unreadable } from "../transport/errors";
import { byId, Lookup, lookupDeadline } from "./batched-find";
import { allPages } from "./pages";
import type { Description } from "./pipeline-fields";

/** Finds pipelines by ID. */
export const pipelineLookup = (client: EcsClient): Lookup<Description> =>
  new Lookup(
    "image pipeline",
    async (regionId, ids) => {
      const unreadable: Unreadable[] = [];
      const items = await allPages(
        client,
        "DescribeImagePipelines",
        { regionId, imagePipelineId: ids, maxResults: ids.length },
        (page) => page.imagePipeline?.imagePipelineSet,
        unreadable,
      );
      return byId(ids, items, (item) => item.imagePipelineId, unreadable);
    },
    () => lookupDeadline(client),
  );
