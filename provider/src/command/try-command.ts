import { componentsFrom, type GivenComponent } from "../trying/components";
import { type Container, engineThatAnswers, startedContainer } from "../trying/container";
import { type Base, ENGINE_NAMES, type EngineName } from "../trying/engines";
import { NOT_PROVEN } from "../trying/notes";
import { type Outcome, type Report, runSteps, Stopped } from "../trying/run";
import { type Plan, planned, type Step } from "../trying/steps";
import { printable } from "../values/printable";
import { fetchFile } from "./fetch-file";
import { parsed, reader, STATE_HELP, statesOf } from "./input";
import { print } from "./print";
import { componentsIn } from "./try-components";

const DEFAULT_MINUTES = 30;

const USAGE = `Usage: pulumi-alicloud-image-builder try FILE (--base IMAGE | --base-root TAR) [OPTION]...

Runs a build content in a local container, before a build costs an instance. FILE is a content in the Dockerfile form, or
a component in YAML; - is standard input. The commands run one after the other in one container, as the service runs them
on one machine. What the service refuses is said before anything runs.

  --base IMAGE            the container image to begin with, near to the base image of the pipeline (debian:12)
  --base-root TAR         or a root filesystem in a tar file
  --engine ENGINE         ${ENGINE_NAMES.join(", ")}; default: the first of them that answers
  --test FILE             a test content, run after the build content
  --component NAME=FILE   the content of what COMPONENT lines name: an ID, an ARN, or the name in an ARN; can be repeated
  --state FILE            ${STATE_HELP}. Its components are known, too
  --param NAME=VALUE      a parameter of the component in FILE; can be repeated
  --skip-unsupported      skips what cannot be done in a container, instead of refusing it before anything runs
  --timeout-minutes N     how long all of it may take; default: ${DEFAULT_MINUTES}

The container is removed at the end, after ^C too.
Exit code: 0 if everything that can run in a container succeeded, 3 if a command failed or the time was up, 4 if a command of
the test content failed, 1 for any other error (the content, the engine, the base), 130 after ^C. docs/trying.md: what a container cannot prove.
`;

/** The command `try`. @returns the exit code. */
export async function tryCommand(args: string[]): Promise<number> {
  const { values, positionals } = parsed({
    args,
    allowPositionals: true,
    options: {
      base: { type: "string" },
      "base-root": { type: "string" },
      engine: { type: "string" },
      test: { type: "string" },
      component: { type: "string", multiple: true, default: [] },
      state: { type: "string", multiple: true, default: [] },
      param: { type: "string", multiple: true, default: [] },
      "skip-unsupported": { type: "boolean", default: false },
      "timeout-minutes": { type: "string", default: String(DEFAULT_MINUTES) },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) return print(USAGE, 0);
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0)
    throw new Error(`${others.length > 0 ? "more than one FILE" : "no FILE"}.\n\n${USAGE}`);
  const engine = engineNamed(values.engine);
  const minutes = minutesOf(values["timeout-minutes"]);
  const base = baseOf(values.base, values["base-root"]);
  const read = reader();
  const given = values.component.map((one): GivenComponent => {
    const [reference, from] = pair("--component", one, "FILE");
    return { reference, content: read(from) };
  });
  const parameters = new Map(values.param.map((one) => pair("--param", one, "VALUE")));
  const componentOf = componentsFrom(
    given,
    statesOf(values.state, read).flatMap(({ text, from }) => componentsIn(text, from)),
  );
  const contents = [
    planned({ content: read(file), place: "build", ...(parameters.size > 0 && { parameters }) }, componentOf),
    ...(values.test === undefined
      ? []
      : [planned({ content: read(values.test), place: "test", within: "test content, " }, componentOf)]),
  ];
  const plan: Plan = {
    steps: contents.flatMap(({ steps }) => steps),
    faults: contents.flatMap(({ faults }) => faults),
    warnings: contents.flatMap(({ warnings }) => warnings),
  };
  requireTriable(plan, values["skip-unsupported"]);
  if (plan.steps.length === 0)
    throw new Error(`${file === "-" ? "standard input" : printable(file)} has no command. Nothing was run.`);
  return tried(plan, { engine, base, minutes, tests: contents[1]?.steps ?? [] });
}

function engineNamed(name: string | undefined): EngineName | undefined {
  const known = ENGINE_NAMES.find((one) => one === name);
  if (name !== undefined && known === undefined)
    throw new Error(`--engine must be one of ${ENGINE_NAMES.join(", ")}.`);
  return known;
}

const MOST_MINUTES = 24 * 60;

function minutesOf(text: string): number {
  const minutes = Number(text);
  if (!(minutes > 0 && minutes <= MOST_MINUTES))
    throw new Error(`--timeout-minutes must be a number above 0, up to ${MOST_MINUTES}.`);
  return minutes;
}

function baseOf(image: string | undefined, tar: string | undefined): Base {
  if (image !== undefined && tar !== undefined) throw new Error("--base and --base-root: give one of them.");
  if (tar !== undefined) return { tar };
  // Engines would take it for an option.
  if (image === undefined || image === "" || image.startsWith("-")) {
    throw new Error(
      "no base: an ECS image, which FROM or baseImage names, cannot be run in a container. Give a container image of the same distribution with --base IMAGE (debian:12), or a root filesystem with --base-root TAR.",
    );
  }
  return { image };
}

function pair(option: string, text: string, what: string): [name: string, value: string] {
  const [name = "", ...value] = text.split("=");
  if (name === "" || value.length === 0) throw new Error(`${option} must have the form NAME=${what}.`);
  return [name, value.join("=")];
}

/** @throws all that the service refuses, or all that cannot be done in a container. */
function requireTriable({ steps, faults }: Plan, skips: boolean): void {
  if (faults.length > 0) throw new Error(`the service refuses the content:\n${listed(faults)}`);
  const unsupported = steps.flatMap(({ action, place, shown }) =>
    action.does === "unsupported" ? [`${place}: ${shown}: ${action.why}.`] : [],
  );
  if (unsupported.length > 0 && !skips)
    throw new Error(
      `nothing was run, because this cannot be done in a container:\n${listed(unsupported)}\nRun it with --skip-unsupported to try the others.`,
    );
}

const listed = (lines: readonly string[]): string => lines.map((line) => `  ${line}`).join("\n");

interface Setting {
  /** The steps of the test content. */
  tests: readonly Step[];
  engine: EngineName | undefined;
  base: Base;
  minutes: number;
}

/** What ends a run from outside, with its exit code. */
const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

const codeOf = ({ failed }: Outcome, tests: readonly Step[]): number => {
  if (!failed) return 0;
  return tests.includes(failed.step) ? 4 : 3;
};

async function tried(
  { steps, warnings }: Plan,
  { engine: wanted, base, minutes, tests }: Setting,
): Promise<number> {
  const stop = new AbortController();
  const report = reportOn(process.stdout, process.stderr, () => stop.abort(new Stopped("nobody reads", 141)));
  const handlers = Object.entries(SIGNALS).map(([signal, code]) => {
    const handler = () => stop.abort(new Stopped(`interrupted by ${signal}`, code));
    process.on(signal, handler);
    return () => process.off(signal, handler);
  });
  const timer = setTimeout(
    () => stop.abort(new Stopped(`not done in ${minutes} minutes`, 3)),
    minutes * 60_000,
  );
  let container: Container | undefined;
  try {
    const engine = await engineThatAnswers(wanted, stop.signal);
    report.say(
      `Trying it in one container of ${engine.name}, with ${"image" in base ? printable(base.image) : "a root filesystem"} as the base.`,
    );
    for (const warning of warnings) report.say(`warning: ${warning}`);
    // A minute more, so that it never ends before we say why.
    const seconds = Math.ceil(minutes * 60) + 60;
    container = await startedContainer(engine, base, { seconds, signal: stop.signal, output: report });
    const outcome = await runSteps(steps, container, report, stop.signal, fetchFile);
    for (const line of summary(outcome)) report.say(line);
    return outcome.stopped?.code ?? codeOf(outcome, tests);
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    report.say(`Before the first command: ${error.how}.`);
    return error.code;
  } finally {
    clearTimeout(timer);
    const left = await container?.remove();
    if (left) report.say(left);
    for (const off of handlers) off();
  }
}

function summary({ ran, failed, notTried, notReached }: Outcome): string[] {
  const counts = [
    `${ran} ran`,
    failed ? `1 failed (${failed.step.place}, ${failed.how})` : "0 failed",
    `${notTried.length} not tried`,
    ...(notReached > 0 ? [`${notReached} not reached`] : []),
  ];
  return [
    ...(notTried.length > 0 ? ["Not tried:"] : []),
    ...notTried.map(({ step, why }) => `  ${step.place}: ${step.shown}: ${why}.`),
    `A container cannot prove: ${NOT_PROVEN}.`,
    `${counts.join(", ")}.`,
  ];
}

/** Lines of ours begin on a line of their own, whatever a command has printed. */
function reportOn(stdout: NodeJS.WriteStream, stderr: NodeJS.WriteStream, closed: () => void): Report {
  let isOpenLine = false;
  const to = (stream: NodeJS.WriteStream) => (text: string) => {
    if (text === "") return;
    stream.write(text);
    isOpenLine = !text.endsWith("\n");
  };
  // The container is removed, also when nobody reads any more.
  stdout.on("error", closed);
  stderr.on("error", closed);
  return {
    stdout: to(stdout),
    stderr: to(stderr),
    say: (line) => to(stdout)(`${isOpenLine ? "\n" : ""}${line}\n`),
  };
}
