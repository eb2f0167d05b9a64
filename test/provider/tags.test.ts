import { consoleOf } from "../support/console";
import type { DynamicHost, Properties } from "../support/dynamic-host";
import type { Simulator } from "../support/simulator";
import { __provider, declared, failureOf, hostOnSimulator, steady } from "./stand";

jest.setTimeout(60_000);

let simulator: Simulator;
let host: DynamicHost;

beforeAll(async () => {
  ({ simulator, host } = await hostOnSimulator());
});

beforeEach(() => simulator.reset());

type Tags = Record<string, string>;

const many = (count: number, prefix: string): Tags =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${prefix}${index}`, prefix]));

async function made(tags: Tags | undefined) {
  const { inputs } = await host.check({}, declared({ tags }));
  return { inputs, ...(await host.create(inputs)) };
}

async function tagsInTheService(): Promise<Tags> {
  const [pipeline] = (await simulator.state()).pipelines;
  const tags = pipeline?.current["Tags"] as { Tag: { TagKey: string; TagValue: string }[] } | undefined;
  return Object.fromEntries((tags?.Tag ?? []).map(({ TagKey, TagValue }) => [TagKey, TagValue]));
}

describe("a change of tags is made on the existing pipeline, in as few calls as possible", () => {
  test.each<[string, Tags | undefined, Tags | undefined, Record<string, number>]>([
    ["one added", { team: "a" }, { team: "a", owner: "me" }, { TagResources: 1 }],
    ["one taken away", { team: "a", owner: "me" }, { team: "a" }, { UntagResources: 1 }],
    ["a value changed", { team: "a" }, { team: "b" }, { UntagResources: 1, TagResources: 1 }],
    ["a value emptied", { team: "a" }, { team: "" }, { UntagResources: 1, TagResources: 1 }],
    ["the first ones", undefined, { team: "a", 团队: "平台" }, { TagResources: 1 }],
    ["all taken away", { team: "a", owner: "me" }, undefined, { UntagResources: 1 }],
    ["all 20 exchanged", many(20, "old"), many(20, "new"), { UntagResources: 1, TagResources: 1 }],
    ["nothing at all", { team: "a" }, { team: "a" }, {}],
  ])("%s", async (_, before, after, calls) => {
    const { id, inputs, properties } = await made(before);
    const { inputs: news } = await host.check(inputs, declared({ tags: after }));
    const updated = await host.update(id, properties, news);

    expect(updated.properties).toEqual({
      ...news,
      name: id,
      imagePipelineId: id,
      requestId: properties["requestId"],
      accountId: properties["accountId"],
    });
    expect(await tagsInTheService()).toEqual(after ?? {});
    const state = await simulator.state();
    const { CreateImagePipeline, GetCallerIdentity, ...further } = state.calls;
    expect(further).toEqual(calls);
    expect(CreateImagePipeline).toBe(1);
  });
});

test("tags added by somebody else stay if the state does not contain them", async () => {
  const { id, inputs, properties } = await made({ team: "a" });
  await consoleOf(simulator).tag(id, { "cost-center": "42" });
  await host.update(id, properties, { ...inputs, tags: { team: "b" } });
  expect(await tagsInTheService()).toEqual({ team: "b", "cost-center": "42" });
});

describe("a change that fails half way", () => {
  /** The console has filled the pipeline up to its limit, so one tag more finds no room. */
  async function failHalfWay() {
    const { id, inputs, properties } = await made({ team: "a", owner: "me" });
    await consoleOf(simulator).tag(id, many(18, "console"));
    const news: Properties = { ...inputs, tags: { team: "b", owner: "me", third: "x" } };
    return { id, news, properties, failure: await failureOf(host.update(id, properties, news)) };
  }

  test("keeps in the state the tags that the pipeline is known to have, and says why", async () => {
    const { id, properties, failure } = await failHalfWay();
    const reason =
      "TagResources in cn-hangzhou: OperationDenied.QuotaExceed (HTTP 400, request ID <uuid>). The resource already has 20 tags, the maximum. Remove some.";
    expect(steady(failure.message)).toBe(reason);
    expect(failure.details).toEqual({
      id,
      properties: { ...properties, __provider, tags: { owner: "me" } },
      reasons: [failure.message],
    });
    expect(await tagsInTheService()).toEqual({ owner: "me", ...many(18, "console") });
  });

  test("is completed by the next update from there", async () => {
    const { id, news, failure } = await failHalfWay();
    await consoleOf(simulator).untag(id, ["console0"]);
    const { properties } = await host.update(id, failure.details?.properties ?? {}, news);
    expect(properties).toMatchObject({ tags: { team: "b", owner: "me", third: "x" } });
    expect(await tagsInTheService()).toMatchObject({ team: "b", owner: "me", third: "x" });
  });
});

test("a deleted pipeline cannot be tagged, and the state keeps its tags", async () => {
  const { id, inputs, properties } = await made({ team: "a" });
  await host.delete(id, properties);
  const { message, details } = await failureOf(
    host.update(id, properties, { ...inputs, tags: { team: "b" } }),
  );
  expect(steady(message)).toBe(
    "UntagResources in cn-hangzhou: InvalidResourceId.NotFound (HTTP 404, request ID <uuid>). The resource to tag does not exist in this region. If it was deleted outside Pulumi, run `pulumi refresh`.",
  );
  expect(details).toMatchObject({ id, properties: { tags: { team: "a" } } });
});

test("tags are changed once, however often the answer is lost", async () => {
  const { id, inputs, properties } = await made({ team: "a" });
  await simulator.faults({
    kinds: ["drop-after-commit"],
    actions: ["TagResources", "UntagResources"],
    count: 3,
  });
  const updated = await host.update(id, properties, { ...inputs, tags: { team: "b" } });
  expect(updated.properties).toMatchObject({ tags: { team: "b" } });
  expect(await tagsInTheService()).toEqual({ team: "b" });
});
