import { consoleOf } from "../support/console";
import type { ExportedState, Project } from "../support/project";
import { program, stage } from "./stage";

jest.setTimeout(300_000);

const { simulator, project } = stage();

const OTHER = { accessKeyId: "SIMother", accessKeySecret: "other-secret", accountId: "1999999999999999" };
const asOther = { ALICLOUD_ACCESS_KEY: OTHER.accessKeyId, ALICLOUD_SECRET_KEY: OTHER.accessKeySecret };

let stack: Project;
let account: unknown;

beforeAll(async () => {
  await simulator().settings({ accessKeys: [OTHER] });
  stack = await project({
    // In seconds: long enough for a call, and short for one that is to fail.
    config: { "alicloud:maxRetryTimeout": "10" },
    program: program(
      'new ImagePipeline("near", { baseImageType: "IMAGE", baseImage: "m-1", tags: { team: "platform" } });',
      'new ImagePipeline("far", { baseImageType: "IMAGE", baseImage: "m-1", regionId: "cn-beijing" });',
    ),
  });
  await stack.up();
  account = (await ids())[0]?.accountId;
});

const ids = async () =>
  (await simulator().state()).pipelines.map(({ id, accountId, regionId }) => ({ id, accountId, regionId }));

/** When it was written; and what any refresh of Pulumi's leaves away, in dynamic resources or others. */
const PASSING = ["created", "modified", "time", "manifest", "propertyDependencies"];

const steadyState = async (): Promise<string> => {
  const { deployment }: ExportedState = await stack.exportState();
  return JSON.stringify(deployment, (key, value) => (PASSING.includes(key) ? undefined : value), 1);
};

/** That a command fails, names both accounts, and leaves state and account as they were. */
async function expectRefused(command: "refresh" | "destroy") {
  const before = { state: await steadyState(), pipelines: await ids() };
  const { stdout, stderr } = await stack[command]({ fails: true, env: asOther });
  expect(stdout + stderr).toMatch(
    new RegExp(
      `image pipeline ip-\\w+ was not found in cn-\\w+ with the credentials of account ${OTHER.accountId}, ` +
        `but it belongs to account ${account}. It was not treated as deleted, and nothing was changed. ` +
        "Use the credentials of its account. If it was really deleted, remove it from the state with `pulumi state delete`.",
    ),
  );
  expect(stdout + stderr).not.toContain(OTHER.accessKeySecret);
  expect({ state: await steadyState(), pipelines: await ids() }).toEqual(before);
}

test("a refresh with another account's credentials fails, names both accounts, and changes nothing", () =>
  expectRefused("refresh"));

test("a destroy with another account's credentials loses nothing", () => expectRefused("destroy"));

test("another region in the configuration does not make anything look deleted", async () => {
  const before = await steadyState();
  const { stdout } = await stack.refresh({ env: { ALICLOUD_REGION: "cn-shanghai" } });
  expect(stdout).toMatch(/3 unchanged/);
  expect(await steadyState()).toBe(before);
});

test("a deleted pipeline stays in the state while STS does not return the account", async () => {
  const near = (await ids()).find(({ regionId }) => regionId === "cn-hangzhou");
  await consoleOf(simulator()).delete(String(near?.id));
  await simulator().faults({ actions: ["GetCallerIdentity"], kinds: ["throttle"] });
  const before = await steadyState();
  const { stdout, stderr } = await stack.refresh({ fails: true });
  expect(stdout + stderr).toContain("GetCallerIdentity");
  expect(await steadyState()).toBe(before);
  await simulator().faults({});
});

test("with the right credentials, in whatever region, the same destroy deletes what there is", async () => {
  await stack.destroy({ env: { ALICLOUD_REGION: "cn-shanghai" } });
  expect(await ids()).toEqual([]);
  expect((await stack.exportState()).deployment.resources ?? []).toEqual([]);
});
