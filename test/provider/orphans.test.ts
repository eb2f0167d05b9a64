import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { shell } from "../../provider/src/servers/dynamic/shell";
import { cleanEnvironment, simulatorEnvironment } from "../../tools/lib/clean-environment.cjs";
import { startChild } from "../support/child";
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
  type: "ImagePipeline" | "ImageComponent",
  name: string,
  id: string,
  regionId: unknown,
  front = DYNAMIC,
) => ({
  urn: urn(`${front}:${type}`, name),
  type: `${front}:${type}`,
  id,
  outputs: { regionId },
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
async function orphans(state: string, args: string[] = [], env: NodeJS.ProcessEnv = {}) {
  const command = join(root, "node_modules/.bin/pulumi-alicloud-image-builder");
  const child = spawn(command, ["orphans", ...args], {
    cwd: folder,
    env: {
      ...cleanEnvironment(process.env),
      ...simulatorEnvironment(simulator),
      ALICLOUD_REGION: "",
      ...env,
    },
  });
  const printed = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    printed.stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    printed.stderr += text;
  });
  child.stdin.end(state);
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, ...printed };
}

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
      "A component can be imported with the plugin (docs/plugin.md). Without it, use it by its ID, or delete it and declare it again.",
      "",
    ]);
    expect({ code, stderr }).toEqual({ code: 3, stderr: "" });
  });

  test("looks in the region of the provider that @pulumi/alicloud's resources have, and in no other's", async () => {
    const [, , , web] = states();
    const elsewhere = { ...provider("cn-beijing"), urn: urn(ALICLOUD, "other"), id: "9b2d" };
    const { code, stdout } = await orphans(exported([elsewhere, provider("cn-shanghai"), web as Resource]));
    expect(stdout).toBe("No pipeline or component in cn-shanghai is missing from the given state.\n");
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

  test("sends nothing if a state has no region, and says so", async () => {
    expect(await orphans(exported([]))).toEqual({
      code: 1,
      stdout: "",
      stderr: "pulumi-alicloud-image-builder: no region to search: the states contain none. Use --region.\n",
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

  test("at a terminal without a state, says so instead of waiting for input", async () => {
    const command = join(root, "node_modules/.bin/pulumi-alicloud-image-builder");
    const terminal = "import pty, sys; pty.spawn(sys.argv[1:])";
    const child = startChild("python3", ["-c", terminal, process.execPath, command, "orphans"]);
    await child.ended;
    expect(child.stdout()).toBe(
      "pulumi-alicloud-image-builder: no state: pipe `pulumi stack export` into this command, or use --state FILE.\r\n",
    );
  });

  test("--help says which resources in a state count", async () => {
    const { code, stdout } = await orphans("", ["--help"]);
    expect(stdout).toContain("@pulumi/alicloud\n(ecs.EcsImagePipeline, ecs.EcsImageComponent)");
    expect(code).toBe(0);
  });
});
