import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "../support/root";
import { AT_ONCE } from "./building";
import { stage } from "./stage";

jest.setTimeout(300_000);

const { simulator, project } = stage();

/** Those in TypeScript; languages.test.ts has the others. */
const examples = readdirSync(join(root, "examples")).filter((name) =>
  existsSync(join(root, "examples", name, "index.ts")),
);

/** All texts in a value: an output can be an ID, a list of them, or a map from regions. */
const textsIn = (value: unknown): string[] =>
  typeof value === "string" ? [value] : Object.values(value ?? {}).flatMap(textsIn);

test.each(examples)("%s, copied out: preview, up, nothing left to do, destroy", async (example) => {
  await simulator().reset();
  await simulator().settings({ stateSeconds: AT_ONCE });
  const copy = await project({ program: { example } });

  const steps = await copy.previewSteps();
  const planned = (type: string) => steps.filter(({ urn }) => new RegExp(`:${type}::`).test(urn)).length;
  expect(planned("ImagePipeline")).toBeGreaterThan(0);
  expect(new Set(steps.map(({ op }) => op))).toEqual(new Set(["create"]));
  // Only lookups call.
  const { calls } = await simulator().state();
  expect(Object.keys(calls).filter((action) => !action.startsWith("Describe"))).toEqual([]);

  const { stdout, stderr } = await copy.up();
  expect(stdout + stderr).not.toContain("warning:");
  const { pipelines, components, images } = await simulator().state();
  expect(pipelines).toHaveLength(planned("ImagePipeline"));
  expect(components).toHaveLength(planned("ImageComponent"));
  const built = images.filter(({ current }) => current["IsCopied"] !== true);
  expect(built).toHaveLength(planned("ImagePipelineExecution"));
  const outputs = textsIn(await copy.outputs());
  for (const { id } of [...pipelines, ...images]) expect(outputs).toContain(id);

  await copy.preview({ args: ["--expect-no-changes"] });
  await copy.destroy();
  const left = await simulator().state();
  expect([...left.pipelines, ...left.executions, ...left.components]).toEqual([]);
});

test("the root of the repository is a project: its preview plans the quickstart", async () => {
  // A project of the same name elsewhere keeps the stack and its configuration out of the repository.
  const quickstart = await project({ program: { example: "quickstart" } });
  const config = join(quickstart.folder, "Pulumi.test.yaml");
  const run = await quickstart.pulumi(["preview", "--cwd", root, "--stack", "test", "--config-file", config]);
  expect(run).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/alicloud:ImagePipeline\s+web\s+create/),
  });
});
