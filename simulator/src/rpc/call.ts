import { errors } from "../errors.js";
import { signsByHeader } from "./acs3.js";
import type { Message, Pair } from "./message.js";
import { header } from "./message.js";

export type Format = "JSON" | "XML";

/** A request, split into the parts of the protocol and the parameters of the action. */
export interface Call {
  readonly action: string;
  readonly version: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/** Parameters of the protocol, which are not parameters of an action. */
const PROTOCOL = new Set([
  ...["Action", "Version", "Format", "AccessKeyId", "SecurityToken", "Timestamp"],
  ...["Signature", "SignatureMethod", "SignatureVersion", "SignatureNonce", "SignatureType"],
]);

/** JSON by default, but XML for the older signature, unless `Format` says otherwise. */
export function formatOf(message: Message): Format {
  const wanted = protocolValue(message, "Format")?.toUpperCase();
  if (wanted === "JSON" || wanted === "XML") return wanted;
  return speaksByHeader(message) ? "JSON" : "XML";
}

/** The action that a request names, for the counters and the log; undefined if it names none. */
export function actionOf(message: Message): string | undefined {
  return named(message, "Action", "x-acs-action");
}

/** The region that a request names, for the log; undefined where it names none, or something that is no region. */
export function regionOf(message: Message): string | undefined {
  const value = protocolValue(message, "RegionId") ?? "";
  return /^[a-z]{2}(-[a-z0-9]{1,16}){1,3}$/.test(value) ? value : undefined;
}

/** @throws if protocol parameters are missing or contradict each other, or if a parameter was sent twice. */
export function readCall(message: Message): Call {
  const format = protocolValue(message, "Format");
  if (format !== undefined && !/^(json|xml)$/i.test(format)) {
    throw errors.invalidParameter("Format", "it must be JSON or XML");
  }
  const seen = new Set<string>();
  for (const [name] of pairsOf(message)) {
    if (seen.has(name)) throw errors.repeatedParameter(name);
    seen.add(name);
  }
  return {
    action: needed(message, "Action", "x-acs-action"),
    version: needed(message, "Version", "x-acs-version"),
    parameters: new Map(pairsOf(message).filter(([name]) => !PROTOCOL.has(name))),
  };
}

function needed(message: Message, parameter: string, headerName: string): string {
  const value = named(message, parameter, headerName);
  if (value === undefined || value === "") throw errors.missingParameter(parameter);
  if (speaksByHeader(message) && value !== header(message, headerName)) {
    throw errors.invalidParameter(parameter, `it differs from the header ${headerName}`);
  }
  return value;
}

/** The older signature does not cover headers, so only the parameter counts. */
function named(message: Message, parameter: string, headerName: string): string | undefined {
  const value = protocolValue(message, parameter);
  return value === undefined && speaksByHeader(message) ? header(message, headerName) : value;
}

/** The newer kind of call: signed by a header, or without a signature for actions that need none. */
function speaksByHeader(message: Message): boolean {
  if (signsByHeader(message)) return true;
  return header(message, "x-acs-action") !== undefined && protocolValue(message, "Signature") === undefined;
}

function protocolValue(message: Message, name: string): string | undefined {
  return pairsOf(message).find(([candidate]) => candidate === name)?.[1];
}

function pairsOf(message: Message): readonly Pair[] {
  return [...message.query, ...message.form];
}
