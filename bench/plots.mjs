import * as vega from "vega";
import * as vegaLite from "vega-lite";
import { spread } from "./measure.mjs";
import { STEPS } from "./parts/scales.mjs";

/** @typedef {import("./all.mjs").Results} Results */
/** @typedef {import("./parts/scales.mjs").Scale} Scale */
/** @typedef {import("vega-lite").TopLevelSpec} Specification */

/** @param {Specification} specification */
export async function toSvg(specification) {
  const { spec } = vegaLite.compile(specification);
  return `${await new vega.View(vega.parse(spec), { renderer: "none" }).toSVG()}\n`;
}

const SIDES = /** @type {const} */ (["plugin", "dynamic", "bridge", "floor"]);
const COLOURS = { plugin: "#2ca02c", dynamic: "#1f77b4", bridge: "#ff7f0e", floor: "#9aa0a6" };

/** A point for each side, step and scale, with the sides that were measured. @param {Scale[]} scales */
function pointsOf(scales) {
  const sides = SIDES.filter((side) => scales.some((scale) => scale.sides[side]));
  const values = scales.flatMap((scale) =>
    sides.flatMap((side) =>
      STEPS.flatMap((step) => {
        const times = scale.sides[side]?.steps[step]?.times;
        const pipelines = `${scale.count} pipeline${scale.count === 1 ? "" : "s"}`;
        return times ? [{ pipelines, count: scale.count, side, step, ...spread(times) }] : [];
      }),
    ),
  );
  const color = /** @type {const} */ ({
    field: "side",
    type: "nominal",
    scale: { domain: sides, range: sides.map((side) => COLOURS[side]) },
    legend: { title: null, orient: "bottom" },
  });
  return { sides, values, color };
}

/** The time of each step with latency, with its spread. @param {Results} results @returns {Specification} */
export function steps({ scales }) {
  const { sides, values, color } = pointsOf(
    scales.filter(({ latency, count }) => latency === 100 && count !== 20),
  );
  const x = /** @type {const} */ ({ field: "side", type: "nominal", sort: [...sides], axis: null });
  return {
    data: { values },
    title: "Seconds that each step takes, 100 ms from the service",
    facet: {
      row: { field: "pipelines", sort: { field: "count" }, title: null },
      column: { field: "step", sort: [...STEPS], title: null },
    },
    resolve: { scale: { y: "independent" } },
    spec: {
      width: 100,
      height: 120,
      layer: [
        { mark: "bar", encoding: { x, color, y: { field: "median", type: "quantitative", title: null } } },
        {
          mark: { type: "rule", strokeWidth: 2, color: "black" },
          encoding: { x, y: { field: "min", type: "quantitative" }, y2: { field: "max" } },
        },
      ],
    },
  };
}

/** How the time of the steps grows. @param {Results} results @returns {Specification} */
export function growth({ scales }) {
  const { values, color } = pointsOf(scales.filter(({ latency }) => latency === 0));
  const shown = ["preview", "up", "refresh", "destroy"];
  return {
    data: { values: values.filter(({ step }) => shown.includes(step)) },
    title: "Seconds by the number of pipelines, at no latency",
    facet: { column: { field: "step", sort: shown, title: null } },
    spec: {
      width: 150,
      height: 180,
      mark: { type: "line", point: true },
      encoding: {
        x: {
          field: "count",
          type: "quantitative",
          scale: { type: "log", nice: false },
          axis: { values: [1, 10, 100, 1000], title: "pipelines" },
        },
        y: { field: "median", type: "quantitative", scale: { type: "log" }, title: null },
        color,
      },
    },
  };
}
