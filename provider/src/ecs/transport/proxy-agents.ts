import type { Agent, ClientRequest, IncomingMessage } from "node:http";
import { HttpProxyAgent } from "http-proxy-agent";
import { HttpsProxyAgent } from "https-proxy-agent";
import { certificateWords } from "./certificates";
import { isExcluded } from "./no-proxy";

/** The proxy that a request goes through. */
export interface HttpProxy {
  /** Its name in errors: the address, and the variable that sets it. */
  title: string;
  agent: Agent;
}

/** The request options of our agents in addition to Node's. */
export interface ThroughProxy {
  /** Closes a connection to the proxy that is no longer needed. */
  givenUp: AbortSignal;
}

/** A request that a proxy did not forward, with a message for the user. The service has not received it. */
class ProxyError extends Error {
  override readonly name = "ProxyError";

  constructor(
    message: string,
    /** Determines whether a retry can help (errors.ts). */
    readonly code: string,
  ) {
    super(message);
  }
}

/** One per variable, value and protocol, so that connections are reused. */
const proxies = new Map<string, HttpProxy>();

/** The proxy that a variable sets, unless NO_PROXY excludes the URL. */
export function proxyOf(url: URL, variable: string): HttpProxy | undefined {
  if (isExcluded(url, process.env["no_proxy"] || process.env["NO_PROXY"] || "")) return undefined;
  const value = process.env[variable] ?? "";
  const key = `${url.protocol} ${variable}=${value}`;
  const known = proxies.get(key);
  if (known) return known;
  const address = addressIn(variable, value);
  const Way = url.protocol === "https:" ? Tunnel : Forwarding;
  const proxy = { title: `the proxy ${address.host} of ${variable}`, agent: new Way(address, variable) };
  proxies.set(key, proxy);
  return proxy;
}

/** For https: CONNECT, and TLS with the service inside. */
class Tunnel extends HttpsProxyAgent<string> {
  constructor(
    address: URL,
    private readonly variable: string,
  ) {
    super(address.href, { keepAlive: true });
    // Otherwise the response to CONNECT would be mistaken for the service's.
    this.on("proxyConnect", ({ statusCode }: { statusCode: number }, { host }: ClientRequest) => {
      if (statusCode !== 200) throw refused(address, variable, statusCode, host);
    });
  }

  override connect(request: ClientRequest, options: TunnelOptions) {
    this.connectOpts = { ...this.connectOpts, signal: options.givenUp };
    return super.connect(request, options).catch((thrown) => {
      throw unusable(this.proxy, this.variable, request.host, thrown);
    });
  }
}

type TunnelOptions = Parameters<HttpsProxyAgent<string>["connect"]>[1] & Partial<ThroughProxy>;

/** For plain http: the proxy receives the request itself, with the whole URL. */
class Forwarding extends HttpProxyAgent<string> {
  constructor(
    address: URL,
    private readonly variable: string,
  ) {
    super(address.href, { keepAlive: true });
  }

  override addRequest(request: HttpProxyAgentRequest, options: ForwardingOptions) {
    // Only a proxy responds with this status.
    request.prependOnceListener("response", ({ statusCode = 0 }: IncomingMessage) => {
      if (statusCode === 407)
        request.emit("error", refused(this.proxy, this.variable, statusCode, request.host));
    });
    super.addRequest(request, options);
  }

  override connect(request: HttpProxyAgentRequest, options: ForwardingOptions) {
    this.connectOpts = { ...this.connectOpts, signal: options.givenUp };
    return super.connect(request, options).catch((thrown) => {
      throw unusable(this.proxy, this.variable, request.host, thrown);
    });
  }
}

type HttpProxyAgentRequest = Parameters<HttpProxyAgent<string>["connect"]>[0];
type ForwardingOptions = Parameters<HttpProxyAgent<string>["connect"]>[1] & Partial<ThroughProxy>;

function refused({ host: proxy }: URL, variable: string, statusCode: number, host: string): ProxyError {
  const title = `the proxy ${proxy} of ${variable}`;
  if (statusCode === 429 || statusCode >= 500) {
    return new ProxyError(
      `${title} did not connect to ${host} (HTTP ${statusCode}). Check that it can reach this host, or add the host to NO_PROXY.`,
      "PROXY_BUSY",
    );
  }
  const remedy =
    statusCode === 407
      ? `Set a user and a password that it accepts: ${variable}=http://USER:PASSWORD@${proxy}.`
      : "Allow this host in the proxy, or add the host to NO_PROXY.";
  return new ProxyError(
    `${title} refused the connection to ${host} (HTTP ${statusCode}). ${remedy}`,
    "PROXY_REFUSED",
  );
}

function unusable({ host: proxy }: URL, variable: string, host: string, thrown: unknown): ProxyError {
  if (thrown instanceof ProxyError) return thrown;
  const { code } = thrown as { code?: string };
  const certificate = certificateWords(code);
  if (certificate) {
    const title = `the proxy ${proxy} of ${variable}`;
    return new ProxyError(`the TLS connection to ${title} failed: ${certificate}`, "PROXY_REFUSED");
  }
  return new ProxyError(
    `the proxy ${proxy} of ${variable} did not connect to ${host} (${code ?? "it closed the connection without a response"}). ` +
      "Check the variable, and that the proxy is running and can reach this host.",
    code ?? "PROXY_BUSY",
  );
}

/** The value is not quoted, because it may contain a password. */
function addressIn(variable: string, value: string): URL {
  const text = value.trim();
  // Without a scheme it is http, as in curl and Go, whatever the protocol of the request.
  const full = text.includes("://") ? text : `http://${text}`;
  const url = URL.canParse(full) ? new URL(full) : undefined;
  if (url && /^https?:$/.test(url.protocol) && isBare(url)) return url;
  throw new ProxyError(
    `the variable ${variable} must be the URL of an HTTP proxy, http://HOST:PORT or http://USER:PASSWORD@HOST:PORT ` +
      `(${text.length} characters given). Percent-encode all characters of USER and PASSWORD except letters and digits; SOCKS is not supported.`,
    "PROXY_REFUSED",
  );
}

function isBare({ pathname, search, hash, username, password }: URL): boolean {
  try {
    decodeURIComponent(username + password);
  } catch {
    return false;
  }
  return pathname === "/" && search === "" && hash === "";
}
