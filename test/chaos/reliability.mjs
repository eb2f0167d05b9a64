import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runInForeground } from "../../tools/lib/foreground.mjs";
import { root } from "../../tools/lib/paths.mjs";

/*
 * npm run reliability: runs the chaos tests, longer than `npm test` does, and writes docs/reliability.md from what they
 * recorded. With --page-only the page is written from the last run.
 */

/** @typedef {{ fault: string, tried: string, times: number, lost: number, seen?: string }} Result */

const recorded = join(root, ".tools/reliability");

const sections = [
  {
    file: "faults",
    title: "Three calls in ten fail",
    text: (/** @type {string} */ seed) =>
      `\`up\`, \`refresh\`, a change of tags and \`destroy\` of 50 pipelines, with 30% of all calls failing (${seed}). All four succeed; after \`up\` there are exactly 50 pipelines, after \`destroy\` none, and none was ever made twice.`,
  },
  {
    file: "down",
    title: "The service is down for good",
    text: () =>
      "Each command ends with an error that says what was called, how often, for how long and what to look at. The pipelines in the state are the same before and after, nothing is left pending, and once the service is back the same command does the rest. The deadline is `alicloud:maxRetryTimeout`, 120 s by default.",
  },
  {
    file: "lost-answers",
    title: "Answers that never come, changes that stop half way",
    text: () =>
      "A create whose answer is lost for good leaves nothing in the state; its error tells time, region and ClientToken, `orphans` lists what was made, and with `adopt` the next `up` takes it over. Of tags that were changed half way the state holds what is known, and the next `up` completes them.",
  },
  {
    file: "kill",
    title: "The CLI is killed",
    text: (/** @type {string} */ seed) =>
      `SIGKILL in the middle of an \`up\` of 30 pipelines (${seed}), then [the recovery](recovery.md). Afterwards there are exactly 30 pipelines, all of them in the state, and nothing is pending.`,
  },
  {
    file: "busy",
    title: "The machine is busy",
    text: () =>
      "Fresh processes of the provider's host read pipelines, all at once, and every read must get its answer, whatever the machine gives them of its time (`CHAOS_READERS` sets how many processes).",
  },
];

/** @param {{ file: string, title: string, text: (seed: string) => string }} section */
function written({ file, title, text }) {
  /** @type {{ seed?: number, results: Result[] }} */
  const { seed, results } = JSON.parse(readFileSync(join(recorded, `${file}.json`), "utf8"));
  const times = results.reduce((sum, result) => sum + result.times, 0);
  const lost = Math.max(...results.map((result) => result.lost));
  const rows = results.map((result) =>
    [result.fault, result.tried, result.times, result.seen ?? "", result.lost].join(" | "),
  );
  return [
    `## ${title}`,
    text(`seed ${seed}`),
    [
      "| fault | what was tried | how often | what was seen | lost |",
      "|---|---|---|---|---|",
      ...rows.map((row) => `| ${row} |`),
      `| **together** | | ${times} | | **${lost}** |`,
    ].join("\n"),
  ].join("\n\n");
}

const introduction = `# Reliability

What was tried to make the provider lose a pipeline, leak one or make one twice, and what came of it: written by the tests
in \`test/chaos\` themselves (\`npm run reliability\`), with the real Pulumi CLI against the simulator. \`npm test\` runs them
all, with fewer kills.

"Lost" counts pipelines that are in the account but not in the state, in the state but not in the account, or made twice.
A run prints its seeds, and \`CHAOS_SEED=… npx jest --selectProjects chaos\` draws the same faults and moments again; the order
in which calls arrive is not drawn, so that two runs of a seed are alike but not the same. \`CHAOS_KILLS\` sets how often the
CLI is killed, \`CHAOS_PIPELINES\` how many pipelines the first run has, \`CHAOS_RETRY_TIMEOUT\` the seconds of the second.`;

async function run() {
  rmSync(recorded, { recursive: true, force: true });
  mkdirSync(recorded, { recursive: true });
  const jest = join(root, "node_modules/jest/bin/jest.js");
  return runInForeground(process.execPath, [jest, "--selectProjects", "chaos", "--verbose"], {
    cwd: root,
    env: { CHAOS_KILLS: "20", CHAOS_READERS: "400", ...process.env },
  });
}

const code = process.argv.includes("--page-only") ? 0 : await run();
if (code === 0)
  writeFileSync(
    join(root, "docs/reliability.md"),
    `${[introduction, ...sections.map(written)].join("\n\n")}\n`,
  );
process.exitCode = code;
