import { createHash } from "node:crypto";
import { errors } from "../errors.js";
import type { Change, Store } from "./store.js";

/** A request as far as its repetitions are concerned. */
export interface TokenUse {
  readonly accountId: string;
  readonly regionId: string;
  readonly action: string;
  readonly clientToken: string | undefined;
  readonly parameters: ReadonlyMap<string, string>;
}

/** An empty token is none: it would tie together what has nothing in common. */
function keyOf(use: TokenUse): string | undefined {
  if (use.clientToken === undefined || use.clientToken === "") return undefined;
  return [use.accountId, use.regionId, use.action, use.clientToken].join(" ");
}

/** Two requests are the same when their business parameters are; nonce, time and signature always differ. */
function fingerprint(parameters: ReadonlyMap<string, string>): string {
  const sorted = [...parameters].sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash("sha256").update(JSON.stringify(sorted)).digest("hex");
}

/**
 * The answer that was given before to the same token and parameters, if any.
 *
 * @throws when the token was used with other parameters.
 */
export function earlierAnswer(store: Store, use: TokenUse): Readonly<Record<string, string>> | undefined {
  const key = keyOf(use);
  const recorded = key === undefined ? undefined : store.get("answers", key);
  if (recorded !== undefined && recorded.fingerprint !== fingerprint(use.parameters)) {
    throw errors.idempotentMismatch();
  }
  return recorded?.answer;
}

/** The change that remembers an answer: to be committed together with what the answer tells of. */
export function rememberAnswer(use: TokenUse, answer: Readonly<Record<string, string>>): readonly Change[] {
  const key = keyOf(use);
  if (key === undefined) return [];
  return [{ put: "answers", key, value: { fingerprint: fingerprint(use.parameters), answer } }];
}
