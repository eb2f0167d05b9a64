import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runInForeground } from "../../tools/lib/foreground.mjs";
import { root } from "../../tools/lib/paths.mjs";

/*
 * npm run reliability: runs the chaos tests, longer than `npm test` does, and the hostile suite, and writes
 * docs/reliability.md from what they recorded. With `-- hostile` only that suite is run, and only its section is written
 * again; with `-- --page-only` nothing is run, and the page is written from the last run.
 */

/** @typedef {{ fault: string, tried: string, times: number, lost: number, seen?: string }} Result */
/** @typedef {{ answer: string, operation: string, said: string, added: string, kept: string, calls: number, milliseconds: number }} Row */

const recorded = join(root, ".tools/reliability");
const page = join(root, "docs/reliability.md");

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

/** @param {string} file */
const recordOf = (file) => {
  const path = join(recorded, `${file}.json`);
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined;
};

/**
 * A section as it stands in the page, for tests that were not run.
 *
 * @param {string} title
 */
function asItWas(title) {
  const found = readFileSync(page, "utf8")
    .split(/^(?=## )/m)
    .find((section) => section.startsWith(`## ${title}\n`));
  return found?.trimEnd() ?? "";
}

/** @param {{ file: string, title: string, text: (seed: string) => string }} section */
function written({ file, title, text }) {
  /** @type {{ seed?: number, results: Result[] } | undefined} */
  const record = recordOf(file);
  if (!record) return asItWas(title);
  const { seed, results } = record;
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

const HOSTILE = {
  title: "A service, a proxy or a network that answers wrongly",
  text: `A real HTTP server stands before the simulator and answers one action of each operation wrongly, in part below HTTP; everything else it passes on (\`test/hostile\`). No wrong answer counts as "done" or "gone", nothing is sent to a host that an answer redirects to, and neither a key nor a terminal escape is printed. What was asked of a create is done before the wrong answer comes.`,
  answers: `Each error begins with the action and the region. HOST is the endpoint, ELSEWHERE the host of a redirect. Calls are repeated for 3 s, and one attempt may take 4 s; times are the longest of a run with 40 operations at once.`,
  cli: `The same by the real Pulumi CLI, each answer to a resource of its own, all in one stack. The commands fail with these errors, and what the state holds is afterwards what it was before. Once the service is itself again, the same commands do the rest.`,
};

/** @param {string} text */
const cell = (text) => {
  const short = text.length > 500 ? `${text.slice(0, 300)}…` : text;
  return short.replaceAll("|", "\\|").replaceAll("<", "&lt;");
};

/** @param {string} text */
const said = (text) =>
  cell(
    text
      .replaceAll("<region>", "REGION")
      .replaceAll("<host>", "HOST")
      .replaceAll("<elsewhere>", "ELSEWHERE")
      .replaceAll(/<(?:n|time|uuid)>/g, "…"),
  );

/**
 * Rows that are alike but for their operation, together.
 *
 * @param {Row[]} rows
 * @param {(row: Row) => string} alike
 */
function together(rows, alike) {
  /** @type {Map<string, [Row, ...Row[]]>} */
  const groups = new Map();
  for (const row of rows) {
    const group = groups.get(alike(row));
    if (group) group.push(row);
    else groups.set(alike(row), [row]);
  }
  return [...groups.values()];
}

/** @param {Row[]} rows */
function answers(rows) {
  const of = new Set(rows.map(({ operation }) => operation)).size;
  const lines = together(rows, (row) => JSON.stringify([row.answer, row.said])).map((group) => {
    const calls = group.map((row) => row.calls);
    const [least, most] = [Math.min(...calls), Math.max(...calls)];
    const seconds = Math.max(...group.map(({ milliseconds }) => milliseconds)) / 1000;
    const named = new Set(group.map(({ operation }) => operation));
    const operations = named.size === of ? "all" : [...named].join(", ");
    return `| ${cell(group[0].answer)} | ${operations} | ${said(group[0].said)} | ${least === most ? most : `${least} to ${most}`} | ${seconds.toFixed(1)} s |`;
  });
  return ["| answer | operations | what is said | calls | time |", "|---|---|---|---|---|", ...lines].join(
    "\n",
  );
}

/** @param {Row[]} rows */
function operations(rows) {
  const lines = together(rows, (row) => row.operation).map((group) => {
    const { kept = "" } = group.find((row) => row.kept !== "") ?? {};
    const added = new Set(group.flatMap((row) => (row.added === "" ? [] : [said(row.added.trim())])));
    return `| ${group[0].operation} | ${kept} | ${[...added].join("<br>")} |`;
  });
  return ["| operation | afterwards | what is added where it applies |", "|---|---|---|", ...lines].join(
    "\n",
  );
}

function hostile() {
  /** @type {Row[] | undefined} */
  const rows = recordOf("hostile");
  /** @type {Row[] | undefined} */
  const commands = recordOf("hostile-cli");
  if (!rows || !commands) return asItWas(HOSTILE.title);
  const parts = [
    HOSTILE.text,
    operations(rows),
    HOSTILE.answers,
    answers(rows),
    HOSTILE.cli,
    answers(commands),
  ];
  return [`## ${HOSTILE.title}`, ...parts].join("\n\n");
}

const introduction = `# Reliability

What was tried to make the provider lose a pipeline, leak one or make one twice, and what came of it: written by the tests
in \`test/chaos\` and \`test/hostile\` themselves (\`npm run reliability\`), with the real Pulumi CLI against the simulator.
\`npm test\` runs them all, with fewer kills.

"Lost" counts pipelines that are in the account but not in the state, in the state but not in the account, or made twice.
A run prints its seeds, and \`CHAOS_SEED=… npx jest --selectProjects chaos\` draws the same faults and moments again; the order
in which calls arrive is not drawn, so that two runs of a seed are alike but not the same. \`CHAOS_KILLS\` sets how often the
CLI is killed, \`CHAOS_PIPELINES\` how many pipelines the first run has, \`CHAOS_RETRY_TIMEOUT\` the seconds of the second.`;

/** @param {string[]} suites */
async function run(suites) {
  mkdirSync(recorded, { recursive: true });
  for (const file of readdirSync(recorded)) {
    if (suites.some((suite) => (suite === "hostile") === file.startsWith("hostile")))
      rmSync(join(recorded, file));
  }
  const jest = join(root, "node_modules/jest/bin/jest.js");
  return runInForeground(process.execPath, [jest, "--selectProjects", ...suites, "--verbose"], {
    cwd: root,
    env: { CHAOS_KILLS: "20", ...process.env },
  });
}

const [what] = process.argv.slice(2);
const suites = what === "hostile" ? ["hostile"] : ["chaos", "hostile"];
const code = what === "--page-only" ? 0 : await run(suites);
if (code === 0)
  writeFileSync(
    page,
    `${[introduction, ...sections.map(written), hostile()].filter(Boolean).join("\n\n")}\n`,
  );
process.exitCode = code;
