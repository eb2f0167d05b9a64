import { instancesOf, usableImages } from "../model/images.js";
import { page } from "../model/paging.js";
import { anything, integer } from "../parameters/rules.js";
import type { Action } from "./action.js";
import { ECS_VERSION } from "./action.js";
import { REGION } from "./common-parameters.js";
import { nowOf, scopeOf } from "./scope.js";

export const describeInstances: Action = {
  name: "DescribeInstances",
  version: ECS_VERSION,
  source: "DescribeInstances, the comments of the TypeScript SDK 7.11.6",
  parameters: [
    REGION,
    { name: "ImageId" },
    { name: "MaxResults", rule: integer(1, 100), byDefault: "10" },
    { name: "NextToken", rule: anything },
  ],
  lists: [],
  notes: [
    "The simulator has no instances. It answers with those that `POST /_simulator/images/ID` declares for an image, with invented IDs, so that they can be counted.",
    "All other parameters of the action are not supported.",
  ],
  run: (parameters, world) => {
    const scope = scopeOf(parameters, world);
    const wanted = parameters.text("ImageId") || undefined;
    const instances = usableImages(world.store, scope, nowOf(world))
      .filter(({ id }) => wanted === undefined || id === wanted)
      .flatMap((image) => Array.from({ length: instancesOf(image) }, (_, n) => [image.id, n] as const))
      .map(([imageId, n], sequence) => ({ imageId, id: `i-${imageId.slice(2)}${n}`, sequence }));
    const shown = page(instances, {
      maxResults: parameters.number("MaxResults") ?? 10,
      nextToken: parameters.text("NextToken"),
      selection: JSON.stringify([scope, wanted]),
    });
    return {
      Instances: {
        Instance: shown.items.map(({ id, imageId }) => ({
          InstanceId: id,
          ImageId: imageId,
          RegionId: scope.regionId,
          Status: "Running",
        })),
      },
      TotalCount: shown.totalCount,
      NextToken: shown.nextToken,
    };
  },
};
