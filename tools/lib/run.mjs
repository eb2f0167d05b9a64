import { spawn } from "node:child_process";
import { join } from "node:path";

/**
 * @typedef {object} Outcome
 * @property {number} code 0 is success
 * @property {string} output the end of what it printed, both streams together
 * @property {string} [givenUp] why it was stopped before it was done
 */

/**
 * Runs a command to its end, without showing its output.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {object} options
 * @param {string} options.cwd
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {number} [options.quietSeconds] it is stopped when it has printed nothing for this long
 * @param {number} [options.totalSeconds]
 * @param {(line: string) => void} [options.onLine] receives each line as it is printed
 * @returns {Promise<Outcome>}
 */
export function run(command, args, options) {
  const guard = spawn(process.execPath, [join(import.meta.dirname, "guard.mjs"), command, ...args], {
    cwd: options.cwd,
    env: options.env ?? process.env,
    stdio: ["pipe", "pipe", "pipe"],
    detached: true,
  });
  const lines = lineKeeper(options.onLine);
  /** @type {string | undefined} */
  let givenUp;
  const giveUp = (/** @type {string} */ why) => {
    givenUp = why;
    guard.stdin.destroy();
  };
  const quiet = deadline(options.quietSeconds, (s) => giveUp(`it printed nothing for ${s} s`));
  const total = deadline(options.totalSeconds, (s) => giveUp(`it was not done within ${s} s`));

  for (const stream of [guard.stdout, guard.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => {
      quiet.restart();
      lines.add(text);
    });
  }
  return new Promise((resolve, reject) => {
    guard.on("error", reject);
    guard.on("close", (code) => {
      quiet.clear();
      total.clear();
      resolve({ code: code ?? 1, output: lines.text(), ...(givenUp === undefined ? {} : { givenUp }) });
    });
  });
}

/** @param {Outcome} outcome */
export function reasonOf(outcome) {
  const said = outcome.output.trim().split("\n").slice(-12).join("\n");
  const why = outcome.givenUp ?? `exit code ${outcome.code}`;
  return said === "" ? why : `${why}; the end of what it printed:\n${said.replace(/^/gm, "    ")}`;
}

const keptLines = 400;

/** @param {((line: string) => void) | undefined} onLine */
function lineKeeper(onLine) {
  /** @type {string[]} */
  let whole = [];
  let rest = "";
  return {
    add: (/** @type {string} */ text) => {
      const parts = (rest + text).split(/\r?\n|\r/);
      rest = parts.pop() ?? "";
      whole = [...whole, ...parts].slice(-keptLines);
      for (const line of parts) onLine?.(line);
    },
    text: () => [...whole, rest].join("\n"),
  };
}

/**
 * @param {number | undefined} seconds
 * @param {(seconds: number) => void} onPassed
 */
function deadline(seconds, onPassed) {
  const start = () =>
    seconds === undefined ? undefined : setTimeout(() => onPassed(seconds), seconds * 1000);
  let timer = start();
  return {
    restart: () => {
      clearTimeout(timer);
      timer = start();
    },
    clear: () => clearTimeout(timer),
  };
}
