/**
 * Passes signals on to a child in the foreground, and leaves it to the child when to end.
 *
 * On a terminal Ctrl-C reaches the child by itself. Passing it on would make two of it, and Pulumi takes the second for
 * "at once, whatever is left behind". Elsewhere npm and whoever signals the whole process group send two as well.
 *
 * @param {import("node:child_process").ChildProcess} child
 */
export function passSignalsOn(child) {
  let last = 0;
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
    process.on(signal, () => {
      if (signal === "SIGINT" && process.stdin.isTTY) return;
      const now = Date.now();
      if (now - last > 500) child.kill(signal);
      last = now;
    });
  }
}
