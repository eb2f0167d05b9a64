// What the argument types, docs/arguments.md and the schema of the plugin say in the same way.

/** @typedef {import("./schema-arguments.mjs").Argument} Argument */

/** Limits and default. @param {Argument["doc"]} doc @returns {[what: string, text: string][]} */
export function facts({ unit, limits, default: constant, otherwise }) {
  const withUnit = (/** @type {unknown} */ value) =>
    [value, unit].filter((part) => part !== undefined).join(" ");
  /** @type {[what: string, text: string | undefined][]} */
  const all = [
    ["Limits", limits && withUnit(limits)],
    [
      "Default",
      constant === undefined
        ? otherwise
        : withUnit(typeof constant === "number" ? constant : `\`${constant}\``),
    ],
  ];
  return all.flatMap(([what, text]) => (text === undefined ? [] : [[what, text]]));
}

/** The text, then one line for each fact. @param {Argument["doc"]} doc */
export function paragraphs(doc) {
  return [
    doc.text,
    ...facts(doc).map(([what, text]) => `- ${what}: ${text}`),
    ...(doc.source === undefined ? [] : [`- Source: ${doc.source}`]),
  ];
}

/** Whether an output always has a value. */
export function alwaysHasValue(/** @type {Argument} */ { required, doc }) {
  return required || doc.default !== undefined || doc.always === true;
}

/** `ImagePipeline` as `IMAGE_PIPELINE`. */
export function snake(/** @type {string} */ name) {
  return name.replace(/(?<=.)[A-Z]/g, "_$&").toUpperCase();
}

/**
 * The values of every enumeration, by its name, in the order of its arguments. The empty text stands for "unset" and is
 * none of them.
 *
 * @param {Argument[]} all
 * @param {Map<string, string[]>} found
 */
export function enumerationsIn(all, found = new Map()) {
  for (const { path, shape } of all) {
    const { enumeration, values = [], fields = shape.element?.fields } = shape;
    if (enumeration !== undefined) {
      const named = values.filter((value) => value !== "");
      const other = found.get(enumeration);
      if (other && other.join() !== named.join())
        throw new Error(`${path}: another ${enumeration} has other values`);
      found.set(enumeration, named);
    }
    if (fields) enumerationsIn(fields, found);
  }
  return found;
}

/** The name of a value of an enumeration: `IMAGE_FAMILY` as `ImageFamily`, `Windows Server 2022` as `WindowsServer2022`. */
export function memberName(/** @type {string} */ value) {
  const words = /^[A-Z0-9_]+$/.test(value) ? value.toLowerCase().split("_") : value.split(" ");
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}
