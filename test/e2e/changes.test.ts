import { EARLIER_PROVIDERS } from "../support/earlier-providers";
import { front, isOurs } from "../support/front";
import type { ExportedResource, ExportedState, Project } from "../support/project";
import { changes, nameOf, operations, program, stage } from "./stage";

jest.setTimeout(300_000);

const { simulator, project } = stage();

/** A pipeline as it is declared first and later, and what the second preview and `up` must make of the change. */
interface Case {
  before: string;
  after: string;
  options?: string;
  expected: "same" | "update" | "replace";
}

const base = 'baseImageType: "IMAGE", baseImage: "m-1"';

const CASES: Record<string, Case> = {
  "a tag's value": {
    before: `${base}, tags: { team: "a" }`,
    after: `${base}, tags: { team: "b" }`,
    expected: "update",
  },
  "the build content": {
    before: `${base}, buildContent: "RUN a"`,
    after: `${base}, buildContent: "RUN b"`,
    expected: "replace",
  },
  "the order of sets": {
    before: `${base}, toRegionIds: ["cn-shanghai", "cn-beijing"], addAccounts: ["1", "2"]`,
    after: `${base}, toRegionIds: ["cn-beijing", "cn-shanghai", "cn-beijing"], addAccounts: ["2", "1"]`,
    expected: "same",
  },
  "line ends": {
    before: `${base}, buildContent: "RUN a\\r\\nRUN b\\r\\n"`,
    after: `${base}, buildContent: "RUN a\\nRUN b\\n"`,
    expected: "same",
  },
  "defaults spelled out": {
    before: base,
    after: `${base}, systemDiskSize: 40, internetMaxBandwidthOut: 0, deleteInstanceOnFailure: true`,
    expected: "same",
  },
  "empty instead of unset": {
    before: base,
    after: `${base}, toRegionIds: [], addAccounts: [], tags: {}, imageOptions: {}`,
    expected: "same",
  },
  "a FROM line instead of baseImage": {
    before: `${base}, buildContent: "RUN a"`,
    after: 'buildContent: "FROM IMAGE:m-1\\nRUN a"',
    expected: "same",
  },
  "a deprecated argument moved": {
    before: `${base}, imageName: "web"`,
    after: `${base}, imageOptions: { imageName: "web" }`,
    expected: "same",
  },
  'ignoreChanges: ["tags"]': {
    before: `${base}, tags: { team: "a" }`,
    after: `${base}, tags: { team: "b", owner: "me" }`,
    options: '{ ignoreChanges: ["tags"] }',
    expected: "same",
  },
  'ignoreChanges: ["tags.team"]': {
    before: `${base}, tags: { team: "a" }`,
    after: `${base}, tags: { team: "b" }`,
    options: '{ ignoreChanges: ["tags.team"] }',
    expected: "same",
  },
  'ignoreChanges: ["tags.team"], another tag': {
    before: `${base}, tags: { team: "a", owner: "me" }`,
    after: `${base}, tags: { team: "b", owner: "you" }`,
    options: '{ ignoreChanges: ["tags.team"] }',
    expected: "update",
  },
  'replaceOnChanges: ["tags"]': {
    before: `${base}, tags: { team: "a" }`,
    after: `${base}, tags: { team: "b" }`,
    options: '{ replaceOnChanges: ["tags"] }',
    expected: "replace",
  },
  'replaceOnChanges: ["tags"], nothing changed': {
    before: `${base}, tags: { team: "a" }`,
    after: `${base}, tags: { team: "a" }`,
    options: '{ replaceOnChanges: ["tags"] }',
    expected: "same",
  },
};

const names = Object.keys(CASES);

/** The program that declares all cases, and beside them what hangs on another pipeline. */
function declaring(which: "before" | "after"): string {
  const cases = Object.entries(CASES).map(
    ([name, { options = "{}", ...args }]) =>
      `new ImagePipeline(${JSON.stringify(name)}, { ${args[which]} }, ${options});`,
  );
  return program(
    ...cases,
    `new ImagePipeline("replacementTrigger", { ${base} }, { replacementTrigger: "${which}" });`,
    `const tagged = new ImagePipeline("tagged", { ${base}, tags: { stage: "${which}" } });`,
    `new ImagePipeline("dependent", { ${base}, description: pulumi.interpolate\`after \${tagged.imagePipelineId}\` });`,
    "export const id = tagged.imagePipelineId;",
  );
}

let stack: Project;
let planned: Record<string, string>;
let made: string[];
let calls: string[];
let before: Record<string, ExportedResource>;
let after: Record<string, ExportedResource>;

const byName = ({ deployment }: ExportedState): Record<string, ExportedResource> =>
  Object.fromEntries((deployment.resources ?? []).map((resource) => [nameOf(resource.urn), resource]));

const isPipeline = ({ type }: ExportedResource) => isOurs(type, "ImagePipeline");

/** The state as releases until now have left it: with their texts for the provider, by turns, and Pulumi's own frames. */
async function importAged(state: ExportedState): Promise<void> {
  const aged = structuredClone(state);
  const pipelines = (aged.deployment.resources ?? []).filter(isPipeline);
  for (const [index, { inputs, outputs, stackTrace }] of pipelines.entries()) {
    stackTrace?.push({}, { sourcePosition: "project:///node_modules/@pulumi/cmd/run/run.ts#541,33" });
    const __provider = [...EARLIER_PROVIDERS, inputs?.["__provider"]][index % 4];
    if (front === "dynamic")
      for (const properties of [inputs, outputs]) Object.assign(properties ?? {}, { __provider });
  }
  stack.write("aged.json", JSON.stringify(aged));
  const { code, stderr } = await stack.pulumi(["stack", "import", "--file", "aged.json"]);
  expect([code, stderr]).toEqual([0, ""]);
}

beforeAll(async () => {
  stack = await project({ program: declaring("before") });
  await stack.up();
  const state = await stack.exportState();
  before = byName(state);
  await importAged(state);
  made = changes(simulator());
  stack.write("index.ts", declaring("after"));
  planned = operations(await stack.previewSteps());
  await stack.up();
  after = byName(await stack.exportState());
  calls = changes(simulator()).slice(made.length);
});

describe("the preview of a change", () => {
  test.each(names)("%s", (name) => {
    expect(planned[name] ?? "same").toBe(CASES[name]?.expected);
  });

  test("replacementTrigger", () => {
    expect(planned["replacementTrigger"]).toBe("replace");
  });

  test("a tag leaves alone what hangs on the pipeline's ID", () => {
    expect(planned).toHaveProperty("tagged", "update");
    expect(planned).not.toHaveProperty("dependent");
  });
});

describe("after the change is applied", () => {
  test.each(names)("%s: the pipeline is another one only where it was replaced", (name) => {
    const kept = before[name]?.id === after[name]?.id;
    expect(kept).toBe(CASES[name]?.expected !== "replace");
  });

  test("everything is as declared: a further preview has nothing to do", async () => {
    await stack.preview({ args: ["--expect-no-changes"] });
  });

  test("what is ignored stays as it was, and the rest is changed", async () => {
    const { pipelines } = await simulator().state();
    const tagsOf = (name: string) =>
      pipelines.find(({ id }) => id === after[name]?.id)?.current["Tags"] as { Tag: unknown[] };
    expect(tagsOf('ignoreChanges: ["tags"]').Tag).toEqual([{ TagKey: "team", TagValue: "a" }]);
    expect(tagsOf('ignoreChanges: ["tags.team"], another tag').Tag).toEqual(
      expect.arrayContaining([
        { TagKey: "team", TagValue: "a" },
        { TagKey: "owner", TagValue: "you" },
      ]),
    );
    expect(tagsOf("tagged").Tag).toEqual([{ TagKey: "stage", TagValue: "after" }]);
  });

  test("each changed tag took one call to take off and one to put on, each replacement one to create and one to delete", () => {
    const count = (action: string) => calls.filter((call) => call === action).length;
    expect({
      updates: [count("UntagResources"), count("TagResources")],
      replacements: [count("CreateImagePipeline"), count("DeleteImagePipeline")],
    }).toEqual({ updates: [3, 3], replacements: [3, 3] });
  });

  test("a new pipeline was there before the old one went", () => {
    expect(calls.indexOf("DeleteImagePipeline")).toBeGreaterThan(calls.lastIndexOf("CreateImagePipeline"));
  });

  test("as many pipelines are there as are declared, and no other", async () => {
    const { pipelines } = await simulator().state();
    const ids = Object.values(after)
      .filter(isPipeline)
      .map(({ id }) => id);
    expect(pipelines.map(({ id }) => id).sort()).toEqual(ids.sort());
    expect(made).toEqual(ids.map(() => "CreateImagePipeline"));
  });
});

const stored = () => Object.values(before).filter(isPipeline);

test("of the frames of a program's stack, the state has those of the program, and none of what started it", () => {
  for (const resource of stored()) {
    const [position] = resource.stackTrace ?? [];
    expect(position?.sourcePosition).toMatch(/^project:\/\/\/index\.ts#\d+,\d+$/);
    expect(resource.stackTrace).toEqual([position]);
    expect(resource.sourcePosition).toBe(position?.sourcePosition);
  }
});

if (front === "dynamic")
  test("what the state holds of the provider is short, twice the same, and names no path and no version", () => {
    for (const resource of stored()) {
      const text = String(resource.inputs?.["__provider"]);
      expect(resource.outputs?.["__provider"]).toBe(text);
      expect(text.length).toBeLessThan(210);
      expect(text).toContain("pulumi-alicloud-image-builder");
      expect(text).not.toMatch(/\d|\.\.|\/(tmp|home|root|Users)\b/);
      expect(text).not.toContain(simulator().accessKeySecret);
    }
  });
else
  test("the state of a resource holds nothing of the plugin, and no path, version or key", () => {
    for (const resource of stored()) {
      expect(resource).toMatchObject({ inputs: { systemDiskSize: 40 } });
      expect(JSON.stringify(resource)).not.toMatch(/__|\/(tmp|home|root|Users)\b/);
      expect(JSON.stringify(resource)).not.toContain(simulator().accessKeySecret);
    }
  });
