import type { EcsClient } from "../ecs/client";
import type { Unreadable } from "../ecs/errors";
import { byId, Lookup, lookupDeadline } from "../shared/lookup";
import { allPages } from "../shared/pages";
import type { Description } from "./description";

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
