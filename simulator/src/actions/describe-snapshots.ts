import { ownSnapshots } from "../model/images.js";
import { page } from "../model/paging.js";
import type { Parameters } from "../parameters/read.js";
import { anything, integer, jsonList } from "../parameters/rules.js";
import type { Action } from "./action.js";
import { ECS_VERSION } from "./action.js";
import { REGION } from "./common-parameters.js";
import { snapshotReply } from "./image-reply.js";
import { nowOf, scopeOf } from "./scope.js";

export const describeSnapshots: Action = {
  name: "DescribeSnapshots",
  version: ECS_VERSION,
  source: "DescribeSnapshots, the comments of the TypeScript SDK 7.11.6",
  parameters: [
    REGION,
    { name: "SnapshotIds", rule: jsonList(100) },
    { name: "MaxResults", rule: integer(1, 100), byDefault: "10" },
    { name: "NextToken", rule: anything },
  ],
  lists: [],
  notes: [
    "The snapshots of images that executions left. Oldest first; unknown IDs select nothing.",
    "All other parameters of the action are not supported.",
  ],
  run: (parameters, world) => {
    const { accountId, regionId } = scopeOf(parameters, world);
    const ids = idsOf(parameters);
    const selected = ownSnapshots(world.store, accountId, nowOf(world)).filter(
      (snapshot) => snapshot.regionId === regionId && (ids === undefined || ids.includes(snapshot.id)),
    );
    const shown = page(selected, {
      maxResults: parameters.number("MaxResults") ?? 10,
      nextToken: parameters.text("NextToken"),
      selection: JSON.stringify([accountId, regionId, ids]),
    });
    return {
      Snapshots: { Snapshot: shown.items.map((snapshot) => snapshotReply(world.store, snapshot)) },
      TotalCount: shown.totalCount,
      NextToken: shown.nextToken,
    };
  },
};

function idsOf(parameters: Parameters): readonly unknown[] | undefined {
  const text = parameters.text("SnapshotIds");
  return text === undefined ? undefined : JSON.parse(text);
}
