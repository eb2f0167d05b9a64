import * as pulumi from "@pulumi/pulumi";
import { declared, steady } from "../provider/stand";
import type { DynamicHost } from "../support/dynamic-host";
import { ANSWERS, type HostileAnswer, SECRET, saysOf } from "./answers";
import { ATTEMPT, CONFIG, DEADLINE, type Ground, startGround } from "./ground";
import { OPERATIONS, type Operation, type Outcome, type Place } from "./operations";
import { type Row, record } from "./record";

jest.setTimeout(240_000);

/** As many cases at once. */
const AT_ONCE = 40;
/** What all else than waiting may take on a busy machine, in milliseconds. */
const SLACK = 10_000;

interface Case {
  name: string;
  answer: HostileAnswer;
  operation: Operation;
}

interface Seen {
  place: Place;
  outcome: Outcome;
  /** What was said, without what differs from run to run. */
  said: string | undefined;
  /** How often the action was called. */
  calls: number;
  milliseconds: number;
}

const CASES: Case[] = ANSWERS.flatMap((answer) =>
  OPERATIONS.filter((operation) => answer.where?.(operation) ?? true).map((operation) => ({
    name: `${answer.name}: ${operation.name}`,
    answer,
    operation,
  })),
);

let ground: Ground;
let host: DynamicHost;
const seen = new Map<Case, Seen>();
const environment = { ...process.env };

// All cases are tried together, since most of their time is waiting; the tests look at what came of each.
beforeAll(async () => {
  ground = await startGround();
  Object.assign(process.env, ground.env);
  pulumi.runtime.setAllConfig(CONFIG);
  host = await ground.host();
  const waiting = CASES.filter(({ answer }) => !answer.alone);
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) seen.set(next, await tried(next));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  for (const each of CASES) if (each.answer.alone) seen.set(each, await tried(each));
});

afterAll(async () => {
  process.env = environment;
  record(
    "hostile",
    CASES.flatMap((each) => {
      const it = seen.get(each);
      return it ? [rowOf(each, it)] : [];
    }),
  );
  await host?.stop();
  await ground?.close();
});

function rowOf({ answer, operation }: Case, { said, calls, milliseconds }: Seen): Row {
  const says = saysOf(answer, operation);
  const added = (says && operation.tail?.(says)) ?? "";
  return {
    answer: answer.name,
    operation: operation.name,
    said: said === undefined ? "nothing: it succeeds" : withoutCall(said, added),
    added: said === undefined ? "" : added,
    kept: said === undefined ? "" : operation.kept,
    calls,
    milliseconds,
  };
}

/** An error without the action and the region that it begins with, and without what the operation adds. */
const withoutCall = (said: string, added: string): string =>
  (added !== "" && said.endsWith(added) ? said.slice(0, -added.length) : said).replace(
    /^\w+ in <region>: /,
    "",
  );

async function tried({ answer, operation }: Case): Promise<Seen> {
  const place = ground.place(host, operation.building);
  const { lane } = place;
  const { action } = operation;
  const act = await operation.prepare(place);
  lane.turnHostile({
    action,
    // What was asked for is made, so that what is said of it can be compared with what is there.
    carriesOut: /^(Create|Start)/.test(action),
    ...(answer.times !== undefined && { times: answer.times }),
    answer: (exchange) => answer.answer(exchange, ground.elsewhere.url),
  });
  const started = performance.now();
  const outcome = await act().then(
    (value): Outcome => ({ value, error: undefined }),
    (error: Error): Outcome => ({ value: undefined, error }),
  );
  const milliseconds = Math.round(performance.now() - started);
  lane.turnGood();
  const calls = lane.asked.filter((asked) => asked.action === action).length;
  const said = outcome.error && told(outcome.error.message, lane.regionId);
  return { place, outcome, said, calls, milliseconds };
}

const hostOf = (url: string) => new URL(url).host;

const told = (message: string, regionId: string): string =>
  steady(message)
    .replaceAll(regionId, "<region>")
    .replaceAll(hostOf(ground.endpoint.url), "<host>")
    .replaceAll(hostOf(ground.elsewhere.url), "<elsewhere>");

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;

test.each(CASES)("$name", async (each) => {
  const { answer, operation } = each;
  const it = seen.get(each);
  if (!it) throw new Error("it was not tried");
  const says = saysOf(answer, operation);
  if (!says) {
    expect(it.said).toBeUndefined();
    return;
  }
  expect(it.said).toBe(`${operation.action} in <region>: ${says.text}${operation.tail?.(says) ?? ""}`);
  const error = it.outcome.error as Error;
  expect(error.message).not.toMatch(CONTROL);
  expect(error.message).not.toContain(SECRET);
  if (says.repeated) expect(it.calls).toBeGreaterThan(1);
  else expect(it.calls).toBe(1);
  expect(it.milliseconds).toBeLessThan(SLACK + (says.repeated ? DEADLINE + ATTEMPT : 0));
  await operation.afterFailure(it.place, error, says);
});

test("nothing is sent to a host that an answer redirects to", () => {
  expect(ground.elsewhere.connections()).toBe(0);
});

test("the process of the provider is alive, and has printed neither a key nor a terminal escape", async () => {
  const { inputs } = await host.check({}, declared());
  expect(inputs).toBeDefined();
  const printed = host.stdout() + host.stderr();
  expect(printed).not.toContain(ground.key.accessKeySecret);
  expect(printed).not.toContain("\u001b");
});
