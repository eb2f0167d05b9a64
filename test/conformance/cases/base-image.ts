import { type Case, fromOss, image } from "../case";

const type = "docs/service.md, Parameters of CreateImagePipeline: BaseImageType";
const base = "docs/service.md, Parameters of CreateImagePipeline: BaseImage";
const conditional = "docs/service.md, Conditions between parameters: IMAGE, IMAGE_FAMILY";
const oss = "docs/service.md, Conditions between parameters: OSS";

const accepted = (title: string, source: string, args: Record<string, unknown>): Case => ({
  title,
  source,
  args,
  check: "accept",
  simulator: "accept",
});

export const baseImageCases: Case[] = [
  accepted("a custom image is accepted", base, { baseImageType: "IMAGE", baseImage: image }),
  accepted("a public image, whose ID ends in .vhd, is accepted", base, {
    baseImage: "aliyun_3_x64_20G_alibase_20240528.vhd",
  }),
  accepted("an image family is accepted", type, { baseImageType: "IMAGE_FAMILY", baseImage: "web-servers" }),
  accepted("a public image family, which begins with acs:, is accepted", base, {
    baseImageType: "IMAGE_FAMILY",
    baseImage: "acs:alibaba_cloud_linux_3_2104_lts_x64",
  }),
  accepted("an image family with a Chinese name is accepted", base, {
    baseImageType: "IMAGE_FAMILY",
    baseImage: "生产环境",
  }),
  accepted("an image file in OSS is accepted without a base image", oss, fromOss()),
  {
    title: "a base image given with OSS is accepted with a warning: it is not used",
    source: oss,
    args: { ...fromOss(), baseImage: image },
    check: "warn",
    says: [/OSS/],
    simulator: "accept",
  },
  {
    title: "OSS without import options is refused",
    source: oss,
    args: { baseImageType: "OSS", baseImage: undefined },
    check: { refuse: ["importImageOptions"] },
    says: [/OSS/],
    simulator: "MissingParameter",
  },
  {
    title: "OSS with import options that hold nothing is refused",
    source: `${oss}; docs/service.md, The SDK: an empty list or object sends nothing`,
    args: { baseImageType: "OSS", baseImage: undefined, importImageOptions: {} },
    check: { refuse: ["importImageOptions"] },
    says: [/OSS/],
    simulator: "MissingParameter",
  },
  {
    title: "import options with an image as the base are accepted with a warning",
    source: "docs/service.md, Conditions between parameters: ImportImageOptions with another type than OSS",
    args: { importImageOptions: { diskDeviceMappings: [{ ossBucket: "images", ossObject: "centos.raw" }] } },
    check: "warn",
    says: [/OSS/],
    simulator: "accept",
  },
  {
    title: "import options with an image family as the base are accepted with a warning",
    source: "docs/service.md, Conditions between parameters: ImportImageOptions with another type than OSS",
    args: {
      baseImageType: "IMAGE_FAMILY",
      baseImage: "web-servers",
      importImageOptions: { roleName: "ImageImportRole" },
    },
    check: "warn",
    says: [/OSS/],
    simulator: "accept",
  },
  {
    title: "IMAGE without a base image is refused",
    source: conditional,
    args: { baseImage: undefined },
    check: { refuse: ["baseImage"] },
    says: [/FROM|image ID|ID of an image/i],
    simulator: "MissingParameter",
  },
  {
    title: "IMAGE_FAMILY without a base image is refused",
    source: conditional,
    args: { baseImageType: "IMAGE_FAMILY", baseImage: undefined },
    check: { refuse: ["baseImage"] },
    says: [/family/i],
    simulator: "MissingParameter",
  },
  {
    title: "an empty base image is refused",
    source: conditional,
    args: { baseImage: "" },
    check: { refuse: ["baseImage"] },
    says: [/empty|required|needed|must/i],
    simulator: ["MissingParameter", "InvalidParameter.BaseImage"],
  },
  {
    title: "a base image without its type is refused",
    source: type,
    args: { baseImageType: undefined },
    check: { refuse: ["baseImageType"] },
    says: [/IMAGE\b/, /IMAGE_FAMILY/, /OSS/],
    simulator: "MissingParameter",
  },
  {
    title: "a base image type in small letters is refused",
    source: type,
    args: { baseImageType: "image" },
    check: { refuse: ["baseImageType"] },
    says: [/IMAGE\b/, /IMAGE_FAMILY/, /OSS/],
    simulator: "InvalidParameter.BaseImageType",
  },
  {
    title: "a base image type with a hyphen is refused",
    source: type,
    args: { baseImageType: "IMAGE-FAMILY", baseImage: "web-servers" },
    check: { refuse: ["baseImageType"] },
    says: [/IMAGE_FAMILY/],
    simulator: "InvalidParameter.BaseImageType",
  },
  {
    title: "a base image type that is not known is refused",
    source: type,
    args: { baseImageType: "SNAPSHOT" },
    check: { refuse: ["baseImageType"] },
    says: [/IMAGE\b/, /IMAGE_FAMILY/, /OSS/],
    simulator: "InvalidParameter.BaseImageType",
  },
  {
    title: "a base image that is a list is refused",
    source: base,
    args: { baseImage: [image] },
    check: { refuse: ["baseImage"] },
    says: [/string/i],
    simulator: ["MissingParameter", "InvalidParameter.BaseImage.1"],
  },
  {
    title: "an image that does not exist passes check, which asks nobody, and the service does not find it",
    source: "docs/service.md, Error codes: InvalidImage.NotFound",
    args: { baseImage: "m-notfound0001" },
    check: "accept",
    simulator: "InvalidImage.NotFound",
  },
  {
    title: "an image family that does not exist passes check, and the service does not find it",
    source: "docs/service.md, Error codes: InvalidImage.NotFound",
    args: { baseImageType: "IMAGE_FAMILY", baseImage: "notfound-family" },
    check: "accept",
    simulator: "InvalidImage.NotFound",
  },
];
