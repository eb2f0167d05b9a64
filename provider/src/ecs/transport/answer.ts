import { cast, Model } from "@darabonba/typescript";

/*
 * What counts as an answer of the API: "done" and "gone" follow from nothing else (docs/how-it-works.md).
 */

/**
 * What is documented of an answer beside its RequestId: the ID that it gives, or the list that it is, whose items have
 * an ID each. Names are those of the models.
 */
export type Form =
  | { readonly id: string }
  | { readonly list: readonly [outer: string, inner: string]; readonly itemId: string }
  | "done";

/** An answer is not of the documented form. */
export class FormError extends Error {
  constructor(
    /** Continues "HTTP 200 with application/json from HOST, …", with nothing of the answer in it. */
    readonly problem: string,
  ) {
    super(problem);
  }
}

/** An item of a list that is not as documented, with its ID where that can be read. */
export interface BadItem {
  id: string | undefined;
  problem: string;
}

type Fields = Record<string, unknown>;

/**
 * The answer by the SDK's model. Items of a list that are not as documented are kept out of it.
 *
 * @param asked the parameters of the request: an answer is only about what was asked for.
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
  if (form !== "done" && !isId(fields[wire(form.id)])) throw new FormError(`without an ${wire(form.id)}`);
  return { response: modelled(fields, BodyModel), bad: [] };
}

export function requireRequestId(fields: Fields): void {
  if (!isId(fields["RequestId"])) throw new FormError("without a RequestId");
}

function readList<Body extends Model>(
  fields: Fields,
  BodyModel: new (map: object) => Body,
  { list: [outer, inner], itemId }: Extract<Form, { list: unknown }>,
  asked: Fields,
): { response: Body; bad: BadItem[] } {
  const items = fieldsOf(fields[wire(outer)])[wire(inner)];
  if (!Array.isArray(items)) throw new FormError(`without the list ${wire(outer)}.${wire(inner)}`);
  const withItems = (some: unknown[]) =>
    modelled({ ...fields, [wire(outer)]: { [wire(inner)]: some } }, BodyModel);
  const askedIds = [asked[itemId] ?? []].flat();
  const good: unknown[] = [];
  const bad: BadItem[] = [];
  // What is wrong beside the items is no fault of the first of them.
  withItems([]);
  for (const item of items) {
    const id = fieldsOf(item)[wire(itemId)];
    if (!isId(id)) bad.push({ id: undefined, problem: `with an item without an ${wire(itemId)}` });
    else if (askedIds.length > 0 && !askedIds.includes(id))
      bad.push({ id: undefined, problem: "with an item that was not asked for" });
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
    // Its message names a type and a field of ours, which says no more than the sentence below.
  }
  throw new FormError("with a field of another type than documented");
}

/** The SDK checks the types of fields, but not those of what is in a list of texts. */
function isWhole(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((item) => item !== null && isWhole(item));
  if (value instanceof Model) return Object.values(value).every(isWhole);
  return typeof value !== "object" || value === null;
}

/** The names of the API begin with a capital, those of the models do not. */
const wire = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

const fieldsOf = (value: unknown): Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};

/** IDs are printed, and stand in the state: they have no blanks and no control characters. */
const isId = (value: unknown): value is string =>
  typeof value === "string" && /^[^\s\p{C}]{1,128}$/u.test(value);
