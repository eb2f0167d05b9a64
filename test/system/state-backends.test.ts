import { endLeftOvers, type Run } from "../support/cli";
import { makeProject, type Project, type ProjectOptions } from "../support/project";
import { type Simulator, startSimulator } from "../support/simulator";
import { until } from "../support/until";
import { startDatabase } from "./state/database.cjs";
import { startObjectStore } from "./state/object-store.cjs";

/*
 * The life of a stack whose state is not in files, but in OSS (moto behind the address of OSS) and in PostgreSQL: what
 * docs/state-backends.md promises.
 */

const SECRET = "password-that-nobody-may-read";
const NAMES = ["batch", "web"];

const program = `
import * as pulumi from "@pulumi/pulumi";
import { ImagePipeline } from "pulumi-alicloud-image-builder";

const password = new pulumi.Config().requireSecret("password");
for (const name of ${JSON.stringify(NAMES)})
  new ImagePipeline(name, {
    name,
    baseImageType: "IMAGE_FAMILY",
    baseImage: "acs:alibaba_cloud_linux_3_2104_lts_x64",
    buildContent: pulumi.interpolate\`RUN echo \${password}\`,
    tags: { team: process.env.TEAM ?? "platform" },
  });
`;

interface Backend {
  url: string;
  env: Record<string, string>;
  /** All that is stored, by its key. */
  contents(): Promise<Map<string, string>>;
}

let simulator: Simulator;
let store: Awaited<ReturnType<typeof startObjectStore>>;
let database: Awaited<ReturnType<typeof startDatabase>>;
const projects: Project[] = [];

beforeAll(async () => {
  [simulator, store, database] = await Promise.all([startSimulator(), startObjectStore(), startDatabase()]);
});

afterAll(async () => {
  for (const project of projects) project.remove();
  await Promise.all([simulator.stop(), store.stop(), database.stop()]);
});

const backends: [string, () => Backend][] = [
  ["OSS", () => ({ ...store, env: store.env() })],
  ["PostgreSQL", () => ({ ...database, url: database.url() })],
];

async function projectOn({ url, env }: Pick<Backend, "url" | "env">, options: Partial<ProjectOptions> = {}) {
  await simulator.reset();
  const more = { ...env, PULUMI_BACKEND_URL: url, PULUMI_NODEJS_TRANSPILE_ONLY: "true" };
  const project = await makeProject({ simulator, program, env: more, ...options });
  projects.push(project);
  return project;
}

const secrets = () => [
  SECRET,
  simulator.accessKeySecret,
  store.env().AWS_SECRET_ACCESS_KEY,
  database.password,
];

async function expectTeam(team: string): Promise<void> {
  const { pipelines } = await simulator.state();
  const tags = { Tag: [{ TagKey: "team", TagValue: team }] };
  expect(pipelines.map(({ current }) => [current["Name"], current["Tags"]]).sort()).toEqual(
    NAMES.map((name) => [name, tags]),
  );
}

describe.each(backends)("%s", (name, theBackend) => {
  const keys = async (part: string): Promise<string[]> =>
    [...(await theBackend().contents()).keys()].filter((key) => key.includes(part));

  test("a stack lives there from init to destroy, and nothing secret is in clear", async () => {
    store.takeRequests();
    const project = await projectOn(theBackend());
    await project.setConfig("password", SECRET, { secret: true });

    await project.up();
    await expectTeam("platform");
    await project.preview({ args: ["--expect-no-changes"] });
    await project.refresh({ args: ["--expect-no-changes"] });
    await project.up({ env: { TEAM: "data" } });
    await expectTeam("data");

    for (const folder of ["stacks/test/test.json", "history/test/test/", "backups/test/test/"])
      expect(await keys(`.pulumi/${folder}`)).not.toEqual([]);
    const stored = [...(await theBackend().contents()).values()].join("\n");
    for (const { id } of (await simulator.state()).pipelines) expect(stored).toContain(id);
    for (const secret of secrets()) expect(stored).not.toContain(secret);

    await project.destroy({ args: ["--remove"] });
    expect((await simulator.state()).pipelines).toEqual([]);
    // The state before the last change stays, as it does in a file backend.
    expect(await keys("/stacks/")).toEqual([
      expect.stringMatching(/\.pulumi\/stacks\/test\/test\.json\.bak$/),
    ]);

    if (name === "OSS") {
      // What the RAM policy on the page allows.
      const kinds = new Set(store.takeRequests().map(kindOf));
      expect(kinds).toEqual(
        new Set(["ListObjectsV2", "GetObject", "HeadObject", "PutObject", "DeleteObject"]),
      );
    }
  });

  test("a second run is refused, also after a kill, until `pulumi cancel`; then the stack goes on", async () => {
    const project = await projectOn(theBackend(), { config: { "test:password": SECRET } });
    await simulator.faults({ kinds: ["delay"], actions: ["CreateImagePipeline"], delayMs: 30_000 });
    const first = project.start(["up", "--yes", "--skip-preview"]);
    await until("the state says that a pipeline is being created", async () =>
      [...(await theBackend().contents()).values()].some((text) =>
        /"pending_operations": \[[^\]]*:ImagePipeline"/.test(text),
      ),
    );

    const expectLocked = ({ stdout, stderr }: Run) => {
      expect(stderr).toMatch(/error: the stack is currently locked by 1 lock\(s\)\./);
      expect(stderr).toContain("/.pulumi/locks/organization/test/test/");
      for (const secret of secrets()) expect(stdout + stderr).not.toContain(secret);
    };
    expectLocked(await project.up({ fails: true }));
    first.process.kill("SIGKILL");
    await first.done;
    endLeftOvers("PULUMI_TEST_PROJECT", project.folder);
    await simulator.faults({});
    expectLocked(await project.up({ fails: true }));

    expect(await project.pulumi(["cancel", "--yes"])).toMatchObject({ code: 0 });
    expect(await keys("/locks/")).toEqual([]);
    const { stdout, stderr } = await project.up();
    expect(stdout + stderr).toContain("pending operations from previous deployment");
    const resources = (await project.exportState()).deployment.resources ?? [];
    const { pipelines } = await simulator.state();
    expect(pipelines.map(({ id }) => id)).toEqual(
      expect.arrayContaining(resources.flatMap(({ id }) => (id?.startsWith("ip-") ? [id] : []))),
    );
    expect(await keys("/locks/")).toEqual([]);
  });
});

test("OSS: a bucket in the path is refused, and the error has the code that the page explains", async () => {
  const made = projectOn({ url: store.pathStyleUrl, env: store.env() });
  await expect(made).rejects.toThrow(/read "\.pulumi\/meta\.yaml".*SecondLevelDomainForbidden/);
});

function kindOf({ method, path }: { method: string; path: string }): string {
  if (path.startsWith("/?")) return path.includes("list-type=2") ? "ListObjectsV2" : path;
  const ofObjects = new Map([
    ["GET", "GetObject"],
    ["HEAD", "HeadObject"],
    ["PUT", "PutObject"],
    ["DELETE", "DeleteObject"],
  ]);
  return ofObjects.get(method) ?? `${method} ${path}`;
}
