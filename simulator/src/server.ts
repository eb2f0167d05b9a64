/** The HTTP server: the API at `/`, the control interface beside it. */

import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { fastify } from "fastify";
import { controlRoutes } from "./control/routes.js";
import type { ApiError } from "./errors.js";
import { errors } from "./errors.js";
import { readMessage } from "./rpc/message.js";
import type { Outcome, Service } from "./service.js";
import { answer, refusal } from "./service.js";

/** A build content of 16 KB, percent-encoded in the URL, comes to 48 KB (api-facts 9); Node allows 16. */
const MAX_HEADER_BYTES = 256 * 1024;
const MAX_BODY_BYTES = 1024 * 1024;

export function createServer(service: Service): FastifyInstance {
  const app = fastify({
    http: { maxHeaderSize: MAX_HEADER_BYTES },
    bodyLimit: MAX_BODY_BYTES,
    forceCloseConnections: true,
    exposeHeadRoutes: false,
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false, useDefaults: false } },
  });
  const closing = new AbortController();
  app.addHook("onClose", async () => closing.abort());
  app.register(async (api) => {
    api.removeAllContentTypeParsers();
    // The signature is over the bytes of the body, so they are kept as they came.
    api.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
    api.setErrorHandler<FastifyError>((error, request, reply) =>
      sendRefusal(errors.unreadable(error.message), request, reply),
    );
    api.route({
      method: ["GET", "POST"],
      url: "/",
      handler: (request, reply) => handle(service, request, reply, closing.signal),
    });
  });
  app.register(controlRoutes(service), { prefix: "/_simulator" });
  app.setNotFoundHandler((request, reply) => sendRefusal(errors.actionNotFound(), request, reply));
  return app;
}

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
  request: FastifyRequest,
  reply: FastifyReply,
  closing: AbortSignal,
): Promise<FastifyReply> {
  const started = performance.now();
  const outcome = answer(service, messageOf(request));
  const { fault } = outcome;
  const took = Math.round(performance.now() - started);
  const { action, code, reply: sent } = outcome;
  // No parameter is written: build contents and tags may hold secrets.
  const shown = /^\w{1,64}$/.test(action) ? action : "-";
  service.log(`${shown} ${sent.status || "-"} ${code} ${took}ms${fault ? ` fault=${fault.kind}` : ""}`);
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
