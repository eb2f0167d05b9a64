const { connect, createServer } = require("node:net");
const { once } = require("node:events");
const { setTimeout: sleep } = require("node:timers/promises");

/** @typedef {import("node:child_process").ChildProcess} ChildProcess */

const secondsToStart = 30;

/** A port that was free a moment ago, for a server that cannot choose one. @returns {Promise<number>} */
async function freePort() {
  const server = createServer();
  const port = await listen(server);
  server.close();
  return port;
}

/** @param {import("node:net").Server} server @returns {Promise<number>} the port on which it listens */
async function listen(server) {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return /** @type {import("node:net").AddressInfo} */ (server.address()).port;
}

/**
 * Waits until a server that was started answers.
 *
 * @param {string} name
 * @param {ChildProcess} server
 * @param {() => Promise<unknown>} ask fails as long as the server does not answer
 */
async function untilAnswers(name, server, ask) {
  const end = performance.now() + secondsToStart * 1000;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (server.exitCode !== null) throw new Error(`${name} ended with exit code ${server.exitCode}`);
      if (performance.now() > end)
        throw new Error(`${name} does not answer in ${secondsToStart} s`, { cause: error });
    }
    await sleep(50);
  }
}

/** Ends a server, and waits until it is gone. @param {ChildProcess} server @param {NodeJS.Signals} [signal] */
async function end(server, signal = "SIGTERM") {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const gone = once(server, "exit");
  server.kill(signal);
  const timer = setTimeout(() => server.kill("SIGKILL"), 10_000);
  await gone.finally(() => clearTimeout(timer));
}

/** Ends it with this process, whatever happens. @param {ChildProcess} server */
function endWithThisProcess(server) {
  const kill = () => server.kill("SIGKILL");
  process.once("exit", kill);
  server.once("exit", () => process.removeListener("exit", kill));
}

/**
 * A way to a port on which everything takes so long in each direction, as to a server that is far away.
 *
 * @param {number} port
 * @param {number} milliseconds the time there and back
 */
async function startDistance(port, milliseconds) {
  /** @type {Set<import("node:net").Socket>} */
  const sockets = new Set();
  const server = createServer((near) => {
    const far = connect(port, "127.0.0.1");
    for (const [from, to] of /** @type {const} */ ([
      [near, far],
      [far, near],
    ])) {
      sockets.add(from);
      from.setNoDelay(true);
      // Timers of one length end in the order in which they began.
      from.on("data", (data) => setTimeout(() => to.writable && to.write(data), milliseconds / 2));
      from.on("end", () => setTimeout(() => to.end(), milliseconds / 2));
      from.on("error", () => to.destroy());
      from.on("close", () => sockets.delete(from));
    }
  });
  return {
    port: await listen(server),
    stop() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

module.exports = { end, endWithThisProcess, freePort, listen, startDistance, untilAnswers };
