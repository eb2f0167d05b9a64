import { consoleOf } from "../support/console";
import type { Project } from "../support/project";
import { operations, program, stage } from "./stage";

jest.setTimeout(300_000);

const { simulator, project } = stage();

const args =
  'baseImageType: "IMAGE", baseImage: "m-1", buildContent: "RUN a\\r\\nRUN b", toRegionIds: ["cn-shanghai", "cn-beijing"]';

let stack: Project;
let ids: Record<string, string>;

/** The tests go on from each other: one stack, as it lives. */
beforeAll(async () => {
  stack = await project({
    program: program(
      `const kept = new ImagePipeline("kept", { ${args}, name: "kept", tags: { team: "a" } });`,
      `const lost = new ImagePipeline("lost", { ${args}, imageName: "lost" });`,
      "export const ids = { kept: kept.imagePipelineId, lost: lost.imagePipelineId };",
    ),
    config: { "alicloud:region": "cn-hangzhou" },
    env: { ALICLOUD_REGION: "us-west-1" },
  });
  await stack.up();
  ids = (await stack.outputs())["ids"] as Record<string, string>;
});

const stored = async () => {
  const { deployment } = await stack.exportState();
  return (deployment.resources ?? []).flatMap(({ id }) => (id?.startsWith("ip-") ? [id] : [])).sort();
};

test("a refresh of what nobody touched finds it all, and a preview has nothing to do", async () => {
  const before = await stored();
  await stack.refresh({ args: ["--expect-no-changes"] });
  expect(await stored()).toEqual(before);
  await stack.preview({ args: ["--expect-no-changes"] });
});

test("a pipeline that was deleted in the console is gone after a refresh, and made again by the next up", async () => {
  await consoleOf(simulator()).delete(ids["lost"] ?? "");
  await stack.refresh();
  expect(await stored()).toEqual([ids["kept"]]);
  await stack.up();
  const { pipelines } = await simulator().state();
  expect(pipelines).toHaveLength(2);
  expect(pipelines.map(({ id }) => id).sort()).toEqual(await stored());
});

describe("when the stack's region changes in the configuration", () => {
  test("a refresh finds the pipelines where they are", async () => {
    const before = await stored();
    await stack.setConfig("alicloud:region", "ap-southeast-1");
    await stack.refresh({ args: ["--expect-no-changes"] });
    expect(await stored()).toEqual(before);
  });

  test("the preview shows them replaced, and up makes them in the new region and deletes them in the old", async () => {
    expect(operations(await stack.previewSteps())).toEqual({ kept: "replace", lost: "replace" });
    await stack.up();
    const { pipelines } = await simulator().state();
    expect(pipelines.map(({ regionId }) => regionId)).toEqual(["ap-southeast-1", "ap-southeast-1"]);
    expect(pipelines.map(({ id }) => id).sort()).toEqual(await stored());
  });

  test("destroy leaves nothing in either", async () => {
    await stack.destroy();
    expect((await simulator().state()).pipelines).toEqual([]);
  });
});
