import { AT_ONCE, executionIn, GOES_ON } from "./building";
import { deleteImage } from "./outside";
import { stage } from "./stage";

jest.setTimeout(300_000);

const { simulator, project } = stage();

beforeEach(async () => {
  await simulator().reset();
  await simulator().settings(GOES_ON);
});

const images = async () => (await simulator().state()).images.map(({ id }) => id);

const REGIONS = ["cn-beijing", "cn-hangzhou", "cn-shanghai"];

/** A build whose image is copied to two other regions. */
const copied = (args: string) =>
  [
    'import { ImagePipeline } from "pulumi-alicloud-image-builder";',
    "const pipeline = new ImagePipeline(",
    '  "web", { baseImageType: "IMAGE", baseImage: "m-1", toRegionIds: ["cn-shanghai", "cn-beijing"] });',
    `export const { imageIds } = pipeline.execute("web-image", { deleteImageOnDestroy: true, ${args} });`,
    "",
  ].join("\n");

test("a copy that is deleted outside leaves the state at the next refresh, and is built again if that is declared; destroy leaves no image and no snapshot in any region", async () => {
  const inRegions = async () =>
    Object.fromEntries((await simulator().state()).images.map(({ id, regionId }) => [regionId, id]));
  const stack = await project({ program: copied("") });
  await stack.up();
  const { imageIds: ids } = (await stack.outputs()) as { imageIds: Record<string, string> };
  expect(Object.keys(ids).sort()).toEqual(REGIONS);
  expect(ids).toEqual(await inRegions());
  const copy = ids["cn-beijing"] ?? "";
  await simulator().setImageStatus(copy, "Deprecated");
  expect((await stack.refresh()).stdout).toContain("3 unchanged");

  await simulator().setImageStatus(copy, "Available");
  await deleteImage(simulator(), copy, "cn-beijing");
  const { stdout } = await stack.refresh();
  expect(stdout).toContain("1 updated");
  expect(stdout).toMatch(
    new RegExp(
      `warning: execution exec-\\w+: its image ${copy} no longer exists in cn-beijing, so imageIds no longer contains it\\. To build a new image, set`,
    ),
  );
  expect((await executionIn(stack))?.outputs).toMatchObject({ missingImageRegionIds: ["cn-beijing"] });

  // Left alone, unless the program says otherwise.
  const preview = await stack.preview({ args: ["--expect-no-changes"] });
  expect(preview.stdout).toMatch(
    /warning: execution exec-\w+: its image no longer exists in cn-beijing\. To/,
  );
  stack.write("index.ts", copied("rebuildWhenImageGone: true"));
  const { stdout: shown } = await stack.up();
  expect(shown).toMatch(
    /execution exec-\w+: its image no longer exists in cn-beijing, so it is built again \(rebuildWhenImageGone\)/,
  );
  const { imageIds: again } = await stack.outputs();
  expect(Object.keys(again as object).sort()).toEqual(REGIONS);
  expect(again).toEqual(await inRegions());
  expect((await simulator().state()).snapshots).toHaveLength(3);

  await stack.destroy();
  const left = await simulator().state();
  expect([left.images, left.snapshots]).toEqual([[], []]);
});

test("an image whose tests failed is in the state: the next build takes it away, with the old one", async () => {
  const failing = { stateSeconds: AT_ONCE, failures: [{ at: "TESTING" }] };
  const program = (trigger: string) =>
    [
      'import { ImagePipeline } from "pulumi-alicloud-image-builder";',
      'const pipeline = new ImagePipeline("web", { baseImageType: "IMAGE", baseImage: "m-1", testContent: "RUN a" });',
      `export const { imageId } = pipeline.execute("web-image", { deleteImageOnDestroy: true, triggers: ["${trigger}"] });`,
      "",
    ].join("\n");
  const stack = await project({ program: program("a") });
  await stack.up();
  const [good] = await images();
  await simulator().settings(failing);
  stack.write("index.ts", program("b"));
  const { stdout, stderr } = await stack.up({ fails: true });
  const [, bad] = await images();
  expect(stdout + stderr).toContain(
    `The image ${bad} exists, but its tests failed. It is deleted when the next build replaces this one, or with \`pulumi destroy\` (deleteImageOnDestroy).`,
  );
  expect(await images()).toEqual([good, bad]);

  await simulator().settings(GOES_ON);
  await stack.up();
  const { imageId } = await stack.outputs();
  expect([good, bad]).not.toContain(imageId);
  expect(await images()).toEqual([imageId]);
  expect((await simulator().state()).snapshots).toHaveLength(1);
});
