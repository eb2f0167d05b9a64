/**
 * The older signature: HMAC-SHA1 over all parameters, itself one of them (docs/service.md, Endpoints and
 * signatures).
 */

import { createHmac } from "node:crypto";
import { errors } from "../errors.js";
import type { FindSecret, Signed } from "./checks.js";
import { refuseStale, sameText } from "./checks.js";
import type { Message } from "./message.js";
import { canonicalQuery, percentEncode } from "./percent-encoding.js";

const NEEDED = ["AccessKeyId", "SignatureMethod", "SignatureVersion", "SignatureNonce", "Timestamp"];

/** @returns the access key ID that the request is signed with, and its nonce. */
export function verifyHmacSha1(message: Message, secretOf: FindSecret, realTime: number): Signed {
  const pairs = [...message.query, ...message.form];
  const value = (name: string) => pairs.find(([candidate]) => candidate === name)?.[1] ?? "";
  const signature = value("Signature");
  if (signature === "")
    throw errors.incompleteSignature("it has neither an Authorization header nor a parameter Signature");
  for (const name of NEEDED) if (value(name) === "") throw errors.missingParameter(name);
  if (value("SignatureMethod") !== "HMAC-SHA1")
    throw errors.invalidParameter("SignatureMethod", "it must be HMAC-SHA1");
  if (value("SignatureVersion") !== "1.0")
    throw errors.invalidParameter("SignatureVersion", "it must be 1.0");
  refuseStale("Timestamp", value("Timestamp"), realTime);
  const accessKeyId = value("AccessKeyId");
  const secret = secretOf(accessKeyId);
  if (secret === undefined) throw errors.unknownAccessKey();
  const signed = canonicalQuery(pairs.filter(([name]) => name !== "Signature"));
  const text = `${message.method}&${percentEncode("/")}&${percentEncode(signed)}`;
  const expected = createHmac("sha1", `${secret}&`).update(text).digest("base64");
  if (!sameText(signature, expected)) throw errors.wrongSignature();
  return { accessKeyId, nonce: value("SignatureNonce") };
}
