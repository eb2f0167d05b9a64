/** @typedef {import("./measure.mjs").Spread} Spread */
/** @typedef {import("./all.mjs").Results} Results */
/** @typedef {import("./all.mjs").QuickResults} QuickResults */

/**
 * @typedef {object} Row what was measured, beside what it should be
 * @property {string} what
 * @property {string} target
 * @property {string} measured
 * @property {boolean | undefined} met undefined where there is nothing to meet
 */

/** The highest ratio to the floor at no latency, and at 100 ms. */
const RATIO = 1.05;
const DISTANT_RATIO = 1.1;

/**
 * What `--quick` fails for, with 20 pipelines: steps that call pay for their calls, which the floor does not make
 * (docs/performance.md), so they have more room.
 */
const QUICK_RATIO = { preview: 1.05, up: 1.1, "up again": 1.05, refresh: 1.3, destroy: 1.25 };

/**
 * Every row of the table. In quick mode, a limit counts as exceeded only if every round exceeded it: these machines are noisy.
 *
 * @param {QuickResults & Partial<Results>} results
 * @param {{ quick?: boolean }} [options]
 * @returns {Row[]}
 */
export function rowsOf(results, { quick = false } = {}) {
  const most = (/** @type {Spread} */ { min, median }, /** @type {number} */ limit) =>
    (quick ? min : median) <= limit;
  return [
    ...results.scales.flatMap(({ count, steps }) =>
      steps.map(({ step, ratio }) => {
        const limit = quick ? QUICK_RATIO[step] : RATIO;
        return {
          what: `${step} of ${pipelines(count)}, to the floor`,
          target: `≤ ${limit}`,
          measured: ratioText(ratio),
          met: most(ratio, limit),
        };
      }),
    ),
    ...(results.distant ?? []).flatMap(({ count, latency, steps }) =>
      steps.map(({ step, ratio }) => ({
        what: `${step} of ${pipelines(count)} at ${latency} ms, to the floor and the calls`,
        target: `≤ ${DISTANT_RATIO}`,
        measured: ratioText(ratio),
        met: most(ratio, DISTANT_RATIO),
      })),
    ),
    ...results.scales.slice(-1).flatMap(callRows),
    ...(results.peers ?? []).flatMap(({ count, latency, steps }) =>
      steps.map(({ step, ratio }) => ({
        what: `${step} of ${count} at ${latency} ms, against the Terraform provider's calls`,
        target: latency === 0 ? "–" : "faster",
        measured: `${ratio.median.toFixed(2)} times as fast (${ratio.min.toFixed(2)} to ${ratio.max.toFixed(2)})`,
        met: latency === 0 ? undefined : ratio.median > 1,
      })),
    ),
    ...(results.quota ? quotaRows(results.quota) : []),
    ...results.state.flatMap(stateRows),
    ...(results.registration
      ? [
          {
            what: "preview of 1 pipeline, registered by pulumi.dynamic.Resource instead of a literal",
            target: "measured and decided",
            measured: `${ratioText(results.registration.ratio)} times as long`,
            met: true,
          },
        ]
      : []),
    ...hostRows(results.host, most),
    ...results.program.map(({ what, milliseconds, megabytes }) => ({
      what: `program: ${what}`,
      target: "≤ 60 ms",
      measured: `${more(milliseconds, 0)} ms, ${more(megabytes, 1)} MB`,
      met: most(milliseconds, 60),
    })),
    {
      what: "installed beyond @pulumi/pulumi",
      target: "–",
      measured: `${(results.size.installedBytes / 1e6).toFixed(1)} MB in ${results.size.files} files, ${results.size.dependencies} dependencies; ${(results.size.packedBytes / 1e6).toFixed(2)} MB to download`,
      met: quick ? results.size.dependencies === 0 && results.size.installedBytes < 3e6 : undefined,
    },
  ];
}

/** @param {Results["scales"][number]} scale @returns {Row[]} */
function callRows({ count, parallelism, steps }) {
  const of = (/** @type {string} */ step) => steps.find((each) => each.step === step)?.calls ?? {};
  const text = (/** @type {Record<string, number>} */ calls) =>
    Object.entries(calls)
      .map(([action, number]) => `${number} ${action}`)
      .join(", ");
  const [up, again, destroy] = [of("up"), of("up again"), of("destroy")];
  return [
    {
      what: `calls of up, ${pipelines(count)}`,
      target: `${count} and 1 to STS`,
      measured: text(up),
      met:
        up["CreateImagePipeline"] === count && up["GetCallerIdentity"] === 1 && Object.keys(up).length === 2,
    },
    {
      what: "calls of up with no change",
      target: "none",
      measured: text(again) || "none",
      met: Object.keys(again).length === 0,
    },
    {
      what: `calls of refresh, ${pipelines(count)}, ${parallelism} at once (the default here)`,
      target: "–",
      measured: text(of("refresh")),
      met: undefined,
    },
    {
      what: `calls of destroy, ${pipelines(count)}`,
      target: `${count}`,
      measured: text(destroy),
      met: destroy["DeleteImagePipeline"] === count && Object.keys(destroy).length === 1,
    },
  ];
}

/** @param {Results["quota"]} quota @returns {Row[]} */
function quotaRows({ count, callsPerSecond, refreshes }) {
  return refreshes.flatMap(({ parallelism, ratio, calls }) => [
    {
      what: `refresh of ${count} with ${callsPerSecond} calls a second, --parallel ${parallelism}, against one call for each`,
      target: "≥ 5 times as fast",
      measured: `${ratio.median.toFixed(1)} times (${ratio.min.toFixed(1)} to ${ratio.max.toFixed(1)})`,
      met: ratio.median >= 5,
    },
    {
      what: `calls of that refresh, the throttled ones among them`,
      target: parallelism === "default" ? "–" : "≤ 30",
      measured: `${calls.ours.median}, against ${calls.peer.median}`,
      met: parallelism === "default" ? undefined : calls.ours.median <= 30,
    },
  ]);
}

/** @param {Results["state"][number]} state @returns {Row[]} */
function stateRows({ contentBytes, sides }) {
  const of = (/** @type {string} */ name) => sides.find(({ side }) => side === name);
  const [ours, floor] = [of("ours"), of("floor")];
  if (!ours || !floor) throw new Error("a side is missing");
  const others = sides.filter((side) => side !== ours);
  const texts = others.map(({ side, bytes }) => `${side} ${bytes.toFixed(0)}`);
  return [
    {
      what: `bytes of state for a pipeline, ${contentBytes} bytes of content`,
      target: "≤ floor + 15%",
      measured: `${ours.bytes.toFixed(0)} (${percent(ours.bytes / floor.bytes)}); ${texts.join(", ")}`,
      met: ours.bytes <= floor.bytes * 1.15,
    },
    {
      what: `how often the content of ${contentBytes} bytes is in the state`,
      target: "2, as few as Pulumi allows",
      measured: `${ours.contents}`,
      met: ours.contents === 2,
    },
  ];
}

/** @param {Results["host"]} host @param {(spread: Spread, limit: number) => boolean} most @returns {Row[]} */
function hostRows({ check, checkMemory, create, createMemory }, most) {
  if (!check || !checkMemory || !create || !createMemory) throw new Error("a figure is missing");
  const memory = (/** @type {Spread} */ spread) => `${more(spread, 1)} MB`;
  return [
    {
      what: "the provider's process: first check, more than an empty provider",
      target: "≤ 60 ms, ≤ 15 MB",
      measured: `${more(check.more, 0)} ms, ${memory(checkMemory.more)}`,
      met: most(check.more, 60) && most(checkMemory.more, 15),
    },
    {
      what: "the first create after it, with its calls, more than an empty provider",
      target: "–",
      measured: `${more(create.more, 0)} ms; ${memory(createMemory.more)} in all`,
      met: undefined,
    },
  ];
}

const pipelines = (/** @type {number} */ count) => `${count} pipeline${count === 1 ? "" : "s"}`;

const percent = (/** @type {number} */ ratio) =>
  `${ratio >= 1 ? "+" : "−"}${Math.abs((ratio - 1) * 100).toFixed(0)}%`;

/** @param {Spread} ratio */
export const ratioText = ({ min, median, max }) =>
  `${median.toFixed(2)} (${min.toFixed(2)} to ${max.toFixed(2)})`;

/** @param {Spread} difference @param {number} digits */
const more = ({ min, median, max }, digits) =>
  `${median >= 0 ? "+" : "−"}${Math.abs(median).toFixed(digits)} (${min.toFixed(digits)} to ${max.toFixed(digits)})`;

/** Rows as a table of Markdown, which can be read as it is. @param {Row[]} rows */
export function table(rows) {
  const mark = (/** @type {Row} */ { met }) => (met === undefined ? "" : met ? "met" : "**not met**");
  const lines = rows.map((row) => `| ${row.what} | ${row.target} | ${row.measured} | ${mark(row)} |`);
  return ["| what | target | measured | |", "|---|---|---|---|", ...lines].join("\n");
}
