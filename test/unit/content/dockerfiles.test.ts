import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { importDockerfile } from "../../../provider/src/content/import-dockerfile";
import { parseInstructions } from "../../../provider/src/content/parse";
import { warnings } from "../../../provider/src/resources/image-pipeline/warnings";
import { checkPipeline } from "../../support/check";

/** Dockerfiles of ten kinds, each with the verdicts that it has to get on lines of its own: `#= 1 FROM replace, …`. */
const folder = join(__dirname, "dockerfiles");
const files = readdirSync(folder).sort();

test("there are ten kinds of them", () => expect(files).toHaveLength(10));

const base = { regionId: "cn-hangzhou", baseImageType: "IMAGE", baseImage: "m-1" };

/** The lines that messages are about. */
const linesIn = (messages: readonly string[]): number[] =>
  messages.flatMap((message) => /lines? ([\d, ]+):/.exec(message)?.[1]?.split(", ").map(Number) ?? []);

describe.each(files)("%s", (file) => {
  const [dockerfile = "", expected = ""] = readFileSync(join(folder, file), "utf8").split("#=\n");
  const imported = importDockerfile(dockerfile);

  test("each instruction has its verdict, and what is not taken a remedy", () => {
    const verdicts = imported.lines.map(
      ({ line, instruction, verdict }) => `# ${line} ${instruction} ${verdict}`,
    );
    expect(verdicts).toEqual(expected.trim().split("\n"));
    for (const { note } of imported.lines) expect(note).toMatch(/^[A-Z].+\.$/);
  });

  test("the preview refuses what the verdicts say has to be replaced, and nothing else", () => {
    const content = imported.buildContent;
    const args = { ...base, buildContent: content };
    const { reasons } = checkPipeline(args);
    const [refused, named] = [linesIn(reasons), linesIn([...reasons, ...warnings(args)])];
    const verdicts = imported.lines.filter(({ instruction }) => instruction !== "FROM");
    const left = parseInstructions(content);
    expect(left.map(({ keyword }) => keyword)).toEqual(verdicts.map(({ instruction }) => instruction));
    for (const [index, { verdict }] of verdicts.entries()) {
      const line = left[index]?.line ?? 0;
      if (verdict === "replace") expect(named).toContain(line);
      else expect(refused).not.toContain(line);
    }
  });
});
