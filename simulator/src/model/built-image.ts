/** What a pipeline says about the image that it builds. */

import type { Parameters } from "../parameters/read.js";
import { readParameters } from "../parameters/read.js";
import type { Disk, Pipeline, Tag } from "./records.js";

export interface BuiltImage {
  readonly name: string;
  /** Under the names that DescribeImages gives them. */
  readonly details: Readonly<Record<string, string>>;
  readonly nvmeSupport: string | undefined;
  readonly tags: readonly Tag[];
  readonly disks: readonly Disk[];
  readonly copiedTo: readonly string[];
  readonly sharedWith: readonly string[];
}

export function builtImage(pipeline: Pipeline, executionId: string): BuiltImage {
  const sent = readParameters(new Map(Object.entries(pipeline.request)));
  const nvme = sent.text("ImageOptions.ImageFeatures.NvmeSupport") ?? sent.text("NvmeSupport");
  return {
    name: nameOf(sent, executionId),
    details: details(sent),
    // The result of `auto` is unknown here.
    nvmeSupport: nvme === "auto" ? undefined : nvme,
    tags: (sent.entries("ImageOptions.ImageTags") ?? []).map((tag) => ({
      key: tag.text("Key") ?? "",
      value: tag.text("Value") ?? "",
    })),
    disks: disks(sent),
    // The pipeline's own region may be named too (docs/service.md, Parameters of CreateImagePipeline).
    copiedTo: (sent.list("ToRegionId") ?? []).filter((regionId) => regionId !== pipeline.regionId),
    sharedWith: sent.list("AddAccount") ?? [],
  };
}

/**
 * `{ImageName}_{ExecutionId}`, unless the suffix is disabled (docs/service.md, Image options, Advanced
 * options). Without a prefix: the ID.
 */
function nameOf(sent: Parameters, executionId: string): string {
  const prefix = sent.text("ImageOptions.ImageName") ?? sent.text("ImageName");
  if (prefix === undefined) return executionId;
  return sent.text("AdvancedOptions.ImageNameSuffix") === "disable" ? prefix : `${prefix}_${executionId}`;
}

/** Only the ID of a base image is known here, so an image that is not imported counts as Linux on x86_64. */
function details(sent: Parameters): Readonly<Record<string, string>> {
  const imported = (name: string) => sent.text(`ImportImageOptions.${name}`);
  const osType = imported("OSType") ?? "linux";
  const architecture = imported("Architecture") ?? "x86_64";
  const found = {
    ImageFamily: sent.text("ImageOptions.ImageFamily") ?? sent.text("ImageFamily"),
    Description: sent.text("ImageOptions.Description"),
    ResourceGroupId: sent.text("ResourceGroupId"),
    OSType: osType,
    Platform: imported("Platform") ?? (osType === "linux" ? "Others Linux" : "Other Windows"),
    Architecture: architecture,
    BootMode: imported("BootMode") ?? (architecture === "arm64" ? "UEFI" : "BIOS"),
  };
  return Object.fromEntries(Object.entries(found).flatMap(([k, v]) => (v === undefined ? [] : [[k, v]])));
}

/** The disks that an imported image has, otherwise the system disk of the intermediate instance. */
function disks(sent: Parameters): readonly Disk[] {
  const imported = sent.entries("ImportImageOptions.DiskDeviceMappings")?.map((disk) => ({
    size: disk.number("DiskImageSize"),
  }));
  const systemSize = sent.number("SystemDiskSize") ?? 40;
  return (imported ?? [{ size: systemSize }]).map(({ size }, position) => ({
    type: position === 0 ? "system" : "data",
    device: `/dev/xvd${String.fromCharCode("a".charCodeAt(0) + position)}`,
    size: size ?? systemSize,
  }));
}
