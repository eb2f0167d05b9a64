import { PartialFailure } from "../../../../provider/src/resources/lifecycle";
import { errorOf } from "../../../support/error";
import { declared, LONG_BUILDS, REGION, useStand } from "./stand";

const stand = useStand();

const WITH_IMAGE = { deleteImageOnDestroy: true };
const create = async (more: object = {}, pipelineMore: object = {}) =>
  stand.lifecycle.create(declared(await stand.pipeline(pipelineMore), more));
const imageIds = async () => (await stand.state()).images.map(({ id }) => id);
const snapshots = async () => (await stand.snapshotIds()).length;

describe("deleting with deleteImageOnDestroy", () => {
  test("deletes the snapshots that are left when the image went the time before, and not they", async () => {
    const { id, outputs } = await create(WITH_IMAGE);
    expect(outputs["snapshotIds"]).toEqual([expect.stringMatching(/^s-/)]);
    await stand.settings({ deny: { DeleteSnapshot: "Forbidden.RAM" } });
    const { message } = await errorOf(stand.lifecycle.delete(id, outputs));
    expect(message).toContain("needs the permission ecs:DeleteSnapshot.");
    expect(message).toContain(
      `Image ${outputs["imageId"]} was deleted, but these of its snapshots remain and are billed: ${outputs["snapshotIds"]}. The state contains them: run this again to delete them.`,
    );
    expect([await imageIds(), await snapshots()]).toEqual([[], 1]);

    await stand.settings({ deny: {} });
    await stand.lifecycle.delete(id, outputs);
    expect(await snapshots()).toBe(0);
    await stand.lifecycle.delete(id, outputs);
    expect((await stand.state()).calls["DeleteImage"]).toBe(1);
  });

  test("names the remaining snapshots that an older state does not contain", async () => {
    const { id, outputs } = await create(WITH_IMAGE);
    const { snapshotIds, ...older } = outputs;
    await stand.settings({ deny: { DeleteSnapshot: "Forbidden.RAM" } });
    const { message } = await errorOf(stand.lifecycle.delete(id, older));
    expect(message).toContain(
      `The state does not contain ${snapshotIds}: delete them in the ECS console of that region.`,
    );
  });

  test("deletes the snapshots of an image that somebody else has deleted", async () => {
    const { id, outputs } = await create(WITH_IMAGE);
    await stand.client.call("DeleteImage", { regionId: REGION, imageId: String(outputs["imageId"]) });
    const read = await stand.lifecycle.read(id, outputs);
    await stand.lifecycle.delete(id, read?.outputs ?? {});
    expect(await snapshots()).toBe(0);
  });

  test.each(["Deprecated", "UnAvailable", "CreateFailed"])("deletes an image that is %s", async (status) => {
    const { id, outputs } = await create(WITH_IMAGE);
    await stand.imageStatus(String(outputs["imageId"]), status);
    await stand.lifecycle.delete(id, outputs);
    expect([await imageIds(), await snapshots()]).toEqual([[], 0]);
  });

  test("waits for an image that is being copied, up to timeoutMinutes; the next one deletes it", async () => {
    const { id, outputs } = await create({ ...WITH_IMAGE, timeoutMinutes: 10 });
    const imageId = String(outputs["imageId"]);
    await stand.imageStatus(imageId, "Creating");
    stand.said.length = 0;
    const { message } = await errorOf(stand.lifecycle.delete(id, outputs));
    expect(message).toContain("DeleteImage in cn-hangzhou: OperationDenied.ImageCopying (HTTP 403");
    expect(message).toMatch(
      / That did not end within timeoutMinutes \(10\)\. Run this again, or increase timeoutMinutes\.$/,
    );
    expect(stand.said).toEqual([
      `image ${imageId} in cn-hangzhou: OperationDenied.ImageCopying; waiting until it can be deleted`,
    ]);
    await stand.imageStatus(imageId, "Available");
    await stand.lifecycle.delete(id, outputs);
    expect([await imageIds(), await snapshots()]).toEqual([[], 0]);
  });

  test.each([
    ["TESTING", [], "SUCCESS"],
    ["TESTING", [{ at: "TESTING" }], "TEST_FAILED"],
    ["DISTRIBUTING", [], "SUCCESS"],
    ["DISTRIBUTING", [{ at: "DISTRIBUTING" }], "PARTITION_SUCCESS"],
    ["RELEASING", [], "SUCCESS"],
  ])("waits for a build in %s, says so, and deletes its image (%j: %s)", async (status, failures, end) => {
    await stand.settings(LONG_BUILDS);
    const { id, outputs } = await create(
      { ...WITH_IMAGE, waitForCompletion: false },
      { testContent: "RUN a" },
    );
    await stand.settings({ failures });
    while ((await stand.statuses())[0] !== status) await stand.clock.sleep(10_000);
    await stand.lifecycle.delete(id, outputs);
    expect(stand.said).toEqual([
      `execution ${id} (${status}): cannot be cancelled now; waiting until it ends, to delete the image that it may build (deleteImageOnDestroy)`,
    ]);
    expect(await stand.statuses()).toEqual([end]);
    expect([await imageIds(), await snapshots()]).toEqual([[], 0]);
  });

  test("of a build that does not end within timeoutMinutes is an error, and the next one deletes the image", async () => {
    const { id, outputs } = await create({ ...WITH_IMAGE, waitForCompletion: false, timeoutMinutes: 10 });
    await stand.settings({ failures: [{ at: "DISTRIBUTING", status: "DISTRIBUTING" }] });
    await stand.clock.sleep(400_000);
    expect((await errorOf(stand.lifecycle.delete(id, outputs))).message).toBe(
      `execution ${id} was not deleted: it did not end within timeoutMinutes (10), and the image that it may build must be deleted with it (deleteImageOnDestroy). Run this again when it has ended.`,
    );
    await stand.settings({ failures: [] });
    await stand.lifecycle.delete(id, outputs);
    expect([await imageIds(), await snapshots()]).toEqual([[], 0]);
  });

  test("of a build that may not be cancelled is an error that names the permission", async () => {
    const { id, outputs } = await create({ ...WITH_IMAGE, waitForCompletion: false });
    await stand.settings({ deny: { CancelImagePipelineExecution: "Forbidden.RAM" } });
    const { message } = await errorOf(stand.lifecycle.delete(id, outputs));
    expect(message).toContain("needs the permission ecs:CancelImagePipelineExecution.");
    expect(await stand.statuses()).toEqual(["PREPARING"]);
  });
});

describe("deleting a shared image with deleteImageOnDestroy", () => {
  const ACCOUNTS = Array.from({ length: 25 }, (_, index) => String(1000000000000000 + index));

  /** A build whose image is shared with some accounts: with 20 by the pipeline, with the others by hand. */
  async function shared(accounts = ACCOUNTS, more: object = {}) {
    const addAccount = accounts.slice(0, 20);
    const { id, outputs } = await create({ ...WITH_IMAGE, ...more }, { addAccount });
    const imageId = String(outputs["imageId"]);
    const byHand = { regionId: REGION, imageId, addAccount: accounts.slice(20) };
    await stand.client.call("ModifyImageSharePermission", byHand);
    stand.said.length = 0;
    return { id, outputs, imageId };
  }
  const accountsOf = async (imageId: string) => {
    const { accounts } = await stand.client.call("DescribeImageSharePermission", {
      regionId: REGION,
      imageId,
      pageSize: 100,
    });
    return accounts?.account?.length;
  };
  const calls = async (action: string) => (await stand.state()).calls[action] ?? 0;

  test("stops sharing it with every account, says so, and deletes it", async () => {
    const { id, outputs, imageId } = await shared();
    const before = await calls("ModifyImageSharePermission");
    await stand.lifecycle.delete(id, outputs);
    expect([await imageIds(), await snapshots()]).toEqual([[], 0]);
    expect(stand.said).toEqual([
      `image ${imageId}: no longer shared with 25 accounts, so that it can be deleted (deleteImageOnDestroy)`,
    ]);
    // Of more than ten accounts in a call, the service ignores the rest.
    expect((await calls("ModifyImageSharePermission")) - before).toBe(3);
  });

  test("stops sharing it with more accounts than one page lists", async () => {
    const many = Array.from({ length: 120 }, (_, index) => String(2000000000000000 + index));
    const { id, outputs, imageId } = await shared(many.slice(0, 20));
    for (let start = 20; start < many.length; start += 10) {
      const addAccount = many.slice(start, start + 10);
      await stand.client.call("ModifyImageSharePermission", { regionId: REGION, imageId, addAccount });
    }
    await stand.lifecycle.delete(id, outputs);
    expect(await imageIds()).toEqual([]);
    expect(stand.said[0]).toContain("no longer shared with 120 accounts");
  });

  test("does not ask who an image is shared with that is not shared", async () => {
    const { id, outputs } = await create(WITH_IMAGE);
    await stand.lifecycle.delete(id, outputs);
    expect(await calls("DescribeImageSharePermission")).toBe(0);
  });

  test("does not stop sharing an image that stays", async () => {
    const { id, outputs, imageId } = await shared(ACCOUNTS, { deleteImageOnDestroy: false });
    await stand.lifecycle.delete(id, outputs);
    expect(await accountsOf(imageId)).toBe(25);
  });

  test("reads the IDs of accounts as numbers too, as the example of the service's page has them", async () => {
    const { id, outputs } = await shared();
    const client = await stand.between((action, answer) =>
      action === "DescribeImageSharePermission"
        ? JSON.parse(JSON.stringify(answer, (key, value) => (key === "AliyunId" ? Number(value) : value)))
        : answer,
    );
    await stand.anotherProcess(client).delete(id, outputs);
    expect(await imageIds()).toEqual([]);
  });

  test("that fails halfway names how many accounts are left, keeps the rest, and the next one continues", async () => {
    const { id, outputs, imageId } = await shared();
    const client = await stand.between(async (action, answer) => {
      if (action === "ModifyImageSharePermission")
        await stand.settings({ deny: { ModifyImageSharePermission: "Forbidden.RAM" } });
      return answer;
    });
    const { message } = await errorOf(stand.anotherProcess(client).delete(id, outputs));
    expect(message).toMatch(/^ModifyImageSharePermission in cn-hangzhou: Forbidden\.RAM \(HTTP 403/);
    expect(message).toContain(
      `needs the permission ecs:ModifyImageSharePermission. Allow it for acs:ecs:${REGION}:*:image/${imageId}:`,
    );
    expect(message).toMatch(
      new RegExp(
        ` Image ${imageId} was not deleted: it is still shared with 15 of 25 accounts\\. Run this again to continue\\.$`,
      ),
    );
    for (const account of ACCOUNTS) expect(message).not.toContain(account);
    expect([await accountsOf(imageId), await snapshots()]).toEqual([15, 1]);

    await stand.settings({ deny: {} });
    await stand.lifecycle.delete(id, outputs);
    expect([await imageIds(), await snapshots()]).toEqual([[], 0]);
  });

  test("whose accounts may not be read names the permission, and changes nothing", async () => {
    const { id, outputs, imageId } = await shared();
    await stand.settings({ deny: { DescribeImageSharePermission: "Forbidden.RAM" } });
    const { message } = await errorOf(stand.lifecycle.delete(id, outputs));
    expect(message).toContain("needs the permission ecs:DescribeImageSharePermission.");
    expect(message).toMatch(new RegExp(` Image ${imageId} is still shared, so it was not deleted\\.$`));
    await stand.settings({ deny: {} });
    expect(await accountsOf(imageId)).toBe(25);
  });

  test("that is shared with an account that does not exist any more is no success", async () => {
    const { id, outputs, imageId } = await shared();
    await stand.settings({ deny: { ModifyImageSharePermission: "InvalidAccount.NotFound" } });
    const { message } = await errorOf(stand.lifecycle.delete(id, outputs));
    expect(message).toContain("An account that the image is shared with does not exist any more.");
    expect(message).toContain("it is still shared with 25 of 25 accounts.");
    expect(await imageIds()).toEqual([imageId]);
  });

  test("for which no account is listed says so, and changes nothing", async () => {
    const { id, outputs, imageId } = await shared();
    const client = await stand.between((action, answer) =>
      action === "DescribeImageSharePermission" ? { ...answer, Accounts: { Account: [] } } : answer,
    );
    const { message } = await errorOf(stand.anotherProcess(client).delete(id, outputs));
    expect(message).toMatch(/^DeleteImage in cn-hangzhou: ImageUseShared \(HTTP 403/);
    expect(message).toContain(
      `DescribeImageSharePermission lists no account for image ${imageId}, so nothing was changed.`,
    );
  });

  test("that somebody else deletes in the meantime is done", async () => {
    const { id, outputs, imageId } = await shared();
    const client = await stand.between(async (action, answer) => {
      if (action === "DescribeImageSharePermission") {
        const removeAccount = ACCOUNTS;
        for (const part of [removeAccount.slice(0, 10), removeAccount.slice(10, 20), removeAccount.slice(20)])
          await stand.client.call("ModifyImageSharePermission", {
            regionId: REGION,
            imageId,
            removeAccount: part,
          });
        await stand.client.call("DeleteImage", { regionId: REGION, imageId });
      }
      return answer;
    });
    await stand.anotherProcess(client).delete(id, outputs);
    expect(await snapshots()).toBe(0);
  });

  test("keeps its sharing while instances use it", async () => {
    const { id, outputs, imageId } = await shared();
    await stand.imageUsage(imageId, "instance");
    const { message } = await errorOf(stand.lifecycle.delete(id, outputs));
    expect(message).toMatch(/^DeleteImage in cn-hangzhou: ImageUseShared \(HTTP 403/);
    expect(message).toContain(
      " Instances use it too, so it stays shared. DescribeImages reports the usage instance, but not which instances.",
    );
    expect(message).toMatch(
      / If the instances belong to other accounts, stop sharing the image in the ECS console of that region first\.$/,
    );
    expect(await accountsOf(imageId)).toBe(25);
  });
});

describe("deleting an image that instances use", () => {
  test("although DescribeImages does not say so: it is no longer shared, and the error says that too", async () => {
    const { id, outputs } = await create(WITH_IMAGE, { addAccount: ["1234567890123456"] });
    const imageId = String(outputs["imageId"]);
    await stand.imageUsage(imageId, "instance");
    const client = await stand.between((action, answer) =>
      action === "DescribeImages"
        ? JSON.parse(JSON.stringify(answer, (key, value) => (key === "Usage" ? "none" : value)))
        : answer,
    );
    const { message } = await errorOf(stand.anotherProcess(client).delete(id, outputs));
    expect(message).toMatch(/^DeleteImage in cn-hangzhou: ImageUsingByInstance \(HTTP 403/);
    expect(message).toContain(
      ` DescribeImages reports no use by instances. To list them: \`aliyun ecs DescribeInstances --RegionId ${REGION} --ImageId ${imageId}\`. Image ${imageId} was not deleted, but it is no longer shared with 1 account. Run this again to delete it.`,
    );
    await stand.imageUsage(imageId, "none");
    await stand.lifecycle.delete(id, outputs);
    expect(await imageIds()).toEqual([]);
  });

  test("says how to find them, keeps everything, and works when they are gone", async () => {
    const { id, outputs } = await create(WITH_IMAGE);
    const imageId = String(outputs["imageId"]);
    await stand.imageUsage(imageId, "instance");
    const { message } = await errorOf(stand.lifecycle.delete(id, outputs));
    expect(message).toMatch(/^DeleteImage in cn-hangzhou: ImageUsingByInstance \(HTTP 403/);
    expect(message).toContain(
      ` Instances use the image. Release them, or change their image, first. DescribeImages reports the usage instance, but not which instances. To list them: \`aliyun ecs DescribeInstances --RegionId ${REGION} --ImageId ${imageId}\`. It was not deleted: run this again when no instance uses the image.`,
    );
    expect([await imageIds(), await snapshots()]).toEqual([[imageId], 1]);
    await stand.imageUsage(imageId, "none");
    await stand.lifecycle.delete(id, outputs);
    expect([await imageIds(), await snapshots()]).toEqual([[], 0]);
  });
});

describe("a build whose tests fail", () => {
  const failing = async (more: object) => {
    const pipeline = await stand.pipeline({ testContent: "RUN a" });
    await stand.settings({ failures: [{ at: "TESTING" }] });
    const error = await errorOf(stand.lifecycle.create(declared(pipeline, more)));
    expect(error).toBeInstanceOf(PartialFailure);
    return error as PartialFailure;
  };

  test("is in the state with its image, which goes with it", async () => {
    const { id, outputs, message } = await failing(WITH_IMAGE);
    const [imageId = ""] = await imageIds();
    expect(outputs).toMatchObject({ status: "TEST_FAILED", imageId, imageIds: { [REGION]: imageId } });
    expect(message).toContain(
      ` The image ${imageId} exists, but its tests failed. It is deleted when the next build replaces this one, or with \`pulumi destroy\` (deleteImageOnDestroy). Fix buildContent or testContent and run \`pulumi up\` again.`,
    );
    const news = declared(String(outputs["imagePipelineId"]), WITH_IMAGE);
    expect(stand.anotherProcess().diff(id, outputs, news).replaces).toEqual(["status"]);
    await stand.lifecycle.delete(id, outputs);
    expect([await imageIds(), await snapshots()]).toEqual([[], 0]);
  });

  test("and which is kept without deleteImageOnDestroy, and named when the build leaves the state", async () => {
    const { id, outputs, message } = await failing({});
    const [imageId] = await imageIds();
    expect(message).toContain(
      ` The image ${imageId} exists, but its tests failed. It is kept and billed until you delete it. Fix buildContent`,
    );
    stand.said.length = 0;
    await stand.lifecycle.delete(id, outputs);
    expect(stand.said).toEqual([
      `image ${imageId} in ${REGION}, whose build failed (TEST_FAILED), is kept and billed until you delete it (deleteImageOnDestroy is false)`,
    ]);
    expect(await imageIds()).toEqual([imageId]);
  });
});

describe("an image that is not Available", () => {
  test.each(["Deprecated", "UnAvailable", "Creating", "Waiting"])("but %s is not gone", async (status) => {
    const { id, outputs } = await create();
    await stand.imageStatus(String(outputs["imageId"]), status);
    const read = await stand.lifecycle.read(id, outputs);
    expect(read?.outputs).toMatchObject({ imageId: outputs["imageId"], imageName: outputs["imageName"] });
    expect(stand.said.join("\n")).not.toContain("warning");
  });
});

describe("an image that somebody else has deleted", () => {
  const gone = async () => {
    const { id, outputs } = await create(WITH_IMAGE);
    const imageId = String(outputs["imageId"]);
    await stand.client.call("DeleteImage", { regionId: REGION, imageId });
    stand.said.length = 0;
    return { id, outputs, imageId };
  };

  test("leaves the state at a refresh, which says so and what to do", async () => {
    const { id, outputs, imageId } = await gone();
    const read = await stand.lifecycle.read(id, outputs);
    expect(read?.outputs).toMatchObject({ status: "SUCCESS", imageId: undefined, imageName: undefined });
    expect(stand.said).toEqual([
      `warning: execution ${id}: its image ${imageId} no longer exists in ${REGION}, so imageId is now empty. To build a new image, set \`rebuildWhenImageGone\`, change \`triggers\`, or run \`pulumi up --replace URN\` with the URN of this resource.`,
    ]);
  });

  test("is a change in the diff that a refresh asks for, and none in the next", async () => {
    const { id, outputs } = await gone();
    const read = (await stand.lifecycle.read(id, outputs))?.outputs ?? {};
    const news = declared(String(outputs["imagePipelineId"]), WITH_IMAGE);
    expect(stand.lifecycle.diff(id, read, news)).toEqual({
      replaces: [],
      updates: [],
      paths: [],
      unfinished: true,
    });
    expect(stand.lifecycle.diff(id, read, news)).toEqual({ replaces: [], updates: [], paths: [] });
  });

  test("is said by the next preview as well, and an update does not bring it back", async () => {
    const { id, outputs } = await gone();
    const read = (await stand.lifecycle.read(id, outputs))?.outputs ?? {};
    stand.said.length = 0;
    const news = declared(String(outputs["imagePipelineId"]), { ...WITH_IMAGE, timeoutMinutes: 60 });
    expect(stand.anotherProcess().diff(id, read, news)).toMatchObject({
      replaces: [],
      updates: ["timeoutMinutes"],
    });
    expect(stand.said).toEqual([
      `warning: execution ${id}: its image no longer exists in ${REGION}. To build a new image, set \`rebuildWhenImageGone\`, change \`triggers\`, or run \`pulumi up --replace URN\` with the URN of this resource.`,
    ]);
    expect((await stand.lifecycle.update(id, read, news)).outputs["imageId"]).toBeUndefined();
  });

  test("is empty for get", async () => {
    const { id } = await gone();
    expect((await stand.lifecycle.read(id, {}))?.outputs["imageId"]).toBeUndefined();
  });

  test("stays in the state where it could not be looked for", async () => {
    const { id, outputs, imageId } = await gone();
    await stand.settings({ deny: { DescribeImages: "Forbidden.RAM" } });
    expect((await stand.lifecycle.read(id, outputs))?.outputs["imageId"]).toBe(imageId);
    expect(stand.said).toEqual([]);
  });
});

test("an image that is not visible yet when the build has just ended is not treated as deleted", async () => {
  const client = await stand.between((action, answer) =>
    action === "DescribeImages" ? { ...answer, Images: { Image: [] } } : answer,
  );
  const lifecycle = stand.anotherProcess(client);
  const { outputs } = await lifecycle.create(declared(await stand.pipeline()));
  expect(await imageIds()).toEqual([outputs["imageId"]]);
});

test.each<[string, object[]]>([
  ["SUCCESS", []],
  ["PARTITION_SUCCESS", [{ at: "DISTRIBUTING" }]],
])(
  "%s without an ImageId is no success: an error, and the execution stays in the state",
  async (status, failures) => {
    const pipeline = await stand.pipeline();
    await stand.settings({ failures });
    const client = await stand.between((action, answer) =>
      action === "DescribeImagePipelineExecutions"
        ? JSON.parse(JSON.stringify(answer, (key, value) => (key === "ImageId" ? undefined : value)))
        : answer,
    );
    const error = await errorOf(stand.anotherProcess(client).create(declared(pipeline)));
    expect(error).toBeInstanceOf(PartialFailure);
    const { id, outputs } = error as PartialFailure;
    expect(error.message).toBe(
      `execution ${id} of image pipeline ${pipeline} in ${REGION}: DescribeImagePipelineExecutions returned ${status} but no ImageId. ` +
        "The execution is in the state: run this again to check again.",
    );
    expect(outputs).toMatchObject({ executionId: id, status });
    // The next up goes on, and finds it.
    const { outputs: found } = await stand.lifecycle.update(id, outputs, declared(pipeline));
    expect(await imageIds()).toEqual([found["imageId"]]);
  },
);
