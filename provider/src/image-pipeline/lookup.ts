import type { EcsClient } from "../ecs/client";
import { Lookup, lookupDeadline } from "../shared/lookup";
import { allPages } from "../shared/pages";
import type { Description } from "./description";

/** Finds pipelines by ID. */
export const pipelineLookup = (client: EcsClient): Lookup<Description> =>
  new Lookup(
    "image pipeline",
    async (regionId, ids) => {
      const items = await allPages(
        client,
        "DescribeImagePipelines",
        { regionId, imagePipelineId: ids, maxResults: ids.length },
        (page) => page.imagePipeline?.imagePipelineSet,
      );
      return new Map(items.map((item) => [item.imagePipelineId ?? "", item]));
    },
    () => lookupDeadline(client),
  );
