import type { Project } from "../support/project";
import { program, stage } from "./stage";

jest.setTimeout(300_000);

const { simulator, project } = stage();

const base = 'baseImageType: "IMAGE", baseImage: "m-1"';

describe("a preview that only creates", () => {
  let offline: Project;

  beforeAll(async () => {
    offline = await project({
      program: "",
      config: { "alicloud:region": "cn-hangzhou" },
      // Nobody listens there, and there is no key.
      env: {
        ALICLOUD_ACCESS_KEY: undefined,
        ALICLOUD_SECRET_KEY: undefined,
        ALIBABA_CLOUD_ENDPOINT_ECS: "http://127.0.0.1:1",
        ALIBABA_CLOUD_ENDPOINT_STS: "http://127.0.0.1:1",
      },
    });
  });

  test("needs neither credentials nor the network", async () => {
    offline.write("index.ts", program(`new ImagePipeline("web", { ${base}, tags: { team: "a" } });`));
    const steps = await offline.previewSteps();
    expect(steps.map(({ op }) => op)).toEqual(["create", "create"]);
    expect((await simulator().state()).calls).toEqual({});
  });

  test("refuses an invalid declaration, with all its faults at once", async () => {
    offline.write(
      "index.ts",
      program(
        `new ImagePipeline("web", { baseImage: "m-1", baseImageType: "IMAGES" as "IMAGE", systemDiskSize: 10, name: "-web", tags: { "acs:x": "y" }, description: "x" });`,
      ),
    );
    const { stdout, stderr } = await offline.preview({ fails: true });
    const faults = [
      'baseImageType: is "IMAGES"; it must be one of IMAGE, IMAGE_FAMILY, OSS. Did you mean IMAGE?',
      "systemDiskSize: is 10; it must be a whole number from 20 to 500 (GiB).",
      "name: starts with ",
      'tags["acs:x"]: the tag key starts with "acs:", which is reserved for Alibaba Cloud.',
      "description: is 1 character long; 2 to 256 are allowed. Lengthen it.",
    ];
    for (const fault of faults) expect(stdout + stderr).toContain(fault);
    // The engine names the property of a failure with its value, and so a secret one; none is named to it.
    expect(stdout + stderr).not.toMatch(/property \w+ value/);
  });
});

test("an input that another pipeline gives is unknown in the preview, and right afterwards", async () => {
  await simulator().reset();
  const chained = await project({
    program: program(
      `const first = new ImagePipeline("first", { ${base} });`,
      `const second = new ImagePipeline("second", {`,
      `  ${base},`,
      "  description: first.imagePipelineId.apply((id) => 'after ' + id),",
      "  buildContent: first.imagePipelineId.apply((id) => 'RUN echo ' + id),",
      '  toRegionIds: ["cn-shanghai", first.regionId.apply((region) => region ?? ""), "cn-beijing"],',
      "  imageOptions: { imageTags: { after: first.imagePipelineId } },",
      "});",
      "export const ids = [first.imagePipelineId, second.imagePipelineId];",
    ),
  });
  const steps = await chained.previewSteps();
  expect(steps.map(({ op }) => op)).toEqual(["create", "create", "create"]);

  await chained.up();
  const { ids } = await chained.outputs();
  const [first, second] = ids as string[];
  const { pipelines } = await simulator().state();
  expect(pipelines.find(({ id }) => id === second)?.request).toMatchObject({
    Description: `after ${first}`,
    BuildContent: `RUN echo ${first}`,
    "ImageOptions.ImageTags.1.Value": first,
  });
  await chained.preview({ args: ["--expect-no-changes"] });
});

describe("a secret in the build content", () => {
  const secret = "hunter2inTheContent";
  const content = (text: string) => `pulumi.secret(${JSON.stringify(text)})`;
  let secretive: Project;
  let printed: string;

  beforeAll(async () => {
    await simulator().reset();
    secretive = await project({
      program: program(
        // A path that is none on the instance: of a content that is no secret, it would be warned about.
        `new ImagePipeline("web", { buildContent: ${content(`FROM IMAGE:m-1\nCOPY ${secret} /`)} });`,
        `new ImagePipeline("odd", { ${base}, buildContent: "RUN a\\nCOPY b /" });`,
      ),
    });
    const { stdout, stderr } = await secretive.up();
    printed = stdout + stderr;
  });

  test("is sent, and cannot be read in the state or in what is printed", async () => {
    const { pipelines } = await simulator().state();
    expect(pipelines.map(({ request }) => request["BuildContent"])).toContain(
      `FROM IMAGE:m-1\nCOPY ${secret} /`,
    );
    expect(printed).not.toContain(secret);
    expect(JSON.stringify(await secretive.exportState())).not.toContain(secret);
  });

  test("nor can the base image be read that its FROM line names", async () => {
    const { deployment } = await secretive.exportState();
    const web = deployment.resources?.find(({ urn }) => urn.endsWith("::web"));
    expect(web?.outputs).not.toHaveProperty("baseImage");
    expect(JSON.stringify(web)).not.toContain("m-1");
  });

  test("is not warned about, while the same in the open is, once and on its resource", async () => {
    const { stdout, stderr } = await secretive.preview();
    // The CLI shows it on the resource's row, and once more below.
    const warnings = new Set((stdout + stderr).match(/warning: .*/g));
    expect([...warnings]).toEqual([
      "warning: buildContent: line 2: COPY has a relative path: nothing is copied from your machine, and the path would be one on the instance. To bring a file in, fetch the file with COPY from a URL, with curl or wget in RUN, or with OSSDownload in a component in YAML.",
    ]);
    expect(stdout).toContain("alicloud:ImagePipeline (odd)");
    expect(stdout).not.toContain("alicloud:ImagePipeline (web)");
  });

  test.each([
    [
      "of too many instructions",
      `{ buildContent: ${content(`FROM IMAGE:m-1\n${`RUN ${secret}\n`.repeat(127)}`)} }`,
      "has 128 commands",
    ],
    [
      "whose FROM disagrees",
      `{ ${base}, buildContent: ${content(`FROM IMAGE:${secret}\nRUN a`)} }`,
      "name different images",
    ],
  ])("%s is refused without being shown", async (_, args, reason) => {
    secretive.write("index.ts", program(`new ImagePipeline("web", ${args});`));
    const { stdout, stderr } = await secretive.preview({ fails: true });
    expect(stdout + stderr).toContain(reason);
    expect(stdout + stderr).not.toContain(secret);
  });
});
