/**
 * Passes signals on to a child in the foreground, and leaves it to the child when to end. Gives back what ends that.
 *
 * On a terminal Ctrl-C reaches the child by itself. Passing it on would make two of it, and Pulumi takes the second for
 * "at once, whatever is left behind". Elsewhere npm and whoever signals the whole process group send two as well.
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
