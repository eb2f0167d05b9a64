import { front } from "../support/front";
import { listOrphans } from "../support/orphans";
import type { Project } from "../support/project";
import { AT_ONCE } from "./building";
import { createComponentOutside, createOutside, startBuild } from "./outside";
import { changes, program, stage } from "./stage";
import { pipelinesOf } from "./state";

jest.setTimeout(300_000);

const { simulator, project } = stage();

const BASE = 'baseImageType: "IMAGE", baseImage: "m-1"';
const base = { baseImageType: "IMAGE", baseImage: "m-1" } as const;
const defaults = { systemDiskSize: 40, internetMaxBandwidthOut: 0, deleteInstanceOnFailure: true };

const there = async () => (await simulator().state()).pipelines.map(({ id }) => id);
const declaring = (args: string) => program(`new ImagePipeline("web", { ${args} });`);

/** The signed calls since the last question that changed something. */
let answered = 0;
function changesSince(): string[] {
  const all = changes(simulator());
  const since = all.slice(answered);
  answered = all.length;
  return since;
}

describe("adopt", () => {
  let stack: Project;
  let id: string;

  beforeAll(async () => {
    id = await createOutside(simulator(), {
      ...base,
      ...defaults,
      regionId: "cn-hangzhou",
      name: "made-by-hand",
      buildContent: "RUN echo there",
      systemDiskSize: 60,
      deleteInstanceOnFailure: false,
      imageOptions: { imageName: "image-there" },
      tags: { team: "there" },
    });
    changesSince();
    stack = await project({ program: "" });
  });

  const failing = async () => {
    const { stdout, stderr } = await stack.up({ fails: true });
    expect(changesSince()).toEqual([]);
    return stdout + stderr;
  };

  test("of a pipeline that is not as declared does nothing, and lists every difference without quoting a text", async () => {
    const different =
      'name: "declared-name", buildContent: "RUN echo declared", description: "declared-description", ' +
      'systemDiskSize: 80, imageOptions: { imageName: "image-declared" }, tags: { team: "declared" }';
    stack.write("index.ts", declaring(`${BASE}, ${different}, adopt: "${id}"`));
    const printed = await failing();
    expect(printed).toContain(
      `adopt: image pipeline ${id} differs from the declaration. Nothing was changed. Different: name; description; ` +
        "buildContent; imageOptions; systemDiskSize (declared: 80, actual: 60); " +
        "deleteInstanceOnFailure (declared: true, actual: false); tags. Declare it as it is and change it afterwards, " +
        "or remove `adopt` to create a new pipeline (also as a replacement).",
    );
    for (const text of [
      "echo",
      "made-by-hand",
      "declared-",
      "image-there",
      "image-declared",
      '"there"',
      '"declared"',
    ]) {
      expect(printed).not.toContain(text);
    }
  });

  const asItIs =
    `${BASE}, buildContent: "RUN echo there", systemDiskSize: 60, deleteInstanceOnFailure: false, ` +
    'imageOptions: { imageName: "image-there" }, tags: { team: "there" }';

  test("of a pipeline that is as declared takes it over as it is; what is not declared is not compared", async () => {
    stack.write("index.ts", declaring(`${asItIs}, name: "made-by-hand", adopt: "${id}"`));
    await stack.up();
    expect((await pipelinesOf(stack))["web"]?.id).toBe(id);
    expect(changesSince()).toEqual([]);
    await stack.refresh();
    await stack.preview({ args: ["--expect-no-changes"] });
  });

  test("that is still set during a replacement does not delete the adopted pipeline, and says so", async () => {
    const urn = String((await pipelinesOf(stack))["web"]?.urn);
    const { stdout } = await stack.up({ args: ["--replace", urn] });
    expect(stdout).toContain(
      `image pipeline ${id}: not deleted, because it was adopted in this run. Remove \`adopt\` to replace it with a new pipeline.`,
    );
    expect(changesSince()).toEqual([]);
    expect(await there()).toEqual([id]);
    expect((await pipelinesOf(stack))["web"]?.id).toBe(id);
  });

  test("that makes a replacement fail is named as the reason, and the pipeline is kept", async () => {
    stack.write("index.ts", declaring(`${asItIs}, name: "renamed", adopt: "${id}"`));
    const printed = await failing();
    expect(printed).toContain(
      "Different: name. Declare it as it is and change it afterwards, or remove `adopt` to create a new ",
    );
    expect(printed).toContain("pipeline (also as a replacement).");
    expect(await there()).toEqual([id]);
  });

  test("taken away is no difference; from then on the pipeline is changed, replaced and deleted like any other", async () => {
    stack.write("index.ts", declaring(`${asItIs}, name: "made-by-hand"`));
    await stack.preview({ args: ["--expect-no-changes"] });

    stack.write("index.ts", declaring(`${asItIs}, name: "renamed"`));
    await stack.up();
    expect(changesSince()).toEqual(["CreateImagePipeline", "DeleteImagePipeline"]);
    const [successor, ...others] = await there();
    expect(others).toEqual([]);
    expect(successor).not.toBe(id);
    await stack.destroy();
    expect(await there()).toEqual([]);
  });

  test("of a component and a build takes over both, with the image; taken away is no difference, and destroy deletes them", async () => {
    await simulator().settings({ stateSeconds: AT_ONCE });
    const component = await createComponentOutside(simulator(), "RUN there");
    const pipeline = await createOutside(simulator(), { ...base, ...defaults, buildContent: "RUN a" });
    const build = await startBuild(simulator(), pipeline);
    changesSince();
    const adopting = (adopt: (id: string) => string) =>
      program(
        'import { ImageComponent } from "pulumi-alicloud-image-builder";',
        `new ImageComponent("hardening", { content: "RUN there", ${adopt(component)} });`,
        `const web = new ImagePipeline("web", { ${BASE}, buildContent: "RUN a", ${adopt(pipeline)} });`,
        `export const { imageId } = web.execute("image", { deleteImageOnDestroy: true, ${adopt(build)} });`,
      );
    stack.write(
      "index.ts",
      adopting((id) => `adopt: "${id}"`),
    );
    await stack.up();
    const { images, executions } = await simulator().state();
    expect(await stack.outputs()).toEqual({ imageId: images[0]?.id });
    expect([changesSince(), executions.length]).toEqual([[], 1]);
    // A real state, on either front, in which the command finds all that it knows.
    expect(await listOrphans(stack, "--json")).toEqual({ code: 0, stdout: "[]\n", stderr: "" });

    stack.write(
      "index.ts",
      adopting(() => ""),
    );
    await stack.preview({ args: ["--expect-no-changes"] });
    await stack.destroy();
    const left = await simulator().state();
    expect([left.components, left.pipelines, left.images]).toEqual([[], [], []]);
  });
});

test("two resources of a program that adopt the same pipeline: one gets it, the other one is refused, and says why", async () => {
  await simulator().reset();
  const args = { ...base, ...defaults, buildContent: "RUN a" };
  const id = await createOutside(simulator(), { ...args, regionId: "cn-hangzhou" });
  const adopting = (name: string) =>
    `new ImagePipeline("${name}", { ${BASE}, buildContent: "RUN a", adopt: "${id}" });`;
  const stack = await project({ program: program(adopting("one"), adopting("other")) });
  const { stdout, stderr } = await stack.up({ fails: true });
  const printed = (stdout + stderr).replaceAll(/\s+/g, " ");
  expect(printed).toContain(`adopt: image pipeline ${id} belongs to another resource of this stack`);
  expect(printed).toContain("Destroying either of them deletes the pipeline for both.");
  expect(printed).toContain(`image pipeline ${id}: adopted. Destroying this stack deletes it.`);
  expect(Object.keys(await pipelinesOf(stack))).toHaveLength(1);

  // Whichever it was, the program with one of them is in order.
  const [held = ""] = Object.keys(await pipelinesOf(stack));
  stack.write("index.ts", program(adopting(held)));
  await stack.up({ args: ["--expect-no-changes"] });
  expect(await there()).toEqual([id]);
});

/**
 * A stand-in for `alicloud.ecs.EcsImagePipeline`, whose plugin the tests do not have: a resource of another type that
 * makes a pipeline, keeps it in the state, and deletes it, all by the API itself.
 */
const STAND_IN = `
const call = async (action: string, parameters: object) => {
  const RPCClient = require("@alicloud/pop-core");
  const client = new RPCClient({
    endpoint: process.env["ALIBABA_CLOUD_ENDPOINT_ECS"],
    accessKeyId: process.env["ALICLOUD_ACCESS_KEY"],
    accessKeySecret: process.env["ALICLOUD_SECRET_KEY"],
    apiVersion: "2014-05-26",
  });
  return client.request(action, { RegionId: "cn-hangzhou", ...parameters }, { method: "POST" });
};

class EcsImagePipeline extends pulumi.dynamic.Resource {
  constructor(name: string, args: object, opts?: pulumi.CustomResourceOptions) {
    const provider = {
      async create(inputs: { buildContent: string; tags: { team: string } }) {
        const { ImagePipelineId } = await call("CreateImagePipeline", {
          BaseImageType: "IMAGE",
          BaseImage: "m-1",
          Name: "old-web",
          BuildContent: inputs.buildContent,
          "Tag.1.Key": "team",
          "Tag.1.Value": inputs.tags.team,
        });
        return { id: ImagePipelineId, outs: inputs };
      },
      async delete(id: string) {
        await call("DeleteImagePipeline", { ImagePipelineId: id });
      },
    };
    super(provider, name, args, opts);
  }
}
`;

// With the plugin, the option `import` is the shorter way.
if (front === "dynamic")
  describe("moving over from alicloud.ecs.EcsImagePipeline, as docs/importing.md tells it", () => {
    const ARGS = `{ ${BASE}, name: "old-web", buildContent: "RUN echo web", tags: { team: "platform" } }`;
    const old = (options: string) =>
      program(
        STAND_IN,
        `const web = new EcsImagePipeline("web", ${ARGS}${options});`,
        "export const id = web.id;",
      );
    const moved = (adopt: string) =>
      program(
        `const web = new ImagePipeline("web", { ...${ARGS}, ${adopt} });`,
        "export const id = web.imagePipelineId;",
      );

    let stack: Project;

    test("keeps the pipeline: nothing deletes it or creates it again", async () => {
      await simulator().reset();
      stack = await project({ program: old("") });
      await stack.up();
      const [id] = await there();
      expect(await stack.outputs()).toEqual({ id });
      changesSince();

      // 1. The old resource is set to leave the pipeline alone, in an update of its own.
      stack.write("index.ts", old(", { retainOnDelete: true }"));
      await stack.up();

      // 2. The new one takes its place, and takes the pipeline over.
      stack.write("index.ts", moved(`adopt: "${id}"`));
      await stack.up();
      expect(await stack.outputs()).toEqual({ id });
      expect(await there()).toEqual([id]);

      // 3. The argument has done its work.
      stack.write("index.ts", moved(""));
      await stack.preview({ args: ["--expect-no-changes"] });
      expect(changesSince()).toEqual([]);

      const { deployment } = await stack.exportState();
      const types = (deployment.resources ?? []).map(({ type }) => type);
      expect(types).toContain("pulumi-nodejs:dynamic/alicloud:ImagePipeline");
      expect(types).not.toContain("pulumi-nodejs:dynamic:Resource");
    });

    test("loses it without the first step: the stand-in deletes what is taken out of the program", async () => {
      stack.write("index.ts", old(""));
      await stack.up();
      const [id] = await there();
      stack.write("index.ts", moved(`adopt: "${id}"`));
      await stack.up();
      expect(await there()).toEqual([]);
    });
  });
