import { runInNewContext } from "node:vm";
import * as pulumi from "@pulumi/pulumi";
import { ImageComponent } from "../../../provider/src/program/image-component";
import { ImagePipeline } from "../../../provider/src/program/image-pipeline";
import { ImagePipelineExecution } from "../../../provider/src/program/image-pipeline-execution";

beforeAll(() =>
  pulumi.runtime.setMocks({
    newResource: ({ name, inputs }) => ({ id: `${name}-id`, state: inputs }),
    call: ({ inputs }) => inputs,
  }),
);

const base = { regionId: "cn-hangzhou", baseImageType: "IMAGE", baseImage: "m-1" };

class OfAnotherPackage extends pulumi.ProviderResource {}

/** As JavaScript, and a value of type `any`, can declare: what it throws, and where its stack begins. */
function refusal(type: unknown, ...given: unknown[]): { message: string; at: string } {
  try {
    Reflect.construct(type as new () => unknown, given);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return {
      message: error.message,
      at: error.stack?.split("\n").find((line) => /^\s+at /.test(line)) ?? "",
    };
  }
  throw new Error("nothing was refused");
}

describe("a declaration that is none is refused with one sentence, at its line in the program", () => {
  const pipeline =
    'new ImagePipeline("w", { baseImageType: "IMAGE", baseImage: "m-…", buildContent: "RUN …" })';
  test.each<[string, unknown[], string]>([
    ["no arguments", ["w"], `the arguments are undefined; they must be an object: ${pipeline}.`],
    ["undefined", ["w", undefined], `the arguments are undefined; they must be an object: ${pipeline}.`],
    ["null", ["w", null], `the arguments are null; they must be an object: ${pipeline}.`],
    ["a text", ["w", "RUN a"], `the arguments are a string; they must be an object: ${pipeline}.`],
    ["a list", ["w", [base]], `the arguments are a list; they must be an object: ${pipeline}.`],
    ["a function", ["w", () => base], `the arguments are a function; they must be an object: ${pipeline}.`],
    [
      "an Output",
      ["w", pulumi.output(base)],
      `the arguments are an Output; they must be an object: ${pipeline}.`,
    ],
    [
      "a promise",
      ["w", Promise.resolve(base)],
      `the arguments are a promise; they must be an object: ${pipeline}.`,
    ],
    ["a Map", ["w", new Map()], `the arguments are an instance of Map; they must be an object: ${pipeline}.`],
    [
      "options null",
      ["w", base, null],
      "the options are null; they must be an object, such as { parent: … }, or omitted.",
    ],
    [
      "a text as the options",
      ["w", base, "x"],
      "the options are a string; they must be an object, such as { parent: … }, or omitted.",
    ],
    [
      "a parent that is a text",
      ["w", base, { parent: "x" }],
      "the option parent is a string; it must be a resource of this program.",
    ],
    [
      "a parent that is an Output",
      ["w", base, { parent: pulumi.output("urn") }],
      "the option parent is an Output; it must be a resource of this program.",
    ],
    [
      "a provider that is an object",
      ["w", base, { provider: { region: "x" } }],
      "the option provider is an object; it must be a Provider of pulumi-alicloud-image-builder (docs/configuration.md).",
    ],
    [
      "a provider of another package, which Pulumi would ignore",
      ["w", base, { provider: new OfAnotherPackage("alicloud", "other", {}) }],
      "the option provider is a provider of the package alicloud; it must be a Provider of pulumi-alicloud-image-builder (docs/configuration.md).",
    ],
    [
      "an import",
      ["w", base, { import: "ip-1" }],
      'the option import does not work with a dynamic provider. To adopt an existing pipeline, declare it as it is with the argument adopt: "ip-…", or use the plugin (docs/importing.md); to read it, use ImagePipeline.get.',
    ],
  ])("%s", (_, given, sentence) => {
    const { message, at } = refusal(ImagePipeline, ...given);
    expect(message).toBe(`ImagePipeline "w": ${sentence}`);
    expect(at).toMatch(/Reflect\.construct|refusal|declaration\.test\.ts/);
  });

  test("the first line of the stack is the program's own", () => {
    const declare = () => new ImagePipeline("w", undefined as never);
    try {
      declare();
    } catch (error) {
      const [, first] = (error as Error).stack?.split("\n") ?? [];
      expect(first).toMatch(/declaration\.test\.ts:\d+/);
    }
    expect.assertions(1);
  });

  test.each<[unknown, unknown[], string]>([
    [
      ImageComponent,
      ["c"],
      'ImageComponent "c": the arguments are undefined; they must be an object: new ImageComponent("c", { content: "RUN …" }).',
    ],
    [
      ImageComponent,
      ["c", { content: "RUN a" }, { import: "ic-1" }],
      'ImageComponent "c": the option import does not work with a dynamic provider. To adopt an existing component, declare it as it is with the argument adopt: "ic-…", or use the plugin (docs/importing.md); to read it, use ImageComponent.get.',
    ],
    [
      ImagePipelineExecution,
      ["e", 3],
      'ImagePipelineExecution "e": the arguments are a number; they must be an object: new ImagePipelineExecution("e", { imagePipelineId: pipeline.imagePipelineId }).',
    ],
    [
      ImagePipelineExecution,
      ["e", { imagePipelineId: "ip-1" }, { import: "exec-1" }],
      'ImagePipelineExecution "e": the option import does not work with a dynamic provider. To adopt an existing execution, declare it with the argument adopt: "exec-…", or use the plugin (docs/importing.md); to read it, use ImagePipelineExecution.get.',
    ],
    [
      ImagePipeline,
      ["", base],
      'ImagePipeline "": the resource name is empty; it must be a string that is unique among the resources of this type.',
    ],
    [
      ImagePipeline,
      [undefined, base],
      "ImagePipeline: the resource name is undefined; it must be a string that is unique among the resources of this type.",
    ],
  ])("also by the other classes: %p", (type, given, sentence) => {
    expect(refusal(type, ...given).message).toBe(sentence);
  });
});

class Team {
  name = "web";
}

describe("a value that Pulumi would drop without a word is refused, with its path", () => {
  const component = () => new ImageComponent("other", { content: "RUN a" });
  const itself: Record<string, unknown> = {};
  itself["again"] = itself;

  test.each<[string, Record<string, unknown>, string]>([
    [
      "Map",
      { tags: new Map([["a", "b"]]) },
      "tags is an instance of Map, which Pulumi does not pass to the provider. Convert it to an object: Object.fromEntries(map).",
    ],
    [
      "Set",
      { toRegionIds: new Set(["cn-beijing"]) },
      "toRegionIds is an instance of Set, which Pulumi does not pass to the provider. Convert it to a list: [...set].",
    ],
    [
      "Date",
      { imageOptions: { imageTags: { made: new Date(0) } } },
      "imageOptions.imageTags.made is an instance of Date, which Pulumi does not pass to the provider. Convert it to a string: date.toISOString().",
    ],
    [
      "RegExp",
      { repairItems: ["fstab", /grub/] },
      "repairItems[1] is an instance of RegExp, which Pulumi does not pass to the provider. Convert it to a string: regExp.source.",
    ],
    [
      "a class",
      { imageOptions: new Team() },
      "imageOptions is an instance of Team, which Pulumi does not pass to the provider. Use a string, a number, true or false, a list or a plain object.",
    ],
    [
      "bytes",
      { buildContent: Buffer.from("RUN a") },
      "buildContent is an instance of Buffer, which Pulumi does not pass to the provider. Use a string, a number, true or false, a list or a plain object.",
    ],
    [
      "a function",
      { buildContent: () => "RUN a" },
      "buildContent is a function, which Pulumi does not pass to the provider. Use its return value.",
    ],
    [
      "an object without a prototype, as parsers make them",
      { imageOptions: Object.assign(Object.create(null), { imageName: "web" }) },
      "imageOptions is an object without a prototype, which Pulumi does not pass to the provider. Copy it: { ...object }.",
    ],
    [
      "a symbol",
      { name: Symbol("a") },
      "name is a symbol, which Pulumi does not pass to the provider. Use a string.",
    ],
    [
      "a bigint",
      { addAccounts: [1234567890123456n] },
      "addAccounts[0] is a bigint, which Pulumi does not pass to the provider. Convert it to a string: String(value).",
    ],
    [
      "a resource",
      { vswitchId: component },
      "vswitchId is a resource, which Pulumi does not pass to the provider. Use one of its outputs, for example its ID.",
    ],
    [
      "itself",
      { importImageOptions: itself },
      "importImageOptions is nested too deeply, or contains itself. Flatten it, or remove the cycle.",
    ],
  ])("%s", (_, args, sentence) => {
    // A resource can be declared once the mocks are there.
    const given = args["vswitchId"] === component ? { vswitchId: component() } : args;
    expect(refusal(ImagePipeline, "w", { ...base, ...given }).message).toBe(`ImagePipeline "w": ${sentence}`);
  });

  test("what reaches the provider is not: outputs, promises, plain objects of any origin, and what is unset", () => {
    const foreign = runInNewContext('({ imageName: "web", imageTags: { a: "b" } })');
    for (const args of [
      { name: undefined, description: null },
      { imageOptions: foreign },
      { tags: pulumi.output(new Map()), buildContent: Promise.resolve("RUN a") },
      { tags: { a: pulumi.secret("b") }, toRegionIds: ["cn-beijing", pulumi.output("cn-shanghai")] },
    ]) {
      expect(() => Reflect.construct(ImagePipeline, ["w", { ...base, ...args }])).not.toThrow();
    }
  });
});
