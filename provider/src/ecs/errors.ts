/** What the SDK throws; every field may be missing (api-facts 6, client-side errors). */
interface SdkError {
  name?: string;
  code?: string;
  statusCode?: number;
  requestId?: string;
  message?: string;
  retryAfter?: number;
  data?: Record<string, unknown>;
}

/** A call that failed, told without anything of the request but its action and region. */
export class EcsError extends Error {
  override readonly name = "EcsError";

  constructor(
    message: string,
    /** The service's code, or undefined where no answer came that could be read. */
    readonly code: string | undefined,
    /** Whether the service may have done what was asked all the same. */
    readonly outcomeUnknown: boolean,
  ) {
    super(message);
  }
}

const NETWORK_CODES = [
  "ECONNRESET",
  "ECONNREFUSED",
  "EPIPE",
  "ETIMEDOUT",
  "EAI_AGAIN",
  "ENETUNREACH",
  "EHOSTUNREACH",
];

/** Throttling, 5xx, timeouts, broken connections, and answers that cannot be read; nothing else gets better by itself. */
export function isTransient(thrown: unknown): boolean {
  const error = thrown as SdkError;
  return (
    isThrottled(error) ||
    noReadableAnswer(error) ||
    (error.statusCode ?? 0) >= 500 ||
    error.code === "ServiceUnavailable"
  );
}

const isThrottled = ({ name, code }: SdkError): boolean =>
  name === "ThrottlingError" || (code ?? "").includes("Throttling");

/** The connection broke, nothing came in time, or what came is no JSON: it may have been carried out. */
const noReadableAnswer = ({ name, code, message }: SdkError): boolean =>
  name === "RequestTimeoutError" ||
  name === "SyntaxError" ||
  NETWORK_CODES.includes(code ?? "") ||
  message === "aborted";

/** How long the service asks to wait before the next attempt, in milliseconds. */
export const retryAfter = (thrown: unknown): number => Number((thrown as SdkError).retryAfter ?? 0) || 0;

/**
 * The SDK's error in our own words. Its message is not passed on: it can hold the whole URL, build content,
 * signature and all (api-facts 9).
 *
 * @param request the parameters as sent: a value of one that the service repeats is replaced by its name.
 */
export function ecsError(
  thrown: unknown,
  call: { action: string; regionId: string; request: Record<string, unknown> },
  attempts: { count: number; seconds: number },
): EcsError {
  const error = thrown as SdkError;
  const where = `${call.action} in ${call.regionId}`;
  const tries = attempts.count > 1 ? ` after ${attempts.count} attempts in ${attempts.seconds} s` : "";
  if (error.name === "CredentialsError") return new EcsError(`${where}: ${error.message}`, undefined, false);
  if (error.statusCode === undefined) {
    const unanswered = noReadableAnswer(error);
    const reason = unanswered
      ? `no answer${tries}: ${plainReason(error)}`
      : `failed before it was sent${tries}: ${plainReason(error)}`;
    return new EcsError(`${where}: ${reason}`, undefined, unanswered);
  }
  const code = String(error.code ?? "no code");
  const said = serviceMessage(error, call.request);
  const request = error.requestId && error.requestId !== "undefined" ? `, request ID ${error.requestId}` : "";
  const message = `${where}: ${code} (HTTP ${error.statusCode}${request})${tries}.${said}${advice(code, call.action)}`;
  return new EcsError(message, code, error.statusCode >= 500);
}

function plainReason({ name, code, message }: SdkError): string {
  if (name === "RequestTimeoutError")
    return "it did not come in time. Check the network and alicloud:clientReadTimeout.";
  if (name === "SyntaxError") return "what came was not readable (a proxy's or gateway's page, or cut off).";
  if (code === "ENOTFOUND")
    return "the endpoint's host name does not resolve. Check regionId and alicloud:endpoints.";
  if (code === "ECONNREFUSED")
    return "the endpoint refused the connection. Check alicloud:endpoints and the network.";
  if (code === "ECONNRESET" || message === "aborted") return "the connection was reset. Check the network.";
  return `${code ?? name ?? "unknown error"}. Check the network and alicloud:endpoints.`;
}

const SIGNATURE_CODES = /^(SignatureDoesNotMatch|IncompleteSignature|InvalidTimeStamp)/;

/** The service's own sentence, without the values that it repeats from the request. */
function serviceMessage(error: SdkError, request: Record<string, unknown>): string {
  const text = error.data?.["Message"] ?? error.data?.["message"];
  // A refused signature is explained with the string to sign, which holds the whole request.
  if (typeof text !== "string" || text === "" || SIGNATURE_CODES.test(String(error.code))) return "";
  const [first = ""] = text.split("\n");
  const said = withoutValues(first, request);
  return ` The service says: ${said.length > 400 ? `${said.slice(0, 400)}…` : said}${/[.!?。]$/.test(said) ? "" : "."}`;
}

/** Parameters whose values are no secrets, and help in an error: IDs, enumerations, the keys of tags. */
const SHOWN = [
  "key",
  "tagKey",
  "regionId",
  "resourceType",
  "resourceId",
  "imagePipelineId",
  "executionId",
  "baseImageType",
];

/** A text without the values of a request that it repeats: each is replaced by the name of its parameter. */
export function withoutValues(text: string, request: Record<string, unknown>): string {
  let clean = text;
  for (const [name, value] of leaves(request)) {
    if (value.length >= 3 && !SHOWN.includes(name)) clean = clean.replaceAll(value, `<${name}>`);
  }
  return clean;
}

function leaves(value: unknown, name = ""): [string, string][] {
  if (typeof value === "string")
    return value.split("\n").flatMap((line) => (line.trim() ? [[name, line.trim()]] : []));
  if (typeof value !== "object" || value === null) return [];
  const found = Object.entries(value).flatMap(([key, inner]) =>
    leaves(inner, /^\d+$/.test(key) ? name : key),
  );
  return found.sort(([, a], [, b]) => b.length - a.length);
}

function advice(code: string, action: string): string {
  if (SIGNATURE_CODES.test(code)) {
    return " The signature was refused: check the access key's secret, and this machine's clock.";
  }
  if (/^InvalidAccessKeyId|^InvalidSecurityToken|^InvalidCredentials/.test(code)) {
    return " Check which credentials apply (stack configuration alicloud:*, then ALICLOUD_*, then ALIBABA_CLOUD_*), and whether they are still valid.";
  }
  if (/^(Forbidden|NoPermission)/.test(code))
    return ` The account or RAM user needs the permission ecs:${action}.`;
  if (/^QuotaExceed/.test(code))
    return " Raise the quota in the quota center, or delete what is no longer used.";
  if (/Throttling/.test(code)) return " Run it again later, or with a lower --parallel.";
  if (code === "InvalidImage.NotFound") {
    return " Check baseImage and baseImageType: the image must exist in this region, and be yours, shared with you, or public.";
  }
  if (code === "InvalidResourceGroup.NotFound") return " Check resourceGroupId.";
  return "";
}
