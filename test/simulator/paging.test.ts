/** Listings, page by page: every item once, whatever the size of a page and however the items came to be. */

import fc from "fast-check";
import type { Flat } from "./support.js";
import { advance, call, control, createPipeline, REGION, startExecution, useSimulator } from "./support.js";

const simulator = useSimulator();

interface Listing {
  readonly action: string;
  readonly parameters: Flat;
  /** The highest page size that the action takes. */
  readonly most: number;
  readonly idsOf: (body: Record<string, unknown>) => readonly string[];
}

/** The IDs in an answer, which are in a list of objects at the end of a path. */
const ids =
  (list: string, set: string, id: string) =>
  (body: Record<string, unknown>): readonly string[] =>
    (body[list] as Record<string, readonly Record<string, string>[]>)[set]?.map((item) => String(item[id])) ??
    [];

const PIPELINES: Listing = {
  action: "DescribeImagePipelines",
  parameters: {},
  most: 500,
  idsOf: ids("ImagePipeline", "ImagePipelineSet", "ImagePipelineId"),
};
const COMPONENTS: Listing = {
  action: "DescribeImageComponents",
  parameters: {},
  most: 500,
  idsOf: ids("ImageComponent", "ImageComponentSet", "ImageComponentId"),
};
const SNAPSHOTS: Listing = {
  action: "DescribeSnapshots",
  parameters: {},
  most: 100,
  idsOf: ids("Snapshots", "Snapshot", "SnapshotId"),
};
const executionsOf = (ImagePipelineId: string): Listing => ({
  action: "DescribeImagePipelineExecutions",
  parameters: { ImagePipelineId },
  most: 500,
  idsOf: ids("ImagePipelineExecution", "ImagePipelineExecutionSet", "ExecutionId"),
});

async function byToken({ action, parameters, idsOf }: Listing, pageSize: Flat): Promise<readonly string[]> {
  const found: string[] = [];
  let NextToken: string | undefined;
  do {
    const asked = { RegionId: REGION, ...parameters, ...pageSize, ...(NextToken && { NextToken }) };
    const { status, body } = await call(simulator.current, action, asked);
    if (status !== 200) throw new Error(`${action}: ${JSON.stringify(body)}`);
    found.push(...idsOf(body));
    NextToken = body["NextToken"] as string | undefined;
  } while (NextToken !== undefined);
  return found;
}

async function imagesByNumber(PageSize: number): Promise<readonly string[]> {
  const found: string[] = [];
  for (let PageNumber = 1; ; PageNumber += 1) {
    const { body } = await call(simulator.current, "DescribeImages", {
      ImageOwnerAlias: "self",
      RegionId: REGION,
      PageNumber,
      PageSize,
    });
    const page = ids("Images", "Image", "ImageId")(body);
    if (page.length === 0) return found;
    found.push(...page);
  }
}

const settings = (body: object) => control(simulator.current, "settings", body);

/** Pipelines that each build at the same time, with disks, copies and tags; all planned again in one step. */
async function build(disks: readonly number[]): Promise<readonly string[]> {
  const pipelines: string[] = [];
  for (const count of disks) {
    const disk = Array.from({ length: count }, (_, n) => [
      [`ImportImageOptions.DiskDeviceMappings.${n + 1}.OSSBucket`, "bucket"],
      [`ImportImageOptions.DiskDeviceMappings.${n + 1}.OSSObject`, "object"],
      [`ImportImageOptions.DiskDeviceMappings.${n + 1}.DiskImageSize`, "5"],
      [`ImportImageOptions.DiskDeviceMappings.${n + 1}.Format`, "RAW"],
    ]).flat();
    const id = await createPipeline(simulator.current, {
      ...(count > 1 && { BaseImageType: "OSS", ...Object.fromEntries(disk) }),
      "ToRegionId.1": "cn-beijing",
      "ImageOptions.ImageTags.1.Key": "a",
      "ImageOptions.ImageTags.1.Value": "1",
    });
    await startExecution(simulator.current, id);
    pipelines.push(id);
  }
  await settings({ stateSeconds: { BUILDING: 10 } });
  await advance(simulator.current, 1000);
  return pipelines;
}

test("each pipeline, component, execution, image and snapshot is listed once, at any page size", async () => {
  const disks = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(disks, fc.integer({ min: 1, max: 7 }), async (counts, size) => {
      await control(simulator.current, "reset", {});
      const pipelines = await build(counts);
      for (const id of pipelines.slice(0, 2)) {
        await startExecution(simulator.current, id);
        await call(simulator.current, "CreateImageComponent", { RegionId: REGION, Content: "RUN a" });
      }
      await settings({ stateSeconds: { BUILDING: 20 } });
      await advance(simulator.current, 1000);
      for (const listing of [PIPELINES, COMPONENTS, SNAPSHOTS, ...pipelines.map(executionsOf)]) {
        const all = await byToken(listing, { MaxResults: listing.most });
        expect(await byToken(listing, { MaxResults: size })).toEqual(all);
        expect(new Set(all).size).toBe(all.length);
      }
      expect(await byToken(PIPELINES, { MaxResults: size })).toEqual(pipelines);
      const again = counts.slice(0, 2);
      const built = [...counts, ...again].reduce((sum, count) => sum + count, 0);
      expect(await byToken(SNAPSHOTS, { MaxResults: size })).toHaveLength(built);
      const images = await imagesByNumber(size);
      expect(new Set(images).size).toBe(counts.length + again.length);
      expect(images).toEqual(await imagesByNumber(100));
    }),
    { numRuns: 15 },
  );
}, 60_000);

test("the tags of 60 images that were planned in one step are all listed, 50 images a page", async () => {
  await build(Array.from({ length: 60 }, () => 1));
  const tags: Listing = {
    action: "ListTagResources",
    parameters: { ResourceType: "image" },
    most: 50,
    idsOf: ids("TagResources", "TagResource", "ResourceId"),
  };
  expect(new Set(await byToken(tags, {}))).toEqual(new Set(await imagesByNumber(100)));
}, 30_000);

test("what is created after a deletion is on the later pages", async () => {
  const [first, second] = [await createPipeline(simulator.current), await createPipeline(simulator.current)];
  const last = await createPipeline(simulator.current);
  const two = { RegionId: REGION, MaxResults: 2 };
  const page = await call(simulator.current, PIPELINES.action, two);
  expect(PIPELINES.idsOf(page.body)).toEqual([first, second]);
  for (const ImagePipelineId of [second, last]) {
    await call(simulator.current, "DeleteImagePipeline", { RegionId: REGION, ImagePipelineId });
  }
  const made = await createPipeline(simulator.current);
  const NextToken = String(page.body["NextToken"]);
  const rest = await call(simulator.current, PIPELINES.action, { ...two, NextToken });
  expect(PIPELINES.idsOf(rest.body)).toEqual([made]);
});
