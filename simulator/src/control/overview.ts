/** The answer to `GET /` and `GET /_simulator/`: what the simulator is, and what it supports. */

import type { FastifyRequest } from "fastify";
import { ACTIONS } from "../actions/index.js";
import { description, name, version } from "../package.js";

/** The endpoint is the one that the client used, since that works for the client. */
export function overview({ host, socket }: FastifyRequest, routes: readonly string[]) {
  const endpoint = `http://${host || `${socket.localAddress}:${socket.localPort}`}`;
  return {
    name,
    version,
    description,
    endpoints: { ecs: endpoint, sts: endpoint },
    page: `${endpoint}/_simulator/`,
    use: "Point a client at the endpoints over HTTP, with the access key that the simulator printed at its start.",
    actions: actionsByVersion(),
    routes,
  };
}

function actionsByVersion(): Readonly<Record<string, readonly string[]>> {
  const versions = [...new Set(ACTIONS.map((action) => action.version))];
  return Object.fromEntries(
    versions.map((one) => [
      one,
      ACTIONS.filter((action) => action.version === one).map((action) => action.name),
    ]),
  );
}
