import { timingSafeEqual } from "node:crypto";
import { errors } from "../errors.js";

/** The secret that goes with an access key ID; undefined for an unknown one. */
export type FindSecret = (accessKeyId: string) => string | undefined;

/** Who signed a request, and what makes it differ from the others of the same time. */
export interface Signed {
  readonly accessKeyId: string;
  readonly nonce: string;
}

/** How far the time of signing may be from now, either way. */
export const TOLERANCE = 15 * 60 * 1000;

/** Compares in constant time, as a server that knows a secret does. */
export function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** The time of signing is real time, whatever the simulated clock shows: the clients know no other. */
export function refuseStale(name: string, value: string, realTime: number): void {
  const signedAt = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(signedAt)) throw errors.timestampFormat(name);
  if (Math.abs(realTime - signedAt) > TOLERANCE) throw errors.timestampExpired(name);
}
