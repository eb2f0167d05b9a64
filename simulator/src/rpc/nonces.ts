import { createHash } from "node:crypto";
import { errors } from "../errors.js";
import { TOLERANCE } from "./checks.js";

/** The nonces of accepted requests: the same request is not accepted a second time. */
export interface Nonces {
  /** @throws if the access key has used the nonce. */
  use(accessKeyId: string, nonce: string, realTime: number): void;
}

/** The time between the first and the last moment at which a timestamp is accepted. */
const KEPT = 2 * TOLERANCE;

export function createNonces(): Nonces {
  /** When each nonce can be forgotten, by a digest of key and nonce; the oldest first. */
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
