import { type Answer, type StandIn, startStandIn } from "../credentials/stand-in";
import { askHost, checkAndCreate, declared, failureOf } from "./stand";

jest.setTimeout(60_000);

const REQUEST_ID = "7A6301A0-1D2F-4F6D-8FC1-0123456789AB";
const HOSTILE = "\u001b]0;owned\u0007\r\n\u202eX";

let service: StandIn;
/** By action; what is not here is refused in words that a terminal would act on. */
let answers: Record<string, Exclude<Answer, string>>;

beforeAll(async () => {
  service = await startStandIn(({ headers }) => {
    const refused = { status: 400, body: { Code: "Other", Message: HOSTILE, RequestId: REQUEST_ID } };
    return answers[String(headers["x-acs-action"])] ?? refused;
  });
});

beforeEach(() => {
  answers = { GetCallerIdentity: { body: { AccountId: "1234567890123456", RequestId: REQUEST_ID } } };
});

afterAll(() => service.close());

const env = () => ({
  ALICLOUD_ACCESS_KEY: "LTAIx",
  ALICLOUD_SECRET_KEY: "x",
  ALIBABA_CLOUD_ENDPOINT_ECS: service.url,
  ALIBABA_CLOUD_ENDPOINT_STS: service.url,
});

const ACTS_ON_A_TERMINAL = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

test("an error of the host has nothing in it that a terminal would act on", async () => {
  const { message } = await askHost({ env: env() }, (host) => failureOf(checkAndCreate(host, declared())));
  expect(message).toBe(
    `CreateImagePipeline in cn-hangzhou: Other (HTTP 400, request ID ${REQUEST_ID}). The service says: \\x1b]0;owned\\x07 \\u{202e}X.`,
  );
});

test("a request ID that is none is not stored", async () => {
  answers["CreateImagePipeline"] = { body: { ImagePipelineId: "ip-1", RequestId: "hunter2" } };
  const { id, properties } = await askHost({ env: env() }, (host) =>
    checkAndCreate(host, declared({ description: "hunter2" })),
  );
  expect(id).toBe("ip-1");
  expect({ ...properties, description: "" }).not.toMatchObject({ requestId: expect.anything() });
});

test("neither has a line about a build whose status and ID the service made up", async () => {
  const execution = { ExecutionId: "exec-1", ImagePipelineId: "ip-1", Status: `BUILDING${HOSTILE}` };
  const ImagePipelineExecution = { ImagePipelineExecutionSet: [execution] };
  answers["DescribeImagePipelineExecutions"] = { body: { RequestId: REQUEST_ID, ImagePipelineExecution } };
  answers["DeleteImagePipeline"] = {
    status: 403,
    body: { Code: "InvalidImagePipeline.HasRunningExecution", Message: "x", RequestId: REQUEST_ID },
  };
  await askHost({ env: env() }, async (host) => {
    const { message } = await failureOf(
      host.delete("ip-1", declared({ regionId: "cn-hangzhou", deleteTimeoutMinutes: 0.05 })),
    );
    expect(message).toContain("is still in status BUILDING\\x1b]0;owned\\x07\\r\\n\\u{202e}X.");
    await host.stop();
    expect(host.stdout()).toContain("execution exec-1 (BUILDING\\x1b]0;owned\\x07\\r\\n\\u{202e}X)");
    expect(host.stdout() + host.stderr()).not.toMatch(ACTS_ON_A_TERMINAL);
  });
});
