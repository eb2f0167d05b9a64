/**
 * Whether a child that must get each signal once runs in a process group of its own, where it gets only what is passed
 * on. Otherwise a signal to the whole group (timeout, some CI systems) would reach it twice, and Pulumi takes the second
 * one as "stop immediately, whatever is left behind". On a terminal the child stays in the group, so that it can ask.
 */
export const apart = !process.stdin.isTTY;

/**
 * Passes signals on to a child in the foreground; the child decides when to end. Returns a function that stops this.
 * On a terminal, Ctrl-C reaches the child directly, and npm passes on a copy of what its whole group got.
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
