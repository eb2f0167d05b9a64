import { readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "../support/root";
import { operations, stage } from "./stage";

jest.setTimeout(300_000);

const { simulator, project } = stage();

const examples = readdirSync(join(root, "examples"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

test.each(examples)("%s, copied out: preview, up, nothing left to do, destroy", async (example) => {
  await simulator().reset();
  const copy = await project({ program: { example } });

  const planned = Object.values(operations(await copy.previewSteps()));
  expect(planned.length).toBeGreaterThan(0);
  expect(new Set(planned)).toEqual(new Set(["create"]));
  expect((await simulator().state()).calls).toEqual({});

  await copy.up();
  const { pipelines } = await simulator().state();
  expect(pipelines).toHaveLength(planned.length);
  const outputs = Object.values(await copy.outputs()).flat();
  for (const { id } of pipelines) expect(outputs).toContain(id);

  await copy.preview({ args: ["--expect-no-changes"] });
  await copy.destroy();
  expect((await simulator().state()).pipelines).toEqual([]);
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
