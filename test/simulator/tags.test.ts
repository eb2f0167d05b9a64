/** TagResources, UntagResources and ListTagResources, for pipelines (docs/service.md, Tags). */

import type { Flat } from "./support.js";
import { call, createPipeline, describePipeline, REGION, useSimulator, verdict } from "./support.js";

const simulator = useSimulator();
const WHICH = { RegionId: REGION, ResourceType: "imagepipeline" } as const;
const many = (count: number, first = 1): Flat =>
  Object.assign(
    {},
    ...Array.from({ length: count }, (_, n) => ({
      [`Tag.${n + 1}.Key`]: `k${first + n}`,
      [`Tag.${n + 1}.Value`]: "",
    })),
  );
const act = (action: string, parameters: Flat) =>
  verdict(simulator.current, action, { ...WHICH, ...parameters });

async function tagsOf(id: string): Promise<unknown> {
  const pipeline = await describePipeline(simulator.current, id);
  const { Tag } = (pipeline["Tags"] ?? { Tag: [] }) as { Tag: { TagKey: string; TagValue: string }[] };
  return Object.fromEntries(Tag.map(({ TagKey, TagValue }) => [TagKey, TagValue]));
}

describe("TagResources", () => {
  test("adds tags, and overwrites the value of an existing key", async () => {
    const id = await createPipeline(simulator.current, { "Tag.1.Key": "a", "Tag.1.Value": "1" });
    const tags = { "Tag.1.Key": "a", "Tag.1.Value": "2", "Tag.2.Key": "b", "Tag.2.Value": "" };
    expect(await act("TagResources", { "ResourceId.1": id, ...tags })).toBe("200");
    expect(await tagsOf(id)).toEqual({ a: "2", b: "" });
  });

  test("tags several pipelines at once, or none of them", async () => {
    const [one, two] = [await createPipeline(simulator.current), await createPipeline(simulator.current)];
    const tag = { "Tag.1.Key": "a", "Tag.1.Value": "1" };
    expect(await act("TagResources", { "ResourceId.1": one, "ResourceId.2": "ip-none", ...tag })).toBe(
      "404 InvalidResourceId.NotFound",
    );
    expect(await tagsOf(one)).toEqual({});
    expect(await act("TagResources", { "ResourceId.1": one, "ResourceId.2": two, ...tag })).toBe("200");
    expect([await tagsOf(one), await tagsOf(two)]).toEqual([{ a: "1" }, { a: "1" }]);
  });

  test("leaves a pipeline with at most 20 tags", async () => {
    const id = await createPipeline(simulator.current, many(19));
    expect(await act("TagResources", { "ResourceId.1": id, ...many(2, 20) })).toBe(
      "400 OperationDenied.QuotaExceed",
    );
    expect(await act("TagResources", { "ResourceId.1": id, ...many(2, 19) })).toBe("200");
  });

  test("refuses a key that differs in letter case only from one that the pipeline has", async () => {
    const id = await createPipeline(simulator.current, many(1));
    const tag = { "Tag.1.Key": "K1", "Tag.1.Value": "" };
    expect(await act("TagResources", { "ResourceId.1": id, ...tag })).toBe("403 TagKey.Duplication");
    expect(await tagsOf(id)).toEqual({ k1: "" });
  });

  test("accepts a value that starts with acs:, which creating does not", async () => {
    const id = await createPipeline(simulator.current);
    expect(await act("TagResources", { "ResourceId.1": id, "Tag.1.Key": "a", "Tag.1.Value": "acs:x" })).toBe(
      "200",
    );
  });

  test.each<readonly [string, Flat, string]>([
    ["a pipeline of another region", { RegionId: "us-west-1", ...many(1) }, "404 InvalidResourceId.NotFound"],
    [
      "a type that does not exist",
      { ResourceType: "pipeline", ...many(1) },
      "404 InvalidResourceType.NotFound",
    ],
    [
      "a type in another case",
      { ResourceType: "ImagePipeline", ...many(1) },
      "404 InvalidResourceType.NotFound",
    ],
    ["21 tags", many(21), "400 NumberExceed.Tags"],
    ["a key of acs:", { "Tag.1.Key": "acs:a", "Tag.1.Value": "" }, "400 InvalidTagKey.Malformed"],
    ["a key twice", { ...many(1), "Tag.2.Key": "k1", "Tag.2.Value": "" }, "400 Duplicate.TagKey"],
    [
      "keys that differ in letter case only",
      { ...many(1), "Tag.2.Key": "K1", "Tag.2.Value": "" },
      "403 TagKey.Duplication",
    ],
    ["a key without a value", { "Tag.1.Key": "a" }, "400 MissingParameter"],
    ["no tags", {}, "404 MissingParameter.Tags"],
  ])("refuses %s", async (_what, parameters, expected) => {
    const id = await createPipeline(simulator.current);
    expect(await act("TagResources", { "ResourceId.1": id, ...parameters })).toBe(expected);
  });

  test("refuses no resources, and 51 of them", async () => {
    expect(await act("TagResources", many(1))).toBe("404 MissingParameter.ResourceIds");
    const tooMany = Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`ResourceId.${n + 1}`, "ip-1"]));
    expect(await act("TagResources", { ...tooMany, ...many(1) })).toBe("400 NumberExceed.ResourceIds");
  });
});

describe("UntagResources", () => {
  test("removes the keys that exist, and ignores the others", async () => {
    const id = await createPipeline(simulator.current, many(3));
    expect(await act("UntagResources", { "ResourceId.1": id, "TagKey.1": "k2", "TagKey.2": "other" })).toBe(
      "200",
    );
    expect(await tagsOf(id)).toEqual({ k1: "", k3: "" });
  });

  test("removes all tags with All, and is refused when keys are sent too", async () => {
    const id = await createPipeline(simulator.current, many(2));
    expect(await act("UntagResources", { "ResourceId.1": id, "TagKey.1": "k2", All: true })).toBe(
      "403 Param.Conflict",
    );
    expect(await tagsOf(id)).toEqual({ k1: "", k2: "" });
    expect(await act("UntagResources", { "ResourceId.1": id, All: true })).toBe("200");
    expect(await tagsOf(id)).toEqual({});
  });

  test("refuses neither keys nor All, and 21 keys", async () => {
    const id = await createPipeline(simulator.current);
    const keys = Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`TagKey.${n + 1}`, `k${n}`]));
    expect(await act("UntagResources", { "ResourceId.1": id })).toBe("404 MissingParameter.Tags");
    expect(await act("UntagResources", { "ResourceId.1": id, All: false })).toBe("404 MissingParameter.Tags");
    expect(await act("UntagResources", { "ResourceId.1": id, ...keys })).toBe("400 NumberExceed.Tags");
  });
});

describe("ListTagResources", () => {
  test("lists the tags of the requested pipelines", async () => {
    const id = await createPipeline(simulator.current, many(1));
    await createPipeline(simulator.current, many(1));
    const { body } = await call(simulator.current, "ListTagResources", { ...WHICH, "ResourceId.1": id });
    expect(body["TagResources"]).toEqual({
      TagResource: [{ ResourceId: id, ResourceType: "imagepipeline", TagKey: "k1", TagValue: "" }],
    });
  });

  test("pages", async () => {
    for (let n = 0; n < 51; n += 1) await createPipeline(simulator.current, many(1));
    const { body } = await call(simulator.current, "ListTagResources", WHICH);
    const NextToken = String(body["NextToken"]);
    const last = await call(simulator.current, "ListTagResources", { ...WHICH, NextToken });
    expect((last.body["TagResources"] as { TagResource: unknown[] }).TagResource).toHaveLength(1);
    expect(last.body).not.toHaveProperty("NextToken");
  });

  test("refuses a value without a key by the documented code", async () => {
    expect(await act("ListTagResources", { "Tag.1.Value": "v" })).toBe("400 InvalidParameter.TagValue");
  });
});
