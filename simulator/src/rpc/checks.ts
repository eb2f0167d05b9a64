import { timingSafeEqual } from "node:crypto";
import { errors } from "../errors.js";

/** The secret of an access key ID; undefined for an unknown one. */
export type FindSecret = (accessKeyId: string) => string | undefined;

/** Who signed a request, and the nonce that makes the request unique. */
export interface Signed {
  readonly accessKeyId: string;
  readonly nonce: string;
}

/** How far the time of signing may be from now, in both directions. */
export const TOLERANCE = 15 * 60 * 1000;

/** Compares in constant time, as a server with a secret should. */
export function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** The time of signing is real time: clients do not know the simulated time. */
export function refuseStale(name: string, value: string, realTime: number): void {
  const signedAt = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(signedAt)) throw errors.timestampFormat(name);
  if (Math.abs(realTime - signedAt) > TOLERANCE) throw errors.timestampExpired(name);
}
