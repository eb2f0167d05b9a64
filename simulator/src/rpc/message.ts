import type { IncomingHttpHeaders } from "node:http";

/** A request as it came over the wire. */
export interface Message {
  readonly method: string;
  readonly path: string;
  readonly query: readonly Pair[];
  readonly form: readonly Pair[];
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export type Pair = readonly [name: string, value: string];

/** @param url the request target as sent: a path, and perhaps a query. */
export function readMessage(
  method: string,
  url: string,
  headers: IncomingHttpHeaders,
  body: Buffer,
): Message {
  const mark = url.indexOf("?");
  const path = mark === -1 ? url : url.slice(0, mark);
  const form = /^application\/x-www-form-urlencoded\b/i.test(headers["content-type"] ?? "");
  return {
    method,
    path,
    query: mark === -1 ? [] : decode(url.slice(mark + 1)),
    form: form ? decode(body.toString("utf8")) : [],
    headers,
    body,
  };
}

export function header(message: Message, name: string): string | undefined {
  const value = message.headers[name.toLowerCase()];
  return Array.isArray(value) ? value.join(",") : value;
}

function decode(encoded: string): readonly Pair[] {
  return [...new URLSearchParams(encoded)];
}
