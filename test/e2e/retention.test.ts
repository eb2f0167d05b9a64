import { AT_ONCE } from "./building";
import { stage } from "./stage";

jest.setTimeout(300_000);

const { simulator, project } = stage();

const REGIONS = ["cn-hangzhou", "cn-beijing"];

const program = (release: number, more = "") =>
  [
    'import { ImagePipeline, ImageRetention } from "pulumi-alicloud-image-builder";',
    'const pipeline = new ImagePipeline("web", {',
    '  baseImageType: "IMAGE", baseImage: "m-1", buildContent: "RUN a",',
    '  imageOptions: { imageName: "web", imageFamily: "web" }, toRegionIds: ["cn-beijing"],',
    "});",
    `const build = pipeline.execute("web-image", { triggers: [${release}] });`,
    'const retention = new ImageRetention("web-images", {',
    `  action: "delete", imageFamily: "web", imageNamePrefix: "web_", regionIds: ${JSON.stringify(REGIONS)}, keep: 2,`,
    `  triggers: [build.imageIds], ${more}`,
    "});",
    "export const { deleted, kept, skipped, pending } = retention;",
    "export const { imageId } = build;",
    "",
  ].join("\n");

/** The builds that have an image, in each region, newest first. */
async function left() {
  const { images, executions } = await simulator().state();
  const builds = executions.map(({ id }) => `web_${id}`).reverse();
  return REGIONS.map((regionId) =>
    images
      .filter((image) => image.regionId === regionId)
      .map(({ current }) => builds.indexOf(String(current["ImageName"])))
      .sort(),
  );
}

test("of four builds the two newest images stay, in every region, with their snapshots; destroy deletes none of them", async () => {
  await simulator().settings({ stateSeconds: AT_ONCE });
  const stack = await project({ program: program(1) });
  const preview = await stack.preview();
  expect(preview.stdout).toContain(
    "when this runs, it keeps the newest 2 of family web with the given name prefix in each of cn-hangzhou, cn-beijing; deletes the others with their snapshots",
  );
  for (const release of [1, 2, 3]) {
    stack.write("index.ts", program(release));
    await stack.up();
  }
  stack.write("index.ts", program(4));
  const { stdout } = await stack.up();
  expect(stdout).toContain("image retention: deleted 2 images, kept 4, skipped 0");
  expect(await left()).toEqual([
    [0, 1],
    [0, 1],
  ]);
  expect((await simulator().state()).snapshots).toHaveLength(4);
  const { imageId, deleted, kept, skipped, pending } = await stack.outputs();
  expect([deleted, kept]).toEqual([Array(2).fill(expect.anything()), Array(4).fill(expect.anything())]);
  expect(kept).toContainEqual({ regionId: "cn-hangzhou", imageId });
  expect([skipped, pending]).toEqual([[], []]);

  await stack.destroy();
  expect((await simulator().state()).images).toHaveLength(4);
});
