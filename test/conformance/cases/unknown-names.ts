import { type Case, fromOss, refused } from "../case";

const source = "docs/service.md, The SDK: an unknown key is dropped without an error";
const file = { ossBucket: "images", ossObject: "centos.raw" };

const misspelt = (
  title: string,
  path: string,
  nearest: string,
  args: Record<string, unknown>,
  simulator: string,
): Case => refused(title, source, args, path, new RegExp(`(?<![\\w])${nearest}(?![\\w])`), simulator);

export const unknownNames: Case[] = [
  misspelt(
    "a misspelt argument is refused with the right spelling",
    "buildContents",
    "buildContent",
    { buildContents: "RUN echo hi" },
    "InvalidParameter.BuildContents",
  ),
  misspelt(
    "an argument spelt as the API spells it is refused with our spelling",
    "vSwitchId",
    "vswitchId",
    { vSwitchId: "vsw-bp67acfmxazb4p0001" },
    "accept",
  ),
  misspelt(
    "an argument with a capital is refused with the right spelling",
    "Description",
    "description",
    { Description: "The base of all web servers" },
    "accept",
  ),
  misspelt(
    "the singular of a list is refused with its name",
    "toRegionId",
    "toRegionIds",
    { toRegionId: ["cn-beijing"] },
    "accept",
  ),
  misspelt(
    "a name of Terraform's is refused with ours",
    "base_image",
    "baseImage",
    { base_image: "m-1" },
    "InvalidParameter.Base_image",
  ),
  misspelt("tag for tags is refused", "tag", "tags", { tag: { team: "web" } }, "accept"),
  {
    title: "an argument like none that is known is refused",
    source,
    args: { zzz: "1" },
    check: { refuse: ["zzz"] },
    says: [/unknown|not known|no argument/i],
    simulator: "InvalidParameter.Zzz",
  },
  {
    title: "clientToken is not an argument: a new one is made for each create",
    source: "docs/service.md, Parameters of CreateImagePipeline: ClientToken is sent by us",
    args: { clientToken: "123e4567-e89b-12d3-a456-426655440000" },
    check: { refuse: ["clientToken"] },
    says: [/unknown|not known|no argument/i],
    simulator: "accept",
  },
  {
    title: "the legacy owner fields are not arguments",
    source: "docs/service.md, Parameters of CreateImagePipeline: OwnerAccount and its like are not exposed",
    args: { ownerAccount: "ops@example.com" },
    check: { refuse: ["ownerAccount"] },
    says: [/unknown|not known|no argument/i],
    simulator: ["accept", "InvalidParameter.OwnerAccount"],
  },
  misspelt(
    "a misspelt image option is refused with the right spelling",
    "imageOptions.imageNames",
    "imageName",
    { imageOptions: { imageNames: "web" } },
    "InvalidParameter.ImageOptions.ImageNames",
  ),
  misspelt(
    "a misspelt image feature is refused with the right spelling",
    "imageOptions.imageFeatures.nvmeSuport",
    "nvmeSupport",
    { imageOptions: { imageFeatures: { nvmeSuport: "auto" } } },
    "InvalidParameter.ImageOptions.ImageFeatures.NvmeSuport",
  ),
  misspelt(
    "a misspelt import option is refused with the right spelling",
    "importImageOptions.oSType",
    "osType",
    fromOss({ oSType: "linux" }),
    "accept",
  ),
  misspelt(
    "a misspelt field of the second disk is refused by its place",
    "importImageOptions.diskDeviceMappings[1].osBucket",
    "ossBucket",
    fromOss({ diskDeviceMappings: [file, { ...file, osBucket: "images" }] }),
    "InvalidParameter.ImportImageOptions.DiskDeviceMappings.2.OsBucket",
  ),
  misspelt(
    "a misspelt feature of the imported image is refused with the right spelling",
    "importImageOptions.features.imdSupport",
    "imdsSupport",
    fromOss({ features: { imdSupport: "v2" } }),
    "InvalidParameter.ImportImageOptions.Features.ImdSupport",
  ),
  misspelt(
    "a misspelt advanced option is refused with the right spelling",
    "advancedOptions.retainCloudAsistant",
    "retainCloudAssistant",
    { advancedOptions: { retainCloudAsistant: true } },
    "InvalidParameter.AdvancedOptions.RetainCloudAsistant",
  ),
];
