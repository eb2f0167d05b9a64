import { Ecs } from "../../../../provider/src/ecs/api/ecs";
import { stackSettings } from "../../../../provider/src/ecs/settings/settings";
import { ImagePipelineLifecycle } from "../../../../provider/src/resources/image-pipeline/lifecycle";
import { errorOf } from "../../../support/error";
import { REGION, useStand } from "../image-pipeline-execution/stand";

const stand = useStand();
const BASE = { regionId: REGION, baseImageType: "IMAGE", baseImage: "m-1" };
/** A declaration as the engine hands it over, which `pipeline` of the stand is like. */
const declared = (adopt: string | undefined, more: object = {}): Record<string, unknown> => ({
  ...BASE,
  buildContent: "RUN a",
  systemDiskSize: 40,
  internetMaxBandwidthOut: 0,
  deleteInstanceOnFailure: true,
  ...(adopt !== undefined && { adopt }),
  ...more,
});

/** The lifecycle of one run of the CLI, and the lines that a user sees. */
function run() {
  const said: string[] = [];
  const settings = stackSettings(() => undefined, stand.env());
  const lifecycle = new ImagePipelineLifecycle(settings, new Ecs(stand.client), (line) => said.push(line));
  return { lifecycle, said };
}

const TAKEN = (id: string) =>
  `adopt: image pipeline ${id} belongs to another resource of this stack. Nothing was changed. ` +
  "Destroying either of them deletes the pipeline for both. Remove one of them. To only read the pipeline, use ImagePipeline.get; " +
  "to rename a resource, use the option aliases.";

describe("a pipeline that two resources of a stack adopt", () => {
  test("is given to one of them, also when they come at the same time", async () => {
    const id = await stand.pipeline();
    const { lifecycle } = run();
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => lifecycle.create(declared(id))));
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "rejected"]);
    expect((await errorOf(lifecycle.create(declared(id)))).message).toBe(TAKEN(id));
  });

  test("is refused where another one holds it, with or without `adopt`", async () => {
    const id = await stand.pipeline();
    for (const holder of [declared(undefined), declared(id, { deleteTimeoutMinutes: 5 })]) {
      const { lifecycle } = run();
      lifecycle.diff(id, holder, holder);
      expect((await errorOf(lifecycle.create(declared(id)))).message).toBe(TAKEN(id));
    }
  });

  test("is refused to the resource that held it before, with the remedy", async () => {
    const id = await stand.pipeline();
    const { lifecycle } = run();
    await lifecycle.create(declared(id));
    expect(() => lifecycle.diff(id, declared(undefined), declared(undefined))).toThrow(
      `image pipeline ${id} belongs to this resource, but another resource of this stack adopted it in this run. ` +
        "Destroying either of them deletes the pipeline for both. Remove one of them from the state " +
        "(`pulumi state delete URN`) and from the program.",
    );
  });

  test("can still be adopted after an adoption that failed", async () => {
    const id = await stand.pipeline();
    const { lifecycle } = run();
    await errorOf(lifecycle.create(declared(id, { systemDiskSize: 80 })));
    expect((await lifecycle.create(declared(id))).id).toBe(id);
  });
});

test("a resource that is replaced adopts its own pipeline again", async () => {
  const id = await stand.pipeline();
  const { lifecycle, said } = run();
  lifecycle.diff(id, declared(id), declared(id));
  const { outputs } = await lifecycle.create(declared(id));
  await lifecycle.delete(id, outputs);
  expect(said).toContain(
    `image pipeline ${id}: not deleted, because it was adopted in this run. Remove \`adopt\` to replace it with a new pipeline.`,
  );
  expect((await stand.state()).pipelines).toHaveLength(1);
});

test("an adoption says that destroying the stack deletes the pipeline, also for another stack that manages it", async () => {
  const id = await stand.pipeline();
  const { lifecycle, said } = run();
  await lifecycle.create(declared(id));
  expect(said).toEqual([
    `image pipeline ${id}: adopted. Destroying this stack deletes it. If another stack also manages it, destroying either stack deletes it for both.`,
  ]);
});
