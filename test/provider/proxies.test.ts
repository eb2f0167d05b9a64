import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { type ProxyProcess, proxyStand } from "./proxy/stand";

jest.setTimeout(60_000);

const { create, port, proxy, simulator } = proxyStand();

type Outcome = Awaited<ReturnType<typeof create>>;

const ACCOUNT = "1000000000000001";
const ecs = () => `CONNECT ecs.service.test:${port()}`;
const sts = () => `CONNECT sts.service.test:${port()}`;
/** Something else than a proxy, at an address that a variable can name. */
async function listening(answer: (socket: Socket) => void): Promise<string> {
  const server = createServer((socket) => {
    socket.on("error", () => {});
    // After it was asked.
    socket.once("data", () => answer(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.unref();
  servers.push(server);
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) server.close();
});

const unique = (used: ProxyProcess) => [...new Set(used.asked().map(({ asked }) => asked))].sort();

/** That a pipeline was made, and its account told by STS. */
async function expectMade(outcome: Outcome): Promise<void> {
  const [pipeline] = (await simulator().state()).pipelines;
  expect(outcome).toMatchObject({
    made: [{ id: pipeline?.id, accountId: expect.stringMatching(/^\d{16}$/) }],
  });
}

describe("behind a proxy, a pipeline is created through it", () => {
  test.each(["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"])("that %s names", async (name) => {
    const used = await proxy();
    await expectMade(await create({ [name]: `http://127.0.0.1:${used.port}` }));
    expect(unique(used)).toEqual([ecs(), sts()]);
  });

  test("that is named without http://", async () => {
    const used = await proxy();
    await expectMade(await create({ HTTPS_PROXY: `127.0.0.1:${used.port}` }));
    expect(unique(used)).toEqual([ecs(), sts()]);
  });

  test("that asks for a user and a password", async () => {
    const used = await proxy({ user: "me", password: "p@ss/word:1" });
    const url = `http://me:${encodeURIComponent("p@ss/word:1")}@127.0.0.1:${used.port}`;
    await expectMade(await create({ HTTPS_PROXY: url }));
    expect(used.asked()).toContainEqual({ asked: ecs(), username: "me" });
  });

  test("and so is a role assumed, by the credentials library", async () => {
    const used = await proxy();
    const config = { "alicloud:assumeRole": JSON.stringify({ roleArn: `acs:ram::${ACCOUNT}:role/a` }) };
    // With the account known, only the credentials library has anything to ask of STS.
    const known = { ...config, "alicloud:accountId": ACCOUNT };
    await expectMade(await create({ HTTPS_PROXY: `http://127.0.0.1:${used.port}` }, known));
    expect(unique(used)).toEqual([ecs(), sts()]);
    expect((await simulator().state()).calls).toMatchObject({ AssumeRole: 1, CreateImagePipeline: 1 });
  });
});

describe("these bypass the proxy:", () => {
  test.each<[string, () => string, () => string[]]>([
    ["a host that NO_PROXY names", () => "ecs.service.test", () => [sts()]],
    ["a host and port that it names", () => `a.test, sts.service.test:${port()}`, () => [ecs()]],
    ["a host that it names with another port", () => "ecs.service.test:1", () => [ecs(), sts()]],
    ["what ends as it says", () => ".service.test", () => []],
    ["all hosts of a domain that it names", () => "service.test", () => []],
    ["what ends as it says, with an asterisk", () => "*.service.test", () => []],
    ["anything, when it is *", () => "*", () => []],
  ])("%s", async (_, list, expected) => {
    for (const name of ["NO_PROXY", "no_proxy"]) {
      const used = await proxy();
      const outcome = await create({ HTTPS_PROXY: `http://127.0.0.1:${used.port}`, [name]: list() });
      await expectMade(outcome);
      await simulator().reset();
      expect(unique(used)).toEqual(expected());
    }
  });

  test("this machine, where the simulator is", async () => {
    const used = await proxy();
    const url = `http://127.0.0.1:${used.port}`;
    const { endpoint } = simulator();
    const env = { HTTP_PROXY: url, HTTPS_PROXY: url, ALL_PROXY: url };
    await expectMade(await create({ ...env, ECS_ENDPOINT: endpoint, STS_ENDPOINT: endpoint }));
    expect(used.asked()).toEqual([]);
  });

  test("what HTTP_PROXY is for, when the service is reached by HTTPS", async () => {
    const used = await proxy();
    await expectMade(await create({ HTTP_PROXY: `http://127.0.0.1:${used.port}` }));
    expect(used.asked()).toEqual([]);
  });
});

test("a proxy that is itself reached over TLS", async () => {
  const used = await proxy({ tls: true, user: "me", password: "hunter2" });
  const url = `https://me:hunter2@proxy.service.test:${used.port}`;
  await expectMade(await create({ HTTPS_PROXY: url }));
  expect(unique(used)).toEqual([ecs(), sts()]);
  const { error } = await create({ HTTPS_PROXY: url, NODE_EXTRA_CA_CERTS: undefined });
  expect(error).toMatch(
    new RegExp(
      `^CreateImagePipeline in cn-hangzhou: the TLS connection to the proxy proxy\\.service\\.test:${used.port} of HTTPS_PROXY failed: ` +
        "Node\\.js does not know the authority that signed the certificate \\([A-Z_]+\\)\\. .* set NODE_EXTRA_CA_CERTS to the PEM file of its certificate, in the environment of pulumi\\.$",
    ),
  );
});

describe("an authority that Node.js does not know, such as that of a proxy that decrypts TLS: NODE_EXTRA_CA_CERTS is named", () => {
  const words = /Node\.js does not know the authority .* set NODE_EXTRA_CA_CERTS to the PEM file/;

  test("by a call, which was not sent and is not repeated", async () => {
    const used = await proxy();
    const url = `http://127.0.0.1:${used.port}`;
    const { error } = await create({ HTTPS_PROXY: url, NODE_EXTRA_CA_CERTS: undefined });
    expect(error).toMatch(/^CreateImagePipeline in cn-hangzhou: not sent: Node\.js/);
    expect(error).toMatch(words);
    expect(used.asked().filter(({ asked }) => asked === ecs())).toHaveLength(1);
  });

  test("by a role that is to be assumed", async () => {
    const config = { "alicloud:assumeRole": JSON.stringify({ roleArn: `acs:ram::${ACCOUNT}:role/a` }) };
    const { error } = await create({ NODE_EXTRA_CA_CERTS: undefined }, config);
    expect(error).toContain("STS AssumeRole");
    expect(error).toMatch(words);
  });
});

test("VPC endpoints: each region is called at its own, and STS at its", async () => {
  const hosts = ["ecs-vpc.cn-hangzhou.aliyuncs.com", "ecs-vpc.cn-beijing.aliyuncs.com"];
  const config = {
    "alicloud:endpoints":
      '[{ "ecs": "ecs-vpc.{region}.aliyuncs.com", "sts": "sts-vpc.{region}.aliyuncs.com" }]',
    "alicloud:accountId": ACCOUNT,
  };
  const asked = async (region: string, more: object = {}) => {
    const used = await proxy({ refuses: [...hosts, `sts-vpc.${region}.aliyuncs.com`] });
    const HTTPS_PROXY = `http://127.0.0.1:${used.port}`;
    await create({ HTTPS_PROXY, REGIONS: region }, { ...config, ...more });
    return unique(used);
  };
  expect(await asked("cn-hangzhou")).toEqual(["CONNECT ecs-vpc.cn-hangzhou.aliyuncs.com:443"]);
  expect(await asked("cn-beijing")).toEqual(["CONNECT ecs-vpc.cn-beijing.aliyuncs.com:443"]);
  const role = { "alicloud:assumeRole": JSON.stringify({ roleArn: `acs:ram::${ACCOUNT}:role/a` }) };
  expect(await asked("cn-beijing", role)).toEqual(["CONNECT sts-vpc.cn-beijing.aliyuncs.com:443"]);
});

test("plain HTTP, if configured, goes through HTTP_PROXY, with the user of the proxy", async () => {
  const used = await proxy({ user: "me", password: "hunter2" });
  const { hostname, port: plain } = new URL(simulator().endpoint);
  expect(hostname).toBe("127.0.0.1");
  const env = { ECS_ENDPOINT: `ecs.service.test:${plain}`, STS_ENDPOINT: `sts.service.test:${plain}` };
  const url = `http://me:hunter2@127.0.0.1:${used.port}`;
  await expectMade(await create({ ...env, HTTP_PROXY: url }, { "alicloud:protocol": "HTTP" }));
  expect(unique(used)).toEqual([`http ecs.service.test:${plain}`, `http sts.service.test:${plain}`]);
});

describe("a proxy that does not let a call through is named as what refuses", () => {
  test("when it asks for a password: without a retry, with how to set one", async () => {
    const used = await proxy({ user: "me", password: "hunter2" });
    const { error, printed } = await create({
      HTTPS_PROXY: `http://me:wrong-hunter3@127.0.0.1:${used.port}`,
    });
    expect(error).toBe(
      `CreateImagePipeline in cn-hangzhou: the proxy 127.0.0.1:${used.port} of HTTPS_PROXY refused the connection to ecs.service.test (HTTP 407). ` +
        `Set a user and a password that it accepts: HTTPS_PROXY=http://USER:PASSWORD@127.0.0.1:${used.port}.`,
    );
    expect(printed).not.toMatch(/hunter/);
    expect(used.asked().filter(({ asked }) => asked === ecs())).toHaveLength(1);
  });

  test("when it does not allow the host", async () => {
    const used = await proxy({ refuses: ["ecs.service.test"] });
    const { error } = await create({ HTTPS_PROXY: `http://127.0.0.1:${used.port}` });
    expect(error).toBe(
      `CreateImagePipeline in cn-hangzhou: the proxy 127.0.0.1:${used.port} of HTTPS_PROXY refused the connection to ecs.service.test (HTTP 403). ` +
        "Allow this host in the proxy, or add the host to NO_PROXY.",
    );
    expect(used.asked().filter(({ asked }) => asked === ecs())).toHaveLength(1);
  });

  test("when it does not allow STS, for a role that is to be assumed", async () => {
    const used = await proxy({ refuses: ["sts.service.test"] });
    const config = { "alicloud:assumeRole": JSON.stringify({ roleArn: `acs:ram::${ACCOUNT}:role/a` }) };
    const { error } = await create({ HTTPS_PROXY: `http://127.0.0.1:${used.port}` }, config);
    expect(error).toBe(
      `CreateImagePipeline in cn-hangzhou: STS AssumeRole (role acs:ram::${ACCOUNT}:role/a) returned no credentials: ` +
        `the proxy 127.0.0.1:${used.port} of HTTPS_PROXY refused the connection to sts.service.test (HTTP 403). ` +
        "Allow this host in the proxy, or add the host to NO_PROXY.",
    );
  });

  test("when plain HTTP goes through it, and it asks for a password", async () => {
    const used = await proxy({ user: "me", password: "hunter2" });
    const { port: plain } = new URL(simulator().endpoint);
    const env = { ECS_ENDPOINT: `ecs.service.test:${plain}`, STS_ENDPOINT: `sts.service.test:${plain}` };
    const url = `http://127.0.0.1:${used.port}`;
    const { error } = await create({ ...env, HTTP_PROXY: url }, { "alicloud:protocol": "HTTP" });
    expect(error).toBe(
      `CreateImagePipeline in cn-hangzhou: the proxy 127.0.0.1:${used.port} of HTTP_PROXY refused the connection to ecs.service.test (HTTP 407). ` +
        `Set a user and a password that it accepts: HTTP_PROXY=http://USER:PASSWORD@127.0.0.1:${used.port}.`,
    );
  });

  test("when it cannot reach the host itself: repeated, and then said", async () => {
    const busy = await listening((socket) => socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n"));
    const { error } = await create({ HTTPS_PROXY: busy }, { "alicloud:maxRetryTimeout": "1" });
    expect(error).toMatch(
      /^CreateImagePipeline in cn-hangzhou: after \d+ attempts in \d+ s: the proxy 127\.0\.0\.1:\d+ of HTTPS_PROXY did not connect to ecs\.service\.test \(HTTP 502\)\. Check that it can reach this host, or add the host to NO_PROXY\.$/,
    );
  });

  test("when it never answers: within the time for a connection, and the process can end", async () => {
    const silent = await listening(() => {});
    const config = { "alicloud:clientConnectTimeout": "500", "alicloud:maxRetryTimeout": "2" };
    const began = Date.now();
    const { error } = await create({ HTTPS_PROXY: silent }, config);
    expect(error).toMatch(
      /^CreateImagePipeline in cn-hangzhou: after \d+ attempts in \d+ s: the proxy 127\.0\.0\.1:\d+ of HTTPS_PROXY did not connect to ecs\.service\.test in time\. Check that it is running\.$/,
    );
    expect(Date.now() - began).toBeLessThan(20_000);
  });

  test.each<[string, (socket: Socket) => void, string]>([
    ["hangs up", (socket) => socket.destroy(), "it closed the connection without a response"],
    [
      "does not speak HTTP",
      (socket) => socket.end("SSH-2.0-OpenSSH_9.6\r\n"),
      "it closed the connection without a response",
    ],
  ])("when it %s", async (_, answer, reason) => {
    const other = await listening(answer);
    const { error } = await create({ HTTPS_PROXY: other }, { "alicloud:maxRetryTimeout": "1" });
    expect(error).toContain(
      `: the proxy ${other.slice("http://".length)} of HTTPS_PROXY did not connect to ecs.service.test (${reason}). Check the variable, and that the proxy is running and can reach this host.`,
    );
    expect(error).not.toContain("may exist");
  });

  test("when it does not run: repeated, and then said", async () => {
    const { error } = await create(
      { HTTPS_PROXY: "http://127.0.0.1:1" },
      { "alicloud:maxRetryTimeout": "2" },
    );
    expect(error).toMatch(
      /^CreateImagePipeline in cn-hangzhou: after \d+ attempts in \d+ s: the proxy 127\.0\.0\.1:1 of HTTPS_PROXY did not connect to ecs\.service\.test \(ECONNREFUSED\)\. Check the variable, and that the proxy is running and can reach this host\.$/,
    );
  });

  test.each([
    "socks5://me:hunter2@127.0.0.1:1080",
    "http://me:hunter2#1@127.0.0.1:8080",
    "http://me:100%hunter2@127.0.0.1:8080",
    "http://me:hunter2@127.0.0.1:8080/path",
    "me:hunter2",
    "http://",
  ])("when the variable holds no URL of an HTTP proxy; it is not quoted: %s", async (value) => {
    const { error, printed } = await create({ ALL_PROXY: value });
    expect(error).toBe(
      "CreateImagePipeline in cn-hangzhou: the variable ALL_PROXY must be the URL of an HTTP proxy, http://HOST:PORT or http://USER:PASSWORD@HOST:PORT " +
        `(${value.length} characters given). Percent-encode all characters of USER and PASSWORD except letters and digits; SOCKS is not supported.`,
    );
    expect(printed).not.toContain("hunter2");
  });
});
