import { createHash } from "node:crypto";

/** The account that an access key belongs to: 16 digits, always the same for the same key. */
export function accountIdOf(accessKeyId: string): string {
  const number = createHash("sha256").update(accessKeyId).digest().readBigUInt64BE();
  return `1${(number % 10n ** 15n).toString().padStart(15, "0")}`;
}
