import { INTERRUPTED } from "../../values/interrupted";
import { printable } from "../../values/printable";
import { isLoopback } from "../settings/endpoint";
import { certificateWords } from "./certificates";
import type { Failing } from "./http";
import type { RefusedCall } from "./permissions";
import type { UserTexts } from "./service-words";

/** What a call throws: a failed exchange (http.ts), or any other error. No field is guaranteed. */
type Thrown = Partial<Failing> & { name?: string; message?: string };

/** Filters the service's texts for printing. Loaded late: a preview does not need it. */
export const serviceWords = () => require("./service-words") as typeof import("./service-words");

/** A failed call. Contains nothing from the request but its action and region. */
export class EcsError extends Error {
  override readonly name = "EcsError";

  constructor(
    message: string,
    /** The service's code, or undefined if the last response did not come from the service. */
    readonly code: string | undefined,
    /** Whether the service may have carried out the request anyway, in this attempt or an earlier one. */
    readonly outcomeUnknown: boolean,
    /** Whether the service itself refused the last attempt. */
    readonly refused = code !== undefined && !outcomeUnknown,
  ) {
    super(message);
  }
}

/** Whether the service reports that a resource does not exist: InvalidImagePipeline.NotFound, InvalidImageComponent.NotFound, … */
export const isNotFound = ({ code }: EcsError): boolean => code?.endsWith("NotFound") ?? false;

/** A list item that does not have the documented form: it exists, and nothing else is known about it. */
export interface Unreadable {
  /** Undefined if the ID is unreadable too: then it may be any of the requested items. */
  id: string | undefined;
  error: EcsError;
}

const PASSING_CODES =
  /^(ECONNRESET|ECONNREFUSED|EPIPE|ETIMEDOUT|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|NO_ANSWER_IN_TIME|NO_CONNECTION_IN_TIME|ANSWER_CUT_OFF|PROXY_BUSY|HPE_\w+)$/;

/** Documented with status 500, but not among the codes that are to be repeated (API: StartImagePipelineExecution). */
const LASTING_CODES = ["StartImagePipelineExecution.Failed"];

/** Throttling, 5xx, timeouts, broken connections and broken responses. A retry helps in no other case. */
export function isTransient(thrown: unknown): boolean {
  const error = thrown as Thrown;
  const { statusCode = 0 } = error;
  const code = serviceError(error)?.code ?? error.code ?? "";
  if (LASTING_CODES.includes(code)) return false;
  return (
    /Throttling|^ServiceUnavailable$/.test(code) ||
    PASSING_CODES.test(code) ||
    statusCode >= 500 ||
    [408, 425, 429].includes(statusCode)
  );
}

/** Whether nothing listens on the port of this machine that the endpoint names. */
export function isRefusedHere(thrown: unknown): boolean {
  const { code, host, proxy } = thrown as Thrown;
  return code === "ECONNREFUSED" && proxy === undefined && host !== undefined && isOnThisMachine(host);
}

/** @param host `host` or `host:port` */
const isOnThisMachine = (host: string): boolean =>
  URL.canParse(`http://${host}`) && isLoopback(new URL(`http://${host}`).hostname);

/** Statuses that mean that the request was not carried out, whoever responds. */
const REFUSED = [301, 302, 307, 308, 401, 403, 404, 405, 407, 411, 413, 414, 415, 421, 425, 429, 431];

/** Whether a failed attempt may have been carried out anyway. */
export function mayBeDone(thrown: unknown): boolean {
  const error = thrown as Thrown;
  const { name, statusCode, sent } = error;
  if (name === "CredentialsError") return false;
  if (statusCode === undefined) return sent !== false;
  const refusal = serviceError(error);
  if (refusal) return statusCode >= 500 && !refusal.code.includes("Throttling");
  return !REFUSED.includes(statusCode);
}

/** A response in the documented form of errors: status 4xx or 5xx, a Code and a RequestId. */
function serviceError({ statusCode = 0, data }: Thrown): { code: string; requestId: string } | undefined {
  if (statusCode < 400 || typeof data !== "object" || data === null) return undefined;
  const { Code: code, RequestId: requestId } = data as Record<string, unknown>;
  if (typeof code !== "string" || !/^[A-Za-z][\w.-]{0,99}$/.test(code)) return undefined;
  return typeof requestId === "string" && /^[\w-]{1,64}$/.test(requestId) ? { code, requestId } : undefined;
}

/** A longer wait is not plausible, and a timer of Node is limited to 25 days. */
const LONGEST_WAIT = 3_600_000;

/** How long the service asks to wait before the next attempt, in milliseconds. */
export function retryAfter(thrown: unknown): number {
  const { retryAfter: asked = 0 } = thrown as Thrown;
  return asked > 0 ? Math.min(asked, LONGEST_WAIT) : 0;
}

/** The attempts of one call; `mayBeDone` if any of them may have been carried out. */
export interface Attempts {
  count: number;
  seconds: number;
  mayBeDone: boolean;
}

export interface FailedCall extends RefusedCall {
  /** See {@link Settings}. */
  namespace: string;
  /** The setting that names the endpoint; undefined if the region does. */
  endpointSetting?: string | undefined;
}

/**
 * An error in our own words. The message of the thrown error is not passed on, because it can contain the whole URL with
 * the build content and the signature.
 */
export function ecsError(thrown: unknown, call: FailedCall, attempts: Attempts): EcsError {
  const error = thrown as Thrown;
  const tries = attempts.count > 1 ? ` after ${attempts.count} attempts in ${attempts.seconds} s` : "";
  const refusal = serviceError(error);
  const said = refusal ? refusedWords(error, refusal, tries, call) : unansweredWords(error, tries, call);
  const earlier =
    attempts.mayBeDone && !mayBeDone(thrown) && !/^(Describe|Get)/.test(call.action)
      ? " An earlier attempt got no response and may have been carried out."
      : "";
  return new EcsError(
    `${call.action} in ${call.regionId}: ${said}${earlier}`,
    refusal?.code,
    attempts.mayBeDone || mayBeDone(thrown),
    refusal !== undefined && !mayBeDone(thrown),
  );
}

/**
 * What is shown of a call that takes long. A terminal cuts the line off, so it begins with what matters.
 *
 * @param thrown the failure of its last attempt; undefined while the first one is not answered.
 * @param until when no further attempt is begun.
 */
export function longCall(thrown: unknown, call: FailedCall, until: Date): string {
  const [what, detail] = briefly(thrown, call);
  const time = until.toTimeString().slice(0, "00:00:00".length);
  return `${what} until ${time}: ${call.action} in ${call.regionId}${detail ? ` (${detail})` : ""}`;
}

/** A failure that is retried, in a few words, and its code. */
function briefly(thrown: unknown, call: FailedCall): [what: string, detail?: string | undefined] {
  if (thrown === undefined) return ["no response yet, waiting"];
  const error = thrown as Thrown;
  const { statusCode, code = "", sent, proxy } = error;
  const refusal = serviceError(error);
  if (refusal) {
    const what = refusal.code.includes("Throttling") ? "throttled" : `HTTP ${statusCode}`;
    return [`${what}, retried`, serviceWords().errorCode(refusal.code, userTexts(call))];
  }
  if (proxy !== undefined) return ["no connection through the proxy, retried"];
  if (code === "ANSWER_CUT_OFF") return ["response cut off, retried"];
  if (statusCode !== undefined) return [`HTTP ${statusCode}, retried`];
  const what = sent === false ? "no connection" : "no response";
  const isCode = /^[A-Z][A-Z0-9_]+$/.test(code);
  return [`${what}, retried`, code.endsWith("_IN_TIME") ? "timed out" : isCode ? code : undefined];
}

/** A refusal: its code, and our explanation if the code is documented; otherwise the service's message. */
function refusedWords(
  error: Thrown,
  given: { code: string; requestId: string },
  tries: string,
  call: FailedCall,
): string {
  const { errorCode, meaningOf, requestId } = serviceWords();
  const texts = userTexts(call);
  const code = errorCode(given.code, texts) ?? "no code";
  const id = requestId(given.requestId, texts);
  const about = `${code} (HTTP ${error.statusCode}${id ? `, request ID ${id}` : ""})${tries}.`;
  const meaning = meaningOf(code);
  if (meaning) return `${about} ${meaning}`;
  return `${about}${serviceMessage(code, error, texts)}${advice(code, error, call)}`;
}

const checkNetwork = (namespace: string): string => `Check the network and ${namespace}:endpoints.`;

function unansweredWords(error: Thrown, tries: string, call: FailedCall): string {
  const check = checkNetwork(call.namespace);
  const { name, message, statusCode, contentType, host, data, location, sent, proxy } = error;
  if (name === "CredentialsError") return String(message);
  if (proxy !== undefined) return `${tries && `${tries.trim()}: `}${proxy}`;
  if (statusCode === undefined) {
    const what = sent === false ? "not sent" : "no response";
    return `${what}${tries}: ${unreachable(error, call) ?? plainReason(error, call.namespace)}`;
  }
  const what = `HTTP ${statusCode} with ${printable(contentType ?? "no content type")} from ${host}`;
  if (statusCode >= 300 && statusCode < 400) {
    const target =
      location === undefined ? "" : ` (a redirect to ${printable(location)}, which was not followed)`;
    return `${what}${tries}, not from the service: a proxy or gateway answered${target}. ${check}`;
  }
  if (statusCode >= 400 && data === undefined)
    return `${what}${tries}, not from the service: a proxy or gateway answered. ${check}`;
  return `an unexpected response${tries}: ${what}, ${problem(error)}. ${check}`;
}

/** What is wrong with a response. */
function problem({ problem: known, code, statusCode = 0, data }: Thrown): string {
  if (known !== undefined) return known;
  if (code === "ANSWER_TOO_LONG") return "longer than 32 MB";
  if (code === "ANSWER_CUT_OFF") return "cut off";
  if (statusCode >= 400) return "without the Code and the RequestId of the service's errors";
  if (statusCode !== 200) return "but the service responds with 200";
  return data === undefined ? "which is not JSON" : "which is not a JSON object";
}

/** Why there is no connection, with the host and the setting that names it; undefined for another failure. */
function unreachable(
  { code = "", host = "the endpoint" }: Thrown,
  { namespace, endpointSetting }: FailedCall,
): string | undefined {
  const where = endpointSetting === undefined ? host : `${host} (${endpointSetting})`;
  const check = `Check ${endpointSetting ?? `regionId, ${namespace}:endpoints`} and the network.`;
  if (code === "ECONNREFUSED" && isOnThisMachine(host)) {
    const port = /:(\d+)$/.exec(host)?.[1];
    const start = port
      ? `Start the simulator (npx image-builder-simulator --port ${port})`
      : `Start the simulator (npx image-builder-simulator) and write its endpoint with the port in ${endpointSetting}`;
    return (
      `nothing listens on ${where}; the connection was refused. ` +
      `${start}, or remove ${endpointSetting} to use Alibaba Cloud.`
    );
  }
  if (code === "ECONNREFUSED") return `${where} refused the connection. ${check}`;
  if (code === "ENOTFOUND" || code === "EAI_AGAIN")
    return `the host name of ${where} does not resolve (${code}). ${check}`;
  if (code === "ENETUNREACH" || code === "EHOSTUNREACH")
    return `there is no route to ${where} (${code}). ${check}`;
  if (code === "NO_CONNECTION_IN_TIME") {
    return `the connection to ${where} timed out. Check ${endpointSetting ?? `${namespace}:endpoints`}, the network and ${namespace}:clientConnectTimeout.`;
  }
  if (code === "EPROTO" || code.startsWith("ERR_SSL_")) {
    const failed = `the TLS connection to ${where} failed (${code})`;
    return isOnThisMachine(host)
      ? `${failed}: the simulator uses plain HTTP. Write http://${host} in ${endpointSetting}.`
      : `${failed}: the endpoint or a proxy may use plain HTTP. Check ${endpointSetting ?? `${namespace}:endpoints`} and the proxy.`;
  }
  return undefined;
}

function plainReason({ name, code = "" }: Thrown, namespace: string): string {
  if (code === "NO_ANSWER_IN_TIME")
    return `the request timed out. Check the network and ${namespace}:clientReadTimeout.`;
  if (code === "INTERRUPTED") return `${INTERRUPTED}.`;
  if (code === "ECONNRESET") return "the connection was reset. Check the network.";
  const certificate = certificateWords(code);
  if (certificate) return certificate;
  if (code.startsWith("HPE_")) return `the response is not HTTP. ${checkNetwork(namespace)}`;
  const cause = /^[A-Z][A-Z0-9_]+$/.test(code) ? code : (name ?? "unknown error");
  return `${cause}. ${checkNetwork(namespace)}`;
}

const SIGNATURE_CODES = /^(SignatureDoesNotMatch|IncompleteSignature|InvalidTimeStamp)/;

/** The service's message, without any of the user's texts. */
function serviceMessage(code: string, { data }: Thrown, texts: UserTexts): string {
  const { Message: text } = data as Record<string, unknown>;
  // For a refused signature, the message contains the string to sign, and so the whole request.
  if (typeof text !== "string" || SIGNATURE_CODES.test(code)) return "";
  const said = serviceWords().serviceSentence(text, texts);
  // If everything in the sentence is hidden, nothing is printed.
  return !/[\p{L}\p{N}]/u.test(said) ? "" : ` The service says: ${said}${/[.!?。…]$/.test(said) ? "" : "."}`;
}

/** Only these requests contain all texts that a refusal can repeat. For other actions the service knows more texts. */
const TELLING = ["CreateImagePipeline", "CreateImageComponent"];

const userTexts = ({ action, request }: { action: string; request: Record<string, unknown> }): UserTexts =>
  TELLING.includes(action) ? textsOf(request) : undefined;

/** Parameters whose values are not secret and help in an error: IDs, enumerations, tag keys. */
const SHOWN = (
  "key tagKey regionId toRegionId resourceType resourceId imagePipelineId executionId clientToken nextToken baseImageType " +
  "architecture bootMode OSType platform licenseType nvmeSupport imdsSupport retentionStrategy repairMode repairItem " +
  "format imageNameSuffix systemType componentType securityScanMode"
).split(" ");

/** The texts in a request, or in a description from the service, that must not be printed. */
export function textsOf(value: unknown, name = ""): string[] {
  if (typeof value === "string") return SHOWN.includes(name) ? [] : [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsOf(inner, Array.isArray(value) ? name : key));
}

function advice(code: string, { host = "" }: Thrown, call: FailedCall): string {
  if (SIGNATURE_CODES.test(code)) {
    return " The signature was refused: check the access key secret and this machine's clock.";
  }
  if (/^InvalidAccessKeyId|^InvalidSecurityToken|^InvalidCredentials/.test(code)) {
    const ofSimulator =
      code.startsWith("InvalidAccessKeyId") && isOnThisMachine(host)
        ? " The simulator accepts only the access key that it prints when it starts."
        : "";
    return ` Check which credentials apply (configuration ${call.namespace}:*, then ALICLOUD_*, then ALIBABA_CLOUD_*), and whether they are still valid.${ofSimulator}`;
  }
  if (/^(Forbidden|NoPermission)/.test(code)) return ` ${serviceWords().permissionAdvice(call)}`;
  if (/^QuotaExceed/.test(code))
    return " Raise the quota in the quota center, or delete what is no longer used.";
  if (/Throttling/.test(code)) return " Run it again later, or with a lower --parallel.";
  return "";
}
