/** Who gets in: both signatures, by GET and POST, in the URL and the body; and who does not. */

import { XMLParser } from "fast-xml-parser";
import { startSimulator } from "../../simulator/src/index.js";
import type { Flat, RawRequest } from "./support.js";
import {
  call,
  control,
  createPipeline,
  MINIMAL,
  olderQuery,
  REGION,
  signedRequest,
  useSimulator,
} from "./support.js";

const simulator = useSimulator();
const describeAll: RawRequest = { query: { RegionId: REGION } };
const header =
  (name: string, value: string | undefined): NonNullable<RawRequest["tamper"]> =>
  ({ headers }) => ({ headers: { ...headers, [name]: value } });
const minutes = (count: number) => new Date(Date.now() + count * 60_000);

async function outcome(raw: RawRequest): Promise<string> {
  const { status, text } = await signedRequest(simulator.current, raw);
  return status === 200 ? "200" : `${status} ${JSON.parse(text).Code}`;
}

describe("the current signature", () => {
  test.each(["GET", "POST"])("is accepted by %s", async (method) => {
    expect(await outcome({ ...describeAll, method })).toBe("200");
  });

  test("is accepted with parameters in the form body and the action in the query", async () => {
    expect(await outcome({ form: { RegionId: REGION } })).toBe("200");
    expect(await outcome({ query: { Action: "DescribeImagePipelines" }, form: { RegionId: REGION } })).toBe(
      "200",
    );
  });

  test("is accepted when the client sends characters raw in the URL that it escaped when it signed", async () => {
    const tamper: RawRequest["tamper"] = ({ url }) => ({
      url: url.replaceAll("%21", "!").replaceAll("%28", "(").replaceAll("%20", "+"),
    });
    expect(await outcome({ query: { RegionId: REGION, ResourceGroupId: "a !(b" }, tamper })).toBe("200");
  });

  test("is accepted with a URL of 64 KiB", async () => {
    const text = "x".repeat(64 * 1024);
    const raw = { action: "CreateImagePipeline", query: { ...MINIMAL, BuildContent: text } };
    expect(await outcome(raw)).toBe("400 InvalidBuildContent.LengthExceeded");
  });

  test.each<readonly [string, RawRequest, string]>([
    ["is older than 15 minutes", { ...describeAll, date: minutes(-16) }, "400 InvalidTimeStamp.Expired"],
    ["is from the future", { ...describeAll, date: minutes(16) }, "400 InvalidTimeStamp.Expired"],
    ["has a time in another form", { headers: { "x-acs-date": "yesterday" } }, "400 InvalidTimeStamp.Format"],
    ["leaves the host unsigned", { unsigned: ["host"] }, "400 IncompleteSignature"],
    ["leaves the action unsigned", { unsigned: ["x-acs-action"] }, "400 IncompleteSignature"],
    [
      "leaves the security token unsigned",
      { headers: { "x-acs-security-token": "t" }, unsigned: ["x-acs-security-token"] },
      "400 IncompleteSignature",
    ],
    [
      "leaves the content type of its body unsigned",
      { form: { RegionId: REGION }, unsigned: ["content-type"] },
      "400 IncompleteSignature",
    ],
    [
      "leaves the hash of its body out",
      { tamper: header("x-acs-content-sha256", undefined) },
      "400 IncompleteSignature",
    ],
    [
      "uses another algorithm",
      { tamper: header("authorization", "ACS3-HMAC-SM3 x") },
      "400 IncompleteSignature",
    ],
    [
      "had its query changed",
      { ...describeAll, tamper: ({ url }) => ({ url: `${url}&Name=x` }) },
      "400 SignatureDoesNotMatch",
    ],
    [
      "had its body changed",
      { form: { RegionId: REGION }, tamper: ({ body }) => ({ body: `${body}&Name=x` }) },
      "400 SignatureDoesNotMatch",
    ],
    [
      "had its action changed",
      { ...describeAll, tamper: header("x-acs-action", "DeleteImagePipeline") },
      "400 SignatureDoesNotMatch",
    ],
  ])("does not get in when it %s", async (_what, raw, expected) => {
    expect(await outcome(raw)).toBe(expected);
    expect((await control(simulator.current, "state")).body).toMatchObject({ calls: {}, rejected: 1 });
  });

  test("is refused with a wrong secret or an unknown key", async () => {
    const { endpoint, accessKeyId, accessKeySecret } = simulator.current;
    const wrongSecret = await signedRequest({ endpoint, accessKeyId, accessKeySecret: "wrong" }, describeAll);
    const unknownKey = await signedRequest(
      { endpoint, accessKeyId: "unknown", accessKeySecret },
      describeAll,
    );
    expect([wrongSecret.status, JSON.parse(wrongSecret.text).Code]).toEqual([400, "SignatureDoesNotMatch"]);
    expect([unknownKey.status, JSON.parse(unknownKey.text).Code]).toEqual([
      404,
      "InvalidAccessKeyId.NotFound",
    ]);
  });

  test("is refused with the host and the ID of the request", async () => {
    const { text } = await signedRequest(simulator.current, {});
    expect(JSON.parse(text)).toEqual({
      RequestId: expect.stringMatching(/^[0-9A-F-]{36}$/),
      HostId: new URL(simulator.current.endpoint).host,
      Code: "MissingParameter",
      Message: expect.stringContaining('"RegionId"'),
    });
  });
});

describe("a request that is sent again unchanged", () => {
  const again = async (send: () => Promise<string>) => [await send(), await send()];

  test("is refused, with either signature", async () => {
    const nonce = { headers: { "x-acs-signature-nonce": "the same" } };
    expect(await again(() => outcome({ ...describeAll, ...nonce }))).toEqual([
      "200",
      "400 SignatureNonceUsed",
    ]);
    const parameters = { RegionId: REGION, Format: "JSON" };
    const query = olderQuery(simulator.current, "DescribeImagePipelines", parameters);
    const statuses = await again(async () =>
      String((await fetch(`${simulator.current.endpoint}/?${query}`)).status),
    );
    expect(statuses).toEqual(["200", "400"]);
    const { body } = await control(simulator.current, "state");
    expect(body).toMatchObject({ calls: { DescribeImagePipelines: 2 }, rejected: 2 });
  });

  test("does nothing twice", async () => {
    const query = { ...MINIMAL, Name: "once" };
    const headers = { "x-acs-signature-nonce": "once" };
    const create = () => outcome({ action: "CreateImagePipeline", query, headers });
    expect(await again(create)).toEqual(["200", "400 SignatureNonceUsed"]);
    expect((await control(simulator.current, "state")).body["pipelines"]).toHaveLength(1);
  });

  test("does not use up the nonce of another key, or one that came with a wrong signature", async () => {
    const further = { accessKeyId: "further", accessKeySecret: "secret" };
    await control(simulator.current, "settings", { accessKeys: [further] });
    const raw = { ...describeAll, headers: { "x-acs-signature-nonce": "shared" } };
    const { endpoint } = simulator.current;
    const wrong = { ...simulator.current, accessKeySecret: "wrong" };
    expect((await signedRequest(wrong, raw)).status).toBe(400);
    expect(await outcome(raw)).toBe("200");
    expect((await signedRequest({ endpoint, ...further }, raw)).status).toBe(200);
  });

  test("is refused for its age when its nonce is forgotten", async () => {
    const real = { time: Date.now() };
    const held = await startSimulator({ clock: () => real.time });
    const minute = 60_000;
    const raw = (date: number) => ({
      ...describeAll,
      date: new Date(date),
      headers: { "x-acs-signature-nonce": "n" },
    });
    const code = async (date: number) =>
      JSON.parse((await signedRequest(held, raw(date))).text).Code ?? "200";
    const signedAt = real.time + 15 * minute;
    expect(await code(signedAt)).toBe("200");
    real.time += 29 * minute;
    expect(await code(signedAt)).toBe("SignatureNonceUsed");
    real.time += 2 * minute;
    expect(await code(signedAt)).toBe("InvalidTimeStamp.Expired");
    expect(await code(real.time)).toBe("200");
    await held.close();
  });
});

describe("a body that is not a form", () => {
  test.each([
    "application/json",
    "text/plain",
    "multipart/form-data; boundary=x",
    "application/x-www-form-urlencodedx",
  ])("is refused, not passed over: %s", async (type) => {
    const raw = { ...describeAll, body: '{"Name":"x"}', headers: { "content-type": type } };
    expect(await outcome(raw)).toBe("415 UnsupportedMediaType");
    const query = olderQuery(simulator.current, "DescribeImagePipelines", {
      RegionId: REGION,
      Format: "JSON",
    });
    const response = await fetch(`${simulator.current.endpoint}/?${query}`, {
      method: "POST",
      headers: { "content-type": type },
      body: "x",
    });
    expect([response.status, await response.json()]).toEqual([
      415,
      expect.objectContaining({
        Code: "UnsupportedMediaType",
        Message: expect.stringContaining("application/x-www-form-urlencoded"),
      }),
    ]);
  });

  test.each(["", ";", "no type"])("is also refused with the content type %j", async (type) => {
    const raw = { ...describeAll, body: "Name=x", headers: { "content-type": type } };
    expect(await outcome(raw)).toBe("415 UnsupportedMediaType");
  });

  test("counts as absent when it is empty, whatever its type", async () => {
    const headers = { "content-type": "application/json" };
    expect(await outcome({ ...describeAll, headers })).toBe("200");
  });
});

test.each(["constructor", "__proto__", "toString", "hasOwnProperty", "x-not-sent"])(
  "a name in SignedHeaders without a header counts as an empty header, even %s",
  async (name) => {
    expect(await outcome({ ...describeAll, alsoSigned: [name] })).toBe("200");
  },
);

test("the log shows no parameter name that could look like a line of the log", async () => {
  const lines: string[] = [];
  const logging = await startSimulator({ log: (line) => lines.push(line) });
  for (const name of ["a\nCreateImagePipeline 200 OK 1ms", "\u001b[31m", "名 字", "x".repeat(5000)]) {
    const raw = { form: { RegionId: REGION, [name]: "1" } };
    expect((await signedRequest(logging, raw)).status).toBe(400);
  }
  await logging.close();
  expect(lines.map((line) => line.replace(/ \d+ms$/, ""))).toEqual(
    [
      "a%0ACreateImagePipeline%20200%20OK%201ms",
      "%1B%5B31m",
      "%E5%90%8D%20%E5%AD%97",
      "x".repeat(100 - "InvalidParameter.".length),
    ].map((name) => `DescribeImagePipelines 400 InvalidParameter.${name}`),
  );
});

describe("requests that are signed but make no sense", () => {
  test.each<readonly [string, RawRequest, string]>([
    ["an action that does not exist", { action: "BuyEverything" }, "404 InvalidAction.NotFound"],
    ["an action that is not supported", { action: "RunInstances" }, "404 InvalidAction.NotFound"],
    ["an action of another version", { version: "2015-04-01" }, "404 InvalidAction.NotFound"],
    ["two different actions", { query: { Action: "DeleteImagePipeline" } }, "400 InvalidParameter.Action"],
    ["a parameter twice", { ...describeAll, form: { RegionId: REGION } }, "400 InvalidParameter.RegionId"],
    [
      "a format that does not exist",
      { query: { RegionId: REGION, Format: "YAML" } },
      "400 InvalidParameter.Format",
    ],
  ])("are refused: %s", async (_what, raw, expected) => {
    expect(await outcome(raw)).toBe(expected);
  });

  test("are refused when they are larger than a megabyte", async () => {
    expect(await outcome({ form: { RegionId: "x".repeat(1024 * 1024 + 1) } })).toBe("400 UnreadableRequest");
  });
});

describe("the older signature", () => {
  test.each(["GET", "POST"])("is accepted by %s", async (method) => {
    const parameters = { ...MINIMAL, Name: "镜像", BuildContent: "RUN echo 'a!(b)*~ +'" };
    const { status, body } = await call(simulator.current, "CreateImagePipeline", parameters, method);
    expect([status, body]).toEqual([
      200,
      { RequestId: expect.any(String), ImagePipelineId: expect.any(String) },
    ]);
  });

  test("identifies the caller, always the same for the same key", async () => {
    const { body } = await call(simulator.current, "GetCallerIdentity", {});
    expect(body).toMatchObject({
      AccountId: expect.stringMatching(/^1\d{15}$/),
      Arn: `acs:ram::${body["AccountId"]}:root`,
      IdentityType: "Account",
      PrincipalId: body["AccountId"],
      UserId: body["AccountId"],
    });
    expect((await call(simulator.current, "GetCallerIdentity", {})).body["AccountId"]).toBe(
      body["AccountId"],
    );
  });

  test.each([
    ["a wrong secret", { accessKeySecret: "wrong" }, "SignatureDoesNotMatch"],
    ["an unknown key", { accessKeyId: "unknown" }, "InvalidAccessKeyId.NotFound"],
  ])("is refused with %s", async (_what, wrong, code) => {
    const { body } = await call({ ...simulator.current, ...wrong }, "DescribeImagePipelines", {
      RegionId: REGION,
    });
    expect(body["Code"]).toBe(code);
  });

  test.each([
    ["an old time", { Timestamp: "2020-01-01T00:00:00Z" }, "InvalidTimeStamp.Expired"],
    ["another method", { SignatureMethod: "HMAC-SHA256" }, "InvalidParameter.SignatureMethod"],
    ["another version", { SignatureVersion: "2.0" }, "InvalidParameter.SignatureVersion"],
    ["no nonce", { SignatureNonce: "" }, "MissingParameter"],
  ])("is refused with %s", async (_what, parameters, code) => {
    const all = { RegionId: REGION, ...parameters };
    expect((await call(simulator.current, "DescribeImagePipelines", all)).body["Code"]).toBe(code);
  });

  test("is missing: the call is refused", async () => {
    const response = await fetch(`${simulator.current.endpoint}/?Action=DescribeImagePipelines&Format=JSON`);
    expect([response.status, ((await response.json()) as Flat)["Code"]]).toEqual([
      400,
      "IncompleteSignature",
    ]);
  });
});

describe("answers in XML", () => {
  const parser = new XMLParser({ parseTagValue: false, trimValues: false, ignoreDeclaration: true });

  async function xml(action: string, parameters: Flat) {
    const response = await fetch(
      `${simulator.current.endpoint}/?${olderQuery(simulator.current, action, parameters)}`,
    );
    return {
      type: response.headers.get("content-type"),
      status: response.status,
      text: await response.text(),
    };
  }

  test("have an answer under its action's name, and lists as repeated elements", async () => {
    const content = "RUN a < b && c \\\r\n\u0007end ";
    await createPipeline(simulator.current, {
      "Tag.1.Key": "a",
      "Tag.1.Value": "1",
      "Tag.2.Key": "b",
      "Tag.2.Value": "",
      BuildContent: content,
    });
    await createPipeline(simulator.current);
    const { type, text } = await xml("DescribeImagePipelines", { RegionId: REGION });
    expect(type).toBe("text/xml;charset=utf-8");
    const { DescribeImagePipelinesResponse: body } = parser.parse(text);
    expect(body.TotalCount).toBe("2");
    expect(body.ImagePipeline.ImagePipelineSet).toHaveLength(2);
    expect(body.ImagePipeline.ImagePipelineSet[0].Tags.Tag).toEqual([
      { TagKey: "a", TagValue: "1" },
      { TagKey: "b", TagValue: "" },
    ]);
    expect(text).toContain("RUN a &lt; b &amp;&amp; c \\&#13;\n\ufffdend ");
  });

  test("have a refusal under Error", async () => {
    const { type, status, text } = await xml("DeleteImagePipeline", {
      RegionId: REGION,
      ImagePipelineId: "ip-none",
    });
    expect([type, status]).toEqual(["text/xml;charset=utf-8", 404]);
    expect(parser.parse(text).Error).toMatchObject({
      Code: "InvalidImagePipeline.NotFound",
      RequestId: expect.any(String),
    });
  });

  test("are the default of the older signature, and not of the current one", async () => {
    const older = await fetch(`${simulator.current.endpoint}/?Action=DescribeImagePipelines&Signature=x`);
    expect(await older.text()).toMatch(/^<\?xml version='1.0' encoding='UTF-8'\?><Error>/);
    const current = await signedRequest(simulator.current, describeAll);
    expect(JSON.parse(current.text)).toMatchObject({ TotalCount: 0 });
    const asked = await signedRequest(simulator.current, { query: { RegionId: REGION, Format: "XML" } });
    expect(asked.text).toContain("<DescribeImagePipelinesResponse>");
  });
});
