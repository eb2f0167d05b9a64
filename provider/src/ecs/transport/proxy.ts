import { isLoopback } from "../settings/endpoint";
import type { HttpProxy } from "./proxy-agents";

/** The metadata service of an ECS instance: through a proxy it would give the credentials of the proxy's instance. */
const METADATA = "100.100.100.200";

/**
 * The proxy that the environment names for a URL: HTTPS_PROXY for https, HTTP_PROXY for http, ALL_PROXY for both, each
 * in small letters first, and none for what NO_PROXY names. This machine is never reached through one: the
 * rule of Go's standard library, and so of Pulumi's CLI.
 */
export function proxyFor(url: URL): HttpProxy | undefined {
  const variable = [`${url.protocol.slice(0, -1)}_proxy`, "all_proxy"]
    .flatMap((name) => [name, name.toUpperCase()])
    .find((name) => process.env[name]);
  if (variable === undefined || isLoopback(url.hostname) || url.hostname === METADATA) return undefined;
  // Loaded here and not above: most have no proxy.
  const { proxyOf } = require("./proxy-agents") as typeof import("./proxy-agents");
  return proxyOf(url, variable);
}
