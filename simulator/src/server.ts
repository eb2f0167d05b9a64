/** The HTTP server: the API at `/`, and the control interface. */

import type { ServerResponse } from "node:http";
import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { ConnectionError, FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { fastify } from "fastify";
import type { LoggedCall } from "./control/calls.js";
import { isLocal } from "./control/local.js";
import { overview } from "./control/overview.js";
import { wantsPage } from "./control/page.js";
import { controlRoutes } from "./control/routes.js";
import type { ApiError } from "./errors.js";
import { errors } from "./errors.js";
import { newRequestId } from "./random.js";
import { regionOf } from "./rpc/call.js";
import type { Message } from "./rpc/message.js";
import { header, readMessage } from "./rpc/message.js";
import { percentEncode } from "./rpc/percent-encoding.js";
import type { Outcome, Service } from "./service.js";
import { answer, refusal } from "./service.js";

/**
 * A build content of 16 KB, percent-encoded in the URL, comes to 48 KB (docs/service.md, Limits and units);
 * Node allows 16.
 */
const MAX_HEADER_BYTES = 256 * 1024;
const MAX_BODY_BYTES = 1024 * 1024;

/** A client sends a request without a pause; an incomplete one after this time never gets complete. */
export const REQUEST_TIMEOUT_MS = 10_000;
/** Longer than any fault delays an answer. */
const IDLE_TIMEOUT_MS = 11 * 60_000;

export function createServer(service: Service): FastifyInstance {
  const app = fastify({
    http: {
      maxHeaderSize: MAX_HEADER_BYTES,
      headersTimeout: REQUEST_TIMEOUT_MS,
      connectionsCheckingInterval: 500,
    },
    requestTimeout: REQUEST_TIMEOUT_MS,
    connectionTimeout: IDLE_TIMEOUT_MS,
    bodyLimit: MAX_BODY_BYTES,
    forceCloseConnections: true,
    exposeHeadRoutes: false,
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false, useDefaults: false } },
    clientErrorHandler: (error, socket) => refuseConnection(error, socket, service),
    frameworkErrors: (_error, request, reply) =>
      sendRefusal(errors.unreadable("its path is not valid"), request, reply),
  });
  const closing = new AbortController();
  const routes: string[] = [];
  app.addHook("onClose", async () => closing.abort());
  app.addHook("onRoute", ({ method, url }) => {
    for (const one of [method].flat()) routes.push(`${one} ${url}`);
  });
  app.removeAllContentTypeParsers();
  // The signature covers the bytes of the body, so they are kept unchanged.
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const isOther = error.code === "FST_ERR_CTP_INVALID_MEDIA_TYPE";
    return sendRefusal(isOther ? errors.notAForm() : errors.unreadable(error.message), request, reply);
  });
  app.route({
    method: ["GET", "POST"],
    url: "/",
    handler: (request, reply) => {
      const message = messageOf(request);
      if (isCall(message)) return handle(service, message, request, reply, closing.signal);
      const isBrowser = wantsPage(request.headers) && isLocal(request.socket.remoteAddress, request.headers);
      return isBrowser ? reply.redirect("/_simulator/", 303) : reply.send(overview(request, routes));
    },
  });
  app.register(controlRoutes(service, routes), { prefix: "/_simulator" });
  app.setNotFoundHandler((request, reply) => sendRefusal(errors.actionNotFound(), request, reply));
  return app;
}

/** A request for the overview has no part of an API call. */
function isCall(message: Message): boolean {
  return (
    message.method !== "GET" ||
    message.query.length > 0 ||
    message.body.length > 0 ||
    header(message, "authorization") !== undefined ||
    header(message, "x-acs-action") !== undefined
  );
}

/** An unreadable or incomplete request has no handler to answer it, so the answer goes to its connection. */
function refuseConnection(error: ConnectionError, socket: Socket, service: Service): void {
  if (!socket.writable || error.code === "ECONNRESET") {
    socket.destroy();
    return;
  }
  const [status, why] = CONNECTION_ERRORS.get(error.code ?? "") ?? [400, "it is not valid HTTP"];
  const { code, message } = errors.unreadable(why);
  record(service, { action: "-", status, code, milliseconds: 0 });
  const body = JSON.stringify({ RequestId: newRequestId(), Code: code, Message: message });
  socket.write(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      "content-type: application/json;charset=utf-8",
      `content-length: ${Buffer.byteLength(body)}`,
      "connection: close",
      "",
      body,
    ].join("\r\n"),
  );
  socket.destroySoon();
}

const CONNECTION_ERRORS = new Map<string, readonly [status: number, why: string]>([
  ["ERR_HTTP_REQUEST_TIMEOUT", [408, `it was not complete after ${REQUEST_TIMEOUT_MS / 1000} seconds`]],
  ["HPE_HEADER_OVERFLOW", [431, `its headers have more than ${MAX_HEADER_BYTES / 1024} KiB`]],
]);

function sendRefusal(error: ApiError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { status, contentType, body } = refusal(error, messageOf(request));
  return reply.code(status).header("content-type", contentType).send(body);
}

function messageOf(request: FastifyRequest) {
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  return readMessage(request.method, request.raw.url ?? "/", request.headers, body);
}

async function handle(
  service: Service,
  message: Message,
  request: FastifyRequest,
  reply: FastifyReply,
  closing: AbortSignal,
): Promise<FastifyReply> {
  const started = performance.now();
  const outcome = answer(service, message);
  const { fault } = outcome;
  const { action, code, accountId, reply: sent } = outcome;
  const regionId = regionOf(message);
  record(service, {
    action: /^\w{1,64}$/.test(action) ? action : "-",
    ...(regionId !== undefined && { regionId }),
    ...(accountId !== undefined && { accountId }),
    status: sent.status,
    // A code can contain the name of a parameter, which can be anything.
    code: percentEncode(code).slice(0, 100),
    milliseconds: Math.round(performance.now() - started),
    ...(fault && { fault: fault.kind }),
  });
  if (fault?.kind === "drop-before-commit" || fault?.kind === "drop-after-commit") {
    reply.hijack();
    request.raw.socket.resetAndDestroy();
    return reply;
  }
  if (fault?.kind === "truncate") {
    reply.hijack();
    truncate(reply.raw, outcome);
    return reply;
  }
  // An aborted wait means that the server closes, and with it the connection.
  if (fault?.kind === "delay")
    await sleep(fault.delayMs, undefined, { signal: closing }).catch(() => undefined);
  return reply
    .code(sent.status)
    .headers({ ...sent.headers, "content-type": sent.contentType })
    .send(sent.body);
}

/** Notes a call in both logs. No parameter but the region is noted: build contents and tags may hold secrets. */
function record({ calls, log, world }: Service, call: Omit<LoggedCall, "at">): void {
  const { action, status, code, milliseconds, fault } = call;
  calls.add({ at: new Date(world.realTime()).toISOString(), ...call });
  log(`${action} ${status || "-"} ${code} ${milliseconds}ms${fault ? ` fault=${fault}` : ""}`);
}

/** Half of the body, of which the header promised all. */
function truncate(response: ServerResponse, { reply }: Outcome): void {
  const body = Buffer.from(reply.body, "utf8");
  response.writeHead(reply.status, {
    ...reply.headers,
    "content-type": reply.contentType,
    "content-length": body.length,
  });
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.socket?.destroySoon());
}
