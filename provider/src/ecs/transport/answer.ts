import { cast, Model } from "@darabonba/typescript";

/*
 * What counts as a response of the API. Only such a response means "done" or "gone" (docs/how-it-works.md).
 */

/**
 * What a response contains in addition to its RequestId: an ID, a list whose items each have an ID, or an item that has
 * one, which is absent or empty if nothing was found. The names are those of the models. `accounts`: the items are accounts, whose IDs are digits, as a string or, as in the examples of the
 * API pages, as a number.
 */
export type Form =
  | { readonly id: string }
  | {
      readonly list: readonly [outer: string, inner: string];
      readonly itemId: string;
      readonly accounts?: boolean;
    }
  | { readonly item: string; readonly itemId: string }
  | "done";

/** A response does not have the documented form. */
export class FormError extends Error {
  constructor(
    /** Continues "HTTP 200 with application/json from HOST, …". Contains nothing from the response. */
    readonly problem: string,
  ) {
    super(problem);
  }
}

/** A list item that does not have the documented form, with its ID if that is readable. */
export interface BadItem {
  id: string | undefined;
  problem: string;
}

type Fields = Record<string, unknown>;

/**
 * Reads a response into the SDK's model, without the list items that do not have the documented form.
 *
 * @param asked the parameters of the request: the response must only contain what was requested.
 */
export function readAnswer<Body extends Model>(
  body: unknown,
  BodyModel: new (map: object) => Body,
  form: Form,
  asked: Fields,
): { response: Body; bad: BadItem[] } {
  const fields = fieldsOf(body);
  requireRequestId(fields);
  if (form !== "done" && "list" in form) return readList(fields, BodyModel, form, asked);
  if (form !== "done" && "item" in form) requireItem(fields[wire(form.item)], form);
  if (form !== "done" && "id" in form && !isId(fields[wire(form.id)]))
    throw new FormError(`without an ${wire(form.id)}`);
  return { response: modelled(fields, BodyModel), bad: [] };
}

export function requireRequestId(fields: Fields): void {
  if (!isId(fields["RequestId"])) throw new FormError("without a RequestId");
}

function requireItem(given: unknown, { item, itemId }: Extract<Form, { item: unknown }>): void {
  const isEmpty = given === undefined || given === null || given === "";
  const fields = fieldsOf(given);
  if (isEmpty || (fields === given && Object.keys(fields).length === 0)) return;
  if (!isId(fields[wire(itemId)])) throw new FormError(`with an ${wire(item)} without an ${wire(itemId)}`);
}

function readList<Body extends Model>(
  fields: Fields,
  BodyModel: new (map: object) => Body,
  { list: [outer, inner], itemId, accounts }: Extract<Form, { list: unknown }>,
  asked: Fields,
): { response: Body; bad: BadItem[] } {
  const items = fieldsOf(fields[wire(outer)])[wire(inner)];
  if (!Array.isArray(items)) throw new FormError(`without the list ${wire(outer)}.${wire(inner)}`);
  const withItems = (some: unknown[]) =>
    modelled({ ...fields, [wire(outer)]: { [wire(inner)]: some } }, BodyModel);
  const askedIds = [asked[itemId] ?? []].flat();
  const good: unknown[] = [];
  const bad: BadItem[] = [];
  // First without items, so that a fault elsewhere in the response is not attributed to the first item.
  withItems([]);
  for (const item of items) {
    const given = fieldsOf(item)[wire(itemId)];
    const id = accounts ? accountOf(given) : given;
    if (!isId(id)) bad.push({ id: undefined, problem: `with an item without an ${wire(itemId)}` });
    else if (askedIds.length > 0 && !askedIds.includes(id))
      bad.push({ id: undefined, problem: "with an item that was not requested" });
    else {
      const problem = problemOf(() => withItems([item]));
      if (problem === undefined) good.push(item);
      else bad.push({ id, problem });
    }
  }
  return { response: withItems(good), bad };
}

function problemOf(read: () => unknown): string | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    if (error instanceof FormError) return error.problem;
    throw error;
  }
}

function modelled<Body extends Model>(fields: Fields, BodyModel: new (map: object) => Body): Body {
  try {
    const body: Body = cast(fields, new BodyModel({}));
    if (isWhole(body)) return body;
  } catch {
    // Its message names internal types and fields, which does not help a user.
  }
  throw new FormError("with a field that does not have the documented type");
}

/** The SDK checks the types of fields, but not of the elements of a list of strings. */
function isWhole(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((item) => item !== null && isWhole(item));
  if (value instanceof Model) return Object.values(value).every(isWhole);
  return typeof value !== "object" || value === null;
}

/** Names in the API start with a capital letter, names in the models do not. */
const wire = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

const fieldsOf = (value: unknown): Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};

/** IDs are printed and stored in the state, so they must not contain whitespace or control characters. */
const isId = (value: unknown): value is string =>
  typeof value === "string" && /^[^\s\p{C}]{1,128}$/u.test(value);

/** A number beyond the safe range has lost digits, and would be another account. */
function accountOf(value: unknown): string | undefined {
  const id = Number.isSafeInteger(value) ? String(value) : value;
  return typeof id === "string" && /^\d{1,20}$/.test(id) ? id : undefined;
}
