import type { Project } from "../support/project";
import { AT_ONCE } from "./building";
import { stage } from "./stage";

jest.setTimeout(300_000);

const { simulator, project } = stage();

const OTHER = { accessKeyId: "SIMother", accessKeySecret: "other-secret", accountId: "1999999999999999" };

const HEAD = [
  'import * as pulumi from "@pulumi/pulumi";',
  'import { BaseImageType, GoldenImage, getImagePipelines, getImagePipelinesOutput, ImagePipeline, Provider } from "pulumi-alicloud-image-builder";',
  "const args = { baseImageType: BaseImageType.Image, baseImage: 'm-1' };",
];

/** A provider of the other account, whose secret key the program reads from its environment. */
const other = (more = "") => `new Provider("other", {
  region: "cn-beijing",
  accessKey: "${OTHER.accessKeyId}",
  secretKey: pulumi.output(process.env["OTHER_SECRET"] ?? ""),
  ${more}
});`;

const everything = [
  ...HEAD,
  "export = async () => {",
  `  const provider = ${other()}`,
  // As it is documented for programs that are older than the class.
  "  class Old extends pulumi.ProviderResource {}",
  '  const old = new Old("pulumi-nodejs", "old", { "alicloud:region": "cn-shenzhen" });',
  '  const here = new ImagePipeline("here", args);',
  '  new ImagePipeline("bare", args, { provider: new Provider("bare") });',
  '  new ImagePipeline("old", args, { provider: old });',
  '  const there = new ImagePipeline("there", { ...args, tags: { team: "a" } }, { provider });',
  '  const build = there.execute("build", {}, { provider });',
  '  const golden = new GoldenImage("golden", { ...args, keep: 1 }, { provider });',
  '  const parent = new pulumi.ComponentResource("test:index:Parent", "parent", {}, { providers: [provider] });',
  '  const child = new ImagePipeline("child", args, { parent });',
  '  const read = ImagePipeline.get("read", there.id, {}, { provider });',
  "  const found = (...[args, opts]: Parameters<typeof getImagePipelinesOutput>) => getImagePipelinesOutput(args, opts).ids;",
  "  return {",
  "    accounts: { here: here.accountId, there: there.accountId, child: child.accountId, golden: golden.pipeline.accountId },",
  "    images: [build.imageId, golden.imageId],",
  "    read: read.tags,",
  "    found: [",
  "      found({ ids: [here.id, there.id] }),",
  "      found({ ids: [here.id, there.id] }, { provider }),",
  "      found({ ids: [here.id, there.id] }, { parent }),",
  "      found({ ids: [here.id, there.id] }, { provider: old }),",
  "    ],",
  "    before: (await getImagePipelines({}, { provider })).ids,",
  "    ids: [here.id, there.id],",
  "  };",
  "};",
].join("\n");

let stack: Project;

beforeAll(async () => {
  await simulator().settings({ accessKeys: [OTHER], stateSeconds: AT_ONCE });
  stack = await project({
    config: { "alicloud:region": "cn-shanghai" },
    env: { OTHER_SECRET: OTHER.accessKeySecret },
    program: everything,
  });
});

/** Where the pipelines are, by their names in the program. */
async function places(): Promise<Record<string, string>> {
  const { pipelines } = await simulator().state();
  const resources = (await stack.exportState()).deployment.resources ?? [];
  return Object.fromEntries(
    pipelines.map(({ id, accountId, regionId }) => [
      resources
        .find((resource) => resource.id === id)
        ?.urn.split("::")
        .at(-1) ?? id,
      `${regionId} ${accountId === OTHER.accountId ? "other" : "own"}`,
    ]),
  );
}

test("a Provider puts resources of every class, children and lookups into another account and region, beside those without", async () => {
  await stack.up();
  expect(await places()).toEqual({
    here: "cn-shanghai own",
    // What a Provider does not name comes from the environment, not from the stack's configuration.
    bare: "cn-hangzhou own",
    old: "cn-shenzhen own",
    there: "cn-beijing other",
    golden: "cn-beijing other",
    child: "cn-beijing other",
  });
  const { accounts, images, read, found, before, ids } = await stack.outputs();
  const account = OTHER.accountId;
  expect(accounts).toEqual({
    here: expect.stringMatching(/^\d{16}$/),
    there: account,
    child: account,
    golden: account,
  });
  expect(images).toEqual([expect.stringMatching(/^m-/), expect.stringMatching(/^m-/)]);
  expect(read).toEqual({ team: "a" });
  const [near, far] = ids as string[];
  expect(found).toEqual([[near], [far], [far], []]);
  expect(before).toEqual([]);
});

test("its keys stand in the state encrypted only, and the results of its lookups are no secrets", async () => {
  const state = JSON.stringify(await stack.exportState());
  expect(state).not.toContain(OTHER.accessKeySecret);
  expect(state).not.toContain(OTHER.accessKeyId);
  expect(JSON.parse((await stack.pulumi(["stack", "output", "--json"])).stdout).found).toEqual(
    (await stack.outputs())["found"],
  );
});

test("another argument of a Provider replaces neither it nor what it has; nor does a Provider in place of a class of the program", async () => {
  const old = 'new Old("pulumi-nodejs", "old", { "alicloud:region": "cn-shenzhen" })';
  expect(everything).toContain(old);
  stack.write(
    "index.ts",
    everything
      .replace(other(), other("maxRetryTimeout: 30,"))
      .replace(old, 'new Provider("old", { region: "cn-shenzhen" })'),
  );
  const steps = await stack.previewSteps();
  const changed = steps.filter(
    ({ op, urn }) => op !== "same" && op !== "read" && !urn.includes("pulumi:pulumi:Stack"),
  );
  expect(changed.map(({ op, urn }) => [op, urn.split("::").at(-1)])).toEqual([["update", "other"]]);
});

test("a wrong argument that is an output is refused in the preview, by its name and not by its value", async () => {
  const wrong = [
    'new Provider("a", { region: pulumi.secret("hunter2") });',
    'new Provider("b", { accountId: Promise.resolve(4711) as never });',
    'new Provider("c", { endpoints: [{ ecs: pulumi.output("http://ecs.example.com") }] });',
  ];
  stack.write("index.ts", [...HEAD, ...wrong].join("\n"));
  const { stdout, stderr } = await stack.preview({ fails: true });
  const said = stdout + stderr;
  expect(said).toContain(
    'Provider "a": region: is not a region ID; it must be lower-case letters, digits and hyphens, like cn-hangzhou.',
  );
  expect(said).toContain('Provider "b": accountId: it must be a text.');
  expect(said).toContain('Provider "c": endpoint of ecs: plain HTTP to ecs.example.com is refused');
  expect(said).not.toMatch(/hunter2|4711|\bat .*\.js/);
});

test("a refresh, and an up of a program without them, use the credentials of the state", async () => {
  const env = { OTHER_SECRET: "" };
  expect((await stack.refresh({ env })).stdout).toMatch(/\d+ unchanged/);
  stack.write("index.ts", "");
  await stack.up({ env });
  expect((await simulator().state()).pipelines).toEqual([]);
});
