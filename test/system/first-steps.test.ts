import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { parse } from "yaml";
import { cleanEnvironment, simulatorEnvironment } from "../../tools/lib/clean-environment.cjs";
import { type Child, runChild, startChild } from "../support/child";
import { chosenCli } from "../support/cli";
import { temporaryFolder } from "../support/folder";
import { type Registry, startRegistry } from "../support/registry";
import { root } from "../support/root";
import { startSimulator } from "../support/simulator";

/*
 * What somebody does who has read the README and nothing else: npm has the two packages as they would be published, and
 * Pulumi's CLI is on PATH.
 */

// Seconds where npm and pip have been here before; they fetch 100 MB where they have not.
jest.setTimeout(600_000);

let registry: Registry;

beforeAll(async () => {
  registry = await startRegistry();
});

afterAll(() => registry.stop());

/** A user who was never here before, but for npm's and pip's caches. */
async function newcomer() {
  const { executable, searchPath } = chosenCli();
  const cache = await runChild("npm", ["config", "get", "cache"], { cwd: root });
  const home = temporaryFolder();
  const folder = join(home, "images");
  mkdirSync(folder);
  const env = {
    ...cleanEnvironment(process.env),
    HOME: home,
    PULUMI_HOME: join(home, ".pulumi"),
    // A language host for Python that was built here makes the environment in the project's folder, whatever `virtualenv`
    // says, and runs programs with the first Python on PATH.
    PATH: [join(folder, "bin"), dirname(executable), ...searchPath, process.env["PATH"]].join(delimiter),
    PIP_CACHE_DIR: join(process.env["HOME"] ?? home, ".cache/pip"),
    npm_config_cache: cache.stdout.trim(),
    npm_config_registry: registry.url,
    npm_config_prefer_offline: "true",
    // In place of the answer "yes".
    PULUMI_SKIP_CONFIRMATIONS: "true",
    PULUMI_SKIP_UPDATE_CHECK: "true",
  };
  return { folder, env };
}

async function mustRun(script: string, cwd: string, env: NodeJS.ProcessEnv): Promise<string> {
  const { code, stdout, stderr } = await runChild("bash", ["-eo", "pipefail", "-c", script], { cwd, env });
  if (code !== 0) throw new Error(`${script}\nended with ${code}:\n${stdout}${stderr}`);
  return stdout + stderr;
}

interface Block {
  heading: string;
  /** The paragraph before it. */
  before: string;
  language: string;
  text: string;
}

/** The blocks of code in a page, in their order. */
function blocksOf(page: string): Block[] {
  let heading = "";
  return page.split(/^(?=## )/m).flatMap((section) => {
    heading = /^## (.+)$/m.exec(section)?.[1] ?? "";
    return [...section.matchAll(/([^\n]+(?:\n[^\n]+)*)\n\n```(\w*)\n([\s\S]*?)\n```$/gm)].map(
      ([, before = "", language = "", text = ""]) => ({ heading, before, language, text }),
    );
  });
}

/** What differs from run to run in an output: IDs, durations, and the blanks before the end of a line. */
const alike = (line: string): string =>
  line
    .replace(/\b(ip|exec)-\w+/g, "$1-…")
    .replace(/\d+(\.\d+)?( ?s)\b/g, "…$2")
    .trimEnd();

/** The lines of a block stand in what was printed, in this order, with others between them. */
function expectLines(printed: string, block: string): void {
  const lines = printed.split("\n").map(alike);
  let from = 0;
  for (const line of block.split("\n").map(alike).filter(Boolean)) {
    const found = lines.findIndex((printedLine, index) => index >= from && printedLine === line);
    if (found < 0) throw new Error(`the README shows a line that is not printed: ${line}\n${printed}`);
    from = found + 1;
  }
}

test("the README, word by word, from an empty folder: a preview, a pipeline and an image in the simulator", async () => {
  const { folder, env } = await newcomer();
  const all = blocksOf(readFileSync(join(root, "README.md"), "utf8"));
  const blocks = all.slice(
    0,
    all.findIndex(({ heading }) => heading.startsWith("Errors")),
  );
  let simulator: Child | undefined;
  let printed = "";
  let exported: string[] = [];
  const port = 10_000 + (process.pid % 20_000);
  const done: string[] = [];
  const run = async (line: string) => {
    // The CLI takes the user's home from the system, whatever HOME is.
    const command = line.replaceAll("4599", String(port)).replace("--local", `file://${env.HOME}`);
    done.push(line);
    if (command.startsWith("export ")) exported.push(command);
    else if (command.startsWith("npx image-builder-simulator ")) {
      // In a group of its own, as in a terminal: ^C reaches npx and what it has started.
      simulator = startChild("setsid", command.split(" "), { cwd: folder, env });
      expect(JSON.parse(await simulator.firstLine())).toEqual({
        endpoint: `http://127.0.0.1:${port}`,
        accessKeyId: "dev",
        accessKeySecret: "dev",
      });
    } else printed = await mustRun([...exported, command].join("\n"), folder, env);
  };
  try {
    for (const { before, language, text } of blocks) {
      if (before.startsWith("In another shell")) exported = [];
      const file = /(?:^|\n)`([\w.]+)`:$/.exec(before)?.[1];
      const again = /run `([^`]+)` again:$/.exec(before.replaceAll("\n", " "))?.[1];
      if (language === "sh") for (const line of text.split("\n")) await run(line);
      else if (language === "") expectLines(printed, text);
      else if (file) writeFileSync(join(folder, file), `${text}\n`);
      else if (again) {
        writeFileSync(join(folder, "index.ts"), `\n${text}\n`, { flag: "a" });
        await run(again);
      } else throw new Error(`the README does not say what to do with this block:\n${text}`);
    }
    expect(done.filter((line) => line.startsWith("pulumi"))).toEqual([
      "pulumi login --local",
      "pulumi stack init dev",
      "pulumi config set alicloud:region cn-hangzhou",
      "pulumi preview",
      "pulumi up",
      "pulumi up",
    ]);
    expect(printed).toMatch(/imageId +: "m-\w+"/);
  } finally {
    if (simulator?.process.pid) process.kill(-simulator.process.pid, "SIGINT");
    await simulator?.ended;
  }
});

describe.each(["typescript", "yaml", "python"])("pulumi new templates/%s", (template) => {
  test("makes a project that previews without an account, and is applied to the simulator", async () => {
    const { folder, env } = await newcomer();
    const simulator = await startSimulator();
    const local = {
      ...env,
      PULUMI_BACKEND_URL: `file://${dirname(folder)}`,
      PULUMI_CONFIG_PASSPHRASE: "dev",
    };
    try {
      const path = join(root, "templates", template);
      const made = await mustRun(`pulumi new ${path} --yes --non-interactive`, folder, local);
      const { quickstart = "", config } = parse(readFileSync(join(path, "Pulumi.yaml"), "utf8")).template;
      expect(made).toContain(quickstart);
      for (const line of quickstart.match(/^ {2}.+$/gm) ?? []) await mustRun(line.trim(), folder, local);

      expect(parse(readFileSync(join(folder, "Pulumi.yaml"), "utf8"))).toMatchObject({ name: "images" });
      expect(parse(readFileSync(join(folder, "Pulumi.dev.yaml"), "utf8")).config).toEqual({
        [Object.keys(config)[0] ?? ""]: "cn-hangzhou",
      });
      expect(await mustRun("pulumi preview", folder, local)).toMatch(/\+ 2 to create/);
      const { ALICLOUD_REGION: _, ...account } = simulatorEnvironment(simulator);
      await mustRun("pulumi up --skip-preview", folder, { ...local, ...account });
      const { pipelines, calls } = await simulator.state();
      expect(pipelines.map(({ request }) => request["RegionId"])).toEqual(["cn-hangzhou"]);
      expect(calls["CreateImagePipeline"]).toBe(1);
      expect(await mustRun("pulumi stack output imagePipelineId", folder, local)).toContain(pipelines[0]?.id);
    } finally {
      await simulator.stop();
    }
  });
});
