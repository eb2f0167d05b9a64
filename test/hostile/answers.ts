import { setTimeout as sleep } from "node:timers/promises";
import { type Answering, type Exchange, send } from "./endpoint";

/** An answer that no documented service gives. */
export interface HostileAnswer {
  name: string;
  /** Where it is tried; by default everywhere. */
  where?(operation: Called): boolean;
  /** Whether nothing else may go on beside it. */
  alone?: boolean;
  /** How many answers are like this before the service answers as it should; by default all. */
  times?: number;
  answer(exchange: Exchange, elsewhere: string): unknown;
  /** What is said of the call; without it the operation succeeds. */
  says?: Said | ((operation: Called) => Said);
}

/** The part of an operation that an answer can depend on. */
interface Called {
  name: string;
  action: string;
}

export const saysOf = ({ says }: HostileAnswer, operation: Called): Said | undefined =>
  typeof says === "function" ? says(operation) : says;

export interface Said {
  /** After the action and its region. `<host>` is the endpoint, `<elsewhere>` the host to which it redirects. */
  text: string;
  /** Whether the call is repeated until the deadline; otherwise there is one. */
  repeated: boolean;
  /** Whether what was asked for may have been carried out, so that a create says where to look for it. */
  unknown: boolean;
}

/** A part of the contents that the operations declare. */
export const SECRET = "s3cr3t-v4lue";

const REQUEST_ID = "0A1B2C3D-0000-4000-8000-0123456789AB";

const IDS: Record<string, string> = {
  CreateImagePipeline: "ImagePipelineId",
  CreateImageComponent: "ImageComponentId",
  StartImagePipelineExecution: "ExecutionId",
};

const LISTS: Record<string, [string, string]> = {
  DescribeImagePipelines: ["ImagePipeline", "ImagePipelineSet"],
  DescribeImageComponents: ["ImageComponent", "ImageComponentSet"],
  DescribeImagePipelineExecutions: ["ImagePipelineExecution", "ImagePipelineExecutionSet"],
  DescribeImages: ["Images", "Image"],
};

/** They ask for one execution by its ID, and so for no second page. */
const ONE_EXECUTION = ["read of a build", "adoption of a build"];

const creates = ({ action }: { action: string }): boolean => /^(Create|Start)/.test(action);
const describes = ({ action }: { action: string }): boolean => action.startsWith("Describe");
/** An image family without an image is a valid answer. */
const hasList = ({ action }: { action: string }): boolean => Object.hasOwn(LISTS, action);
/** What reads page after page by token: not the images, and not one build, which is asked for by its ID. */
const lists = (operation: Called): boolean =>
  hasList(operation) && operation.action !== "DescribeImages" && !ONE_EXECUTION.includes(operation.name);

const text =
  (status: number, contentType: string, body: string, headers: Record<string, string> = {}): Answering =>
  ({ response }) =>
    send(response, { status, headers: { "content-type": contentType, ...headers }, body: Buffer.from(body) });

const json = (status: number, body: unknown, headers?: Record<string, string>): Answering =>
  text(status, "application/json", JSON.stringify(body), headers);

const page = (status: number, headers?: Record<string, string>): Answering =>
  text(status, "text/html", `<html><body><h1>${status}</h1>a gateway's page</body></html>`, headers);

const raw =
  (bytes: string): Answering =>
  ({ socket }) =>
    socket.end(bytes);

/** Until the other side has had enough. */
const streaming =
  (bytes: string, pause: number): Answering =>
  async ({ response, socket }) => {
    response.writeHead(200, { "content-type": "application/json" });
    while (!socket.destroyed) {
      const room = response.write(bytes);
      if (pause > 0) await sleep(pause);
      else if (!room)
        await Promise.race([new Promise((resolve) => response.once("drain", resolve)), sleep(50)]);
    }
  };

const listOf = (action: string, items: unknown[], more: object = {}) => {
  const [outer, inner] = LISTS[action] ?? ["", ""];
  return { [outer]: { [inner]: items }, TotalCount: items.length, ...more };
};

const error = (status: number, body: object, headers?: Record<string, string>): Answering =>
  json(status, { RequestId: REQUEST_ID, HostId: "ecs.example.test", ...body }, headers);

const throttled = (headers: Record<string, string>): Answering =>
  error(400, { Code: "Throttling.User", Message: "Request was denied due to user flow control." }, headers);

const idOf =
  (id: unknown): Answering =>
  (exchange) =>
    json(200, { RequestId: REQUEST_ID, [IDS[exchange.asked.action] ?? ""]: id })(exchange);

const ESCAPES = "\u001b[31mred\r\nsecond line\u0007\u009b2J";

const CHECK = "Check the network and alicloud:endpoints.";
const TRIES = " after <n> attempts in <n> s";

/** One call, and an error from which it does not follow that nothing was done. */
const once = (text: string): Said => ({ text, repeated: false, unknown: true });
/** One call that was certainly not carried out. */
const refused = (text: string): Said => ({ text, repeated: false, unknown: false });
/** Many calls. */
const repeated = (text: string, unknown = true): Said => ({ text, repeated: true, unknown });

const wrongForm = (what: string, problem: string): Said =>
  once(`an unexpected response: ${what} from <host>, ${problem}. ${CHECK}`);
const gateway = (status: number, type: string, tries = "", redirect = ""): string =>
  `HTTP ${status} with ${type} from <host>${tries}, not from the service: a proxy or gateway answered${redirect}. ${CHECK}`;

/** What a service that is asked for something else says, whose own words are not a user's. */
const denied = (sentence: string): Said =>
  refused(`OperationDenied (HTTP 400, request ID <uuid>). The service says: ${sentence}`);

/** Only of these is it known which texts the service can repeat; of the others only words of its own are shown. */
const tellsTexts = (action: string): boolean => /^Create/.test(action);

/** What stands in the contents of the operations, and must not be in any error. */
const REPEATED = `command "echo ${SECRET}" (${Buffer.from(`echo ${SECRET}`).toString("base64")}, echo%20${encodeURIComponent(SECRET)}) is not allowed`;

const UNUSED =
  "The items listed so far were not used. Run this again, with more filters if possible; if it happens again, report it to the service.";
const REDIRECT = " (a redirect to <elsewhere>, which was not followed)";
const XML = '<?xml version="1.0"?><Error><Code>Gateway</Code><RequestId>x</RequestId></Error>';
const JSON_HEADER = "Content-Type: application/json";
const NO_CODE = wrongForm(
  "HTTP 400 with application/json",
  "without the Code and the RequestId of the service's errors",
);
const THROTTLED = repeated(
  `Throttling.User (HTTP 400, request ID <uuid>)${TRIES}. The service says: Request was denied due to user flow control. Run it again later, or with a lower --parallel.`,
  false,
);
const LATE = repeated(
  `no response${TRIES}: the request timed out. Check the network and alicloud:clientReadTimeout.`,
);
const NOT_HTTP = repeated(`no response${TRIES}: the response is not HTTP. ${CHECK}`);
const RESET = repeated(`no response${TRIES}: the connection was reset. Check the network.`);

export const ANSWERS: HostileAnswer[] = [
  ...['{"status":"ok"}', "{}"].map(
    (body): HostileAnswer => ({
      name: `200 ${body}`,
      answer: text(200, "application/json", body),
      says: wrongForm("HTTP 200 with application/json", "without a RequestId"),
    }),
  ),
  ...["null", '"done"', "[]", "true"].map(
    (body): HostileAnswer => ({
      name: `200 ${body}`,
      answer: text(200, "application/json", body),
      says: wrongForm("HTTP 200 with application/json", "which is not a JSON object"),
    }),
  ),
  {
    name: "200 with an empty list and no RequestId",
    where: describes,
    answer: (exchange) => json(200, listOf(exchange.asked.action, []))(exchange),
    says: wrongForm("HTTP 200 with application/json", "without a RequestId"),
  },
  {
    name: "200 with a RequestId and no list",
    where: hasList,
    answer: json(200, { RequestId: REQUEST_ID, TotalCount: 0 }),
    says: ({ action }) =>
      wrongForm("HTTP 200 with application/json", `without the list ${LISTS[action]?.join(".")}`),
  },
  {
    name: "200 with a text for a list",
    where: hasList,
    answer: (exchange) => {
      const [outer = "", inner = ""] = LISTS[exchange.asked.action] ?? [];
      return json(200, { RequestId: REQUEST_ID, [outer]: { [inner]: "none" } })(exchange);
    },
    says: ({ action }) =>
      wrongForm("HTTP 200 with application/json", `without the list ${LISTS[action]?.join(".")}`),
  },
  ...Object.entries({
    "an object": { $gt: "" },
    "a number": 42,
    "an empty text": "",
    "a text with terminal escapes": ESCAPES,
  }).map(
    ([what, id]): HostileAnswer => ({
      name: `200 with an ID that is ${what}`,
      where: creates,
      answer: idOf(id),
      says: ({ action }) => wrongForm("HTTP 200 with application/json", `without an ${IDS[action]}`),
    }),
  ),
  {
    name: "201 with the documented answer",
    // Of a delete it would be looked whether it was carried out, and it was.
    where: ({ action }) => !action.startsWith("Delete"),
    answer: respelled((reply) => ({ ...reply, status: 201 })),
    says: wrongForm("HTTP 201 with application/json", "but the service responds with 200"),
  },
  {
    name: "204",
    answer: ({ response }) => response.writeHead(204).end(),
    says: wrongForm("HTTP 204 with no content type", "but the service responds with 200"),
  },
  ...[302, 307].map(
    (status): HostileAnswer => ({
      name: `${status} {} to another host`,
      answer: (exchange, elsewhere) => json(status, {}, { location: `${elsewhere}/?x=1` })(exchange),
      says: refused(gateway(status, "application/json", "", REDIRECT)),
    }),
  ),
  {
    name: "302 with HTML to another host",
    answer: (exchange, elsewhere) => page(302, { location: `${elsewhere}/login?token=x` })(exchange),
    says: refused(gateway(302, "text/html", "", REDIRECT)),
  },
  {
    name: "200 with HTML",
    answer: page(200),
    says: wrongForm("HTTP 200 with text/html", "which is not JSON"),
  },
  ...[403, 404, 413, 414].map(
    (status): HostileAnswer => ({
      name: `${status} with HTML`,
      answer: page(status),
      says: refused(gateway(status, "text/html")),
    }),
  ),
  {
    name: "429 with HTML, for ever",
    answer: page(429),
    says: repeated(gateway(429, "text/html", TRIES), false),
  },
  ...[502, 503].map(
    (status): HostileAnswer => ({
      name: `${status} with HTML, for ever`,
      answer: page(status),
      says: repeated(gateway(status, "text/html", TRIES)),
    }),
  ),
  {
    name: "200 with XML",
    answer: text(200, "text/xml", XML),
    says: wrongForm("HTTP 200 with text/xml", "which is not JSON"),
  },
  ...["text/xml", "text/xml;charset=utf-8"].map(
    (type): HostileAnswer => ({
      name: `400 with ${type}`,
      answer: text(400, type, XML),
      says: once(gateway(400, "text/xml")),
    }),
  ),
  ...["null", "{}", '{"code":7,"message":"x"}'].map(
    (body): HostileAnswer => ({
      name: `400 ${body}`,
      answer: text(400, "application/json", body),
      says: NO_CODE,
    }),
  ),
  {
    name: "400 with a Code that is an object",
    answer: error(400, { Code: { a: 1 }, Message: { b: 2 } }),
    says: NO_CODE,
  },
  {
    name: "400 with terminal escapes in Code, Message and RequestId",
    answer: json(400, { Code: ESCAPES, Message: ESCAPES, RequestId: ESCAPES }),
    says: NO_CODE,
  },
  {
    name: "400 with 1 MB of Code, Message and RequestId",
    answer: json(400, {
      Code: "A".repeat(350_000),
      Message: "b ".repeat(175_000),
      RequestId: "C".repeat(350_000),
    }),
    says: NO_CODE,
  },
  {
    name: "400 with terminal escapes in Message",
    answer: error(400, { Code: "OperationDenied", Message: `it ${ESCAPES} ends` }),
    says: ({ action }) =>
      denied(`it \\x1b[${tellsTexts(action) ? "31mred" : "…"} second line\\x07\\x9b2J ends.`),
  },
  {
    name: "400 with 1 MB of Message",
    answer: error(400, { Code: "OperationDenied", Message: "b ".repeat(500_000) }),
    says: denied(`${"b ".repeat(200)}…`),
  },
  {
    name: "400 with what was sent in Message, plainly and encoded",
    answer: error(400, { Code: "OperationDenied", Message: REPEATED }),
    says: denied('command "…) is not allowed.'),
  },
  {
    name: "500 {} for ever",
    answer: json(500, {}),
    says: repeated(
      `an unexpected response${TRIES}: HTTP 500 with application/json from <host>, without the Code and the RequestId of the service's errors. ${CHECK}`,
    ),
  },
  {
    name: "429 with a Code that no document names, for ever",
    answer: error(429, { Code: "TooMany", Message: "Slow down." }),
    says: ({ action }) =>
      repeated(
        `TooMany (HTTP 429, request ID <uuid>)${TRIES}.${tellsTexts(action) ? " The service says: Slow down." : ""}`,
        false,
      ),
  },
  { name: "throttled for ever", answer: throttled({}), says: THROTTLED },
  ...["-1", "NaN", "1e300"].map(
    (wait): HostileAnswer => ({
      name: `throttled for ever, x-acs-retry-after: ${wait}`,
      answer: throttled({ "x-acs-retry-after": wait }),
      says: THROTTLED,
    }),
  ),
  {
    name: "throttled, x-acs-retry-after: an hour",
    answer: throttled({ "x-acs-retry-after": "3600000" }),
    says: { ...THROTTLED, text: THROTTLED.text.replace(TRIES, ""), repeated: false },
  },
  {
    name: "throttled, Retry-After: an hour",
    answer: throttled({ "retry-after": "3600" }),
    says: { ...THROTTLED, text: THROTTLED.text.replace(TRIES, ""), repeated: false },
  },
  { name: "throttled once, Retry-After: 1", times: 1, answer: throttled({ "retry-after": "1" }) },
  {
    name: "the same NextToken for ever",
    where: lists,
    answer: pageWith(() => "again"),
    says: {
      text: `the listing does not end: page 2 has the NextToken of an earlier page. ${UNUSED}`,
      repeated: true,
      unknown: true,
    },
  },
  {
    name: "ever another NextToken",
    where: lists,
    answer: pageWith((count) => `page-${count}`),
    says: repeated(`the listing does not end: 20 pages in a row contain nothing new. ${UNUSED}`),
  },
  {
    name: "an endless body",
    where: ({ name }) => /^(create|read|delete) of a component/.test(name),
    alone: true,
    answer: streaming(`"${"x".repeat(65_536)}",`, 0),
    says: wrongForm("HTTP 200 with application/json", "longer than 32 MB"),
  },
  { name: "a body that trickles", answer: streaming(" ", 40), says: LATE },
  { name: "silence", answer: () => undefined, says: LATE },
  { name: "half a head", answer: raw("HTTP/1.1 200 OK\r\nContent-Ty"), says: RESET },
  { name: "a head of another protocol", answer: raw("SSH-2.0-OpenSSH_9.6\r\n"), says: NOT_HTTP },
  {
    name: "a head with a bad line",
    answer: raw("HTTP/1.1 200 OK\r\n: x\r\nbad\u0000: y\r\n\r\n{}"),
    says: NOT_HTTP,
  },
  {
    name: "a broken chunk",
    answer: raw(`HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n${JSON_HEADER}\r\n\r\nzz\r\n{}`),
    says: NOT_HTTP,
  },
  {
    name: "a body cut off",
    answer: raw(`HTTP/1.1 200 OK\r\nContent-Length: 500\r\n${JSON_HEADER}\r\n\r\n{"RequestId":`),
    says: RESET,
  },
  {
    name: "JSON cut off in a whole body",
    answer: text(200, "application/json", '{"RequestId":"0A1B'),
    says: repeated(
      `an unexpected response${TRIES}: HTTP 200 with application/json from <host>, cut off. ${CHECK}`,
    ),
  },
  {
    name: "the connection reset after the request",
    answer: ({ socket }) => socket.resetAndDestroy(),
    says: RESET,
  },
  { name: "the connection closed after the request", answer: ({ socket }) => socket.end(), says: RESET },
  {
    name: "the connection closed after a good answer",
    times: 1,
    answer: async (exchange) => {
      const reply = await exchange.real();
      exchange.response.once("finish", () => setTimeout(() => exchange.socket.destroy(), 5));
      send(exchange.response, reply);
    },
  },
];

type Reply = Awaited<ReturnType<Exchange["real"]>>;

function respelled(change: (reply: Reply) => Reply): Answering {
  return async ({ real, response }) => send(response, change(await real()));
}

/** The same page again and again, with a token for one more. */
function pageWith(token: (count: number) => string): Answering {
  return async ({ first, count, response }) => {
    const { body, ...reply } = await first();
    const page = { ...JSON.parse(body.toString()), NextToken: token(count) };
    send(response, { ...reply, body: Buffer.from(JSON.stringify(page)) });
  };
}
