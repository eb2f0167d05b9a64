import { inTurns, ratios, seconds, spread } from "../measure.mjs";
import { benchProject } from "../project.mjs";

/** @typedef {import("../project.mjs").Side} Side */

const COUNT = 3;

/**
 * Measures the bytes of state for each pipeline, as compact JSON, and how often the state contains the build content.
 *
 * @param {import("../project.mjs").Stand} stand
 * @param {{ contents: number[], sides: Side[] }} options the sizes of the content
 */
export async function measureState(stand, { contents, sides: measuredSides }) {
  const states = [];
  for (const contentBytes of contents) {
    /** @type {{ side: Side, bytes: number, contents: number }[]} */
    const sides = [];
    for (const side of measuredSides) sides.push({ side, ...(await stateOf(stand, side, contentBytes)) });
    states.push({ contentBytes, sides });
  }
  return states;
}

/** @param {import("../project.mjs").Stand} stand @param {Side} side @param {number} contentBytes */
async function stateOf(stand, side, contentBytes) {
  const project = benchProject(stand, side, COUNT, { contentBytes });
  try {
    await project.init();
    await project.up();
    const text = JSON.stringify(await project.resources());
    await project.destroy();
    return { bytes: text.length / COUNT, contents: (text.split("RUN echo ").length - 1) / COUNT };
  } finally {
    project.remove();
  }
}

/**
 * Measures the declaration of one pipeline: registered with a literal text, as this package does, and with
 * `pulumi.dynamic.Resource`, which loads a compiler to serialize a function.
 *
 * @param {import("../project.mjs").Stand} stand
 * @param {number} rounds
 */
export async function measureRegistration(stand, rounds) {
  const sides = await inTurns(/** @type {const} */ (["dynamic", "serialized"]), rounds, async (side) => {
    const project = benchProject(stand, side, 1);
    try {
      await project.init();
      return await seconds(project.preview);
    } finally {
      project.remove();
    }
  });
  const { dynamic, serialized } = sides;
  return { dynamic: spread(dynamic), serialized: spread(serialized), ratio: ratios(serialized, dynamic) };
}
