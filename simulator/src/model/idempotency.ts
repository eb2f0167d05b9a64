import { createHash } from "node:crypto";
import { errors } from "../errors.js";
import type { Change, Store } from "./store.js";

/** What identifies a request and its repetitions. */
export interface TokenUse {
  readonly accountId: string;
  readonly regionId: string;
  readonly action: string;
  readonly clientToken: string | undefined;
  readonly parameters: ReadonlyMap<string, string>;
}

/** An empty token counts as none: it would connect unrelated requests. */
function keyOf(use: TokenUse): string | undefined {
  if (use.clientToken === undefined || use.clientToken === "") return undefined;
  return [use.accountId, use.regionId, use.action, use.clientToken].join(" ");
}

/** Two requests are the same if the parameters of the action are; nonce, time and signature always differ. */
function fingerprint(parameters: ReadonlyMap<string, string>): string {
  const sorted = [...parameters].sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash("sha256").update(JSON.stringify(sorted)).digest("hex");
}

/**
 * The earlier answer to the same token and parameters, if any.
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

/** The change that stores an answer. It must be committed together with the resource that the answer names. */
export function rememberAnswer(use: TokenUse, answer: Readonly<Record<string, string>>): readonly Change[] {
  const key = keyOf(use);
  if (key === undefined) return [];
  return [{ put: "answers", key, value: { fingerprint: fingerprint(use.parameters), answer } }];
}
