import { printable } from "../values/printable";
import { type Container, type Output, readableOf } from "./container";
import { NOTES } from "./notes";
import { type Action, resolved, type Scope, type Step } from "./steps";
import { unquoted, variablesIn, words } from "./words";

export interface Outcome {
  ran: number;
  failed?: { step: Step; how: string };
  /** Set if it failed because it was stopped. */
  stopped?: Stopped;
  notTried: { step: Step; why: string }[];
  notReached: number;
}

/** Why a run ends before its end: what its signal is aborted with. */
export class Stopped {
  constructor(
    readonly how: string,
    /** The exit code of the command. */
    readonly code: number,
  ) {}
}

export interface Report extends Output {
  /** A line of ours, between the output of the commands. */
  say(line: string): void;
}

/** The file at a URL, or why there is none. It is whole before it gets into the container. */
type FetchFile = (url: string, signal: AbortSignal) => Promise<Buffer | string>;

/** Runs the steps one after the other, up to the first that fails. */
export async function runSteps(
  steps: readonly Step[],
  container: Container,
  report: Report,
  signal: AbortSignal,
  fetchFile: FetchFile,
): Promise<Outcome> {
  const machine = await surveyed(container);
  const outcome: Outcome = { ran: 0, notTried: [], notReached: 0 };
  const noted = new Set<string>();
  for (const [index, step] of steps.entries()) {
    const { place, action, kind } = step;
    report.say(`${place}: ${step.shown}`);
    if (!noted.has(kind)) {
      noted.add(kind);
      for (const { known, text } of NOTES[kind] ?? []) report.say(`  ${known}: ${text}`);
    }
    if (action.does === "nothing" || action.does === "unsupported") {
      if (action.why === "") continue;
      report.say(`  not tried: ${action.why}`);
      outcome.notTried.push({ step, why: action.why });
      continue;
    }
    const started = Date.now();
    const how = await did(step, action, { container, machine, report, signal, fetchFile }).catch(
      (error: unknown) => {
        if (error instanceof Stopped) return error;
        throw error;
      },
    );
    if (how !== undefined) {
      const [stopped, said] = how instanceof Stopped ? [how, how.how] : [undefined, how];
      report.say(`${place}: FAILED (${said}): ${step.shown}`);
      const failed = { step, how: said };
      return { ...outcome, failed, ...(stopped && { stopped }), notReached: steps.length - index - 1 };
    }
    outcome.ran += 1;
    report.say(`${place}: done in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  }
  return outcome;
}

interface Machine {
  variables: ReadonlyMap<string, string>;
  hasWget: boolean;
}

interface Around {
  container: Container;
  machine: Machine;
  report: Report;
  signal: AbortSignal;
  fetchFile: FetchFile;
}

const SHELL = "/bin/sh";
const EMPTY: Scope = { variables: new Map(), directory: "/", user: "root" };

/** What the base brings along. */
async function surveyed(container: Container): Promise<Machine> {
  let printed = "";
  let said = "";
  const code = await container.exec(
    {
      ...EMPTY,
      argv: [SHELL, "-c", `env; command -v wget >/dev/null && echo ${HAS_WGET}=; true`],
      reads: false,
    },
    {
      stdout: (text) => {
        printed += text;
      },
      stderr: (text) => {
        said += text;
      },
    },
  );
  if (code !== 0)
    throw new Error(
      `${SHELL} does not run in the base (exit code ${code}): ${printable(said.trim() || "it said nothing")}. Use a base with a shell.`,
    );
  const variables = printed.split("\n").flatMap((line): [string, string][] => {
    const [name = "", ...value] = line.split("=");
    return /^[A-Za-z_]\w*$/.test(name) && value.length > 0 ? [[name, value.join("=")]] : [];
  });
  const known = new Map(variables);
  return { hasWget: known.delete(HAS_WGET), variables: known };
}

const HAS_WGET = "IMAGE_BUILDER_TRY_HAS_WGET";

/** Does one step. Gives back how it failed, or undefined. */
async function did(
  { scope }: Step,
  action: Exclude<Action, { does: "nothing" | "unsupported" }>,
  around: Around,
): Promise<string | undefined> {
  const lookUp = (name: string) => scope.variables.get(name) ?? around.machine.variables.get(name);
  switch (action.does) {
    case "run":
      return exec(action.argv, scope, around);
    case "script":
      return script(action, scope, around);
    case "set":
      for (const [name, value] of variablesIn(action.rest, lookUp)) scope.variables.set(name, value);
      return undefined;
    case "enter":
      scope.directory = joined(scope.directory, unquoted(action.rest, lookUp));
      // As root, as Docker does.
      return exec(["mkdir", "-p", scope.directory], EMPTY, around);
    case "become":
      scope.user = unquoted(action.rest, lookUp);
      return mustExist(scope.user, around);
    case "copy": {
      const from = action.from.flatMap((one) => words(one, lookUp));
      const to = unquoted(action.to, lookUp);
      return exec([SHELL, "-c", COPY, "COPY", to, ...from], scope, around);
    }
    case "fetch": {
      const expanded = (text: string) => (scope.values ? resolved(text, scope) : unquoted(text, lookUp));
      return fetched({ ...action, url: expanded(action.url), to: expanded(action.to) }, scope, around);
    }
  }
}

const COPY = 'to=$1; shift; mkdir -p "$to" && cp -R "$@" "$to"/';

const joined = (directory: string, path: string): string =>
  path.startsWith("/") ? path : `${directory.replace(/\/$/, "")}/${path}`;

async function exec(
  argv: string[],
  { user, directory, variables }: Scope,
  { container, report }: Around,
  input?: NodeJS.ReadableStream,
  stdout = report.stdout,
): Promise<string | undefined> {
  const command = { argv, user, directory, variables, reads: input !== undefined };
  const code = await container.exec(
    { ...command, ...(input && { input }) },
    { stdout, stderr: report.stderr },
  );
  if (code === 0) return undefined;
  // An engine's own failure has an exit code, too: a container that is gone fails everything.
  const silent = { stdout: () => undefined, stderr: () => undefined };
  if ((await container.exec({ ...EMPTY, argv: [SHELL, "-c", ":"], reads: false }, silent)) !== 0)
    throw new Error(
      "the container does not answer any more: it may have been removed, or the engine stopped. Try again.",
    );
  return `exit code ${code}`;
}

async function mustExist(user: string, around: Around): Promise<string | undefined> {
  const silent = {
    ...around,
    report: { ...around.report, stdout: () => undefined, stderr: () => undefined },
  };
  const failed = await exec(["id", "-u", user], EMPTY, silent);
  return failed && "the user does not exist in the container";
}

/** A script that names its own program is written to a file, and removed after it has run. */
const BY_ITS_OWN_PROGRAM =
  'file=$(mktemp) && cat > "$file" && chmod 700 "$file" && "$file"; code=$?; rm -f "$file"; exit $code';

async function script(
  { script: text, user, directory, task }: Extract<Action, { does: "script" }>,
  scope: Scope,
  around: Around,
): Promise<string | undefined> {
  const here: Scope = {
    ...scope,
    user: user ? resolved(user, scope) : scope.user,
    directory: directory ? resolved(directory, scope) : scope.directory,
  };
  if (user) {
    const missing = await mustExist(here.user, around);
    if (missing) return missing;
  }
  const source = resolved(text, scope);
  let printed = "";
  const stdout = (part: string) => {
    printed += part;
    around.report.stdout(part);
  };
  const failed = source.startsWith("#!")
    ? await exec([SHELL, "-c", BY_ITS_OWN_PROGRAM], here, around, readableOf(source), stdout)
    : await exec([SHELL, "-c", source], here, around, undefined, stdout);
  if (task !== undefined) scope.values?.set(`${task}.stdout`, printed.replace(/\n+$/, ""));
  return failed;
}

const WGET = 'mkdir -p "$2" && exec wget -P "$2" "$1"';
const SAVE = 'mkdir -p "$2" && cat > "$2/$1"';

/** By the container's wget, as the service does it; by this machine where it has none. */
async function fetched(
  { url, to }: Extract<Action, { does: "fetch" }>,
  scope: Scope,
  around: Around,
): Promise<string | undefined> {
  if (around.machine.hasWget) {
    const failed = await exec([SHELL, "-c", WGET, "wget", url, to], scope, around);
    return failed && `${failed} of the container's wget${OFFLINE}`;
  }
  around.report.say("  the container has no wget: this machine fetches the file");
  const file = await around.fetchFile(url, around.signal);
  if (typeof file === "string") return file + OFFLINE;
  const name = new URL(url).pathname.split("/").at(-1) || "index.html";
  return exec([SHELL, "-c", SAVE, "save", name, to], scope, around, readableOf(file));
}

const OFFLINE = "; without access to the network, every URL fails here";
