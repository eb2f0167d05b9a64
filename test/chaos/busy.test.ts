import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { join } from "node:path";
import { checkAndCreate, declared, startHost } from "../provider/stand";
import { startChild } from "../support/child";
import { root } from "../support/root";
import { type Simulator, startSimulator } from "../support/simulator";
import { record } from "./support/record";
import { numberFrom } from "./support/seed";

jest.setTimeout(600_000);

/** How many processes read, four at a time; `npm run reliability` sets it higher. */
const PROCESSES = numberFrom("CHAOS_READERS", 40);
const READS = 20;
const TRACKS = 4;
const PATIENCE_SECONDS = 30;

/**
 * A process that reads pipelines all at once, with the provider as its host loads it. Its event loop is stalled for
 * longer than reads are gathered, again and again, as by a collection of garbage.
 */
const READER = `
const { imagePipeline } = require(process.env.HOST_MODULE);
imagePipeline.configure({ config: { get: () => undefined } });
const stall = () => { for (const end = performance.now() + 8; performance.now() < end; ); setImmediate(stall); };
if (process.env.STALLED) stall();
const state = (id) => ({ regionId: "cn-hangzhou", imagePipelineId: id, accountId: "1" });
setTimeout(() => { console.log("no answer"); process.exit(1); }, ${PATIENCE_SECONDS}_000);
Promise.all(JSON.parse(process.env.IDS).map((id) => imagePipeline.read(id, state(id)))).then(
  (found) => { console.log(found.filter(({ id }) => id).length + " found"); process.exit(0); },
  (error) => { console.log(error.message); process.exit(1); },
);
`;

let simulator: Simulator;
const others: ChildProcess[] = [];

beforeAll(async () => {
  simulator = await startSimulator();
});

afterAll(async () => {
  for (const other of others) other.kill("SIGKILL");
  await simulator.stop();
});

test(`of ${PROCESSES} fresh processes on a busy machine, each gets an answer to each of its ${READS} reads`, async () => {
  const host = await startHost({ simulator });
  const made = await Promise.all(
    Array.from({ length: READS }, (_, index) => checkAndCreate(host, declared({ name: `web-${index}` }))),
  );
  const env = {
    ...process.env,
    ALICLOUD_ACCESS_KEY: simulator.accessKeyId,
    ALICLOUD_SECRET_KEY: simulator.accessKeySecret,
    ALIBABA_CLOUD_ENDPOINT_ECS: simulator.endpoint,
    ALIBABA_CLOUD_ENDPOINT_STS: simulator.endpoint,
    HOST_MODULE: createRequire(join(root, "package.json")).resolve("pulumi-alicloud-image-builder/host"),
    IDS: JSON.stringify(made.map(({ id }) => id)),
  };
  for (let busy = 0; busy < 2; busy++) others.push(spawn(process.execPath, ["-e", "for (;;);"]));

  const answers: string[] = [];
  let left = PROCESSES;
  const track = async () => {
    while (left-- > 0) {
      const reader = startChild(process.execPath, ["-e", READER], {
        cwd: root,
        // Every second one has a busy machine to bear, and a stalled event loop as well.
        env: { ...env, STALLED: left % 2 === 0 ? "1" : "" },
      });
      await once(reader.process, "close");
      answers.push(reader.stdout().trim() || reader.stderr());
    }
  };
  await Promise.all(Array.from({ length: TRACKS }, track));
  const unanswered = answers.filter((answer) => answer !== `${READS} found`).length;
  record("busy", undefined, [
    {
      fault: "two busy loops beside it, and a stalled event loop in every second process",
      tried: `${READS} reads at once in a fresh process`,
      times: PROCESSES,
      seen: `${unanswered} processes without an answer to each read`,
      lost: 0,
    },
  ]);
  expect(answers).toEqual(Array.from({ length: PROCESSES }, () => `${READS} found`));
});
