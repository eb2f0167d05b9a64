/**
 * Every error code the simulator answers with, and every sentence that goes with one.
 *
 * `documented` says whether a source in hand names the code for the situation (docs/service.md, Error codes);
 * the others are invented, after the manner of ECS, and marked so on the coverage page.
 */

interface Code {
  readonly status: number;
  readonly documented: boolean;
  readonly when: string;
}

export const CODES = {
  "InvalidImage.NotFound": {
    status: 404,
    documented: true,
    when: "The base image or image family does not exist.",
  },
  "InvalidResourceGroup.NotFound": {
    status: 404,
    documented: true,
    when: "The resource group does not exist.",
  },
  "InvalidParameter.TagValue": {
    status: 400,
    documented: true,
    when: "ListTagResources was given a tag value without its key.",
  },
  MissingParameter: {
    status: 400,
    documented: false,
    when: "A required parameter was not sent, or is empty.",
  },
  "InvalidParameter.<Parameter>": {
    status: 400,
    documented: false,
    when: "A parameter breaks its rule, is unknown, or is not supported. Lists that are too long are named without index.",
  },
  "InvalidBuildContent.LengthExceeded": {
    status: 400,
    documented: true,
    when: "BuildContent is more than 16,384 bytes long. For TestContent no code is documented.",
  },
  "InvalidContent.LengthExceeded": {
    status: 400,
    documented: true,
    when: "The content of a component is more than 16,384 bytes long.",
  },
  "InvalidImageTemplateCommandSize.ExceededMaxNumber": {
    status: 400,
    documented: true,
    when: "A content has more than 127 commands.",
  },
  "InvalidImageTemplateCommand.NotSupported": {
    status: 400,
    documented: true,
    when: "A content has a command that is not in the list of the commands.",
  },
  "EmptyCommandContent.<Command>": {
    status: 400,
    documented: true,
    when: "Nothing follows RUN, ENV, WORKDIR, COPY, USER, LABEL, CMD or ENTRYPOINT.",
  },
  "NotEmptyCommandContent.RESTART": {
    status: 400,
    documented: true,
    when: "Something follows RESTART.",
  },
  "InvalidCommandContent.<Command>": {
    status: 400,
    documented: true,
    when: "A FROM is of another form than `FROM <BaseImageType>:<BaseImage>`, an ENV has no value, or a COPY has one operand or a URL with a query string. The codes are documented, that they stand for these is inferred.",
  },
  "DuplicatedCommand.FROM": {
    status: 400,
    documented: true,
    when: "A content has more than one FROM. The code is documented, that it stands for this is inferred.",
  },
  "InvalidCommandOrder.FROM": {
    status: 400,
    documented: true,
    when: "FROM is not the first command. The code is documented, that it stands for this is inferred.",
  },
  "InvalidCommand.Component": {
    status: 400,
    documented: true,
    when: "A component has the command COMPONENT.",
  },
  "NotSupportedCommand.FROM": {
    status: 404,
    documented: true,
    when: "A component has the command FROM. The code is documented, that it stands for this is inferred.",
  },
  "InvalidImageComponent.NotSupported": {
    status: 400,
    documented: true,
    when: "A content names a component of the other type: Build in TestContent, Test in BuildContent. The code is documented, that it stands for this is inferred.",
  },
  IdempotentParameterMismatch: {
    status: 400,
    documented: false,
    when: "The ClientToken was used before, with other parameters.",
  },
  "InvalidVSwitchId.NotFound": { status: 404, documented: false, when: "The vSwitch does not exist." },
  "InvalidImagePipeline.NotFound": {
    status: 404,
    documented: true,
    when: "The pipeline to delete, to execute or whose executions are asked for does not exist in the region.",
  },
  "InvalidImagePipeline.HasRunningExecution": {
    status: 403,
    documented: true,
    when: "A pipeline is to be deleted or executed while one of its executions has not ended.",
  },
  "InvalidImageComponent.NotFound": {
    status: 404,
    documented: true,
    when: "The component to delete does not exist in the region.",
  },
  "InvalidImageComponent.InUse": {
    status: 403,
    documented: true,
    when: "A pipeline uses the component to delete.",
  },
  "ImageComponent.NotFound": {
    status: 404,
    documented: true,
    when: "A content names a component that does not exist: when a pipeline is created, and when it is executed.",
  },
  "InvalidImagePipelineExecution.NotFound": {
    status: 404,
    documented: true,
    when: "The execution to cancel does not exist in the region.",
  },
  "InvalidStatus.CancelFailed": {
    status: 400,
    documented: true,
    when: "The execution to cancel has ended.",
  },
  "InvalidStatus.ImagePipelineExecution": {
    status: 403,
    documented: true,
    when: "The execution to cancel has come too far, or is being cancelled. The code is documented, that it stands for this is inferred.",
  },
  SnapshotCreatedImage: {
    status: 403,
    documented: true,
    when: "An image is made of the snapshot to delete.",
  },
  "InvalidResourceId.NotFound": {
    status: 404,
    documented: false,
    when: "A resource to tag or untag does not exist in the region.",
  },
  "NumberExceed.Tags": { status: 400, documented: false, when: "A resource would have more than 20 tags." },
  "InvalidAction.NotFound": {
    status: 404,
    documented: false,
    when: "The action is unknown or not supported, or the version is not the one it belongs to.",
  },
  "InvalidAccessKeyId.NotFound": { status: 404, documented: false, when: "The access key ID is unknown." },
  MissingSecurityToken: {
    status: 400,
    documented: false,
    when: "Temporary credentials came without their security token.",
  },
  "InvalidSecurityToken.MismatchWithAccessKey": {
    status: 400,
    documented: false,
    when: "The security token is not the one of the temporary credentials.",
  },
  "InvalidSecurityToken.Expired": {
    status: 400,
    documented: false,
    when: "The temporary credentials have expired.",
  },
  SignatureDoesNotMatch: {
    status: 400,
    documented: false,
    when: "The signature, or the hash of the body, is not the one the server computes.",
  },
  IncompleteSignature: {
    status: 400,
    documented: false,
    when: "The request is not signed, or leaves a header unsigned that must be signed.",
  },
  "InvalidTimeStamp.Format": {
    status: 400,
    documented: false,
    when: "The time of signing is not ISO 8601 UTC.",
  },
  "InvalidTimeStamp.Expired": {
    status: 400,
    documented: false,
    when: "The time of signing is more than 15 minutes away from now.",
  },
  SignatureNonceUsed: {
    status: 400,
    documented: false,
    when: "The nonce was used before by the access key: the same request, sent again.",
  },
  "Throttling.User": {
    status: 400,
    documented: false,
    when: "By `/_simulator/quota` or `/_simulator/faults`.",
  },
  UnreadableRequest: {
    status: 400,
    documented: false,
    when: "The request is no HTTP that the server takes: a body of more than a megabyte, for one.",
  },
  UnsupportedMediaType: {
    status: 415,
    documented: false,
    when: "The request has a body that is no form: JSON, multipart or text.",
  },
  InternalError: {
    status: 500,
    documented: false,
    when: "By `/_simulator/faults`, or a defect of the simulator.",
  },
} as const satisfies Readonly<Record<string, Code>>;

type FixedCode = Exclude<keyof typeof CODES, `${string}<${string}>`>;

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

function fixed(code: FixedCode, message: string): ApiError {
  return new ApiError(CODES[code].status, code, message);
}

/** No message quotes a value: build contents and tags may hold secrets. */
function invalid(name: string, why: string): ApiError {
  return new ApiError(
    400,
    `InvalidParameter.${name}`,
    `The specified parameter "${name}" is not valid: ${why}.`,
  );
}

/** A status by its code; of `EmptyCommandContent.RUN` that of `EmptyCommandContent.<Command>`. */
function statusOf(code: string): number {
  const row = Object.entries(CODES).find(
    ([name]) => name === code || name === code.replace(/\.[^.]*$/, ".<Command>"),
  );
  return row?.[1].status ?? 400;
}

export const errors = {
  missingParameter: (name: string) =>
    fixed("MissingParameter", `The parameter "${name}" is mandatory for this request and was not supplied.`),
  missingOneOf: (...names: readonly string[]) =>
    fixed("MissingParameter", `One of the parameters ${names.join(" and ")} is mandatory for this request.`),
  invalidParameter: invalid,
  /** A content that breaks a rule, by the documented code. */
  invalidContent: (name: string, { code, why }: { readonly code: string; readonly why: string }) =>
    new ApiError(statusOf(code), code, `The specified parameter "${name}" is not valid: ${why}.`),
  unknownParameter: (name: string) =>
    invalid(name, "the action has no such parameter, or the simulator does not support it"),
  repeatedParameter: (name: string) => invalid(name, "it was sent more than once"),
  listTooLong: (list: string, max: number) => invalid(list, `it can have at most ${max} elements`),
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
  pipelineNotFound: () =>
    fixed("InvalidImagePipeline.NotFound", 'The specified "ImagePipelineId" is not found in this region.'),
  componentNotFound: () =>
    fixed("InvalidImageComponent.NotFound", 'The specified "ImageComponentId" is not found in this region.'),
  namedComponentNotFound: (name: string) =>
    fixed("ImageComponent.NotFound", `A component that "${name}" names is not found in this region.`),
  wrongComponent: (name: string, type: string) =>
    fixed(
      "InvalidImageComponent.NotSupported",
      `A component that "${name}" names cannot be used in it: only those of type ${type} can.`,
    ),
  componentExists: () =>
    invalid("ComponentVersion", "there is a component of that name and version in this region"),
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
    fixed("NumberExceed.Tags", `The resource of "${name}" would have more than ${max} tags.`),

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
  denied: (code: string) =>
    new ApiError(403, code, "The caller is not authorized to perform this action (setting deny)."),
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

export const FAILURES = {
  PREPARING: { code: "OperationDenied.NoStock", message: "The requested instance type is out of stock." },
  REPAIRING: { code: "RepairFailed", message: "The source image cannot be repaired." },
  BUILDING: { code: "BuildFailed", message: "A command of the build content ended with exit code 1." },
  TESTING: { code: "TestFailed", message: "A command of the test content ended with exit code 1." },
  DISTRIBUTING: { code: "DistributionFailed", message: "The image was not copied or shared everywhere." },
  RELEASING: { code: "ReleaseFailed", message: "Not all temporary resources were released." },
} as const;
