import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { startSimulator } from "../../simulator/src/index.js";
import { temporaryFolder } from "../support/folder.js";
import { until } from "../support/until.js";
import { startProcess } from "./process.js";
import { call, describeExecution, type Flat, MINIMAL, REGION, type Target } from "./support.js";

jest.setTimeout(30_000);

const folder = temporaryFolder();
const KEY = ["--access-key-id", "key", "--access-key-secret", "secret"];

/** A simulator in which a day is a second: only the command decides how long a build takes. */
async function running(command: string, work: (target: Target) => Promise<void>): Promise<void> {
  const simulator = await startSimulator({
    runBuilds: command,
    speed: 100_000,
  });
  try {
    await work(simulator);
  } finally {
    await simulator.close();
  }
}

async function started(target: Target, contents: Flat): Promise<string> {
  const pipeline = await call(target, "CreateImagePipeline", { ...MINIMAL, ...contents });
  const { body } = await call(target, "StartImagePipelineExecution", {
    RegionId: REGION,
    ImagePipelineId: String(pipeline.body["ImagePipelineId"]),
  });
  return String(body["ExecutionId"]);
}

async function ended(target: Target, id: string): Promise<Record<string, unknown>> {
  const status = async () => String((await describeExecution(target, id))["Status"]);
  await until("the execution ends", async () => /SUCCESS|FAILED|CANCELLED/.test(await status()));
  return describeExecution(target, id);
}

test("a build succeeds when the command does, which gets the contents and the components that they name", async () => {
  const seen = join(folder, "seen");
  const command = `sh -c 'cat > ${seen}; for one; do case "$one" in *=/*) cat "\${one#*=}";; /*) cat "$one";; *) echo "$one";; esac >> ${seen}; done' sh`;
  await running(command, async (target) => {
    const content = { Content: "RUN in the component\n" };
    const component = await call(target, "CreateImageComponent", { RegionId: REGION, ...content });
    const id = String(component.body["ImageComponentId"]);
    const contents = { BuildContent: `COMPONENT ${id}\nRUN build\n`, TestContent: "RUN test\n" };
    const item = await ended(target, await started(target, contents));
    expect([item["Status"], item["ErrorCode"]]).toEqual(["SUCCESS", undefined]);
    expect(readFileSync(seen, "utf8")).toBe(
      `COMPONENT ${id}\nRUN build\n--component\nRUN in the component\n--test\nRUN test\n`,
    );
  });
});

test.each<[string, Flat, string, string]>([
  ["exit 3", {}, "FAILED", "BuildFailed"],
  ["exit 4", { TestContent: "RUN test" }, "TEST_FAILED", "TestFailed"],
  ["exit 4", {}, "FAILED", "BuildFailed"],
  ["kill -9 $$", {}, "FAILED", "BuildFailed"],
])(
  "a build fails when the command ends with %s, %j: with what it printed",
  async (end, contents, status, code) => {
    await running(`echo 'line 2: FAILED'; echo 'no such package' >&2; ${end}; true`, async (target) => {
      const item = await ended(target, await started(target, { BuildContent: "RUN a", ...contents }));
      expect([item["Status"], item["ErrorCode"]]).toEqual([status, code]);
      expect(item["ErrorInfo"]).toMatch(/^The run of the content ended with exit code (3|4|SIGKILL)\.\n/);
      expect(String(item["ErrorInfo"]).split("\n").slice(1).sort()).toEqual([
        "line 2: FAILED",
        "no such package",
      ]);
      expect(Boolean(item["ImageId"])).toBe(status === "TEST_FAILED");
    });
  },
);

test("an execution is BUILDING for as long as the command runs; cancelled, the command is ended", async () => {
  const [runs, gone] = [join(folder, "runs"), join(folder, "gone")];
  await running(`trap 'touch ${gone}; exit 1' TERM; touch ${runs}; sleep 50 & wait #`, async (target) => {
    const id = await started(target, { BuildContent: "RUN a" });
    await until("the command runs", () => existsSync(runs));
    await until("it is BUILDING", async () => (await describeExecution(target, id))["Status"] === "BUILDING");
    await call(target, "CancelImagePipelineExecution", { RegionId: REGION, ExecutionId: id });
    expect((await ended(target, id))["Status"]).toBe("CANCELLED");
    await until("the command has ended", () => existsSync(gone));
  });
});

test("a build whose simulator was killed has failed when it starts again", async () => {
  const args = ["--port", "0", "--data", join(folder, "data"), "--speed", "100000", ...KEY];
  const first = await startProcess(...args, "--run-builds", "sleep 5 #");
  const id = await started(first, { BuildContent: "RUN a" });
  await first.end("SIGKILL");
  const second = await startProcess(...args);
  const item = await ended(second, id);
  expect([item["Status"], item["ErrorInfo"]]).toEqual([
    "FAILED",
    "The simulator was stopped while it ran the build.",
  ]);
});

test("a simulator that ends takes the command with it", async () => {
  const gone = join(folder, "gone-with-it");
  const process = await startProcess(
    ...["--port", "0", "--run-builds"],
    `trap 'touch ${gone}; exit 1' TERM; echo runs; sleep 50 & wait #`,
  );
  const id = await started(process, { BuildContent: "RUN a" });
  await until("the command runs", () => process.stderr().includes(`build ${id}: runs`));
  await process.end("SIGTERM");
  expect(existsSync(gone)).toBe(true);
});
