import { createHash } from "node:crypto";
import { errors } from "../errors.js";

export interface Page<T> {
  readonly items: readonly T[];
  readonly totalCount: number;
  readonly nextToken?: string;
}

export interface PageRequest {
  readonly maxResults: number;
  readonly nextToken: string | undefined;
  /** How the items were selected: a token is valid only for the same selection. */
  readonly selection: string;
}

/**
 * One page of items that are sorted by `sequence`.
 *
 * The token names the last item of the page, not a position. So if something is created or deleted
 * between two pages, no other item appears twice or is missing.
 */
export function page<T extends { readonly sequence: number }>(
  items: readonly T[],
  request: PageRequest,
): Page<T> {
  const digest = createHash("sha256").update(request.selection).digest("hex").slice(0, 16);
  const after = request.nextToken ? sequenceOf(request.nextToken, digest) : -1;
  const rest = items.filter(({ sequence }) => sequence > after);
  const shown = rest.slice(0, request.maxResults);
  const last = shown.at(-1);
  const result = { items: shown, totalCount: items.length };
  if (last === undefined || rest.length === shown.length) return result;
  return { ...result, nextToken: Buffer.from(`${digest}.${last.sequence}`).toString("base64url") };
}

function sequenceOf(token: string, digest: string): number {
  const match = /^([0-9a-f]{16})\.(\d+)$/.exec(Buffer.from(token, "base64url").toString("latin1"));
  if (match?.[1] !== digest || match[2] === undefined) {
    throw errors.nextToken();
  }
  return Number(match[2]);
}
