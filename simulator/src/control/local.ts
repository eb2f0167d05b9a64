import type { IncomingHttpHeaders } from "node:http";

const PEER = /^(127(\.\d{1,3}){3}|::1|::ffff:127(\.\d{1,3}){3})$/i;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i;

/**
 * Whether a request comes from this machine and is meant for it.
 *
 * Senders can put anything into headers, so the address of the sender counts. A page in a browser on this
 * machine can send requests too: with a host name that resolves to loopback, which Host shows, or directly
 * to loopback, which Origin shows.
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
