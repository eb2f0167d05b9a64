/** Bytes that no client sends, over a socket: each gets an answer or a closed connection, and never a 500. */

import { randomUUID } from "node:crypto";
import { connect } from "node:net";
import fc from "fast-check";
import type { Simulator } from "../../simulator/src/index.js";
import { startSimulator } from "../../simulator/src/index.js";
import type { Flat } from "./support.js";
import { call, control, MINIMAL, olderQuery, REGION, signed } from "./support.js";

const RUNS = 2000;
const DEADLINE_MS = 5000;

let simulator: Simulator;
const logged: string[] = [];
beforeAll(async () => {
  simulator = await startSimulator({ log: (line) => logged.push(line) });
});
afterAll(() => simulator.close());

/** All that comes back until the simulator closes the connection. */
function exchange(chunks: readonly Buffer[]): Promise<string> {
  const { hostname, port } = new URL(simulator.endpoint);
  return new Promise((resolve, reject) => {
    const received: Buffer[] = [];
    const socket = connect({ host: hostname, port: Number(port) });
    const late = setTimeout(() => {
      socket.destroy();
      reject(
        new Error(`no end after ${DEADLINE_MS} ms; so far: ${Buffer.concat(received).toString("latin1")}`),
      );
    }, DEADLINE_MS);
    socket.on("data", (chunk: Buffer) => received.push(chunk));
    // The simulator may close before it has read everything.
    socket.on("error", () => undefined);
    socket.on("close", () => {
      clearTimeout(late);
      resolve(Buffer.concat(received).toString("latin1"));
    });
    for (const chunk of chunks) socket.write(chunk);
    // What stays unfinished ends here, not by the simulator's patience.
    socket.end();
  });
}

const bytes = (max: number) =>
  fc.uint8Array({ maxLength: max }).map((array) => Buffer.from(array).toString("latin1"));
const odd = fc.oneof(
  fc.constantFrom(...["%", "%zz", "%00", "%ff%fe", "%ED%A0%80", "+", "=", "&&", "\t", "a b", "é", "\u0000"]),
  fc.constantFrom(...["__proto__", "constructor", "toString", "hasOwnProperty", "Tag.1.Key", "Tag.0.Key"]),
  fc.constantFrom(...["Tag.999999999.Key", "Tag.N.Key", "Tag.__proto__.Key", "../..", "[]", "{}", "null"]),
  bytes(40),
  fc.integer({ min: 1, max: 3000 }).map((length) => "x".repeat(length)),
);

const method = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom("GET", "POST") },
  {
    weight: 2,
    arbitrary: fc.constantFrom("HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT", "PROPFIND"),
  },
  { weight: 1, arbitrary: fc.constantFrom("get", "BREW", "", "GET GET", "\u0000") },
);

const ACTIONS = [
  ...["CreateImagePipeline", "DescribeImagePipelines", "DeleteImagePipeline", "CreateImageComponent"],
  ...[
    "DescribeImages",
    "DescribeImageFromFamily",
    "DescribeInstances",
    "ModifyImageAttribute",
    "DescribeSnapshots",
    "TagResources",
    "ListTagResources",
    "GetCallerIdentity",
  ],
  ...["StartImagePipelineExecution", "AssumeRole", "AssumeRoleWithOIDC", "NoSuchAction", "__proto__"],
];
const action = fc.constantFrom(...ACTIONS);

/** What an action needs, to get as far as what it is sent beside. */
function leastOf(wanted: string): Flat {
  if (wanted === "CreateImagePipeline") return MINIMAL;
  if (wanted === "TagResources") return { RegionId: REGION, ResourceType: "image", "ResourceId.1": "m-1" };
  if (wanted === "ListTagResources") return { RegionId: REGION, ResourceType: "image" };
  return { RegionId: REGION };
}

const name = fc.oneof(
  fc.constantFrom(...["Name", "BaseImage", "BuildContent", "Tag.1.Key", "NextToken", "SnapshotIds"]),
  fc.constantFrom(...["MaxResults", "ClientToken", "Content", "SystemDiskSize", "AddAccount.1", "Format"]),
  odd,
);
const parameters = fc.array(fc.tuple(name, odd), { maxLength: 6 });
const query = parameters.map((pairs) => pairs.map(([key, value]) => `${key}=${value}`).join("&"));

/** Requests that get past the signature, so that what is behind it is met too. */
const signedQuery = fc.tuple(action, parameters).map(([wanted, pairs]) => {
  const flat = Object.fromEntries(pairs.map(([key, value]) => [key, value]));
  return `/?${olderQuery(simulator, wanted, { ...leastOf(wanted), ...flat })}`;
});

const path = fc.oneof(
  fc.constantFrom(...["/", "//", "/_simulator", "/_simulator/", "/_simulator/state", "/_simulator/reset"]),
  fc.constantFrom(...["/_simulator/clock", "/_simulator/settings", "/_simulator/pipelines/%zz", "*", "/%zz"]),
  fc.constantFrom(...["http://evil.example/", "http://x", "https://[::1", "evil.example:80", "?", "#", ""]),
  fc.constantFrom(...["/_simulator/faultless", "/_simulator/pipelines/__proto__", "/a/b/c", "/\u0001"]),
  odd.map((text) => `/${text}`),
);
const target = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(path, query).map(([where, text]) => (text ? `${where}?${text}` : where)) },
  { weight: 3, arbitrary: signedQuery },
);

const header = fc.oneof(
  fc.constantFrom("Host: 127.0.0.1", "Host: evil.example", "Host:", "Host: [", "Host: a\r\nHost: b"),
  fc.constantFrom("Content-Type: application/json", "Content-Type: ;", "Content-Type: multipart/form-data"),
  fc.constantFrom("Content-Type: application/x-www-form-urlencoded", "Transfer-Encoding: chunked"),
  fc.constantFrom(
    "Content-Length: 5",
    "Content-Length: -1",
    "Content-Length: 99999999999",
    "Content-Length: 0",
  ),
  fc.constantFrom("Expect: 100-continue", "Expect: wonders", "Upgrade: h2c\r\nConnection: upgrade"),
  fc.constantFrom("Connection: close", "Connection: keep-alive", "Accept-Version: 1", "__proto__: x"),
  fc.constantFrom(
    "constructor: x",
    "x-acs-action: DescribeImages",
    "x-acs-version: 2014-05-26",
    "Origin: null",
  ),
  fc
    .tuple(
      fc.constantFrom("constructor", "__proto__", "host", "valueOf", ""),
      fc.constantFrom("00", "", "zz", "ff".repeat(32)),
    )
    .map(
      ([names, signature]) =>
        `Authorization: ACS3-HMAC-SHA256 Credential=${simulator.accessKeyId},SignedHeaders=${names},Signature=${signature}`,
    ),
  fc.tuple(odd, odd).map(([key, value]) => `${key}: ${value}`),
  fc.constantFrom(100, 20_000, 300_000).map((length) => `x-long: ${"y".repeat(length)}`),
  fc.constant(Array.from({ length: 2500 }, (_, n) => `h${n}: ${n}`).join("\r\n")),
);

/** HTTP as it should be, of what should not be. */
function whole(verb: string, where: string, headers: readonly string[], body: string): string {
  const length = `Content-Length: ${Buffer.byteLength(body, "latin1")}`;
  return [`${verb} ${where} HTTP/1.1`, "Host: 127.0.0.1", ...headers, length, "", body].join("\r\n");
}

const FORM = "Content-Type: application/x-www-form-urlencoded";

const older = fc
  .tuple(signedQuery, fc.oneof({ weight: 3, arbitrary: fc.constant("") }, query))
  .map(([where, body]) => whole("GET", where, [FORM], body));

/** With the current signature, and names in SignedHeaders that objects have and headers have not. */
const current = fc
  .tuple(
    action,
    fc.oneof(parameters, fc.constant([] as [string, string][])),
    fc.subarray(["constructor", "__proto__", "toString", "x-none"]),
    fc.oneof(
      { weight: 3, arbitrary: fc.constant("") },
      { weight: 1, arbitrary: fc.string({ maxLength: 60 }) },
    ),
  )
  .map(([wanted, pairs, alsoSigned, body]) => {
    const form = { ...leastOf(wanted), ...Object.fromEntries(pairs) };
    const sent = signed(simulator, { action: wanted, alsoSigned, ...(body ? { body } : { form }) });
    const lines = Object.entries(sent.headers).map(([key, value]) => `${key}: ${value}`);
    const bytesOfBody = Buffer.from(sent.body).toString("latin1");
    const length = `content-length: ${bytesOfBody.length}`;
    return ["POST / HTTP/1.1", ...lines, length, "", bytesOfBody].join("\r\n");
  });

const json = fc.oneof(
  fc.json(),
  fc.constantFrom('{"__proto__":{"a":1}}', '{"constructor":1}', "[[[[", "{", "[1]", "null", "1e999"),
  fc
    .record({ stateSeconds: fc.dictionary(fc.constantFrom("BUILDING", "__proto__"), fc.double()) })
    .map((body) => JSON.stringify(body)),
  fc.record({ advanceSeconds: fc.double({ noNaN: true }) }).map((body) => JSON.stringify(body)),
  fc
    .record({ parameters: fc.dictionary(fc.string(), fc.option(fc.string())) })
    .map((body) => JSON.stringify(body)),
  fc
    .record({ deny: fc.dictionary(fc.constantFrom("__proto__", "a"), fc.string()) })
    .map((body) => JSON.stringify(body)),
);
const ROUTES = [
  "state",
  "reset",
  "catalog",
  "settings",
  "clock",
  "pipelines/ip-1",
  "pipelines/__proto__",
  "",
  "x",
];
const controlled = fc
  .tuple(fc.constantFrom("GET", "POST"), fc.constantFrom(...ROUTES), fc.oneof(json, bytes(60)), odd)
  .map(([verb, route, body, end]) =>
    whole(
      verb,
      `/_simulator/${route}${/^[\x21-\x7e]*$/.test(end) ? `?${end}` : ""}`,
      [],
      Buffer.from(body).toString("latin1"),
    ),
  );

const request = fc
  .tuple(
    method,
    target,
    fc.constantFrom("HTTP/1.1", "HTTP/1.1", "HTTP/1.1", "HTTP/1.0", "HTTP/2.0", "HTTP/9", ""),
    fc.array(header, { maxLength: 5 }),
    fc.oneof(
      fc.constant(""),
      query,
      bytes(200),
      fc.constantFrom("{", "[1]", '{"__proto__":{"a":1}}', "5\r\nhello\r\n0\r\n\r\n"),
    ),
    fc.boolean(),
  )
  .map(([verb, where, version, headers, body, withLength]) => {
    const length = withLength ? [`Content-Length: ${Buffer.byteLength(body, "latin1")}`] : [];
    return [`${verb} ${where} ${version}`, ...headers, ...length, "", body].join("\r\n");
  });

const one = fc.oneof(older, current, controlled, request);
const conversation = fc.oneof(
  { weight: 6, arbitrary: one },
  { weight: 2, arbitrary: fc.array(one, { minLength: 2, maxLength: 5 }).map((all) => all.join("")) },
  { weight: 1, arbitrary: bytes(300) },
  {
    weight: 1,
    arbitrary: fc.tuple(one, fc.nat()).map(([text, cut]) => text.slice(0, cut % (text.length + 1))),
  },
);

test(`${RUNS} malformed requests get no 500, and the simulator keeps working`, async () => {
  const statuses = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(conversation, fc.nat(3), async (text, cuts) => {
      const whole = Buffer.from(text, "latin1");
      const size = Math.ceil(whole.length / (cuts + 1)) || 1;
      const chunks = Array.from({ length: cuts + 1 }, (_, n) => whole.subarray(n * size, (n + 1) * size));
      const answer = await exchange(chunks);
      expect(answer === "" || answer.startsWith("HTTP/1.1 ")).toBe(true);
      for (const [, status = ""] of answer.matchAll(/^HTTP\/1\.1 (\d{3}) /gm)) {
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
      expect(answer).not.toMatch(/^HTTP\/1\.1 5|InternalError|Internal Server Error/m);
    }),
    { numRuns: RUNS },
  );
  // Enough got to where it is read, signed, called and carried out.
  expect([...statuses.keys()]).toEqual(expect.arrayContaining(["200", "400", "404", "415", "431"]));
  expect(logged.filter((line) => line.includes("defect"))).toEqual([]);
  expect(logged.filter((line) => !/^[\x20-\x7e]{1,300}$/.test(line))).toEqual([]);
  await control(simulator, "reset", {});
  expect(
    (await call(simulator, "CreateImagePipeline", { ...MINIMAL, ClientToken: randomUUID().slice(0, 30) }))
      .status,
  ).toBe(200);
}, 300_000);
