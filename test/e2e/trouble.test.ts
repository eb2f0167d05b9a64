import { consoleOf } from "../support/console";
import type { Project } from "../support/project";
import { program, stage } from "./stage";

jest.setTimeout(300_000);

const { simulator, project } = stage();

const pipeline = (name: string, more = "") =>
  `new ImagePipeline("${name}", { baseImageType: "IMAGE", baseImage: "m-1", name: "${name}"${more} });`;

const names = async () => (await simulator().state()).pipelines.map(({ request }) => request["Name"]).sort();

let stack: Project;

beforeAll(async () => {
  stack = await project({ program: program() });
});

test("a create that is throttled five times succeeds, with one pipeline", async () => {
  await simulator().faults({ kinds: ["throttle"], actions: ["CreateImagePipeline"], count: 5 });
  stack.write("index.ts", program(pipeline("throttled")));
  await stack.up();
  expect(await names()).toEqual(["throttled"]);
  expect((await simulator().state()).calls["CreateImagePipeline"]).toBe(6);
});

test("a connection that breaks after the pipeline was made leaves one pipeline, which the state knows", async () => {
  await simulator().faults({ kinds: ["drop-after-commit"], actions: ["CreateImagePipeline"], count: 1 });
  stack.write("index.ts", program(pipeline("throttled"), pipeline("dropped")));
  await stack.up();
  expect(await names()).toEqual(["dropped", "throttled"]);
  await stack.preview({ args: ["--expect-no-changes"] });
});

test("a create that the service refuses fails with its reason, and leaves nothing", async () => {
  const refused = pipeline("refused", ', resourceGroupId: "rg-notfound"');
  stack.write("index.ts", program(pipeline("throttled"), pipeline("dropped"), refused));
  const { stdout, stderr } = await stack.up({ fails: true });
  expect(stdout + stderr).toMatch(
    /CreateImagePipeline in cn-hangzhou: InvalidResourceGroup\.NotFound \(HTTP 404, request ID [0-9A-F-]{36}\)\. .*Check resourceGroupId\./,
  );
  expect(await names()).toEqual(["dropped", "throttled"]);
});

test("a change of tags that fails half way is completed by the next up", async () => {
  const tagged = (tags: object) =>
    program(pipeline("throttled", `, tags: ${JSON.stringify(tags)}`), pipeline("dropped"));
  stack.write("index.ts", tagged({ stage: "old" }));
  await stack.up();
  const find = async () =>
    (await simulator().state()).pipelines.find(({ request }) => request["Name"] === "throttled");
  const id = (await find())?.id ?? "";
  const inTheConsole = Object.fromEntries(Array.from({ length: 19 }, (_, index) => [`console${index}`, "x"]));
  await consoleOf(simulator()).tag(id, inTheConsole);

  stack.write("index.ts", tagged({ stage: "new", owner: "me" }));
  const { stdout, stderr } = await stack.up({ fails: true });
  expect(stdout + stderr).toContain("TagResources in cn-hangzhou: OperationDenied.QuotaExceed");
  const { deployment } = await stack.exportState();
  const held = deployment.resources?.find((resource) => resource.id === id);
  expect(held?.outputs).toMatchObject({ imagePipelineId: id, tags: {} });
  expect(held?.initErrors).toEqual([expect.stringContaining("OperationDenied.QuotaExceed")]);

  await consoleOf(simulator()).untag(id, ["console0"]);
  await stack.up();
  expect((await find())?.id).toBe(id);
  expect((await find())?.current["Tags"]).toEqual({
    Tag: expect.arrayContaining([
      { TagKey: "stage", TagValue: "new" },
      { TagKey: "owner", TagValue: "me" },
    ]),
  });
  await stack.preview({ args: ["--expect-no-changes"] });
});
