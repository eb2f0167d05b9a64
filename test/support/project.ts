import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { cleanEnvironment, simulatorEnvironment } from "../../tools/lib/clean-environment.cjs";
import { chosenCli, endLeftOvers, type Run, type RunningCli, startCli } from "./cli";
import { type Front, keyOn, PLUGINS, programOn } from "./front";
import { root } from "./root";
import type { Simulator } from "./simulator";
import { checkTypes } from "./types";

export interface ProjectOptions {
  /**
   * The text of `index.ts`, or the example that is copied: `{ example: "quickstart" }`. The CLI checks the types of an example,
   * as those of a user's program, and test/support/types.ts those of a text.
   */
  program: string | { example: string };
  /** By the plugin, the programs import its classes, and keys of the configuration are in its namespace. */
  front?: Front;
  /** Further files, by their path in the project. */
  files?: Record<string, string>;
  /** Configuration of the stack, in clear: `{"alicloud:region": "cn-hangzhou"}`. */
  config?: Record<string, string>;
  /** Where ECS and STS are; without it there are neither credentials nor an endpoint. */
  simulator?: Pick<Simulator, "endpoint" | "accessKeyId" | "accessKeySecret">;
  env?: NodeJS.ProcessEnv;
}

/** A deployment as `pulumi stack export` prints it; the part that tests look at. */
export interface ExportedState {
  deployment: { resources?: ExportedResource[]; pending_operations?: unknown[] };
}

export interface ExportedResource {
  urn: string;
  type: string;
  id?: string;
  inputs?: Record<string, unknown>;
  outputs?: Record<string, unknown>;
  initErrors?: string[];
  sourcePosition?: string;
  stackTrace?: { sourcePosition?: string }[];
}

/** A step of `pulumi preview --json`. */
export interface PreviewStep {
  op: string;
  urn: string;
  oldState?: ExportedResource;
  newState?: ExportedResource;
  replaceReasons?: string[] | null;
  diffReasons?: string[] | null;
}

interface CommandOptions {
  /** Further arguments of the command. */
  args?: string[];
  env?: NodeJS.ProcessEnv;
  /** The command is expected to fail. Otherwise a failure is thrown, with all that was printed. */
  fails?: boolean;
}

/** A Pulumi project in a folder of its own, with a stack, a backend and a home that nobody else has. */
export interface Project {
  readonly folder: string;
  /** The environment of its commands. */
  readonly env: NodeJS.ProcessEnv;
  /** Runs any command; the caller looks at the exit code. */
  pulumi(args: string[], env?: NodeJS.ProcessEnv): Promise<Run>;
  /** Starts a command, for tests that interrupt it. */
  start(args: string[], env?: NodeJS.ProcessEnv): RunningCli;
  preview(options?: CommandOptions): Promise<Run>;
  previewSteps(options?: CommandOptions): Promise<PreviewStep[]>;
  /** Without a preview first, which would run the program twice. */
  up(options?: CommandOptions): Promise<Run>;
  refresh(options?: CommandOptions): Promise<Run>;
  destroy(options?: CommandOptions): Promise<Run>;
  exportState(): Promise<ExportedState>;
  outputs(): Promise<Record<string, unknown>>;
  setConfig(key: string, value: string, options?: { secret?: boolean; path?: boolean }): Promise<void>;
  removeConfig(key: string): Promise<void>;
  /** Replaces the program, or any other file. */
  write(file: string, text: string): void;
  /** Ends what its commands left running, and removes its folder. */
  remove(): void;
}

const MAIN = "index.ts";
/** The CLI then checks no types. */
export const TRANSPILE_ONLY = "PULUMI_NODEJS_TRANSPILE_ONLY";
const RUNS_THE_PROGRAM = ["preview", "up"];

const stack = "test";
const owner = "PULUMI_TEST_PROJECT";

export async function makeProject(options: ProjectOptions): Promise<Project> {
  const folder = mkdtempSync(join(tmpdir(), "pulumi-test-"));
  const simulated = options.simulator === undefined ? {} : simulatorEnvironment(options.simulator);
  const front = options.front ?? "dynamic";
  const isText = typeof options.program === "string";
  const quick = (front === "plugin" || isText) && { [TRANSPILE_ONLY]: "true" };
  const env = { ...environment(folder), ...quick, ...simulated, ...options.env };
  // The dynamic run of the same test has checked the types.
  const project = projectIn(
    folder,
    env,
    front,
    isText && front === "dynamic" && env[TRANSPILE_ONLY] === "true",
  );
  process.once("exit", project.remove);
  fill(project, options);
  await succeeds(project.pulumi(["stack", "init", stack]), "stack init");
  return project;
}

function projectIn(folder: string, env: NodeJS.ProcessEnv, front: Front, withTypes: boolean): Project {
  let isChanged = false;
  const start = (args: string[], more: NodeJS.ProcessEnv = {}): RunningCli => {
    const running = startCli(["--non-interactive", ...args], { cwd: folder, env: { ...env, ...more } });
    if (!isChanged || !RUNS_THE_PROGRAM.includes(args[0] ?? "")) return running;
    isChanged = false;
    const both = Promise.all([running.done, checkTypes(folder, MAIN)]).then(([run]) => run);
    // A test that ends the command may not wait for it.
    both.catch(() => undefined);
    return { ...running, done: both };
  };
  const pulumi = (args: string[], more?: NodeJS.ProcessEnv) => start(args, more).done;
  const command = (args: string[], { args: more = [], env: moreEnv, fails = false }: CommandOptions = {}) => {
    const run = pulumi([...args, ...more], moreEnv);
    return fails ? failing(run, args.join(" ")) : succeeds(run, args.join(" "));
  };
  const update = (name: string) => (options?: CommandOptions) =>
    command([name, "--yes", "--skip-preview"], options);

  const project: Project = {
    folder,
    env,
    pulumi,
    start,
    preview: (options) => command(["preview"], options),
    previewSteps: async (options) => {
      const { stdout } = await command(["preview", "--json"], options);
      return JSON.parse(stdout).steps ?? [];
    },
    up: update("up"),
    refresh: update("refresh"),
    destroy: update("destroy"),
    exportState: async () => JSON.parse((await command(["stack", "export", "--show-secrets=false"])).stdout),
    outputs: async () => JSON.parse((await command(["stack", "output", "--json", "--show-secrets"])).stdout),
    setConfig: async (key, value, { secret = false, path = false } = {}) => {
      const flags = [secret ? "--secret" : "--plaintext", ...(path ? ["--path"] : [])];
      await command(["config", "set", ...flags, "--", keyOn(front, key), value]);
    },
    removeConfig: async (key) => {
      await command(["config", "rm", keyOn(front, key)]);
    },
    write: (file, text) => {
      const target = join(folder, file);
      mkdirSync(join(target, ".."), { recursive: true });
      writeFileSync(target, programOn(front, text));
      isChanged ||= withTypes && file.endsWith(".ts") && text !== "";
    },
    remove: () => {
      process.removeListener("exit", project.remove);
      endLeftOvers(owner, folder);
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
  return project;
}

function fill(project: Project, options: ProjectOptions): void {
  const { program, files = {}, config = {}, front = "dynamic" } = options;
  if (typeof program === "string") {
    const plugins = front === "plugin" && { plugins: PLUGINS };
    project.write("Pulumi.yaml", JSON.stringify({ name: "test", runtime: "nodejs", main: MAIN, ...plugins }));
    project.write("package.json", JSON.stringify({ name: "test", private: true, main: MAIN }));
    project.write(MAIN, program);
  } else {
    cpSync(join(root, "examples", program.example), project.folder, {
      recursive: true,
      filter: (source) => !/^(node_modules|Pulumi\..+\.yaml)$/.test(basename(source)),
    });
    if (front === "plugin") {
      for (const [file, text] of [
        [MAIN, ""],
        ["Pulumi.yaml", `plugins: ${JSON.stringify(PLUGINS)}\n`],
      ] as const)
        project.write(file, readFileSync(join(project.folder, file), "utf8") + text);
    }
  }
  symlinkSync(join(root, "node_modules"), join(project.folder, "node_modules"));
  for (const [file, text] of Object.entries(files)) project.write(file, text);
  const keys = Object.entries(config).map(([key, value]) => [keyOn(front, key), value]);
  if (keys.length > 0)
    project.write(`Pulumi.${stack}.yaml`, JSON.stringify({ config: Object.fromEntries(keys) }));
}

/** The developer's own profile files are left out by another HOME. */
function environment(folder: string): NodeJS.ProcessEnv {
  const state = join(folder, ".state");
  const home = join(folder, ".home");
  const temporary = join(folder, ".tmp");
  for (const one of [state, home, temporary]) mkdirSync(one, { recursive: true });
  return {
    ...cleanEnvironment(process.env),
    HOME: home,
    // Pulumi's SDK and CLI leave folders there: ts-node-*, automation-*, pulumi-node-pipes*.
    TMPDIR: temporary,
    PATH: [...chosenCli().searchPath, process.env["PATH"]].join(":"),
    PULUMI_BACKEND_URL: pathToFileURL(state).href,
    PULUMI_CONFIG_PASSPHRASE: "test",
    PULUMI_HOME: join(home, ".pulumi"),
    PULUMI_SKIP_UPDATE_CHECK: "true",
    ALIBABA_CLOUD_ECS_METADATA_DISABLED: "true",
    [owner]: folder,
  };
}

async function succeeds(running: Promise<Run>, what: string): Promise<Run> {
  const run = await running;
  if (run.code !== 0) throw new Error(`pulumi ${what} ended with ${run.code}:\n${run.stdout}\n${run.stderr}`);
  return run;
}

async function failing(running: Promise<Run>, what: string): Promise<Run> {
  const run = await running;
  if (run.code === 0) throw new Error(`pulumi ${what} should have failed, and printed:\n${run.stdout}`);
  return run;
}
