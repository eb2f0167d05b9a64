/** @typedef {import("./project.mjs").Simulator} Simulator */

/** @param {Simulator} simulator @param {string} path @param {object} body */
async function control({ endpoint }, path, body) {
  const answer = await fetch(`${endpoint}/_simulator/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`the simulator answered ${path} with ${await answer.text()}`);
}

/** Delays every answer by this time; 0 for no delay. @param {Simulator} simulator @param {number} milliseconds */
export const setLatency = (simulator, milliseconds) =>
  control(simulator, "faults", milliseconds === 0 ? {} : { kinds: ["delay"], delayMs: milliseconds });

/** Empties the simulator, so that one part does not affect the next. @param {Simulator} simulator */
export const reset = (simulator) => control(simulator, "reset", {});

/**
 * How often each action was called during a step.
 *
 * @param {Simulator} simulator
 * @param {() => Promise<unknown>} step
 * @returns {Promise<Record<string, number>>}
 */
export async function callsDuring(simulator, step) {
  const before = (await simulator.state()).calls;
  await step();
  const after = (await simulator.state()).calls;
  const made = Object.entries(after).map(
    ([action, number]) => /** @type {const} */ ([action, number - (before[action] ?? 0)]),
  );
  return Object.fromEntries(made.filter(([, number]) => number > 0));
}
