/** @param {string} text */
export function heading(text) {
  const [start, end] = process.stdout.isTTY ? ["\x1b[1m", "\x1b[0m"] : ["", ""];
  console.log(`\n${start}== ${text}${end}`);
}

/** @param {{code: number}} run */
export function succeeded({ code }) {
  if (code !== 0) throw new Error(`The demo stops here: that command failed with exit code ${code}.`);
}

/**
 * @param {string} claim
 * @param {boolean} holds
 */
export function verify(claim, holds) {
  if (!holds) throw new Error(`The demo stops here: this is not true: ${claim}.`);
  console.log(`  ok: ${claim}`);
}

/**
 * Lists how often each action of the simulated ECS was called.
 *
 * @param {Record<string, number>} calls
 */
export function listCalls(calls) {
  heading("How often each action of the simulated ECS was called");
  for (const [action, count] of Object.entries(calls))
    console.log(`  ${String(count).padStart(3)}  ${action}`);
}
