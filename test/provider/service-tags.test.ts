import { shell } from "../../provider/src/servers/dynamic/shell";
import { passOn, type StandIn, startStandIn } from "../credentials/stand-in";
import { consoleOf } from "../support/console";
import type { DynamicHost, Properties } from "../support/dynamic-host";
import { type Simulator, startSimulator } from "../support/simulator";
import { __provider, checkAndCreate, declared, failureOf, startHost } from "./stand";

jest.setTimeout(60_000);

/*
 * The service puts tags of its own on resources, for example which product created them. A pipeline, its images, a
 * component and a build then have tags that no declaration can contain.
 */

let simulator: Simulator;
let service: StandIn;
let host: DynamicHost;

const SERVICE_TAGS = { "acs:resourceManager:stack": "s-1", "aliyun-createdBy": "console" };

/** Adds the service's tags to each resource of a description, in the form that its other tags have. */
function withServiceTags(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withServiceTags);
  if (typeof value !== "object" || value === null) return value;
  const item = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withServiceTags(one)]));
  if ("ImagePipelineId" in item || "ImageComponentId" in item) item["Tags"] = more(item["Tags"], "Tag");
  if ("ImageTags" in item) item["ImageTags"] = more(item["ImageTags"], "ImageTag");
  if ("ImportImageTags" in item) item["ImportImageTags"] = more(item["ImportImageTags"], "ImportImageTag");
  return item;
}

function more(tags: unknown, element: string) {
  const own = (tags as Record<string, object[]> | undefined)?.[element] ?? [];
  const service = Object.entries(SERVICE_TAGS).map(([key, value]) =>
    element === "ImportImageTag" ? { Key: key, Value: value } : { TagKey: key, TagValue: value },
  );
  return { [element]: [...service, ...own] };
}

beforeAll(async () => {
  simulator = await startSimulator();
  service = await startStandIn(async (asked) => {
    const answer = await passOn(asked, simulator.endpoint);
    const isDescription = String(asked.headers["x-acs-action"]).startsWith("DescribeImage");
    return isDescription && answer !== "reset" && typeof answer.body === "object"
      ? { ...answer, body: withServiceTags(answer.body) as object }
      : answer;
  });
  host = await startHost({ simulator: { ...simulator, endpoint: service.url } });
});

beforeEach(() => simulator.reset());

afterAll(async () => {
  await service?.close();
  await simulator?.stop();
});

const DISK = { ossBucket: "bucket", ossObject: "disk.raw" };
const TAGGED = {
  tags: { team: "a" },
  imageOptions: { imageTags: { kind: "golden" } },
};
const IMPORTED = {
  __provider,
  baseImageType: "OSS",
  importImageOptions: { diskDeviceMappings: [DISK], importImageTags: { kind: "imported" } },
  tags: { team: "a" },
};
const COMPONENT = {
  __provider: shell("imageComponent"),
  regionId: "cn-hangzhou",
  content: "RUN echo a",
  tags: { team: "a" },
};

const build = (imagePipelineId: string) => ({
  __provider: shell("imagePipelineExecution"),
  regionId: "cn-hangzhou",
  imagePipelineId,
  waitForCompletion: false,
  tags: { team: "a" },
});

const cases: [string, Properties][] = [
  ["a pipeline, its own and its images'", declared(TAGGED)],
  ["a pipeline without any of its own", declared()],
  ["a pipeline of an imported image", IMPORTED],
  ["a component", COMPONENT],
];

test.each(cases)("tags that the service sets are no drift: %s", async (_, declaration) => {
  const { id, properties } = await checkAndCreate(host, declaration);
  const { inputs } = await host.check({}, declaration);
  const read = await host.read(id, properties, inputs);
  expect(read.properties).toEqual(properties);
  expect(await host.diff(id, read.properties, inputs)).toMatchObject({ changes: "none" });
});

test("a build has no tags but its own either", async () => {
  const { id: pipeline } = await checkAndCreate(host, declared());
  const { id } = await checkAndCreate(host, build(pipeline));
  const { __provider, ...got } = (await host.read(id, { __provider: shell("imagePipelineExecution") }))
    .properties;
  expect(got["tags"]).toEqual({ team: "a" });
});

test.each(cases)("`get` has only tags that a program can declare: %s", async (_, declaration) => {
  const { id } = await checkAndCreate(host, declaration);
  const { properties } = await host.read(id, { __provider: declaration["__provider"] });
  expect(JSON.stringify(properties)).not.toMatch(/acs:resourceManager|aliyun-/);
  expect(properties["tags"]).toEqual(declaration["tags"]);
});

/** A state as a refresh of an earlier release stored it. */
const earlier = (properties: Properties): Properties => {
  const { tags, imageOptions, importImageOptions } = properties as Record<string, Record<string, object>>;
  return {
    ...properties,
    tags: { ...SERVICE_TAGS, ...tags },
    ...(imageOptions && {
      imageOptions: { ...imageOptions, imageTags: { ...SERVICE_TAGS, ...imageOptions["imageTags"] } },
    }),
    ...(importImageOptions && {
      importImageOptions: {
        ...importImageOptions,
        importImageTags: { ...SERVICE_TAGS, ...importImageOptions["importImageTags"] },
      },
    }),
  };
};

test.each(cases)(
  "nor are those in a state of an earlier release a difference: %s",
  async (_, declaration) => {
    const { id, properties } = await checkAndCreate(host, declaration);
    const { inputs } = await host.check({}, declaration);
    expect(await host.diff(id, earlier(properties), inputs)).toMatchObject({ changes: "none" });
  },
);

test.each(cases)("an update never removes them, and changes the others: %s", async (_, declaration) => {
  const { id, properties } = await checkAndCreate(host, declaration);
  const { inputs: news } = await host.check({}, { ...declaration, tags: { owner: "me" } });
  const before = service.asked.length;
  const updated = await host.update(id, earlier(properties), news);
  expect(updated.properties["tags"]).toEqual({ owner: "me" });
  const sent = service.asked.slice(before).map(({ path, body }) => decodeURIComponent(`${path}\n${body}`));
  expect(sent.filter((request) => /acs:resourceManager|aliyun-/.test(request))).toEqual([]);
  expect(sent.some((request) => request.includes("owner"))).toBe(true);
});

test("a failed update keeps in the state only tags that a program can declare", async () => {
  const { id, properties } = await checkAndCreate(host, declared(TAGGED));
  await consoleOf(simulator).delete(id);
  const { inputs: news } = await host.check({}, declared({ tags: { owner: "me" } }));
  const { details } = await failureOf(host.update(id, earlier(properties), news));
  expect(details?.properties["tags"]).toEqual({ team: "a" });
});

test.each([
  ["with tags of its own", TAGGED],
  ["without", {}],
])("they do not prevent adopt of a pipeline %s", async (_, more) => {
  const { id } = await checkAndCreate(host, declared(more));
  const adopted = await checkAndCreate(host, declared({ ...more, adopt: id }));
  expect(adopted.id).toBe(id);
});
