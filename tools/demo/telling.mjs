/** @param {string} text */
export function heading(text) {
  const [start, end] = process.stdout.isTTY ? ["\x1b[1m", "\x1b[0m"] : ["", ""];
  console.log(`\n${start}== ${text}${end}`);
}

/** @param {{code: number}} run */
export function succeeded({ code }) {
  if (code !== 0) throw new Error(`The demo ends here: that command failed, with exit code ${code}.`);
}

/**
 * @param {string} claim
 * @param {boolean} holds
 */
export function verify(claim, holds) {
  if (!holds) throw new Error(`The demo ends here: it is not so that ${claim}.`);
  console.log(`  ok: ${claim}`);
}

/**
 * What the simulated ECS was asked for.
 *
 * @param {Record<string, number>} calls
 */
export function listCalls(calls) {
  heading("What the simulated ECS was asked for, in all of this");
  for (const [action, count] of Object.entries(calls))
    console.log(`  ${String(count).padStart(3)}  ${action}`);
}
