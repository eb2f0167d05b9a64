import { diff } from "../../../../provider/src/resources/image-pipeline-execution/diff";
import { UNKNOWN } from "../../../../provider/src/values/unknown";
import { declared } from "./stand";

/** The outputs that stand in the state after a build that went well. */
const built = (more: object = {}) => ({
  ...declared("ip-1"),
  executionId: "exec-1",
  status: "SUCCESS",
  imageId: "m-1",
  imageName: "web",
  createTime: "2026-11-24T00:00:00Z",
  ...more,
});
const NONE = { replaces: [], updates: [], paths: [] };

test("nothing changed: nothing to do, whatever the service returned", () => {
  expect(diff(built({ message: "other", imageId: "m-2" }), declared("ip-1"))).toEqual(NONE);
  expect(diff(built({ status: "PARTITION_SUCCESS" }), declared("ip-1"))).toEqual(NONE);
});

describe("a new build", () => {
  test.each<[string, object, object]>([
    ["another pipeline", {}, { imagePipelineId: "ip-2" }],
    ["a pipeline that is going to be replaced", {}, { imagePipelineId: UNKNOWN }],
    ["another region", {}, { regionId: "cn-beijing" }],
    ["a trigger that changed", { triggers: ["a", 1] }, { triggers: ["a", 2] }],
    ["a trigger that is not known yet", { triggers: ["a"] }, { triggers: [UNKNOWN] }],
    ["triggers that are not known yet", { triggers: ["a"] }, { triggers: UNKNOWN }],
    ["one trigger more", { triggers: ["a"] }, { triggers: ["a", UNKNOWN] }],
    ["a trigger deep inside", { triggers: [{ a: ["b"] }] }, { triggers: [{ a: ["c"] }] }],
    ["triggers taken away", { triggers: ["a"] }, {}],
    ["a tag", { tags: { a: "b" } }, { tags: { a: "c" } }],
  ])("%s", (_, then, now) => {
    const [name] = [...Object.keys(now), ...Object.keys(then)];
    expect(diff(built(then), declared("ip-1", now))).toMatchObject({ replaces: [name], updates: [] });
  });

  test.each(["FAILED", "TEST_FAILED", "CANCELLED"])("a build that ended as %s", (status) => {
    expect(diff(built({ status }), declared("ip-1"))).toMatchObject({ replaces: ["status"], updates: [] });
  });
});

test.each([
  ["waitForCompletion", { waitForCompletion: false }],
  ["timeoutMinutes", { timeoutMinutes: 5 }],
  ["deleteImageOnDestroy", { deleteImageOnDestroy: true }],
])("%s steers only us: no new build", (name, now) => {
  expect(diff(built(), declared("ip-1", now))).toMatchObject({ replaces: [], updates: [name] });
});

describe("a build that has not ended", () => {
  test.each(["BUILDING", "CANCELLING", "OPTIMIZING", undefined])("%s: is gone on with", (status) => {
    expect(diff(built({ status }), declared("ip-1"))).toEqual({ ...NONE, unfinished: true });
  });

  test("is built again anyway if an argument requires it", () => {
    const { replaces } = diff(built({ status: "BUILDING" }), declared("ip-2"));
    expect(replaces).toEqual(["imagePipelineId"]);
  });

  test.each(["BUILDING", "FAILED"])("%s: is left alone where nobody waits for it", (status) => {
    const quiet = { waitForCompletion: false };
    expect(diff(built({ status, ...quiet }), declared("ip-1", quiet))).toEqual(NONE);
  });

  test("is waited for from when that is declared", () => {
    expect(diff(built({ status: "BUILDING", waitForCompletion: false }), declared("ip-1"))).toMatchObject({
      replaces: [],
      updates: ["waitForCompletion"],
      unfinished: true,
    });
  });
});

test("defaults that a later release adds are no difference to a state that does not hold them", () => {
  const { waitForCompletion: _, timeoutMinutes: __, deleteImageOnDestroy: ___, ...old } = built();
  expect(diff(old, declared("ip-1"))).toEqual(NONE);
});
