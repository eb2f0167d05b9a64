import type { Component } from "../../ecs/api/components";
import type { Properties } from "../lifecycle";
import { argumentsPresent } from "./diff";

/** The arguments that the state holds, as the service tells them; tags always, and everything for `get`. */
export function readBack(outputs: Properties, { definition }: Component): Properties {
  if (outputs["imageComponentId"] === undefined) return { ...definition };
  const present = Object.keys(argumentsPresent(outputs)).filter((name) => name !== "regionId");
  const kept = Object.entries(definition).filter(([name]) => name === "tags" || present.includes(name));
  return Object.fromEntries(kept);
}

/**
 * The arguments as a program would declare them: what the service may have chosen, a name that is the ID and the
 * version, is left out, since the state does not tell whether it was given. `diff` compares the outputs, where they are.
 */
export function declared(id: string, args: Properties): Properties {
  const { imageComponentName, componentVersion: _, ...rest } = args;
  return imageComponentName === id ? rest : { ...rest, imageComponentName };
}

/**
 * Every argument at its own path, and what the service told. Nothing is made of arguments: Pulumi would not know it to be
 * a secret where they are. The class makes the ARN.
 */
export function outputsOf(id: string, known: Properties, item: Component | undefined): Properties {
  const name = known["imageComponentName"] ?? item?.definition.imageComponentName ?? id;
  const version = known["componentVersion"] ?? item?.definition.componentVersion;
  return { ...known, imageComponentName: name, componentVersion: version };
}
