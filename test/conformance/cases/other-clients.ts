import type { Case } from "../case";

/** Requests that the provider never sends; the declaration beside each is a plain one. */
const received = (
  title: string,
  source: string,
  request: Record<string, string | undefined>,
  simulator: string | readonly string[],
): Case => ({ title, source, args: {}, check: "accept", simulator, request });

export const otherClients: Case[] = [
  received(
    "another client's token of 64 characters is accepted",
    "docs/service.md, Parameters of CreateImagePipeline: ClientToken",
    { ClientToken: "t".repeat(64) },
    "accept",
  ),
  received(
    "another client's token of 65 characters is refused",
    "docs/service.md, Parameters of CreateImagePipeline: ClientToken",
    { ClientToken: "t".repeat(65) },
    "InvalidParameter.ClientToken",
  ),
  received(
    "another client's token that is not ASCII is refused",
    "docs/service.md, Parameters of CreateImagePipeline: ClientToken",
    { ClientToken: "令牌" },
    "InvalidParameter.ClientToken",
  ),
  received(
    "another client's parameter that is not known is refused, never ignored",
    "docs/simulator-coverage.md: what is not listed is refused, never ignored",
    { BaseImageKind: "IMAGE" },
    "InvalidParameter.BaseImageKind",
  ),
  received(
    "another client's whole object in one parameter is refused",
    "docs/service.md, The SDK: no JSON in a parameter",
    { ImageOptions: '{"ImageName":"web"}' },
    "InvalidParameter.ImageOptions",
  ),
  received(
    "another client's ImageName under its old name is accepted",
    "docs/service.md, Parameters of CreateImagePipeline: ImageName",
    { ImageName: "web" },
    "accept",
  ),
  received(
    "another client's ImageFamily and NvmeSupport under their old names are accepted",
    "docs/service.md, Parameters of CreateImagePipeline: ImageFamily, NvmeSupport",
    { ImageFamily: "web-servers", NvmeSupport: "auto" },
    "accept",
  ),
  received(
    "another client's request without a region is refused",
    "docs/service.md, Parameters of CreateImagePipeline: RegionId",
    { RegionId: undefined },
    "MissingParameter",
  ),
  received(
    "another client's system disk of 40 followed by a unit is refused",
    "docs/service.md, Parameters of CreateImagePipeline: SystemDiskSize is an integer",
    { SystemDiskSize: "40GiB" },
    "InvalidSystemDiskSize.NotSupportedValue",
  ),
  received(
    "another client's tag with an index of 0 is refused: N begins with 1",
    "docs/service.md, Parameters of CreateImagePipeline: Tag.N, N is 1 to 20",
    { "Tag.0.Key": "team", "Tag.0.Value": "web" },
    ["InvalidParameter.Tag", "InvalidParameter.Tag.0.Key", "InvalidParameter.Tag.0.Value"],
  ),
  received(
    "another client's bandwidth in hexadecimal is refused",
    "docs/service.md, Parameters of CreateImagePipeline: InternetMaxBandwidthOut is an integer",
    { InternetMaxBandwidthOut: "0x10" },
    "InvalidInternetMaxBandwidthOut.NotSupportedValue",
  ),
];
