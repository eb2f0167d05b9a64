/*
 * Loaded into a process under test by NODE_OPTIONS=--require. The SDK and the credentials library address their hosts by
 * fixed names, mostly with https: what goes to one that REDIRECTS names goes to this machine in the clear instead, with
 * the Host header, and so the signature, as they were. Nothing else leaves the machine.
 */

const http = require("node:http");
const https = require("node:https");

/** @type {Record<string, string>} */
const redirects = JSON.parse(process.env["REDIRECTS"] ?? "{}");
const plain = http.request;

/** @param {import("node:https").RequestOptions} options */
function redirected(options) {
  const name = String(options.hostname ?? options.host);
  const target = redirects[name] ?? (/^(127\.|localhost$)/.test(name) && `http://${name}:${options.port}`);
  if (!target) throw Object.assign(new Error(`${name} is not on this machine`), { code: "ENOTFOUND" });
  const { hostname, port } = new URL(target);
  return plain({
    ...options,
    protocol: "http:",
    host: hostname,
    hostname,
    port,
    agent: undefined,
    headers: { host: name, ...options.headers },
  });
}

for (const protocol of [http, https]) Object.assign(protocol, { request: redirected });
