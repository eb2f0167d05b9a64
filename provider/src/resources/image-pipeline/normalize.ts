import { normalContent } from "../../content/form";
import { containsUnknown, isUnknown } from "../../values/unknown";

/** Arguments whose elements have no order; what the elements are called. */
export const SETS = {
  addAccounts: "accounts",
  toRegionIds: "regions",
  repairItems: "repair items",
} as const;

/** docs/service.md, Parameters of CreateImagePipeline: accounts and regions, each. */
export const MAX_SET = 20;

/**
 * The defaults that the API documents as constants (docs/service.md, Parameters of CreateImagePipeline, Image
 * options, Import of an image file, Advanced options).
 */
export const DEFAULTS = { systemDiskSize: 40, internetMaxBandwidthOut: 0, deleteInstanceOnFailure: true };

/** Not filled in, since it is not sent, and a state without it is no other state. */
export const DEFAULT_DELETE_TIMEOUT_MINUTES = 60;

/**
 * A checked declaration in the one form in which it is stored and compared: constant defaults filled in, sets sorted
 * and without duplicates, contents without a byte order mark and with LF as line ends, account IDs as strings, -0 as 0.
 * Doing it twice changes nothing. Nothing is derived here from one argument for another: that would store a secret at
 * a path where Pulumi does not know of it.
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

/** A set that holds an unknown value keeps the program's order, and everything in it. */
function normalSet(elements: unknown[]): unknown[] {
  const texts = elements.map((element) => (isUnknown(element) ? element : String(element)));
  return containsUnknown(texts) ? texts : [...new Set(texts)].sort();
}
