import { IDENTITY } from "../../../../provider/src/resources/image-pipeline-execution/normalize";
import { declared, LONG_BUILDS, useStand } from "./stand";

const stand = useStand();

beforeEach(() => stand.settings(LONG_BUILDS));

const inputs = (pipeline: string, name: string, more: object = {}) => ({
  ...declared(pipeline, more),
  [IDENTITY]: `organization/project/stack/${name}`,
});
const NOT_WAITED_FOR = { waitForCompletion: false };
const executionIds = async () => (await stand.state()).executions.map(({ id }) => id);
const imageIds = async () => (await stand.state()).images.map(({ id }) => id);

test("two resources that are declared alike are two builds, one after the other", async () => {
  const pipeline = await stand.pipeline();
  const [a, b] = await Promise.all([
    stand.lifecycle.create(inputs(pipeline, "a")),
    stand.lifecycle.create(inputs(pipeline, "b")),
  ]);
  expect(a.id).not.toBe(b.id);
  expect((await executionIds()).sort()).toEqual([a.id, b.id].sort());
  expect(a.outputs["imageId"]).not.toBe(b.outputs["imageId"]);
  expect(stand.said).toContainEqual(
    expect.stringMatching(/: waiting for execution exec-\w+ \(PREPARING\) to end before another is started$/),
  );

  await stand.lifecycle.delete(a.id, { ...a.outputs, deleteImageOnDestroy: true });
  expect(await imageIds()).toEqual([b.outputs["imageId"]]);
});

test("so are two of the same name in one program, as components may declare them", async () => {
  const pipeline = await stand.pipeline();
  const create = () => stand.lifecycle.create(inputs(pipeline, "build"));
  const [a, b] = await Promise.all([create(), create()]);
  expect(a.id).not.toBe(b.id);
});

test.each([
  ["of another stack", "organization/project/other/a"],
  ["of another project", "organization/other/stack/a"],
  ["of another organization", "other/project/stack/a"],
])("so are those %s, while the first still runs", async (_, identity) => {
  const pipeline = await stand.pipeline();
  const a = await stand.lifecycle.create(inputs(pipeline, "a", NOT_WAITED_FOR));
  const b = await stand.anotherProcess().create({ ...declared(pipeline), [IDENTITY]: identity });
  expect(await executionIds()).toEqual([a.id, b.id]);
});

test("an execution that is removed and put back while it is being cancelled is a new build", async () => {
  const pipeline = await stand.pipeline();
  const { id, outputs } = await stand.lifecycle.create(inputs(pipeline, "a", NOT_WAITED_FOR));
  await stand.lifecycle.delete(id, outputs);
  expect(await stand.statuses()).toEqual(["CANCELLING"]);
  const back = await stand.anotherProcess().create(inputs(pipeline, "a"));
  expect(back.id).not.toBe(id);
  expect(back.outputs["status"]).toBe("SUCCESS");
  expect(await stand.statuses()).toEqual(["CANCELLED", "SUCCESS"]);
});

test("an execution that is deleted and created again in one run is a new build, even if the old one could not be cancelled", async () => {
  const pipeline = await stand.pipeline();
  const { id, outputs } = await stand.lifecycle.create(inputs(pipeline, "a", NOT_WAITED_FOR));
  await stand.clock.sleep(330_000);
  expect(await stand.statuses()).toEqual(["DISTRIBUTING"]);
  const next = stand.anotherProcess();
  await next.delete(id, outputs);
  const back = await next.create(inputs(pipeline, "a"));
  expect(await executionIds()).toEqual([id, back.id]);
});

test("a replacement while the old build is running is another build, and the old one is deleted", async () => {
  const pipeline = await stand.pipeline();
  const old = await stand.lifecycle.create(inputs(pipeline, "a", NOT_WAITED_FOR));
  const next = stand.anotherProcess();
  const news = inputs(pipeline, "a", { deleteImageOnDestroy: true });
  next.diff(old.id, old.outputs, news);
  const made = await next.create(news);
  expect(await executionIds()).toEqual([old.id, made.id]);
  await next.delete(old.id, { ...old.outputs, deleteImageOnDestroy: true });
  expect(await imageIds()).toEqual([made.outputs["imageId"]]);
});

test("a forced replacement of a running build continues it and does not cancel it", async () => {
  const pipeline = await stand.pipeline();
  const news = inputs(pipeline, "a", { deleteImageOnDestroy: true });
  const old = await stand.lifecycle.create({ ...news, ...NOT_WAITED_FOR });
  // With --replace the engine calls no diff, and check without the old inputs.
  const next = stand.anotherProcess();
  const made = await next.create(news);
  await next.delete(old.id, { ...old.outputs, deleteImageOnDestroy: true });
  expect(made.id).toBe(old.id);
  expect(await imageIds()).toEqual([made.outputs["imageId"]]);
  expect(stand.said.at(-1)).toBe(
    `execution ${old.id}: not deleted, because the replacement continues this build, which was still running. For another build, replace it when this one has ended.`,
  );
});

test("a run that was killed finds its build again, also that of a replacement", async () => {
  const pipeline = await stand.pipeline();
  const news = inputs(pipeline, "a");
  const killed = await stand.anotherProcess().create({ ...news, ...NOT_WAITED_FOR });
  const found = await stand.anotherProcess().create(news);
  expect(found.id).toBe(killed.id);

  const replaced = inputs(pipeline, "a", { triggers: ["b"] });
  const again = await stand.anotherProcess().create({ ...replaced, ...NOT_WAITED_FOR });
  const next = stand.anotherProcess();
  next.diff(found.id, found.outputs, replaced);
  expect((await next.create(replaced)).id).toBe(again.id);
  expect(await executionIds()).toEqual([found.id, again.id]);
});

test("the identity of the resource is in no output, and check accepts it", async () => {
  const pipeline = await stand.pipeline();
  const { inputs: checked, reasons } = stand.lifecycle.check(inputs(pipeline, "a"));
  expect([checked, reasons]).toEqual([inputs(pipeline, "a"), []]);
  const { outputs } = await stand.lifecycle.create(checked);
  expect(Object.keys(outputs).filter((name) => name.startsWith("__"))).toEqual([]);
  expect(stand.lifecycle.diff("exec-1", outputs, checked)).toEqual({ replaces: [], updates: [], paths: [] });
});
