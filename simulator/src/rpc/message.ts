import type { IncomingHttpHeaders } from "node:http";

/** A request as it arrived. */
export interface Message {
  readonly method: string;
  readonly path: string;
  readonly query: readonly Pair[];
  readonly form: readonly Pair[];
  /** By name, in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

export type Pair = readonly [name: string, value: string];

/** @param target the request target as sent: a path with an optional query, or a whole URL through a proxy. */
export function readMessage(
  method: string,
  target: string,
  headers: IncomingHttpHeaders,
  body: Buffer,
): Message {
  const url = target.replace(/^https?:\/\/[^/?]*/i, "");
  const mark = url.indexOf("?");
  const message = {
    method,
    path: (mark === -1 ? url : url.slice(0, mark)) || "/",
    query: mark === -1 ? [] : decode(url.slice(mark + 1)),
    headers: new Map(
      Object.entries(headers).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, Array.isArray(value) ? value.join(",") : value]],
      ),
    ),
    body,
  };
  return { ...message, form: isForm(message) ? decode(body.toString("utf8")) : [] };
}

export function header(message: Pick<Message, "headers">, name: string): string | undefined {
  return message.headers.get(name.toLowerCase());
}

/** Parameters in any other kind of body would be ignored. */
export function isForm(message: Pick<Message, "headers">): boolean {
  return /^application\/x-www-form-urlencoded\s*(;|$)/i.test(header(message, "content-type") ?? "");
}

function decode(encoded: string): readonly Pair[] {
  return [...new URLSearchParams(encoded)];
}
