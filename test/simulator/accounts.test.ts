/** Further access keys, the accounts they belong to, and temporary credentials for a role. */

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Request } from "@alicloud/credentials/dist/src/providers/http.js";
import { doRequest } from "@alicloud/credentials/dist/src/providers/http.js";
import OidcRoleArnProvider from "@alicloud/credentials/dist/src/providers/oidc_role_arn.js";
import RamRoleArnProvider from "@alicloud/credentials/dist/src/providers/ram_role_arn.js";
import StaticKeyProvider from "@alicloud/credentials/dist/src/providers/static_ak.js";
import { startSimulator } from "../../simulator/src/index.js";
import { temporaryFolder } from "../support/folder.js";
import type { Flat, Target } from "./support.js";
import {
  call,
  control,
  createPipeline,
  describePipelines,
  MINIMAL,
  REGION,
  signedRequest,
  useSimulator,
  verdict,
} from "./support.js";

const simulator = useSimulator();
const OTHER_ACCOUNT = "1999999999999999";
const other = { accessKeyId: "other", accessKeySecret: "other-secret" };
const ROLE = { RoleArn: "acs:ram::1234567890123456:role/deployer", RoleSessionName: "a-test" };
const OIDC = {
  OIDCProviderArn: "acs:ram::1234567890123456:oidc-provider/ci",
  OIDCToken: "header.claims.signature",
};

const keyOf = (key: object): Target => ({ ...simulator.current, ...key });
const identity = async (target: Target) => (await call(target, "GetCallerIdentity", {})).body;
const accountOf = async (target: Target) => (await identity(target))["AccountId"];
const count = async (target: Target) => (await describePipelines(target)).TotalCount;
const addKeys = (...accessKeys: readonly object[]) =>
  control(simulator.current, "settings", { accessKeys: [...accessKeys] });

describe("a further access key", () => {
  beforeEach(() => addKeys({ ...other, accountId: OTHER_ACCOUNT }));

  test("belongs to its own account", async () => {
    expect(await accountOf(keyOf(other))).toBe(OTHER_ACCOUNT);
    expect(await accountOf(simulator.current)).not.toBe(OTHER_ACCOUNT);
  });

  test("sees, tags and deletes nothing of another account", async () => {
    const id = await createPipeline(simulator.current, { "Tag.1.Key": "a", "Tag.1.Value": "1" });
    expect(await count(keyOf(other))).toBe(0);
    const which = { RegionId: REGION, ResourceType: "imagepipeline" };
    const tagging = { ...which, "ResourceId.1": id, "Tag.1.Key": "b", "Tag.1.Value": "" };
    expect(await verdict(keyOf(other), "TagResources", tagging)).toBe("404 InvalidResourceId.NotFound");
    const { body } = await call(keyOf(other), "ListTagResources", which);
    expect(body["TagResources"]).toEqual({ TagResource: [] });
    const gone = { RegionId: REGION, ImagePipelineId: id };
    expect(await verdict(keyOf(other), "DeleteImagePipeline", gone)).toBe(
      "404 InvalidImagePipeline.NotFound",
    );
    expect(await count(simulator.current)).toBe(1);
  });

  test("has ClientTokens of its own, and its items are in the state with its account", async () => {
    const mine = await createPipeline(simulator.current, { ClientToken: "t" });
    const theirs = await createPipeline(keyOf(other), { ClientToken: "t", Name: "other" });
    expect(mine).not.toBe(theirs);
    const { body } = await control(simulator.current, "state");
    expect(body["pipelines"]).toMatchObject([
      { id: mine, accountId: await accountOf(simulator.current) },
      { id: theirs, accountId: OTHER_ACCOUNT },
    ]);
  });

  test("can be one of the same account", async () => {
    const accountId = await accountOf(simulator.current);
    await addKeys({ ...other, accountId });
    await createPipeline(simulator.current);
    expect(await count(keyOf(other))).toBe(1);
  });

  test("has an account that is derived from its ID when none is given", async () => {
    await addKeys(other);
    const accountId = await accountOf(keyOf(other));
    expect(accountId).toMatch(/^1\d{15}$/);
    expect(accountId).not.toBe(await accountOf(simulator.current));
  });

  test("is removed when the settings list others, and after a reset", async () => {
    await addKeys();
    expect(await verdict(keyOf(other), "GetCallerIdentity", {})).toBe("404 InvalidAccessKeyId.NotFound");
    await addKeys(other);
    await control(simulator.current, "reset", {});
    expect(await verdict(keyOf(other), "GetCallerIdentity", {})).toBe("404 InvalidAccessKeyId.NotFound");
  });

  test("still needs its own secret", async () => {
    const wrong = keyOf({ ...other, accessKeySecret: simulator.current.accessKeySecret });
    expect(await verdict(wrong, "GetCallerIdentity", {})).toBe("400 SignatureDoesNotMatch");
  });
});

test("STS accepts a RegionId from clients that send one with every call", async () => {
  for (const [action, more] of [
    ["GetCallerIdentity", {}],
    ["AssumeRole", ROLE],
  ] as const) {
    expect(await verdict(simulator.current, action, { RegionId: REGION, ...more })).toBe("200");
  }
});

test("data keep their account, whatever key opens them, until a reset", async () => {
  const folder = temporaryFolder();
  const data = join(folder, "data.jsonl");
  const first = await startSimulator({ data });
  const [id, accountId] = [await createPipeline(first), await accountOf(first)];
  await first.close();
  const second = await startSimulator({ data });
  expect(await accountOf(second)).toBe(accountId);
  expect((await describePipelines(second)).ImagePipeline.ImagePipelineSet).toMatchObject([
    { ImagePipelineId: id },
  ]);
  await control(second, "reset", {});
  expect(await accountOf(second)).not.toBe(accountId);
  await second.close();
});

/** The simulator speaks HTTP, and these classes HTTPS only. */
function overHttp<P extends object>(provider: P): P {
  return Object.assign(provider, {
    doRequest: (request: Request) => doRequest(Object.assign(request, { protocol: "http" })),
  });
}

const host = () => new URL(simulator.current.endpoint).host;

describe("a role", () => {
  const assume = async (target: Target = simulator.current, more: Flat = {}) => {
    const { body } = await call(target, "AssumeRole", { ...ROLE, ...more });
    const { AccessKeyId, AccessKeySecret, SecurityToken, Expiration } = body["Credentials"] as Record<
      string,
      string
    >;
    const key = { accessKeyId: AccessKeyId, accessKeySecret: AccessKeySecret };
    return { key, securityToken: String(SecurityToken), expiration: String(Expiration) };
  };

  test("is assumed by the official credentials library, and its key works by both signatures", async () => {
    const { accessKeyId, accessKeySecret } = simulator.current;
    const provider = RamRoleArnProvider.builder()
      .withCredentialsProvider(
        StaticKeyProvider.builder().withAccessKeyId(accessKeyId).withAccessKeySecret(accessKeySecret).build(),
      )
      .withRoleArn(ROLE.RoleArn)
      .withRoleSessionName("a-test")
      .withPolicy('{"Version":"1","Statement":[]}')
      .withExternalId("external")
      .withStsEndpoint(host())
      .build();
    const { securityToken, ...key } = await overHttp(provider).getCredentials();
    expect(await identity(keyOf({ ...key, securityToken }))).toMatchObject({
      IdentityType: "AssumedRoleUser",
      AccountId: await accountOf(simulator.current),
      Arn: expect.stringContaining("assumed-role/deployer/a-test"),
    });
    const query = { RegionId: REGION };
    const headers = { "x-acs-security-token": String(securityToken) };
    expect((await signedRequest(keyOf(key), { query, headers })).status).toBe(200);
  });

  test("belongs to the account of whoever assumes it", async () => {
    await addKeys({ ...other, accountId: OTHER_ACCOUNT });
    const { key, securityToken } = await assume(keyOf(other));
    expect(await accountOf(keyOf({ ...key, securityToken }))).toBe(OTHER_ACCOUNT);
  });

  test("is refused without its token, or with another one", async () => {
    const [{ key }, another] = [await assume(), await assume()];
    expect(await verdict(keyOf(key), "GetCallerIdentity", {})).toBe("400 MissingSecurityToken");
    const mixed = keyOf({ ...key, securityToken: another.securityToken });
    expect(await verdict(mixed, "GetCallerIdentity", {})).toBe(
      "400 InvalidSecurityToken.MismatchWithAccessKey",
    );
    const { body } = await control(simulator.current, "state");
    expect(body["rejected"]).toBe(2);
  });

  test("lasts an hour, or as long as requested, in real time", async () => {
    const real = { time: Date.parse("2026-01-01T00:00:00Z") };
    const timed = await startSimulator({ clock: () => real.time, speed: 1000 });
    // Older signatures carry the time of the machine, so this one is signed by hand.
    const raw = (action: string, query: Flat, more = {}) => ({
      ...{ version: "2015-04-01", action, query, date: new Date(real.time) },
      ...more,
    });
    const { text } = await signedRequest(timed, raw("AssumeRole", { ...ROLE, DurationSeconds: 900 }));
    const { Credentials } = JSON.parse(text);
    expect(Credentials.Expiration).toBe("2026-01-01T00:15:00Z");
    const key = { accessKeyId: Credentials.AccessKeyId, accessKeySecret: Credentials.AccessKeySecret };
    const headers = { "x-acs-security-token": Credentials.SecurityToken };
    const use = async () =>
      JSON.parse((await signedRequest({ ...timed, ...key }, raw("GetCallerIdentity", {}, { headers }))).text);
    real.time += 899_000;
    expect(await use()).toMatchObject({ IdentityType: "AssumedRoleUser" });
    real.time += 1000;
    expect(await use()).toMatchObject({ Code: "InvalidSecurityToken.Expired" });
    const { text: hour } = await signedRequest(timed, raw("AssumeRole", ROLE));
    expect(JSON.parse(hour).Credentials.Expiration).toBe("2026-01-01T01:15:00Z");
    await timed.close();
  });

  test.each<readonly [string, Flat, string]>([
    ["no name", { RoleArn: "" }, "400 MissingParameter"],
    ["an ARN of another kind", { RoleArn: "acs:ram::1:user/me" }, "400 InvalidParameter.RoleArn"],
    ["a session of one letter", { RoleSessionName: "a" }, "400 InvalidParameter.RoleSessionName"],
    ["899 seconds", { DurationSeconds: 899 }, "400 InvalidParameter.DurationSeconds"],
  ])("is refused with %s", async (_what, more, expected) => {
    expect(await verdict(simulator.current, "AssumeRole", { ...ROLE, ...more })).toBe(expected);
  });
});

describe("a role by OIDC", () => {
  test("is assumed by the official credentials library, without a signature", async () => {
    const folder = temporaryFolder();
    const file = join(folder, "token");
    writeFileSync(file, "header.claims.signature\n");
    const provider = OidcRoleArnProvider.builder()
      .withOIDCProviderArn(OIDC.OIDCProviderArn)
      .withOIDCTokenFilePath(file)
      .withRoleArn(ROLE.RoleArn)
      .withRoleSessionName("ci")
      .withStsEndpoint(host())
      .build();
    const { securityToken, ...key } = await overHttp(provider).getCredentials();
    expect(await accountOf(keyOf({ ...key, securityToken }))).toBe(await accountOf(simulator.current));
    const { body } = await control(simulator.current, "state");
    expect(body).toMatchObject({ calls: { AssumeRoleWithOIDC: 1 }, rejected: 0 });
  });

  test("is assumed by a client that names the action in a header", async () => {
    const response = await fetch(simulator.current.endpoint, {
      method: "POST",
      headers: { "x-acs-action": "AssumeRoleWithOIDC", "x-acs-version": "2015-04-01" },
      body: new URLSearchParams({ ...ROLE, ...OIDC }),
    });
    expect([response.status, await response.json()]).toMatchObject([200, { Credentials: {} }]);
  });

  test.each<readonly [string, Flat, string]>([
    ["no token", { OIDCToken: "" }, "400 MissingParameter"],
    ["an ARN of another kind", { OIDCProviderArn: ROLE.RoleArn }, "400 InvalidParameter.OIDCProviderArn"],
  ])("is refused with %s", async (_what, more, expected) => {
    expect(await verdict(simulator.current, "AssumeRoleWithOIDC", { ...ROLE, ...OIDC, ...more })).toBe(
      expected,
    );
  });

  test("is the only action that needs no signature", async () => {
    for (const headers of [{}, { "x-acs-action": "CreateImagePipeline", "x-acs-version": "2014-05-26" }]) {
      const query = new URLSearchParams({ Action: "CreateImagePipeline", Version: "2014-05-26", ...MINIMAL });
      const response = await fetch(`${simulator.current.endpoint}/?${query}`, { headers });
      expect(response.status).toBe(400);
      expect(await response.text()).toContain("IncompleteSignature");
    }
    expect(await count(simulator.current)).toBe(0);
  });
});
