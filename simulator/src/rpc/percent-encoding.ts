import type { Pair } from "./message.js";

/** RFC 3986, as both signatures require it: it escapes more than `encodeURIComponent`, but not `~`. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/**
 * Parameters in the order and form that both signatures are computed over.
 *
 * The decoded values are encoded again, because clients leave characters unescaped in the URL that
 * they escape when they sign (docs/service.md, Endpoints and signatures).
 */
export function canonicalQuery(pairs: readonly Pair[]): string {
  return [...pairs]
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .join("&");
}
