import { ecsError, isTransient } from "../../../provider/src/ecs/errors";

const CALL = {
  action: "CreateImagePipeline",
  regionId: "cn-hangzhou",
  request: {
    buildContent: "RUN echo top-secret-password\nRUN echo second-secret-line",
    description: "confidential",
    tag: [{ key: "owner", value: "hidden-value" }],
    instanceType: "ecs.g6.large",
  },
};
const ONCE = { count: 1, seconds: 0 };

const refused = (code: string, message: string, statusCode = 400) => ({
  name: "ClientError",
  code,
  statusCode,
  requestId: "REQ-1",
  message: `code: ${statusCode}, ${message} request id: REQ-1`,
  data: { Code: code, Message: message, RequestId: "REQ-1" },
});
const text = (thrown: unknown, attempts = ONCE) => ecsError(thrown, CALL, attempts).message;

describe("what a refused call says", () => {
  test.each<[string, unknown, string]>([
    [
      "a documented code, with what to check",
      refused("InvalidImage.NotFound", "The specified image does not exist.", 404),
      "CreateImagePipeline in cn-hangzhou: InvalidImage.NotFound (HTTP 404, request ID REQ-1). The service says: The specified image does not exist. " +
        "Check baseImage and baseImageType: the image must exist in this region, and be yours, shared with you, or public.",
    ],
    [
      "an unknown code, as it is",
      refused("SomethingNew", "It is so"),
      "CreateImagePipeline in cn-hangzhou: SomethingNew (HTTP 400, request ID REQ-1). The service says: It is so.",
    ],
    [
      "a missing permission, by its name",
      refused("Forbidden.RAM", "User not authorized to operate on the specified resource.", 403),
      "CreateImagePipeline in cn-hangzhou: Forbidden.RAM (HTTP 403, request ID REQ-1). The service says: User not authorized to operate on the specified resource. " +
        "The account or RAM user needs the permission ecs:CreateImagePipeline.",
    ],
    [
      "a refused signature, without the string to sign",
      refused(
        "SignatureDoesNotMatch",
        "Specified signature is not matched. server string to sign is: POST&%2F&BuildContent%3Dtop-secret-password",
      ),
      "CreateImagePipeline in cn-hangzhou: SignatureDoesNotMatch (HTTP 400, request ID REQ-1). The signature was refused: check the access key's secret, and this machine's clock.",
    ],
    [
      "a value that the service repeats, by its parameter's name",
      refused(
        "InvalidParameter",
        "The value confidential or hidden-value is not valid near RUN echo top-secret-password, nor RUN echo second-secret-line.",
      ),
      "CreateImagePipeline in cn-hangzhou: InvalidParameter (HTTP 400, request ID REQ-1). The service says: The value <description> or <value> is not valid near <buildContent>, nor <buildContent>.",
    ],
  ])("%s", (_, thrown, expected) => expect(text(thrown)).toBe(expected));

  test("IDs, enumerations and the keys of tags are left in the service's words", () => {
    expect(text(refused("X", "A tag owner of ip-1 in cn-hangzhou is one too many"))).toContain(
      "A tag owner of ip-1 in cn-hangzhou is one too many.",
    );
  });

  test("a long message is cut", () => {
    expect(text(refused("X", "y".repeat(5000))).length).toBeLessThan(600);
  });
});

describe("what an unanswered call says", () => {
  const url = "http://ecs.example/?BuildContent=top-secret-password&Signature=abc";
  test.each<[string, object, string]>([
    [
      "a read timeout",
      { name: "RequestTimeoutError", message: `ReadTimeout(3000). POST ${url} failed.` },
      "it did not come in time. Check the network and alicloud:clientReadTimeout.",
    ],
    [
      "a reset",
      { code: "ECONNRESET", message: `socket hang up ${url}` },
      "the connection was reset. Check the network.",
    ],
    ["an aborted answer", { message: "aborted" }, "the connection was reset. Check the network."],
    [
      "a page instead of JSON",
      { name: "SyntaxError", message: "Unexpected token <" },
      "what came was not readable (a proxy's or gateway's page, or cut off).",
    ],
    [
      "a refused connection",
      { code: "ECONNREFUSED", message: url },
      "the endpoint refused the connection. Check alicloud:endpoints and the network.",
    ],
  ])("%s: its kind and never the URL", (_, thrown, reason) => {
    const error = ecsError(thrown, CALL, { count: 3, seconds: 120 });
    expect(error.message).toBe(
      `CreateImagePipeline in cn-hangzhou: no answer after 3 attempts in 120 s: ${reason}`,
    );
    expect(error.outcomeUnknown).toBe(true);
  });

  test("a host name that does not resolve: it was never sent", () => {
    const error = ecsError({ code: "ENOTFOUND", message: url }, CALL, ONCE);
    expect(error.message).toBe(
      "CreateImagePipeline in cn-hangzhou: failed before it was sent: the endpoint's host name does not resolve. Check regionId and alicloud:endpoints.",
    );
    expect(error.outcomeUnknown).toBe(false);
  });
});

describe("what is tried again", () => {
  test.each<[string, object, boolean]>([
    ["Throttling", { code: "Throttling", statusCode: 400 }, true],
    ["Throttling.User", { code: "Throttling.User", statusCode: 400 }, true],
    ["Rejected.Throttling", { code: "Rejected.Throttling", statusCode: 503 }, true],
    ["an SDK ThrottlingError", { name: "ThrottlingError", code: "X", statusCode: 429 }, true],
    ["any 5xx", { code: "InternalError", statusCode: 500 }, true],
    ["ServiceUnavailable", { code: "ServiceUnavailable", statusCode: 400 }, true],
    ["a timeout", { name: "RequestTimeoutError" }, true],
    ["a reset", { code: "ECONNRESET" }, true],
    ["a refused connection", { code: "ECONNREFUSED" }, true],
    ["an unreadable answer", { name: "SyntaxError" }, true],
    ["an answer cut off", { message: "aborted" }, true],
    ["a 404", { code: "InvalidImage.NotFound", statusCode: 404 }, false],
    ["a refused signature", { code: "SignatureDoesNotMatch", statusCode: 400 }, false],
    ["a missing permission", { code: "Forbidden.RAM", statusCode: 403 }, false],
    ["a host that does not resolve", { code: "ENOTFOUND" }, false],
    ["our own mistake", new TypeError("x is not a function"), false],
  ])("%s: %j %s", (_, thrown, expected) => expect(isTransient(thrown)).toBe(expected));
});
