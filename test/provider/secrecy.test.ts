import type { DynamicHost, Properties } from "../support/dynamic-host";
import { type Simulator, startSimulator } from "../support/simulator";
import { askHost, declared, failureOf, startHost } from "./stand";

jest.setTimeout(60_000);

/** What stands in each place where a secret can stand; every one of them is a word of its own. */
const SECRETS = {
  content: "hunter2inContent",
  test: "hunter2inTests",
  description: "hunter2inDescription",
  imageDescription: "hunter2inImageDescription",
  tag: "hunter2inTag",
  imageTag: "hunter2inImageTag",
  name: "hunter2inName",
  key: "hunter2inKey",
};

const sensitive = (more: Properties = {}): Properties =>
  declared({
    regionId: "cn-hangzhou",
    name: SECRETS.name,
    buildContent: `RUN echo ${SECRETS.content} > /etc/password`,
    testContent: `RUN grep ${SECRETS.test} /etc/password`,
    description: SECRETS.description,
    imageOptions: { description: SECRETS.imageDescription, imageTags: { a: SECRETS.imageTag } },
    tags: { a: SECRETS.tag },
    ...more,
  });

function expectNothingSecret(text: string) {
  expect(text).not.toMatch(/hunter2/i);
  // The two beginnings that are not allowed may be named; a URL may not.
  expect(text).not.toMatch(/https?:\/\/[\w@]/);
  expect(text).not.toMatch(/Signature=|AccessKeyId=/);
}

let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator(["--access-key-id", "LTAIowner", "--access-key-secret", SECRETS.key]);
});

beforeEach(() => simulator.reset());

afterAll(() => simulator.stop());

describe("a refused declaration is explained without its free texts", () => {
  let offline: DynamicHost;

  beforeAll(async () => {
    offline = await startHost();
  });

  const long = (text: string) => `${text}${"x".repeat(400)}`;

  test.each<[string, Properties]>([
    ["texts that are too long", { name: long(SECRETS.name), description: long(SECRETS.description) }],
    [
      "texts that contain a URL",
      { tags: { a: `https://${SECRETS.tag}` }, description: `http://${SECRETS.description}` },
    ],
    [
      "characters that are not allowed",
      { name: `${SECRETS.name} §`, imageOptions: { imageName: `-${SECRETS.name}` } },
    ],
    ["a content that is too long", { buildContent: `RUN ${SECRETS.content}${"x".repeat(16_384)}` }],
    ["a content of too many instructions", { buildContent: `RUN ${SECRETS.content}\n`.repeat(128) }],
    ["a FROM that disagrees and is no identifier", { buildContent: `FROM IMAGE:${SECRETS.content}§\nRUN a` }],
    ["an unreadable FROM", { buildContent: `FROM ${SECRETS.content}\nRUN a` }],
    ["a FROM after another instruction", { buildContent: `RUN a\nFROM IMAGE:${SECRETS.content}§` }],
    ["two FROM lines", { buildContent: `FROM IMAGE:m-bp1base\nFROM IMAGE:${SECRETS.content}` }],
    [
      "values of the wrong type",
      { description: [SECRETS.description], buildContent: { a: SECRETS.content } },
    ],
    ["invalid account IDs", { addAccounts: [SECRETS.name] }],
    ["tag values of the wrong type", { tags: { a: { b: SECRETS.tag } } }],
  ])("%s", async (_, inputs) => {
    const { failures } = await offline.check({}, sensitive(inputs));
    expect(failures.length).toBeGreaterThan(0);
    for (const { reason } of failures) {
      expectNothingSecret(reason);
    }
  });
});

describe("a call that fails is explained without what was sent", () => {
  test.each<[string, Properties, Parameters<Simulator["faults"]>[0]]>([
    ["refused by the service", { baseImage: "m-notfound-hunter2" }, {}],
    ["refused for a parameter", { tags: { "acs:a": SECRETS.tag } }, {}],
    ["refused for a content", { buildContent: `${SECRETS.content}\n`.repeat(2000) }, {}],
    [
      "after a wait",
      { resourceGroupId: "rg-notfound" },
      { kinds: ["drop-after-commit", "truncate"], count: 2 },
    ],
  ])("%s", async (_, inputs, faults) => {
    const host = await startHost({ simulator });
    await simulator.faults(faults);
    const { message, details } = await failureOf(host.create(sensitive(inputs)));
    expect(details).toBeUndefined();
    expectNothingSecret(message);
    await host.stop();
    expectNothingSecret(host.stderr() + host.stdout());
  });

  test("with a wrong signature", async () => {
    const host = await startHost({
      simulator: { ...simulator, accessKeyId: "LTAIowner", accessKeySecret: "hunter2" },
    });
    expectNothingSecret((await failureOf(host.create(sensitive()))).message);
    expectNothingSecret((await failureOf(host.read("ip-1", sensitive()))).message);
    expectNothingSecret((await failureOf(host.delete("ip-1", sensitive()))).message);
    await host.stop();
    expectNothingSecret(host.stderr() + host.stdout());
  });

  test("for an endpoint with a password in it", async () => {
    const endpoint = `https://me:${SECRETS.key}@ecs.example.com/`;
    const { message } = await askHost({ simulator: { ...simulator, endpoint } }, (host) =>
      failureOf(host.create(sensitive())),
    );
    expectNothingSecret(message);
  });

  test("half way through the tags", async () => {
    const host = await startHost({ simulator });
    const { id, properties } = await host.create(sensitive());
    const { message, details } = await failureOf(
      host.update(id, properties, sensitive({ tags: { "acs:a": SECRETS.tag } })),
    );
    expectNothingSecret(message);
    expect(details?.reasons).toEqual([message]);
  });
});

test("neither the simulator's log nor anything the host prints shows what was declared", async () => {
  const host = await startHost({ simulator });
  const { id, properties } = await host.create(sensitive());
  await host.delete(id, properties);
  await host.stop();
  expectNothingSecret(host.stdout() + host.stderr() + simulator.stderr());
});
