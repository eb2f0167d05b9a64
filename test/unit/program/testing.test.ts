import { readFileSync } from "node:fs";
import { join } from "node:path";
import { mock } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import * as dynamic from "../../../provider/src/index";
import * as plugin from "../../../provider/src/plugin";
import { type ImageBuilderMocks, imageBuilderMocks } from "../../../provider/src/testing";

const known = <T>(output: pulumi.Output<T>): Promise<T> =>
  new Promise((resolve) => output.apply((value) => resolve(value as T)));

const environment = { ...process.env };
beforeEach(() => {
  for (const name of Object.keys(process.env))
    if (/^(ALICLOUD|ALIBABA_CLOUD)_/.test(name)) delete process.env[name];
  pulumi.runtime.setAllConfig({});
});
afterAll(() => {
  process.env = environment;
});

async function mocksWith(own?: Partial<pulumi.runtime.Mocks>): Promise<ImageBuilderMocks> {
  const mocks = imageBuilderMocks(own);
  await pulumi.runtime.setMocks(mocks);
  return mocks;
}

/** A promise of this realm, as Pulumi wants it. */
async function later<Value>(value: Value): Promise<Value> {
  await sleep(20);
  return value;
}

const refusal = (mocks: ImageBuilderMocks): Promise<string | undefined> =>
  mocks.check().then(
    () => undefined,
    (error: Error) => error.message,
  );

describe.each([
  ["the package", { ...dynamic }],
  ["its entry /plugin", { ...plugin }],
])(
  "under the mocks, with %s",
  (entry, { ImagePipeline, ImageComponent, ImageRetention, GoldenImage, ...rest }) => {
    test("a program that a preview accepts passes, and its resources have outputs as after an update", async () => {
      const mocks = await mocksWith();
      const tools = new ImageComponent("tools", {
        content: "RUN a",
        imageComponentName: "tools",
        componentVersion: "1.0.0",
      });
      const pipeline = new ImagePipeline("web", {
        baseImageType: "IMAGE",
        baseImage: "m-1",
        buildContent: rest.buildContent(rest.component(tools), rest.run("b")),
        tags: { team: "web" },
      });
      const build = pipeline.execute("web-image");
      await mocks.check();
      expect(
        await known(pulumi.all([pipeline.imagePipelineId, tools.imageComponentId, build.executionId])),
      ).toEqual(["ip-web", "ic-tools", "exec-web-image"]);
      expect(await known(pipeline.buildContent)).toBe("COMPONENT ic-tools\nRUN b\n");
      expect(await known(pulumi.all([pipeline.systemDiskSize, pipeline.tags, pipeline.regionId]))).toEqual([
        40,
        { team: "web" },
        "cn-hangzhou",
      ]);
      expect(await known(pulumi.all([build.imageId, build.imageIds, build.status]))).toEqual([
        "m-web-image",
        { "cn-hangzhou": "m-web-image" },
        "SUCCESS",
      ]);
      expect(await known(tools.arn)).toBe("acs:ecs:cn-hangzhou:1234567890123456:imagecomponent/tools/1.0.0");
    });

    test("check throws with what a preview would refuse, of every class, in its words, once", async () => {
      const mocks = await mocksWith();
      new ImagePipeline("web", {
        baseImageType: "IMAGE",
        baseImage: "m-1",
        systemDiskSize: pulumi.output(5),
      });
      new ImageComponent("tools", { content: "" });
      new rest.ImagePipelineExecution("build", { imagePipelineId: "m-1" });
      new ImageRetention("old", { action: "delete", imageFamily: "web" });
      const golden = new GoldenImage("golden", {
        baseImageType: "IMAGE",
        baseImage: "m-1",
        timeoutMinutes: 0,
        keep: 0,
      });
      expect(pulumi.Resource.isInstance(golden)).toBe(true);
      expect((await refusal(mocks))?.split("\n").sort()).toEqual([
        'ImageComponent "tools": content: is empty. Leave it out, or give it at least one instruction.',
        'ImagePipeline "web": systemDiskSize: is 5; it must be a whole number from 20 to 500 (GiB).',
        'ImagePipelineExecution "golden-image": timeoutMinutes: is 0; it must be a whole number from 1 to 1440 (minutes).',
        'ImageRetention "golden-retention": keep: is 0; it must be a whole number from 1 to 10000 (images).',
        'ImageRetention "old": keep: is missing, and so is olderThanDays. Set how many images stay, or how old an image must be to go.',
      ]);
      expect(await refusal(mocks)).toBeUndefined();
    });

    test("the program goes on after a refusal, with outputs, and without an unhandled rejection", async () => {
      const mocks = await mocksWith();
      const pipeline = new ImagePipeline("web", {
        baseImageType: "IMAGE",
        baseImage: "m-1",
        systemDiskSize: 5,
      });
      expect(await known(pipeline.imagePipelineId)).toBe("ip-web");
      expect(await refusal(mocks)).toContain("systemDiskSize");
    });

    test("a secret is checked as its value, is quoted nowhere, and is a secret among the outputs", async () => {
      const mocks = await mocksWith();
      const tags = { team: pulumi.secret("hidden-team") };
      const pipeline = new ImagePipeline("web", { baseImageType: "IMAGE", baseImage: "m-1", tags });
      const name = pulumi.secret("hidden name");
      new ImagePipeline("odd", { baseImageType: name, baseImage: "m-1" });
      expect(await refusal(mocks)).toMatch(/^ImagePipeline "odd": baseImageType: (?!.*hidden)/);
      expect(await pulumi.isSecret(pipeline.tags)).toBe(true);
      expect(await known(pipeline.tags)).toEqual({ team: "hidden-team" });
      expect(await pulumi.isSecret(pipeline.name)).toBe(false);
    });

    test("the region is that of the configuration, else of the environment", async () => {
      const mocks = await mocksWith();
      process.env["ALICLOUD_REGION"] = "cn-shanghai";
      const args = { baseImageType: "IMAGE", baseImage: "m-1" };
      expect(await known(new ImagePipeline("a", args).regionId)).toBe("cn-shanghai");
      const namespace = entry === "the package" ? "alicloud" : "alicloud-image-builder";
      pulumi.runtime.setConfig(`${namespace}:region`, "cn-beijing");
      expect(await known(new ImagePipeline("b", args).regionId)).toBe("cn-beijing");
      await mocks.check();
    });

    test("what get reads is not checked, and has what the program's own mocks say", async () => {
      const mocks = await mocksWith({
        newResource: ({ name, id, inputs }) => ({
          id: id ?? name,
          state: { ...inputs, name: "from the account" },
        }),
      });
      const found = ImagePipeline.get("found", "ip-9");
      await mocks.check();
      expect(await known(pulumi.all([found.imagePipelineId, found.name]))).toEqual([
        "ip-9",
        "from the account",
      ]);
    });

    test("lookups are answered by the program's own mocks, by the same name in both entries", async () => {
      const called: object[] = [];
      await mocksWith({
        call: ({ token, inputs }) => {
          called.push({ token, inputs });
          return { imageId: "m-newest", ids: ["ip-1"] };
        },
      });
      expect(await rest.getImageFromFamily({ imageFamily: "web" })).toMatchObject({ imageId: "m-newest" });
      expect(await known(rest.getImagePipelinesOutput({ name: pulumi.output("web") }).ids)).toEqual(["ip-1"]);
      expect(called).toEqual([
        { token: "alicloud-image-builder:index:getImageFromFamily", inputs: { imageFamily: "web" } },
        { token: "alicloud-image-builder:index:getImagePipelines", inputs: { name: "web" } },
      ]);
    });

    test.each([
      ["at once", false],
      ["later", true],
    ])("check waits for what the program declares after its lookups, answered %s", async (_, isLate) => {
      const found = { imageId: "m-newest", ids: [] };
      const mocks = await mocksWith({ call: () => (isLate ? later(found) : found) });
      const args = { baseImageType: "IMAGE", baseImage: "m-1", systemDiskSize: 5 };
      rest.getImageFromFamilyOutput({ imageFamily: "web" }).apply(() => new ImagePipeline("first", args));
      void (async () => {
        await rest.getImages({});
        await rest.getImages({});
        new ImagePipeline("second", { ...args, baseImage: later("m-1") });
      })();
      expect((await refusal(mocks))?.match(/"\w+"/g)?.sort()).toEqual(['"first"', '"second"']);
    });

    test("a lookup without an answer says how to give one, and calls nothing", async () => {
      await mocksWith();
      await expect(rest.getImages({})).rejects.toThrow(
        "alicloud-image-builder:index:getImages was called, and the mocks have no answer. Give them one: imageBuilderMocks({ call: ({ token, inputs }) => … }).",
      );
    });
  },
);

test("an error in the program's own answer is that of the lookup", async () => {
  await mocksWith({
    call: () => {
      throw new RangeError("no such family here");
    },
  });
  await expect(dynamic.getImageFromFamily({ imageFamily: "web" })).rejects.toThrow("no such family here");
});

test("what a program imports is checked: it is declared", async () => {
  const mocks = await mocksWith();
  const args = { baseImageType: "IMAGE", baseImage: "m-1", systemDiskSize: 5 };
  const imported = new plugin.ImagePipeline("web", args, { import: "ip-9" });
  expect(await refusal(mocks)).toContain('ImagePipeline "web": systemDiskSize: is 5;');
  expect(await known(imported.id)).toBe("ip-9");
});

test.each(["jest", "Node.js"])("check ends where a test has stopped the clock with %s", async (runner) => {
  if (runner === "jest") jest.useFakeTimers();
  else mock.timers.enable({ apis: ["setImmediate"] });
  try {
    const mocks = await mocksWith();
    new dynamic.ImagePipeline("web", { baseImageType: "IMAGE", baseImage: "m-1", systemDiskSize: 5 });
    expect(await refusal(mocks)).toContain("systemDiskSize");
  } finally {
    jest.useRealTimers();
    mock.timers.reset();
  }
});

class Instance extends pulumi.CustomResource {}

test("resources of other packages are left to the program's own mocks", async () => {
  const other = (name: string) => new Instance("alicloud:ecs/instance:Instance", name, { imageId: "m-1" });
  await (await mocksWith()).check();
  expect(await known(other("web").id)).toBe("web_id");
  await mocksWith({ newResource: ({ name }) => ({ id: `i-${name}`, state: {} }) });
  expect(await known(other("web").id)).toBe("i-web");
});

test.each(["images.ts", "images.test.ts"])("docs/testing.md shows the example that is run: %s", (file) => {
  const page = readFileSync(join(__dirname, "../../../docs/testing.md"), "utf8");
  expect(page).toContain(`\`\`\`ts\n${readFileSync(join(__dirname, "example", file), "utf8")}\`\`\``);
});
