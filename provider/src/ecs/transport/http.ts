import http, { type ClientRequest, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import https from "node:https";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { urlToHttpOptions } from "node:url";
import { proxyFor } from "./proxy";
import type { ThroughProxy } from "./proxy-agents";

/*
 * HTTP for the SDK's core and for the credentials library. It replaces `httpx`, which both load (scripts/bundle.mjs, for
 * tests test/support/resolver.cjs). `httpx` lacks a deadline that also applies to reused connections, a limit for the
 * size of a response, and details about a response that does not come from the service.
 */

/**
 * The maximum size of a response, in bytes. The largest documented one is a page of 500 pipelines with two contents of
 * 16 KB each: 16 MB, or 32 MB if every character of the contents is escaped.
 */
const LONGEST_ANSWER = 32 * 1024 * 1024;

/** The timeout of a request that sets none, in milliseconds. */
const TIMEOUT = 10_000;

const agents = {
  "http:": new http.Agent({ keepAlive: true }),
  "https:": new https.Agent({ keepAlive: true }),
};

/** The agent that a request uses, and the title of its proxy. */
function wayTo(url: URL): { agent: http.Agent; title?: string } {
  return proxyFor(url) ?? { agent: agents[url.protocol === "https:" ? "https:" : "http:"] };
}

/** The options that the two libraries pass. */
interface Options {
  method?: string;
  headers?: Record<string, string>;
  data?: string | Buffer | Readable | null;
  connectTimeout?: number;
  readTimeout?: number;
}

/** What is known about an exchange without a response, or with an unexpected one. */
export interface Failing {
  /** `host:port` of the URL. */
  host: string;
  /** Whether a connection was established, so that the request may have arrived. */
  sent: boolean;
  /** Why there is no response: Node's code, or one of ours. */
  code?: string | undefined;
  /** Why a proxy did not forward it, as a sentence. */
  proxy?: string | undefined;
  /** The status of the response. */
  statusCode?: number;
  /** Its media type, if it has one. */
  contentType?: string | undefined;
  /** The target host of a redirect. */
  location?: string | undefined;
  /** Its body, if it is JSON. */
  data?: unknown;
  /** What is wrong with its form, if the other fields do not show it. */
  problem?: string;
  /** The requested delay before the next attempt, in milliseconds. */
  retryAfter?: number | undefined;
}

/** A failed exchange. Contains nothing from the request but the host. */
export class ExchangeError extends Error implements Failing {
  override readonly name = "ExchangeError";
  declare readonly host: string;
  declare readonly sent: boolean;

  constructor(failing: Failing) {
    super(`no usable response from ${failing.host}`);
    Object.assign(this, failing);
  }
}

/** The form in which both libraries expect a response: a stream, with the status and headers as fields. */
type Answer = Readable & { statusCode: number; statusMessage: string; headers: IncomingHttpHeaders };

/**
 * Sends a request and reads the whole response. A caller that accepts JSON, such as the SDK's core, gets a JSON object
 * with status 200; everything else is an ExchangeError. The credentials library checks responses itself.
 */
export async function request(address: string, options: Options = {}): Promise<Answer> {
  const url = new URL(address);
  const { response, body } = await exchange(url, options);
  const { statusCode = 0, statusMessage = "", headers } = response;
  if (options.headers?.["accept"] === "application/json") requireObject(response, body, url);
  return Object.assign(Readable.from([body]), { statusCode, statusMessage, headers });
}

/** The body of a response: a string if an encoding is given, otherwise bytes. */
export async function read(answer: Readable, encoding?: BufferEncoding | ""): Promise<string | Buffer> {
  const body = await buffer(answer);
  return encoding ? body.toString(encoding) : body;
}

export default { request, read };

async function exchange(url: URL, options: Options) {
  const { method = "GET", headers, connectTimeout = TIMEOUT, readTimeout = TIMEOUT } = options;
  const data = options.data instanceof Readable ? await buffer(options.data) : options.data;
  return new Promise<{ response: IncomingMessage; body: Buffer }>((resolve, reject) => {
    let outgoing: ClientRequest | undefined;
    let timer: NodeJS.Timeout | undefined;
    let sent = false;
    let settled = false;
    const abandoned = new AbortController();
    const end = () => {
      settled = true;
      clearTimeout(timer);
    };
    const fail = (failing: Omit<Failing, "host" | "sent"> & { sent?: boolean }) => {
      if (settled) return;
      end();
      reject(new ExchangeError({ host: url.host, sent, ...failing }));
      outgoing?.destroy();
      abandoned.abort();
    };
    const broken = ({ code, name, message }: NodeJS.ErrnoException) =>
      fail({ code, ...(name === "ProxyError" && { proxy: message, sent: false }) });
    // Timers use the monotonic clock.
    const limit = (milliseconds: number, code: string, proxy?: string) => {
      clearTimeout(timer);
      timer = setTimeout(() => fail({ code, proxy }), milliseconds);
    };
    const connected = () => {
      sent = true;
      limit(readTimeout, "NO_ANSWER_IN_TIME");
    };
    let through: string | undefined;
    try {
      const { request: begin } = url.protocol === "https:" ? https : http;
      const { agent, title } = wayTo(url);
      through = title;
      const proxied: ThroughProxy = { givenUp: abandoned.signal };
      outgoing = begin({ ...urlToHttpOptions(url), method, headers, agent, ...proxied });
    } catch (error) {
      broken(error as NodeJS.ErrnoException);
      return;
    }
    limit(
      connectTimeout,
      "NO_CONNECTION_IN_TIME",
      through && `${through} did not connect to ${url.hostname} in time. Check that it is running.`,
    );
    outgoing.on("socket", (socket) => {
      if (outgoing?.reusedSocket) connected();
      else if ("encrypted" in socket) socket.once("secureConnect", connected);
      else if (socket.connecting) socket.once("connect", connected);
      else connected();
    });
    outgoing.on("error", broken);
    // For some broken responses, such as a 101, this is the only event.
    outgoing.on("close", () => fail({ code: "ECONNRESET" }));
    outgoing.on("response", (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on("error", broken);
      response.on("data", (chunk: Buffer) => {
        size += chunk.length;
        if (size > LONGEST_ANSWER) fail({ code: "ANSWER_TOO_LONG", ...headOf(response, url) });
        else chunks.push(chunk);
      });
      response.on("end", () => {
        end();
        resolve({ response, body: Buffer.concat(chunks) });
      });
    });
    outgoing.end(data ?? undefined);
  });
}

function requireObject(response: IncomingMessage, body: Buffer, url: URL): void {
  const { host } = url;
  const head = headOf(response, url);
  let data: unknown;
  try {
    data = JSON.parse(body.toString());
  } catch {
    // Truncated JSON is treated like a broken connection.
    const cutOff = head.statusCode === 200 && head.contentType === "application/json";
    throw new ExchangeError({ host, sent: true, ...head, code: cutOff ? "ANSWER_CUT_OFF" : undefined });
  }
  const isObject = typeof data === "object" && data !== null && !Array.isArray(data);
  if (head.statusCode !== 200 || !isObject) throw new ExchangeError({ host, sent: true, ...head, data });
}

/** The printable parts of a response's head, which contains text from outside. */
function headOf({ statusCode = 0, headers }: IncomingMessage, url: URL) {
  const { location } = headers;
  const target =
    location !== undefined && URL.canParse(location, url.href) ? new URL(location, url).host : undefined;
  return {
    statusCode,
    contentType: mediaType(headers),
    location: target,
    retryAfter: retryAfter(headers),
  };
}

/** The media type without parameters, or undefined if there is none that is printable. */
export const mediaType = (headers: IncomingHttpHeaders): string | undefined =>
  /^[\w.+-]{1,40}\/[\w.+-]{1,40}/.exec(headers["content-type"] ?? "")?.[0].toLowerCase();

/** In milliseconds. Alibaba Cloud's own header has milliseconds, the standard one seconds or a date. */
function retryAfter(headers: IncomingHttpHeaders): number | undefined {
  const own = headers["x-acs-retry-after"];
  if (typeof own === "string" && /^\d+$/.test(own)) return Number(own);
  const standard = headers["retry-after"] ?? "";
  if (/^\d+$/.test(standard)) return 1000 * Number(standard);
  const date = /GMT$/.test(standard) ? Date.parse(standard) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}
