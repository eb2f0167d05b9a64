import type { Agent, ClientRequest, IncomingMessage } from "node:http";
import { HttpProxyAgent } from "http-proxy-agent";
import { HttpsProxyAgent } from "https-proxy-agent";
import { getProxyForUrl } from "proxy-from-env";

/** The proxy that a request goes through. */
export interface HttpProxy {
  /** As it is named in errors: where it is, and by which variable. */
  title: string;
  agent: Agent;
}

/** What an agent of ours takes from a request beyond Node's own options. */
export interface ThroughProxy {
  /** Ends a connection to the proxy that is not used in the end. */
  givenUp: AbortSignal;
}

/** What did not get past a proxy, in words for the user. The service has not seen it. */
class ProxyError extends Error {
  override readonly name = "ProxyError";

  constructor(
    message: string,
    /** Says whether a repetition may help: errors.ts. */
    readonly code: string,
  ) {
    super(message);
  }
}

/** One for each variable, value and protocol, so that connections are used again. */
const proxies = new Map<string, HttpProxy>();

/** The proxy that a variable names, unless NO_PROXY names the URL. */
export function proxyOf(url: URL, variable: string): HttpProxy | undefined {
  if (getProxyForUrl(url.href) === "") return undefined;
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
    // Otherwise its answer to CONNECT would be taken for the service's.
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

/** For plain http: the request itself goes to the proxy, with the whole URL in it. */
class Forwarding extends HttpProxyAgent<string> {
  constructor(
    address: URL,
    private readonly variable: string,
  ) {
    super(address.href, { keepAlive: true });
  }

  override addRequest(request: HttpProxyAgentRequest, options: ForwardingOptions) {
    // No other than a proxy answers with it.
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
      `${title} gave no connection to ${host} (HTTP ${statusCode}). Check that it can reach this host, or name it in NO_PROXY.`,
      "PROXY_BUSY",
    );
  }
  const remedy =
    statusCode === 407
      ? `Name it with a user and a password that it knows: ${variable}=http://USER:PASSWORD@${proxy}.`
      : "Have this host allowed there, or name it in NO_PROXY.";
  return new ProxyError(
    `${title} refused the connection to ${host} (HTTP ${statusCode}). ${remedy}`,
    "PROXY_REFUSED",
  );
}

function unusable({ host: proxy }: URL, variable: string, host: string, thrown: unknown): ProxyError {
  if (thrown instanceof ProxyError) return thrown;
  const { code } = thrown as { code?: string };
  return new ProxyError(
    `the proxy ${proxy} of ${variable} gave no connection to ${host} (${code ?? "it ended without a proxy's answer"}). ` +
      "Check the variable, and that the proxy runs and can reach this host.",
    code ?? "PROXY_BUSY",
  );
}

/** The value is not quoted: it may hold a password. */
function addressIn(variable: string, value: string): URL {
  const text = value.trim();
  // Without a scheme it is http, as for curl and Go, whatever the protocol of the request.
  const full = text.includes("://") ? text : `http://${text}`;
  const url = URL.canParse(full) ? new URL(full) : undefined;
  if (url && /^https?:$/.test(url.protocol) && isBare(url)) return url;
  throw new ProxyError(
    `the variable ${variable} must be the URL of an HTTP proxy, http://HOST:PORT or http://USER:PASSWORD@HOST:PORT ` +
      `(${text.length} characters given). Percent-encode what is no letter and no digit in USER and PASSWORD; SOCKS is not supported.`,
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
