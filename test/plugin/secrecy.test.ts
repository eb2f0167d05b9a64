import { HostError, type Properties } from "../support/dynamic-host";
import { type Plugin, secret } from "../support/plugin";
import type { Simulator } from "../support/simulator";
import { FULL } from "../unit/resources/full-declaration";
import { checkAndCreate, pluginOnSimulator } from "./stand";

jest.setTimeout(120_000);

const SIGNATURE = "4dabf18193072939515e22adb298388d";

let simulator: Simulator;
let plugin: Plugin;

beforeAll(async () => {
  ({ simulator, plugin } = await pluginOnSimulator());
});

beforeEach(() => simulator.reset());

/** An answer without what is marked as secret in it. */
function unmarked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unmarked);
  if (typeof value !== "object" || value === null) return value;
  if (SIGNATURE in value) return undefined;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, unmarked(one)]));
}

/** All that the plugin says while a resource lives, also of calls that fail. */
async function biography(
  type: "ImagePipeline" | "ImageComponent",
  declaration: Properties,
  change: Properties,
): Promise<unknown[]> {
  const { id, inputs, properties } = await checkAndCreate(plugin, type, declaration);
  const { inputs: news } = await plugin.check(type, { ...declaration, tags: change["tags"] }, inputs);
  const answers: unknown[] = [inputs, properties, news];
  answers.push(await plugin.create(type, inputs, { preview: true }));
  answers.push(await plugin.read(type, id, properties, inputs));
  answers.push(await plugin.diff(type, id, properties, { ...inputs, ...change }));
  answers.push(await plugin.update(type, id, properties, news, { preview: true }));
  answers.push(await plugin.update(type, id, properties, news));
  answers.push(await plugin.check(type, { ...declaration, wrong: true, regionId: declaration["tags"] }));
  await simulator.settings({
    untaggable: {
      imagepipeline: "InvalidResourceType.NotFound",
      imagecomponent: "InvalidResourceType.NotFound",
    },
  });
  const failed = await plugin
    .update(type, id, properties, { ...inputs, tags: change["tags"] })
    .catch((error: HostError) => error);
  expect(failed).toBeInstanceOf(HostError);
  answers.push((failed as HostError).message, (failed as HostError).details);
  await plugin.delete(type, id, properties);
  return [...answers, plugin.lines, plugin.stdout(), plugin.stderr()];
}

/** Free texts, each with a word by which it is found again. */
const { adopt: _, advancedOptions: __, importImageOptions, ...full } = FULL;
const pipeline: Properties = {
  ...full,
  name: "hunter2name",
  description: "hunter2description",
  buildContent: "RUN echo hunter2build",
  testContent: "RUN echo hunter2test",
  imageName: undefined,
  imageFamily: undefined,
  nvmeSupport: undefined,
  imageOptions: {
    ...full.imageOptions,
    imageName: "hunter2image",
    description: "hunter2text",
    imageTags: { a: "hunter2imagetag" },
  },
  importImageOptions: { ...importImageOptions, description: "hunter2import", imageName: "hunter2imported" },
  tags: { a: "hunter2tag" },
};
const component: Properties = {
  imageComponentName: "hunter2name",
  content: "RUN echo hunter2content",
  description: "hunter2description",
  tags: { a: "hunter2tag" },
};

/** Each free text on its own path is a secret, as when a program names it so. */
function withSecretTexts(value: unknown): unknown {
  if (typeof value === "string") return value.includes("hunter2") ? secret(value) : value;
  if (Array.isArray(value)) return value.map(withSecretTexts);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withSecretTexts(one)]));
}

/** Each argument with a free text in it is a secret as a whole. */
const withSecretArguments = (value: Properties): Properties =>
  Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      JSON.stringify(one)?.includes("hunter2") ? secret(one) : one,
    ]),
  );

describe.each([
  ["each free text is a secret", (value: Properties) => withSecretTexts(value) as Properties],
  ["each argument with a free text is a secret", withSecretArguments],
])("%s", (_, marked) => {
  test.each([
    ["ImagePipeline", pipeline, { tags: { a: "hunter2other" }, buildContent: "RUN echo hunter2changed" }],
    ["ImageComponent", component, { tags: { a: "hunter2other" }, content: "RUN echo hunter2changed" }],
  ] as const)(
    "no answer about an %s, no line and no error says it unmarked",
    async (type, declaration, change) => {
      const answers = await biography(type, marked(declaration), marked(change));
      expect(JSON.stringify(answers)).toMatch(/hunter2/);
      expect(JSON.stringify(unmarked(answers))).not.toMatch(/hunter2/);
    },
  );
});

test("the image name of a build is a secret, since it contains the pipeline's, which can be one", async () => {
  await simulator.settings({
    stateSeconds: Object.fromEntries(
      ["PREPARING", "REPAIRING", "BUILDING", "TESTING", "DISTRIBUTING", "RELEASING"].map((state) => [
        state,
        0,
      ]),
    ),
  });
  const { id } = await checkAndCreate(plugin, "ImagePipeline", {
    baseImageType: "IMAGE",
    baseImage: "m-bp1base",
    imageOptions: { imageName: secret("hunter2image") },
  });
  const build = await checkAndCreate(plugin, "ImagePipelineExecution", { imagePipelineId: id });
  const read = await plugin.read("ImagePipelineExecution", build.id, build.properties, build.inputs);
  const imported = await plugin.read("ImagePipelineExecution", build.id);
  const updated = await plugin.update("ImagePipelineExecution", build.id, build.properties, build.inputs);
  for (const { properties } of [build, read, imported, updated]) {
    expect(properties["imageName"]).toEqual(secret(expect.stringContaining("hunter2image")));
  }
  expect(JSON.stringify(unmarked([build, read, imported, updated, plugin.lines]))).not.toMatch(/hunter2/);
});
