/** Every refusal of the simulator, with its sentence. What the codes mean: codes.ts. */

import type { CodeName } from "./codes.js";
import { CODES, rowOf } from "./codes.js";

/** A refusal, as the client sees it. */
export class ApiError extends Error {
  override readonly name = "ApiError";

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** What a type that cannot be tagged is answered with; which of the two is unknown (docs/service.md, Tags). */
export const UNTAGGABLE_CODES = ["InvalidResourceType.NotFound", "InvalidResourceId.NotSupported"] as const;
export type UntaggableCode = (typeof UNTAGGABLE_CODES)[number];

function fixed(code: CodeName, message: string): ApiError {
  return new ApiError(CODES[code].status, code, message);
}

/**
 * A parameter that breaks a rule. No message quotes a value: build contents and tags may hold secrets.
 *
 * @param code `InvalidParameter.<Parameter>` unless the parameter has a code of its own.
 */
function invalid(name: string, why: string, code = `InvalidParameter.${name}`): ApiError {
  const status = rowOf(code)?.status ?? CODES["InvalidParameter.<Parameter>"].status;
  return new ApiError(status, code, `The specified parameter "${name}" is not valid: ${why}.`);
}

const DENIED = "The caller is not authorized to perform this action.";

export const errors = {
  missingParameter: (name: string, code: CodeName = "MissingParameter") =>
    fixed(code, `The parameter "${name}" is mandatory for this request and was not supplied.`),
  missingOneOf: (code: CodeName, ...names: readonly string[]) =>
    fixed(code, `One of the parameters ${names.join(" and ")} is mandatory for this request.`),
  invalidParameter: invalid,
  /** A content that breaks a rule, by its documented code. */
  invalidContent: (name: string, { code, why }: { readonly code: string; readonly why: string }) =>
    invalid(name, why, code),
  nextToken: () =>
    fixed("Invalid.NextToken", 'The specified "NextToken" is not one that was returned for this query.'),
  unknownParameter: (name: string) =>
    invalid(name, "the action has no such parameter, or the simulator does not support it"),
  repeatedParameter: (name: string) => invalid(name, "it was sent more than once"),
  listTooLong: (list: string, max: number, code?: CodeName) =>
    invalid(list, `it can have at most ${max} elements`, code),
  listGap: (name: string) => invalid(name, "the indexes of a list must run from 1 without a gap"),
  tagValueWithoutKey: () =>
    fixed("InvalidParameter.TagValue", "The specified tag value has no tag key: a value needs its key."),

  idempotentMismatch: () =>
    fixed(
      "IdempotentParameterMismatch",
      'The specified "ClientToken" was already used for a request with other parameters.',
    ),

  imageNotFound: (parameter: string) =>
    fixed(
      "InvalidImage.NotFound",
      `The specified "${parameter}" is not found: it names no image or image family.`,
    ),
  resourceGroupNotFound: () =>
    fixed("InvalidResourceGroup.NotFound", "The ResourceGroup provided does not exist in our records."),
  vSwitchNotFound: () => fixed("InvalidVSwitchId.NotFound", 'The specified "VSwitchId" is not found.'),
  instanceTypeNotFound: () =>
    fixed("InvalidInstanceType.NotFound", 'The specified "InstanceType" is not found.'),
  regionNotFound: (name: string) =>
    fixed("InvalidRegionId.NotFound", `The specified "${name}" is not found: there is no such region.`),
  baseImageGone: () =>
    fixed(
      "InvalidImagePipeline.BaseImageNotFound",
      'The base image of the pipeline of "ImagePipelineId" is not found.',
    ),
  ossObjectNotFound: (code: CodeName, name: string) => fixed(code, `The specified "${name}" is not found.`),
  imageNameTaken: (parameter: string, regionId: string) =>
    fixed(
      "InvalidImageName.Duplicated",
      `The specified "${parameter}" is the name of an image in the region ${regionId}.`,
    ),
  quotaExceeded: (code: "QuotaExceed.ImagePipeline" | "QuotaExceed.ImageComponent", most: number) =>
    fixed(code, `The account can have at most ${most} in this region.`),
  noServiceLinkedRole: () =>
    fixed(
      "InvalidOperation.NoPermissionCreateServiceLinkedRole",
      "The caller has no permission to create the service-linked role of imagebuilder.ecs.aliyuncs.com.",
    ),
  pipelineNotFound: () =>
    fixed("InvalidImagePipeline.NotFound", 'The specified "ImagePipelineId" is not found in this region.'),
  componentNotFound: () =>
    fixed("InvalidImageComponent.NotFound", 'The specified "ImageComponentId" is not found in this region.'),
  namedComponentNotFound: (name: string) =>
    fixed("ImageComponent.NotFound", `A component that "${name}" names is not found in this region.`),
  wrongComponent: (name: string, type: string) =>
    fixed(
      "InvalidImageComponent.NotSupported",
      `A component that "${name}" names cannot be used in it: only components of type ${type} can.`,
    ),
  componentExists: () =>
    fixed(
      "InvalidComponentVersion.Exist",
      'The specified "ComponentVersion" exists: there is a component of that name and version in this region.',
    ),
  componentInUse: () =>
    fixed(
      "InvalidImageComponent.InUse",
      'An image pipeline uses the component of "ImageComponentId": delete it first.',
    ),
  executionNotFound: () =>
    fixed(
      "InvalidImagePipelineExecution.NotFound",
      'The specified "ExecutionId" is not found in this region.',
    ),
  executionRunning: (name: string) =>
    fixed(
      "InvalidImagePipeline.HasRunningExecution",
      `The image pipeline of "${name}" has an execution that has not ended.`,
    ),
  executionEnded: () => fixed("InvalidStatus.CancelFailed", 'The execution of "ExecutionId" has ended.'),
  notCancellable: () =>
    fixed(
      "InvalidStatus.ImagePipelineExecution",
      'The execution of "ExecutionId" is not in one of the states PREPARING, REPAIRING and BUILDING.',
    ),
  snapshotInUse: () =>
    fixed(
      "SnapshotCreatedImage",
      'An image is made of the snapshot of "SnapshotId": delete the image first.',
    ),
  resourceNotFound: (name: string) =>
    fixed("InvalidResourceId.NotFound", `The specified "${name}" is not found in this region.`),
  tooManyTags: (name: string, max: number) =>
    fixed("OperationDenied.QuotaExceed", `The resource of "${name}" would have more than ${max} tags.`),
  keysDifferInCase: (name: string) =>
    fixed("TagKey.Duplication", `The specified "${name}" differs from another key in letter case only.`),
  unknownResourceType: () =>
    fixed("InvalidResourceType.NotFound", 'The specified "ResourceType" is not found.'),
  untaggable: (code: UntaggableCode) => fixed(code, 'The specified "ResourceType" cannot be tagged.'),
  keysAndAll: () => fixed("Param.Conflict", 'The parameters "All" and "TagKey.1" exclude each other.'),

  imageIdNotFound: () =>
    fixed("InvalidImageId.NotFound", 'The specified "ImageId" is not found in this region.'),
  imageInUse: () =>
    fixed(
      "ImageUsingByInstance",
      'Instances use the image of "ImageId": set Force to delete it all the same.',
    ),
  imageShared: () =>
    fixed("ImageUseShared", 'The image of "ImageId" is shared with other accounts: unshare it first.'),
  imagePublic: () => fixed("ImageIsPublic", 'The image of "ImageId" is published as a community image.'),
  sharedImagePublic: () =>
    fixed("Image.Public", 'The image of "ImageId" is a community image, which cannot be shared.'),
  deprecatedImageShared: () =>
    fixed(
      "OperationDenied.InvalidImageStatus",
      'The image of "ImageId" is deprecated, and cannot be shared.',
    ),
  imageCreating: () =>
    fixed(
      "InvalidStatus.ImageIsCreating",
      'The image of "ImageId" is being created: wait until it is Available.',
    ),
  imageNotAvailable: () =>
    fixed("ImageStatus.NotAvailable", 'The image of "ImageId" is not Available, so it cannot be deprecated.'),
  imageNotDeprecated: () => fixed("ImageStatus.NotDeprecated", 'The image of "ImageId" is not Deprecated.'),
  familyFull: (most: number) =>
    fixed("ImageQuotaFull.ImageFamily", `The family of "ImageFamily" has ${most} images, which is the most.`),
  imageCopying: () =>
    fixed(
      "OperationDenied.ImageCopying",
      'The image of "ImageId" is being copied: wait until it is Available.',
    ),

  actionNotFound: () =>
    fixed("InvalidAction.NotFound", "The specified API is not found, or the simulator does not support it."),
  versionNotFound: () =>
    fixed("InvalidAction.NotFound", "The specified API is not found: the action belongs to another version."),

  unknownAccessKey: () => fixed("InvalidAccessKeyId.NotFound", "The specified access key ID is not found."),
  missingSecurityToken: () =>
    fixed("MissingSecurityToken", "SecurityToken is mandatory for this access key and was not supplied."),
  wrongSecurityToken: () =>
    fixed(
      "InvalidSecurityToken.MismatchWithAccessKey",
      "The specified SecurityToken does not belong to the access key.",
    ),
  expiredSecurityToken: () =>
    fixed("InvalidSecurityToken.Expired", "The specified SecurityToken has expired."),
  wrongSignature: () =>
    fixed("SignatureDoesNotMatch", "The request signature differs from the one that the server calculated."),
  wrongBodyHash: () =>
    fixed("SignatureDoesNotMatch", 'The header "x-acs-content-sha256" is not the hash of the request body.'),
  incompleteSignature: (why: string) =>
    fixed("IncompleteSignature", `The request signature does not conform to Aliyun standards: ${why}.`),
  timestampFormat: (name: string) =>
    fixed("InvalidTimeStamp.Format", `The specified "${name}" is not of the form 2026-01-02T03:04:05Z.`),
  timestampExpired: (name: string) =>
    fixed(
      "InvalidTimeStamp.Expired",
      `The specified "${name}" is more than 15 minutes away from the server's time.`,
    ),

  unreadable: (why: string) => fixed("UnreadableRequest", `The request cannot be read: ${why}.`),
  /** Any code on demand: a documented one has its status, any other counts as a denial. */
  denied: (code: string) =>
    new ApiError(
      rowOf(code)?.status ?? 403,
      code,
      `${(rowOf(code)?.when ?? DENIED).replace(/\.$/, "")} (setting deny).`,
    ),
  notAForm: () =>
    fixed(
      "UnsupportedMediaType",
      "The request body is not supported: send the parameters in the query, or in a body of the type application/x-www-form-urlencoded.",
    ),
  nonceUsed: () =>
    fixed(
      "SignatureNonceUsed",
      "The specified signature nonce was used before: sign each request with a new one.",
    ),
  throttled: () => fixed("Throttling.User", "Request was denied due to user flow control."),
  internal: () => fixed("InternalError", "The request processing has failed due to some unknown error."),
} as const;

/** What ErrorCode and ErrorInfo say of a failure in a state, unless the settings say it. All invented. */
export function failureText(state: keyof typeof FAILURES): {
  readonly code: string;
  readonly message: string;
} {
  return FAILURES[state];
}

/** What ends a build whose image does not fit into its family: the code of CreateImage for that (API: CreateImage). */
export const FAMILY_FULL = {
  code: "ImageQuotaExceed.ImageFamily",
  message: "The specified image family exceeds the maximum number of images for one image family.",
} as const;

export const FAILURES = {
  PREPARING: { code: "OperationDenied.NoStock", message: "The requested instance type is out of stock." },
  REPAIRING: { code: "RepairFailed", message: "The source image cannot be repaired." },
  BUILDING: { code: "BuildFailed", message: "A command of the build content ended with exit code 1." },
  TESTING: { code: "TestFailed", message: "A command of the test content ended with exit code 1." },
  DISTRIBUTING: { code: "DistributionFailed", message: "The image was not copied or shared everywhere." },
  RELEASING: { code: "ReleaseFailed", message: "Not all temporary resources were released." },
} as const;
