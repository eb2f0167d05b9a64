import type { ImagePipelineArguments } from "../../provider/src/arguments/image-pipeline";
import { type Asked, passOn, type StandIn, startStandIn } from "../credentials/stand-in";
import { checkPipeline } from "../support/check";
import { consoleOf } from "../support/console";
import type { Project } from "../support/project";
import { GOES_ON } from "./building";
import { createOutside } from "./outside";
import { fullyMarked, marker, markers, plain, secret, secretLeaves, secretPaths } from "./secret-declaration";
import { operations, program, stage } from "./stage";
import { filesOf, isEncrypted, pipelinesOf } from "./state";

jest.setTimeout(600_000);

const { simulator, project } = stage();

type Declaration = Record<string, unknown>;

interface Declared {
  args?: Declaration;
  /** Read by this ID and not declared. */
  get?: string;
  opts?: Declaration;
}

/** Declares what stands in a file; `{"$secret": x}` is `pulumi.secret(x)`. */
const declaring = program(
  'import { readFileSync } from "node:fs";',
  "const revived = (value: any): any => {",
  '  if (typeof value !== "object" || value === null) return value;',
  '  if ("$secret" in value) return pulumi.secret(value.$secret);',
  "  if (Array.isArray(value)) return value.map(revived);",
  "  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, revived(inner)]));",
  "};",
  'for (const [name, { args, get, opts }] of Object.entries<any>(JSON.parse(readFileSync("declared.json", "utf8")))) {',
  "  if (get) ImagePipeline.get(name, get, {}, opts);",
  "  else new ImagePipeline(name, revived(args), opts);",
  "}",
);

const REQUEST_ID = "7A6301A0-1D2F-4F6D-8FC1-0123456789AB";

/** What the service answers to an action that a test names: it repeats all that it was sent. */
let repeating: string | undefined;
let service: StandIn;
let stack: Project;
let declared: Record<string, Declared> = {};

beforeAll(async () => {
  service = await startStandIn((asked) =>
    repeating && asked.headers["x-acs-action"] === repeating
      ? repeated(asked)
      : passOn(asked, simulator().endpoint),
  );
  const { accessKeyId, accessKeySecret } = simulator();
  markers.push(accessKeyId, accessKeySecret);
  stack = await project({
    program: declaring,
    env: {
      ALICLOUD_ACCESS_KEY: undefined,
      ALICLOUD_SECRET_KEY: undefined,
      ALIBABA_CLOUD_ENDPOINT_ECS: service.url,
      ALIBABA_CLOUD_ENDPOINT_STS: service.url,
    },
  });
  await stack.setConfig("alicloud:accessKey", accessKeyId, { secret: true });
  await stack.setConfig("alicloud:secretKey", accessKeySecret, { secret: true });
});

afterAll(() => service?.close());

beforeEach(() => {
  repeating = undefined;
});

afterEach(async () => {
  const { stdout, stderr } = await stack.pulumi(["stack", "export"]);
  expectNoMarker({ "the exported state": stdout + stderr });
});

function repeated({ path, body }: Asked) {
  const sent = [...new URL(path, "http://x").searchParams, ...new URLSearchParams(body)];
  const values = sent.map(([name, value]) => `${name} ${value.replaceAll("\n", " ")}`);
  return {
    status: 400,
    body: {
      Code: "InvalidParameter",
      RequestId: REQUEST_ID,
      Message: `Not valid: ${values.reverse().join(", ")}.`,
    },
  };
}

function declareOnly(all: Record<string, Declared>): void {
  declared = all;
  stack.write("declared.json", JSON.stringify(declared));
}

const declare = (more: Record<string, Declared>): void => declareOnly({ ...declared, ...more });

/** Runs a command, and looks for secrets in what it printed, in the export and in the folder of the state. */
async function runs(command: string, options: { fails?: boolean; args?: string[] } = {}): Promise<string> {
  const { fails = false, args = [] } = options;
  const yes = command === "preview" ? [] : ["--yes", "--skip-preview"];
  const { code, stdout, stderr } = await stack.pulumi([command, ...yes, ...args]);
  const printed = stdout + stderr;
  expectNoMarker({ [command]: printed });
  if ((code === 0) === fails) throw new Error(`${command} ended with ${code}:\n${printed}`);
  expectNoMarker({ "the state's folder": filesOf(stack, ".state") });
  return printed;
}

function expectNoMarker(places: Record<string, string>): void {
  const found = Object.entries(places).flatMap(([place, text]) =>
    markers
      .filter((mark) => text.includes(mark))
      .map(
        (mark) => `in ${place}: …${text.slice(Math.max(0, text.indexOf(mark) - 150), text.indexOf(mark))}`,
      ),
  );
  expect(found).toEqual([]);
}

/** In the state, inputs and outputs, there is a ciphertext at the place of each secret that was declared. */
async function expectSecretsInPlace(...names: string[]): Promise<void> {
  const pipelines = await pipelinesOf(stack);
  const inClear = names.flatMap((name) =>
    secretPaths(declared[name]?.args).flatMap((path) =>
      (["inputs", "outputs"] as const)
        .filter((side) => !encryptedAt(pipelines[name]?.[side], path))
        .map((side) => `${name} ${side} ${path.join(".")}`),
    ),
  );
  expect(inClear).toEqual([]);
}

/** A list is a secret as a whole when one of its elements is. */
function encryptedAt(value: unknown, path: string[]): boolean {
  if (isEncrypted(value)) return true;
  const [key, ...rest] = path;
  if (key === undefined || typeof value !== "object" || value === null) return false;
  return encryptedAt((value as Declaration)[key], rest);
}

const idOf = async (name: string) => String((await pipelinesOf(stack))[name]?.id);

test("a refused preview tells all that is wrong, and nothing secret", async () => {
  const long = () => secret(marker() + "x".repeat(400));
  const faults: Declaration[] = [
    {
      regionId: secret(`${marker()} `),
      name: long(),
      description: secret(`http://${marker()}`),
      baseImageType: secret(marker()),
      baseImage: secret(`m ${marker()}`),
      imageOptions: { imageName: secret(`-${marker()}`), imageFamily: secret(`aliyun${marker()}`) },
      imageFamily: secret(marker()),
      nvmeSupport: secret(marker()),
      repairMode: secret(marker()),
      instanceType: secret(`\t${marker()}`),
      addAccounts: [secret(marker())],
      toRegionIds: [secret(`${marker()}!`)],
      tags: { a: secret(`https://${marker()}`), b: long() },
      systemDiskSize: secret(marker()),
    },
    {
      buildContent: secret(`FROM IMAGE:${marker()}§\n${`RUN ${marker()}\n`.repeat(200)}`),
      baseImage: secret(marker()),
      testContent: secret(marker().repeat(1000)),
      importImageOptions: secret({ osType: marker(), platform: marker() }),
    },
    {
      buildContent: secret([marker()]),
      tags: secret({ a: [marker()] }),
      imageOptions: secret(marker()),
    },
  ];
  for (const args of faults) {
    declareOnly({ refused: { args: { baseImageType: "IMAGE", ...args } } });
    expect(await runs("preview", { fails: true })).toContain("has a problem:");
  }
  declareOnly({});
});

test("a create that is refused with everything repeated is told without it", async () => {
  repeating = "CreateImagePipeline";
  declare({ everything: { args: secretLeaves(fullyMarked()) as Declaration } });
  const printed = await runs("up", { fails: true });
  expect(printed).toContain(
    `CreateImagePipeline in cn-hangzhou: InvalidParameter (HTTP 400, request ID ${REQUEST_ID})`,
  );
});

test("pipelines with secrets in every argument are made, and shown as [secret]", async () => {
  const { imageOptions, tags, addAccounts, description, buildContent: _, ...whole } = fullyMarked();
  declare({
    /** In one piece: the keys of the tags are secret then, too. */
    whole: {
      args: {
        ...(secretLeaves({
          instanceType: whole.instanceType,
          resourceGroupId: whole.resourceGroupId,
        }) as object),
        buildContent: secret(`FROM IMAGE:${marker()}\nRUN echo ${marker()} > /etc/motd\n`),
        description: secret(description),
        imageOptions: secret(imageOptions),
        tags: secret({ ...tags, [marker()]: "key" }),
        addAccounts: secret(addAccounts),
        toRegionIds: secret(["cn-beijing"]),
      },
    },
    deprecated: {
      args: {
        baseImageType: "IMAGE_FAMILY",
        baseImage: secret(marker()),
        imageName: secret(marker()),
        imageFamily: secret(marker()),
        nvmeSupport: secret("auto"),
      },
    },
  });
  expect(await runs("preview", { args: ["--diff"] })).toContain("[secret]");
  await runs("preview", { args: ["--json"] });
  await runs("up");
  expect((await simulator().state()).pipelines).toHaveLength(3);
  await expectSecretsInPlace("everything", "whole", "deprecated");
});

test("a change of secret tags in place, also half way, keeps them secret", async () => {
  const tags = () => ({ env: secret(marker()), new: secret(marker()) });
  const { args } = declared["everything"] as { args: Declaration };
  declare({ everything: { args: { ...args, tags: tags() } } });
  repeating = "TagResources";
  await runs("up", { fails: true });
  repeating = undefined;
  await runs("up", { args: ["--diff"] });
  await expectSecretsInPlace("everything");
});

test("a refresh that finds nothing changed keeps every secret in its place", async () => {
  await runs("refresh");
  await expectSecretsInPlace("everything", "whole", "deprecated");
  await runs("preview", { args: ["--expect-no-changes"] });
});

test("what somebody changed in the place of a secret is secret after a refresh, too", async () => {
  const everything = await idOf("everything");
  await simulator().alter(everything, {
    Name: marker(),
    Description: marker(),
    BuildContent: `RUN echo ${marker()}`,
    TestContent: `RUN echo ${marker()}`,
    "ImageOptions.ImageName": marker(),
    "ImageOptions.ImageFamily": marker(),
    "ImageOptions.Description": marker(),
    "ImageOptions.ImageTags.1.Value": marker(),
    "ImportImageOptions.RoleName": marker(),
    "ImportImageOptions.Description": marker(),
    "ImportImageOptions.ImportImageTags.1.Value": marker(),
    "ImportImageOptions.DiskDeviceMappings.1.OSSObject": marker(),
    InstanceType: marker(),
    VSwitchId: marker(),
    "AddAccount.2": "1799999999999999",
    ResourceGroupId: marker(),
  });
  markers.push("1799999999999999");
  await consoleOf(simulator()).tag(everything, { env: marker() });
  const [whole, deprecated] = [await idOf("whole"), await idOf("deprecated")];
  await simulator().alter(whole, {
    BaseImage: marker(),
    Description: null,
    "ImageOptions.ImageName": marker(),
  });
  await consoleOf(simulator()).tag(whole, { [marker()]: marker() });
  await simulator().alter(deprecated, { "ImageOptions.ImageName": marker(), BaseImage: marker() });

  await runs("refresh", { args: ["--diff"] });
  const { everything: _, ...others } = await pipelinesOf(stack);
  expect(isEncrypted(others["whole"]?.outputs?.["tags"])).toBe(true);
  await expectSecretsInPlace("everything", "deprecated");
  await runs("preview", { args: ["--diff"] });
});

test("a replacement that puts everything back leaves nothing behind", async () => {
  expect(operations(await stack.previewSteps())["everything"]).toContain("replace");
  await runs("up");
  await expectSecretsInPlace("everything", "whole", "deprecated");
  await runs("preview", { args: ["--expect-no-changes"] });
});

describe("an existing pipeline", () => {
  let id: string;
  let args: Declaration;

  beforeAll(async () => {
    const { regionId, ...marked } = fullyMarked();
    args = secretLeaves(marked) as Declaration;
    const { inputs } = checkPipeline({ ...marked, regionId });
    id = await createOutside(simulator(), inputs as ImagePipelineArguments);
  });

  test("that is not as declared is refused with the names of what differs", async () => {
    const different = {
      ...args,
      adopt: secret(id),
      description: secret(marker()),
      tags: { env: secret(marker()) },
    };
    declare({ adopted: { args: { ...different, buildContent: secret(`RUN echo ${marker()}`) } } });
    const printed = await runs("up", { fails: true });
    expect(printed).toContain(
      "differs from the declaration. Nothing was changed. Different: description; buildContent; tags.",
    );
  });

  test("is adopted with its secrets in their places", async () => {
    declare({ adopted: { args: { ...args, adopt: secret(id) } } });
    await runs("up");
    await expectSecretsInPlace("adopted");
    await runs("refresh");
    await expectSecretsInPlace("adopted");
    expect((await simulator().state()).pipelines.filter((pipeline) => pipeline.id === id)).toHaveLength(1);
  });

  test("that is read by get shows nothing of what the program calls secret, after a refresh neither", async () => {
    const additionalSecretOutputs = Object.keys(plain(args) as Declaration);
    declare({ looked: { get: id, opts: { additionalSecretOutputs } } });
    await runs("up");
    await runs("refresh");
    await runs("up");
    const outputs = (await pipelinesOf(stack))["looked"]?.outputs ?? {};
    expect(isEncrypted(outputs["buildContent"]) && isEncrypted(outputs["tags"])).toBe(true);
  });
});

describe("what is made of a secret argument", () => {
  let derived: Project;
  const names = { secret: marker(), component: marker() };

  const deriving = [
    'import * as pulumi from "@pulumi/pulumi";',
    'import { ImageComponent, ImagePipeline, ImagePipelineExecution } from "pulumi-alicloud-image-builder";',
    "const build = (name: string, imageName: pulumi.Input<string>) =>",
    '  new ImagePipeline(name, { baseImageType: "IMAGE", baseImage: "m-1", buildContent: "RUN a", imageOptions: { imageName } });',
    `const hidden = build("hidden", pulumi.secret("${names.secret}"));`,
    'export const hiddenName = hidden.execute("hidden-image").imageName;',
    'const again = new ImagePipelineExecution("again", { imagePipelineId: hidden.imagePipelineId, triggers: [2] });',
    "export const againName = again.imageName;",
    `const component = new ImageComponent("hidden", { content: "RUN a", imageComponentName: pulumi.secret("${names.component}") });`,
    "export const hiddenArn = component.arn;",
    'const open = build("open", "open-name");',
    'export const openName = open.execute("open-image").imageName;',
    'export const openArn = new ImageComponent("open", { content: "RUN a", imageComponentName: "open-component" }).arn;',
    "",
  ].join("\n");

  const commands = async (...args: string[]) => {
    const { code, stdout, stderr } = await derived.pulumi(args);
    expectNoMarker({ [args.join(" ")]: stdout + stderr, "the state's folder": filesOf(derived, ".state") });
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect({ code, stderr }).toMatchObject({ code: 0 });
    return stdout;
  };

  test("is nowhere in clear, and what is made of others can be read", async () => {
    await simulator().settings(GOES_ON);
    derived = await project({ program: deriving });
    await simulator().settings(GOES_ON);
    for (const command of ["up", "refresh", "up"]) await commands(command, "--yes", "--skip-preview");
    await commands("preview", "--diff");
    await commands("stack", "export");
    await commands("stack", "history", "--json");
    expect(JSON.parse(await commands("stack", "output", "--json"))).toEqual({
      openName: expect.stringMatching(/^open-name_exec-/),
      openArn: expect.stringMatching(/^acs:ecs:cn-hangzhou:\d+:imagecomponent\/open-component\/1\.0\.0$/),
      hiddenName: "[secret]",
      againName: "[secret]",
      hiddenArn: "[secret]",
    });
  });

  test("of a state that has it in clear, since an older version wrote it, is not once it was refreshed", async () => {
    const state = await derived.exportState();
    for (const { type, outputs } of state.deployment.resources ?? []) {
      if (outputs && type.endsWith(":ImageComponent")) outputs["arn"] = `acs:ecs:${names.component}`;
      if (outputs && type.endsWith(":ImagePipelineExecution"))
        outputs["imageName"] = `${names.secret}_exec-1`;
    }
    derived.write("old.json", JSON.stringify(state));
    expect((await derived.pulumi(["stack", "import", "--file", "old.json"])).code).toBe(0);
    derived.write("old.json", "");
    expect((await derived.pulumi(["preview", "--expect-no-changes"])).code).toBe(0);
    expect((await derived.pulumi(["refresh", "--yes", "--skip-preview"])).code).toBe(0);
    expectNoMarker({ "the state": (await derived.pulumi(["stack", "export"])).stdout });
    expect(await derived.outputs()).toMatchObject({ openName: expect.stringMatching(/^open-name_exec-/) });
    expect((await derived.pulumi(["destroy", "--yes", "--skip-preview"])).code).toBe(0);
  });
});

test("nothing secret is left when everything is destroyed", async () => {
  declareOnly({});
  await runs("destroy");
  expect((await simulator().state()).pipelines).toEqual([]);
});
