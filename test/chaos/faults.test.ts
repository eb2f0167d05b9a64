import { front } from "../support/front";
import { makeProject, type Project } from "../support/project";
import type { RememberingSimulator } from "./support/fleet";
import {
  fleet,
  held,
  lostPipelines,
  names,
  pipelinesInState,
  startRememberingSimulator,
} from "./support/fleet";
import { record } from "./support/record";
import { numberFrom, seedOf } from "./support/seed";

jest.setTimeout(900_000);

const KINDS = [
  "throttle",
  "throttle-retry-after",
  "http-500",
  "http-503-html",
  "drop-before-commit",
  "drop-after-commit",
  "delay",
  "truncate",
];
const count = numberFrom("CHAOS_PIPELINES", 50);
const seed = seedOf(`30% of the calls fail, ${count} pipelines`);

let simulator: RememberingSimulator;
let project: Project;
/** How often each kind was met, by what was done meanwhile. */
const met: Record<string, Record<string, number>> = {};
const lost: Record<string, number> = {};

beforeAll(async () => {
  simulator = await startRememberingSimulator();
  project = await makeProject({
    simulator,
    front,
    program: fleet(names(count)),
    config: { "alicloud:clientReadTimeout": "1000", "alicloud:clientConnectTimeout": "1000" },
  });
  await simulator.faults({ seed, rate: 0.3, kinds: KINDS, delayMs: 3000 });
});

afterAll(async () => {
  const results = KINDS.map((fault) => ({
    fault,
    tried: Object.entries(met)
      .map(([phase, times]) => `${phase} ${times[fault] ?? 0}`)
      .join(", "),
    times: Object.values(met).reduce((sum, times) => sum + (times[fault] ?? 0), 0),
    lost: Object.values(lost).reduce((sum, number) => sum + number, 0),
  }));
  record("faults", seed, results);
  project.remove();
  await simulator.stop();
});

async function during(phase: string, work: () => Promise<unknown>): Promise<void> {
  const before = simulator.stderr().length;
  await work();
  const faults = simulator
    .stderr()
    .slice(before)
    .matchAll(/ fault=(\S+)/g);
  const times: Record<string, number> = {};
  for (const [, kind = ""] of faults) times[kind] = (times[kind] ?? 0) + 1;
  met[phase] = times;
  expect(Object.keys(times)).not.toEqual([]);
}

test("up makes every pipeline, and none twice", async () => {
  await during("up", project.up);
  lost["up"] = await lostPipelines(simulator, project);
  expect(lost["up"]).toBe(0);
  const { pipelines } = await simulator.state();
  expect(pipelines.map(({ current }) => current["Name"]).sort()).toEqual(names(count).sort());
  expect(simulator.everMade()).toHaveLength(count);
});

test("refresh finds every pipeline, and nothing to change", async () => {
  const before = held(await pipelinesInState(project));
  // The reads of one refresh share few calls, which may all succeed by chance; those of four practically never do.
  await during("refresh", async () => {
    for (let time = 1; time <= 4; time += 1) await project.refresh();
  });
  lost["refresh"] = await lostPipelines(simulator, project);
  expect(lost["refresh"]).toBe(0);
  expect(held(await pipelinesInState(project))).toEqual(before);
});

test("a change of tags reaches every pipeline, and replaces none", async () => {
  project.write("index.ts", fleet(names(count), { team: "data", stage: "prod" }));
  await during("tags", async () => {
    expect((await project.up()).stdout).toContain(`${count} updated`);
  });
  lost["tags"] = await lostPipelines(simulator, project);
  expect(lost["tags"]).toBe(0);
  const { pipelines } = await simulator.state();
  for (const { current } of pipelines) {
    expect(current["Tags"]).toEqual({
      Tag: expect.arrayContaining([
        { TagKey: "team", TagValue: "data" },
        { TagKey: "stage", TagValue: "prod" },
      ]),
    });
  }
  expect(simulator.everMade()).toHaveLength(count);
});

test("destroy leaves nothing", async () => {
  await during("destroy", project.destroy);
  lost["destroy"] = (await simulator.state()).pipelines.length;
  expect(lost["destroy"]).toBe(0);
  expect(await pipelinesInState(project)).toEqual([]);
  expect(simulator.everMade()).toHaveLength(count);
});
