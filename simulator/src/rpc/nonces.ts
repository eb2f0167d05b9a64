import { createHash } from "node:crypto";
import { errors } from "../errors.js";
import { TOLERANCE } from "./checks.js";

/** The nonces of the requests that were taken: a request that is sent again as it was is not taken. */
export interface Nonces {
  /** @throws when the nonce was used by the access key. */
  use(accessKeyId: string, nonce: string, realTime: number): void;
}

/** From the earliest to the latest moment at which the same timestamp is accepted. */
const KEPT = 2 * TOLERANCE;

export function createNonces(): Nonces {
  /** Until when, by the digest of what can be of any length; the oldest first. */
  const used = new Map<string, number>();
  return {
    use: (accessKeyId, nonce, realTime) => {
      for (const [key, until] of used) {
        if (until > realTime) break;
        used.delete(key);
      }
      const key = createHash("sha256").update(`${accessKeyId} ${nonce}`).digest("base64");
      if (used.has(key)) throw errors.nonceUsed();
      used.set(key, realTime + KEPT);
    },
  };
}
