import type { Component } from "../../ecs/api/components";
import type { Properties } from "../lifecycle";
import { argumentsPresent } from "./diff";

/** The arguments in the state, as the service describes them; tags always, and for `get` everything. */
export function readBack(outputs: Properties, { definition }: Component): Properties {
  if (outputs["imageComponentId"] === undefined) return { ...definition };
  const present = Object.keys(argumentsPresent(outputs)).filter((name) => name !== "regionId");
  const kept = Object.entries(definition).filter(([name]) => name === "tags" || present.includes(name));
  const { adopt } = outputs;
  return { ...Object.fromEntries(kept), ...(adopt !== undefined && { adopt }) };
}

/**
 * The arguments as a program would declare them. A name that equals the ID, and the version, are omitted, because the
 * service may have assigned them. `diff` compares the outputs, which contain them.
 */
export function declared(id: string, args: Properties): Properties {
  const { imageComponentName, componentVersion: _, ...rest } = args;
  return imageComponentName === id ? rest : { ...rest, imageComponentName };
}

/**
 * All arguments at their own paths, and the outputs from the service. Nothing is derived from arguments, because Pulumi
 * would not know that it is secret if they are. The class derives the ARN.
 */
export function outputsOf(id: string, known: Properties, item: Component | undefined): Properties {
  const name = known["imageComponentName"] ?? item?.definition.imageComponentName ?? id;
  const version = known["componentVersion"] ?? item?.definition.componentVersion;
  return { ...known, imageComponentName: name, componentVersion: version };
}
