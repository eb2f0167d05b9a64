import { listOrphans } from "../support/orphans";
import { type ExportedResource, makeProject, type Project } from "../support/project";
import { ANSWERS, type HostileAnswer, saysOf } from "./answers";
import type { Lane } from "./endpoint";
import { CONFIG, type Ground, startGround } from "./ground";
import { type Row, record } from "./record";

jest.setTimeout(240_000);

/** A resource of the stack, in a region of its own. */
interface Declared {
  type: "ImagePipeline" | "ImageComponent" | "ImagePipelineExecution";
  name: string;
  answer: HostileAnswer;
  tags?: Record<string, string>;
}

const answerOf = (name: string): HostileAnswer => {
  const found = ANSWERS.find((answer) => answer.name === name);
  if (!found) throw new Error(`no answer is called ${name}`);
  return found;
};

const row = (type: Declared["type"], name: string, answer: string): Declared => ({
  type,
  name,
  answer: answerOf(answer),
});

/** What a refresh and a destroy are answered. */
const ROWS: Declared[] = [
  row("ImagePipeline", "ok", '200 {"status":"ok"}'),
  row("ImagePipeline", "redirected", "302 {} to another host"),
  row("ImagePipeline", "null", "200 null"),
  row("ImagePipeline", "page", "403 with HTML"),
  row("ImagePipeline", "reset", "the connection reset after the request"),
  row("ImagePipeline", "escapes", "400 with terminal escapes in Code, Message and RequestId"),
  row("ImageComponent", "redirected-component", "302 {} to another host"),
  row("ImageComponent", "null-component", "200 null"),
  row("ImagePipelineExecution", "ok-build", '200 {"status":"ok"}'),
  row("ImagePipelineExecution", "page-build", "502 with HTML, for ever"),
];

/** What their create is answered, by a service that has made them. */
const UNHEARD: Declared[] = [
  row("ImagePipeline", "made-null", "200 null"),
  row("ImagePipeline", "made-object", "200 with an ID that is an object"),
  row("ImagePipeline", "made-head", "a head with a bad line"),
  row("ImageComponent", "made-component", "200 null"),
];

const ACTIONS = {
  ImagePipeline: {
    read: "DescribeImagePipelines",
    delete: "DeleteImagePipeline",
    create: "CreateImagePipeline",
    tag: "TagResources",
    items: "pipelines",
  },
  ImageComponent: {
    read: "DescribeImageComponents",
    delete: "DeleteImageComponent",
    create: "CreateImageComponent",
    tag: "TagResources",
    items: "components",
  },
  ImagePipelineExecution: {
    read: "DescribeImagePipelineExecutions",
    // A build that has ended is only looked for.
    delete: "DescribeImagePipelineExecutions",
    create: "StartImagePipelineExecution",
    tag: "TagResources",
    items: "executions",
  },
} as const;

type Step = "read" | "delete" | "create" | "tag";

let ground: Ground;
let project: Project;
const lanes = new Map<string, Lane>();

const regionOf = (name: string) => `xx-cli-${name}`;
const laneOf = ({ name }: Declared): Lane => {
  const lane = lanes.get(name) ?? ground.lane(regionOf(name));
  lanes.set(name, lane);
  return lane;
};

/** A resource as a program declares it. */
const DECLARATIONS: Record<Declared["type"], (name: string, common: string) => string> = {
  ImagePipeline: (name, common) => `new ImagePipeline("${name}", { ${common}, ${IMAGE} });`,
  ImageComponent: (name, common) =>
    `new ImageComponent("${name}", { ${common}, imageComponentName: "nginx", componentVersion: "1.0.0", content: "RUN echo two" });`,
  ImagePipelineExecution: (name, common) =>
    `new ImagePipeline("of-${name}", { ${common}, ${IMAGE} }).execute("${name}", { waitForCompletion: false });`,
};
const IMAGE = 'baseImageType: "IMAGE", baseImage: "m-1"';

function program(rows: Declared[], tags: Record<string, string> = {}): string {
  const declarations = rows.map(({ type, name }) => {
    // A build takes the tags of its pipeline for its own, and is not what is tagged here.
    const tagged = type === "ImagePipelineExecution" ? {} : tags;
    return DECLARATIONS[type](name, `regionId: "${regionOf(name)}", tags: ${JSON.stringify(tagged)}`);
  });
  return [
    'import { ImageComponent, ImagePipeline } from "pulumi-alicloud-image-builder";',
    ...declarations,
    "",
  ].join("\n");
}

beforeAll(async () => {
  ground = await startGround();
  project = await makeProject({ program: program(ROWS), config: CONFIG, env: ground.env });
  for (const each of [...ROWS, ...UNHEARD]) laneOf(each);
  await project.up();
});

afterAll(async () => {
  record("hostile-cli", rows);
  project?.remove();
  await ground?.close();
});

function turnHostile(rows: Declared[], step: Step): void {
  for (const each of rows) {
    laneOf(each).turnHostile({
      action: ACTIONS[each.type][step],
      carriesOut: step === "create",
      answer: (exchange) => each.answer.answer(exchange, ground.elsewhere.url),
    });
  }
}

/** The resources in the state, as far as a failed command must leave them. */
async function held(): Promise<Pick<ExportedResource, "urn" | "id" | "outputs">[]> {
  const { deployment } = await project.exportState();
  expect(deployment.pending_operations ?? []).toEqual([]);
  // A secret (an image's name) is encrypted again each time that the state is written.
  const steady = (key: string, value: unknown) => (key === "ciphertext" ? "…" : value);
  const resources: ExportedResource[] = JSON.parse(JSON.stringify(deployment.resources ?? []), steady);
  return resources
    .filter(({ type }) => type.includes("alicloud:"))
    .map(({ urn, id = "", outputs = {} }) => ({ urn, id, outputs }))
    .sort((a, b) => a.urn.localeCompare(b.urn));
}

const hostOf = (url: string) => new URL(url).host;

const rows: Row[] = [];

/** Runs a command that is answered wrongly, and gives back what it prints, steadied. */
async function failing(
  command: "refresh" | "destroy" | "up",
  asked: Declared[],
  step: Step,
): Promise<string> {
  turnHostile(asked, step);
  const started = performance.now();
  const args = command === "refresh" ? [] : ["--continue-on-error"];
  const { stdout, stderr } = await project[command]({ fails: true, args });
  const milliseconds = Math.round(performance.now() - started);
  for (const lane of lanes.values()) lane.turnGood();
  const printed = (stdout + stderr).replaceAll(/after \d+ attempts in \d+ s/g, "after <n> attempts in <n> s");
  requireClean(printed);
  for (const each of asked) {
    expect(printed).toContain(printedOf(each, step));
    rows.push({
      answer: each.answer.name,
      operation: `${command} (${ACTIONS[each.type][step]})`,
      said: saidOf(each, step),
      added: "",
      kept: "",
      calls: laneOf(each).asked.filter(({ action }) => action === ACTIONS[each.type][step]).length,
      milliseconds,
    });
  }
  return printed;
}

const saidOf = ({ type, name, answer }: Declared, step: Step): string =>
  saysOf(answer, { name, action: ACTIONS[type][step] })?.text ?? "";

/** What a command prints of a call. */
const printedOf = (each: Declared, step: Step): string =>
  `${ACTIONS[each.type][step]} in ${regionOf(each.name)}: ${saidOf(each, step)}`
    .replaceAll("<host>", hostOf(ground.endpoint.url))
    .replaceAll("<elsewhere>", hostOf(ground.elsewhere.url));

function requireClean(printed: string): void {
  expect(printed).not.toContain("\u001b");
  expect(printed).not.toContain(ground.key.accessKeySecret);
  // No stack trace.
  expect(printed).not.toMatch(/^\s+at .*:\d+:\d+/m);
}

test("refresh: every answer that is not the service's is an error, and the state keeps everything", async () => {
  const before = await held();
  await failing("refresh", ROWS, "read");
  expect(await held()).toEqual(before);
});

test("destroy: every answer that is not the service's is an error, the state keeps everything, and so does the account", async () => {
  const before = await held();
  await failing("destroy", ROWS, "delete");
  expect(await held()).toEqual(before);
  for (const each of ROWS) {
    const account = await ground.account(laneOf(each));
    expect(account[ACTIONS[each.type].items]).toHaveLength(1);
  }
});

test("up with other tags: every answer that is not the service's is an error, and the state keeps the tags that are known", async () => {
  const tagged = ROWS.filter(({ type }) => type !== "ImagePipelineExecution");
  project.write("index.ts", program(ROWS, { team: "a" }));
  await failing("up", tagged, "tag");
  for (const { outputs } of await held()) expect(outputs?.["tags"] ?? {}).toEqual({});

  await project.up();
  const now = (await held()).filter(({ urn }) => tagged.some(({ name }) => urn.endsWith(`::${name}`)));
  expect(now).toHaveLength(tagged.length);
  for (const { outputs } of now) expect(outputs?.["tags"]).toEqual({ team: "a" });
});

test("up of what is made but not said to be: nothing of it is in the state, the error has its ClientToken, and orphans lists it", async () => {
  const before = await held();
  project.write("index.ts", program([...ROWS, ...UNHEARD], { team: "a" }));
  const printed = await failing("up", UNHEARD, "create");
  for (const each of UNHEARD) {
    const sent = new Set(laneOf(each).asked.flatMap(({ parameters }) => parameters.get("ClientToken") ?? []));
    expect([...sent]).toHaveLength(1);
    expect(printed).toContain(`in ${regionOf(each.name)} and was created after`);
    for (const token of sent) expect(printed).toContain(`(ClientToken ${token})`);
  }
  expect(await held()).toEqual(before);

  const listed = await listOrphans(
    project,
    "--json",
    ...UNHEARD.flatMap(({ name }) => ["--region", regionOf(name)]),
  );
  const found: { regionId: string }[] = JSON.parse(listed.stdout);
  expect(found.map(({ regionId }) => regionId).sort()).toEqual(
    UNHEARD.map(({ name }) => regionOf(name)).sort(),
  );
});

test("once the service is itself again, destroy deletes everything that the state holds", async () => {
  await project.destroy();
  expect(await held()).toEqual([]);
});

test("nothing was sent to the host that answers redirected to", () => {
  expect(ground.elsewhere.connections()).toBe(0);
});
