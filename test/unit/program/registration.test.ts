import * as pulumi from "@pulumi/pulumi";
import { ImageComponent } from "../../../provider/src/image-component/resource";
import { ImagePipeline } from "../../../provider/src/image-pipeline/resource";
import { ImagePipelineExecution } from "../../../provider/src/image-pipeline-execution/resource";

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
])(
  "to declare %s costs one stack trace, that of its position in the program, however many properties it has",
  (_, declare) => {
    expect(tracesDuring(() => declare("quiet"))).toBe(1);
  },
);

test("a program's own stack traces are as long as ever after a declaration, also after one that Pulumi refuses", () => {
  const { stackTraceLimit } = Error;
  new ImagePipeline("fine", { regionId: "cn-hangzhou" });
  expect(Error.stackTraceLimit).toBe(stackTraceLimit);
  expect(() => new ImagePipeline("", { regionId: "cn-hangzhou" })).toThrow();
  expect(Error.stackTraceLimit).toBe(stackTraceLimit);
});

test("where leaking promises are looked for, the stack traces are there", () => {
  process.env["PULUMI_DEBUG_PROMISE_LEAKS"] = "true";
  try {
    expect(tracesDuring(() => new ImagePipeline("leaking", { regionId: "cn-hangzhou" }))).toBeGreaterThan(20);
  } finally {
    delete process.env["PULUMI_DEBUG_PROMISE_LEAKS"];
  }
});
