import { normalContent } from "../../content/form";
import { containsUnknown, isUnknown } from "../../values/unknown";

/** Arguments whose elements have no order, with the name of the elements. */
export const SETS = {
  addAccounts: "accounts",
  toRegionIds: "regions",
  repairItems: "repair items",
} as const;

/** docs/service.md, Parameters of CreateImagePipeline: the limit for accounts and for regions. */
export const MAX_SET = 20;

/**
 * The defaults that the API documents as constants (docs/service.md, Parameters of CreateImagePipeline, Image
 * options, Import of an image file, Advanced options).
 */
export const DEFAULTS = { systemDiskSize: 40, internetMaxBandwidthOut: 0, deleteInstanceOnFailure: true };

/** Not filled in: it is not sent, and a state without it is equivalent. */
export const DEFAULT_DELETE_TIMEOUT_MINUTES = 60;

/**
 * A checked declaration in the form in which it is stored and compared: with constant defaults, sets sorted and without
 * duplicates, contents without a byte order mark and with LF line ends, account IDs as strings, -0 as 0. It is idempotent.
 * No argument is derived from another, because that would store a secret at a path that Pulumi does not know.
 */
export function normalize<Args extends object>(args: Args): Args {
  const normal: Record<string, unknown> = { ...DEFAULTS, ...args };
  for (const [name, value] of Object.entries(normal)) if (Object.is(value, -0)) normal[name] = 0;
  for (const name of ["buildContent", "testContent"]) {
    const content = normal[name];
    if (typeof content === "string") normal[name] = normalContent(content);
  }
  for (const name of Object.keys(SETS)) {
    const value = normal[name];
    if (Array.isArray(value)) normal[name] = normalSet(value);
  }
  return normal as Args;
}

/** A set that contains an unknown value keeps its order and all its elements. */
function normalSet(elements: unknown[]): unknown[] {
  const texts = elements.map((element) => (isUnknown(element) ? element : String(element)));
  return containsUnknown(texts) ? texts : [...new Set(texts)].sort();
}
