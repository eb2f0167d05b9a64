import { accepted, type Case, refused } from "../case";

const name = "docs/service.md, Image options: ImageName";
const family = "docs/service.md, Image options: ImageFamily";
const description = "docs/service.md, Image options: Description";
const nvme = "docs/service.md, Image options: ImageFeatures.NvmeSupport";
const twins = "docs/service.md, Conditions between parameters: a deprecated parameter and its successor";

const refusedOption = (
  title: string,
  source: string,
  field: "imageName" | "imageFamily" | "description",
  value: string,
  says: RegExp,
): Case => {
  const part = `${field.charAt(0).toUpperCase()}${field.slice(1)}`;
  const simulator = field === "description" ? "InvalidImageOptions.Description" : `Invalid${part}.Malformed`;
  return refused(
    title,
    source,
    { imageOptions: { [field]: value } },
    `imageOptions.${field}`,
    says,
    simulator,
  );
};

const names: Case[] = [
  accepted("an image name of 2 characters is accepted", name, { imageOptions: { imageName: "ab" } }),
  accepted("an image name of 64 characters is accepted", name, {
    imageOptions: { imageName: "a".repeat(64) },
  }),
  accepted("an image name of 64 Chinese characters is accepted", name, {
    imageOptions: { imageName: "像".repeat(64) },
  }),
  accepted("an image name with every mark that is allowed is accepted", name, {
    imageOptions: {
      imageName: "生产:web_v1.2-3",
    },
  }),
  refusedOption("an empty image name is refused", name, "imageName", "", /2 to 64\b/),
  refusedOption("an image name of 1 character is refused", name, "imageName", "a", /2 to 64\b/),
  refusedOption("an image name of 65 characters is refused", name, "imageName", "a".repeat(65), /2 to 64\b/),
  refusedOption(
    "an image name of 65 Chinese characters is refused",
    name,
    "imageName",
    "像".repeat(65),
    /2 to 64\b/,
  ),
  refusedOption("an image name that begins with a digit is refused", name, "imageName", "2web", /letter/i),
  refusedOption("an image name with a space is refused", name, "imageName", "web image", /letters.*digits/is),
  refusedOption(
    "an image name that begins with https:// is refused",
    name,
    "imageName",
    "https://web",
    /https?:\/\/|letters/i,
  ),
];

const families: Case[] = [
  accepted("an image family of 2 characters is accepted", family, { imageOptions: { imageFamily: "ab" } }),
  accepted("an image family of 128 characters is accepted", family, {
    imageOptions: { imageFamily: "f".repeat(128) },
  }),
  accepted("an image family with a Chinese name and every mark is accepted", family, {
    imageOptions: {
      imageFamily: "网站:web_v1-2",
    },
  }),
  accepted("an image family may contain aliyun further on", family, {
    imageOptions: { imageFamily: "my-aliyun" },
  }),
  refusedOption("an image family of 1 character is refused", family, "imageFamily", "f", /2 to 128\b/),
  refusedOption(
    "an image family of 129 characters is refused",
    family,
    "imageFamily",
    "f".repeat(129),
    /2 to 128\b/,
  ),
  refusedOption(
    "an image family that begins with a digit is refused",
    family,
    "imageFamily",
    "3web",
    /letter/i,
  ),
  refusedOption(
    "an image family that begins with aliyun is refused",
    family,
    "imageFamily",
    "aliyun-web",
    /aliyun/,
  ),
  refusedOption("an image family that begins with acs: is refused", family, "imageFamily", "acs:web", /acs:/),
  refusedOption(
    "an image family with a period is refused: unlike in names it is not listed",
    family,
    "imageFamily",
    "web.v1",
    /letters.*digits/is,
  ),
  refusedOption(
    "an image family with http:// in it is refused",
    family,
    "imageFamily",
    "web-http://x",
    /https?:\/\/|letters/i,
  ),
];

const descriptions: Case[] = [
  accepted("a description of the image of 2 characters is accepted", description, {
    imageOptions: { description: "ok" },
  }),
  accepted("a description of the image of 256 Chinese characters is accepted", description, {
    imageOptions: {
      description: "述".repeat(256),
    },
  }),
  refusedOption(
    "a description of the image of 1 character is refused",
    description,
    "description",
    "d",
    /2 to 256\b/,
  ),
  refusedOption(
    "a description of the image of 257 characters is refused",
    description,
    "description",
    "d".repeat(257),
    /2 to 256\b/,
  ),
  refusedOption(
    "a description of the image that begins with http:// is refused",
    description,
    "description",
    "http://wiki.example.com",
    /https?:\/\//,
  ),
];

const features: Case[] = [
  ...["supported", "unsupported", "auto"].map((nvmeSupport) =>
    accepted(`NVMe ${nvmeSupport} for the image is accepted`, nvme, {
      imageOptions: { imageFeatures: { nvmeSupport } },
    }),
  ),
  accepted(
    "image features that hold nothing mean none",
    "docs/service.md, The SDK: an empty list or object sends nothing",
    { imageOptions: { imageFeatures: {} } },
  ),
  {
    title: "NVMe Supported, with a capital, for the image is refused",
    source: nvme,
    args: { imageOptions: { imageFeatures: { nvmeSupport: "Supported" } } },
    check: { refuse: ["imageOptions.imageFeatures.nvmeSupport"] },
    says: [/supported/, /unsupported/, /auto/],
    simulator: "InvalidParameter.NvmeSupport",
  },
  {
    title: "NVMe true for the image is refused: it is a word",
    source: nvme,
    args: { imageOptions: { imageFeatures: { nvmeSupport: true } } },
    check: { refuse: ["imageOptions.imageFeatures.nvmeSupport"] },
    says: [/unsupported/, /auto/],
    simulator: "InvalidParameter.NvmeSupport",
  },
  {
    title: "image options that are a list are refused",
    source: "docs/service.md, Parameters of CreateImagePipeline: ImageOptions",
    args: { imageOptions: [{ imageName: "web" }] },
    check: { refuse: ["imageOptions"] },
    says: [/object/i],
    simulator: "InvalidParameter.ImageOptions.1.ImageName",
  },
  accepted(
    "image options that hold nothing mean none",
    "docs/service.md, The SDK: an empty list or object sends nothing",
    { imageOptions: {} },
  ),
];

const deprecatedTwins: Case[] = [
  {
    title: "imageName at the top, as @pulumi/alicloud has it, is accepted",
    source: twins,
    args: { imageName: "web" },
    check: "accept",
    simulator: "accept",
  },
  {
    title: "imageName at the top of 65 characters is refused",
    source: `${twins}; docs/service.md, Parameters of CreateImagePipeline: ImageName`,
    args: { imageName: "a".repeat(65) },
    check: { refuse: ["imageName"] },
    says: [/2 to 64\b/],
    simulator: "InvalidImageName.Malformed",
  },
  {
    title: "imageName at the top of 65 characters is refused under its old name too, from an older client",
    source: "docs/service.md, Parameters of CreateImagePipeline: ImageName",
    args: { imageName: `${"a".repeat(64)}b` },
    check: { refuse: ["imageName"] },
    says: [/2 to 64\b/],
    simulator: "InvalidImageName.Malformed",
    request: { ImageName: `${"a".repeat(64)}b`, "ImageOptions.ImageName": undefined },
  },
  {
    title: "imageName at the top and the same in imageOptions is accepted",
    source: twins,
    args: { imageName: "web", imageOptions: { imageName: "web" } },
    check: "accept",
    simulator: "accept",
  },
  {
    title: "imageName at the top and another in imageOptions is refused",
    source: twins,
    args: { imageName: "web", imageOptions: { imageName: "app" } },
    check: { refuse: ["imageName"] },
    says: [/imageOptions\.imageName/],
    simulator: "accept",
  },
  {
    title: "imageFamily at the top is accepted",
    source: twins,
    args: { imageFamily: "web-servers" },
    check: "accept",
    simulator: "accept",
  },
  {
    title: "imageFamily at the top that begins with acs: is refused",
    source: twins,
    args: { imageFamily: "acs:web" },
    check: { refuse: ["imageFamily"] },
    says: [/acs:/],
    simulator: "InvalidImageFamily.Malformed",
  },
  {
    title: "imageFamily at the top and another in imageOptions is refused",
    source: twins,
    args: { imageFamily: "web", imageOptions: { imageFamily: "app" } },
    check: { refuse: ["imageFamily"] },
    says: [/imageOptions\.imageFamily/],
    simulator: "accept",
  },
  {
    title: "nvmeSupport at the top is accepted",
    source: twins,
    args: { nvmeSupport: "auto" },
    check: "accept",
    simulator: "accept",
  },
  {
    title: "nvmeSupport at the top with a word that is not known is refused",
    source: twins,
    args: { nvmeSupport: "yes" },
    check: { refuse: ["nvmeSupport"] },
    says: [/unsupported/, /auto/],
    simulator: "InvalidParameter.NvmeSupport",
  },
  {
    title: "nvmeSupport at the top and the same in imageOptions is accepted",
    source: twins,
    args: { nvmeSupport: "supported", imageOptions: { imageFeatures: { nvmeSupport: "supported" } } },
    check: "accept",
    simulator: "accept",
  },
  {
    title: "nvmeSupport at the top and another in imageOptions is refused",
    source: twins,
    args: { nvmeSupport: "supported", imageOptions: { imageFeatures: { nvmeSupport: "auto" } } },
    check: { refuse: ["nvmeSupport"] },
    says: [/imageOptions\.imageFeatures\.nvmeSupport/],
    simulator: "accept",
  },
  {
    title: "imageName at the top beside other image options is accepted",
    source: twins,
    args: { imageName: "web", imageOptions: { imageFamily: "web-servers" } },
    check: "accept",
    simulator: "accept",
  },
];

export const imageOptions: Case[] = [...names, ...families, ...descriptions, ...features, ...deprecatedTwins];
