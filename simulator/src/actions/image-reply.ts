import { familyOf, instancesOf, isUsedByImage, statusOf } from "../model/images.js";
import type { Image, Snapshot } from "../model/records.js";
import type { Store } from "../model/store.js";
import { SYSTEM } from "../model/system-images.js";
import type { Reply } from "./action.js";
import { isoSeconds, tagsReply, wrapped } from "./reply-parts.js";

/**
 * An image as DescribeImages returns it (the SDK's model; no field has a comment there).
 *
 * @param accountId the account of the caller.
 */
export function imageReply(image: Image, accountId: string, now: number): Reply {
  const [own, system] = [image.accountId === accountId, image.accountId === SYSTEM];
  const status = statusOf(image, now);
  return {
    ImageId: image.id,
    ImageName: image.name,
    ...image.details,
    ImageFamily: familyOf(image, accountId),
    ImageOwnerAlias: system ? "system" : own ? "self" : "others",
    // A number in the SDK's model. Account IDs of 16 digits are within what one holds exactly.
    ImageOwnerId: system ? undefined : Number(image.accountId),
    Status: status,
    Progress: ["Creating", "Waiting"].includes(status) ? "0%" : "100%",
    CreationTime: isoSeconds(image.from),
    Size: image.disks[0]?.size,
    IsCopied: image.copied,
    IsPublic: image.isPublic ?? false,
    // A text in the SDK's model.
    IsSelfShared: own ? String(image.sharedWith.length > 0) : undefined,
    Usage: instancesOf(image) > 0 ? "instance" : "none",
    Features: image.nvmeSupport === undefined ? undefined : { NvmeSupport: image.nvmeSupport },
    Tags: tagsReply(image.tags),
    DiskDeviceMappings: wrapped(
      "DiskDeviceMapping",
      image.disks.map(({ type, device, size }, position) => ({
        Type: type,
        Device: device,
        Size: String(size),
        SnapshotId: image.snapshotIds[position],
      })),
    ),
  };
}

/** A snapshot as DescribeSnapshots returns it. */
export function snapshotReply(store: Store, snapshot: Snapshot): Reply {
  return {
    SnapshotId: snapshot.id,
    RegionId: snapshot.regionId,
    SourceDiskType: snapshot.disk.type,
    SourceDiskSize: String(snapshot.disk.size),
    SnapshotType: "user",
    Status: "accomplished",
    Progress: "100%",
    CreationTime: isoSeconds(snapshot.from),
    Usage: isUsedByImage(store, snapshot) ? "image" : "none",
  };
}
