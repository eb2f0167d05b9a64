import { deleteImage } from "../e2e/outside";
import { consoleOf } from "../support/console";
import type { Properties } from "../support/dynamic-host";
import { errorOf } from "../support/error";
import type { ResourceClass } from "../support/plugin";
import { type Simulator, startSimulator } from "../support/simulator";
import { Failed, FRONTS, type Front } from "./fronts";

jest.setTimeout(60_000);

const AT_ONCE = Object.fromEntries(
  ["PREPARING", "REPAIRING", "BUILDING", "TESTING", "DISTRIBUTING", "RELEASING", "CANCELLING"].map(
    (status) => [status, 0],
  ),
);

describe.each(FRONTS)("%s keeps what every front promises", (_, start) => {
  let simulator: Simulator;
  let front: (type: ResourceClass) => Front;
  let pipeline: Front;

  beforeAll(async () => {
    simulator = await startSimulator();
    front = await start(simulator);
    pipeline = front("ImagePipeline");
  });

  beforeEach(async () => {
    await simulator.faults({});
    await simulator.reset();
  });

  afterAll(() => simulator.stop());

  /** Checks a declaration, which must pass, and creates it. */
  async function made(resource: Front, declaration: Properties) {
    const { inputs, reasons } = await resource.check(declaration);
    expect(reasons).toEqual([]);
    return { inputs, ...(await resource.create(inputs)) };
  }

  async function failureOf(call: Promise<unknown>): Promise<Failed> {
    const error = await errorOf(call);
    if (error instanceof Failed) return error;
    throw error;
  }

  const web = (more: Properties = {}): Properties => ({
    baseImageType: "IMAGE",
    baseImage: "m-bp1base",
    buildContent: "RUN a\r\n",
    imageOptions: { imageName: "web" },
    toRegionIds: ["cn-shanghai", "cn-beijing"],
    tags: { team: "a" },
    ...more,
  });

  test("check: the stored form of a declaration, and all faults of another at once", async () => {
    expect(await pipeline.check(web())).toEqual({
      reasons: [],
      inputs: {
        ...web({ buildContent: "RUN a\n", toRegionIds: ["cn-beijing", "cn-shanghai"] }),
        regionId: "cn-hangzhou",
        systemDiskSize: 40,
        internetMaxBandwidthOut: 0,
        deleteInstanceOnFailure: true,
      },
    });
    expect((await pipeline.check(web({ systemDiskSize: 5, nmae: "web" }))).reasons).toEqual([
      "systemDiskSize: is 5; it must be a whole number from 20 to 500 (GiB).",
      "nmae: unknown argument. Did you mean name? Correct or remove it.",
    ]);
  });

  test("create, and read as it was: nothing differs", async () => {
    const { id, inputs, outputs } = await made(pipeline, web());
    const { pipelines } = await simulator.state();
    expect(pipelines).toMatchObject([{ id, regionId: "cn-hangzhou" }]);
    expect(outputs).toEqual({
      ...inputs,
      name: id,
      imagePipelineId: id,
      requestId: expect.any(String),
      accountId: pipelines[0]?.accountId,
    });
    expect(await pipeline.read(id, outputs)).toEqual({ inputs, outputs });
    expect(await pipeline.diff(id, outputs, inputs)).toEqual({ changes: false, replaces: [] });
  });

  test("a tag is changed in place, anything else replaces", async () => {
    const { id, outputs } = await made(pipeline, web());
    const { inputs: news } = await pipeline.check(web({ tags: { team: "b" } }));
    expect(await pipeline.diff(id, outputs, news)).toEqual({ changes: true, replaces: [] });
    const updated = await pipeline.update(id, outputs, news);
    expect(updated.outputs).toEqual({ ...outputs, tags: { team: "b" } });
    expect(await pipeline.diff(id, updated.outputs, news)).toEqual({ changes: false, replaces: [] });
    const { inputs: other } = await pipeline.check(web({ buildContent: "RUN b", tags: { team: "b" } }));
    expect(await pipeline.diff(id, updated.outputs, other)).toEqual({
      changes: true,
      replaces: ["buildContent"],
    });
  });

  test("an update that fails keeps what was done", async () => {
    const { id, inputs, outputs } = await made(pipeline, web());
    await simulator.settings({ untaggable: { imagepipeline: "InvalidResourceType.NotFound" } });
    const failure = await failureOf(pipeline.update(id, outputs, { ...inputs, tags: { team: "b" } }));
    expect(failure.message).toMatch(/^UntagResources in cn-hangzhou: InvalidResourceType\.NotFound/);
    expect(failure.kept).toEqual({ id, outputs });
  });

  test("a pipeline that somebody deleted is gone, and its deletion succeeds", async () => {
    const { id, outputs } = await made(pipeline, web());
    await consoleOf(simulator).delete(id);
    expect(await pipeline.read(id, outputs)).toBeUndefined();
    await pipeline.delete(id, outputs);
    expect((await simulator.state()).pipelines).toEqual([]);
  });

  test("a tag that somebody added is drift", async () => {
    const { id, inputs, outputs } = await made(pipeline, web());
    await consoleOf(simulator).tag(id, { owner: "me" });
    const found = await pipeline.read(id, outputs);
    expect(found).toMatchObject({ inputs: { tags: { team: "a", owner: "me" } } });
    expect(await pipeline.diff(id, found?.outputs ?? {}, inputs)).toEqual({ changes: true, replaces: [] });
  });

  test("an ID alone is enough to read all, and a wrong one is an error", async () => {
    const { id, inputs } = await made(pipeline, web());
    expect(await pipeline.read(id, {})).toMatchObject({
      inputs: { baseImage: "m-bp1base", regionId: "cn-hangzhou" },
      outputs: { imagePipelineId: id, accountId: expect.any(String) },
    });
    const { inputs: read, outputs } = (await pipeline.read(id, {})) ?? {};
    expect((await pipeline.check(read ?? {})).reasons).toEqual([]);
    expect(await pipeline.diff(id, outputs ?? {}, inputs)).toEqual({ changes: false, replaces: [] });
    expect(await failureOf(pipeline.read("ip-none", {}))).toMatchObject({
      message: "image pipeline ip-none was not found in cn-hangzhou. Check the ID, regionId and the account.",
      kept: undefined,
    });
  });

  test("a pipeline is adopted if it is as declared, and nothing is created", async () => {
    const { id, outputs } = await made(pipeline, web());
    await made(pipeline, web({ adopt: id }));
    expect(
      await failureOf(pipeline.create({ ...outputs, buildContent: "RUN b", adopt: "ip-none" })),
    ).toMatchObject({
      message: expect.stringContaining("adopt: image pipeline ip-none was not found in cn-hangzhou."),
    });
    expect((await simulator.state()).pipelines).toHaveLength(1);
  });

  test("a component and a build are adopted, too, and nothing is created or started", async () => {
    await simulator.settings({ stateSeconds: AT_ONCE });
    const { id: imagePipelineId } = await made(pipeline, web());
    for (const [type, declaration] of [
      ["ImageComponent", { content: "RUN a", tags: { team: "a" } }],
      ["ImagePipelineExecution", { imagePipelineId, triggers: ["a"] }],
    ] as const) {
      const { id, outputs } = await made(front(type), declaration);
      const again = await made(front(type), { ...declaration, adopt: id });
      const { requestId: _, ...kept } = outputs;
      expect(again).toMatchObject({ id, outputs: { ...kept, adopt: id } });
      expect((await failureOf(made(front(type), { ...declaration, adopt: "none-1" }))).message).toContain(
        "none-1 was not found in cn-hangzhou. Check the ID, regionId and the account.",
      );
    }
    const { components, executions } = await simulator.state();
    expect([components.length, executions.length]).toEqual([1, 1]);
  });

  test("a refused create says what the service said and what to do, and keeps nothing", async () => {
    const { inputs } = await pipeline.check(web());
    await simulator.settings({ quotas: { "cn-hangzhou": { imagePipelines: 0 } } });
    const failure = await failureOf(pipeline.create(inputs));
    expect(failure.message).toMatch(/^CreateImagePipeline in cn-hangzhou: QuotaExceed/);
    expect(failure.kept).toBeUndefined();
  });

  test("a component: its version comes from the service, its tags change in place", async () => {
    const component = front("ImageComponent");
    const declaration = { imageComponentName: "hardening", content: "RUN a" };
    const { id, inputs, outputs } = await made(component, declaration);
    expect(outputs).toMatchObject({ imageComponentId: id, componentVersion: expect.stringMatching(/^\d/) });
    expect(await component.read(id, outputs)).toMatchObject({ outputs });
    expect(await component.diff(id, outputs, inputs)).toEqual({ changes: false, replaces: [] });
    const updated = await component.update(id, outputs, { ...inputs, tags: { team: "a" } });
    expect(updated.outputs).toEqual({ ...outputs, tags: { team: "a" } });
    await component.delete(id, updated.outputs);
    expect(await component.read(id, updated.outputs)).toBeUndefined();
  });

  describe("a retention", () => {
    const day = 24 * 3_600_000;
    const images = (count: number) =>
      simulator.makeImages(
        ...Array.from({ length: count }, (_, index) => ({
          regionId: "cn-hangzhou",
          imageFamily: "web",
          imageId: `m-${index + 1}`,
          creationTime: new Date(Date.now() - (index + 1) * day).toISOString(),
        })),
      );
    const here = (...ids: string[]) => ids.map((imageId) => ({ regionId: "cn-hangzhou", imageId }));
    const rule = { action: "delete", imageFamily: "web", keep: 2 };

    test("keeps the newest images, runs again by a trigger, and deletes nothing when it is destroyed", async () => {
      const retention = front("ImageRetention");
      await images(4);
      const { id, inputs, outputs } = await made(retention, { ...rule, triggers: ["a"] });
      expect(outputs).toMatchObject({ deleted: here("m-3", "m-4"), kept: here("m-1", "m-2"), pending: [] });
      expect(await retention.read(id, outputs)).toEqual({ inputs, outputs });
      expect(await retention.diff(id, outputs, inputs)).toEqual({ changes: false, replaces: [] });
      const next = { ...inputs, triggers: ["b"], keep: 1 };
      expect(await retention.diff(id, outputs, next)).toEqual({ changes: true, replaces: [] });
      const { outputs: updated } = await retention.update(id, outputs, next);
      expect(updated).toMatchObject({ deleted: here("m-2"), kept: here("m-1"), triggers: ["b"] });
      await retention.delete(id, updated);
      expect((await simulator.state()).images.map((image) => image.id)).toEqual(["m-1"]);
    });

    test("that fails half way keeps what was done, and the next update continues", async () => {
      const retention = front("ImageRetention");
      await images(3);
      await simulator.settings({ deny: { DeleteSnapshot: "Forbidden.RAM" } });
      const { inputs } = await retention.check({ ...rule, keep: 1 });
      const { message, kept } = await failureOf(retention.create(inputs));
      expect(message).toMatch(/^image retention: not everything was deleted\. Left: m-2 in cn-hangzhou, m-3/);
      expect(kept?.outputs).toMatchObject({ pending: [{ imageId: "m-2" }, { imageId: "m-3" }] });
      await simulator.settings({ deny: {} });
      const { id = "", outputs = {} } = kept ?? {};
      expect(await retention.diff(id, outputs, inputs)).toEqual({ changes: true, replaces: [] });
      expect((await retention.update(id, outputs, inputs)).outputs).toMatchObject({ pending: [] });
      expect((await simulator.state()).snapshots).toHaveLength(1);
    });

    test("refuses an empty selector", async () => {
      const { reasons } = await front("ImageRetention").check({ action: "delete", keep: 1 });
      expect(reasons).toEqual([
        expect.stringMatching(/^imageFamily: is missing, and so are imageNamePrefix, /),
      ]);
    });
  });

  describe("a build", () => {
    const inRegions = async () =>
      Object.fromEntries((await simulator.state()).images.map(({ id, regionId }) => [regionId, id]));

    test("is waited for until there is an image, and a trigger builds again", async () => {
      await simulator.settings({ stateSeconds: AT_ONCE });
      const build = front("ImagePipelineExecution");
      const { id: imagePipelineId } = await made(pipeline, web());
      const { id, inputs, outputs } = await made(build, { imagePipelineId });
      const ids = await inRegions();
      expect(Object.keys(ids).sort()).toEqual(["cn-beijing", "cn-hangzhou", "cn-shanghai"]);
      const imageId = ids["cn-hangzhou"];
      expect(outputs).toMatchObject({ executionId: id, status: "SUCCESS", imageId, imageIds: ids });
      expect(outputs["imageName"]).toMatch(/^web/);
      expect(await build.read(id, outputs)).toMatchObject({ outputs });
      expect(await build.diff(id, outputs, inputs)).toEqual({ changes: false, replaces: [] });
      expect(await build.diff(id, outputs, { ...inputs, triggers: ["b"] })).toEqual({
        changes: true,
        replaces: ["triggers"],
      });
      await build.delete(id, outputs);
    });

    test("of which a copy was deleted is built again if that is declared, and leaves nothing when it is deleted", async () => {
      await simulator.settings({ stateSeconds: AT_ONCE });
      const build = front("ImagePipelineExecution");
      const { id: imagePipelineId } = await made(pipeline, web());
      const { id, inputs, outputs } = await made(build, { imagePipelineId, deleteImageOnDestroy: true });
      const copy = (await inRegions())["cn-beijing"] ?? "";
      await deleteImage(simulator, copy, "cn-beijing");
      const found = (await build.read(id, outputs))?.outputs ?? {};
      expect(found).toMatchObject({ missingImageRegionIds: ["cn-beijing"], imageIds: await inRegions() });
      // The first diff is that of a refresh.
      expect(await build.diff(id, found, inputs)).toEqual({ changes: true, replaces: [] });
      expect(await build.diff(id, found, inputs)).toEqual({ changes: false, replaces: [] });
      const { inputs: news } = await build.check({ ...inputs, rebuildWhenImageGone: true });
      const { replaces } = await build.diff(id, found, news);
      expect(replaces).toEqual(["missingImageRegionIds"]);
      await build.delete(id, found);
      const { images, snapshots } = await simulator.state();
      expect([images, snapshots]).toEqual([[], []]);
    });

    test("whose tests fail is kept with its image", async () => {
      await simulator.settings({ stateSeconds: AT_ONCE, failures: [{ at: "TESTING" }] });
      const { id: imagePipelineId } = await made(pipeline, web({ testContent: "RUN a" }));
      const failure = await failureOf(made(front("ImagePipelineExecution"), { imagePipelineId }));
      const imageIds = await inRegions();
      expect(failure.message).toContain(`The image ${imageIds["cn-hangzhou"]} exists, but its tests failed.`);
      expect(failure.kept).toMatchObject({ outputs: { status: "TEST_FAILED", imageIds } });
    });

    test("that fails is an error with the words of the service, and keeps nothing", async () => {
      await simulator.settings({
        stateSeconds: AT_ONCE,
        failures: [{ at: "BUILDING", code: "CommandFailed" }],
      });
      const { id: imagePipelineId } = await made(pipeline, web());
      const failure = await failureOf(made(front("ImagePipelineExecution"), { imagePipelineId }));
      expect(failure.message).toMatch(
        /^build of image pipeline ip-\w+ in cn-hangzhou: FAILED \(execution exec-\w+\)\. The service says: CommandFailed/,
      );
      expect(failure.kept).toBeUndefined();
    });
  });
});
