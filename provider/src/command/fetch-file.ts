import http from "node:http";
import https from "node:https";
import { buffer } from "node:stream/consumers";
import { certificateWords } from "../ecs/transport/certificates";
import { proxyFor } from "../ecs/transport/proxy";
import { messageOf, printable } from "../values/printable";

const MOST_REDIRECTS = 10;
/** How long nothing may come, in milliseconds. */
const SILENCE = 60_000;

/**
 * A file from the internet, or why there is none. Unlike Node's `fetch`, it goes through the proxy that the environment
 * sets, as the calls of the service do.
 */
export async function fetchFile(address: string, signal: AbortSignal): Promise<Buffer | string> {
  try {
    let url = new URL(address);
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
      const response = await opened(url, signal);
      const { statusCode = 0, headers } = response;
      if (statusCode >= 300 && statusCode < 400 && headers.location !== undefined) {
        response.resume();
        url = new URL(headers.location, url);
        continue;
      }
      if (statusCode >= 200 && statusCode < 300) return await buffer(response);
      response.resume();
      return `this machine got the HTTP status ${statusCode}`;
    }
    return `this machine was redirected more than ${MOST_REDIRECTS} times`;
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    const { code } = error as NodeJS.ErrnoException;
    return `this machine could not fetch it: ${certificateWords(code) ?? printable(messageOf(error) || String(code))}`;
  }
}

function opened(url: URL, signal: AbortSignal): Promise<http.IncomingMessage> {
  if (!/^https?:$/.test(url.protocol))
    throw new Error(`${url.protocol} is not a protocol that it can fetch by`);
  const { get } = url.protocol === "https:" ? https : http;
  const agent = proxyFor(url)?.agent;
  return new Promise((resolve, reject) => {
    const request = get(url, { signal, timeout: SILENCE, ...(agent && { agent }) }, resolve);
    request.on("error", reject);
    request.on("timeout", () => request.destroy(new Error(`nothing came for ${SILENCE / 1000} s`)));
  });
}
