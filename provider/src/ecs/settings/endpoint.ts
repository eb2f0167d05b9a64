import type { Settings } from "./settings";

/** The endpoint of a service. If `host` is undefined, the SDK's rule for the region applies. */
export interface Endpoint {
  protocol: "HTTP" | "HTTPS";
  host: string | undefined;
  /** The setting that names the host, for errors. */
  setting: string | undefined;
}

type Service = "ecs" | "sts";

const VARIABLES: Record<Service, string[]> = {
  ecs: ["ALIBABA_CLOUD_ENDPOINT_ECS", "ECS_ENDPOINT"],
  sts: ["ALIBABA_CLOUD_ENDPOINT_STS", "STS_ENDPOINT"],
};

/** In an endpoint, the region of the call: `ecs-vpc.{region}.aliyuncs.com`. */
const REGION = "{region}";

/**
 * The endpoint for a region: configuration `endpoints[].ecs`, then the environment, then the SDK's rule. `host[:port]`
 * means HTTPS; a URL is used unchanged, but for `{region}`. Plain HTTP is allowed only for loopback, unless the configuration `protocol` is `HTTP`.
 * An ECS endpoint on loopback is also used for STS, unless STS has its own, so that a simulator's keys stay local.
 */
export function endpoint(settings: Settings, service: Service, regionId: string): Endpoint {
  const plain = settings.config("protocol")?.toUpperCase() === "HTTP";
  const own = given(settings, service, regionId);
  const ecs = service === "sts" && own === undefined ? given(settings, "ecs", regionId) : undefined;
  const used =
    own ?? (ecs !== undefined && isLoopback(parse(ecs.text, "ecs", plain).hostname) ? ecs : undefined);
  if (used === undefined) return { protocol: plain ? "HTTP" : "HTTPS", host: undefined, setting: undefined };
  const { protocol, host, hostname } = parse(used.text, service, plain);
  if (protocol === "HTTP" && !plain && !isLoopback(hostname)) {
    throw new Error(
      `endpoint of ${service}: plain HTTP to ${hostname} is refused, because others on the network could read and change the build content. ` +
        `Use HTTPS, or set the configuration ${settings.namespace}:protocol to HTTP to allow it.`,
    );
  }
  return { protocol, host, setting: used.setting };
}

function given(settings: Settings, service: Service, regionId: string) {
  const sources = [
    { text: configured(settings, service), setting: `${settings.namespace}:endpoints` },
    ...VARIABLES[service].map((name) => ({ text: settings.env[name], setting: name })),
  ];
  for (const { text, setting } of sources) {
    if (text) return { text: text.replaceAll(REGION, regionId), setting };
  }
  return undefined;
}

function parse(text: string, service: Service, plain: boolean) {
  if (/[{}]/.test(text))
    throw new Error(`endpoint of ${service}: its only placeholder is ${REGION}, the region of the call.`);
  const hasScheme = /^[a-z]+:\/\//i.test(text);
  const url = asUrl(hasScheme ? text : `${plain ? "http" : "https"}://${text}`);
  const bare = url && url.pathname === "/" && !url.search && !url.hash && !url.username && !url.password;
  if (!bare || !/^https?:$/.test(url.protocol)) {
    throw new Error(
      `endpoint of ${service}: it must be a host, host:port, or an http:// or https:// URL without a path (${text.length} characters given).`,
    );
  }
  return {
    protocol: url.protocol === "http:" ? ("HTTP" as const) : ("HTTPS" as const),
    host: url.host,
    hostname: url.hostname,
  };
}

function asUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

/** @param hostname as in a URL: an IPv6 address is in brackets. */
export const isLoopback = (hostname: string): boolean =>
  hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);

function configured(settings: Settings, service: Service): string | undefined {
  const text = settings.config("endpoints");
  if (!text) return undefined;
  const entries = parseEndpoints(text, settings.namespace);
  return entries.map((entry) => entry[service]).find((value) => typeof value === "string" && value !== "");
}

function parseEndpoints(text: string, namespace: string): Partial<Record<Service, string>>[] {
  try {
    const parsed: unknown = JSON.parse(text);
    if (Array.isArray(parsed) && parsed.every((entry) => typeof entry === "object" && entry !== null)) {
      return parsed;
    }
  } catch {
    // Reported below, without the text.
  }
  throw new Error(
    `configuration ${namespace}:endpoints: it must be a list of objects, set with \`pulumi config set --path "${namespace}:endpoints[0].ecs" HOST\`.`,
  );
}
