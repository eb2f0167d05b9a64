import { isLoopback } from "../settings/endpoint";
import type { HttpProxy } from "./proxy-agents";

/** The metadata service of an ECS instance. Through a proxy, it would return the credentials of the proxy's instance. */
const METADATA = "100.100.100.200";

/**
 * The proxy that the environment sets for a URL: HTTPS_PROXY for https, HTTP_PROXY for http, ALL_PROXY for both, with
 * lower-case names first, and none for hosts in NO_PROXY. Loopback addresses never use a proxy, as in Go's standard
 * library and so in Pulumi's CLI.
 */
export function proxyFor(url: URL): HttpProxy | undefined {
  const variable = [`${url.protocol.slice(0, -1)}_proxy`, "all_proxy"]
    .flatMap((name) => [name, name.toUpperCase()])
    .find((name) => process.env[name]);
  if (variable === undefined || isLoopback(url.hostname) || url.hostname === METADATA) return undefined;
  // Loaded late: most users have no proxy.
  const { proxyOf } = require("./proxy-agents") as typeof import("./proxy-agents");
  return proxyOf(url, variable);
}
