import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { __provider, failureOf, steady } from "../provider/stand";
import type { DynamicHost, Properties } from "../support/dynamic-host";
import { ANSWERS, type HostileAnswer, saysOf } from "./answers";
import { type Answering, type Lane, STS, send } from "./endpoint";
import { ATTEMPT, DEADLINE, type Ground, startGround } from "./ground";
import { executionInputs, madeExecution, madePipeline, type Place, pipelineInputs } from "./operations";

/* What is no single answer to a single call: answers that differ from call to call, calls that are shared, clocks. */

jest.setTimeout(60_000);

/** What all else than waiting may take on a busy machine, in milliseconds. */
const SLACK = 10_000;

let ground: Ground;
let host: DynamicHost;

beforeAll(async () => {
  ground = await startGround();
  host = await ground.host();
});

afterAll(() => ground?.close());

/** An error without what differs from run to run. */
const told = ({ message }: Error, { lane }: Place): string =>
  steady(message)
    .replaceAll(lane.regionId, "<region>")
    .replaceAll(new URL(ground.endpoint.url).host, "<host>")
    .replaceAll(new URL(ground.elsewhere.url).host, "<elsewhere>");

async function timed<Value>(work: Promise<Value>): Promise<{ value: Value; milliseconds: number }> {
  const started = performance.now();
  const value = await work;
  return { value, milliseconds: performance.now() - started };
}

function answerOf(name: string): HostileAnswer {
  const found = ANSWERS.find((answer) => answer.name === name);
  if (!found) throw new Error(`no answer is called ${name}`);
  return found;
}

const answering =
  (name: string): Answering =>
  (exchange) =>
    answerOf(name).answer(exchange, ground.elsewhere.url);

const textOf = (name: string, action: string): string | undefined =>
  saysOf(answerOf(name), { name: "", action })?.text;

/** The service's own answer, with something in it changed. */
const changed =
  (change: (answer: Record<string, Record<string, Properties[]>>) => void): Answering =>
  async ({ real, response }) => {
    const { body, ...reply } = await real();
    const answer = JSON.parse(body.toString());
    change(answer);
    send(response, { ...reply, body: Buffer.from(JSON.stringify(answer)) });
  };

const TRIES = " after <n> attempts in <n> s";

describe("a create says where to look if any attempt may have been carried out, and only then", () => {
  test("the first was, and all the others were refused", async () => {
    const place = ground.place(host);
    const inputs = await pipelineInputs(place);
    place.lane.turnHostile({
      action: "CreateImagePipeline",
      answer: async (exchange) => {
        if (exchange.count > 1) return answering("throttled for ever")(exchange);
        await exchange.real();
        return exchange.socket.resetAndDestroy();
      },
    });
    const error = await failureOf(host.create(inputs));
    const [made] = (await place.account()).pipelines;
    expect(told(error, place)).toContain(
      "Run it again later, or with a lower --parallel. An earlier attempt got no response and may have been carried out. " +
        "The pipeline may exist anyway, but it is not in the state. ",
    );
    expect(error.message).toContain(`(ClientToken ${made?.request["ClientToken"]})`);
  });

  test("none was, since nobody listens", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const lost = await ground.host({ env: { ALIBABA_CLOUD_ENDPOINT_ECS: `http://127.0.0.1:${port}` } });
    const place = ground.place(lost);
    expect(told(await failureOf(lost.create(await pipelineInputs(place))), place)).toBe(
      `CreateImagePipeline in <region>: not sent${TRIES}: nothing listens on 127.0.0.1:${port} (ALIBABA_CLOUD_ENDPOINT_ECS); the connection was refused. ` +
        `Start the simulator (npx image-builder-simulator --port ${port}), or remove ALIBABA_CLOUD_ENDPOINT_ECS to use Alibaba Cloud.`,
    );
  });

  test("none was, since the endpoint speaks plain HTTP where TLS is expected", async () => {
    const url = ground.endpoint.url.replace("http:", "https:");
    const lost = await ground.host({ env: { ALIBABA_CLOUD_ENDPOINT_ECS: url } });
    const place = ground.place(lost);
    expect(told(await failureOf(lost.create(await pipelineInputs(place))), place)).toBe(
      `CreateImagePipeline in <region>: not sent: the TLS connection to <host> (ALIBABA_CLOUD_ENDPOINT_ECS) failed (EPROTO): the simulator uses plain HTTP. Write http://<host> in ALIBABA_CLOUD_ENDPOINT_ECS.`,
    );
  });
});

test("a service that answers each start with a build that had ended is asked once, and nothing counts as built", async () => {
  const place = ground.place(host);
  const { properties } = await madeExecution(place);
  const { executionId: ExecutionId, imagePipelineId } = properties;
  place.lane.turnHostile({
    action: "StartImagePipelineExecution",
    answer: ({ response }) =>
      send(response, {
        status: 200,
        headers: { "content-type": "application/json" },
        body: Buffer.from(JSON.stringify({ RequestId: "R-1", ExecutionId })),
      }),
  });
  const inputs = await executionInputs(place, { imagePipelineId, triggers: ["again"] });
  const error = await failureOf(host.create(inputs));
  expect(told(error, place)).toBe(
    `StartImagePipelineExecution in <region>: the response contains execution ${ExecutionId}, which had already ended. Run this again; if it happens again, report it to the service.`,
  );
  expect(error.details).toBeUndefined();
  expect(place.lane.asked.filter(({ action }) => action === "StartImagePipelineExecution")).toHaveLength(1);
});

test("a build that ends as SUCCESS without an image is no success, and stays in the state", async () => {
  const place = ground.place(host);
  const inputs = await executionInputs(place, { waitForCompletion: true, timeoutMinutes: 1 });
  place.lane.turnHostile({
    action: "DescribeImagePipelineExecutions",
    answer: changed((answer) => {
      for (const item of answer["ImagePipelineExecution"]?.["ImagePipelineExecutionSet"] ?? [])
        delete item["ImageId"];
    }),
  });
  const error = await failureOf(host.create(inputs));
  const id = error.details?.id ?? "";
  expect(told(error, place)).toBe(
    `execution ${id} of image pipeline ${inputs["imagePipelineId"]} in <region>: DescribeImagePipelineExecutions returned SUCCESS but no ImageId. The execution is in the state: run this again to check again.`,
  );
  expect(error.details?.properties).toMatchObject({ executionId: id, status: "SUCCESS" });
});

describe("of items that share a call, one bad one fails by itself", () => {
  test.each<[string, (item: Properties) => unknown, string]>([
    ["it is null", () => null, "with an item without an ImagePipelineId"],
    [
      "its ID is an object",
      (item) => ({ ...item, ImagePipelineId: {} }),
      "with an item without an ImagePipelineId",
    ],
    [
      "its tags are a text",
      (item) => ({ ...item, Tags: "none" }),
      "with a field that does not have the documented type",
    ],
    [
      "its disk size is an object",
      (item) => ({ ...item, SystemDiskSize: {} }),
      "with a field that does not have the documented type",
    ],
  ])("%s", async (_, spoil, problem) => {
    const place = ground.place(host);
    const made = await Promise.all(Array.from({ length: 5 }, () => madePipeline(place)));
    const bad = made[2]?.id;
    place.lane.turnHostile({
      action: "DescribeImagePipelines",
      answer: changed((answer) => {
        const list = answer["ImagePipeline"] ?? {};
        list["ImagePipelineSet"] = (list["ImagePipelineSet"] ?? []).map((item) =>
          item["ImagePipelineId"] === bad ? (spoil(item) as Properties) : item,
        );
      }),
    });
    const outcomes = await Promise.all(
      made.map(({ id, properties }) =>
        host.read(id, properties).then(
          (found) => found.id,
          (error) => told(error, place),
        ),
      ),
    );
    expect(outcomes).toEqual(
      made.map(({ id }) =>
        id === bad
          ? `DescribeImagePipelines in <region>: an unexpected response: HTTP 200 with application/json from <host>, ${problem}. Check the network and alicloud:endpoints.`
          : id,
      ),
    );
    expect(place.lane.asked).toHaveLength(1);
  });
});

describe("a wall clock that jumps an hour to and fro at every look", () => {
  let jumping: DynamicHost;

  beforeAll(async () => {
    jumping = await ground.host({
      env: { NODE_OPTIONS: `--require ${join(__dirname, "jumping-clock.cjs")}` },
    });
  });

  test.each(["throttled for ever", "silence", "503 with HTML, for ever"])(
    "%s: it ends at its deadline, not before and not after",
    async (name) => {
      const place = ground.place(jumping);
      const { id, properties } = await madePipeline(place);
      place.lane.turnHostile({ action: "DescribeImagePipelines", answer: answering(name) });
      const { value, milliseconds } = await timed(failureOf(jumping.read(id, properties)));
      expect(told(value, place)).toBe(
        `DescribeImagePipelines in <region>: ${textOf(name, "DescribeImagePipelines")}`,
      );
      expect(milliseconds).toBeGreaterThan(DEADLINE * 0.9);
      expect(milliseconds).toBeLessThan(DEADLINE + ATTEMPT + SLACK);
    },
  );

  test("throttled three times: it is no reason to give up", async () => {
    const place = ground.place(jumping);
    const inputs = await pipelineInputs(place);
    place.lane.turnHostile({
      action: "CreateImagePipeline",
      times: 3,
      answer: answering("throttled for ever"),
    });
    const { id } = await jumping.create(inputs);
    expect((await place.account()).pipelines).toMatchObject([{ id }]);
  });
});

describe("STS answers wrongly: a create succeeds and does not wait for long, and what is not found does not count as gone", () => {
  const action = "GetCallerIdentity";
  const gone = ({ lane: { regionId } }: Place) => ({
    __provider,
    regionId,
    imagePipelineId: "ip-gone",
    accountId: "1234567890123456",
  });
  /** A process that has not been told its account yet. */
  let unknown: DynamicHost;
  let sts: Lane;

  beforeAll(async () => {
    unknown = await ground.host();
    sts = ground.lane(STS);
  });

  test.each([
    '200 {"status":"ok"}',
    "200 null",
    "302 {} to another host",
    "403 with HTML",
    "400 with terminal escapes in Code, Message and RequestId",
    "503 with HTML, for ever",
    "silence",
    "the connection reset after the request",
  ])("%s", async (name) => {
    const place = ground.place(unknown);
    sts.turnHostile({ action, answer: answering(name) });
    const { value: made, milliseconds } = await timed(madePipeline(place));
    expect(made.properties["accountId"]).toBeUndefined();
    expect((await place.account()).pipelines).toMatchObject([{ id: made.id }]);
    expect(milliseconds).toBeLessThan(ATTEMPT + SLACK);

    expect(told(await failureOf(unknown.read("ip-gone", gone(place))), place)).toBe(
      `image pipeline ip-gone was not found in <region>, and the account of these credentials is unknown. ${action} in <region>: ${textOf(name, action)} ` +
        "It was not treated as deleted, and nothing was changed. Run this again when STS responds.",
    );
  });

  test("once STS answers as it should, the same process knows the account", async () => {
    const place = ground.place(unknown);
    sts.turnGood();
    expect(told(await failureOf(unknown.read("ip-gone", gone(place))), place)).toMatch(
      /^image pipeline ip-gone was not found in <region> with the credentials of account \d+, but it belongs to account 1234567890123456\. /,
    );
  });

  test("nothing was sent to the host that answers redirected to", () => {
    expect(ground.elsewhere.connections()).toBe(0);
  });
});
