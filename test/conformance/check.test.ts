import { WARNINGS as COMPONENT_WARNINGS } from "../../provider/src/resources/image-component/warnings";
import { warnings as pipelineWarnings } from "../../provider/src/resources/image-pipeline/warnings";
import { checkComponent, checkPipeline } from "../support/check";
import { type Case, declaration } from "./case";
import { cases } from "./cases";

/** A key that is one word may also follow a dot. */
const spellings = (path: string): string[] => [path, path.replace(/\["([\w-]+)"\]/g, ".$1")];

const beginsWith = (reason: string, path: string): boolean =>
  spellings(path).some((spelt) => reason.startsWith(`${spelt}: `) || reason.startsWith(`${spelt} `));

const freeText = ["name", "description", "buildContent", "testContent"];

/** What may be secret in a declaration: lines of contents, names, descriptions, tag values (docs/secrets.md). */
function secrets(args: Record<string, unknown>): string[] {
  const found = freeText.flatMap((argument) => {
    const value = args[argument];
    return typeof value === "string"
      ? // The image of a readable FROM line is an identifier and no secret.
        value.split(/\r?\n/).map((line) => line.replace(/^FROM (IMAGE(_FAMILY)?:[\w.:/-]+$|\w+:)?/, ""))
      : [];
  });
  const { tags } = args;
  if (typeof tags === "object" && tags !== null) found.push(...Object.values(tags).map(String));
  return found.filter((text) => text.length > 10);
}

function expectAsTold(told: readonly string[], one: Case): void {
  for (const pattern of one.says ?? []) {
    if (!told.some((text) => pattern.test(text)))
      throw new Error(`Nothing says ${pattern}:\n${told.join("\n")}`);
  }
}

const componentWarnings = (args: Record<string, unknown>): string[] =>
  COMPONENT_WARNINGS.flatMap(({ texts }) => texts(args));

describe("check, for every case of the table", () => {
  test.each(cases.map((one) => [one.title, one] as const))("%s", (_title, one) => {
    const args = declaration(one);
    const { reasons } = one.resource ? checkComponent(args) : checkPipeline(args, one.context?.regionId);

    if (typeof one.check === "object") {
      const paths = one.check.refuse;
      const strays = reasons.filter((reason) => !paths.some((path) => beginsWith(reason, path)));
      const missing = paths.filter((path) => !reasons.some((reason) => beginsWith(reason, path)));
      expect({ strays, missing }).toEqual({ strays: [], missing: [] });
      expectAsTold(reasons, one);
      for (const secret of secrets(args)) expect(reasons.join("\n")).not.toContain(secret);
      return;
    }

    expect(reasons).toEqual([]);
    const warned = (one.resource ? componentWarnings : pipelineWarnings)(args);
    if (one.check === "accept") expect(warned).toEqual([]);
    else expect(warned).not.toEqual([]);
    expectAsTold(warned, one);
  });
});
