import type { Project } from "../support/project";
import { program, stage } from "./stage";

jest.setTimeout(300_000);

const { simulator, project } = stage();

const OTHER = { accessKeyId: "SIMother", accessKeySecret: "other-secret", accountId: "1999999999999999" };

let stack: Project;

beforeAll(async () => {
  await simulator().settings({ accessKeys: [OTHER] });
  stack = await project({
    config: { "alicloud:region": "cn-shanghai" },
    env: { OTHER_SECRET: OTHER.accessKeySecret },
    program: program(
      "class ImageBuilder extends pulumi.ProviderResource {",
      "  constructor(name: string, config: pulumi.Inputs) {",
      '    super("pulumi-nodejs", name, config);',
      "  }",
      "}",
      'const provider = new ImageBuilder("other", {',
      '  "alicloud:region": "cn-beijing",',
      `  "alicloud:accessKey": "${OTHER.accessKeyId}",`,
      '  "alicloud:secretKey": pulumi.secret(process.env["OTHER_SECRET"]),',
      "});",
      'const args = { baseImageType: "IMAGE", baseImage: "m-1" } as const;',
      'new ImagePipeline("here", args);',
      'new ImagePipeline("bare", args, { provider: new ImageBuilder("bare", {}) });',
      'new ImagePipeline("there", { ...args, tags: { team: "a" } }, { provider });',
    ),
  });
});

const pipelines = async () =>
  (await simulator().state()).pipelines
    .map(({ accountId, regionId }) => `${regionId} ${accountId === OTHER.accountId ? "other" : "own"}`)
    .sort();

test("an explicit provider puts a resource into another account and region, beside one without", async () => {
  await stack.up();
  expect(await pipelines()).toEqual(["cn-beijing other", "cn-hangzhou own", "cn-shanghai own"]);
});

test("what an explicit provider does not name comes from the environment, not from the stack's configuration", async () => {
  const regions = (await stack.exportState()).deployment.resources?.map(({ urn, outputs }) => [
    urn.split("::").at(-1),
    outputs?.["regionId"],
  ]);
  expect(Object.fromEntries(regions ?? [])).toMatchObject({
    here: "cn-shanghai",
    there: "cn-beijing",
    bare: "cn-hangzhou",
  });
});

test("its secret key stands in the state encrypted only", async () => {
  expect(JSON.stringify(await stack.exportState())).not.toContain(OTHER.accessKeySecret);
});

test("a refresh sees all as they are, and a destroy deletes all, each with its own credentials", async () => {
  const { stdout } = await stack.refresh();
  expect(stdout).toMatch(/6 unchanged/);
  await stack.destroy();
  expect(await pipelines()).toEqual([]);
});
