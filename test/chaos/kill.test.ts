import { setTimeout as sleep } from "node:timers/promises";
import { endLeftOvers } from "../support/cli";
import { consoleOf } from "../support/console";
import { front } from "../support/front";
import { listOrphans } from "../support/orphans";
import { makeProject, type Project } from "../support/project";
import { emptyAttributes, removeEmptyAttributes } from "./support/file-backend";
import {
  fleet,
  lostPipelines,
  names,
  ORPHANS,
  pipelinesInState,
  type RememberingSimulator,
  startRememberingSimulator,
} from "./support/fleet";
import { type Result, record } from "./support/record";
import { numberFrom, randomFrom, seedOf } from "./support/seed";

jest.setTimeout(300_000);

const count = 30;
const kills = numberFrom("CHAOS_KILLS", front === "dynamic" ? 4 : 2);
const seed = seedOf(`the CLI killed at ${kills} moments`);
const random = randomFrom(seed);
const results: Result[] = [];
const projects: Project[] = [];
let simulator: RememberingSimulator;
/** How many of the kills left the file backend unreadable. */
let cutOff = 0;

beforeAll(async () => {
  simulator = await startRememberingSimulator();
});

afterAll(async () => {
  record("kill", seed, results);
  for (const project of projects) project.remove();
  await simulator.stop();
});

/** A moment of an `up`: so many milliseconds after so many pipelines were made; and how long its hosts live on. */
interface Moment {
  made: number;
  milliseconds: number;
  hostsLiveOn: number;
}

/** Spread over the whole `up`, the time before the first pipeline included. */
const momentOf = (kill: number): Moment => ({
  made: Math.floor(((kill + random()) * count) / kills),
  milliseconds: Math.floor(random() * 300),
  hostsLiveOn: Math.floor(random() * 600),
});

const moments = Array.from({ length: kills }, (_, kill) => momentOf(kill));

async function freshProject(): Promise<Project> {
  await simulator.reset();
  const project = await makeProject({ simulator, front, program: fleet(names(count)) });
  projects.push(project);
  return project;
}

/** Kills an `up` at that moment, and then its hosts. */
async function killedUp(project: Project, { made, milliseconds, hostsLiveOn }: Moment): Promise<void> {
  await killed(project, "up", "CreateImagePipeline", async () => {
    while ((await simulator.state()).pipelines.length < made) await sleep(10);
    // Nothing is made in the time that the program needs to start.
    await sleep(made === 0 ? milliseconds * 10 : milliseconds);
  });
  await sleep(hostsLiveOn);
  endLeftOvers("PULUMI_TEST_PROJECT", project.folder);
  await simulator.faults({});
}

/** Kills a command when it is time; its calls are slow enough that something is under way at every moment. */
async function killed(project: Project, command: string, action: string, time: () => Promise<void>) {
  await simulator.faults({ kinds: ["delay"], actions: [action], delayMs: 250 });
  const { process: cli, done } = project.start([command, "--yes", "--skip-preview"]);
  await Promise.race([time(), done]);
  cli.kill("SIGKILL");
  expect((await done).code).toBeUndefined();
  cutOff += removeEmptyAttributes(project);
}

async function cancel(project: Project): Promise<void> {
  expect(await project.pulumi(["cancel", "--yes"])).toMatchObject({ code: 0 });
}

async function expectAllThere(project: Project): Promise<void> {
  const { pipelines } = await simulator.state();
  expect(pipelines.map(({ current }) => current["Name"]).sort()).toEqual(names(count).sort());
  const state = await pipelinesInState(project);
  expect(state.map(({ id }) => id).sort()).toEqual(pipelines.map(({ id }) => id).sort());
  expect((await project.exportState()).deployment.pending_operations ?? []).toEqual([]);
}

test.each(moments.map((moment) => [moment.made, moment.milliseconds, moment] as const))(
  "killed when %i pipelines were made, and %i ms: the recovery reaches what is declared, and makes nothing twice",
  async (_made, _milliseconds, moment) => {
    const project = await freshProject();
    const cutOffBefore = cutOff;
    await killedUp(project, moment);
    const inAccount = (await simulator.state()).pipelines.length;
    const inState = (await pipelinesInState(project)).length;

    await cancel(project);
    const listed = await listOrphans(project, "--json", "--region", "cn-hangzhou");
    expect(listed.stderr).toBe("");
    const orphans: unknown[] = JSON.parse(listed.stdout);
    expect(orphans).toHaveLength(inAccount - inState);
    project.write(ORPHANS, listed.stdout);
    await project.refresh({ args: ["--clear-pending-creates"] });
    await project.up();

    const lost = await lostPipelines(simulator, project);
    results.push({
      fault: `SIGKILL ${moment.milliseconds} ms after pipeline ${moment.made}`,
      tried: "cancel, orphans, adopt, refresh, up",
      times: 1,
      lost,
      seen: `${inAccount} in the account, ${inState} in the state, ${orphans.length} adopted${cutOff > cutOffBefore ? ", an empty `.attrs` file" : ""}`,
    });
    expect(lost).toBe(0);
    await expectAllThere(project);
    expect(simulator.everMade()).toHaveLength(count);
    expect((await listOrphans(project)).code).toBe(0);
    project.remove();
  },
);

test("a shorter recovery: cancel and up; what was under way is made again, and orphans lists what is left over", async () => {
  const project = await freshProject();
  await killedUp(project, { made: 10, milliseconds: 50, hostsLiveOn: 300 });
  const made = (await simulator.state()).pipelines.map(({ id }) => id);
  const known = (await pipelinesInState(project)).map(({ id }) => id);

  const locked = await project.up({ fails: true });
  expect(locked.stdout + locked.stderr).toContain("the stack is currently locked by 1 lock(s)");
  await cancel(project);
  const { stdout } = await project.up();
  expect(stdout).toMatch(/warning: Attempting to deploy or update resources with \d+ pending operations/);
  expect(await pipelinesInState(project)).toHaveLength(count);

  const orphans: { id: string }[] = JSON.parse((await listOrphans(project, "--json")).stdout);
  const leftOver = made.filter((id) => !known.includes(id));
  expect(orphans.map(({ id }) => id).sort()).toEqual(leftOver.sort());
  for (const { id } of orphans) await consoleOf(simulator).delete(id);
  // Pulumi keeps the entries of what was under way, and warns of them, until it is told otherwise.
  expect((await project.exportState()).deployment.pending_operations).not.toEqual([]);
  await project.refresh({ args: ["--clear-pending-creates"] });
  await expectAllThere(project);
  results.push({
    fault: "SIGKILL 50 ms after pipeline 10",
    tried: "cancel, up, orphans, delete what is listed, refresh",
    times: 1,
    lost: 0,
    seen: `${orphans.length} made twice, listed and deleted`,
  });
});

// It is a matter of the CLI alone.
if (front === "dynamic")
  test("a kill that leaves a file backend unreadable: removing its empty files of attributes is enough", async () => {
    const project = await makeProject({ simulator, front, program: fleet([]) });
    projects.push(project);
    await project.up();
    const before = await project.exportState();

    emptyAttributes(project);
    for (const command of [
      ["stack", "export"],
      ["cancel", "--yes"],
    ])
      expect((await project.pulumi(command)).stderr).toContain("failed to load checkpoint: EOF");
    expect(removeEmptyAttributes(project)).toBe(1);
    expect(await project.exportState()).toEqual(before);
  });

test("a change of tags and a destroy that are killed: cancel, and the same command again does the rest", async () => {
  const all = names(12);
  await simulator.reset();
  const project = await makeProject({ simulator, front, program: fleet(all) });
  projects.push(project);
  await project.up();

  const killedAndRepeated = async (command: "up" | "destroy", action: string, calls: number) => {
    await killed(project, command, action, async () => {
      while (((await simulator.state()).calls[action] ?? 0) < calls) await sleep(10);
    });
    endLeftOvers("PULUMI_TEST_PROJECT", project.folder);
    await simulator.faults({});
    await cancel(project);
    await project[command]();
  };

  project.write("index.ts", fleet(all, { team: "data" }));
  await killedAndRepeated("up", "TagResources", 4);
  const lost = await lostPipelines(simulator, project);
  for (const { current } of (await simulator.state()).pipelines)
    expect(current["Tags"]).toEqual({ Tag: [{ TagKey: "team", TagValue: "data" }] });

  await killedAndRepeated("destroy", "DeleteImagePipeline", 4);
  const left = (await simulator.state()).pipelines.length;
  const { deployment } = await project.exportState();
  results.push(
    { fault: "SIGKILL in a change of tags of 12", tried: "cancel, up", times: 1, lost },
    { fault: "SIGKILL in a destroy of 12", tried: "cancel, destroy", times: 1, lost: left },
  );
  expect({ lost, left }).toEqual({ lost: 0, left: 0 });
  expect(deployment.resources ?? []).toEqual([]);
  expect(deployment.pending_operations ?? []).toEqual([]);
});
