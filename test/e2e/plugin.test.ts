import { consoleOf } from "../support/console";
import { startPlugin } from "../support/plugin";
import type { ExportedResource, Project } from "../support/project";
import { startSimulator } from "../support/simulator";
import { AT_ONCE } from "./building";
import { createOutside, startBuild } from "./outside";
import { pluginProject } from "./plugin-project";
import { changes, nameOf, stage } from "./stage";

jest.setTimeout(300_000);

const { simulator, project } = stage();

/** What a preview is going to do to each resource of the plugin, by its name; what stays as it is is left out. */
async function planOf(stack: Project): Promise<Record<string, string>> {
  const steps = (await stack.previewSteps()).filter(
    ({ op, urn }) => op !== "same" && urn.includes("alicloud-image-builder:index:"),
  );
  return Object.fromEntries(steps.map(({ urn, op }) => [nameOf(urn), op]));
}

async function resourceIn(stack: Project, name: string): Promise<ExportedResource | undefined> {
  const { resources } = (await stack.exportState()).deployment;
  return resources?.find(({ urn }) => nameOf(urn) === name);
}

describe("the life of a pipeline and its image", () => {
  const web = (more: string) => [
    `const web = new ImagePipeline("web", { baseImageType: "IMAGE", baseImage: "m-1", ${more} });`,
    'const build = new ImagePipelineExecution("build", { imagePipelineId: web.imagePipelineId, regionId: web.regionId });',
    "exports.imageId = build.imageId;",
    "exports.accountId = web.accountId;",
    "exports.name = web.name;",
  ];
  const first =
    'buildContent: pulumi.secret("RUN hunter2"), tags: { team: "a" }, imageOptions: { imageName: "web" }';
  let stack: Awaited<ReturnType<typeof pluginProject>>;

  beforeAll(async () => {
    await simulator().reset();
    await simulator().settings({ stateSeconds: AT_ONCE });
    stack = await pluginProject(project, web(first));
  });

  test("preview and up: an image, and no secret in the state", async () => {
    expect(await planOf(stack)).toEqual({ web: "create", build: "create" });
    const { stdout } = await stack.up();
    expect(stdout).toMatch(/build of image pipeline ip-\w+ \(exec-\w+\): SUCCESS/);
    const [image] = (await simulator().state()).images;
    expect(await stack.outputs()).toMatchObject({ imageId: image?.id, accountId: image?.accountId });
    expect(JSON.stringify(await stack.exportState())).not.toContain("hunter2");
    expect((await resourceIn(stack, "build"))?.outputs?.["imageName"]).toHaveProperty("ciphertext");
  });

  test("no change: nothing to do, and nothing is called", async () => {
    const before = changes(simulator());
    expect(await planOf(stack)).toEqual({});
    const { stdout } = await stack.up();
    expect(stdout).toMatch(/3 unchanged/);
    expect(changes(simulator())).toEqual(before);
  });

  test("a tag edit is an update, that shows the tag alone, and what depends on the account is not touched", async () => {
    stack.program(...web(first.replace('"a"', '"b"')));
    const [step] = (await stack.previewSteps()).filter(({ op }) => op === "update");
    expect(step).toMatchObject({ op: "update", diffReasons: ["tags"] });
    const { stdout } = await stack.preview({ args: ["--diff"] });
    expect(stdout).toMatch(/team: "a" => "b"/);
    expect(stdout).not.toMatch(/hunter2|accountId|requestId/);
    await stack.up();
    expect((await simulator().state()).pipelines).toMatchObject([
      { current: { Tags: { Tag: [{ TagKey: "team", TagValue: "b" }] } } },
    ]);
  });

  test("a change of the content replaces the pipeline, builds again, and the diff shows what differs and no more", async () => {
    const before = await stack.outputs();
    stack.program(...web(first.replace('"a"', '"b"').replace("hunter2", "hunter3")));
    const steps = await stack.previewSteps();
    expect(steps.find(({ urn, op }) => nameOf(urn) === "web" && op === "replace")?.replaceReasons).toEqual([
      "buildContent",
    ]);
    const { stdout } = await stack.preview({ args: ["--diff"] });
    expect(stdout).not.toMatch(/hunter|- (accountId|requestId|tags)/);
    await stack.up();
    const after = await stack.outputs();
    expect(after["imageId"]).not.toBe(before["imageId"]);
    expect((await simulator().state()).pipelines).toHaveLength(1);
  });

  test("refresh finds nothing changed, then a tag that somebody added", async () => {
    expect((await stack.refresh()).stdout).toMatch(/unchanged/);
    const [pipeline] = (await simulator().state()).pipelines;
    await consoleOf(simulator()).tag(pipeline?.id ?? "", { owner: "me" });
    await stack.refresh();
    expect(await planOf(stack)).toEqual({ web: "update" });
    expect(JSON.stringify(await stack.exportState())).not.toContain("hunter");
  });

  test("destroy deletes it", async () => {
    await stack.destroy();
    expect((await simulator().state()).pipelines).toEqual([]);
  });
});

test("a wrong declaration is refused in the preview; a doubtful one gets a warning on its row", async () => {
  const stack = await pluginProject(project, [
    'new ImagePipeline("web", { baseImageType: "IMAGE", baseImage: "m-1", systemDiskSize: 5, buildContnt: pulumi.secret("hunter2") });',
  ]);
  const { stdout, stderr } = await stack.preview({ fails: true });
  expect(stdout + stderr).toContain("buildContnt: unknown argument. Did you mean buildContent?");
  expect(stdout + stderr).toContain("systemDiskSize: ");
  expect(stdout + stderr).not.toMatch(/hunter2|<nil>/);

  stack.program(
    'new ImagePipeline("web", { baseImageType: "IMAGE", baseImage: "m-1", buildContent: "RUN curl https://example.com/a" });',
  );
  const warned = await stack.preview();
  expect(warned.stdout).toMatch(/ImagePipeline \(web\):?\n\s+warning: internetMaxBandwidthOut: is 0/);
});

describe("import", () => {
  beforeAll(async () => {
    await simulator().reset();
    await simulator().settings({ stateSeconds: AT_ONCE });
  });

  test("by the option import, a pipeline and a build that somebody else made: the same declaration changes nothing", async () => {
    const id = await createOutside(simulator(), {
      baseImageType: "IMAGE",
      baseImage: "m-1",
      buildContent: "RUN a",
      tags: { team: "a" },
    });
    const build = await startBuild(simulator(), id);
    const before = changes(simulator());
    const declaration = (opts: string[]) => [
      `new ImagePipeline("web", { baseImageType: "IMAGE", baseImage: "m-1", buildContent: "RUN a", tags: { team: "a" } }, ${opts[0]});`,
      `new ImagePipelineExecution("build", { imagePipelineId: "${id}" }, ${opts[1]});`,
    ];
    const stack = await pluginProject(
      project,
      declaration([`{ import: "${id}" }`, `{ import: "${build}" }`]),
    );
    const { stdout } = await stack.up();
    expect(stdout).toMatch(/2 imported/);
    expect(await planOf(stack)).toEqual({});
    stack.program(...declaration(["{}", "{}"]));
    expect(await planOf(stack)).toEqual({});
    expect(await resourceIn(stack, "web")).toMatchObject({ id, outputs: { imagePipelineId: id } });
    expect(await resourceIn(stack, "build")).toMatchObject({ id: build, outputs: { status: "SUCCESS" } });
    expect(changes(simulator())).toEqual(before);
  });

  test("by pulumi import; what the program calls a secret afterwards is in the state no more; the ID of nothing is an error", async () => {
    const id = await createOutside(simulator(), {
      baseImageType: "IMAGE",
      baseImage: "m-2",
      buildContent: "RUN hunter2",
    });
    const stack = await pluginProject(project, []);
    const args = ["--yes", "--generate-code=false", "--protect=false"];
    const importing = (which: string) =>
      stack.pulumi(["import", "alicloud-image-builder:index:ImagePipeline", "web", which, ...args]);
    const missing = await importing("ip-none");
    expect(missing.code).not.toBe(0);
    expect(missing.stdout + missing.stderr).toContain(
      "image pipeline ip-none was not found in cn-hangzhou. Check the ID, regionId and the account.",
    );
    expect(await importing(id)).toMatchObject({ code: 0 });
    const declaration = (content: string) =>
      `new ImagePipeline("web", { baseImageType: "IMAGE", baseImage: "m-2", buildContent: ${content} });`;
    stack.program(declaration('"RUN hunter2"'));
    expect(await planOf(stack)).toEqual({});
    await stack.up();
    stack.program(declaration('pulumi.secret("RUN hunter2")'));
    expect(await planOf(stack)).toEqual({ web: "update" });
    const { stdout } = await stack.up();
    expect(stdout).not.toContain("hunter2");
    expect(JSON.stringify(await stack.exportState())).not.toContain("hunter2");
    expect(await planOf(stack)).toEqual({});
  });

  test("get reads a pipeline that the stack does not manage; its secret outputs stay secret after a refresh", async () => {
    const id = await createOutside(simulator(), {
      baseImageType: "IMAGE",
      baseImage: "m-3",
      buildContent: "RUN hunter2",
    });
    const stack = await pluginProject(project, [
      `const web = new ImagePipeline("web", {}, { id: "${id}", additionalSecretOutputs: ["buildContent"] });`,
      "exports.name = web.name;",
    ]);
    await stack.up();
    expect(await stack.outputs()).toEqual({ name: id });
    await stack.refresh();
    expect(JSON.stringify(await stack.exportState())).not.toContain("hunter2");
    await stack.destroy();
    expect((await simulator().state()).pipelines.some((pipeline) => pipeline.id === id)).toBe(true);
  });
});

test("explicit providers: two accounts and regions in one program, their keys only encrypted in the state", async () => {
  const other = await startSimulator();
  try {
    const { accessKeyId, accessKeySecret, endpoint } = other;
    await simulator().reset();
    const stack = await pluginProject(
      project,
      [
        `const provider = new Provider("other", { region: "cn-beijing", accessKey: "${accessKeyId}", secretKey: pulumi.secret(process.env.OTHER_SECRET), endpoints: [{ ecs: "${endpoint}" }] });`,
        'const args = { baseImageType: "IMAGE", baseImage: "m-1" };',
        'new ImagePipeline("here", args);',
        'new ImagePipeline("there", args, { provider });',
      ],
      { env: { OTHER_SECRET: accessKeySecret }, config: { "alicloud-image-builder:region": "cn-shanghai" } },
    );
    await stack.up();
    expect((await simulator().state()).pipelines).toMatchObject([{ regionId: "cn-shanghai" }]);
    expect((await other.state()).pipelines).toMatchObject([{ regionId: "cn-beijing" }]);
    expect(JSON.stringify(await stack.exportState())).not.toContain(accessKeySecret);
    await stack.destroy({ env: { OTHER_SECRET: "" } });
    expect((await other.state()).pipelines).toEqual([]);
  } finally {
    await other.stop();
  }
});

test("a misspelt key of the configuration is an error of the preview that names the right one", async () => {
  const stack = await pluginProject(project, ['new ImagePipeline("web", {});'], {
    config: { "alicloud-image-builder:regoin": "cn-shanghai" },
  });
  const { stdout, stderr } = await stack.preview({ fails: true });
  expect(stdout + stderr).toContain("regoin: is not known. Did you mean region?");
});

test("replaceOnChanges and ignoreChanges apply to one tag", async () => {
  await simulator().reset();
  const web = (team: string, owner: string, opts: string) =>
    `new ImagePipeline("web", { baseImageType: "IMAGE", baseImage: "m-1", tags: { team: "${team}", owner: "${owner}" } }, ${opts});`;
  const stack = await pluginProject(project, [web("a", "a", "{}")]);
  await stack.up();
  stack.program(web("b", "a", '{ ignoreChanges: ["tags.team"] }'));
  expect(await planOf(stack)).toEqual({});
  stack.program(web("b", "b", '{ ignoreChanges: ["tags.team"] }'));
  expect(await planOf(stack)).toEqual({ web: "update" });
  stack.program(web("a", "b", '{ replaceOnChanges: ["tags.team"] }'));
  expect(await planOf(stack)).toEqual({ web: "update" });
  stack.program(web("b", "a", '{ replaceOnChanges: ["tags.team"] }'));
  expect(await planOf(stack)).toEqual({ web: "replace" });
});

test("a plugin that somebody started is used by run after run, when PULUMI_DEBUG_PROVIDERS names its port", async () => {
  await simulator().reset();
  const stack = await pluginProject(project, [
    'new ImagePipeline("web", { baseImageType: "IMAGE", baseImage: "m-1", buildContent: "RUN curl https://example.com/a" });',
  ]);
  const own = await startPlugin({ env: stack.env, attached: true });
  try {
    const env = { PULUMI_DEBUG_PROVIDERS: `alicloud-image-builder:${own.port}` };
    const { stdout } = await stack.up({ env });
    expect(stdout).toContain("warning: internetMaxBandwidthOut: is 0");
    expect((await stack.refresh({ env })).stdout).toMatch(/unchanged/);
    await stack.destroy({ env });
    expect((await simulator().state()).pipelines).toEqual([]);
    expect(own.process.exitCode).toBeNull();
  } finally {
    await own.stop();
  }
});
