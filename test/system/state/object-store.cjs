const { spawn } = require("node:child_process");
const http = require("node:http");
const https = require("node:https");
const { existsSync, mkdtempSync, rmSync, writeFileSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");
const { generate } = require("selfsigned");
const { end, endWithThisProcess, freePort, listen, untilAnswers } = require("./processes.cjs");

const root = join(__dirname, "../../..");

/** Where Alibaba Cloud says that OSS answers in S3's language, in one region. */
const HOST = "s3.oss-cn-hangzhou.aliyuncs.com";
const BUCKET = "acme-pulumi-state";
const KEY_ID = "LTAI-of-a-test";

/**
 * moto, an S3 server, behind the address of OSS: the CLI reaches it by HTTPS_PROXY, so that the backend URL and the names
 * in the requests are those of a user. In front of moto, this refuses what OSS is documented to refuse: a bucket that is
 * in the path and not in the name of the host (OSS: Compatibility with Amazon S3, request style), and the encoding
 * aws-chunked, in the words that users of OSS report. moto checks no signature; the key's ID and the region are checked here.
 */
async function startObjectStore() {
  const moto = join(root, ".tools/moto/bin/moto_server");
  if (!existsSync(moto)) throw new Error("moto is missing. Run test/system/install.sh.");
  const folder = mkdtempSync(join(tmpdir(), "ib-oss-"));
  const port = await freePort();
  const server = spawn(moto, ["-H", "127.0.0.1", "-p", String(port)], { stdio: "ignore" });
  endWithThisProcess(server);

  /** A request to moto, which finds the bucket in the path. @param {string} method @param {string} path */
  const ask = async (method, path) => {
    const headers = { authorization: "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/s3/aws4_request" };
    const response = await fetch(`http://localhost:${port}/${BUCKET}${path}`, { method, headers });
    if (!response.ok) throw new Error(`moto answered ${method} ${path} with ${response.status}`);
    return Buffer.from(await response.arrayBuffer());
  };
  await untilAnswers("moto", server, () => ask("PUT", ""));

  /** @type {{ method: string, path: string, status: number, bytes: number, milliseconds: number }[]} */
  let requests = [];
  const tls = await generate([{ name: "commonName", value: HOST }], {
    algorithm: "sha256",
    extensions: [
      {
        name: "subjectAltName",
        altNames: [
          { type: 2, value: `*.${HOST}` },
          { type: 2, value: HOST },
        ],
      },
    ],
  });
  const certificate = join(folder, "ca.pem");
  writeFileSync(certificate, tls.cert);

  const front = https.createServer({ key: tls.private, cert: tls.cert }, (request, response) => {
    const { method = "", url = "", headers } = request;
    const begun = performance.now();
    let bytes = 0;
    request.on("data", (chunk) => {
      bytes += chunk.length;
    });
    response.on("finish", () => {
      const milliseconds = performance.now() - begun;
      requests.push({ method, path: url, status: response.statusCode, bytes, milliseconds });
    });
    const refusal = refused(headers);
    if (refusal) {
      request.resume();
      const [status, code, message] = refusal;
      response.writeHead(status, { "content-type": "application/xml" });
      response.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`);
      return;
    }
    const passed = http.request(
      {
        port,
        host: "127.0.0.1",
        method,
        path: `/${BUCKET}${url}`,
        headers: { ...headers, host: `localhost:${port}` },
        agent,
      },
      (answer) => {
        // moto ends each connection; OSS need not.
        const { connection: _, ...passedOn } = answer.headers;
        response.writeHead(answer.statusCode ?? 500, passedOn);
        answer.pipe(response);
      },
    );
    passed.on("error", (error) => response.destroy(error));
    request.pipe(passed);
  });
  const agent = new http.Agent({ keepAlive: false });

  const proxy = http.createServer((_, response) => response.writeHead(403).end());
  proxy.on("connect", (request, socket) => {
    socket.on("error", () => socket.destroy());
    if (!request.url?.endsWith(`${HOST}:443`)) {
      socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
      return;
    }
    socket.write("HTTP/1.1 200 OK\r\n\r\n");
    front.emit("connection", socket);
  });
  const proxyPort = await listen(proxy);

  return {
    /** As a user writes it. */
    url: `s3://${BUCKET}?endpoint=https://${HOST}&region=cn-hangzhou`,
    /** The same with the bucket in the path. */
    pathStyleUrl: `s3://${BUCKET}?endpoint=https://${HOST}&region=cn-hangzhou&s3ForcePathStyle=true`,
    proxyPort,
    /** What the CLI needs: the credentials as a user sets them, and the way to here. @param {number} [through] a port */
    env: (through = proxyPort) => ({
      AWS_ACCESS_KEY_ID: KEY_ID,
      AWS_SECRET_ACCESS_KEY: "secret-of-a-test",
      HTTPS_PROXY: `http://127.0.0.1:${through}`,
      NO_PROXY: "127.0.0.1,localhost",
      AWS_CA_BUNDLE: certificate,
    }),
    /** The requests since the last time. */
    takeRequests() {
      const taken = requests;
      requests = [];
      return taken;
    },
    /** All that is in the bucket. @returns {Promise<Map<string, string>>} */
    async contents() {
      const list = String(await ask("GET", "?list-type=2"));
      const keys = [...list.matchAll(/<Key>([^<]+)<\/Key>/g)].map(([, key = ""]) => key);
      const texts = await Promise.all(
        keys.map(async (key) => /** @type {const} */ ([key, String(await ask("GET", `/${key}`))])),
      );
      return new Map(texts);
    },
    async stop() {
      proxy.close();
      front.closeAllConnections();
      proxy.closeAllConnections();
      await end(server);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** @param {http.IncomingHttpHeaders} headers @returns {[number, string, string] | undefined} */
function refused({ host, authorization, "content-encoding": encoding }) {
  if (host !== `${BUCKET}.${HOST}`) {
    const message = "The bucket you are attempting to access must be addressed using OSS third level domain.";
    return [403, "SecondLevelDomainForbidden", message];
  }
  if (!new RegExp(`^AWS4-HMAC-SHA256 Credential=${KEY_ID}/\\d+/cn-hangzhou/s3/`).test(authorization ?? ""))
    return [403, "InvalidAccessKeyId", "The OSS Access Key Id you provided does not exist in our records."];
  if (encoding?.includes("aws-chunked")) {
    const message = "aws-chunked encoding is not supported with the specified x-amz-content-sha256 value.";
    return [400, "InvalidArgument", message];
  }
  return undefined;
}

module.exports = { startObjectStore };
