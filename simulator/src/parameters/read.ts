import { errors } from "../errors.js";
import type { List, ParameterTable } from "./table.js";
import { tableName } from "./table.js";

/** The parameters of one request, all of them known and valid. */
export interface Parameters {
  readonly flat: ReadonlyMap<string, string>;
  /** The value; undefined if it was not sent. */
  text(name: string): string | undefined;
  number(name: string): number | undefined;
  flag(name: string): boolean | undefined;
  /** The elements of `AddAccount.N`; undefined when there is none. */
  list(name: string): readonly string[] | undefined;
  /** One reader for each entry of `Tag.N`, for the names after the index; undefined if there is none. */
  entries(name: string): readonly Parameters[] | undefined;
}

/**
 * Checks the parameters against the action's table.
 *
 * @throws the first fault: unknown names, then lists, then values, then missing parameters, then duplicates.
 */
export function checkParameters(sent: ReadonlyMap<string, string>, table: ParameterTable): Parameters {
  refuseUnknown(sent, table);
  const parameters = readParameters(sent);
  for (const list of table.lists) checkList(sent, list);
  for (const [name, value] of sent) checkValue(name, value, table);
  refuseMissing(parameters, table);
  for (const list of table.lists) refuseDuplicates(parameters, list);
  return parameters;
}

/** Access to flat parameters, without checks. */
export function readParameters(flat: ReadonlyMap<string, string>): Parameters {
  const text = (name: string) => flat.get(name);
  return {
    flat,
    text,
    number: (name) => {
      const value = text(name);
      return value === undefined ? undefined : Number(value);
    },
    flag: (name) => {
      const value = text(name);
      return value === undefined ? undefined : value.toLowerCase() === "true";
    },
    list: (name) => {
      const values: string[] = [];
      for (
        let value = flat.get(`${name}.1`);
        value !== undefined;
        value = flat.get(`${name}.${values.length + 1}`)
      ) {
        values.push(value);
      }
      return values.length === 0 ? undefined : values;
    },
    entries: (name) => {
      const entries = new Map<number, Map<string, string>>();
      for (const [key, value] of flat) {
        if (!key.startsWith(`${name}.`)) continue;
        const [index = "", ...rest] = key.slice(name.length + 1).split(".");
        const entry = entries.get(Number(index)) ?? new Map<string, string>();
        entries.set(Number(index), entry.set(rest.join("."), value));
      }
      if (entries.size === 0) return undefined;
      return [...entries].sort(([a], [b]) => a - b).map(([, entry]) => readParameters(entry));
    },
  };
}

function refuseUnknown(sent: ReadonlyMap<string, string>, table: ParameterTable): void {
  const known = new Set(table.parameters.map(({ name }) => name));
  for (const name of sent.keys()) {
    const pattern = tableName(name);
    if (pattern === undefined || !known.has(pattern)) throw errors.unknownParameter(name);
  }
}

/**
 * Clients that drop a null inside a list send items 1 and 3 (docs/service.md, The SDK): such a list is refused.
 */
function checkList(sent: ReadonlyMap<string, string>, list: List): void {
  const names = new Map<number, string>();
  for (const name of sent.keys()) {
    if (!name.startsWith(`${list.name}.`)) continue;
    const index = Number(name.slice(list.name.length + 1).split(".")[0]);
    if (!names.has(index)) names.set(index, name);
  }
  const highest = [...names.keys()].reduce((one, other) => Math.max(one, other), 0);
  if (list.max !== undefined && highest > list.max) {
    throw errors.listTooLong(list.name, list.max, list.tooLong);
  }
  const pastGap = [...names].sort(([a], [b]) => a - b).find(([index], position) => index !== position + 1);
  if (pastGap !== undefined) throw errors.listGap(pastGap[1]);
}

function checkValue(name: string, value: string, table: ParameterTable): void {
  const parameter = table.parameters.find((candidate) => candidate.name === tableName(name));
  if (parameter === undefined) throw errors.unknownParameter(name);
  if (parameter.required && value === "" && !name.includes(".")) {
    throw errors.missingParameter(name, parameter.missing);
  }
  if (parameter.rule !== undefined && !parameter.rule.accepts(value)) {
    throw errors.invalidParameter(name, `it must be ${parameter.rule.text}`, parameter.code);
  }
}

function refuseMissing(parameters: Parameters, table: ParameterTable): void {
  for (const { name, required, missing } of table.parameters) {
    if (!required) continue;
    const [list, field] = name.split(".N.");
    if (list === undefined || field === undefined) {
      if (parameters.text(name) === undefined) throw errors.missingParameter(name, missing);
      continue;
    }
    for (const [position, entry] of (parameters.entries(list) ?? []).entries()) {
      if (entry.text(field) === undefined) {
        throw errors.missingParameter(`${list}.${position + 1}.${field}`, missing);
      }
    }
  }
  for (const list of table.lists) {
    if (list.required && parameters.entries(list.name) === undefined) {
      const field = table.parameters.find(({ name }) => name.startsWith(`${list.name}.N`))?.name ?? list.name;
      throw errors.missingParameter(field.replace(".N", ".1"), list.missing);
    }
  }
}

function refuseDuplicates(parameters: Parameters, list: List): void {
  if (list.uniqueBy === undefined) return;
  const seen = new Set<string>();
  for (const [position, entry] of (parameters.entries(list.name) ?? []).entries()) {
    const value = entry.text(list.uniqueBy) ?? "";
    const name = `${list.name}.${position + 1}.${list.uniqueBy}`;
    if (seen.has(value)) throw errors.invalidParameter(name, "it repeats an earlier one", list.repeated);
    seen.add(value);
  }
}
