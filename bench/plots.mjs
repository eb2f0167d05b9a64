import * as vega from "vega";
import * as vegaLite from "vega-lite";

/** @typedef {import("./all.mjs").Results} Results */
/** @typedef {import("vega-lite").TopLevelSpec} Specification */

/** @param {Specification} specification */
export async function toSvg(specification) {
  const { spec } = vegaLite.compile(specification);
  return `${await new vega.View(vega.parse(spec), { renderer: "none" }).toSVG()}\n`;
}

const COLOURS = { dynamic: "#1f77b4", plugin: "#2ca02c", floor: "#9aa0a6" };
const STEPS = ["preview", "up", "up again", "refresh", "destroy"];

/** @param {readonly (keyof typeof COLOURS)[]} sides */
const sideColour = (sides) =>
  /** @type {const} */ ({
    field: "side",
    type: "nominal",
    scale: { domain: [...sides], range: sides.map((side) => COLOURS[side]) },
  });

/** The ratio of each step to the floor, with its spread, and the target as a line. @param {Results} results @returns {Specification} */
export function ratiosToFloor({ scales, large }) {
  const sides = /** @type {const} */ (["dynamic", "plugin"]);
  const values = [...scales, ...large].flatMap(({ count, steps }) =>
    steps.flatMap(({ step, ratios }) =>
      sides.flatMap((side) => {
        const ratio = ratios[`${side}/floor`];
        return ratio ? [{ step, side, pipelines: String(count), ...ratio }] : [];
      }),
    ),
  );
  return {
    data: { values },
    title: "Time of each step, as a ratio to a provider that does nothing",
    facet: { column: { field: "step", sort: STEPS, title: null } },
    spec: {
      width: 110,
      height: 180,
      layer: [
        {
          mark: "bar",
          encoding: {
            x: {
              field: "pipelines",
              type: "ordinal",
              sort: null,
              axis: { labelAngle: 0, title: "pipelines" },
            },
            xOffset: { field: "side", sort: [...sides] },
            color: sideColour(sides),
            y: { field: "median", type: "quantitative", title: "ratio" },
          },
        },
        {
          mark: { type: "rule", strokeWidth: 2, color: "black" },
          encoding: {
            x: { field: "pipelines", type: "ordinal", sort: null },
            xOffset: { field: "side", sort: [...sides] },
            y: { field: "min", type: "quantitative" },
            y2: { field: "max" },
          },
        },
        {
          mark: { type: "rule", color: "#d62728", strokeDash: [4, 3] },
          encoding: { y: { datum: 1.05 } },
        },
      ],
    },
  };
}

const OWNERS = [
  "engine and CLI",
  "Pulumi's SDK",
  "Node.js",
  "garbage collection",
  "this package",
  "the simulated endpoint",
];
const NAMES = { engine: "engine and CLI", simulator: "the simulated endpoint" };

/** Processor time of an `up`, by whose code it went to. @param {Results} results @returns {Specification} */
export function whereItGoes({ where }) {
  const values = where.flatMap(({ count, side, spent }) =>
    Object.values(spent).flatMap((process) =>
      Object.entries(process).map(([owner, milliseconds]) => ({
        run: `${count} pipeline${count === 1 ? "" : "s"}, ${side}`,
        owner: NAMES[/** @type {keyof typeof NAMES} */ (owner)] ?? owner,
        seconds: milliseconds / 1000,
      })),
    ),
  );
  return {
    data: { values },
    title: "Where the processor time of an up goes, in seconds",
    width: 560,
    height: { step: 34 },
    mark: "bar",
    encoding: {
      y: { field: "run", type: "nominal", sort: null, title: null },
      x: { aggregate: "sum", field: "seconds", type: "quantitative", title: "seconds of processor time" },
      color: {
        field: "owner",
        type: "nominal",
        sort: OWNERS,
        scale: { domain: OWNERS, range: ["#c7c7c7", "#aec7e8", "#98df8a", "#dbdb8d", "#d62728", "#ff9896"] },
        legend: { title: null, orient: "bottom", columns: 3, labelLimit: 0 },
      },
      order: { field: "ownerOrder" },
    },
    transform: [{ calculate: `indexof(${JSON.stringify(OWNERS)}, datum.owner)`, as: "ownerOrder" }],
  };
}

/** When what runs in an `up` of one pipeline. @param {Results} results @returns {Specification} */
export function timeline({ where }) {
  const run = where.find(({ count, side }) => count === 1 && side === "dynamic");
  if (!run) throw new Error("there is no profile of one pipeline");
  const { program, host } = run.timeline;
  const [engineRow, programRow, hostRow] = ["engine and CLI", "program", "provider"];
  const own = (
    /** @type {{ loads: { file: string, start: number, end: number }[] }} */ { loads },
    /** @type {string} */ row,
  ) =>
    loads.map(({ file, start, end }) => ({
      row,
      what: file === "index" && row === programRow ? "the program" : "loading this package",
      start,
      end,
    }));
  const programStart = program.loads.at(-1)?.start ?? program.end;
  const values = [
    { row: engineRow, what: "running", start: 0, end: run.wall },
    { row: programRow, what: "loading Node.js and Pulumi's SDK", start: program.start, end: programStart },
    { row: programRow, what: "running", start: programStart, end: program.end },
    {
      row: hostRow,
      what: "loading Node.js and Pulumi's SDK",
      start: host.start,
      end: host.loads[0]?.start ?? host.end,
    },
    { row: hostRow, what: "running", start: host.loads[0]?.start ?? host.end, end: host.end },
    ...own(program, programRow),
    ...own(host, hostRow),
  ].map((bar) => ({ ...bar, start: bar.start / 1000, end: bar.end / 1000 }));
  const kinds = ["loading Node.js and Pulumi's SDK", "running", "the program", "loading this package"];
  return {
    data: { values },
    title: "An up of one pipeline: what runs when, with a profiler on",
    width: 560,
    height: { step: 34 },
    mark: "bar",
    encoding: {
      y: { field: "row", type: "nominal", sort: [engineRow, programRow, hostRow], title: null },
      x: { field: "start", type: "quantitative", title: "seconds" },
      x2: { field: "end" },
      color: {
        field: "what",
        type: "nominal",
        scale: { domain: kinds, range: ["#aec7e8", "#e0e0e0", "#1f77b4", "#d62728"] },
        legend: { title: null, orient: "bottom", columns: 2, labelLimit: 0 },
      },
    },
  };
}

/** How the time of an `up` and a destroy grows, on both sides. @param {Results} results @returns {Specification} */
export function growth({ growth: points }) {
  const values = points.flatMap(({ count, side, up, destroy }) => [
    { pipelines: count, side, step: "up", seconds: up },
    { pipelines: count, side, step: "destroy", seconds: destroy },
  ]);
  return {
    data: { values },
    title: "Time by the number of pipelines",
    facet: { column: { field: "step", sort: ["up", "destroy"], title: null } },
    spec: {
      width: 260,
      height: 200,
      mark: { type: "line", point: true },
      encoding: {
        x: {
          field: "pipelines",
          type: "quantitative",
          scale: { type: "log" },
          axis: { values: [10, 100, 1000] },
        },
        y: { field: "seconds", type: "quantitative", scale: { type: "log" } },
        color: sideColour(["dynamic", "plugin", "floor"]),
      },
    },
  };
}
