/**
 * The current signature: ACS3-HMAC-SHA256, in the Authorization header (docs/service.md, Endpoints and
 * signatures).
 */

import { createHash, createHmac } from "node:crypto";
import { errors } from "../errors.js";
import type { FindSecret, Signed } from "./checks.js";
import { refuseStale, sameText } from "./checks.js";
import type { Message } from "./message.js";
import { header } from "./message.js";
import { canonicalQuery } from "./percent-encoding.js";

const ALGORITHM = "ACS3-HMAC-SHA256";
const AUTHORIZATION =
  /^ACS3-HMAC-SHA256\s+Credential=([^,]+),\s*SignedHeaders=([^,]+),\s*Signature=([0-9a-fA-F]+)$/;
const NEEDED = [
  "host",
  "x-acs-action",
  "x-acs-version",
  "x-acs-date",
  "x-acs-signature-nonce",
  "x-acs-content-sha256",
];

export function signsByHeader(message: Message): boolean {
  return header(message, "authorization") !== undefined;
}

/** @returns the access key ID that the request is signed with, and its nonce. */
export function verifyAcs3(message: Message, secretOf: FindSecret, realTime: number): Signed {
  const match = AUTHORIZATION.exec(header(message, "authorization") ?? "");
  if (match === null) {
    throw errors.incompleteSignature(
      `the Authorization header must be ${ALGORITHM} Credential=…,SignedHeaders=…,Signature=…`,
    );
  }
  const [, accessKeyId = "", names = "", signature = ""] = match;
  const signedHeaders = names.split(";");
  refuseUnsigned(message, signedHeaders);
  refuseStale("x-acs-date", header(message, "x-acs-date") ?? "", realTime);
  const secret = secretOf(accessKeyId);
  if (secret === undefined) throw errors.unknownAccessKey();
  const expected = sign(canonicalRequest(message, signedHeaders), secret);
  if (!sameText(signature.toLowerCase(), expected)) throw errors.wrongSignature();
  const bodyHash = createHash("sha256").update(message.body).digest("hex");
  if (!sameText((header(message, "x-acs-content-sha256") ?? "").toLowerCase(), bodyHash))
    throw errors.wrongBodyHash();
  return { accessKeyId, nonce: header(message, "x-acs-signature-nonce") ?? "" };
}

/** Unsigned headers could have been added on the way: a security token, another action. */
function refuseUnsigned(message: Message, signedHeaders: readonly string[]): void {
  for (const name of NEEDED) {
    if ((header(message, name) ?? "") === "")
      throw errors.incompleteSignature(`the header ${name} is missing`);
  }
  const mustBeSigned = [...message.headers.keys()].filter(
    (name) =>
      name === "host" || name.startsWith("x-acs-") || (name === "content-type" && message.body.length > 0),
  );
  const unsigned = mustBeSigned.find((name) => !signedHeaders.includes(name));
  if (unsigned !== undefined) throw errors.incompleteSignature(`the header ${unsigned} is not signed`);
}

function canonicalRequest(message: Message, signedHeaders: readonly string[]): string {
  const headers = signedHeaders.map((name) => `${name}:${(header(message, name) ?? "").trim()}\n`).join("");
  return [
    message.method,
    message.path,
    canonicalQuery(message.query),
    headers,
    signedHeaders.join(";"),
    header(message, "x-acs-content-sha256") ?? "",
  ].join("\n");
}

function sign(canonical: string, secret: string): string {
  const text = `${ALGORITHM}\n${createHash("sha256").update(canonical).digest("hex")}`;
  return createHmac("sha256", secret).update(text).digest("hex");
}
