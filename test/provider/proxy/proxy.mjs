/*
 * A proxy in a process of its own. Prints its port, and then a line of JSON for each request: what it was asked for, and
 * by whom. With PROXY_USER and PROXY_PASSWORD it lets nobody else through; hosts of PROXY_REFUSES it refuses. With
 * PROXY_TLS, a file with a key and a certificate, it is reached over TLS.
 */

import { readFileSync } from "node:fs";
import { RequestError, Server } from "proxy-chain";

const { PROXY_USER, PROXY_PASSWORD, PROXY_REFUSES = "", PROXY_TLS } = process.env;
const pem = PROXY_TLS && readFileSync(PROXY_TLS, "utf8");
/** @type {{ serverType: "https", httpsOptions: { key: string, cert: string } } | { serverType: "http" }} */
const way = pem ? { serverType: "https", httpsOptions: { key: pem, cert: pem } } : { serverType: "http" };

const server = new Server({
  ...way,
  port: 0,
  host: "127.0.0.1",
  prepareRequestFunction: ({ hostname, port, isHttp, username, password }) => {
    console.log(JSON.stringify({ asked: `${isHttp ? "http" : "CONNECT"} ${hostname}:${port}`, username }));
    if (PROXY_REFUSES.split(",").includes(hostname)) throw new RequestError("not allowed here", 403);
    return {
      requestAuthentication: Boolean(PROXY_USER) && (username !== PROXY_USER || password !== PROXY_PASSWORD),
    };
  },
});

server.listen().then(() => console.log(JSON.stringify({ port: server.port })));
