import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { makeProject, type Project } from "../support/project";
import { until } from "../support/until";

const program = (value: string) => `
import * as pulumi from "@pulumi/pulumi";

const provider: pulumi.dynamic.ResourceProvider = {
  async create(inputs) {
    return { id: "made", outs: { ...inputs, region: process.env["ALICLOUD_REGION"] ?? "none" } };
  },
  async update(id, olds, news) {
    return { outs: { ...news, was: olds.value } };
  },
};

class Thing extends pulumi.dynamic.Resource {
  declare readonly region: pulumi.Output<string>;
  constructor(name: string, props: object) {
    super(provider, name, { region: undefined, ...props });
  }
}

export const id = new Thing("thing", { value: "${value}" }).id;
export const greeting = new pulumi.Config("test").get("greeting");
`;

let project: Project;

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

beforeAll(async () => {
  project = await makeProject({ program: program("a"), config: { "test:greeting": "hello" } });
}, 60_000);

afterAll(() => project.remove());

test("a project is previewed, applied, changed and destroyed", async () => {
  const steps = await project.previewSteps();
  expect(steps.map(({ op }) => op)).toEqual(["create", "create"]);

  await project.up();
  expect(await project.outputs()).toEqual({ id: "made", greeting: "hello" });

  project.write("index.ts", program("b"));
  await project.setConfig("greeting", '-- "你好"', { secret: true });
  const changed = await project.up();
  expect(changed.stdout).not.toContain("warning:");
  expect(await project.outputs()).toMatchObject({ greeting: '-- "你好"' });
  const { deployment } = await project.exportState();
  expect(deployment.resources?.find(({ id }) => id === "made")?.outputs).toMatchObject({
    value: "b",
    was: "a",
  });

  await project.refresh();
  await project.destroy();
  // What Pulumi's SDK does not remove goes with the project.
  expect(readdirSync(project.env["TMPDIR"] ?? "")).toContainEqual(expect.stringMatching(/^ts-node-/));
  expect((await project.exportState()).deployment.resources ?? []).toEqual([]);
}, 120_000);

test("a command that fails says so, with what it printed", async () => {
  project.write("index.ts", 'throw new Error("no such luck");');
  await expect(project.preview()).rejects.toThrow(/no such luck/);
  expect((await project.preview({ fails: true })).code).not.toBe(0);
}, 60_000);

test("a program whose types are wrong is no success, and the compiler says why", async () => {
  project.write("index.ts", 'export const five: number = "five";');
  await expect(project.preview()).rejects.toThrow(
    /the types of index\.ts are wrong:\nindex\.ts\(1,14\): error TS2322/,
  );
}, 60_000);

test("nothing is left of a project that is removed, not even what an interrupted command left", async () => {
  const program =
    'require("node:fs").writeFileSync("pid", String(process.pid)); setInterval(() => {}, 1000);';
  const other = await makeProject({ program });
  const { process: cli, done } = other.start(["preview"]);
  const file = join(other.folder, "pid");
  const written = await until("the program", () => existsSync(file) && readFileSync(file, "utf8"));
  cli.kill("SIGKILL");
  expect((await done).code).toBeUndefined();
  other.remove();
  expect(existsSync(other.folder)).toBe(false);
  await until("the end of the program", () => !isRunning(Number(written)));
}, 60_000);
