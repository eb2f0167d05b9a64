import type { ImagePipelineArguments } from "../../provider/src/arguments/image-pipeline";
import { checkPipeline } from "../support/check";
import { consoleOf } from "../support/console";
import type { Project } from "../support/project";
import { FULL } from "../unit/resources/full-declaration";
import { createOutside } from "./outside";
import { program, stage } from "./stage";
import { pipelinesOf } from "./state";

jest.setTimeout(300_000);

const { simulator, project } = stage();

/** Everything that is the pipeline's own; deprecated names come back in their place. */
const { adopt: _1, deleteTimeoutMinutes: _2, imageName: _3, imageFamily: _4, nvmeSupport: _5, ...OWN } = FULL;

/** The declared types are what the compiler is told of the outputs; it refuses the program if they are not so. */
const typed = (near: string, far: string) =>
  program(
    `const near = ImagePipeline.get("near", ${near});`,
    `const far = ImagePipeline.get("far", ${far}, { regionId: "cn-beijing" });`,
    "export const id: pulumi.Output<string> = near.imagePipelineId;",
    "export const team: pulumi.Output<string | undefined> = near.tags.apply((tags) => tags?.team);",
    "export const size: pulumi.Output<number> = near.systemDiskSize;",
    "export const bucket: pulumi.Output<string | undefined> = near.importImageOptions.apply(",
    "  (options) => options?.diskDeviceMappings?.[0]?.ossBucket,",
    ");",
    "export const account: pulumi.Output<string | undefined> = near.accountId;",
    "export const where: pulumi.Output<string[]> = pulumi.all([near.regionId, far.regionId]);",
    "export const farName: pulumi.Output<string> = far.name;",
  );

describe("ImagePipeline.get", () => {
  let stack: Project;
  let near: string;
  let far: string;

  beforeAll(async () => {
    await simulator().reset();
    const { inputs } = checkPipeline({ ...OWN });
    near = await createOutside(simulator(), inputs as ImagePipelineArguments);
    far = await createOutside(
      simulator(),
      { baseImageType: "IMAGE", baseImage: "m-far" } as ImagePipelineArguments,
      "cn-beijing",
    );
    stack = await project({ program: typed(JSON.stringify(near), JSON.stringify(far)) });
  });

  test("fills all outputs from the account, in the region that it names or in the configured one", async () => {
    await stack.up();
    const pipelines = await pipelinesOf(stack);
    const { __provider: _, ...outputs } = pipelines["near"]?.outputs ?? {};
    const accountId = expect.stringMatching(/^\d{16}$/);
    expect(outputs).toEqual({ ...OWN, imagePipelineId: near, accountId });
    expect(pipelines["far"]?.outputs).toMatchObject({
      regionId: "cn-beijing",
      baseImage: "m-far",
      systemDiskSize: 40,
      name: far,
    });
    expect(await stack.outputs()).toEqual({
      id: near,
      team: "platform",
      size: 60,
      bucket: "bucket",
      account: outputs["accountId"],
      where: ["cn-hangzhou", "cn-beijing"],
      farName: far,
    });
  });

  test("follows what is changed outside, with a refresh as without, and changes nothing itself", async () => {
    await consoleOf(simulator()).tag(near, { team: "data" });
    await stack.refresh();
    expect((await pipelinesOf(stack))["near"]?.outputs).toMatchObject({
      tags: { team: "data", env: "prod" },
    });
    await stack.preview({ args: ["--expect-no-changes"] });

    await simulator().alter(near, { SystemDiskSize: "80" });
    await stack.up();
    expect(await stack.outputs()).toMatchObject({ team: "data", size: 80 });

    await stack.destroy();
    expect((await simulator().state()).pipelines.map(({ id }) => id)).toEqual([near, far]);
  });

  test("of an ID that is not there is refused in the preview, with the region where it was looked for", async () => {
    stack.write("index.ts", typed(JSON.stringify("ip-none"), JSON.stringify(far)));
    const missing = await stack.preview({ fails: true });
    expect(missing.stdout + missing.stderr).toContain(
      "image pipeline ip-none was not found in cn-hangzhou. Check the ID, regionId and the account.",
    );
    stack.write("index.ts", typed(JSON.stringify(far), JSON.stringify(far)));
    const elsewhere = await stack.up({ fails: true });
    expect(elsewhere.stdout + elsewhere.stderr).toContain(
      `image pipeline ${far} was not found in cn-hangzhou.`,
    );
    for (const { stdout, stderr } of [missing, elsewhere]) expect(stdout + stderr).not.toMatch(/\n\s+at /);
  });
});
