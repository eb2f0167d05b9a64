import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { shell } from "../../provider/src/servers/dynamic/shell";
import { cleanEnvironment, simulatorEnvironment } from "../../tools/lib/clean-environment.cjs";
import { AT_ONCE, HANGS } from "../e2e/building";
import { createOutside, deleteImage, deletePipeline, startBuild } from "../e2e/outside";
import { runChild, startChild } from "../support/child";
import { temporaryFolder } from "../support/folder";
import { root } from "../support/root";
import { type Simulator, startSimulator } from "../support/simulator";
import { checkAndCreate, declared, startHost } from "./stand";

jest.setTimeout(60_000);

let simulator: Simulator;
let folder: string;

beforeAll(async () => {
  simulator = await startSimulator();
  folder = temporaryFolder();
});

afterAll(async () => {
  await simulator.stop();
});

type Resource = Record<string, unknown>;

/** A stack as `pulumi stack export` prints it. */
const exported = (resources: Resource[]): string =>
  JSON.stringify({ version: 3, deployment: { manifest: {}, resources } });

const DYNAMIC = "pulumi-nodejs:dynamic/alicloud";
const PLUGIN = "alicloud-image-builder:index";
const urn = (type: string, name: string) => `urn:pulumi:test::test::${type}::${name}`;

/** A resource of this package in a state. */
const own = (
  type: "ImagePipeline" | "ImageComponent" | "ImagePipelineExecution",
  name: string,
  id: string,
  regionId: unknown,
  front = DYNAMIC,
  outputs: Resource = {},
) => ({
  urn: urn(`${front}:${type}`, name),
  type: `${front}:${type}`,
  id,
  outputs: { regionId, ...outputs },
});

const ALICLOUD = "pulumi:providers:alicloud";
const provider = (region: string) => ({
  urn: urn(ALICLOUD, "default"),
  type: ALICLOUD,
  id: "7a1c",
  inputs: { region },
  outputs: { region },
});

/** A resource of `@pulumi/alicloud` in a state: its region is that of its provider. */
const bridged = (type: string, name: string, id: string) => ({
  urn: urn(type, name),
  type,
  id,
  outputs: { id, name },
  provider: `${urn(ALICLOUD, "default")}::7a1c`,
});

/** `pulumi-alicloud-image-builder orphans`, with a state on standard input. */
const orphans = (state: string, args: string[] = [], env: NodeJS.ProcessEnv = {}) =>
  runChild(join(root, "node_modules/.bin/pulumi-alicloud-image-builder"), ["orphans", ...args], {
    cwd: folder,
    env: {
      ...cleanEnvironment(process.env),
      ...simulatorEnvironment(simulator),
      ALICLOUD_REGION: "",
      ...env,
    },
    input: state,
  });

describe("orphans", () => {
  const made: Record<string, string> = {};

  beforeAll(async () => {
    const host = await startHost({ simulator });
    for (const name of ["known", "of-the-plugin", "of-the-bridge", "lost"]) {
      made[name] = (await checkAndCreate(host, declared({ name }))).id;
    }
    for (const name of ["known", "of-the-plugin", "of-the-bridge", "lost"]) {
      const component = {
        __provider: shell("imageComponent"),
        imageComponentName: name,
        content: "RUN a",
        componentVersion: "1.0.0",
      };
      made[`component ${name}`] = (await checkAndCreate(host, component)).id;
    }
  });

  const states = () => [
    own("ImagePipeline", "known", String(made["known"]), "cn-hangzhou"),
    own("ImageComponent", "known", String(made["component known"]), "cn-hangzhou"),
    provider("cn-hangzhou"),
    bridged("alicloud:ecs/ecsImagePipeline:EcsImagePipeline", "web", String(made["of-the-bridge"])),
    bridged(
      "alicloud:ecs/ecsImageComponent:EcsImageComponent",
      "base",
      String(made["component of-the-bridge"]),
    ),
    own("ImagePipeline", "plugin", String(made["of-the-plugin"]), "cn-hangzhou", PLUGIN),
    own("ImageComponent", "plugin", String(made["component of-the-plugin"]), "cn-hangzhou", PLUGIN),
  ];

  test("lists the pipelines and components that neither this package, its plugin nor @pulumi/alicloud holds", async () => {
    const { code, stdout } = await orphans(exported(states()), ["--json"]);
    expect(JSON.parse(stdout)).toEqual([
      {
        type: "ImagePipeline",
        regionId: "cn-hangzhou",
        id: made["lost"],
        name: "lost",
        creationTime: expect.stringMatching(/Z$/),
      },
      {
        type: "ImageComponent",
        regionId: "cn-hangzhou",
        id: made["component lost"],
        name: "lost",
        creationTime: expect.stringMatching(/Z$/),
      },
    ]);
    expect(code).toBe(3);
  });

  test("says for people what can be done with each", async () => {
    const { code, stdout, stderr } = await orphans(exported(states()));
    expect(stdout.split("\n")).toEqual([
      expect.stringMatching(new RegExp(`^ImagePipeline  ${made["lost"]}  cn-hangzhou  \\S+Z  lost$`)),
      expect.stringMatching(
        new RegExp(`^ImageComponent  ${made["component lost"]}  cn-hangzhou  \\S+Z  lost$`),
      ),
      "",
      `To adopt a pipeline, declare it as it is, with \`adopt: "${made["lost"]}"\`; see docs/importing.md.`,
      `To adopt a component, declare it as it is, with \`adopt: "${made["component lost"]}"\`, or use it by its ID, or delete it.`,
      "",
    ]);
    expect({ code, stderr }).toEqual({ code: 3, stderr: "" });
  });

  test("looks in the region of the provider that @pulumi/alicloud's resources have, and in no other's", async () => {
    const [, , , web] = states();
    const elsewhere = { ...provider("cn-beijing"), urn: urn(ALICLOUD, "other"), id: "9b2d" };
    const { code, stdout } = await orphans(exported([elsewhere, provider("cn-shanghai"), web as Resource]));
    expect(stdout).toBe(
      "No pipeline, component, build or image in cn-shanghai is missing from the given state.\n",
    );
    expect(code).toBe(0);
  });

  test("reads as many states as are given", async () => {
    const files = [states(), [own("ImagePipeline", "lost", String(made["lost"]), "cn-hangzhou")]].map(
      (resources, index) => {
        const file = join(folder, `${index}.json`);
        writeFileSync(file, exported(resources));
        return ["--state", file];
      },
    );
    const { code, stdout } = await orphans("", [...files.flat(), "--json"]);
    expect(JSON.parse(stdout).map(({ id }: { id: string }) => id)).toEqual([made["component lost"]]);
    expect(code).toBe(3);
  });

  test("reads a state from standard input where its name is -, beside files", async () => {
    const file = join(folder, "other.json");
    writeFileSync(file, exported(states()));
    const lost = exported([own("ImagePipeline", "lost", String(made["lost"]), "cn-hangzhou")]);
    const { code, stdout } = await orphans(lost, ["--state", file, "--state", "-", "--json"]);
    expect(JSON.parse(stdout).map(({ id }: { id: string }) => id)).toEqual([made["component lost"]]);
    expect(code).toBe(3);
    expect((await orphans(lost, ["--state", "-", "--state", "-"])).stderr).toBe(
      "pulumi-alicloud-image-builder: - (standard input) can be given once only.\n",
    );
  });

  test("sends nothing if a state has no region, and says so", async () => {
    expect(await orphans(exported([]))).toEqual({
      code: 1,
      stdout: "",
      stderr:
        "pulumi-alicloud-image-builder: no region to search: the states contain none. Use --region, or set ALICLOUD_REGION.\n",
    });
  });

  test.each([
    ["no JSON", "nothing"],
    ["no stack", '{"resources":[]}'],
    ["a list of something else", '{"deployment":{"resources":[null]}}'],
    ["no list", '{"deployment":{"resources":{"a":1}}}'],
  ])("names the file that is no export: %s", async (_, text) => {
    const file = join(folder, "broken.json");
    writeFileSync(file, text);
    expect(await orphans("", ["--state", file])).toEqual({
      code: 1,
      stdout: "",
      stderr: `pulumi-alicloud-image-builder: ${file}: this is not a stack export. Use the output of \`pulumi stack export\`.\n`,
    });
  });

  test.each([
    ["no state", ["orphans"]],
    ["--state -", ["orphans", "--state", "-"]],
    ["--state -", ["try", "Dockerfile", "--base", "debian:12", "--state", "-"]],
    ["--state -", "images prune --region cn-hangzhou --family web --keep 1 --dry-run --state -".split(" ")],
  ])("at a terminal without a state, says so instead of waiting for input: %s, %j", async (fault, args) => {
    const command = join(root, "node_modules/.bin/pulumi-alicloud-image-builder");
    const terminal = "import pty, sys; pty.spawn(sys.argv[1:])";
    const child = startChild("python3", ["-c", terminal, process.execPath, command, ...args]);
    await child.ended;
    expect(child.stdout()).toBe(
      `pulumi-alicloud-image-builder: ${fault}: pipe \`pulumi stack export\` into this command, or use --state FILE.\r\n`,
    );
  });

  test("--help says which resources in a state count", async () => {
    const { code, stdout } = await orphans("", ["--help"]);
    expect(stdout).toContain(
      "@pulumi/alicloud count (ecs.EcsImagePipeline, ecs.EcsImageComponent, ecs.ImagePipelineExecution,\n" +
        "ecs.Image, ecs.ImageCopy, ecs.CopyImage, ecs.ImageImport).",
    );
    expect(code).toBe(0);
  });
});

describe("orphans among builds and images", () => {
  const REGIONS = ["--region", "cn-hangzhou", "--region", "cn-beijing"];
  const IMAGES = ["cn-hangzhou", "cn-beijing"] as const;
  let pipeline: string;
  /** The images of a build, by region. */
  const images: Record<string, Record<string, string>> = {};
  const builds: Record<string, string> = {};

  const listed = async (state: Resource[], args: string[] = REGIONS) => {
    const { stdout, stderr, code } = await orphans(exported(state), [...args, "--json"]);
    const found: Record<string, string>[] = JSON.parse(stdout);
    return { found, ids: found.map(({ id }) => id), stderr, code };
  };
  async function built(name: string, imagePipelineId = pipeline): Promise<string> {
    const before = new Set((await simulator.state()).images.map(({ id }) => id));
    // The newest comes first, and times have seconds.
    await simulator.advanceClock(60);
    const id = await startBuild(simulator, imagePipelineId);
    builds[name] = id;
    const made = (await simulator.state()).images.filter((image) => !before.has(image.id));
    images[name] = Object.fromEntries(made.map(({ id: image, regionId }) => [regionId, image]));
    return id;
  }
  const imagesOf = (name: string) => IMAGES.map((region) => String(images[name]?.[region]));
  const execution = (name: string, outputs: Resource = {}, front = DYNAMIC) =>
    own("ImagePipelineExecution", name, String(builds[name]), "cn-hangzhou", front, outputs);
  const known = () => [own("ImagePipeline", "web", pipeline, "cn-hangzhou"), execution("known")];

  beforeAll(async () => {
    await simulator.reset();
    await simulator.settings({ stateSeconds: AT_ONCE });
    pipeline = await createOutside(simulator, {
      baseImageType: "IMAGE",
      baseImage: "m-1",
      name: "web",
      imageOptions: { imageName: "golden" },
      testContent: "RUN test",
      toRegionIds: ["cn-beijing", "cn-hangzhou"],
    });
    await built("known");
    await built("lost");
    await simulator.settings({ failures: [{ at: "TESTING" }] });
    await built("tests-failed");
    await simulator.settings(HANGS);
    await built("running");
  });

  test("are builds that run or have an image, and the images with their copies; a known build keeps its own off the list", async () => {
    const { found, stderr, code } = await listed(known());
    const common = { imagePipelineId: pipeline, creationTime: expect.stringMatching(/Z$/) };
    const build = (name: string, status: string, more: object = {}) => ({
      ...common,
      type: "ImagePipelineExecution",
      regionId: "cn-hangzhou",
      id: builds[name],
      name: "web",
      status,
      ...more,
    });
    const image = (name: string, regionId: string) => ({
      ...common,
      type: "Image",
      regionId,
      id: images[name]?.[regionId],
      name: `golden_${builds[name]}`,
      executionId: builds[name],
      status: "Available",
    });
    expect(found.map(({ type }) => type)).toEqual([
      ...["ImagePipelineExecution", "ImagePipelineExecution", "ImagePipelineExecution"],
      ...["Image", "Image", "Image"],
    ]);
    expect(found).toEqual(
      expect.arrayContaining([
        build("running", "BUILDING"),
        build("tests-failed", "TEST_FAILED", { imageId: images["tests-failed"]?.["cn-hangzhou"] }),
        build("lost", "SUCCESS", { imageId: images["lost"]?.["cn-hangzhou"] }),
        image("lost", "cn-hangzhou"),
        image("lost", "cn-beijing"),
        image("tests-failed", "cn-hangzhou"),
      ]),
    );
    expect([stderr, code]).toEqual(["", 3]);
  });

  test("say for people what can be done with each", async () => {
    const { stdout } = await orphans(exported(known()), REGIONS);
    const [hangzhou] = imagesOf("lost");
    expect(stdout).toContain(`  web  SUCCESS, ${hangzhou}\n`);
    expect(stdout).toContain(`  golden_${builds["lost"]}  Available, of ${builds["lost"]}\n`);
    expect(stdout.split("\n\n").at(-1)).toBe(
      `To adopt a build and its images, declare it with its pipeline: \`imagePipelineId: "${pipeline}", adopt: "${builds["running"]}"\`. To let it be deleted with its images, set \`deleteImageOnDestroy: true\`, too.\n` +
        `Build ${builds["tests-failed"]} (TEST_FAILED) cannot be adopted: it failed, is being cancelled, or has no image in cn-hangzhou. Delete its images if you do not need them.\n` +
        "An image and its snapshots are billed. If its build cannot be adopted, delete the image in the ECS console of its region, and then its snapshots. Check first that no other stack and no instance uses it.\n",
    );
  });

  test("need no option for regions that imageIds in a state names; where else pipelines copy to is said", async () => {
    const [hangzhou, beijing] = imagesOf("lost");
    const imageIds = { "cn-hangzhou": hangzhou, "cn-beijing": beijing };
    const all = await listed([...known(), execution("lost", { imageIds })], []);
    expect(all.ids.sort()).toEqual(
      [builds["running"], builds["tests-failed"], imagesOf("tests-failed")[0]].sort(),
    );
    expect(all.stderr).toBe("");
    const home = await listed(known(), []);
    expect(home.ids).not.toContain(beijing);
    expect(home.stderr).toBe(
      "Not searched: cn-beijing, to which pipelines copy images. To search there, too: --region cn-hangzhou --region cn-beijing\n",
    );
  });

  test.each<[string, () => Resource[]]>([
    ["by the plugin's build", () => [execution("lost", {}, PLUGIN)]],
    [
      "by the build of @pulumi/alicloud",
      () => [
        bridged("alicloud:ecs/imagePipelineExecution:ImagePipelineExecution", "a", String(builds["lost"])),
      ],
    ],
    [
      "by the image and the copy of @pulumi/alicloud",
      () => [
        bridged("alicloud:ecs/image:Image", "a", String(imagesOf("lost")[0])),
        bridged("alicloud:ecs/imageCopy:ImageCopy", "b", String(imagesOf("lost")[1])),
      ],
    ],
    [
      "by their IDs in the outputs of another build",
      () => [
        own("ImagePipelineExecution", "a", "exec-1", "cn-hangzhou", PLUGIN, {
          imageId: imagesOf("lost")[0],
          imageIds: { "cn-beijing": imagesOf("lost")[1] },
        }),
      ],
    ],
  ])("are not what a state knows: %s", async (_, state) => {
    const { ids } = await listed([...known(), provider("cn-hangzhou"), ...state()]);
    for (const id of [builds["lost"], ...imagesOf("lost")]) expect(ids).not.toContain(id);
    expect(ids).toContain(builds["running"]);
  });

  test("ask for the builds of each pipeline once, and for each list once in a region", async () => {
    const before = (await simulator.state()).calls;
    await listed(known(), ["--region", "cn-hangzhou"]);
    const { calls } = await simulator.state();
    const made = Object.entries(calls).map(([action, count]) => [action, count - (before[action] ?? 0)]);
    expect(Object.fromEntries(made.filter(([, count]) => count !== 0))).toEqual({
      DescribeImagePipelines: 1,
      DescribeImageComponents: 1,
      DescribeImages: 1,
      DescribeImagePipelineExecutions: 1,
    });
  });

  test("are found by the execution's ID in their name when the image at home, or the pipeline, is gone", async () => {
    const unnamed = await createOutside(simulator, {
      baseImageType: "IMAGE",
      baseImage: "m-1",
      imageOptions: { imageName: "plain" },
      advancedOptions: { imageNameSuffix: "disable" },
      toRegionIds: ["cn-beijing"],
    });
    await simulator.settings({ stateSeconds: AT_ONCE, failures: [] });
    await built("plain", unnamed);
    const [home, copy] = imagesOf("lost");
    await deleteImage(simulator, String(home));
    const before = await listed(known());
    expect(before.ids).toContain(copy);
    expect(before.ids).toEqual(expect.arrayContaining(imagesOf("plain")));
    expect(before.found.find(({ id }) => id === builds["lost"])).not.toHaveProperty("imageId");

    for (const id of [pipeline, unnamed]) await deletePipeline(simulator, id);
    const after = await listed([execution("known")]);
    expect(after.ids).toEqual(expect.arrayContaining([copy, imagesOf("tests-failed")[0]]));
    expect(after.found.find(({ id }) => id === copy)).toMatchObject({ executionId: builds["lost"] });
    // Nothing tells any more that these are from a build, and of a known build nothing is listed.
    for (const id of [...imagesOf("plain"), ...imagesOf("known")]) expect(after.ids).not.toContain(id);
  });

  test("are not the images that Image Builder did not make", async () => {
    const made = await simulator.makeImages(
      { regionId: "cn-hangzhou", name: "web" },
      { regionId: "cn-beijing", name: "my_exec-" },
      { regionId: "cn-beijing", name: "executor" },
    );
    const { ids } = await listed([]);
    for (const id of made) expect(ids).not.toContain(id);
  });
});
