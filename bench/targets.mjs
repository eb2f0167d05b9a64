import { differences, ratios, spread } from "./measure.mjs";
import { STEPS } from "./parts/scales.mjs";

/** @typedef {import("./measure.mjs").Spread} Spread */
/** @typedef {import("./all.mjs").Results} Results */
/** @typedef {import("./parts/scales.mjs").Scale} Scale */
/** @typedef {import("./parts/scales.mjs").Step} Step */
/** @typedef {import("./project.mjs").Side} Side */

/**
 * @typedef {object} Row what was measured, beside what it should be
 * @property {string} what
 * @property {string} target
 * @property {string} measured
 * @property {boolean | undefined} met undefined where there is nothing to meet
 */

/** Bytes of state for a pipeline of the size of the quickstart's, as a ratio to the floor. */
const DYNAMIC_STATE = 1.12;
const PLUGIN_STATE = 1.05;

/**
 * The limit of `--quick` for what a user installs in addition to @pulumi/pulumi. Of it, 0.4 MB are the Python SDK, which is
 * on no index.
 */
const INSTALLED_BYTES = 5e6;

/** Which side is compared with which. */
export const PAIRS = /** @type {const} */ ([
  ["plugin", "bridge"],
  ["plugin", "floor"],
  ["dynamic", "floor"],
  ["dynamic", "bridge"],
]);
/** @typedef {(typeof PAIRS)[number]} Pair */

const NAMES = {
  floor: "the floor",
  dynamic: "the dynamic provider",
  plugin: "the plugin",
  bridge: "the bridged provider",
};

/**
 * The highest ratio of the time of a step; undefined where there is no target. `--quick` runs on busy machines: there the
 * plugin with one pipeline, which is well below the floor, was a fifth slower than it twice in a row, and the calls of 20
 * pipelines, which the floor does not make, weigh more.
 *
 * @param {Pair} pair
 * @param {Pick<Scale, "count" | "latency">} scale
 * @param {Step} step
 * @param {boolean} quick
 * @returns {number | undefined}
 */
function limitOf([side, to], { count, latency }, step, quick) {
  const isTarget = [1, 100, 300].includes(count);
  if (to === "bridge") return side === "plugin" && isTarget ? 1 : undefined;
  if (quick && (side === "plugin" || count === 1)) return side === "plugin" ? 1.25 : 1.4;
  if (quick) return step === "refresh" || step === "destroy" ? 1.3 : 1.2;
  if (latency > 0 || !isTarget) return undefined;
  if (side === "plugin") return count <= 100 ? 1 : 1.05;
  return step === "refresh" ? 1.15 : 1.05;
}

/**
 * The ratio of two sides in a step, round by round, and its limit; undefined if one of them was not measured.
 *
 * @param {Scale} scale @param {Step} step @param {Pair} pair @param {boolean} [quick]
 */
export function ratioOf(scale, step, pair, quick = false) {
  const [times, others] = pair.map((side) => scale.sides[side]?.steps[step]?.times);
  if (!times || !others) return undefined;
  const limit = limitOf(pair, scale, step, quick);
  const ratio = ratios(times, others);
  // As fast as the bridged provider is not faster than it.
  const within = (/** @type {number} */ figure) =>
    limit === undefined ? undefined : pair[1] === "bridge" ? figure < limit : figure <= limit;
  return { ratio, limit, met: within(quick ? ratio.min : ratio.median) };
}

/**
 * Every row of the table. In quick mode, a limit counts as exceeded only if every round exceeded it: these machines are noisy.
 *
 * @param {Results} results @param {boolean} [quick] @returns {Row[]}
 */
export function rowsOf({ scales, processes }, quick = false) {
  const largest = scales.findLast(({ count }) => count <= 300);
  const smallest = scales.find(({ latency }) => latency === 0);
  return [
    ...PAIRS.flatMap((pair) => (quick ? ratioRows(scales, pair) : summaryRow(scales, pair))),
    ...addedByLatency(scales),
    ...(quick ? scales : largest ? [largest] : []).flatMap(callRows),
    ...(smallest ? stateRows(smallest, quick) : []),
    ...(processes ? processRows(processes, quick) : []),
  ];
}

/** @param {Scale} scale @param {Step} step */
const cellName = ({ count, latency }, step) =>
  `${step} of ${pipelines(count)}${latency > 0 ? ` at ${latency} ms` : ""}`;

/** @param {Scale[]} scales @param {Pair} pair @returns {Row[]} */
const ratioRows = (scales, pair) =>
  scales.flatMap((scale) =>
    STEPS.flatMap((step) => {
      const cell = ratioOf(scale, step, pair, true);
      if (cell === undefined) return [];
      const what = `${cellName(scale, step)}, ${NAMES[pair[0]]} to ${NAMES[pair[1]]}`;
      return { what, target: limitText(cell.limit), measured: ratioText(cell.ratio), met: cell.met };
    }),
  );

/** All cells of a pair in one row: how many met their target, and which did not. @param {Scale[]} scales @param {Pair} pair @returns {Row[]} */
function summaryRow(scales, pair) {
  const cells = scales.flatMap((scale) =>
    STEPS.flatMap((step) => {
      const cell = ratioOf(scale, step, pair);
      return cell?.limit === undefined ? [] : { ...cell, count: scale.count, name: cellName(scale, step) };
    }),
  );
  if (cells.length === 0) return [];
  const missed = cells.filter(({ met }) => !met);
  const texts = missed.map(({ name, ratio }) => `${name}: ${ratioText(ratio)}`);
  const counts = [...new Set(cells.map(({ count }) => count))].sort((a, b) => a - b);
  const limits = [...new Set(cells.map(({ limit }) => limit))].sort().map(limitText).join(", ");
  return [
    {
      what: `${NAMES[pair[0]]} to ${NAMES[pair[1]]}, each step, pipelines: ${counts.join(", ")}`,
      target: pair[1] === "bridge" ? "< 1" : limits,
      measured: [`${cells.length - missed.length} of ${cells.length} steps`, ...texts].join("; "),
      met: missed.length === 0,
    },
  ];
}

/**
 * What latency adds to a refresh: the difference to the floor, which makes no calls, with latency, less the same difference
 * without. So it is the time of the calls that wait for each other.
 *
 * @param {Scale[]} scales @returns {Row[]}
 */
function addedByLatency(scales) {
  const distant = scales.filter(({ count, latency }) => latency > 0 && [100, 300].includes(count));
  return distant.flatMap((far) =>
    /** @type {const} */ (["plugin", "dynamic"]).flatMap((side) => {
      const near = scales.find(({ count, latency }) => count === far.count && latency === 0);
      const added = (moreThanFloor(far, side) - moreThanFloor(near, side)) * 1000;
      if (Number.isNaN(added)) return [];
      const most = 4 * far.latency;
      return {
        what: `${cellName(far, "refresh")}, ${NAMES[side]}: what the latency adds`,
        target: `≤ ${most} ms, four round trips`,
        measured: `${added.toFixed(0)} ms`,
        met: added <= most,
      };
    }),
  );
}

/** Seconds that a refresh takes more than the floor's. @param {Scale | undefined} scale @param {Side} side */
function moreThanFloor(scale, side) {
  const [own, floor] = [scale?.sides[side], scale?.sides.floor].map((one) => one?.steps.refresh?.times);
  return own && floor ? differences(own, floor).median : Number.NaN;
}

/** @param {Scale} scale @returns {Row[]} */
function callRows(scale) {
  const { count } = scale;
  const most = count >= 100 ? 3 : 5;
  const wanted = /** @type {const} */ ([
    ["up", `${count}, and 1 to STS`, { CreateImagePipeline: count, GetCallerIdentity: 1 }],
    ["up again", "none", {}],
    ["refresh", `≤ ${most}`, undefined],
    ["destroy", `${count}`, { DeleteImagePipeline: count }],
  ]);
  return wanted.flatMap(([step, target, exactly]) => {
    const of = (/** @type {Side} */ side) => scale.sides[side]?.steps[step]?.calls;
    const ours = [of("plugin"), of("dynamic")].filter((calls) => calls !== undefined);
    if (ours.length === 0) return [];
    const bridge = of("bridge");
    const isMet = (/** @type {Record<string, number>} */ calls) =>
      exactly ? callsText(calls) === callsText(exactly) : Object.values(calls).every((n) => n <= most);
    return {
      what: `calls of ${cellName(scale, step)}`,
      target,
      measured:
        [...new Set(ours.map(callsText))].join("; dynamic: ") +
        (bridge ? `; ${NAMES.bridge}: ${callsText(bridge)}` : ""),
      met: ours.every(isMet),
    };
  });
}

/** @param {Record<string, number>} calls */
const callsText = (calls) =>
  Object.keys(calls)
    .sort()
    .map((action) => `${calls[action]} ${action}`)
    .join(", ") || "none";

/** @param {Scale} scale @param {boolean} quick @returns {Row[]} */
function stateRows({ sides }, quick) {
  const floor = sides.floor?.stateBytes;
  if (floor === undefined) return [];
  // The stacks in the floor's state have the path of the repository, which is another one in CI.
  const more = quick ? 0.05 : 0;
  const limits = { plugin: PLUGIN_STATE + more, dynamic: DYNAMIC_STATE + more, bridge: undefined };
  return /** @type {const} */ (["plugin", "dynamic", "bridge"]).flatMap((side) => {
    const bytes = sides[side]?.stateBytes;
    if (bytes === undefined) return [];
    const limit = limits[side];
    return {
      what: `bytes of state for a pipeline, ${NAMES[side]}`,
      target: limit === undefined ? "–" : `≤ floor + ${((limit - 1) * 100).toFixed(0)}%`,
      measured: `${bytes.toFixed(0)} (${percent(bytes / floor)} to ${floor.toFixed(0)})`,
      met: limit === undefined ? undefined : bytes <= floor * limit,
    };
  });
}

/** @param {NonNullable<Results["processes"]>} processes @param {boolean} quick @returns {Row[]} */
function processRows({ host: { start, check, create, startMemory, createMemory }, imports, size }, quick) {
  const most = (/** @type {Spread} */ { min, median }, /** @type {number} */ limit) =>
    (quick ? min : median) <= limit;
  const firstCheck = quick ? 120 : 60;
  const both = (/** @type {typeof start} */ { plugin, dynamic }, /** @type {string} */ unit) =>
    `${plugin.median.toFixed(0)} ${unit}; dynamic: ${dynamic.median.toFixed(0)} ${unit}`;
  return [
    {
      what: "start of the plugin's process, as a ratio to the dynamic provider's",
      target: "≤ 0.5",
      measured: `${ratioText(start.ratio)}: ${both(start, "ms")}`,
      met: most(start.ratio, 0.5),
    },
    {
      what: "its first check",
      target: `≤ ${firstCheck} ms`,
      measured: both(check, "ms"),
      met: most(check.plugin, firstCheck) && most(check.dynamic, firstCheck),
    },
    {
      what: "the first create after it, with its calls",
      target: "–",
      measured: both(create, "ms"),
      met: undefined,
    },
    {
      what: "memory after the start, and after that create",
      target: "–",
      measured: `${both(startMemory, "MB")}, and ${both(createMemory, "MB")}`,
      met: undefined,
    },
    {
      what: "import of the package in a program",
      target: "≤ 60 ms",
      measured: `${imports.median.toFixed(0)} ms`,
      met: most(imports, 60),
    },
    {
      what: "installed beyond @pulumi/pulumi",
      target: `≤ ${INSTALLED_BYTES / 1e6} MB, 0 dependencies`,
      measured: `${megabytes(size.installed)}, packed ${megabytes(size.packed)}, in ${size.files} files, ${size.dependencies} dependencies; plugin.js alone ${megabytes(size.plugin)}`,
      met: size.dependencies === 0 && size.installed <= INSTALLED_BYTES,
    },
  ];
}

const megabytes = (/** @type {number} */ bytes) => `${(bytes / 1e6).toFixed(1)} MB`;

const pipelines = (/** @type {number} */ count) => `${count} pipeline${count === 1 ? "" : "s"}`;

const percent = (/** @type {number} */ ratio) =>
  `${ratio >= 1 ? "+" : "−"}${Math.abs((ratio - 1) * 100).toFixed(0)}%`;

const limitText = (/** @type {number | undefined} */ limit) => (limit === undefined ? "–" : `≤ ${limit}`);

/** One round has no spread. @param {Spread} ratio */
export function ratioText(ratio) {
  const [min, median, max] = [ratio.min, ratio.median, ratio.max].map((figure) => figure.toFixed(2));
  return min === max ? `${median}` : `${median} (${min} to ${max})`;
}

/** The median of the times of a step, as text. @param {Scale} scale @param {Side} side @param {Step} step */
export function timeText(scale, side, step) {
  const times = scale.sides[side]?.steps[step]?.times;
  return times ? `${spread(times).median.toFixed(2)} s` : "–";
}

/** Rows as a table of Markdown, which can be read as it is. @param {Row[]} rows */
export function table(rows) {
  const mark = (/** @type {Row} */ { met }) => (met === undefined ? "" : met ? "met" : "**not met**");
  const lines = rows.map((row) => `| ${row.what} | ${row.target} | ${row.measured} | ${mark(row)} |`);
  return ["| what | target | measured | |", "|---|---|---|---|", ...lines].join("\n");
}
