/** Images that no execution leaves: so that a test has an account full of them at once. */

import { putImage } from "../model/images.js";
import type { Image } from "../model/records.js";
import type { Change, Store } from "../model/store.js";
import { SYSTEM } from "../model/system-images.js";
import { randomWord } from "../random.js";

/** What can be declared of an image, when it is made and later. */
export interface ImageChange {
  readonly status?: string;
  readonly usage?: "instance" | "none";
  readonly instances?: number;
  readonly isPublic?: boolean;
  readonly sharedWith?: readonly string[];
  readonly creationTime?: string;
}

/** One image of the body of `POST /_simulator/images`. */
export interface NewImage extends ImageChange {
  readonly regionId: string;
  readonly owner?: "self" | "system";
  readonly accountId?: string;
  readonly imageId?: string;
  readonly name?: string;
  readonly imageFamily?: string;
  readonly description?: string;
  readonly resourceGroupId?: string;
  readonly osType?: string;
  readonly architecture?: string;
  readonly platform?: string;
  readonly size?: number;
  readonly tags?: Readonly<Record<string, string>>;
  readonly copied?: boolean;
}

/** The image as it is declared now. */
export function changedImage(image: Image, change: ImageChange): Image {
  const { usage, instances = usage === undefined ? undefined : Number(usage === "instance") } = change;
  return {
    ...image,
    ...(change.status !== undefined && { status: change.status }),
    ...(instances !== undefined && { instances }),
    ...(change.isPublic !== undefined && { isPublic: change.isPublic }),
    ...(change.sharedWith !== undefined && { sharedWith: change.sharedWith }),
    ...(change.creationTime !== undefined && { from: Date.parse(change.creationTime) }),
  };
}

/** An image of the account, or a public one. Only the former has a snapshot. */
export function newImage(
  store: Store,
  wanted: NewImage,
  account: string,
  now: number,
): { readonly imageId: string; readonly changes: readonly Change[] } {
  const { regionId, imageId = `m-${randomWord(20)}`, name = imageId, size = 40 } = wanted;
  const system = wanted.owner === "system";
  const accountId = system ? SYSTEM : (wanted.accountId ?? account);
  const from = wanted.creationTime === undefined ? now : Date.parse(wanted.creationTime);
  const common = { accountId, regionId, executionId: "", from };
  const disk = { type: "system", device: "/dev/xvda", size };
  const snapshots = (system ? [] : [`s-${randomWord(20)}`]).map((id) => ({
    ...common,
    id,
    sequence: store.takeSequence("snapshots"),
    disk,
  }));
  const image: Image = {
    ...common,
    id: imageId,
    sequence: store.takeSequence("images"),
    name,
    details: detailsOf(wanted),
    tags: Object.entries(wanted.tags ?? {}).map(([key, value]) => ({ key, value })),
    disks: [disk],
    snapshotIds: snapshots.map(({ id }) => id),
    sharedWith: [],
    copied: wanted.copied ?? false,
  };
  const changes = snapshots.map((value): Change => ({ put: "snapshots", key: value.id, value }));
  return { imageId, changes: [putImage(changedImage(image, wanted)), ...changes] };
}

function detailsOf(wanted: NewImage): Readonly<Record<string, string>> {
  const given = {
    ImageFamily: wanted.imageFamily,
    Description: wanted.description,
    ResourceGroupId: wanted.resourceGroupId,
    OSType: wanted.osType ?? "linux",
    Platform: wanted.platform ?? "Others Linux",
    Architecture: wanted.architecture ?? "x86_64",
    BootMode: "BIOS",
  };
  return Object.fromEntries(Object.entries(given).flatMap(([k, v]) => (v === undefined ? [] : [[k, v]])));
}
