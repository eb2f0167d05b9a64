/** What a pipeline refers to outside the simulator's own resources, when it is created and when it is executed. */

import type { Parameters } from "../parameters/read.js";
import { readParameters } from "../parameters/read.js";
import type { References } from "./catalog.js";
import { saysNotFound } from "./catalog.js";
import type { Pipeline } from "./records.js";

/** @param kept what the service stores instead of parameters: the base image of a FROM line. */
export function referencesOf(parameters: Parameters, kept: Pipeline["kept"]): References {
  return {
    baseParameter: kept["BaseImage"] === undefined ? "BaseImage" : "BuildContent",
    baseImageType: kept["BaseImageType"] ?? parameters.text("BaseImageType") ?? "",
    baseImage: kept["BaseImage"] ?? parameters.text("BaseImage"),
    resourceGroupId: parameters.text("ResourceGroupId"),
    vSwitchId: parameters.text("VSwitchId"),
    instanceType: parameters.text("InstanceType"),
  };
}

/** The parameter with an OSS object to import that does not exist; undefined if there is none. */
export function missingOssObject(parameters: Parameters): string | undefined {
  if (parameters.text("BaseImageType") !== "OSS") return undefined;
  const disks = parameters.entries("ImportImageOptions.DiskDeviceMappings") ?? [];
  const position = disks.findIndex((disk) => saysNotFound(disk.text("OSSObject") ?? ""));
  return position === -1 ? undefined : `ImportImageOptions.DiskDeviceMappings.${position + 1}.OSSObject`;
}

export const parametersOf = ({ request }: Pipeline): Parameters =>
  readParameters(new Map(Object.entries(request)));
