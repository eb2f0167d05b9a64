import { createOutside, startBuild } from "../e2e/outside";
import type { Properties } from "../support/dynamic-host";
import { type Plugin, type ResourceClass, secret } from "../support/plugin";
import type { Simulator } from "../support/simulator";
import { FULL } from "../unit/resources/full-declaration";
import { checkAndCreate, declared, pluginOnSimulator } from "./stand";

jest.setTimeout(60_000);

let simulator: Simulator;
let plugin: Plugin;

beforeAll(async () => {
  ({ simulator, plugin } = await pluginOnSimulator());
});

beforeEach(() => simulator.reset());

/** What the engine does with an ID alone: it reads, checks what was read as a declaration, and compares. */
async function imported(type: ResourceClass, id: string) {
  const { inputs, properties } = await plugin.read(type, id);
  const { inputs: checked, failures } = await plugin.check(type, inputs);
  expect(failures).toEqual([]);
  return { inputs, properties, difference: await plugin.diff(type, id, properties, checked) };
}

const SAME = { changes: "none", replaces: [], paths: {} };

test("a pipeline with every parameter, that somebody else made, is imported with all of them, and nothing differs", async () => {
  const {
    adopt: _,
    deleteTimeoutMinutes: __,
    imageName: ___,
    imageFamily: ____,
    nvmeSupport: _____,
    ...full
  } = FULL;
  const id = await createOutside(simulator, { ...full, baseImage: undefined });
  const { inputs, properties, difference } = await imported("ImagePipeline", id);
  expect(difference).toEqual(SAME);
  expect(properties).toMatchObject({ imagePipelineId: id, accountId: expect.any(String) });
  const { regionId, name, buildContent, imageOptions, tags, addAccounts } = full;
  expect(inputs).toMatchObject({ regionId, name, buildContent, imageOptions, tags, addAccounts });
});

test("a pipeline with the least, that somebody else made", async () => {
  const id = await createOutside(simulator, { baseImageType: "IMAGE", baseImage: "m-bp1base" });
  const { inputs, difference } = await imported("ImagePipeline", id);
  expect(difference).toEqual(SAME);
  expect(inputs).not.toHaveProperty("name");
  expect(
    await plugin.diff("ImagePipeline", id, (await plugin.read("ImagePipeline", id)).properties, {
      ...(await plugin.check("ImagePipeline", declared())).inputs,
    }),
  ).toEqual(SAME);
});

test.each<[string, Properties]>([
  [
    "named",
    { imageComponentName: "hardening", componentVersion: "1.2.3", content: "RUN a", tags: { team: "a" } },
  ],
  [
    "without a name and a version",
    { content: "Tasks:\n  - Name: a\n    Action: RunShellCommand\n    Properties: { commandContent: a }\n" },
  ],
  [
    "for Windows",
    {
      content:
        "Tasks:\n  - Name: a\n    Action: RunPowerShellCommand\n    Properties: { commandContent: a }\n",
      systemType: "Windows",
      componentType: "Test",
      description: "words",
    },
  ],
])("a component: %s", async (_, declaration) => {
  const { id } = await checkAndCreate(plugin, "ImageComponent", declaration);
  const { inputs, difference } = await imported("ImageComponent", id);
  expect(difference).toEqual(SAME);
  expect(inputs).toMatchObject({ content: declaration["content"], regionId: "cn-hangzhou" });
});

test("a build, while it runs: it is imported as it is, and the next up waits for its image", async () => {
  await simulator.settings({ failures: [{ at: "BUILDING", status: "BUILDING" }] });
  const pipeline = await createOutside(simulator, { baseImageType: "IMAGE", baseImage: "m-bp1base" });
  const id = await startBuild(simulator, pipeline);
  const { inputs, difference } = await imported("ImagePipelineExecution", id);
  expect(inputs).toEqual({ imagePipelineId: pipeline, regionId: "cn-hangzhou" });
  expect(difference).toEqual({ changes: "some", replaces: [], paths: {} });
});

test("a resource that exists, but not in the state's account or region, is not taken for deleted", async () => {
  const { id, properties } = await checkAndCreate(plugin, "ImagePipeline", declared());
  await expect(
    plugin.read("ImagePipeline", id, { ...properties, regionId: "cn-beijing", accountId: "1" }),
  ).rejects.toThrow(`image pipeline ${id} was not found in cn-beijing with the credentials of account `);
});

test("what was imported is in plain text; when the program calls it a secret, an update without a call hides it in the state", async () => {
  const id = await createOutside(simulator, {
    baseImageType: "IMAGE",
    baseImage: "m-bp1base",
    buildContent: "RUN a",
  });
  const { properties } = await imported("ImagePipeline", id);
  expect(properties["buildContent"]).toBe("RUN a");
  const { inputs } = await plugin.check("ImagePipeline", declared({ buildContent: secret("RUN a") }));
  expect(await plugin.diff("ImagePipeline", id, properties, inputs)).toEqual({ ...SAME, changes: "some" });
  const before = (await simulator.state()).calls;
  const hidden = await plugin.update("ImagePipeline", id, properties, inputs);
  expect(hidden.properties).toEqual({ ...properties, buildContent: secret("RUN a") });
  expect(await plugin.diff("ImagePipeline", id, hidden.properties, inputs)).toEqual(SAME);
  expect((await simulator.state()).calls).toEqual(before);
});
