import type { IncomingHttpHeaders } from "node:http";

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i;

/**
 * Whether a request is meant for this machine, by the Host that it names.
 *
 * A page in a browser can send requests here: by a name of its own that resolves to loopback, which
 * shows in Host, or straight to loopback, which shows in Origin.
 */
export function isLocal(headers: IncomingHttpHeaders): boolean {
  const { host, origin } = headers;
  return (
    LOOPBACK.test(hostname(`http://${host}`)) && (origin === undefined || LOOPBACK.test(hostname(origin)))
  );
}

function hostname(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : "";
}
