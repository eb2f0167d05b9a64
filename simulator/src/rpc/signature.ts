import { signsByHeader, verifyAcs3 } from "./acs3.js";
import type { KeyPair } from "./checks.js";
import { verifyHmacSha1 } from "./hmac-sha1.js";
import type { Message } from "./message.js";

/** @throws unless the request is signed with the key, and was so lately. */
export function verifySignature(message: Message, key: KeyPair, realTime: number): void {
  if (signsByHeader(message)) verifyAcs3(message, key, realTime);
  else verifyHmacSha1(message, key, realTime);
}
