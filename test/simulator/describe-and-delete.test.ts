/** Finding pipelines page by page and by filter, region by region, and deleting them. */

import type { Flat } from "./support.js";
import { call, createPipeline, describePipelines, REGION, useSimulator, verdict } from "./support.js";

const simulator = useSimulator();
const create = (parameters: Flat = {}) => createPipeline(simulator.current, parameters);

async function ids(parameters: Flat = {}): Promise<readonly unknown[]> {
  const { ImagePipeline } = await describePipelines(simulator.current, parameters);
  return ImagePipeline.ImagePipelineSet.map((pipeline) => pipeline["ImagePipelineId"]);
}

async function createMany(count: number): Promise<readonly string[]> {
  const made: string[] = [];
  for (let n = 0; n < count; n += 1) made.push(await create());
  return made;
}

describe("pages", () => {
  test("together contain each pipeline once, in the order of creation", async () => {
    const made = await createMany(7);
    const seen: unknown[] = [];
    let NextToken: string | undefined;
    do {
      const answer = await describePipelines(simulator.current, {
        MaxResults: 3,
        ...(NextToken && { NextToken }),
      });
      expect([answer.TotalCount, answer.MaxResults]).toEqual([7, 3]);
      seen.push(...answer.ImagePipeline.ImagePipelineSet.map((pipeline) => pipeline["ImagePipelineId"]));
      NextToken = answer.NextToken;
    } while (NextToken);
    expect(seen).toEqual(made);
  });

  test("contain 50 items by default, and the last one has no token", async () => {
    await createMany(51);
    const first = await describePipelines(simulator.current);
    expect([first.ImagePipeline.ImagePipelineSet.length, first.MaxResults]).toEqual([50, 50]);
    const last = await describePipelines(simulator.current, { NextToken: first.NextToken ?? "" });
    expect(last.ImagePipeline.ImagePipelineSet).toHaveLength(1);
    expect(last).not.toHaveProperty("NextToken");
  });

  test("miss and repeat nothing when pipelines are created and deleted between them", async () => {
    const made = await createMany(4);
    const { NextToken = "" } = await describePipelines(simulator.current, { MaxResults: 2 });
    await call(simulator.current, "DeleteImagePipeline", {
      RegionId: REGION,
      ImagePipelineId: made[0] ?? "",
    });
    const later = await create();
    expect(await ids({ MaxResults: 10, NextToken })).toEqual([made[2], made[3], later]);
  });

  test("begin at the start with an empty token", async () => {
    const made = await createMany(2);
    expect(await ids({ NextToken: "" })).toEqual(made);
  });

  test.each([
    ["a token that was never given", { NextToken: "bogus" }, "403 Invalid.NextToken"],
    ["501 results", { MaxResults: 501 }, "400 InvalidParameter.MaxResults"],
    ["0 results", { MaxResults: 0 }, "400 InvalidParameter.MaxResults"],
    [
      "21 IDs",
      Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`ImagePipelineId.${n + 1}`, "ip-1"])),
      "400 InvalidImagePipelineIdSize.ExceededMaxNumber",
    ],
  ])("are refused for %s", async (_what, parameters, expected) => {
    const all = { RegionId: REGION, ...parameters } as Flat;
    expect(await verdict(simulator.current, "DescribeImagePipelines", all)).toBe(expected);
  });

  test("are refused for the token of another query", async () => {
    await createMany(2);
    const { NextToken = "" } = await describePipelines(simulator.current, { MaxResults: 1 });
    const other = { RegionId: REGION, Name: "other", NextToken };
    expect(await verdict(simulator.current, "DescribeImagePipelines", other)).toBe("403 Invalid.NextToken");
  });
});

describe("filters", () => {
  test("by ID find those that exist, and nothing for those that do not", async () => {
    const [first = "", , third = ""] = await createMany(3);
    const wanted = { "ImagePipelineId.1": third, "ImagePipelineId.2": "ip-none", "ImagePipelineId.3": first };
    expect(await ids(wanted)).toEqual([first, third]);
    expect(await ids({ "ImagePipelineId.1": "ip-none" })).toEqual([]);
  });

  test("by name match the whole of it; an unset name is the ID", async () => {
    const named = await create({ Name: "web" });
    const unnamed = await create();
    await create({ Name: "web-2" });
    expect(await ids({ Name: "web" })).toEqual([named]);
    expect(await ids({ Name: unnamed })).toEqual([unnamed]);
  });

  test("by tag match key and value, or the key alone, and all of several", async () => {
    const one = await create({
      "Tag.1.Key": "env",
      "Tag.1.Value": "test",
      "Tag.2.Key": "team",
      "Tag.2.Value": "a",
    });
    const two = await create({ "Tag.1.Key": "env", "Tag.1.Value": "live" });
    expect(await ids({ "Tag.1.Key": "env" })).toEqual([one, two]);
    expect(await ids({ "Tag.1.Key": "env", "Tag.1.Value": "live" })).toEqual([two]);
    expect(await ids({ "Tag.1.Key": "env", "Tag.2.Key": "team" })).toEqual([one]);
  });

  test("by resource group", async () => {
    const grouped = await create({ ResourceGroupId: "rg-1" });
    await create();
    expect(await ids({ ResourceGroupId: "rg-1" })).toEqual([grouped]);
  });

  test("that do not exist are refused", async () => {
    const parameters = { RegionId: REGION, Status: "SUCCESS" };
    expect(await verdict(simulator.current, "DescribeImagePipelines", parameters)).toBe(
      "400 InvalidParameter.Status",
    );
  });
});

describe("regions", () => {
  test("do not see each other's pipelines", async () => {
    const here = await create();
    const there = await create({ RegionId: "us-west-1" });
    expect(await ids()).toEqual([here]);
    expect(await ids({ RegionId: "us-west-1" })).toEqual([there]);
    expect(await ids({ "ImagePipelineId.1": there })).toEqual([]);
  });

  test("must be named", async () => {
    expect(await verdict(simulator.current, "DescribeImagePipelines", {})).toBe("400 MissingParameter");
  });
});

describe("deleting", () => {
  const remove = (ImagePipelineId: string, RegionId = REGION) =>
    verdict(simulator.current, "DeleteImagePipeline", { RegionId, ImagePipelineId });

  test("removes a pipeline, once", async () => {
    const id = await create();
    expect(await remove(id)).toBe("200");
    expect(await ids()).toEqual([]);
    expect(await remove(id)).toBe("404 InvalidImagePipeline.NotFound");
  });

  test("works in the pipeline's own region only", async () => {
    const id = await create();
    expect(await remove(id, "us-west-1")).toBe("404 InvalidImagePipeline.NotFound");
    expect(await ids()).toEqual([id]);
  });

  test("needs an ID", async () => {
    expect(await remove("")).toBe("400 MissingParameter");
  });
});
