/** The command `image-builder-simulator`, as a tool outside the repository relies on it. */

import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { until } from "../support/until.js";
import { runToEnd, startProcess } from "./process.js";
import { call, createPipeline } from "./support.js";

jest.setTimeout(30_000);

test("writes one line of JSON to stdout when it is ready, and nothing else", async () => {
  const simulator = await startProcess("--port", "0");
  await createPipeline(simulator, { Description: "not for the log" });
  await simulator.end("SIGTERM");
  expect(simulator.stdout()).toMatch(/^\{.*\}\n$/);
  expect(JSON.parse(simulator.stdout())).toEqual({
    endpoint: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    accessKeyId: expect.stringMatching(/.{10,}/),
    accessKeySecret: expect.stringMatching(/.{20,}/),
  });
  expect(simulator.stderr()).toMatch(/^\S+Z CreateImagePipeline 200 OK \d+ms\n$/);
});

test("takes the port and the access key that it is given", async () => {
  const port = await freePort();
  const key = ["--access-key-id", "an-id", "--access-key-secret", "a-secret"];
  const simulator = await startProcess("--port", String(port), ...key);
  const { endpoint, accessKeyId, accessKeySecret } = simulator;
  expect({ endpoint, accessKeyId, accessKeySecret }).toEqual({
    endpoint: `http://127.0.0.1:${port}`,
    accessKeyId: "an-id",
    accessKeySecret: "a-secret",
  });
  expect((await call(simulator, "GetCallerIdentity", {})).status).toBe(200);
  await simulator.end("SIGTERM");
});

test("has a new access key at each start, unless it is given one", async () => {
  const [one, two] = await Promise.all([startProcess("--port", "0"), startProcess("--port", "0")]);
  expect(one.accessKeyId).not.toBe(two.accessKeyId);
  expect(one.accessKeySecret).not.toBe(two.accessKeySecret);
  await Promise.all([one.end("SIGTERM"), two.end("SIGTERM")]);
});

test.each(["SIGTERM", "SIGINT"] as const)("ends with 0 on %s, even during a request", async (signal) => {
  const simulator = await startProcess("--port", "0");
  const faults = JSON.stringify({ kinds: ["delay"], delayMs: 60_000 });
  await fetch(`${simulator.endpoint}/_simulator/faults`, { method: "POST", body: faults });
  const pending = call(simulator, "GetCallerIdentity", {}).catch(() => "cut off");
  await until("the delayed request", () => simulator.stderr().includes("fault=delay"));
  expect(await simulator.end(signal)).toBe(0);
  expect(await pending).toBe("cut off");
});

test("ends with 1 and one clear line when the port is in use", async () => {
  const server = createServer();
  const port = await new Promise<number>((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" ? (address?.port ?? 0) : 0);
    });
  });
  const ended = await runToEnd("--port", String(port));
  server.close();
  expect(ended).toEqual({
    code: 1,
    stdout: "",
    stderr: `image-builder-simulator: 127.0.0.1:${port}: the port is in use; --port 0 takes a free port\n`,
  });
});

test.each([
  ["192.0.2.1", "it is not an address of this machine; give one of those with --host"],
  ["host.invalid", "the name does not resolve; give an address of this machine with --host"],
])("ends with 1 and one clear line for the host %s, on which it cannot listen", async (host, said) => {
  expect(await runToEnd("--port", "0", "--host", host)).toEqual({
    code: 1,
    stdout: "",
    stderr: `image-builder-simulator: ${host}: ${said}\n`,
  });
});

test.each([
  ["a port that is not a number", ["--port", "http"], "--port must be"],
  ["a port that is too high", ["--port", "65536"], "--port must be"],
  ["half an access key", ["--port", "0", "--access-key-id", "x"], "give both or neither"],
  ["a speed of 0", ["--port", "0", "--speed", "0"], "--speed must be"],
  [
    "an option that does not exist",
    ["--port", "0", "--verbose"],
    "--verbose is not an option; --help lists the options",
  ],
  ["an option with a wrong letter", ["-p", "0"], "-p is not an option; --help lists the options"],
  [
    "one argument too many",
    ["--port", "0", "now"],
    "now is an unexpected argument; --help lists the options",
  ],
  [
    "an option without its value",
    ["--port"],
    "--port needs a value; if it begins with -, write --port=VALUE; --help",
  ],
  ["an option in the place of a value", ["--data", "--port", "0"], "--data needs a value"],
  ["a value where there is none", ["--help=all"], "--help takes no value; --help lists the options"],
  ["an empty file name", ["--port", "0", "--data="], "--data is empty"],
  [
    "a file in a folder that does not exist",
    ["--port", "0", "--data", "/no/such/folder/data"],
    "/no/such/folder",
  ],
])("ends with an error and one clear line for %s", async (_what, args, why) => {
  const { code, stdout, stderr } = await runToEnd(...args);
  expect(code).toBeGreaterThan(0);
  expect(stdout).toBe("");
  expect(stderr).toMatch(/^image-builder-simulator: .+\n$/);
  expect(stderr).toContain(why);
});

test("says its version with --version", async () => {
  const { version } = JSON.parse(readFileSync(join(__dirname, "../../simulator/package.json"), "utf8"));
  expect(await runToEnd("--version")).toMatchObject({ code: 0, stdout: `${version}\n`, stderr: "" });
});

test.each(["--help", "-h"])("describes its options with %s", async (option) => {
  const { code, stdout } = await runToEnd(option);
  expect(code).toBe(0);
  for (const option of ["--port", "--host", "--data", "--speed", "--access-key-id", "--access-key-secret"]) {
    expect(stdout).toContain(option);
  }
});

describe("a process that a test leaves behind", () => {
  let pid: number | undefined;

  test("runs until the test ends", async () => {
    ({
      child: { pid },
    } = await startProcess("--port", "0"));
    expect(process.kill(pid ?? 0, 0)).toBe(true);
  });

  test("is gone in the next test", () => {
    expect(() => process.kill(pid ?? 0, 0)).toThrow("ESRCH");
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" ? (address?.port ?? 0) : 0));
    });
  });
}
