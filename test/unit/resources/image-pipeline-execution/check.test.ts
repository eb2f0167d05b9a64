import { UNKNOWN } from "../../../../provider/src/values/unknown";
import { checkExecution } from "../../../support/check";

type Args = Record<string, unknown>;
const VALID = { regionId: "cn-hangzhou", imagePipelineId: "ip-1" };
const reasons = (args: Args) => checkExecution({ ...VALID, ...args }).reasons;

describe("refused in the preview", () => {
  test.each<[Args, string]>([
    [{ imagePipelineId: undefined }, "imagePipelineId: is missing; it must be a string. Set it."],
    [
      { imagePipelineId: "ip 1" },
      "imagePipelineId: has a space at position 3; it must be the ID of an image pipeline (ip-…), without whitespace. Remove it.",
    ],
    [{ timeoutMinutes: 0 }, "timeoutMinutes: is 0; it must be a whole number from 1 to 1440 (minutes)."],
    [
      { timeoutMinutes: 1441 },
      "timeoutMinutes: is 1441; it must be a whole number from 1 to 1440 (minutes).",
    ],
    [{ timeoutMinutes: 1.5 }, "timeoutMinutes: is 1.5; it must be a whole number from 1 to 1440 (minutes)."],
    [{ waitForCompletion: "no" }, "waitForCompletion: is a string; it must be true or false."],
    [{ triggers: "a" }, "triggers: is a string; it must be a list."],
    [
      { tags: { aliyun: "a" } },
      'tags.aliyun: the tag key starts with "aliyun", which is reserved for Alibaba Cloud. Use another prefix.',
    ],
    [{ trigger: ["a"] }, "trigger: unknown argument. Did you mean triggers? Correct or remove it."],
  ])("%j", (args, reason) => expect(reasons(args)).toEqual([reason]));
});

describe("accepted", () => {
  test.each<[Args]>([
    [{ imagePipelineId: UNKNOWN, triggers: UNKNOWN, timeoutMinutes: UNKNOWN, waitForCompletion: UNKNOWN }],
    [{ triggers: [UNKNOWN, { deep: [UNKNOWN] }, 1, "a", null] }],
    [{ timeoutMinutes: 1440, waitForCompletion: false, deleteImageOnDestroy: true, tags: { a: UNKNOWN } }],
  ])("%j", (args) => expect(reasons(args)).toEqual([]));

  test("normalized: the defaults filled in, unknown triggers where they stand", () => {
    expect(checkExecution({ ...VALID, triggers: ["b", UNKNOWN, "a", UNKNOWN] }).inputs).toEqual({
      ...VALID,
      triggers: ["b", UNKNOWN, "a", UNKNOWN],
      waitForCompletion: true,
      timeoutMinutes: 180,
      deleteImageOnDestroy: false,
      rebuildWhenImageGone: false,
    });
  });
});
