import { ecsError, isTransient, longCall, mayBeDone } from "../../../provider/src/ecs/transport/errors";

const CALL = {
  namespace: "alicloud",
  action: "CreateImagePipeline",
  regionId: "cn-hangzhou",
  request: {
    buildContent: "RUN echo top-secret-password\nRUN echo second-secret-line",
    description: "confidential",
    tag: [{ key: "owner", value: "hidden-value" }],
    instanceType: "ecs.g6.large",
  },
};
const ID = "7A6301A0-1D2F-4F6D-8FC1-0123456789AB";
const ONCE = { count: 1, seconds: 0, mayBeDone: false };

const refused = (code: string, message: string, statusCode = 400) => ({
  name: "ExchangeError",
  host: "ecs.example",
  sent: true,
  statusCode,
  contentType: "application/json",
  data: { Code: code, Message: message, RequestId: ID },
});
const text = (thrown: unknown, attempts = ONCE) => ecsError(thrown, CALL, attempts).message;

describe("what a refused call says", () => {
  test.each<[string, unknown, string]>([
    [
      "a documented code, in our words, with what to check",
      refused("InvalidImage.NotFound", "The specified image does not exist.", 404),
      `CreateImagePipeline in cn-hangzhou: InvalidImage.NotFound (HTTP 404, request ID ${ID}). The base image does not exist, or another value is wrong for which the service uses the same code. ` +
        "Check baseImage and baseImageType: the image must exist in this region, and be yours, shared with you, or public.",
    ],
    [
      "an unknown code, unchanged",
      refused("SomethingNew", "It is so"),
      `CreateImagePipeline in cn-hangzhou: SomethingNew (HTTP 400, request ID ${ID}). The service says: It is so.`,
    ],
    [
      "a missing permission, by its name",
      refused("Forbidden.RAM", "User not authorized to operate on the specified resource.", 403),
      `CreateImagePipeline in cn-hangzhou: Forbidden.RAM (HTTP 403, request ID ${ID}). The service says: User not authorized to operate on the specified resource. ` +
        "The account or RAM user needs the permission ecs:CreateImagePipeline. Allow it for acs:ecs:cn-hangzhou:*:imagepipeline/*: docs/ram-policy.md has the policies.",
    ],
    [
      "a refused signature, without the string to sign",
      refused(
        "SignatureDoesNotMatch",
        "Specified signature is not matched. server string to sign is: POST&%2F&BuildContent%3Dtop-secret-password",
      ),
      `CreateImagePipeline in cn-hangzhou: SignatureDoesNotMatch (HTTP 400, request ID ${ID}). The signature was refused: check the access key secret and this machine's clock.`,
    ],
    [
      "an undocumented one, without the values that the service repeats",
      refused(
        "InvalidParameter",
        "The value confidential or hidden-value is not valid near RUN echo top-secret-password, nor RUN echo second-secret-line.",
      ),
      `CreateImagePipeline in cn-hangzhou: InvalidParameter (HTTP 400, request ID ${ID}). The service says: The value … or … is not valid near RUN …, nor RUN ….`,
    ],
  ])("%s", (_, thrown, expected) => expect(text(thrown)).toBe(expected));

  test("a key that is not known: of a simulator, where its key is found", () => {
    const unknown = refused("InvalidAccessKeyId.NotFound", "", 404);
    expect(text(unknown)).toMatch(/and whether they are still valid\.$/);
    expect(text({ ...unknown, host: "127.0.0.1:4599" })).toMatch(
      /and whether they are still valid\. The simulator accepts only the access key that it prints when it starts\.$/,
    );
  });

  test("IDs, enumerations and tag keys stay in the service's message", () => {
    expect(text(refused("X", "A tag owner of ip-1 in cn-hangzhou is one too many"))).toContain(
      "A tag owner of ip-1 in cn-hangzhou is one too many.",
    );
  });

  test("a long message is cut", () => {
    expect(text(refused("X", "y".repeat(5000))).length).toBeLessThan(600);
  });
});

describe("what an unanswered call says", () => {
  test.each<[string, object, string]>([
    [
      "a read timeout",
      { code: "NO_ANSWER_IN_TIME", sent: true },
      "no response after 3 attempts in 120 s: the request timed out. Check the network and alicloud:clientReadTimeout.",
    ],
    [
      "a connection that times out",
      { code: "NO_CONNECTION_IN_TIME", sent: false, host: "ecs.example" },
      "not sent after 3 attempts in 120 s: the connection to ecs.example timed out. Check alicloud:endpoints, the network and alicloud:clientConnectTimeout.",
    ],
    [
      "a reset",
      { code: "ECONNRESET", sent: true },
      "no response after 3 attempts in 120 s: the connection was reset. Check the network.",
    ],
    [
      "a refused connection",
      { code: "ECONNREFUSED", sent: false, host: "ecs.example" },
      "not sent after 3 attempts in 120 s: ecs.example refused the connection. Check regionId, alicloud:endpoints and the network.",
    ],
    [
      "a name server that does not answer",
      { code: "EAI_AGAIN", sent: false, host: "ecs.example" },
      "not sent after 3 attempts in 120 s: the host name of ecs.example does not resolve (EAI_AGAIN). Check regionId, alicloud:endpoints and the network.",
    ],
    [
      "a network without a route",
      { code: "EHOSTUNREACH", sent: false, host: "ecs.example" },
      "not sent after 3 attempts in 120 s: there is no route to ecs.example (EHOSTUNREACH). Check regionId, alicloud:endpoints and the network.",
    ],
    [
      "an endpoint that is not TLS",
      { code: "EPROTO", sent: false, host: "ecs.example" },
      "not sent after 3 attempts in 120 s: the TLS connection to ecs.example failed (EPROTO): the endpoint or a proxy may use plain HTTP. Check alicloud:endpoints and the proxy.",
    ],
    [
      "what is not HTTP",
      { code: "HPE_INVALID_CONSTANT", sent: true },
      "no response after 3 attempts in 120 s: the response is not HTTP. Check the network and alicloud:endpoints.",
    ],
    [
      "an error of another kind, by its name",
      new TypeError("at https://ecs.example/?BuildContent=top-secret-password"),
      "no response after 3 attempts in 120 s: TypeError. Check the network and alicloud:endpoints.",
    ],
  ])("%s: its kind and never the URL", (_, thrown, said) => {
    const error = ecsError(thrown, CALL, { count: 3, seconds: 120, mayBeDone: false });
    expect(error.message).toBe(`CreateImagePipeline in cn-hangzhou: ${said}`);
    expect(error.outcomeUnknown).toBe(said.startsWith("no response"));
    expect(error.code).toBeUndefined();
  });

  test("a host name that does not resolve: it was never sent", () => {
    const error = ecsError({ code: "ENOTFOUND", sent: false, host: "ecs.example" }, CALL, ONCE);
    expect(error.message).toBe(
      "CreateImagePipeline in cn-hangzhou: not sent: the host name of ecs.example does not resolve (ENOTFOUND). Check regionId, alicloud:endpoints and the network.",
    );
    expect(error.outcomeUnknown).toBe(false);
  });

  test.each<[string, string, string]>([
    [
      "127.0.0.1:8080",
      "ECONNREFUSED",
      "nothing listens on 127.0.0.1:8080 (ALIBABA_CLOUD_ENDPOINT_ECS); the connection was refused. " +
        "Start the simulator (npx image-builder-simulator --port 8080), or remove ALIBABA_CLOUD_ENDPOINT_ECS to use Alibaba Cloud.",
    ],
    [
      "[::1]",
      "ECONNREFUSED",
      "nothing listens on [::1] (ALIBABA_CLOUD_ENDPOINT_ECS); the connection was refused. " +
        "Start the simulator (npx image-builder-simulator) and write its endpoint with the port in ALIBABA_CLOUD_ENDPOINT_ECS, or remove ALIBABA_CLOUD_ENDPOINT_ECS to use Alibaba Cloud.",
    ],
    [
      "localhost:8080",
      "ERR_SSL_WRONG_VERSION_NUMBER",
      "the TLS connection to localhost:8080 (ALIBABA_CLOUD_ENDPOINT_ECS) failed (ERR_SSL_WRONG_VERSION_NUMBER): the simulator uses plain HTTP. " +
        "Write http://localhost:8080 in ALIBABA_CLOUD_ENDPOINT_ECS.",
    ],
    [
      "ecs.example:8443",
      "EPROTO",
      "the TLS connection to ecs.example:8443 (ALIBABA_CLOUD_ENDPOINT_ECS) failed (EPROTO): the endpoint or a proxy may use plain HTTP. Check ALIBABA_CLOUD_ENDPOINT_ECS and the proxy.",
    ],
    [
      "ecs.example:8443",
      "ECONNREFUSED",
      "ecs.example:8443 (ALIBABA_CLOUD_ENDPOINT_ECS) refused the connection. Check ALIBABA_CLOUD_ENDPOINT_ECS and the network.",
    ],
    [
      "ecs.example",
      "ENOTFOUND",
      "the host name of ecs.example (ALIBABA_CLOUD_ENDPOINT_ECS) does not resolve (ENOTFOUND). Check ALIBABA_CLOUD_ENDPOINT_ECS and the network.",
    ],
    [
      "ecs.example",
      "NO_CONNECTION_IN_TIME",
      "the connection to ecs.example (ALIBABA_CLOUD_ENDPOINT_ECS) timed out. Check ALIBABA_CLOUD_ENDPOINT_ECS, the network and alicloud:clientConnectTimeout.",
    ],
  ])(
    "no connection to %s, %s: the error names the setting that the endpoint comes from",
    (host, code, said) => {
      const call = { ...CALL, endpointSetting: "ALIBABA_CLOUD_ENDPOINT_ECS" };
      expect(ecsError({ code, sent: false, host }, call, ONCE).message).toBe(
        `CreateImagePipeline in cn-hangzhou: not sent: ${said}`,
      );
    },
  );
});

const page = (statusCode: number, more: object = {}) => ({
  name: "ExchangeError",
  host: "ecs.example",
  sent: true,
  statusCode,
  contentType: "text/html",
  ...more,
});

describe("what is shown of a call that takes long", () => {
  const host = "ecs.example";
  test.each<[string, unknown, string]>([
    [
      "before the first answer",
      undefined,
      "no response yet, waiting until 16:52:10: CreateImagePipeline in cn-hangzhou",
    ],
    [
      "throttled",
      refused("Throttling.User", "Request was denied due to user flow control.", 429),
      "throttled, retried until 16:52:10: CreateImagePipeline in cn-hangzhou (Throttling.User)",
    ],
    [
      "an error of the service",
      refused("InternalError", "It failed.", 500),
      "HTTP 500, retried until 16:52:10: CreateImagePipeline in cn-hangzhou (InternalError)",
    ],
    [
      "a code that repeats the user's text",
      refused("Throttling.confidential", "", 429),
      "throttled, retried until 16:52:10: CreateImagePipeline in cn-hangzhou",
    ],
    [
      "an answer of a gateway",
      { host, sent: true, statusCode: 503 },
      "HTTP 503, retried until 16:52:10: CreateImagePipeline in cn-hangzhou",
    ],
    [
      "an answer that ends early",
      { host, sent: true, statusCode: 200, code: "ANSWER_CUT_OFF" },
      "response cut off, retried until 16:52:10: CreateImagePipeline in cn-hangzhou",
    ],
    [
      "no answer in time",
      { host, sent: true, code: "NO_ANSWER_IN_TIME" },
      "no response, retried until 16:52:10: CreateImagePipeline in cn-hangzhou (timed out)",
    ],
    [
      "a connection that breaks",
      { host, sent: true, code: "ECONNRESET" },
      "no response, retried until 16:52:10: CreateImagePipeline in cn-hangzhou (ECONNRESET)",
    ],
    [
      "no connection",
      { host, sent: false, code: "ENETUNREACH" },
      "no connection, retried until 16:52:10: CreateImagePipeline in cn-hangzhou (ENETUNREACH)",
    ],
    [
      "a proxy that does not connect",
      { host, sent: false, code: "PROXY_BUSY", proxy: "the proxy p of HTTPS_PROXY did not connect" },
      "no connection through the proxy, retried until 16:52:10: CreateImagePipeline in cn-hangzhou",
    ],
  ])("%s", (_, thrown, said) => {
    const until = new Date(2026, 6, 1, 16, 52, 10);
    expect(longCall(thrown, CALL, until)).toBe(said);
  });
});

describe("whether a call that failed may have been carried out is", () => {
  test.each<[string, object, boolean]>([
    ["open after a reset", { code: "ECONNRESET", sent: true }, true],
    ["open after silence", { code: "NO_ANSWER_IN_TIME", sent: true }, true],
    ["open after an error of another kind", new TypeError("x"), true],
    ["open after a 500 of the service", refused("InternalError", "", 500), true],
    ["open after a gateway's 504", page(504), true],
    ["open after a page instead of an answer", page(200), true],
    ["open after a 400 of nobody", page(400), true],
    ["settled without a connection", { code: "ECONNRESET", sent: false }, false],
    ["settled by a refusal of the service", refused("InvalidParameter", ""), false],
    ["settled by throttling", refused("Throttling.User", "", 503), false],
    ["settled without credentials", { name: "CredentialsError" }, false],
    ["settled by a proxy's 403", page(403), false],
    ["settled by a redirect", page(302), false],
  ])("%s", (_, thrown, expected) => expect(mayBeDone(thrown)).toBe(expected));

  test("open when an earlier attempt left it open, and the error says so", () => {
    const thrown = refused("Throttling.User", "Slow down.");
    const error = ecsError(thrown, CALL, { count: 5, seconds: 3, mayBeDone: true });
    expect(error).toMatchObject({ code: "Throttling.User", outcomeUnknown: true, refused: true });
    expect(error.message).toBe(
      `CreateImagePipeline in cn-hangzhou: Throttling.User (HTTP 400, request ID ${ID}) after 5 attempts in 3 s. The service says: Slow down. ` +
        "Run it again later, or with a lower --parallel. An earlier attempt got no response and may have been carried out.",
    );
  });
});

describe("what is tried again", () => {
  test.each<[string, object, boolean]>([
    ["Throttling", refused("Throttling", ""), true],
    ["Throttling.User", refused("Throttling.User", ""), true],
    ["Rejected.Throttling", refused("Rejected.Throttling", "", 503), true],
    ["a 429, whatever its code", refused("X", "", 429), true],
    ["a 429 of a gateway", page(429), true],
    ["a 408 of a gateway", page(408), true],
    ["a 425 of a gateway", page(425), true],
    ["any 5xx", refused("InternalError", "", 500), true],
    ["a gateway's 5xx", page(503), true],
    ["ServiceUnavailable", refused("ServiceUnavailable", ""), true],
    ["silence", { code: "NO_ANSWER_IN_TIME", sent: true }, true],
    ["a connection that times out", { code: "NO_CONNECTION_IN_TIME", sent: false }, true],
    ["a reset", { code: "ECONNRESET", sent: true }, true],
    ["a refused connection", { code: "ECONNREFUSED", sent: false }, true],
    ["a broken head", { code: "HPE_INVALID_CONSTANT", sent: true }, true],
    ["an answer cut off", page(200, { code: "ANSWER_CUT_OFF" }), true],
    ["an answer without an end", page(200, { code: "ANSWER_TOO_LONG" }), false],
    ["a page with 200", page(200), false],
    ["an empty answer", page(204), false],
    ["a redirect", page(302), false],
    ["a proxy's 403", page(403), false],
    ["a 404", refused("InvalidImage.NotFound", "", 404), false],
    ["a refused signature", refused("SignatureDoesNotMatch", ""), false],
    ["a missing permission", refused("Forbidden.RAM", "", 403), false],
    ["a host that does not resolve", { code: "ENOTFOUND", sent: false }, false],
    ["our own mistake", new TypeError("x is not a function"), false],
    [
      "a start that failed, although its status is 500",
      refused("StartImagePipelineExecution.Failed", "x", 500),
      false,
    ],
  ])("%s", (_, thrown, expected) => expect(isTransient(thrown)).toBe(expected));
});
