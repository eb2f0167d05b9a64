import { signsByHeader, verifyAcs3 } from "./acs3.js";
import type { FindSecret } from "./checks.js";
import { verifyHmacSha1 } from "./hmac-sha1.js";
import type { Message } from "./message.js";
import { header } from "./message.js";
import type { Nonces } from "./nonces.js";

/**
 * @returns the access key ID that the request is signed with.
 * @throws unless it was signed with the secret of a known key, recently, and with a new nonce.
 */
export function verifySignature(
  message: Message,
  secretOf: FindSecret,
  nonces: Nonces,
  realTime: number,
): string {
  const verify = signsByHeader(message) ? verifyAcs3 : verifyHmacSha1;
  const { accessKeyId, nonce } = verify(message, secretOf, realTime);
  nonces.use(accessKeyId, nonce, realTime);
  return accessKeyId;
}

/** The token of temporary credentials, from the place that the signature covers. */
export function securityTokenOf(message: Message): string | undefined {
  if (signsByHeader(message)) return header(message, "x-acs-security-token");
  return [...message.query, ...message.form].find(([name]) => name === "SecurityToken")?.[1];
}
