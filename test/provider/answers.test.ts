import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ecs } from "../../provider/src/ecs/api/ecs";
import { stackSettings } from "../../provider/src/ecs/settings/settings";
import { EcsClient } from "../../provider/src/ecs/transport/client";
import { EcsError } from "../../provider/src/ecs/transport/errors";
import { type Action, operations, type Request } from "../../provider/src/ecs/transport/sdk";
import { ImageComponentLifecycle } from "../../provider/src/resources/image-component/lifecycle";
import { ImagePipelineLifecycle } from "../../provider/src/resources/image-pipeline/lifecycle";
import { ImagePipelineExecutionLifecycle } from "../../provider/src/resources/image-pipeline-execution/lifecycle";
import type { Lifecycle, Properties } from "../../provider/src/resources/lifecycle";
import { cleanEnvironment } from "../../tools/lib/clean-environment.cjs";
import { type Answer, type StandIn, startStandIn } from "../credentials/stand-in";
import { startChild } from "../support/child";
import { errorOf } from "../support/error";
import { temporaryFolder } from "../support/folder";
import { root } from "../support/root";
import { steady } from "./stand";

jest.setTimeout(60_000);

const regionId = "cn-hangzhou";
const ACCOUNT = "1000000000000001";

/** A service that answers by action. An action that it does not know gets an error of the documented form. */
let service: StandIn;
let answers: Partial<Record<string, () => Answer | Promise<Answer>>> = {};

beforeAll(async () => {
  service = await startStandIn(({ headers }) => {
    const action = String(headers["x-acs-action"]);
    const body = { Code: "InvalidAction.NotFound", Message: "Not known.", RequestId: "R" };
    return answers[action]?.() ?? { status: 404, body };
  });
});

beforeEach(() => {
  answers = {};
  service.asked.length = 0;
});

afterAll(() => service.close());

const asked = (action: string) =>
  service.asked.filter(({ headers }) => headers["x-acs-action"] === action).length;

function settings(config: Record<string, string> = {}, url = service.url) {
  const env = {
    ALICLOUD_ACCESS_KEY: "LTAIkey",
    ALICLOUD_SECRET_KEY: "the-secret",
    ALIBABA_CLOUD_ENDPOINT_ECS: url,
    ALIBABA_CLOUD_ENDPOINT_STS: url,
  };
  return stackSettings((key: string) => config[key], env);
}

const KNOWN_ACCOUNT = { "alicloud:accountId": ACCOUNT };

function lifecycles(config: Record<string, string>, deadline?: number, url = service.url) {
  const given = settings(config, url);
  const ecs = new Ecs(new EcsClient(given, deadline === undefined ? {} : { deadline }));
  return {
    pipeline: new ImagePipelineLifecycle(given, ecs, () => undefined),
    component: new ImageComponentLifecycle(given, ecs, () => undefined),
    execution: new ImagePipelineExecutionLifecycle(given, ecs, () => undefined),
  };
}

const wrongForm = (problem: string) =>
  `an unexpected response: HTTP 200 with application/json from ${service.url.slice("http://".length)}, ${problem}. Check the network and alicloud:endpoints.`;

const capital = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

const badToken = (outer: string, inner: string): [object, string] => [
  { RequestId: "R", NextToken: { a: 1 }, [outer]: { [inner]: [] } },
  "with a field that does not have the documented type",
];

/** Answers with status 200 that are not the documented one, and what is said of each. */
function wrongAnswers(action: Action): [body: object, problem: string][] {
  const form = operations[action][2];
  const always: [object, string][] = [
    {},
    { status: "ok" },
    { RequestId: "" },
    { RequestId: { a: 1 } },
    { RequestId: "a\u001b[31mb" },
  ].map((body) => [body, "without a RequestId"]);
  if (form === "done") return always;
  if ("id" in form) {
    const name = capital(form.id);
    const ids = [undefined, null, "", "a b", 7, { id: "x-1" }, ["x-1"]];
    return [
      ...always,
      ...ids.map((id): [object, string] => [{ RequestId: "R", [name]: id }, `without an ${name}`]),
    ];
  }
  if ("item" in form) {
    const item = capital(form.item);
    const id = capital(form.itemId);
    const images = ["x", [], ["x"], { Name: "x" }, { [id]: "" }, { [id]: "a b" }, { [id]: { a: 1 } }];
    return [
      ...always,
      ...images.map((image): [object, string] => [
        { RequestId: "R", [item]: image },
        `with an ${item} without an ${id}`,
      ]),
    ];
  }
  const [outer = "", inner = ""] = form.list.map(capital);
  const lists = [undefined, null, [], "x", { [inner]: null }, { [inner]: {} }, { [inner]: "x" }];
  const item = capital(form.itemId);
  const items: [unknown, string][] = [
    [null, `with an item without an ${item}`],
    ["x", `with an item without an ${item}`],
    [{ Name: "x" }, `with an item without an ${item}`],
    [{ [item]: { a: 1 } }, `with an item without an ${item}`],
    ...("accounts" in form
      ? ["another", "x-1", 1.5, -1, 2 ** 53].map((id): [object, string] => [
          { [item]: id },
          `with an item without an ${item}`,
        ])
      : [
          [{ [item]: "another" }, "with an item that was not requested"] as [object, string],
          [
            { [item]: "x-1", Tags: "x", ResourceGroupId: {} },
            "with a field that does not have the documented type",
          ] as [object, string],
        ]),
  ];
  return [
    ...always,
    ...lists.map((list): [object, string] => [
      { RequestId: "R", [outer]: list },
      `without the list ${outer}.${inner}`,
    ]),
    ...items.map(([value, problem]): [object, string] => [
      { RequestId: "R", [outer]: { [inner]: [value] } },
      problem,
    ]),
    // DescribeImages is asked for one image, and DescribeImageSharePermission has numbered pages: neither has a token.
    ...(/^DescribeImage(s|SharePermission)$/.test(action) ? [] : [badToken(outer, inner)]),
  ];
}

const ACTIONS = Object.keys(operations) as Action[];
/** Every action is asked about the ID x-1. */
const ids = { imagePipelineId: "x-1", imageComponentId: "x-1", executionId: "x-1", imageId: "x-1" };

describe("an undocumented response with status 200 means neither done nor deleted, and is not retried", () => {
  test.each(ACTIONS)("%s", async (action) => {
    const client = new EcsClient(settings());
    for (const [body, problem] of wrongAnswers(action)) {
      service.asked.length = 0;
      answers = { [action]: () => ({ body }) };
      const lists = /Describe.*(Pipelines|Components)$/.test(action);
      const request = lists ? { imagePipelineId: ["x-1"], imageComponentId: ["x-1"] } : ids;
      const failure = await errorOf(
        client.call(action, { regionId, ...request } as Request<Action> & { regionId: string }),
      );
      expect(failure).toBeInstanceOf(EcsError);
      expect(failure).toMatchObject({
        message: `${action} in ${regionId}: ${wrongForm(problem)}`,
        code: undefined,
        outcomeUnknown: true,
        refused: false,
      });
      expect(service.asked).toHaveLength(1);
    }
  });
});

const ONLY_REQUEST_ID: Answer = { body: { RequestId: "R" } };
const NOTHING: [title: string, answer: Answer][] = [
  ["another service's JSON", { body: { status: "ok" } }],
  ["an empty list without a RequestId", { body: { ImagePipeline: { ImagePipelineSet: [] } } }],
  ["a RequestId without a list", ONLY_REQUEST_ID],
  ["a redirect", { status: 302, body: {} }],
  ["null", { body: "null" }],
  ["a page", { body: "<html></html>" }],
  ["a proxy's 404", { status: 404, body: "<html></html>" }],
  ["a 404 with another service's JSON", { status: 404, body: { message: "NotFound" } }],
];

const kinds = ["pipeline", "component", "execution"] as const;
const STATE: Record<(typeof kinds)[number], Properties> = {
  pipeline: {
    regionId,
    imagePipelineId: "x-1",
    accountId: ACCOUNT,
    baseImageType: "IMAGE",
    baseImage: "m-1",
  },
  component: { regionId, imageComponentId: "x-1", accountId: ACCOUNT, content: "RUN a" },
  execution: { regionId, executionId: "x-1", accountId: ACCOUNT, imagePipelineId: "ip-1" },
};

describe.each(kinds)("a %s stays in the state when what comes is", (kind) => {
  test.each(NOTHING)("%s", async (_, answer) => {
    for (const action of ACTIONS) answers[action] = () => answer;
    const lifecycle: Lifecycle = lifecycles(KNOWN_ACCOUNT)[kind];
    expect(await errorOf(lifecycle.read("x-1", STATE[kind]))).toBeInstanceOf(EcsError);
    // All that is documented of the answer to a delete.
    if (answer === ONLY_REQUEST_ID) return;
    await errorOf(lifecycle.delete("x-1", STATE[kind]));
  });
});

const EMPTY = {
  pipeline: { DescribeImagePipelines: { ImagePipeline: { ImagePipelineSet: [] } } },
  component: { DescribeImageComponents: { ImageComponent: { ImageComponentSet: [] } } },
  execution: {
    DescribeImagePipelineExecutions: { ImagePipelineExecution: { ImagePipelineExecutionSet: [] } },
  },
};

test.each(kinds)("a %s is gone when the list that is documented is empty", async (kind) => {
  for (const [action, body] of Object.entries(EMPTY[kind]))
    answers[action] = () => ({ body: { RequestId: "R", ...body } });
  expect(await lifecycles(KNOWN_ACCOUNT)[kind].read("x-1", STATE[kind])).toBeUndefined();
});

describe("one pipeline that cannot be read does no harm to the 19 that share its call:", () => {
  const names = Array.from({ length: 20 }, (_, index) => `ip-${index}`);
  const good = (ImagePipelineId: string) => ({ ImagePipelineId, Name: ImagePipelineId, BaseImage: "m-1" });
  const state = (imagePipelineId: string) => ({ ...STATE.pipeline, imagePipelineId });

  test.each<[string, unknown, string]>([
    [
      "a list where an object belongs",
      { ...good("ip-7"), ImageOptions: [1], Tags: 3 },
      "with a field that does not have the documented type",
    ],
    [
      "an object in a list of texts",
      { ...good("ip-7"), AddAccounts: { AddAccount: [{ a: 1 }] } },
      "with a field that does not have the documented type",
    ],
    ["no ID", { Name: "ip-7" }, "with an item without an ImagePipelineId"],
    [
      "an ID that is an object",
      { ...good("ip-7"), ImagePipelineId: { a: 1 } },
      "with an item without an ImagePipelineId",
    ],
    ["null", null, "with an item without an ImagePipelineId"],
  ])("%s", async (_, item, problem) => {
    const set = names.map((name) => (name === "ip-7" ? item : good(name)));
    answers["DescribeImagePipelines"] = () => ({
      body: { RequestId: "R", ImagePipeline: { ImagePipelineSet: set } },
    });
    const { pipeline } = lifecycles(KNOWN_ACCOUNT);
    const outcomes = await Promise.allSettled(names.map((name) => pipeline.read(name, state(name))));
    expect(asked("DescribeImagePipelines")).toBe(1);
    for (const [index, outcome] of outcomes.entries()) {
      if (index === 7)
        expect(outcome).toMatchObject({
          status: "rejected",
          reason: { message: `DescribeImagePipelines in ${regionId}: ${wrongForm(problem)}` },
        });
      else
        expect(outcome).toMatchObject({ status: "fulfilled", value: { outputs: { name: `ip-${index}` } } });
    }
  });
});

const THROTTLED = {
  status: 400,
  body: {
    Code: "Throttling.User",
    Message: "Slow down.",
    RequestId: "0A1B2C3D-0000-4000-8000-000000000001",
  },
};
const CREATES = [
  ["pipeline", "CreateImagePipeline", 'adopt it (`adopt: "ip-…"`) or delete it'],
  ["component", "CreateImageComponent", 'adopt it (`adopt: "ic-…"`) or delete it'],
] as const;

describe.each(CREATES)(
  "a create of a %s of which it is not known whether it was carried out says how to find it",
  (kind, action, remedy) => {
    const create = (deadline: number) =>
      errorOf(
        lifecycles(KNOWN_ACCOUNT, deadline)[kind].create({
          regionId,
          content: "RUN a",
          baseImageType: "IMAGE",
        }),
      );
    const advice =
      ` The ${kind} may exist anyway, but it is not in the state. If it exists, it is in cn-hangzhou and was created after <time> (ClientToken <uuid>). ` +
      `To find it, run \`pulumi stack export | npx pulumi-alicloud-image-builder orphans\`. Then ${remedy}.`;

    test.each<[string, Answer]>([
      ["null", { body: "null" }],
      ["a text", { body: '"ok"' }],
      ["an answer without an ID", { body: { RequestId: "R" } }],
      ["a 400 with null", { status: 400, body: "null" }],
      ["a connection that breaks", "reset"],
      ["a gateway's page", { status: 504, body: "<html></html>" }],
    ])("after %s", async (_, answer) => {
      answers[action] = () => answer;
      expect(steady((await create(300)).message)).toContain(advice);
    });

    test("after a broken connection and a refusal that lasts", async () => {
      const told: Answer[] = ["reset"];
      answers[action] = () => told.shift() ?? THROTTLED;
      expect(steady((await create(1000)).message)).toBe(
        `${action} in cn-hangzhou: Throttling.User (HTTP 400, request ID <uuid>) after <n> attempts in <n> s. The service says: Slow down. ` +
          `Run it again later, or with a lower --parallel. An earlier attempt got no response and may have been carried out.${advice}`,
      );
    });

    test.each<[string, Answer]>([
      ["was refused", THROTTLED],
      ["a proxy refused", { status: 403, body: "<html></html>" }],
      ["was redirected", { status: 302, body: {} }],
    ])("and nothing of that when it %s", async (_, answer) => {
      answers[action] = () => answer;
      const { message } = await create(300);
      expect(message).not.toContain("may exist");
      expect(message).not.toContain("may have been");
    });
  },
);

const IDENTITY = { body: { RequestId: "R", AccountId: ACCOUNT } };
const BUSY = { status: 503, body: { Code: "ServiceUnavailable", Message: "", RequestId: "R" } };

describe("the account", () => {
  test("is asked for again after a failure, and no more after an answer", async () => {
    const told: Answer[] = [{ status: 403, body: { Code: "Forbidden", Message: "", RequestId: "R" } }];
    answers["GetCallerIdentity"] = () => told.shift() ?? IDENTITY;
    const client = new EcsClient(settings());
    await expect(client.accountId(regionId)).rejects.toThrow("GetCallerIdentity in cn-hangzhou: Forbidden");
    expect(await client.accountId(regionId)).toBe(ACCOUNT);
    expect(await client.accountId(regionId)).toBe(ACCOUNT);
    expect(asked("GetCallerIdentity")).toBe(2);
  });

  test("is asked for once by those who ask together", async () => {
    answers["GetCallerIdentity"] = () => IDENTITY;
    const client = new EcsClient(settings());
    await Promise.all([1, 2, 3].map(() => client.accountId(regionId)));
    expect(asked("GetCallerIdentity")).toBe(1);
  });

  test.each([{}, { AccountId: ACCOUNT }, { RequestId: "R" }, { RequestId: "R", AccountId: "me" }])(
    "is not taken from %j",
    async (body) => {
      answers["GetCallerIdentity"] = () => ({ body });
      await expect(new EcsClient(settings()).accountId(regionId)).rejects.toThrow("an unexpected response");
    },
  );

  test("is waited for as long as any call if it decides whether something was deleted", async () => {
    // Longer than the 10 s after which an output is left empty.
    const until = performance.now() + 11_000;
    answers["GetCallerIdentity"] = () => (performance.now() < until ? BUSY : IDENTITY);
    answers["DescribeImagePipelines"] = () => ({
      body: { RequestId: "R", ImagePipeline: { ImagePipelineSet: [] } },
    });
    const { pipeline } = lifecycles({});
    expect(await pipeline.read("x-1", STATE.pipeline)).toBeUndefined();
    expect(performance.now()).toBeGreaterThan(until);
  });

  test.each(CREATES)(
    "holds up no %s that was made: its ID is there in a moment, and the account by a refresh",
    async (kind, action) => {
      const name = kind === "pipeline" ? "ImagePipeline" : "ImageComponent";
      const item = { [`${name}Id`]: "x-1", Name: "x-1", ComponentVersion: "1.0.0" };
      answers["GetCallerIdentity"] = () => new Promise(() => undefined);
      answers[action] = () => ({ body: { RequestId: "R", [`${name}Id`]: "x-1" } });
      answers[`Describe${name}s`] = () => ({ body: { RequestId: "R", [name]: { [`${name}Set`]: [item] } } });
      const brief = { "alicloud:maxRetryTimeout": "3", "alicloud:clientReadTimeout": "1000" };
      const lifecycle: Lifecycle = lifecycles(brief)[kind];
      const start = performance.now();
      const { id, outputs } = await lifecycle.create({ regionId, content: "RUN a", baseImageType: "IMAGE" });
      expect(performance.now() - start).toBeLessThan(3000);
      expect({ id, accountId: outputs["accountId"] }).toEqual({ id: "x-1", accountId: undefined });
      answers["GetCallerIdentity"] = () => IDENTITY;
      const refreshed = await lifecycles({})[kind].read(id, outputs);
      expect(refreshed?.outputs["accountId"]).toBe(ACCOUNT);
    },
  );
});

describe("what is no region reaches no host:", () => {
  const REGIONS = [
    "x.evil.test:42809/",
    "x.evil.test",
    "cn-hangzhou.evil.test",
    "cn-hangzhou@evil.test",
    "cn-hangzhou#",
    "cn-hangzhou\n",
    "CN-HANGZHOU",
    "cn",
    "",
    `cn-${"a".repeat(60)}`,
  ];
  const SAID =
    "regionId is not a region ID; it must be lower-case letters, digits and hyphens, like cn-hangzhou.";

  let unreached: StandIn;
  beforeAll(async () => {
    unreached = await startStandIn(() => ({ body: {} }));
  });
  afterAll(() => unreached.close());

  test.each(REGIONS)("%j", async (region) => {
    const of = lifecycles({}, undefined, unreached.url);
    const client = new EcsClient(settings({}, unreached.url));
    const ways: (() => Promise<unknown>)[] = [
      ...ACTIONS.map((action) => () => client.call(action, { regionId: region })),
      () => client.accountId(region),
      () => new EcsClient(settings(KNOWN_ACCOUNT, unreached.url)).accountId(region),
      ...kinds.flatMap((kind) => [
        () => of[kind].create({ regionId: region }),
        () => of[kind].read("x-1", { regionId: region }),
        () => of[kind].delete("x-1", { ...STATE[kind], regionId: region }),
        () => of[kind].update("x-1", { ...STATE[kind], regionId: region }, { tags: { a: "b" } }),
      ]),
    ];
    for (const way of ways) expect((await errorOf(way())).message).toContain(SAID);
    expect(unreached.asked).toEqual([]);
  });

  test("a state that orphans is given", async () => {
    const resource = {
      type: "pulumi-nodejs:dynamic/alicloud:ImagePipeline",
      id: "ip-1",
      outputs: { regionId: "x.evil.test:42809/" },
    };
    const folder = temporaryFolder();
    const state = join(folder, "state.json");
    writeFileSync(state, JSON.stringify({ deployment: { resources: [resource] } }));
    const command = join(root, "provider/bin/pulumi-alicloud-image-builder.js");
    const child = startChild(process.execPath, [command, "orphans", "--state", state], {
      env: { ...cleanEnvironment(process.env), ...settings({}, unreached.url).env },
    });
    expect(await child.ended).toBe(1);
    expect(child.stderr()).toContain(SAID.slice("regionId ".length));
    expect(unreached.asked).toEqual([]);
  });
});
