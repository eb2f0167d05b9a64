import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { stackSettings } from "../../../provider/src/ecs/settings/settings";
import * as dynamic from "../../../provider/src/index";
import * as plugin from "../../../provider/src/plugin";
import { resources } from "../../../provider/src/resources";
import { LOOKUPS } from "../../../provider/src/servers/plugin/lookups";
import { ARGUMENTS } from "../../../provider/src/validation/provider-faults";
import { FULL } from "../resources/full-declaration";

const schema: Schema = JSON.parse(
  readFileSync(join(__dirname, "../../../provider/plugin/schema.json"), "utf8"),
);

interface Schema {
  resources: Record<string, { inputProperties: object; properties: object }>;
  functions: Record<string, object>;
  provider: { inputProperties: Record<string, { type?: string; secret?: boolean }> };
  types: Record<string, { enum?: { name: string; value: string }[] }>;
}

const token = (name: string) => `alicloud-image-builder:index:${name}`;

interface Registered {
  type: string;
  inputs: Record<string, unknown>;
}
let registered: Registered[] = [];
let called: { token: string; inputs: object; provider: string | undefined }[] = [];

beforeAll(async () =>
  pulumi.runtime.setMocks({
    newResource: ({ type, name, inputs }) => {
      registered.push({ type, inputs });
      return { id: `${name}-id`, state: inputs };
    },
    call: ({ token, inputs, provider }) => {
      called.push({ token, inputs, provider });
      return { token };
    },
  }),
);

beforeEach(() => {
  registered = [];
  called = [];
});

const known = <T>(output: pulumi.Output<T>): Promise<T> =>
  new Promise((resolve) => output.apply((value) => resolve(value as T)));

const component: Required<plugin.ImageComponentArgs> = {
  content: "RUN a",
  regionId: "cn-hangzhou",
  imageComponentName: "hardening",
  componentType: "Build",
  componentVersion: "1.0.0",
  description: "first",
  resourceGroupId: "rg-1",
  systemType: "Linux",
  tags: { a: "b" },
  adopt: "ic-1",
};
const execution: Required<plugin.ImagePipelineExecutionArgs> = {
  imagePipelineId: "ip-1",
  regionId: "cn-hangzhou",
  triggers: [1],
  waitForCompletion: true,
  timeoutMinutes: 5,
  deleteImageOnDestroy: false,
  rebuildWhenImageGone: false,
  tags: { a: "b" },
  adopt: "exec-1",
};

const retention: Required<plugin.ImageRetentionArgs> = {
  action: "delete",
  imageFamily: "web",
  imageNamePrefix: "web_",
  imageTags: { a: "b" },
  imagePipelineId: "ip-1",
  regionId: "cn-hangzhou",
  regionIds: ["cn-hangzhou", "cn-beijing"],
  keep: 5,
  olderThanDays: 30,
  retainAtLeast: 2,
  minimumAgeHours: 24,
  unshare: true,
  excludeTags: { hold: "yes" },
  keepImageIds: ["m-1"],
  triggers: ["m-2"],
  dryRun: true,
};

describe.each([
  ["ImagePipeline", plugin.ImagePipeline, FULL],
  ["ImageComponent", plugin.ImageComponent, component],
  ["ImagePipelineExecution", plugin.ImagePipelineExecution, execution],
  ["ImageRetention", plugin.ImageRetention, retention],
] as const)("%s is what the plugin's schema says", (name, type, args) => {
  const spec = schema.resources[token(name)];
  const declare = () => Reflect.construct(type, ["web", args]) as pulumi.CustomResource;

  test("every argument is sent, under its name", async () => {
    await known(declare().urn);
    expect(Object.keys(args).sort()).toEqual(Object.keys(spec?.inputProperties ?? {}).sort());
    expect(registered.at(-1)).toEqual({ type: token(name), inputs: args });
  });

  test("every output is an output of the class, whatever is declared", () => {
    const resource = Reflect.construct(type, ["web", {}]);
    const outputs = Object.entries(resource).filter(([, value]) => pulumi.Output.isInstance(value));
    const derived = name === "ImageComponent" ? ["arn"] : [];
    expect(outputs.map(([key]) => key).sort()).toEqual(
      [...Object.keys(spec?.properties ?? {}), ...derived, "id", "urn"].sort(),
    );
  });

  test("its outputs are those that the plugin plans in a preview", () => {
    const lifecycles = resources(
      stackSettings(() => undefined, {}),
      () => undefined,
    );
    const lifecycle = {
      ImagePipeline: lifecycles.imagePipeline,
      ImageComponent: lifecycles.imageComponent,
      ImagePipelineExecution: lifecycles.imagePipelineExecution,
      ImageRetention: lifecycles.imageRetention,
    }[name];
    expect(Object.keys(lifecycle.planned({ ...args })).sort()).toEqual(
      Object.keys(spec?.properties ?? {}).sort(),
    );
  });

  test("isInstance knows it from others, and knows that of the other entry, too", () => {
    const resource = declare();
    const dynamicType = { ...dynamic }[name];
    const other = Reflect.construct(dynamicType, ["web", {}]);
    const stranger = { __pulumiType: "alicloud:ecs/image:Image" };
    expect([resource, other].map((value) => type.isInstance(value))).toEqual([true, true]);
    expect([resource, other].map((value) => dynamicType.isInstance(value))).toEqual([true, true]);
    for (const value of [stranger, undefined, null, {}, "web"]) {
      expect(type.isInstance(value)).toBe(false);
      expect(dynamicType.isInstance(value)).toBe(false);
    }
  });
});

test("both entries have the same names", () => {
  const names = (entry: object) => Object.keys(entry).sort();
  expect(names(plugin)).toEqual(names(dynamic));
});

test("the lookups are those of the schema and of the server, and ask it with the provider of their options", async () => {
  const lookups = Object.keys(schema.functions).map((name) => name.replace(token(""), ""));
  expect(Object.keys(LOOKUPS).sort()).toEqual([...lookups].sort());
  const exported = Object.keys(plugin).filter((name) => name.startsWith("get"));
  expect(exported.sort()).toEqual(lookups.flatMap((name) => [name, `${name}Output`]).sort());
  const provider = new plugin.Provider("other", { region: "cn-beijing" });
  const args = { regionId: "cn-shanghai" };
  const both = plugin as unknown as Record<
    string,
    (args: object, opts: object) => PromiseLike<unknown> & pulumi.Output<unknown>
  >;
  for (const name of lookups) {
    expect(await both[name]?.(args, { provider })).toEqual({ token: token(name) });
    const later = both[`${name}Output`]?.(pulumi.output(args), { provider });
    expect(later && (await known(later))).toEqual({ token: token(name) });
  }
  expect(called.map(({ token, inputs }) => ({ token, inputs }))).toEqual(
    lookups.flatMap((name) => Array(2).fill({ token: token(name), inputs: args })),
  );
  expect(new Set(called.map((call) => call.provider?.includes("other")))).toEqual(new Set([true]));
});

test("a Provider sends credentials as secrets, and what is no text as JSON, as the SDKs of other languages do", async () => {
  const args: Required<plugin.ProviderArgs> = {
    region: "cn-beijing",
    accessKey: "a",
    secretKey: "b",
    securityToken: "c",
    profile: "p",
    sharedCredentialsFile: "~/f",
    ecsRoleName: "r",
    credentialsUri: "http://localhost",
    assumeRoleWithOidc: { roleArn: "acs:ram::1:role/r" },
    assumeRole: { roleArn: pulumi.output("acs:ram::1:role/r"), sessionExpiration: 900 },
    accountId: "1",
    endpoints: [{ ecs: "localhost:1" }],
    protocol: "HTTPS",
    clientReadTimeout: 1000,
    clientConnectTimeout: 2000,
    maxRetryTimeout: 5,
  };
  const provider = new plugin.Provider("other", args);
  await known(provider.urn);
  expect(plugin.Provider.isInstance(provider)).toBe(true);
  expect(pulumi.ProviderResource.isInstance(provider)).toBe(true);
  const [sent] = registered;
  expect(sent?.type).toBe("pulumi:providers:alicloud-image-builder");
  const { accessKey, secretKey, securityToken, credentialsUri, ...shown } = sent?.inputs ?? {};
  expect(shown).toEqual({
    region: "cn-beijing",
    profile: "p",
    sharedCredentialsFile: "~/f",
    ecsRoleName: "r",
    assumeRoleWithOidc: '{"roleArn":"acs:ram::1:role/r"}',
    assumeRole: '{"roleArn":"acs:ram::1:role/r","sessionExpiration":900}',
    accountId: "1",
    endpoints: '[{"ecs":"localhost:1"}]',
    protocol: "HTTPS",
    clientReadTimeout: "1000",
    clientConnectTimeout: "2000",
    maxRetryTimeout: "5",
  });
  // The mark of a secret on the wire.
  for (const secret of [accessKey, secretKey, securityToken, credentialsUri]) {
    expect(secret).toMatchObject({ "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" });
  }
  expect(Object.keys(ARGUMENTS).sort()).toEqual(Object.keys(args).sort());
  expect(Object.keys(schema.provider.inputProperties).sort()).toEqual(Object.keys(args).sort());
});

test("an enumeration has the names and values of the schema", () => {
  const inSchema = Object.entries(schema.types).flatMap(([name, spec]) =>
    spec.enum
      ? [[name.replace(token(""), ""), Object.fromEntries(spec.enum.map(({ name, value }) => [name, value]))]]
      : [],
  );
  const exported: Record<string, unknown> = { ...plugin };
  expect(Object.fromEntries(inSchema.map(([name]) => [name, exported[String(name)]]))).toEqual(
    Object.fromEntries(inSchema),
  );
  expect(plugin.BaseImageType.ImageFamily).toBe("IMAGE_FAMILY");
});

describe("a declaration that is none is refused, in words that fit the plugin", () => {
  const refusal = (type: unknown, ...given: unknown[]): unknown => {
    try {
      Reflect.construct(type as new () => unknown, given);
      return undefined;
    } catch (error) {
      return (error as Error).message;
    }
  };

  test.each<[unknown, unknown[], string | undefined]>([
    [
      plugin.ImagePipeline,
      ["w", { tags: new Map() }],
      'ImagePipeline "w": tags is an instance of Map, which Pulumi does not pass to the provider. Convert it to an object: Object.fromEntries(map).',
    ],
    [
      plugin.ImageComponent,
      ["w", { content: "RUN a" }, { provider: {} }],
      'ImageComponent "w": the option provider is an object; it must be a Provider of pulumi-alicloud-image-builder/plugin (docs/plugin.md).',
    ],
    [
      plugin.Provider,
      ["other", "cn-beijing"],
      'Provider "other": the arguments are a string; they must be an object: new Provider("other", { region: "cn-beijing" }).',
    ],
    [
      plugin.Provider,
      ["other", { endpoints: new Set() }],
      'Provider "other": endpoints is an instance of Set, which Pulumi does not pass to the provider. Convert it to a list: [...set].',
    ],
    [plugin.ImagePipelineExecution, ["w", { imagePipelineId: "ip-1" }, { import: "exec-1" }], undefined],
  ])("%p %p", (type, given, sentence) => {
    expect(refusal(type, ...given)).toBe(sentence);
  });
});

test("execute declares a build whose image name is as secret as the pipeline's", async () => {
  const open = new plugin.ImagePipeline("open", { imageOptions: { imageName: "web" } });
  const closed = new plugin.ImagePipeline("closed", { imageOptions: pulumi.secret({ imageName: "web" }) });
  const builds = [open.execute("a"), closed.execute("b", { triggers: [1] })];
  expect(await Promise.all(builds.map(({ imageName }) => pulumi.isSecret(imageName)))).toEqual([false, true]);
  expect(await Promise.all(builds.map(({ executionId }) => known(executionId)))).toEqual(["a-id", "b-id"]);
  expect(registered.filter(({ type }) => type.endsWith("Execution"))).toMatchObject([
    { inputs: { imagePipelineId: "open-id" } },
    { inputs: { imagePipelineId: "closed-id", triggers: [1] } },
  ]);
});
