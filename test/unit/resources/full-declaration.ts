import type { ImagePipelineArguments } from "../../../provider/src/arguments/image-pipeline";

/** With every field, also of the objects and lists in it. */
type Complete<Value> = Value extends (infer Element)[]
  ? Complete<Element>[]
  : Value extends object
    ? { [Name in keyof Value]-?: Complete<NonNullable<Value[Name]>> }
    : Value;

/** A declaration with a value, other than the default, for every argument; `satisfies` says so to the compiler. */
export const FULL = {
  regionId: "cn-hangzhou",
  name: "镜像-web.1",
  description: "一个网站",
  baseImageType: "OSS",
  baseImage: "m-bp1full",
  buildContent: "RUN echo build\nCOMPONENT ic-bp1component\n",
  testContent: "RUN echo test",
  imageOptions: {
    imageName: "web",
    imageFamily: "web-family",
    description: "target image",
    imageFeatures: { nvmeSupport: "supported" },
    imageTags: { image: "yes" },
  },
  imageName: "web",
  imageFamily: "web-family",
  nvmeSupport: "supported",
  importImageOptions: {
    diskDeviceMappings: [
      { ossBucket: "bucket", ossObject: "system.raw", format: "RAW", diskImageSize: 40 },
      { ossBucket: "bucket", ossObject: "data.qcow2", format: "QCOW2", diskImageSize: 100 },
    ],
    architecture: "arm64",
    bootMode: "UEFI",
    osType: "linux",
    platform: "Rocky Linux",
    licenseType: "BYOL",
    features: { imdsSupport: "v2", nvmeSupport: "supported" },
    retentionStrategy: "RetainAlways",
    retainImportedImage: true,
    imageName: "imported",
    description: "imported image",
    importImageTags: { imported: "yes" },
    roleName: "AliyunECSImageImportDefaultRole",
  },
  imageSecurityOptions: { securityScanMode: "Basic" },
  advancedOptions: { imageNameSuffix: "disable", retainCloudAssistant: true },
  repairMode: "Customized",
  repairItems: ["dhcp", "fstab"],
  instanceType: "ecs.g7.large",
  systemDiskSize: 60,
  internetMaxBandwidthOut: 10,
  deleteInstanceOnFailure: false,
  vswitchId: "vsw-bp1full",
  addAccounts: ["1234567890123456", "9999999999999999"],
  toRegionIds: ["cn-beijing", "cn-shanghai"],
  resourceGroupId: "rg-bp1full",
  tags: { env: "prod", team: "platform" },
  adopt: "ip-1",
  deleteTimeoutMinutes: 30,
} satisfies Complete<ImagePipelineArguments>;
