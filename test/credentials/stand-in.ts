import { createServer, request as httpRequest, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** A request as it arrived. */
export interface Asked {
  method: string;
  /** The host that it was meant for. */
  host: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** What is answered; `reset` breaks the connection. An object is sent as JSON. */
export type Answer = { status?: number; body: string | object } | "reset";

/** A service on this machine that answers as a test wants it to, and tells what it was asked. */
export interface StandIn {
  readonly url: string;
  readonly asked: Asked[];
  close(): Promise<void>;
}

export async function startStandIn(answer: (asked: Asked) => Answer | Promise<Answer>): Promise<StandIn> {
  const asked: Asked[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const { method = "", url: path = "", headers } = incoming;
    const host = headers.host ?? "";
    const request = { method, host, path, headers, body: await text(incoming) };
    asked.push(request);
    const reply = await answer(request);
    if (reply === "reset") {
      incoming.socket.resetAndDestroy();
      return;
    }
    const isText = typeof reply.body === "string";
    outgoing
      .writeHead(reply.status ?? 200, { "content-type": isText ? "text/plain" : "application/json" })
      .end(isText ? reply.body : JSON.stringify(reply.body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Passes a request on, for a stand-in that only listens. */
export function passOn({ method, path, headers, body }: Asked, endpoint: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const onward = httpRequest(new URL(path, endpoint), { method, headers }, async (reply) => {
      resolve({ status: reply.statusCode ?? 0, body: JSON.parse(await text(reply)) });
    });
    onward.once("error", reject).end(body);
  });
}
