import type { Case } from "../case";

const failure = "docs/service.md, Parameters of CreateImagePipeline: DeleteInstanceOnFailure";
const assistant = "docs/service.md, Advanced options: RetainCloudAssistant";
const suffix = "docs/service.md, Advanced options: ImageNameSuffix";

export const switches: Case[] = [
  {
    title: "an instance that is released when the build fails is accepted",
    source: failure,
    args: { deleteInstanceOnFailure: true },
    check: "accept",
    simulator: "accept",
  },
  {
    title: "an instance that is kept when the build fails is accepted",
    source: failure,
    args: { deleteInstanceOnFailure: false },
    check: "accept",
    simulator: "accept",
  },
  {
    title: 'deleteInstanceOnFailure "false" is refused: text is not a boolean',
    source: failure,
    args: { deleteInstanceOnFailure: "false" },
    check: { refuse: ["deleteInstanceOnFailure"] },
    says: [/true.*false|boolean/i],
    simulator: "accept",
  },
  {
    title: 'deleteInstanceOnFailure "no" is refused',
    source: failure,
    args: { deleteInstanceOnFailure: "no" },
    check: { refuse: ["deleteInstanceOnFailure"] },
    says: [/true.*false|boolean/i],
    simulator: "InvalidParameter.DeleteInstanceOnFailure",
  },
  {
    title: "deleteInstanceOnFailure 1 is refused",
    source: failure,
    args: { deleteInstanceOnFailure: 1 },
    check: { refuse: ["deleteInstanceOnFailure"] },
    says: [/true.*false|boolean/i],
    simulator: "InvalidParameter.DeleteInstanceOnFailure",
  },
  {
    title: "advanced options that hold nothing mean none",
    source: "docs/service.md, The SDK: an empty list or object sends nothing",
    args: { advancedOptions: {} },
    check: "accept",
    simulator: "accept",
  },
  {
    title:
      "an image name without the suffix of the execution is accepted, with a warning: every image has the same name",
    source: suffix,
    args: { advancedOptions: { imageNameSuffix: "disable" } },
    check: "warn",
    says: [
      /imageNameSuffix: with disable, every image of the pipeline has the same name\..*InvalidImageName\.Duplicated/,
    ],
    simulator: "accept",
  },
  {
    title: "an image name suffix other than disable is refused: it is the only documented value",
    source: suffix,
    args: { advancedOptions: { imageNameSuffix: "enable" } },
    check: { refuse: ["advancedOptions.imageNameSuffix"] },
    says: [/disable/],
    simulator: "InvalidAdvancedOptions.ImageNameSuffix",
  },
  {
    title: "a boolean as the image name suffix is refused",
    source: suffix,
    args: { advancedOptions: { imageNameSuffix: false } },
    check: { refuse: ["advancedOptions.imageNameSuffix"] },
    says: [/string|disable/i],
    simulator: "InvalidAdvancedOptions.ImageNameSuffix",
  },
  {
    title: "an image that keeps the Cloud Assistant is accepted",
    source: assistant,
    args: { advancedOptions: { retainCloudAssistant: true } },
    check: "accept",
    simulator: "accept",
  },
  {
    title: "an image that does not keep the Cloud Assistant, the default, is accepted",
    source: assistant,
    args: { advancedOptions: { retainCloudAssistant: false } },
    check: "accept",
    simulator: "accept",
  },
  {
    title: 'retainCloudAssistant "yes" is refused',
    source: assistant,
    args: { advancedOptions: { retainCloudAssistant: "yes" } },
    check: { refuse: ["advancedOptions.retainCloudAssistant"] },
    says: [/true.*false|boolean/i],
    simulator: "InvalidParameter.AdvancedOptions.RetainCloudAssistant",
  },
  {
    title: "advanced options that are text are refused",
    source: "docs/service.md, Parameters of CreateImagePipeline: AdvancedOptions",
    args: { advancedOptions: "disable" },
    check: { refuse: ["advancedOptions"] },
    says: [/object/i],
    simulator: "InvalidParameter.AdvancedOptions",
  },
];
