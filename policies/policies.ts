import {
  type Policies,
  type ResourceValidationArgs,
  type ResourceValidationPolicy,
  remediateResourceOfType,
  type StackValidationPolicy,
  validateResourceOfType,
  validateStackResourcesOfType,
} from "@pulumi/policy";
import {
  ImageComponent,
  ImagePipeline,
  ImagePipelineExecution,
  ImageRetention,
} from "pulumi-alicloud-image-builder";
import { type Finding, findSecrets, patternsOf, type SecretsConfig } from "./secrets";

/*
 * A class matches the resources of both providers, the dynamic one and the plugin. In a preview, a value can be unknown. To
 * read it ends the policy there, and the preview says so; `in` only asks whether it is given.
 */

const vswitchRequired: ResourceValidationPolicy = {
  name: "vswitch-required",
  description: "The instance that builds an image is in a vSwitch of yours.",
  configSchema: {
    properties: {
      vswitchIds: {
        type: "array",
        items: { type: "string", pattern: "^vsw-" },
        default: [],
        description: "The vSwitches that are allowed; empty: any.",
      },
    },
  },
  validateResource: validateResourceOfType(ImagePipeline, (pipeline, args, reportViolation) => {
    const { vswitchIds: allowed = [] } = args.getConfig<{ vswitchIds?: string[] }>();
    const which = allowed.length > 0 ? allowed.join(", ") : "any vSwitch of the pipeline's region";
    const remedy = `Allowed: ${which}. Set vswitchId.`;
    if (!("vswitchId" in pipeline)) {
      reportViolation(
        `vswitchId: it is not set, so the build runs in a temporary VPC that you do not control. ${remedy}`,
      );
    } else if (allowed.length > 0 && !allowed.includes(String(pipeline.vswitchId))) {
      reportViolation(`vswitchId: it is ${pipeline.vswitchId}, which is not allowed. ${remedy}`);
    }
  }),
};

const publicBandwidthLimited: ResourceValidationPolicy = {
  name: "public-bandwidth-limited",
  description: "The instance that builds an image has no more public bandwidth than allowed.",
  configSchema: {
    properties: {
      maxMbits: {
        type: "integer",
        minimum: 0,
        maximum: 100,
        default: 0,
        description: "Mbit/s; with 0, the instance has no public address.",
      },
    },
  },
  validateResource: validateResourceOfType(ImagePipeline, (pipeline, args, reportViolation) => {
    const { maxMbits = 0 } = args.getConfig<{ maxMbits?: number }>();
    const given = pipeline.internetMaxBandwidthOut ?? 0;
    if (given <= maxMbits) return;
    reportViolation(
      `internetMaxBandwidthOut: it is ${given} Mbit/s. Allowed: at most ${maxMbits}. ` +
        "Lower it, and download over the private network: Alibaba Cloud's mirrors and OSS have internal addresses.",
    );
  }),
};

const knownAccountsOnly: ResourceValidationPolicy = {
  name: "known-accounts-only",
  description: "Images are shared with known accounts only.",
  configSchema: {
    properties: {
      accountIds: {
        type: "array",
        items: { type: "string", pattern: "^[0-9]+$" },
        default: [],
        description: "The accounts with which images may be shared; empty: none.",
      },
    },
  },
  validateResource: validateResourceOfType(ImagePipeline, (pipeline, args, reportViolation) => {
    const { accountIds: known = [] } = args.getConfig<{ accountIds?: string[] }>();
    const strangers = (pipeline.addAccounts ?? []).map(String).filter((account) => !known.includes(account));
    if (strangers.length === 0) return;
    reportViolation(
      `addAccounts: it names ${strangers.join(", ")}. Allowed: ${known.join(", ") || "none"}. ` +
        "Remove the others, or have them added to accountIds of this policy.",
    );
  }),
};

const sentence = (where: string, { line, what, pattern }: Finding): string =>
  `${where}, line ${line}: it contains ${what} (pattern ${pattern}). No credential may be in a content: whoever may read ` +
  "the pipeline can read it, and the image may keep it. Remove it, and revoke it if it was ever deployed. Let the instances fetch " +
  `it when they start, with their RAM role. If it is no credential, add ${pattern} to ignore of this policy.`;

const noSecretsInContent: ResourceValidationPolicy = {
  name: "no-secrets-in-content",
  description: "No content has a credential in it.",
  configSchema: {
    properties: {
      ignore: {
        type: "array",
        items: { type: "string" },
        default: [],
        description: "Names of patterns that do not apply.",
      },
      patterns: {
        type: "object",
        additionalProperties: { type: "string" },
        default: {},
        description: "More JavaScript regular expressions, by a name for each.",
      },
    },
  },
  validateResource: [
    validateResourceOfType(ImagePipeline, (pipeline, args, reportViolation) => {
      const patterns = patternsOf(args.getConfig<SecretsConfig>());
      for (const name of ["buildContent", "testContent"] as const)
        for (const finding of findSecrets(pipeline[name], patterns)) reportViolation(sentence(name, finding));
    }),
    validateResourceOfType(ImageComponent, (component, args, reportViolation) => {
      const patterns = patternsOf(args.getConfig<SecretsConfig>());
      for (const finding of findSecrets(component.content, patterns))
        reportViolation(sentence("content", finding));
    }),
  ],
};

interface TagsConfig {
  requiredTags?: string[];
  values?: Record<string, string>;
}

const isTagged = (args: ResourceValidationArgs): boolean =>
  args.isType(ImagePipeline) || args.isType(ImageComponent) || args.isType(ImagePipelineExecution);

const tagsRequired: ResourceValidationPolicy = {
  name: "tags-required",
  description: "Pipelines, components and builds have the tags that say whose they are.",
  configSchema: {
    properties: {
      requiredTags: {
        type: "array",
        items: { type: "string" },
        default: ["team"],
        description: "The keys that must be there.",
      },
      values: {
        type: "object",
        additionalProperties: { type: "string" },
        default: {},
        description: "With the enforcement level remediate: the value that is added where a key is missing.",
      },
    },
  },
  remediateResource: (args) => {
    if (!isTagged(args)) return undefined;
    const { requiredTags = [], values = {} } = args.getConfig<TagsConfig>();
    const missing = requiredTags.filter((key) => key in values && !(key in (args.props["tags"] ?? {})));
    if (missing.length === 0) return undefined;
    // In place: a copy of the properties would have its secrets in clear.
    args.props["tags"] ??= {};
    for (const key of missing) args.props["tags"][key] = values[key];
    return args.props;
  },
  validateResource: (args, reportViolation) => {
    if (!isTagged(args)) return;
    const { requiredTags = [] } = args.getConfig<TagsConfig>();
    const tags: object = args.props["tags"] ?? {};
    const missing = requiredTags.filter((key) => !(key in tags));
    if (missing.length === 0) return;
    reportViolation(
      `tags: ${missing.join(", ")} missing. Required: ${requiredTags.join(", ")}. Add the missing ones to tags.`,
    );
  },
};

const failedInstancesDeleted: ResourceValidationPolicy = {
  name: "failed-instances-deleted",
  description: "The instance of a failed build is deleted, so that nobody pays for it.",
  remediateResource: remediateResourceOfType(ImagePipeline, (pipeline) => {
    if (pipeline.deleteInstanceOnFailure !== false) return undefined;
    pipeline.deleteInstanceOnFailure = true;
    return pipeline;
  }),
  validateResource: validateResourceOfType(ImagePipeline, (pipeline, _, reportViolation) => {
    if (pipeline.deleteInstanceOnFailure !== false) return;
    reportViolation("deleteInstanceOnFailure: it is false. Allowed: true, the default. Remove it.");
  }),
};

const imagesHaveARetention: StackValidationPolicy = {
  name: "images-have-a-retention",
  description: "A stack that builds images also says which of them go.",
  enforcementLevel: "advisory",
  validateStack: validateStackResourcesOfType(ImagePipelineExecution, (_, args, reportViolation) => {
    if (args.resources.some((resource) => resource.isType(ImageRetention))) return;
    reportViolation(
      "It has no ImageRetention, so each build leaves an image and its snapshots, which are billed, forever. " +
        "Use a GoldenImage with keep, or declare an ImageRetention, in this stack or in another.",
    );
  }),
};

export const policies: Policies = [
  vswitchRequired,
  publicBandwidthLimited,
  knownAccountsOnly,
  noSecretsInContent,
  tagsRequired,
  failedInstancesDeleted,
  imagesHaveARetention,
];
