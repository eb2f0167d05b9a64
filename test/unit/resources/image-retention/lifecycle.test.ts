import { daysAgo, failureOf, REGION, useStand } from "./stand";

const stand = useStand();

const WEB = { action: "delete", imageFamily: "web" };
const BEIJING = "cn-beijing";
const here = (...ids: string[]) => ids.map((imageId) => ({ regionId: REGION, imageId }));

describe("a retention that deletes", () => {
  test("keeps the newest images, deletes the others with their snapshots, and says so", async () => {
    await stand.make({}, {}, {}, {}, { imageFamily: "db", imageId: "m-db" });
    const { id, outputs } = await stand.run({ ...WEB, keep: 2 });
    expect(id).toMatch(/^retention-/);
    expect(outputs).toEqual({
      ...WEB,
      regionId: REGION,
      keep: 2,
      retainAtLeast: 1,
      unshare: false,
      dryRun: false,
      deleted: here("m-3", "m-4"),
      deprecated: [],
      kept: here("m-1", "m-2"),
      skipped: [],
      pending: [],
      accountId: expect.any(String),
    });
    expect(await stand.imageIds()).toEqual(["m-1", "m-2", "m-db"]);
    expect(await stand.snapshots()).toBe(3);
    expect(stand.said).toEqual(["image retention: deleted 2 images, kept 2, skipped 0"]);
  });

  test("leaves protected images alone, with the reason of each", async () => {
    await stand.make(
      {},
      { instances: 2 },
      { sharedWith: ["1234567890123456"] },
      { isPublic: true },
      { tags: { hold: "yes" } },
      { status: "Creating" },
      {},
      {},
    );
    const { outputs } = await stand.run({
      ...WEB,
      keep: 1,
      excludeTags: { hold: "yes" },
      keepImageIds: ["m-7"],
      triggers: [{ [REGION]: "m-8" }],
    });
    expect(outputs["deleted"]).toEqual([]);
    expect(outputs["skipped"]).toEqual([
      { regionId: REGION, imageId: "m-2", reason: "instances use it" },
      { regionId: REGION, imageId: "m-3", reason: "it is shared with other accounts" },
      { regionId: REGION, imageId: "m-4", reason: "it is public" },
      { regionId: REGION, imageId: "m-5", reason: "it has a tag of excludeTags" },
      { regionId: REGION, imageId: "m-6", reason: "its status is Creating" },
      { regionId: REGION, imageId: "m-7", reason: "it is in keepImageIds" },
      { regionId: REGION, imageId: "m-8", reason: "triggers name it" },
    ]);
    expect(await stand.imageIds()).toHaveLength(8);
    expect(stand.said).toEqual([
      "image retention: deleted 0 images, kept 1, skipped 7: 1 × instances use it, 1 × it is shared with other accounts, 1 × it is public, 1 × it has a tag of excludeTags, 1 × its status is Creating, 1 × it is in keepImageIds, 1 × triggers name it",
    ]);
  });

  test("ends the sharing of an image that must go, if it may", async () => {
    await stand.make({}, { sharedWith: ["1234567890123456", "1234567890123457"] });
    const { outputs } = await stand.run({ ...WEB, keep: 1, unshare: true });
    expect(outputs["deleted"]).toEqual(here("m-2"));
    expect(await stand.imageIds()).toEqual(["m-1"]);
    expect(stand.said[0]).toBe(
      "image m-2: no longer shared with 2 accounts, so that it can be deleted (unshare)",
    );
  });

  test("applies to each region alone, and finds copies by their names", async () => {
    const copies = [1, 2, 3].map((day) => ({
      imageId: `m-b${day}`,
      name: `web_exec-${day}`,
      regionId: BEIJING,
      copied: true,
    }));
    await stand.make(
      { name: "web_exec-1" },
      { name: "web_exec-2" },
      { name: "web_exec-3" },
      { name: "other", imageId: "m-other" },
    );
    await stand.control("images", {
      images: copies.map((copy, index) => ({
        ...copy,
        creationTime: daysAgo(index + 1),
      })),
    });
    const { outputs } = await stand.run({
      ...WEB,
      imageNamePrefix: "web_",
      regionIds: [REGION, BEIJING],
      keep: 1,
      triggers: ["m-2"],
    });
    expect(outputs["deleted"]).toEqual([...here("m-3"), { regionId: BEIJING, imageId: "m-b3" }]);
    expect(outputs["skipped"]).toEqual([
      { regionId: REGION, imageId: "m-2", reason: "triggers name it" },
      { regionId: BEIJING, imageId: "m-b2", reason: "it is a copy of an image that must stay" },
    ]);
  });

  test("finds the images of a pipeline, and their copies, also those whose original is gone", async () => {
    const { imagePipelineId } = await stand.client.call("CreateImagePipeline", {
      regionId: REGION,
      baseImageType: "IMAGE",
      baseImage: "m-1",
      imageOptions: { imageName: "web" },
      toRegionId: [BEIJING],
    });
    for (let build = 0; build < 3; build += 1) {
      await stand.client.call("StartImagePipelineExecution", { regionId: REGION, imagePipelineId });
      await stand.control("clock", { advanceSeconds: 7200 });
    }
    await stand.make({ name: "web_other", imageFamily: "web" });
    const { executions } = await stand.state();
    const [first] = executions.map(({ current }) => String(current["ImageId"]));
    await stand.client.call("DeleteImage", { regionId: REGION, imageId: first });
    const { outputs } = await stand.run({
      action: "delete",
      imagePipelineId,
      regionIds: [REGION, BEIJING],
      keep: 1,
    });
    const { images } = await stand.state();
    const left = images
      .filter(({ id }) => id !== "m-1")
      .map(({ regionId, current }) => [regionId, current["ImageName"]]);
    const last = `web_${executions.at(-1)?.id}`;
    expect(outputs["deleted"]).toHaveLength(3);
    expect(left.filter(([, name]) => String(name).startsWith("web_exec"))).toEqual([
      [REGION, last],
      [BEIJING, last],
    ]);
  });

  test("in a dry run changes nothing, and lists what would go", async () => {
    await stand.make({}, {}, {});
    const { id, outputs } = await stand.run({ ...WEB, keep: 1, dryRun: true });
    expect(outputs).toMatchObject({ deleted: [], pending: here("m-2", "m-3"), kept: here("m-1") });
    expect(await stand.imageIds()).toHaveLength(3);
    expect(stand.said).toEqual(["image retention: dry run: would have deleted 2 images, kept 1, skipped 0"]);
    const { inputs } = stand.lifecycle.check({ ...WEB, keep: 1 });
    expect(stand.lifecycle.diff(id, outputs, inputs)).toMatchObject({ replaces: [], updates: ["dryRun"] });
    expect((await stand.lifecycle.update(id, outputs, inputs)).outputs).toMatchObject({
      deleted: here("m-2", "m-3"),
      pending: [],
    });
  });

  test("goes on after a failure, names what is left, and the next update continues", async () => {
    await stand.make({}, {}, {});
    await stand.control("settings", { deny: { DeleteSnapshot: "Forbidden.RAM" } });
    const { message, id, outputs } = await failureOf(stand.run({ ...WEB, keep: 1 }));
    expect(message).toMatch(
      /^image retention: not everything was deleted\. Left: m-2 in cn-hangzhou, m-3 in cn-hangzhou\. DeleteSnapshot in cn-hangzhou: Forbidden\.RAM .* needs the permission ecs:DeleteSnapshot\./,
    );
    expect(message).toContain("but these of its snapshots remain and are billed: s-");
    expect(message).toMatch(/Run this again to continue\.$/);
    expect(outputs["pending"]).toEqual([
      { regionId: REGION, imageId: "m-2", snapshotIds: [expect.stringMatching(/^s-/)] },
      { regionId: REGION, imageId: "m-3", snapshotIds: [expect.stringMatching(/^s-/)] },
    ]);
    expect([await stand.imageIds(), await stand.snapshots()]).toEqual([["m-1"], 3]);

    await stand.control("settings", { deny: {} });
    const { inputs } = stand.lifecycle.check({ ...WEB, keep: 1 });
    expect(stand.lifecycle.diff(id, outputs, inputs)).toMatchObject({ updates: [], unfinished: true });
    const again = await stand.lifecycle.update(id, outputs, inputs);
    expect(again.outputs).toMatchObject({ pending: [], deleted: here("m-2", "m-3") });
    expect(await stand.snapshots()).toBe(1);
  });

  test.each([
    ["instances use it", { instances: 1 }],
    ["it is being copied, imported or exported", { status: "Creating" }],
    ["it is shared with other accounts", { sharedWith: ["1234567890123456"] }],
    ["it is public", { isPublic: true }],
  ])(
    "leaves an image that the service protects in the last moment, because %s, and deletes the others",
    async (reason, change) => {
      await stand.make({}, {}, {}, {});
      stand.meanwhile((action, query, when) =>
        action === "DeleteImage" && query.get("ImageId") === "m-4" && when === "before"
          ? stand.control("images/m-4", change)
          : undefined,
      );
      const { outputs } = await stand.run({ ...WEB, keep: 1 });
      expect(outputs).toMatchObject({
        deleted: here("m-2", "m-3"),
        skipped: [{ regionId: REGION, imageId: "m-4", reason }],
        pending: [],
      });
    },
  );

  test("looks at an image again just before it goes, and does not even ask if it must stay by then", async () => {
    await stand.make({}, {}, {});
    const asked: (string | null)[] = [];
    let listings = 0;
    stand.meanwhile(async (action, query, when) => {
      if (action === "DeleteImage" && when === "before") asked.push(query.get("ImageId"));
      if (action !== "DescribeImages" || !query.has("PageNumber") || when === "before") return;
      listings += 1;
      // The answer of this listing is already on its way.
      if (listings === 2) await stand.control("images/m-3", { instances: 1 });
    });
    const { outputs } = await stand.run({ ...WEB, keep: 1 });
    expect(asked).toEqual(["m-2"]);
    expect(outputs).toMatchObject({
      deleted: here("m-2"),
      skipped: [{ regionId: REGION, imageId: "m-3", reason: "instances use it" }],
    });
  });

  test("keeps an image if the newer ones are no longer available", async () => {
    await stand.make({}, {}, {}, {});
    // A rollback during the run.
    stand.meanwhile((action, query, when) =>
      action === "DeleteImage" && query.get("ImageId") === "m-4" && when === "after"
        ? stand.control("images/m-1", { status: "Deprecated" })
        : undefined,
    );
    const { outputs } = await stand.run({ ...WEB, keep: 2 });
    expect(outputs).toMatchObject({ deleted: here("m-4"), kept: here("m-1", "m-2", "m-3") });
  });

  test.each([
    ["in keepImageIds, although its own region is not among regionIds", { keepImageIds: ["m-1"] }, {}],
    ["in triggers, although its own region is not among regionIds", { triggers: [["m-1"]] }, {}],
    [
      "in keepImageIds, although it does not have the tags of the rule",
      { keepImageIds: ["m-1"], regionIds: [REGION, BEIJING] },
      { team: "b" },
    ],
  ])("leaves the copy of an image that is %s", async (_, args, tags) => {
    const copy = { regionId: BEIJING, copied: true, tags: { team: "a" } };
    await stand.make(
      { name: "web_exec-1", tags },
      { name: "web_exec-1", imageId: "m-b1", ...copy },
      { name: "web_exec-2", imageId: "m-b2", ...copy, daysOld: 1 },
    );
    const { outputs } = await stand.run({
      action: "delete",
      imageTags: { team: "a" },
      regionIds: [BEIJING],
      keep: 1,
      ...args,
    });
    expect(outputs).toMatchObject({
      deleted: [],
      skipped: [{ regionId: BEIJING, imageId: "m-b1", reason: "it is a copy of an image that must stay" }],
    });
  });

  test("leaves an older image that only has the name of a pipeline's images, where that name has no suffix", async () => {
    const { imagePipelineId } = await stand.client.call("CreateImagePipeline", {
      regionId: REGION,
      baseImageType: "IMAGE_FAMILY",
      baseImage: "acs:alibaba_cloud_linux_3_2104_lts_x64",
      imageOptions: { imageName: "web" },
      advancedOptions: { imageNameSuffix: "disable" },
    });
    await stand.make({ regionId: BEIJING, name: "web", daysOld: 3 });
    await stand.client.call("StartImagePipelineExecution", { regionId: REGION, imagePipelineId });
    await stand.control("clock", { advanceSeconds: 7200 });
    const args = { action: "delete", imagePipelineId, regionIds: [REGION, BEIJING], olderThanDays: 1 };
    const { outputs } = await stand.run({ ...args, retainAtLeast: 0 });
    expect(outputs).toMatchObject({ deleted: [], kept: [{ regionId: REGION }] });
  });

  test.each([
    ["instances use it", { instances: 1 }],
    ["it is public", { isPublic: true }],
  ])("says that an image is no longer shared that stays after all, because %s", async (reason, change) => {
    await stand.make({}, { sharedWith: ["1234567890123456"] });
    stand.meanwhile((action, _query, when) =>
      action === "ModifyImageSharePermission" && when === "after"
        ? stand.control("images/m-2", change)
        : undefined,
    );
    const { outputs } = await stand.run({ ...WEB, keep: 1, unshare: true });
    expect(outputs).toMatchObject({
      deleted: [],
      skipped: [
        { ...here("m-2")[0], reason: `${reason}, and it is no longer shared with 1 account (unshare)` },
      ],
    });
  });

  test("says that an image is no longer shared whose deletion fails after that", async () => {
    await stand.make({}, { sharedWith: ["1234567890123456"] });
    stand.meanwhile((action, _query, when) =>
      action === "ModifyImageSharePermission" && when === "after"
        ? stand.control("settings", { deny: { DeleteImage: "Forbidden.RAM" } })
        : undefined,
    );
    const { message, outputs } = await failureOf(stand.run({ ...WEB, keep: 1, unshare: true }));
    expect(message).toContain("Image m-2 is no longer shared with 1 account.");
    expect(outputs).toMatchObject({ deleted: [], pending: here("m-2") });
    await stand.control("settings", { deny: {} });
  });

  test("does nothing in any region if one of them cannot be read", async () => {
    await stand.make({}, {}, { regionId: BEIJING, imageId: "m-b" });
    stand.meanwhile((action, query, when) => {
      if (action === "DescribeImages" && when === "before" && query.get("RegionId") === BEIJING)
        return stand.control("settings", { deny: { DescribeImages: "Forbidden.RAM" } });
      return undefined;
    });
    await expect(stand.run({ ...WEB, keep: 1, regionIds: [BEIJING, REGION] })).rejects.toThrow(
      "needs the permission ecs:DescribeImages",
    );
    expect(await stand.imageIds()).toHaveLength(3);
  });
});

test("a retention that deprecates takes images out of their family, ends sharing if it may, and deletes nothing", async () => {
  await stand.make({}, {}, { sharedWith: ["1234567890123456"] }, { status: "Deprecated" });
  const { outputs } = await stand.run({ ...WEB, action: "deprecate", keep: 1, unshare: true });
  expect(outputs).toMatchObject({ deprecated: here("m-2", "m-3"), deleted: [], kept: here("m-1", "m-4") });
  const { images } = await stand.state();
  expect(
    images
      .filter(({ id }) => id.startsWith("m-"))
      .map(({ id, current }) => [id, current["Status"]])
      .sort(),
  ).toEqual([
    ["m-1", "Available"],
    ["m-2", "Deprecated"],
    ["m-3", "Deprecated"],
    ["m-4", "Deprecated"],
  ]);
});

test("a shared image whose sharing cannot end is not deprecated, and is pending", async () => {
  await stand.make({}, { sharedWith: ["1234567890123456"] });
  await stand.control("settings", { deny: { DescribeImageSharePermission: "Forbidden.RAM" } });
  const { message, outputs } = await failureOf(
    stand.run({ ...WEB, action: "deprecate", keep: 1, unshare: true }),
  );
  expect(message).toMatch(/^image retention: not everything was deprecated\. Left: m-2 in cn-hangzhou\. /);
  expect(message).toContain("Image m-2 is still shared, so it was not deprecated.");
  expect(outputs).toMatchObject({ deprecated: [], pending: here("m-2") });
  await stand.control("settings", { deny: {} });
});

test("sharing does not end for an image that is not deprecated for lack of a permission", async () => {
  await stand.make({}, { sharedWith: ["1234567890123456"] });
  await stand.control("settings", { deny: { ModifyImageAttribute: "Forbidden.RAM" } });
  const { message } = await failureOf(stand.run({ ...WEB, action: "deprecate", keep: 1, unshare: true }));
  expect(message).toContain("needs the permission ecs:ModifyImageAttribute");
  expect((await stand.state()).calls["ModifyImageSharePermission"]).toBeUndefined();
  await stand.control("settings", { deny: {} });
});

describe("the resource", () => {
  test("runs again only if the rule or a trigger has changed", async () => {
    await stand.make({}, {});
    const { id, outputs } = await stand.run({ ...WEB, keep: 2, triggers: ["a"] });
    const inputs = (more: object) =>
      stand.lifecycle.check({ ...WEB, keep: 2, triggers: ["a"], ...more }).inputs;
    expect(stand.lifecycle.diff(id, outputs, inputs({}))).toMatchObject({ updates: [], replaces: [] });
    const calls = (await stand.state()).calls["DescribeImages"];
    expect((await stand.lifecycle.update(id, outputs, inputs({}))).outputs).toEqual(outputs);
    expect((await stand.state()).calls["DescribeImages"]).toBe(calls);
    for (const more of [{ triggers: ["b"] }, { keep: 1 }, { regionIds: [BEIJING] }, { action: "deprecate" }])
      expect(stand.lifecycle.diff(id, outputs, inputs(more))).toMatchObject({
        updates: Object.keys(more),
        replaces: [],
      });
  });

  test("a dry run forgets no snapshots that a run before it left", async () => {
    await stand.make({}, {}, {});
    await stand.control("settings", { deny: { DeleteSnapshot: "Forbidden.RAM" } });
    const { id, outputs } = await failureOf(stand.run({ ...WEB, keep: 2 }));
    await stand.control("settings", { deny: {} });
    const inputs = (more: object) => stand.lifecycle.check({ ...WEB, keep: 1, ...more }).inputs;
    const dry = await stand.lifecycle.update(id, outputs, inputs({ dryRun: true }));
    expect(dry.outputs["pending"]).toEqual([
      ...here("m-2"),
      { ...here("m-3")[0], snapshotIds: [expect.stringMatching(/^s-/)] },
    ]);
    expect(await stand.snapshots()).toBe(3);
    const real = await stand.lifecycle.update(id, dry.outputs, inputs({}));
    expect(real.outputs).toMatchObject({ deleted: here("m-2", "m-3"), pending: [] });
    expect(await stand.snapshots()).toBe(1);
  });

  test("lists an image once that an earlier run may have deleted, and that goes now", async () => {
    await stand.make({}, {});
    const { id, outputs } = await stand.run({ ...WEB, keep: 2 });
    const pending = [{ ...here("m-2")[0], snapshotIds: ["s-1"] }];
    const { inputs } = stand.lifecycle.check({ ...WEB, keep: 1 });
    const after = await stand.lifecycle.update(id, { ...outputs, pending }, inputs);
    expect(after.outputs).toMatchObject({ deleted: here("m-2"), pending: [] });
  });

  test("is in the state only: a refresh calls nothing, and destroying it deletes nothing", async () => {
    await stand.make({}, {});
    const { id, outputs } = await stand.run({ ...WEB, keep: 2 });
    const before = (await stand.state()).calls;
    expect((await stand.lifecycle.read(id, outputs)).outputs).toEqual(outputs);
    await stand.lifecycle.delete();
    expect((await stand.state()).calls).toEqual(before);
    await expect(stand.lifecycle.read("x", {})).rejects.toThrow(
      "image retention x cannot be read or imported: it is a rule that only the state contains. Declare it.",
    );
  });

  test("is unknown in a preview if it will run, and known if it will not", async () => {
    await stand.make({}, {});
    const { id, outputs } = await stand.run({ ...WEB, keep: 2 });
    const { inputs } = stand.lifecycle.check({ ...WEB, keep: 2 });
    expect(stand.lifecycle.planned(inputs, { id, outputs })).toEqual(outputs);
    const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    expect(stand.lifecycle.planned({ ...inputs, keep: 1 }, { id, outputs })).toMatchObject({
      keep: 1,
      deleted: unknown,
      kept: unknown,
      accountId: outputs["accountId"],
    });
    expect(stand.lifecycle.planned(inputs)).toMatchObject({
      skipped: unknown,
      pending: unknown,
      accountId: unknown,
    });
  });

  test("does not run in another account than the one in its state", async () => {
    await stand.make({}, {});
    const { id, outputs } = await stand.run({ ...WEB, keep: 2 });
    const { inputs } = stand.lifecycle.check({ ...WEB, keep: 1 });
    await expect(
      stand.lifecycle.update(id, { ...outputs, accountId: "1999999999999999" }, inputs),
    ).rejects.toThrow(
      /has run in account 1999999999999999, and the credentials belong to account \d+\. Nothing was deleted\./,
    );
    expect(await stand.imageIds()).toHaveLength(2);
  });
});

test("a retention does not run if it is unknown whose account it would run in", async () => {
  await stand.make({}, {});
  const { id, outputs } = await stand.run({ ...WEB, keep: 2 });
  const { inputs } = stand.lifecycle.check({ ...WEB, keep: 1 });
  await stand.control("settings", { deny: { GetCallerIdentity: "Forbidden.RAM" } });
  const fresh = stand.anotherLifecycle();
  await expect(fresh.update(id, outputs, inputs)).rejects.toThrow(
    /^image retention: it has run in account \d+, and the account of these credentials is unknown\. .* Nothing was deleted\. Run this again when STS responds\.$/,
  );
  expect(await stand.imageIds()).toHaveLength(2);
  await stand.control("settings", { deny: {} });
});

describe("a preview refuses", () => {
  const reasons = (args: object) => stand.lifecycle.check({ action: "delete", keep: 1, ...args }).reasons;

  test.each([{}, { imageTags: {} }, { imageFamily: null }])("an empty selector: %j", (selector) => {
    expect(reasons(selector)).toEqual([
      "imageFamily: is missing, and so are imageNamePrefix, imageTags and imagePipelineId. Without one of them the rule would be about all images of the account. Set at least one.",
    ]);
  });

  test("a rule without a limit, and a limit of nothing", () => {
    expect(reasons({ imageFamily: "web", keep: undefined })).toEqual([
      "keep: is missing, and so is olderThanDays. Set how many images stay, or how old an image must be to go.",
    ]);
    expect(reasons({ imageFamily: "web", keep: 0 })).toEqual([
      "keep: is 0; it must be a whole number from 1 to 10000 (images).",
    ]);
  });

  test("a rule that does not say what happens, and a tag without a value, which would select more", () => {
    expect(reasons({ action: undefined, imageFamily: "web" })).toEqual([
      "action: is missing; it must be one of delete, deprecate.",
    ]);
    expect(reasons({ imageTags: { team: "a", env: null } })).toEqual([
      "imageTags.env: is missing; it must be a string. Set it.",
    ]);
  });

  test("nothing while what it needs is unknown", () => {
    const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    expect(reasons({ imagePipelineId: unknown, keep: unknown, triggers: [unknown] })).toEqual([]);
  });
});
