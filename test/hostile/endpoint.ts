import {
  createServer,
  request as httpRequest,
  type IncomingHttpHeaders,
  type ServerResponse,
} from "node:http";
import type { AddressInfo, Server, Socket } from "node:net";
import { buffer } from "node:stream/consumers";

/** A request as it arrived. */
export interface Asked {
  action: string;
  regionId: string;
  /** The parameters of the URL and of the form together. */
  parameters: URLSearchParams;
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** What the real service answers to a request that is passed on to it. */
export interface Reply {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** A request that is to be answered wrongly. */
export interface Exchange {
  asked: Asked;
  /** Which hostile answer of its lane this is, from 1. */
  count: number;
  /** For heads and bodies that Node's server would never send. */
  socket: Socket;
  response: ServerResponse;
  /** What the service says, which does what it is asked, once. */
  real(): Promise<Reply>;
  /** What it said to the first request that is answered wrongly. */
  first(): Promise<Reply>;
}

export type Answering = (exchange: Exchange) => unknown;

interface Rule {
  action: string;
  /** Whether the service does what it is asked before the wrong answer is given. */
  carriesOut?: boolean;
  /** How many answers are wrong; all, unless told otherwise. */
  times?: number;
  answer: Answering;
}

/**
 * What happens in one region. Each case has a region of its own, so that many can be tried at once on one endpoint, by one
 * provider process, without one meeting the answers of another.
 */
export interface Lane {
  readonly regionId: string;
  /** Every request for it, in order. */
  readonly asked: Asked[];
  /** From now on an action is answered wrongly; what it was asked before is forgotten. */
  turnHostile(rule: Rule): void;
  /** From now on everything is passed on. */
  turnGood(): void;
}

export interface HostileEndpoint {
  readonly url: string;
  lane(regionId: string, service: string): Lane;
  close(): Promise<void>;
}

interface OpenLane extends Lane {
  readonly service: string;
  rule: Rule | undefined;
  answered: number;
  first: Promise<Reply> | undefined;
}

/** STS knows no region; its calls are in this lane, if there is one. */
export const STS = "sts";

/**
 * An HTTP server in front of real services that answers what a rule names as the rule wants, and passes on the rest, also
 * regions that nobody has made a lane of.
 */
export async function startHostileEndpoint(service: string): Promise<HostileEndpoint> {
  const lanes = new Map<string, OpenLane>();
  const server = createServer(async (incoming, response) => {
    const { method = "", url: path = "", headers, socket } = incoming;
    const body = await buffer(incoming).catch(() => undefined);
    if (body === undefined) return;
    const parameters = new URLSearchParams([
      ...new URL(path, "http://x").searchParams,
      ...(isForm(headers) ? new URLSearchParams(body.toString()) : []),
    ]);
    const action = String(headers["x-acs-action"] ?? parameters.get("Action") ?? "");
    const regionId = parameters.get("RegionId") ?? STS;
    const asked = { action, regionId, parameters, method, path, headers, body };
    const lane = lanes.get(regionId);
    lane?.asked.push(asked);
    let passedOn: Promise<Reply> | undefined;
    const real = () => {
      passedOn ??= passOn(asked, lane?.service ?? service);
      return passedOn;
    };
    const rule = lane?.rule;
    try {
      if (lane && rule?.action === action && lane.answered < (rule.times ?? Number.POSITIVE_INFINITY)) {
        lane.answered += 1;
        if (rule.carriesOut) await real();
        const first = () => {
          lane.first ??= real();
          return lane.first;
        };
        await rule.answer({ asked, count: lane.answered, socket, response, real, first });
      } else {
        send(response, await real());
      }
    } catch (error) {
      process.stderr.write(`hostile endpoint, ${action}: ${error}\n`);
      socket.destroy();
    }
  });
  server.requestTimeout = 0;
  // Only an answer that says so closes a connection.
  server.keepAliveTimeout = 0;
  await listening(server);
  return {
    url: urlOf(server),
    lane(regionId, laneService) {
      const lane: OpenLane = {
        regionId,
        service: laneService,
        asked: [],
        rule: undefined,
        answered: 0,
        first: undefined,
        turnHostile(rule) {
          lane.asked.length = 0;
          lane.answered = 0;
          lane.first = undefined;
          lane.rule = rule;
        },
        turnGood() {
          lane.rule = undefined;
        },
      };
      lanes.set(regionId, lane);
      return lane;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A host to which nothing may be sent: it counts the connections that it gets. */
export interface Elsewhere {
  readonly url: string;
  connections(): number;
  close(): Promise<void>;
}

export async function startElsewhere(): Promise<Elsewhere> {
  let connections = 0;
  const server = createServer((_, response) => response.end("{}"));
  server.on("connection", () => {
    connections += 1;
  });
  await listening(server);
  return {
    url: urlOf(server),
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const listening = (server: Server) => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

const urlOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

const isForm = (headers: IncomingHttpHeaders) =>
  headers["content-type"] === "application/x-www-form-urlencoded";

/** The signature is over the host, so the request keeps the one that it was made for. */
function passOn({ method, path, headers, body }: Asked, service: string): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const onward = httpRequest(new URL(path, service), { method, headers }, async (reply) => {
      resolve({ status: reply.statusCode ?? 0, headers: reply.headers, body: await buffer(reply) });
    });
    onward.once("error", reject).end(body);
  });
}

export function send(response: ServerResponse, { status, headers, body }: Reply): void {
  const { "content-length": _, connection: __, "transfer-encoding": ___, ...kept } = headers;
  response.writeHead(status, { ...kept, "content-length": body.length }).end(body);
}
