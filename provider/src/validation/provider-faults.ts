import { endpoint } from "../ecs/settings/endpoint";
import { isRegionId, NO_REGION_ID } from "../ecs/settings/region";
import { argumentSettings, retryDeadline, timeouts } from "../ecs/settings/settings";
import { isMap } from "../values/maps";
import { messageOf } from "../values/printable";
import { containsUnknown } from "../values/unknown";
import { type Fault, faultText } from "./fault";
import { nearest } from "./nearest";

/*
 * The rules of the arguments of an explicit provider. The plugin checks them when the engine asks; Pulumi's host of dynamic
 * providers does not pass that question on, so the class Provider of the dynamic provider checks them itself.
 */

type Arguments = Record<string, unknown>;

/** What an argument of the provider is: a text, a number, an object with these fields, or a list of such objects. */
type Shape = "text" | "number" | { fields: readonly string[] } | { list: readonly string[] };

/** The arguments of the provider: the configuration keys (docs/configuration.md), without their namespace. */
export const ARGUMENTS: Record<string, Shape> = {
  region: "text",
  accessKey: "text",
  secretKey: "text",
  securityToken: "text",
  profile: "text",
  sharedCredentialsFile: "text",
  ecsRoleName: "text",
  credentialsUri: "text",
  assumeRoleWithOidc: {
    fields: ["roleArn", "oidcProviderArn", "oidcTokenFile", "roleSessionName", "sessionExpiration", "policy"],
  },
  assumeRole: { fields: ["roleArn", "sessionName", "sessionExpiration", "policy", "externalId"] },
  accountId: "text",
  endpoints: { list: ["ecs", "sts"] },
  protocol: "text",
  clientReadTimeout: "number",
  clientConnectTimeout: "number",
  maxRetryTimeout: "number",
};

/** The arguments of every provider, which the engine uses. Those that begin with `__` are internal. */
const PULUMIS_OWN = ["version", "pluginDownloadURL"];

/**
 * What is wrong with the arguments of a provider. No value is quoted, because the engine does not say which are secret.
 *
 * @param namespace that of the same keys in the configuration of a stack.
 */
export function providerFaults(args: Arguments, namespace: string): string[] {
  const given = Object.entries(args).filter(
    ([name, value]) =>
      !name.startsWith("__") &&
      !PULUMIS_OWN.includes(name) &&
      value !== undefined &&
      value !== null &&
      value !== "",
  );
  const faults = given.flatMap(([name, value]) => argumentFaults(name, value));
  if (faults.length > 0) return faults.map(faultText);
  const known = given.filter(([, value]) => !containsUnknown(value));
  // Whether an endpoint may be plain HTTP depends on the protocol.
  const decided = containsUnknown(args["protocol"]) ? known.filter(([name]) => name !== "endpoints") : known;
  return valueFaults(Object.fromEntries(decided), namespace);
}

function argumentFaults(name: string, value: unknown): Fault[] {
  const shape = Object.hasOwn(ARGUMENTS, name) ? ARGUMENTS[name] : undefined;
  if (shape === undefined) return [{ path: [name], message: unknownName(name, Object.keys(ARGUMENTS)) }];
  if (containsUnknown(value)) return [];
  if (shape === "text")
    return typeof value === "string" ? [] : [{ path: [name], message: "it must be a text." }];
  if (shape === "number") {
    return ["string", "number"].includes(typeof value)
      ? []
      : [{ path: [name], message: "it must be a number." }];
  }
  const content = typeof value === "string" ? parsed(value) : value;
  if ("fields" in shape) return objectFaults([name], content, shape.fields);
  if (!Array.isArray(content)) return [{ path: [name], message: "it must be a list of objects." }];
  return content.flatMap((entry, index) => objectFaults([name, index], entry, shape.list));
}

function objectFaults(path: Fault["path"], value: unknown, fields: readonly string[]): Fault[] {
  if (!isMap(value)) {
    return [{ path, message: `it must be an object with some of the fields ${fields.join(", ")}.` }];
  }
  return Object.keys(value)
    .filter((field) => !fields.includes(field))
    .map((field) => ({ path: [...path, field], message: unknownName(field, fields) }));
}

function unknownName(name: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  return `is not known. ${meant ? `Did you mean ${meant}? ` : ""}Known are: ${known.join(", ")}.`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** For the rules of an endpoint, which may contain the region. */
const ANY_REGION = "cn-hangzhou";

/** The rules that the settings themselves have, which a preview should not leave to the first call. */
function valueFaults(args: Arguments, namespace: string): string[] {
  const settings = argumentSettings(args, namespace, {});
  const { region, protocol } = args;
  const rules = [
    () => timeouts(settings),
    () => retryDeadline(settings),
    () => endpoint(settings, "ecs", ANY_REGION),
    () => endpoint(settings, "sts", ANY_REGION),
  ];
  const faults = rules.flatMap((rule) => {
    try {
      rule();
      return [];
    } catch (error) {
      return [messageOf(error)];
    }
  });
  if (typeof region === "string" && !isRegionId(region)) faults.unshift(`region: ${NO_REGION_ID}`);
  if (typeof protocol === "string" && !/^https?$/i.test(protocol)) {
    faults.unshift("protocol: it must be HTTP or HTTPS.");
  }
  return [...new Set(faults)];
}
