import { join } from "node:path";
import { METADATA, redirected, type TemporaryKey, temporaryKey } from "../credentials/stand";
import { type StandIn, startStandIn } from "../credentials/stand-in";
import type { Project } from "../support/project";
import { program, stage } from "./stage";
import { filesOf } from "./state";

jest.setTimeout(300_000);

const { simulator, project } = stage();

/** Both halves of every key, every token, and what else must be known to get one. */
const secrets = new Set<string>();
const noted = (text: string): string => {
  secrets.add(text);
  return text;
};

const ROLE_ARN = "acs:ram::1000000000000001:role/deploy";
const TOKEN = "eyJhbGciOiJub25lIn0.hunter2-of-the-ci-system";
const URI_TOKEN = "hunter2-of-the-uri";

let stack: Project;
let service: StandIn;

async function freshKey(): Promise<TemporaryKey> {
  const key = await temporaryKey(simulator(), simulator());
  for (const part of [key.AccessKeyId, key.AccessKeySecret, key.SecurityToken]) noted(part);
  return key;
}

beforeAll(async () => {
  service = await startStandIn(async ({ method }) =>
    method === "PUT" ? { body: "token" } : { body: { Code: "Success", ...(await freshKey()) } },
  );
  const { accessKeyId, accessKeySecret } = simulator();
  for (const text of [accessKeyId, accessKeySecret, TOKEN, URI_TOKEN]) noted(text);
  const profile = { name: "p", mode: "AK", access_key_id: accessKeyId, access_key_secret: accessKeySecret };
  stack = await project({
    program: program('new ImagePipeline("web", { baseImageType: "IMAGE", baseImage: "m-1" });'),
    files: { token: TOKEN, "profiles.json": JSON.stringify({ profiles: [profile] }) },
    env: {
      ...redirected(simulator(), { [METADATA]: service.url }),
      ALICLOUD_ACCESS_KEY: undefined,
      ALICLOUD_SECRET_KEY: undefined,
      ALIBABA_CLOUD_ECS_METADATA_DISABLED: undefined,
      ALIBABA_CLOUD_ENDPOINT_ECS: undefined,
      ALIBABA_CLOUD_ENDPOINT_STS: undefined,
    },
  });
});

afterAll(() => service?.close());

/** Runs a command with the engine at its most talkative, and looks for credentials wherever something could be left. */
async function talks(command: string, env: NodeJS.ProcessEnv = {}): Promise<string> {
  const verbose = ["--logtostderr", "-v=9"];
  const { code, stdout, stderr } = await stack.pulumi([command, "--yes", "--skip-preview", ...verbose], env);
  const places = { "the state's folder": filesOf(stack, ".state"), [command]: stdout + stderr };
  for (const [place, text] of Object.entries(places)) {
    const found = [...secrets].filter((secret) => text.includes(secret));
    if (found.length > 0)
      throw new Error(`${place} has ${found.length} secrets, one after: ${before(text, found[0])}`);
  }
  expect(stderr).toContain('"v":9');
  if (code !== 0) throw new Error(`${command} ended with ${code}:\n${stdout}`);
  return stdout;
}

const before = (text: string, found = ""): string =>
  text.slice(Math.max(0, text.indexOf(found) - 300), text.indexOf(found));

const OIDC = () => ({
  ALIBABA_CLOUD_ROLE_ARN: ROLE_ARN,
  ALIBABA_CLOUD_OIDC_PROVIDER_ARN: "acs:ram::1000000000000001:oidc-provider/ci",
  ALIBABA_CLOUD_OIDC_TOKEN_FILE: join(stack.folder, "token"),
});
const KEY = () => ({
  ALICLOUD_ACCESS_KEY: simulator().accessKeyId,
  ALICLOUD_SECRET_KEY: simulator().accessKeySecret,
});

/** Every source; each command reads the pipeline with it. */
const SOURCES: [title: string, env: () => NodeJS.ProcessEnv | Promise<NodeJS.ProcessEnv>][] = [
  ["an access key", KEY],
  [
    "temporary credentials",
    async () => {
      const { AccessKeyId, AccessKeySecret, SecurityToken } = await freshKey();
      return {
        ALIBABA_CLOUD_ACCESS_KEY_ID: AccessKeyId,
        ALIBABA_CLOUD_ACCESS_KEY_SECRET: AccessKeySecret,
        ALIBABA_CLOUD_SECURITY_TOKEN: SecurityToken,
      };
    },
  ],
  [
    "a profile",
    () => ({ ALICLOUD_PROFILE: "p", ALICLOUD_SHARED_CREDENTIALS_FILE: join(stack.folder, "profiles.json") }),
  ],
  ["the role of the ECS instance", () => ({ ALICLOUD_ECS_ROLE_NAME: "builder" })],
  ["a URI", () => ({ ALICLOUD_CREDENTIALS_URI: `${service.url}/?token=${URI_TOKEN}` })],
  ["a role that is assumed", () => ({ ...KEY(), ALICLOUD_ASSUME_ROLE_ARN: ROLE_ARN })],
  ["OIDC", OIDC],
];

describe("credentials are found nowhere, not even with the engine at its most talkative:", () => {
  test("when a pipeline is made", async () => {
    await talks("up", KEY());
    expect((await simulator().state()).calls).toMatchObject({ CreateImagePipeline: 1 });
  });

  test.each(SOURCES)("those of %s", async (_, env) => {
    const before = await simulator().state();
    expect(await talks("refresh", await env())).toContain("2 unchanged");
    const { calls, rejected } = await simulator().state();
    expect(calls["DescribeImagePipelines"]).toBe((before.calls["DescribeImagePipelines"] ?? 0) + 1);
    expect(rejected).toBe(0);
  });

  // Last, and until everything is destroyed: the CLI leaves what is secret in the stack's configuration out of its log
  // only while it is in there, and the engine goes on handing over what the last update had.
  test("those of the stack configuration, with a role and what it needs", async () => {
    const { accessKeyId, accessKeySecret } = simulator();
    await stack.setConfig("alicloud:accessKey", accessKeyId, { secret: true });
    await stack.setConfig("alicloud:secretKey", accessKeySecret, { secret: true });
    await stack.setConfig("alicloud:assumeRole.roleArn", ROLE_ARN, { path: true });
    const externalId = noted("hunter2-known-to-both-sides");
    await stack.setConfig("alicloud:assumeRole.externalId", externalId, { path: true, secret: true });
    await talks("up");
    await talks("refresh");
    await talks("destroy");
    const { calls, pipelines } = await simulator().state();
    expect(calls).toMatchObject({ AssumeRole: expect.any(Number) });
    expect(pipelines).toEqual([]);
  });
});
