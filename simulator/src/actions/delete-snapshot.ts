import { errors } from "../errors.js";
import { isUsedByImage, ownSnapshots } from "../model/images.js";
import { boolean, identifier } from "../parameters/rules.js";
import type { Action } from "./action.js";
import { ECS_VERSION } from "./action.js";
import { nowOf } from "./scope.js";

export const deleteSnapshot: Action = {
  name: "DeleteSnapshot",
  version: ECS_VERSION,
  source: "DeleteSnapshot, docs/service.md, Deleting images and snapshots",
  parameters: [
    { name: "SnapshotId", required: true, rule: identifier },
    { name: "Force", rule: boolean, byDefault: "false" },
  ],
  lists: [],
  notes: [
    "Refused as SnapshotCreatedImage while an image is made of it, with Force too. If it does not exist, nothing happens.",
    "The action has no RegionId, and one endpoint serves all regions here, so a snapshot of any region is found.",
  ],
  run: (parameters, world) => {
    const { store, caller } = world;
    const snapshot = ownSnapshots(store, caller.accountId, nowOf(world)).find(
      ({ id }) => id === parameters.text("SnapshotId"),
    );
    if (snapshot === undefined) return {};
    if (isUsedByImage(store, snapshot)) throw errors.snapshotInUse();
    store.commit([{ delete: "snapshots", key: snapshot.id }]);
    return {};
  },
};
