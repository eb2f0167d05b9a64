import { writeFileSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { generate } from "selfsigned";
import { cleanEnvironment } from "../../../tools/lib/clean-environment.cjs";
import { type Child, startChild } from "../../support/child";
import { temporaryFolder } from "../../support/folder";
import { root } from "../../support/root";
import { type Simulator, startSimulator } from "../../support/simulator";

/** What a proxy was asked for, as `CONNECT host:port` or `http host:port`. */
export interface ProxyProcess {
  readonly port: number;
  readonly asked: () => { asked: string; username: string }[];
}

interface ProxyOptions {
  user?: string;
  password?: string;
  refuses?: string[];
  /** Whether it is reached over TLS, as `proxy.service.test`. */
  tls?: boolean;
}

export interface Stand {
  simulator(): Simulator;
  /** The port of the HTTPS service, which has the names `ecs.service.test` and `sts.service.test`. */
  port(): number;
  proxy(options?: ProxyOptions): Promise<ProxyProcess>;
  /** Environment of a process that knows the certificate and the names. */
  environment(): NodeJS.ProcessEnv;
  /** Creates a pipeline in a process of its own. */
  create(
    env: NodeJS.ProcessEnv,
    config?: Record<string, string>,
  ): Promise<{ made?: { id: string; accountId: string }[]; error?: string; printed: string }>;
}

/** The simulator behind TLS, under names that only this test knows, as a service on the internet would be. */
export function proxyStand(): Stand {
  const folder = temporaryFolder();
  const certificateFile = join(folder, "certificate.pem");
  const keyFile = join(folder, "key.pem");
  const children: Child[] = [];
  let simulator: Simulator | undefined;
  let port = 0;
  let close: (() => void) | undefined;

  beforeAll(async () => {
    simulator = await startSimulator();
    const { endpoint } = simulator;
    const names = [{ type: 2 as const, value: "*.service.test" }];
    const { private: key, cert } = await generate([{ name: "commonName", value: "service.test" }], {
      keySize: 2048,
      extensions: [{ name: "subjectAltName", altNames: names }],
    });
    writeFileSync(certificateFile, cert);
    writeFileSync(keyFile, key + cert);
    const server = createServer({ key, cert }, (incoming, outgoing) => {
      const { method, url = "/", headers } = incoming;
      const onward = httpRequest(new URL(url, endpoint), { method, headers }, (reply) => {
        outgoing.writeHead(reply.statusCode ?? 500, reply.headers);
        reply.pipe(outgoing);
      });
      onward.once("error", () => outgoing.destroy());
      incoming.pipe(onward);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    port = (server.address() as AddressInfo).port;
    close = () => {
      server.close();
      server.closeAllConnections();
    };
  });

  afterEach(async () => {
    for (const child of children.splice(0)) await child.stop("SIGKILL");
    await simulator?.reset();
  });

  afterAll(async () => {
    close?.();
    await simulator?.stop();
  });

  const running = () => {
    if (!simulator) throw new Error("the simulator runs during tests only");
    return simulator;
  };

  const environment = () => ({
    ...cleanEnvironment(process.env),
    NODE_OPTIONS: `--require ${join(__dirname, "names.cjs")}`,
    NODE_EXTRA_CA_CERTS: certificateFile,
    HOME: folder,
    ALICLOUD_ACCESS_KEY: running().accessKeyId,
    ALICLOUD_SECRET_KEY: running().accessKeySecret,
    ECS_ENDPOINT: `ecs.service.test:${port}`,
    STS_ENDPOINT: `sts.service.test:${port}`,
  });

  return {
    simulator: running,
    port: () => port,
    environment,
    async proxy({ user, password, refuses = [], tls = false } = {}) {
      const child = startChild(process.execPath, [join(__dirname, "proxy.mjs")], {
        env: {
          ...cleanEnvironment(process.env),
          NODE_OPTIONS: `--require ${join(__dirname, "names.cjs")}`,
          PROXY_USER: user,
          PROXY_PASSWORD: password,
          PROXY_REFUSES: refuses.join(","),
          ...(tls && { PROXY_TLS: keyFile }),
        },
      });
      children.push(child);
      const { port } = JSON.parse(await child.firstLine());
      const lines = () => child.stdout().trim().split("\n").slice(1);
      return { port, asked: () => lines().map((line) => JSON.parse(line)) };
    },
    async create(env, config = {}) {
      const child = startChild(process.execPath, [join(root, "test/credentials/create.cjs")], {
        env: { ...environment(), CONFIG: JSON.stringify(config), ...env },
      });
      const line = await child.firstLine();
      await child.ended;
      return { ...JSON.parse(line), printed: child.stdout() + child.stderr() };
    },
  };
}
