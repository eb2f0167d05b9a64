import * as z from "zod/mini";
import { imageComponentSchema } from "../resources/image-component/schema";
import { imagePipelineSchema } from "../resources/image-pipeline/schema";
import { fields, optional, required } from "../validation/documentation";

/*
 * The arguments and the results of the lookups, with their documentation. Their types and provider/plugin/schema.json are
 * written from it; nothing loads it at run time.
 */

const regionToSearch = () =>
  optional(z.string(), {
    text: "The region to search.",
    otherwise: "the region of the configuration or the environment",
  });

const tags = () =>
  optional(z.record(z.string(), z.string()), { text: "Tags that must all be present.", limits: "up to 20" });

const nameRegex = () =>
  optional(z.string(), {
    text: "A JavaScript regular expression that must match some part of the name. As in Go, a backslash may precede any punctuation character (`web\\-prod`).",
  });

const resourceGroupId = () =>
  optional(z.string(), {
    text: "The resource group; the default one cannot be used (a limit of the API).",
  });

/** The filters of the lookups of pipelines and components. */
const common = () => ({
  regionId: regionToSearch(),
  ids: optional(z.array(z.string()), { text: "IDs, any number of them." }),
  nameRegex: nameRegex(),
  tags: tags(),
});

export const getImagePipelinesArgs = fields({
  ...common(),
  name: optional(z.string(), { text: "The exact name." }),
  resourceGroupId: resourceGroupId(),
});

export const getImageComponentsArgs = fields({
  ...common(),
  imageComponentName: optional(z.string(), { text: "The exact name." }),
  componentVersion: optional(z.string(), {
    text: "The version; `*` matches any part of it. Requires `imageComponentName` (a limit of the API).",
  }),
  componentType: optional(z.string(), { text: "`Build` or `Test`." }),
  systemType: optional(z.string(), { text: "`Linux` or `Windows`." }),
  owner: optional(z.string(), {
    text: "`SELF` (your own) or `ALIYUN`. Which of them is the default is not documented.",
  }),
  resourceGroupId: resourceGroupId(),
});

export const getImagePipelineExecutionsArgs = fields({
  regionId: regionToSearch(),
  imagePipelineId: optional(z.string(), {
    text: "The pipeline of the builds. This or `executionId` is required (a limit of the API).",
  }),
  executionId: optional(z.string(), { text: "One build." }),
  statuses: optional(z.array(z.string()), { text: "Statuses, such as `SUCCESS`.", otherwise: "all" }),
  tags: tags(),
});

export const getImagesArgs = fields({
  regionId: regionToSearch(),
  ownerAlias: optional(z.string(), {
    text: "`self` (your own), `system` (the public ones of Alibaba Cloud), `others` (shared with you) or `marketplace`.",
    otherwise: "the first three",
  }),
  imageFamily: optional(z.string(), { text: "The image family." }),
  imageName: optional(z.string(), { text: "The exact name." }),
  nameRegex: nameRegex(),
  architecture: optional(z.string(), { text: "`x86_64`, `arm64` or `i386`." }),
  osType: optional(z.string(), { text: "`linux` or `windows`." }),
  statuses: optional(z.array(z.string()), {
    text: "Statuses, such as `Deprecated`; or `ALL` alone.",
    otherwise: "`Available`",
  }),
  tags: tags(),
});

export const getImageFromFamilyArgs = fields({
  regionId: regionToSearch(),
  imageFamily: required(z.string(), {
    text: "The image family; of public images one like `acs:ubuntu_22_04_x64`.",
  }),
});

const id = (text: string) => required(z.string(), { text });
const region = () => required(z.string(), { text: "The region." });
const createTime = () => required(z.string(), { text: "The creation time, in UTC." });

/** Without what only this provider knows of a pipeline, and what is always found. */
const pipelineArguments = z.omit(imagePipelineSchema, {
  adopt: true,
  deleteTimeoutMinutes: true,
  regionId: true,
  name: true,
});

export const foundImagePipeline = fields({
  imagePipelineId: id("The pipeline's ID (`ip-…`)."),
  name: required(z.string(), { text: "Name of the pipeline; its ID, if it has no other." }),
  regionId: region(),
  createTime: createTime(),
  ...pipelineArguments.shape,
});

const componentArguments = z.omit(imageComponentSchema, {
  adopt: true,
  regionId: true,
  imageComponentName: true,
  content: true,
});

export const foundImageComponent = fields({
  imageComponentId: id("The component's ID (`ic-…`)."),
  imageComponentName: required(z.string(), { text: "Name of the component; its ID, if it has no other." }),
  regionId: region(),
  createTime: createTime(),
  owner: optional(z.string(), { text: "`SELF` (your own) or `ALIYUN`." }),
  content: optional(z.string(), { text: "What the component does: commands, or the YAML form." }),
  parameters: required(
    z.array(
      fields({
        name: optional(z.string(), { text: "Name of the parameter." }),
        type: optional(z.string(), { text: "Type of the parameter." }),
        defaultValue: optional(z.string(), { text: "The value that applies if a pipeline gives none." }),
      }),
    ),
    { text: "The parameters that its content declares, in the YAML form." },
  ),
  ...componentArguments.shape,
});

export const foundImagePipelineExecution = fields({
  executionId: id("The execution's ID (`exec-…`)."),
  imagePipelineId: id("The pipeline of the build."),
  regionId: region(),
  status: required(z.string(), { text: "`SUCCESS` once there is an image; see the API for the others." }),
  imageId: optional(z.string(), { text: "The image that was built, if there is one." }),
  createTime: required(z.string(), { text: "The start time of the build, in UTC." }),
  modifiedTime: required(z.string(), { text: "The time of the last change of the build, in UTC." }),
  message: optional(z.string(), { text: "The message of the service about the build, if there is one." }),
  errorCode: optional(z.string(), { text: "The error code of a build that failed." }),
  errorInfo: optional(z.string(), { text: "What the service says of a build that failed." }),
  tags: optional(z.record(z.string(), z.string()), { text: "Tags of the execution." }),
});

export const foundImage = fields({
  imageId: id("The image's ID. Those of public images do not begin with `m-`."),
  imageName: required(z.string(), { text: "Name of the image; its ID, if it has no other." }),
  imageFamily: optional(z.string(), { text: "The image family, if the image belongs to one." }),
  description: optional(z.string(), { text: "Description of the image." }),
  regionId: region(),
  status: required(z.string(), {
    text: "`Available`, `Deprecated`, `Creating`, `Waiting`, `UnAvailable` or `CreateFailed`.",
  }),
  createTime: createTime(),
  ownerAlias: required(z.string(), {
    text: "`self` (your own), `system` (a public one of Alibaba Cloud), `others` (shared with you) or `marketplace`.",
  }),
  isPublic: optional(z.boolean(), {
    text: "Whether the image is published as a community image; unset if the API does not say.",
  }),
  isSelfShared: required(z.boolean(), { text: "Whether your account shares the image with others." }),
  architecture: optional(z.string(), { text: "`x86_64`, `arm64` or `i386`." }),
  osType: optional(z.string(), { text: "`linux` or `windows`." }),
  osName: optional(z.string(), { text: "The operating system, for people." }),
  platform: optional(z.string(), { text: "The distribution, such as `Aliyun` or `Ubuntu`." }),
  size: optional(z.number(), { text: "The size of the image in GiB." }),
  usage: optional(z.string(), { text: "Whether instances use the image: `instance` or `none`." }),
  tags: required(z.record(z.string(), z.string()), { text: "Tags of the image." }),
  snapshotIds: required(z.array(z.string()), { text: "The snapshots that the image consists of." }),
});

const ids = (of: string) =>
  required(z.array(z.string()), { text: `The IDs, newest first, in the order of \`${of}\`.` });
const names = (of: string) =>
  required(z.array(z.string()), { text: `The names, in the order of \`${of}\`.` });

export const getImagePipelinesResult = fields({
  ids: ids("pipelines"),
  names: names("pipelines"),
  pipelines: required(z.array(foundImagePipeline), { text: "The pipelines, newest first." }),
});

export const getImageComponentsResult = fields({
  ids: ids("components"),
  names: names("components"),
  components: required(z.array(foundImageComponent), { text: "The components, newest first." }),
  latestId: optional(z.string(), {
    text: "The component with the highest version, which a pattern like `1.*.*` stands for; unset if there is none, or if the components have more than one name.",
  }),
});

export const getImagePipelineExecutionsResult = fields({
  ids: ids("executions"),
  executions: required(z.array(foundImagePipelineExecution), { text: "The builds, newest first." }),
  latestImageId: optional(z.string(), {
    text: "The image of the newest build that has one and succeeded; unset if there is none.",
  }),
});

export const getImagesResult = fields({
  ids: ids("images"),
  names: names("images"),
  images: required(z.array(foundImage), { text: "The images, newest first." }),
});
