/**
 * Whether a child that must get each signal once belongs in a process group of its own, where it gets only what is
 * passed on: whoever signals the whole group (timeout, some CI systems) would otherwise make two of one, and Pulumi
 * takes the second for "at once, whatever is left behind". On a terminal it stays in the group, to be able to ask.
 */
export const apart = !process.stdin.isTTY;

/**
 * Passes signals on to a child in the foreground, and leaves it to the child when to end. Gives back what ends that.
 * On a terminal Ctrl-C reaches the child by itself; npm passes on a copy of what its whole group got.
 *
 * @param {import("node:child_process").ChildProcess} child
 */
export function passSignalsOn(child) {
  let last = 0;
  const listeners = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]).map((signal) => {
    const pass = () => {
      if (signal === "SIGINT" && process.stdin.isTTY) return;
      const now = Date.now();
      if (now - last > 500) child.kill(signal);
      last = now;
    };
    process.on(signal, pass);
    return () => process.removeListener(signal, pass);
  });
  return () => {
    for (const remove of listeners) remove();
  };
}
