import { PartialFailure, type Properties } from "../../../../provider/src/resources/lifecycle";
import { UNKNOWN } from "../../../../provider/src/values/unknown";
import { errorOf } from "../../../support/error";
import { declared, REGION, useStand } from "./stand";

const stand = useStand();

const [BEIJING, SHANGHAI] = ["cn-beijing", "cn-shanghai"];
const TO = { toRegionId: [BEIJING, REGION, SHANGHAI], imageOptions: { imageName: "web" } };
const REBUILD = { rebuildWhenImageGone: true };

/** A build whose pipeline copies its image to two regions. */
const create = async (more: object = {}, pipelineMore: object = {}) =>
  stand.lifecycle.create(declared(await stand.pipeline({ ...TO, ...pipelineMore }), more));
const failing = async (more: object = {}, pipelineMore: object = {}) => {
  const error = await errorOf(create(more, pipelineMore));
  expect(error).toBeInstanceOf(PartialFailure);
  return error as PartialFailure;
};
const images = async () =>
  Object.fromEntries((await stand.state()).images.map(({ id, regionId }) => [regionId, id]));
const calls = async (action: string) => (await stand.state()).calls[action] ?? 0;
const newsOf = (outputs: Properties, more: object = {}) => declared(String(outputs["imagePipelineId"]), more);
const deleteCopy = (outputs: Properties, regionId: string) =>
  stand.client.call("DeleteImage", {
    regionId,
    imageId: (outputs["imageIds"] as Record<string, string>)[regionId] ?? "",
  });
const NONE = { replaces: [], updates: [], paths: [] };

describe("a build that is waited for", () => {
  test("has the ID of its image in every region, for one call for the pipeline and one for each region", async () => {
    const { id, outputs } = await create();
    const made = await images();
    expect(Object.keys(made).sort()).toEqual([BEIJING, REGION, SHANGHAI].sort());
    expect(outputs).toMatchObject({ imageId: made[REGION], imageIds: made });
    expect(Object.keys(outputs["copySnapshotIds"] as object)).toEqual([BEIJING, SHANGHAI]);
    expect(outputs["pendingImageRegionIds"]).toBeUndefined();
    expect(outputs["missingImageRegionIds"]).toBeUndefined();
    expect([await calls("DescribeImages"), await calls("DescribeImagePipelines")]).toEqual([3, 1]);

    const read = await stand.anotherProcess().read(id, outputs);
    expect(read?.outputs).toEqual(outputs);
    expect([await calls("DescribeImages"), await calls("DescribeImagePipelines")]).toEqual([6, 1]);
    expect(stand.lifecycle.diff(id, outputs, newsOf(outputs))).toEqual(NONE);
  });

  test("of a pipeline without other regions has one ID, and nothing about copies in its state", async () => {
    const { outputs } = await create({}, { toRegionId: undefined });
    expect(outputs["imageIds"]).toEqual({ [REGION]: outputs["imageId"] });
    expect(
      Object.keys(JSON.parse(JSON.stringify(outputs))).filter((name) => /cop|pend|miss/i.test(name)),
    ).toEqual([]);
  });

  test("waits for the copies, and says for which", async () => {
    await stand.settings({ copies: [{ regionId: SHANGHAI, seconds: 300 }] });
    const { outputs } = await create();
    const made = await images();
    expect(outputs["imageIds"]).toEqual(made);
    const lines = stand.said.filter((line) => line.startsWith("copies of image"));
    expect(lines[0]).toBe(
      `copies of image ${made[REGION]} (${outputs["executionId"]}): ${SHANGHAI}: ${made[SHANGHAI]} is Creating, 0 s so far`,
    );
    expect(lines.length).toBeLessThan(12);
  });

  test("waits for a copy only up to timeoutMinutes; the next up goes on, and finds it", async () => {
    await stand.settings({ copies: [{ regionId: SHANGHAI, seconds: 3600 }] });
    const { id, outputs, message } = await failing({ timeoutMinutes: 30 });
    const made = await images();
    expect(message).toBe(
      `execution ${id} of image pipeline ${outputs["imagePipelineId"]}: image ${made[REGION]} was built, but not all of its copies were available within timeoutMinutes (30): ${SHANGHAI}: ${made[SHANGHAI]} is Creating. Run this again to keep waiting, or increase timeoutMinutes.`,
    );
    expect(outputs).toMatchObject({
      status: "SUCCESS",
      imageIds: { [REGION]: made[REGION], [BEIJING]: made[BEIJING] },
      pendingImageRegionIds: [SHANGHAI],
    });
    // A refresh removes the error, and not what is unfinished.
    const read = (await stand.anotherProcess().read(id, outputs))?.outputs ?? {};
    expect(read["pendingImageRegionIds"]).toEqual([SHANGHAI]);
    expect(stand.lifecycle.diff(id, read, newsOf(read))).toMatchObject({ replaces: [], unfinished: true });
    expect(stand.lifecycle.planned(newsOf(read), { id, outputs: read })).toMatchObject({ imageIds: UNKNOWN });
    const done = await stand.lifecycle.update(id, read, newsOf(read));
    expect(done.outputs["imageIds"]).toEqual(made);
    expect(stand.lifecycle.diff(id, done.outputs, newsOf(read))).toEqual(NONE);
    expect(await stand.statuses()).toEqual(["SUCCESS"]);
  });

  test.each(["CreateFailed", "UnAvailable"])("does not wait for a copy that is %s", async (status) => {
    await stand.settings({ copies: [{ regionId: BEIJING, seconds: 60, status }] });
    const { id, outputs, message } = await failing();
    const made = await images();
    expect(message).toContain(
      `image ${made[REGION]} was built, but it has no usable copy in ${BEIJING}: ${made[BEIJING]} is ${status}. To repair a copy, delete what is there, copy ${made[REGION]} there under its name, and run this again. To build a new image, set \`rebuildWhenImageGone\``,
    );
    expect(outputs).toMatchObject({ pendingImageRegionIds: [BEIJING] });
    await stand.imageStatus(made[BEIJING] ?? "", "Available");
    const done = await stand.lifecycle.update(id, outputs, newsOf(outputs));
    expect(done.outputs["imageIds"]).toEqual(made);
  });

  test("takes no other image for a copy: not a longer name, not an older one, and none if there are two", async () => {
    const pipelineId = await stand.pipeline({ ...TO, advancedOptions: { imageNameSuffix: "disable" } });
    const image = { regionId: BEIJING, name: "web" };
    await stand.images(
      { ...image, creationTime: "2020-01-01T00:00:00Z" },
      { ...image, name: "web-2" },
      { ...image, name: "web", accountId: "1000000000000001", sharedWith: [await stand.accountId()] },
    );
    const { outputs } = await stand.lifecycle.create(declared(pipelineId));
    const built = (await stand.state()).images.filter(({ current }) => current["IsCopied"] === true);
    expect(outputs["imageIds"]).toMatchObject(
      Object.fromEntries(built.map(({ id, regionId }) => [regionId, id])),
    );

    const { outputs: of } = await create({ waitForCompletion: false });
    const name = `web_${of["executionId"]}`;
    await stand.clock.sleep(1_000);
    await stand.images({ regionId: SHANGHAI, name });
    const error = await errorOf(stand.lifecycle.update(String(of["executionId"]), of, newsOf(of)));
    expect(error.message).toMatch(
      /it has no usable copy in cn-shanghai: several images with its name: m-\w+, m-\w+\. To repair/,
    );
    expect(error.message).not.toContain(name);
  });

  test("PARTITION_SUCCESS: the regions without a copy are a warning, and the others are there", async () => {
    await stand.settings({
      failures: [{ at: "DISTRIBUTING", missing: [BEIJING] }],
      copies: [{ regionId: SHANGHAI, seconds: 600 }],
    });
    const { id, outputs } = await create();
    expect(outputs).toMatchObject({ status: "PARTITION_SUCCESS", pendingImageRegionIds: undefined });
    expect(outputs["imageIds"]).toEqual(await images());
    expect(stand.said.at(-1)).toContain(
      `distributing it or cleaning up may have failed. It has no usable copy in ${BEIJING}: no image with its name. The service says`,
    );
    expect(stand.lifecycle.diff(id, outputs, newsOf(outputs, REBUILD))).toMatchObject({ replaces: [] });
  });

  test("a pipeline that cannot be read is an error after the build, and the next up goes on", async () => {
    await stand.settings({ deny: { DescribeImagePipelines: "Forbidden.RAM" } });
    const { id, outputs, message } = await failing();
    expect(message).toContain("needs the permission ecs:DescribeImagePipelines.");
    expect(outputs).toMatchObject({ status: "SUCCESS", imageId: expect.any(String) });
    expect(stand.lifecycle.diff(id, outputs, newsOf(outputs))).toMatchObject({ unfinished: true });
    await stand.settings({ deny: {} });
    const done = await stand.lifecycle.update(id, outputs, newsOf(outputs));
    expect(done.outputs["imageIds"]).toEqual(await images());
  });

  test("^C while it waits for copies says so, and the state has what is there", async () => {
    await stand.settings({ copies: [{ regionId: SHANGHAI, seconds: 3600 }] });
    const pipelineId = await stand.pipeline(TO);
    const { message, outputs } = (await errorOf(
      stand.interruptedAfter(1_000).create(declared(pipelineId)),
    )) as PartialFailure;
    expect(message).toMatch(/^execution exec-\w+ of image pipeline ip-\w+: .*interrupted/i);
    expect(outputs).toMatchObject({ status: "SUCCESS", pendingImageRegionIds: [SHANGHAI] });
  });
});

describe("a build that is not waited for", () => {
  test("gets its images by refreshes: first those that are there, later the others", async () => {
    await stand.settings({ copies: [{ regionId: SHANGHAI, seconds: 3600 }] });
    const { id, outputs } = await create({ waitForCompletion: false });
    expect(outputs["imageIds"]).toBeUndefined();
    await stand.clock.sleep(1_800_000);
    const first = (await stand.lifecycle.read(id, outputs))?.outputs ?? {};
    const made = await images();
    expect(first).toMatchObject({
      imageIds: { [REGION]: made[REGION], [BEIJING]: made[BEIJING] },
      pendingImageRegionIds: [SHANGHAI],
    });
    expect(stand.lifecycle.diff(id, first, newsOf(first, { waitForCompletion: false }))).toEqual(NONE);
    await stand.clock.sleep(3_600_000);
    const then = (await stand.lifecycle.read(id, first))?.outputs ?? {};
    expect(then).toMatchObject({ imageIds: made, pendingImageRegionIds: undefined });
  });
});

describe("a state of an earlier release", () => {
  const older = async () => {
    const { id, outputs } = await create();
    const { imageIds, copySnapshotIds, rebuildWhenImageGone: _, ...state } = outputs;
    stand.said.length = 0;
    return { id, state: JSON.parse(JSON.stringify(state)) as Properties, imageIds, copySnapshotIds };
  };

  test("is no difference, and gets the copies by a refresh", async () => {
    const { id, state, imageIds, copySnapshotIds } = await older();
    expect(stand.anotherProcess().diff(id, state, newsOf(state))).toEqual(NONE);
    const read = (await stand.lifecycle.read(id, state))?.outputs ?? {};
    expect(read).toMatchObject({ imageIds, copySnapshotIds });
    expect(stand.lifecycle.diff(id, read, newsOf(state))).toEqual(NONE);
    expect(stand.said).toEqual([]);
  });

  test("of which a copy was deleted long ago is not waited for", async () => {
    const { id, state, imageIds } = await older();
    await deleteCopy({ imageIds }, BEIJING);
    const read = (await stand.lifecycle.read(id, state))?.outputs ?? {};
    expect(read).toMatchObject({ missingImageRegionIds: [BEIJING], pendingImageRegionIds: undefined });
    expect(stand.said).toEqual([
      expect.stringContaining(
        `warning: execution ${id}: its image has no copy in ${BEIJING}, so imageIds contains none. To build`,
      ),
    ]);
  });

  test("stays as it is, with a warning, if the pipeline cannot be read", async () => {
    const { id, state } = await older();
    await stand.settings({ deny: { DescribeImagePipelines: "Forbidden.RAM" } });
    const read = (await stand.lifecycle.read(id, state))?.outputs ?? {};
    expect([read["imageId"], read["imageIds"]]).toEqual([state["imageId"], undefined]);
    expect(stand.said).toEqual([
      expect.stringMatching(
        /^warning: execution exec-\w+: the copies of its image in other regions are not known\. DescribeImagePipelines/,
      ),
    ]);
    expect(stand.lifecycle.diff(id, read, newsOf(state))).toEqual(NONE);
  });

  test("deletes the copies with the image all the same", async () => {
    const { id, state } = await older();
    await stand.lifecycle.delete(id, { ...state, deleteImageOnDestroy: true });
    const { images: left, snapshots } = await stand.state();
    expect([left, snapshots]).toEqual([[], []]);
  });
});

test("a build that is adopted has the images of every region, and is not waited for where one was deleted long ago", async () => {
  const { id, outputs } = await create();
  await deleteCopy(outputs, BEIJING);
  const { [BEIJING]: _, ...left } = outputs["imageIds"] as Record<string, string>;
  const adopted = await stand.anotherProcess().create(newsOf(outputs, { adopt: id }));
  expect(adopted.outputs).toMatchObject({ imageIds: left, missingImageRegionIds: [BEIJING] });
});

test("get knows the images of every region", async () => {
  const { id, outputs } = await create();
  const read = (await stand.anotherProcess().read(id, {}))?.outputs ?? {};
  expect(read).toMatchObject({ imageId: outputs["imageId"], imageIds: outputs["imageIds"] });
  expect(read["missingImageRegionIds"]).toBeUndefined();
});

describe("an image that somebody else has deleted in another region", () => {
  const gone = async (more: object = {}) => {
    const { id, outputs } = await create(more);
    await deleteCopy(outputs, BEIJING);
    stand.said.length = 0;
    const read = (await stand.lifecycle.read(id, outputs))?.outputs ?? {};
    return { id, outputs, read, news: newsOf(outputs, more) };
  };

  test("leaves imageIds at a refresh, which reports it and what to do; so does the next preview", async () => {
    const { id, outputs, read, news } = await gone();
    const { [BEIJING]: copy, ...left } = outputs["imageIds"] as Record<string, string>;
    expect(read).toMatchObject({
      imageIds: left,
      missingImageRegionIds: [BEIJING],
      imageId: outputs["imageId"],
    });
    // The snapshots are still billed, and the service lists none for a deleted image.
    expect(read["copySnapshotIds"]).toEqual(outputs["copySnapshotIds"]);
    const advice =
      "To build a new image, set `rebuildWhenImageGone`, change `triggers`, or run `pulumi up --replace URN` with the URN of this resource.";
    expect(stand.said).toEqual([
      `warning: execution ${id}: its image ${copy} no longer exists in ${BEIJING}, so imageIds no longer contains it. ${advice}`,
    ]);
    expect(stand.lifecycle.diff(id, read, news)).toEqual({ ...NONE, unfinished: true });
    stand.said.length = 0;
    expect(stand.anotherProcess().diff(id, read, news)).toEqual(NONE);
    expect(stand.said).toEqual([
      `warning: execution ${id}: its image no longer exists in ${BEIJING}. ${advice}`,
    ]);
  });

  test("is built again with rebuildWhenImageGone, with the reason in the preview", async () => {
    const { id, read, news } = await gone(REBUILD);
    expect(stand.said[0]).toMatch(/ The next `pulumi up` builds again \(rebuildWhenImageGone\)\.$/);
    // What a refresh reports is an update.
    expect(stand.lifecycle.diff(id, read, news)).toEqual({ ...NONE, unfinished: true });
    stand.said.length = 0;
    expect(stand.lifecycle.diff(id, read, news)).toEqual({
      replaces: ["missingImageRegionIds"],
      updates: [],
      paths: [{ path: ["missingImageRegionIds"], kind: "delete" }],
    });
    expect(stand.said).toEqual([
      `execution ${id}: its image no longer exists in ${BEIJING}, so it is built again (rebuildWhenImageGone)`,
    ]);
    const { outputs } = await stand.lifecycle.create(news);
    expect(Object.keys(outputs["imageIds"] as object).sort()).toEqual([BEIJING, REGION, SHANGHAI].sort());
  });

  test("so is one whose own image is gone, also where the build is not waited for", async () => {
    const { id, outputs } = await create();
    await deleteCopy(outputs, REGION);
    const read = (await stand.lifecycle.read(id, outputs))?.outputs ?? {};
    expect(read).toMatchObject({ imageId: undefined, missingImageRegionIds: [REGION] });
    const quiet = { waitForCompletion: false, ...REBUILD };
    expect(stand.anotherProcess().diff(id, read, newsOf(read, quiet)).replaces).toEqual([
      "missingImageRegionIds",
    ]);
  });

  test("is no longer missing when somebody has copied the image there again", async () => {
    const { id, read } = await gone();
    const [copy] = await stand.images({ regionId: BEIJING, name: String(read["imageName"]) });
    const again = (await stand.lifecycle.read(id, read))?.outputs ?? {};
    expect(again).toMatchObject({ imageIds: { [BEIJING]: copy }, missingImageRegionIds: undefined });
  });

  test("is not gone if it is deprecated, or cannot be looked for", async () => {
    const { id, outputs } = await create();
    const { [BEIJING]: copy = "" } = outputs["imageIds"] as Record<string, string>;
    await stand.imageStatus(copy, "Deprecated");
    expect((await stand.lifecycle.read(id, outputs))?.outputs).toEqual(outputs);
    await stand.settings({ deny: { DescribeImages: "Forbidden.RAM" } });
    expect((await stand.lifecycle.read(id, outputs))?.outputs).toEqual(outputs);
  });
});
