import * as pulumi from "@pulumi/pulumi";
import { ImageComponent } from "../../../provider/src/program/image-component";
import { ImagePipeline } from "../../../provider/src/program/image-pipeline";
import { ImagePipelineExecution } from "../../../provider/src/program/image-pipeline-execution";
import { ImageRetention } from "../../../provider/src/program/image-retention";

beforeAll(() =>
  pulumi.runtime.setMocks({
    newResource: ({ name, inputs }) => ({ id: `${name}-id`, state: inputs }),
    call: ({ inputs }) => inputs,
  }),
);

/** How many stack traces are written out while something is done; Pulumi's SDK takes them by the dozen. */
function tracesDuring(action: () => unknown): number {
  const { prepareStackTrace } = Error;
  let traces = 0;
  Error.prepareStackTrace = (error, sites) => {
    if (sites.length > 0) traces += 1;
    return prepareStackTrace?.(error, sites) ?? String(error.stack);
  };
  try {
    action();
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
  }
  return traces;
}

test.each<[string, (name: string) => pulumi.CustomResource]>([
  ["an ImagePipeline", (name) => new ImagePipeline(name, { regionId: "cn-hangzhou", buildContent: "RUN a" })],
  ["an ImageComponent", (name) => new ImageComponent(name, { content: "RUN a" })],
  ["an ImagePipelineExecution", (name) => new ImagePipelineExecution(name, { imagePipelineId: "ip-1" })],
  [
    "an ImageRetention",
    (name) => new ImageRetention(name, { action: "delete", imageFamily: "web", keep: 5 }),
  ],
])(
  "to declare %s costs one stack trace, that of its position in the program, however many properties it has",
  (_, declare) => {
    expect(tracesDuring(() => declare("quiet"))).toBe(1);
  },
);

test("a program's own stack traces are as long as ever after a declaration, also after one that Pulumi refuses", () => {
  const { stackTraceLimit, prepareStackTrace } = Error;
  const declarations = [
    () => new ImagePipeline("fine", { regionId: "cn-hangzhou" }),
    () => expect(() => new ImagePipeline("odd", {}, { aliases: 3 as never })).toThrow(TypeError),
  ];
  for (const declare of declarations) {
    declare();
    expect([Error.stackTraceLimit, Error.prepareStackTrace]).toEqual([stackTraceLimit, prepareStackTrace]);
  }
});

/** Where the stack of what an action throws begins. */
function firstFrame(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return String(error instanceof Error && error.stack?.split("\n").find((line) => /^\s+at /.test(line)));
  }
  throw new Error("nothing was thrown");
}

test("an error of Pulumi's registration begins at the line of the program", () => {
  const declareOdd = () => new ImagePipeline("odd", {}, { aliases: 3 as never });
  expect(firstFrame(declareOdd)).toMatch(/registration\.test\.ts:\d+/);
});

test("an error in a program's own transformation has its stack", () => {
  const transformation: pulumi.ResourceTransformation = function ofTheProgram() {
    throw new RangeError("the program's own mistake");
  };
  const args = { regionId: "cn-hangzhou" };
  const declare = () => new ImagePipeline("own", args, { transformations: [transformation] });
  expect(firstFrame(declare)).toContain("ofTheProgram");
  // A parent hands its own on to its children, here once it is there itself.
  const transformations: pulumi.ResourceTransformation[] = [];
  const parent = new ImageComponent(
    "parent",
    { content: "RUN a" },
    {
      transformations: [(resource) => transformations[0]?.(resource)],
    },
  );
  transformations.push(transformation);
  expect(firstFrame(() => new ImagePipeline("child", args, { parent }))).toContain("ofTheProgram");
  expect(firstFrame(() => new ImageComponent("child", { content: "RUN a" }, { parent }))).toContain(
    "ofTheProgram",
  );
});

test("where leaking promises are looked for, the stack traces are there", () => {
  process.env["PULUMI_DEBUG_PROMISE_LEAKS"] = "true";
  try {
    expect(tracesDuring(() => new ImagePipeline("leaking", { regionId: "cn-hangzhou" }))).toBeGreaterThan(20);
  } finally {
    delete process.env["PULUMI_DEBUG_PROMISE_LEAKS"];
  }
});
