import { spawn } from "node:child_process";
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { cleanEnvironment, simulatorEnvironment } from "../lib/clean-environment.cjs";
import { root } from "../lib/paths.mjs";
import { apart, passSignalsOn } from "../lib/signals.mjs";

/**
 * Copies an example to a temporary folder with its own backend, so that the demo leaves nothing behind. The CLI's
 * output is shown as it comes, and returned to be checked.
 *
 * @param {import("../lib/cli/probe.mjs").Cli} cli
 * @param {Parameters<typeof simulatorEnvironment>[0]} simulator
 * @param {string} example
 * @param {string[]} searchPath folders that come first on PATH
 */
export function makeProject(cli, simulator, example, searchPath = []) {
  const folder = mkdtempSync(join(tmpdir(), "image-builder-demo-"));
  process.once("exit", () =>
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }),
  );
  cpSync(join(root, "examples", example), folder, {
    recursive: true,
    filter: (source) => !/^(node_modules|Pulumi\..+\.yaml)$/.test(basename(source)),
  });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  mkdirSync(join(folder, ".state"));
  const env = {
    ...cleanEnvironment(process.env),
    ...simulatorEnvironment(simulator),
    ALIBABA_CLOUD_ECS_METADATA_DISABLED: "true",
    PULUMI_BACKEND_URL: pathToFileURL(join(folder, ".state")).href,
    PULUMI_CONFIG_PASSPHRASE: "demo",
    PULUMI_HOME: join(folder, ".home"),
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PATH: [...searchPath, ...cli.searchPath, process.env["PATH"]].join(":"),
  };
  return {
    /** @param {string[]} args */
    pulumi: (...args) => runCli(cli.executable, args, { cwd: folder, env }),
    /**
     * Replaces the example's program by another one.
     *
     * @param {string} file
     */
    replaceProgram: (file) => copyFileSync(file, join(folder, "index.ts")),
  };
}

/**
 * @param {string} executable
 * @param {string[]} args
 * @param {{cwd: string, env: NodeJS.ProcessEnv}} options
 * @returns {Promise<{code: number, output: string}>}
 */
function runCli(executable, args, options) {
  console.log(`\n$ pulumi ${args.map(quoted).join(" ")}`);
  const color = process.stdout.isTTY && !process.env["NO_COLOR"] ? "always" : "never";
  const child = spawn(executable, ["--non-interactive", "--color", color, ...args], {
    ...options,
    detached: apart,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const stopPassing = passSignalsOn(child);
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text) => {
    output += text;
    process.stdout.write(text);
  });
  child.stderr.setEncoding("utf8").on("data", (text) => {
    output += text;
    process.stderr.write(text);
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      stopPassing();
      resolve({ code: code ?? 1, output });
    });
  });
}

/** @param {string} argument */
function quoted(argument) {
  return /^[\w./:=-]+$/.test(argument) ? argument : `"${argument}"`;
}
