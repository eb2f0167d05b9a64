import { front } from "../support/front";
import { listOrphans } from "../support/orphans";
import { makeProject, type Project } from "../support/project";
import {
  fleet,
  held,
  lostPipelines,
  names,
  ORPHANS,
  pipelinesInState,
  type RememberingSimulator,
  startRememberingSimulator,
} from "./support/fleet";
import { type Result, record } from "./support/record";

jest.setTimeout(240_000);

const results: Result[] = [];
const projects: Project[] = [];
let simulator: RememberingSimulator;

beforeAll(async () => {
  simulator = await startRememberingSimulator();
});

afterAll(async () => {
  record("lost-answers", undefined, results);
  for (const project of projects) project.remove();
  await simulator.stop();
});

async function projectOf(program: string): Promise<Project> {
  const project = await makeProject({
    simulator,
    front,
    program,
    config: {
      "alicloud:maxRetryTimeout": "2",
      "alicloud:clientReadTimeout": "500",
      "alicloud:clientConnectTimeout": "500",
    },
  });
  projects.push(project);
  return project;
}

/** Faults of a service that does what it is asked and never says so. */
const UNHEARD = ["drop-after-commit", "truncate", "delay"];

test("creates whose answers never come: the errors say where to look, orphans finds what was made, adopt takes it over", async () => {
  const project = await projectOf(fleet(["kept"]));
  await project.up();
  const before = held(await pipelinesInState(project));
  const unheard = names(3, "unheard");
  project.write("index.ts", fleet(["kept", ...unheard]));
  await simulator.faults({ kinds: UNHEARD, actions: ["CreateImagePipeline"], delayMs: 20_000 });
  const since = new Date().toISOString();
  const { stdout } = await project.up({ fails: true });
  await simulator.faults({});

  const advice =
    /If it exists, it is in cn-hangzhou and was created after (\S+) \(ClientToken ([\w-]{36})\)\. To find it, run `pulumi stack export \| npx pulumi-alicloud-image-builder orphans`\./g;
  const advised = [...stdout.matchAll(advice)];
  expect(held(await pipelinesInState(project))).toEqual(before);
  const made = (await simulator.state()).pipelines.filter(({ current }) => current["Name"] !== "kept");
  expect(made.map(({ current }) => current["Name"]).sort()).toEqual(unheard);
  const tokens = new Map(advised.map(([, time, token]) => [token, time ?? ""]));
  expect([...tokens.keys()].sort()).toEqual(made.map(({ request }) => request["ClientToken"]).sort());
  for (const time of tokens.values()) expect(time > since && time < new Date().toISOString()).toBe(true);

  const ids = made.map(({ id }) => id).sort();
  const text = await listOrphans(project);
  expect(text.code).toBe(3);
  for (const id of ids) expect(text.stdout).toContain(id);
  const listed = await listOrphans(project, "--json");
  const orphans: { id: string }[] = JSON.parse(listed.stdout);
  expect(orphans.map(({ id }) => id).sort()).toEqual(ids);

  project.write(ORPHANS, listed.stdout);
  await project.up();
  const lost = await lostPipelines(simulator, project);
  results.push({
    fault: `no answer to a create until its retries run out (${UNHEARD.join(", ")})`,
    tried: "up, orphans, up with adopt",
    times: unheard.length,
    lost,
  });
  expect(lost).toBe(0);
  expect((await listOrphans(project)).code).toBe(0);

  // The list has done its work: without it there is nothing to change.
  project.write(ORPHANS, "[]");
  await project.preview({ args: ["--expect-no-changes"] });
});

describe("a change of tags that fails half way: the state says what is known to be true", () => {
  const old = { team: "platform", stage: "test", keep: "this" };
  const bare = { keep: "this" };
  const wanted = { team: "data", owner: "me", keep: "this" };
  let project: Project;

  beforeAll(async () => {
    await simulator.reset();
    project = await projectOf(fleet(["web"], old));
    await project.up();
    project.write("index.ts", fleet(["web"], wanted));
  });

  // Each goes on from where the one before it stopped.
  test.each<[string, string, string, Record<string, string>, Record<string, string>]>([
    ["the old ones could not be taken off", "UntagResources", "http-500", old, old],
    ["they were, but nothing was heard of it", "UntagResources", "drop-after-commit", old, bare],
    ["the new ones are refused", "TagResources", "http-500", bare, bare],
    ["they were put on, but nothing was heard of it", "TagResources", "drop-after-commit", bare, wanted],
  ])("%s", async (_, action, kind, inState, inAccount) => {
    await simulator.faults({ kinds: [kind], actions: [action] });
    const { stdout } = await project.up({ fails: true });
    expect(stdout).toContain(`${action} in cn-hangzhou: `);
    const [failed] = await pipelinesInState(project);
    expect(failed?.outputs?.["tags"]).toEqual(inState);
    expect(await tagsThere()).toEqual(inAccount);
    const lost = await lostPipelines(simulator, project);
    results.push({
      fault: `${action}: ${kind} until its retries run out`,
      tried: "change of tags",
      times: 1,
      lost,
    });
    expect(lost).toBe(0);
  });

  test("the next up completes it", async () => {
    await simulator.faults({});
    await project.up();
    expect(await tagsThere()).toEqual(wanted);
    const [after] = await pipelinesInState(project);
    expect(after?.outputs?.["tags"]).toEqual(wanted);
    expect(after?.initErrors ?? []).toEqual([]);
    expect(simulator.everMade()).toEqual([after?.id]);
    await project.preview({ args: ["--expect-no-changes"] });
  });

  async function tagsThere(): Promise<Record<string, string>> {
    const [pipeline] = (await simulator.state()).pipelines;
    const { Tag = [] } = (pipeline?.current["Tags"] ?? {}) as {
      Tag?: { TagKey: string; TagValue: string }[];
    };
    return Object.fromEntries(Tag.map(({ TagKey, TagValue }) => [TagKey, TagValue]));
  }
});
