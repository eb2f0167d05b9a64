import type { StackComponent } from "../trying/components";
import { isMap } from "../values/maps";
import { PACKAGE } from "../values/package";
import { resourcesOf } from "./stack-export";

/** The types of components in a state: of the dynamic provider, of the plugin and of `@pulumi/alicloud`. */
const TYPES: readonly unknown[] = [
  "pulumi-nodejs:dynamic/alicloud:ImageComponent",
  `${PACKAGE}:index:ImageComponent`,
  "alicloud:ecs/ecsImageComponent:EcsImageComponent",
];

/**
 * The components in an export of a stack.
 *
 * @param from the source of the export, for errors.
 */
export function componentsIn(exported: string, from: string): StackComponent[] {
  return resourcesOf(exported, from).flatMap(({ type, id, outputs }) => {
    if (!TYPES.includes(type) || typeof id !== "string" || !outputs) return [];
    const text = (name: string): string | undefined => textOf(outputs[name]);
    return [
      {
        id,
        regionId: text("regionId") ?? "",
        accountId: text("accountId"),
        name: text("imageComponentName") ?? id,
        version: text("componentVersion") ?? "",
        content: text("content"),
      },
    ];
  });
}

/** A text of the state, also one that `--show-secrets` has decrypted. */
function textOf(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (!isMap(value) || typeof value["plaintext"] !== "string") return undefined;
  try {
    const plain: unknown = JSON.parse(value["plaintext"]);
    return typeof plain === "string" ? plain : undefined;
  } catch {
    return undefined;
  }
}
