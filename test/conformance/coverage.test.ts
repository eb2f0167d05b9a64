import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { imagePipelineSchema } from "../../provider/src/resources/image-pipeline/schema";
import { root } from "../support/root";
import { type Case, declaration } from "./case";
import { cases } from "./cases";

type JsonSchema = z.core.JSONSchema._JSONSchema;

/** The provider's own: no rule of the service is about them. */
const NEVER_SENT = ["adopt", "deleteTimeoutMinutes"];

/** The paths of all arguments; `[]` stands for any place in a list. */
function pathsIn(schema: JsonSchema | undefined, path = ""): string[] {
  if (typeof schema !== "object") return [];
  const { properties, items } = schema;
  const own = path === "" ? [] : [path];
  if (properties) {
    const prefix = path === "" ? "" : `${path}.`;
    return [...own, ...Object.entries(properties).flatMap(([key, inner]) => pathsIn(inner, prefix + key))];
  }
  return items && !Array.isArray(items) ? [...own, ...pathsIn(items, `${path}[]`)] : own;
}

const ARGUMENTS = pathsIn(
  z.toJSONSchema(imagePipelineSchema, { io: "input", unrepresentable: "any" }),
).filter((path) => !NEVER_SENT.includes(path));

/** Whether a declaration gives a value at the path. */
function gives(value: unknown, [step, ...deeper]: readonly string[]): boolean {
  if (step === undefined) return value !== undefined;
  if (typeof value !== "object" || value === null) return false;
  const inner = step === "[]" ? Object.values(value) : [(value as Record<string, unknown>)[step]];
  return inner.some((one) => gives(one, deeper));
}

const given = (one: Case, path: string): boolean => gives(declaration(one), path.match(/\w+|\[\]/g) ?? []);

/** Whether check refuses the argument itself, or something in it. */
const refused = ({ check }: Case, path: string): boolean =>
  typeof check === "object" &&
  check.refuse.some((place) => {
    const plain = place.replace(/\["[^"]*"\]/g, ".key").replace(/\[\d+\]/g, "[]");
    return plain === path || plain.startsWith(`${path}.`) || plain.startsWith(`${path}[`);
  });

describe("every argument that is sent has a case that is accepted and one that is refused", () => {
  test.each(ARGUMENTS)("%s", (path) => {
    const sides = {
      accepted: cases.some((one) => typeof one.check === "string" && given(one, path)),
      refused: cases.some((one) => refused(one, path)),
    };
    expect(sides).toEqual({ accepted: true, refused: true });
  });
});

test("every case names a section of docs/ that is there, as the source of its rule", () => {
  const headings = (file: string): string[] =>
    existsSync(join(root, file)) ? (readFileSync(join(root, file), "utf8").match(/(?<=^#+ ).*/gm) ?? []) : [];
  const isThere = ([, file = "", section = ""]: RegExpMatchArray): boolean =>
    headings(file).some((heading) => section.startsWith(heading) || section === "");
  const astray = cases.filter(({ source }) => {
    const named = [...source.matchAll(/(docs\/[\w-]+\.md)(?:, ([^;]*))?/g)];
    return named.length === 0 || !named.every(isThere);
  });
  expect(astray.map(({ title, source }) => `${title}: ${source}`)).toEqual([]);
});
