import { isDeepStrictEqual } from "node:util";
import { endpoint } from "../../ecs/settings/endpoint";
import { isRegionId, NO_REGION_ID } from "../../ecs/settings/region";
import { retryDeadline, type Settings, timeouts } from "../../ecs/settings/settings";
import type { Properties } from "../../resources/lifecycle";
import { type Fault, faultText } from "../../validation/fault";
import { nearest } from "../../validation/nearest";
import { isMap } from "../../values/maps";
import { PACKAGE } from "../../values/package";
import { messageOf } from "../../values/printable";
import { containsUnknown } from "../../values/unknown";

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

/** The settings of a provider with these arguments. */
export const settingsOf = (args: Properties, env = process.env): Settings => ({
  namespace: PACKAGE,
  config: (key) => textOf(args[key]),
  env,
});

/** Objects and lists are JSON text: in the configuration of a stack, and in the arguments that generated SDKs send. */
const textOf = (value: unknown): string | undefined => {
  if (value === undefined || value === null) return undefined;
  return typeof value === "string" ? value : JSON.stringify(value);
};

/** What is wrong with the arguments of a provider. No value is quoted, because the engine does not say which are secret. */
export function configurationFaults(args: Properties): string[] {
  const given = Object.entries(args).filter(
    ([name, value]) =>
      !name.startsWith("__") && !PULUMIS_OWN.includes(name) && value !== null && value !== "",
  );
  const faults = given.flatMap(([name, value]) => argumentFaults(name, value));
  if (faults.length > 0) return faults.map(faultText);
  const known = Object.fromEntries(given.filter(([, value]) => !containsUnknown(value)));
  return valueFaults(known);
}

function argumentFaults(name: string, value: unknown): Fault[] {
  const shape = ARGUMENTS[name];
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

/** The rules that the settings themselves have, which a preview should not leave to the first call. */
function valueFaults(args: Properties): string[] {
  const settings = settingsOf(args, {});
  const { region, protocol } = args;
  const rules = [
    () => timeouts(settings),
    () => retryDeadline(settings),
    () => endpoint(settings, "ecs"),
    () => endpoint(settings, "sts"),
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

/** The arguments that differ. None of them replaces a provider, because that would replace all its resources. */
export function changedArguments(olds: Properties, news: Properties): string[] {
  const names = new Set([...Object.keys(olds), ...Object.keys(news)]);
  return [...names].filter((name) => !isDeepStrictEqual(olds[name], news[name]));
}
