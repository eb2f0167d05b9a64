import type { IncomingHttpHeaders } from "node:http";

const PEER = /^(127(\.\d{1,3}){3}|::1|::ffff:127(\.\d{1,3}){3})$/i;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i;

/**
 * Whether a request comes from this machine, and is meant for it.
 *
 * Headers say what their sender likes, so the address counts that it comes from. A page in a browser on
 * this machine can send requests too: by a name of its own that resolves to loopback, which shows in
 * Host, or straight to loopback, which shows in Origin.
 */
export function isLocal(peer: string | undefined, { host, origin }: IncomingHttpHeaders): boolean {
  return (
    PEER.test(peer ?? "") &&
    LOOPBACK.test(hostname(`http://${host}`)) &&
    (origin === undefined || LOOPBACK.test(hostname(origin)))
  );
}

function hostname(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : "";
}
