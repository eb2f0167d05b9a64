import { execFile } from "node:child_process";
import { copyFileSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { ImagePipelineArguments } from "../../provider/src/arguments/image-pipeline";
import { chosenCli } from "../support/cli";
import { PLUGINS } from "../support/front";
import { hasGo } from "../support/go";
import type { Project } from "../support/project";
import { root } from "../support/root";
import { AT_ONCE } from "./building";
import { createComponentOutside, createOutside, startBuild } from "./outside";
import { stage } from "./stage";

// With a cold cache, Go compiles Pulumi's SDK.
jest.setTimeout(900_000);

const run = promisify(execFile);
const { simulator, project } = stage();

beforeEach(async () => {
  await simulator().reset();
  await simulator().settings({ stateSeconds: AT_ONCE });
});

/** The language host takes the first Python on PATH. */
const withPython = { PATH: `${join(root, ".tools/python-programs/bin")}:${process.env["PATH"]}` };

const state = async () => {
  const { pipelines, components, images, executions } = await simulator().state();
  return { pipelines, components, images, executions };
};

describe.each([
  ["yaml", {}],
  ["python", withPython],
])("the example in %s", (example, env) => {
  test("previews without a call, builds an image, has nothing left to do, and goes from a changed component to a new image in one up", async () => {
    const stack = await project({ program: { example }, env });
    const steps = await stack.previewSteps();
    expect(steps.map(({ op, urn }) => `${op} ${urn.split("::")[2]}`).slice(1)).toEqual([
      "create alicloud-image-builder:index:ImageComponent",
      "create alicloud-image-builder:index:ImagePipeline",
      "create alicloud-image-builder:index:ImagePipelineExecution",
    ]);
    expect((await simulator().state()).calls).toEqual({});

    const { stdout, stderr } = await stack.up();
    expect(stdout + stderr).not.toContain("warning");
    const { pipelines, components, images } = await state();
    expect(await stack.outputs()).toEqual({
      imagePipelineId: pipelines[0]?.id,
      componentVersion: "1.0.0",
      imageId: images[0]?.id,
    });
    expect(String(pipelines[0]?.request["BuildContent"])).toContain(`COMPONENT ${components[0]?.id}\n`);
    await stack.preview({ args: ["--expect-no-changes"] });
    await stack.refresh({ args: ["--expect-no-changes"] });

    await stack.setConfig("maxOpenFiles", "131072");
    await stack.up();
    const { imageId, componentVersion } = await stack.outputs();
    expect(imageId).not.toBe(images[0]?.id);
    expect(componentVersion).toBe("2.0.0");
    const changed = await state();
    expect([changed.pipelines.length, changed.components.length]).toEqual([1, 1]);
    expect(changed.images.map(({ id }) => id)).toEqual([images[0]?.id, imageId]);

    await stack.destroy();
    const left = await state();
    expect([left.pipelines, left.components, left.executions]).toEqual([[], [], []]);
    expect(left.images).toHaveLength(2);
  });
});

describe("pulumi import", () => {
  const TYPE = "alicloud-image-builder:index";
  const ARGUMENTS: ImagePipelineArguments = {
    name: "web",
    baseImageType: "IMAGE",
    baseImage: "m-1",
    buildContent: "RUN a\nRUN b",
    imageOptions: { imageName: "web" },
    systemDiskSize: 60,
    toRegionIds: ["cn-shanghai"],
    tags: { team: "web" },
  };
  const importing = async (stack: Project, type: string, name: string, id: string, ...args: string[]) => {
    const all = ["import", `${TYPE}:${type}`, name, id, "--yes", "--protect=false", ...args];
    expect(await stack.pulumi(all)).toMatchObject({ code: 0 });
  };

  test("in YAML: the program that it prints for each resource previews no change", async () => {
    const pipeline = await createOutside(simulator(), ARGUMENTS);
    const component = await createComponentOutside(simulator(), "RUN a");
    const build = await startBuild(simulator(), pipeline);
    const head = `name: test\nruntime: yaml\nplugins: ${JSON.stringify(PLUGINS)}\n`;
    const stack = await project({ program: "", files: { "Pulumi.yaml": head } });
    const resources = [
      ["ImagePipeline", "web", pipeline],
      ["ImageComponent", "baseline", component],
      ["ImagePipelineExecution", "image", build],
    ] as const;
    for (const [type, name, id] of resources) await importing(stack, type, name, id, "--out", `${name}.txt`);
    const printed = resources.map(([, name]) => readFileSync(join(stack.folder, `${name}.txt`), "utf8"));
    stack.write("Pulumi.yaml", `${head}resources:\n${printed.join("").replaceAll("resources:\n", "")}`);
    const { calls } = await simulator().state();
    const { stdout } = await stack.preview({ args: ["--expect-no-changes"] });
    expect(stdout).toMatch(/4 unchanged/);
    expect((await simulator().state()).calls).toEqual(calls);
  });

  test("in Python: a declaration of what was imported previews no change", async () => {
    const pipeline = await createOutside(simulator(), ARGUMENTS);
    const stack = await project({
      program: "",
      files: {
        "Pulumi.yaml": JSON.stringify({ name: "test", runtime: "python", plugins: PLUGINS }),
        "__main__.py": "",
      },
      env: withPython,
    });
    // The language host of this CLI cannot write programs.
    await importing(stack, "ImagePipeline", "web", pipeline, "--generate-code=false");
    stack.write(
      "__main__.py",
      [
        "import pulumi_alicloud_image_builder as image_builder",
        'image_builder.ImagePipeline("web", name="web", base_image_type="IMAGE", base_image="m-1",',
        '    build_content="RUN a\\nRUN b", image_options={"image_name": "web"}, system_disk_size=60,',
        '    to_region_ids=["cn-shanghai"], tags={"team": "web"})',
        "",
      ].join("\n"),
    );
    await stack.preview({ args: ["--expect-no-changes"] });
  });
});

describe("a stack of the dynamic provider moves to another language, by the alias in the schema", () => {
  const typescript = [
    'import * as pulumi from "@pulumi/pulumi";',
    'import { ImagePipeline } from "pulumi-alicloud-image-builder";',
    'const web = new ImagePipeline("web", {',
    '  baseImageType: "IMAGE",',
    '  baseImage: "m-1",',
    '  buildContent: pulumi.secret("RUN hunter2"),',
    '  tags: { team: "web" },',
    "});",
    'web.execute("image");',
    "",
  ].join("\n");
  const ofRuntime = (runtime: string) => ({ name: "test", runtime, plugins: PLUGINS });
  const yaml = {
    ...ofRuntime("yaml"),
    resources: {
      web: {
        type: "alicloud-image-builder:ImagePipeline",
        properties: {
          baseImageType: "IMAGE",
          baseImage: "m-1",
          buildContent: { "fn::secret": "RUN hunter2" },
          tags: { team: "web" },
        },
      },
      image: {
        type: "alicloud-image-builder:ImagePipelineExecution",
        // biome-ignore lint/suspicious/noTemplateCurlyInString: it is YAML's reference.
        properties: { imagePipelineId: "${web.imagePipelineId}", regionId: "${web.regionId}" },
      },
    },
  };
  const python = [
    "import pulumi",
    "import pulumi_alicloud_image_builder as image_builder",
    'web = image_builder.ImagePipeline("web", base_image_type="IMAGE", base_image="m-1",',
    '    build_content=pulumi.Output.secret("RUN hunter2"), tags={"team": "web"})',
    'image_builder.ImagePipelineExecution("image", image_pipeline_id=web.image_pipeline_id, region_id=web.region_id)',
    "",
  ].join("\n");

  test.each<[string, Record<string, string>, NodeJS.ProcessEnv]>([
    ["YAML", { "Pulumi.yaml": JSON.stringify(yaml) }, {}],
    ["Python", { "Pulumi.yaml": JSON.stringify(ofRuntime("python")), "__main__.py": python }, withPython],
  ])("%s: nothing is changed or called, and no secret is shown", async (_, files, env) => {
    const stack = await project({ program: typescript, env });
    await stack.up();
    const { calls } = await simulator().state();
    for (const [file, text] of Object.entries(files)) stack.write(file, text);
    await stack.preview({ args: ["--expect-no-changes"] });
    expect((await stack.up()).stdout).toMatch(/3 unchanged/);
    const { resources = [] } = (await stack.exportState()).deployment;
    expect(resources.map(({ type }) => type)).toEqual(
      expect.arrayContaining([
        "alicloud-image-builder:index:ImagePipeline",
        "alicloud-image-builder:index:ImagePipelineExecution",
      ]),
    );
    expect(JSON.stringify(resources)).not.toMatch(/hunter2|pulumi-nodejs:dynamic/);
    expect((await simulator().state()).calls).toEqual(calls);
    await stack.destroy();
    expect((await state()).pipelines).toEqual([]);
  });
});

/** There is no Go host for this CLI here, so the program is run by the Automation API, which needs none. */
if (hasGo)
  test("the example in Go builds an image, has nothing left to do, and destroy leaves the image", async () => {
    const stack = await project({ program: { example: "go" } });
    // The Automation API needs more modules than the example has.
    for (const file of ["automation_test.go", "go.mod", "go.sum"])
      copyFileSync(join(__dirname, "languages/go", file), join(stack.folder, file));
    const { stdout } = await run("go", ["env", "GOCACHE", "GOMODCACHE"]);
    const [GOCACHE, GOMODCACHE] = stdout.trim().split("\n");
    const PATH = `${dirname(chosenCli().executable)}:${stack.env["PATH"]}`;
    const options = { cwd: stack.folder, env: { ...stack.env, PATH, GOCACHE, GOMODCACHE, GOWORK: "off" } };
    const sdk = "pulumi-alicloud-image-builder/sdk/go/imagebuilder";
    await run("go", ["mod", "edit", "-replace", `${sdk}=${join(root, "sdk/go/imagebuilder")}`], options);
    await run("go", ["test", "-count=1", "./..."], options);

    const { pipelines, components, executions, images } = await state();
    expect([pipelines, components, executions]).toEqual([[], [], []]);
    expect(JSON.parse(readFileSync(join(stack.folder, "outputs.json"), "utf8"))).toEqual({
      imagePipelineId: expect.stringMatching(/^ip-/),
      componentVersion: "1.0.0",
      imageId: images[0]?.id,
    });
  });
