/**
 * An Alibaba Cloud ECS endpoint on this machine: Image Builder's RPC actions, as a server that a test or
 * a tool starts. The command `image-builder-simulator` starts it in a process of its own.
 */

import { randomBytes } from "node:crypto";
import { createBuilds } from "./builds.js";
import { createCallLog } from "./control/calls.js";
import { createCounting } from "./control/counters.js";
import { createFaults } from "./control/faults.js";
import { createQuota } from "./control/quota.js";
import { createAccessKeys } from "./model/access-keys.js";
import { createClock } from "./model/clock.js";
import { endLostRuns } from "./model/executions.js";
import { openJournal } from "./model/journal.js";
import { createStore } from "./model/store.js";
import { randomWord } from "./random.js";
import { createNonces } from "./rpc/nonces.js";
import { createServer } from "./server.js";

export interface SimulatorOptions {
  /** @default 0, which takes a free one. */
  readonly port?: number;
  /** The address to listen on. @default "127.0.0.1" */
  readonly host?: string;
  /** A file that keeps the content across restarts. @default none */
  readonly data?: string;
  /** How many simulated seconds pass in a real one. @default 1 */
  readonly speed?: number;
  /** @default random; give both of the pair or neither. */
  readonly accessKeyId?: string;
  readonly accessKeySecret?: string;
  /** Real time, in milliseconds since 1970. @default Date.now */
  readonly clock?: () => number;
  /**
   * A shell command that really runs the content of each execution: it reads the build content on standard input, and gets
   * `--component REFERENCE=FILE` for each component that the contents name and `--test FILE` for a test content. Exit code 0
   * is a success, 4 a failure of the tests, any other one of the build. @default none: nothing is run
   */
  readonly runBuilds?: string;
  /** Receives one line for each call, without values of parameters. @default none */
  readonly log?: (line: string) => void;
}

export interface Simulator {
  /** `http://127.0.0.1:PORT` */
  readonly endpoint: string;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  /** Ends all connections and releases the data file. */
  close(): Promise<void>;
}

/**
 * Starts a simulator and waits until it listens.
 *
 * @example
 * const simulator = await startSimulator();
 * // … point a client at simulator.endpoint, with simulator.accessKeyId and simulator.accessKeySecret
 * await simulator.close();
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const {
    port = 0,
    host = "127.0.0.1",
    data,
    speed = 1,
    clock: realTime = Date.now,
    log = () => {},
  } = options;
  const key = {
    accessKeyId: options.accessKeyId ?? `SIM${randomWord(17)}`,
    accessKeySecret: options.accessKeySecret ?? randomBytes(24).toString("base64url"),
  };
  const journal = data === undefined ? undefined : openJournal(data, log);
  try {
    const store = createStore(journal, journal?.history);
    const clock = createClock(store, realTime, speed);
    const now = () => clock.now().getTime();
    endLostRuns(store, now());
    const builds =
      options.runBuilds === undefined
        ? undefined
        : createBuilds({ command: options.runBuilds, store, now, log });
    const server = createServer({
      world: { store, clock, realTime, ...(builds && { builds }) },
      accessKeys: createAccessKeys(store, key),
      faults: createFaults(),
      quota: createQuota(),
      counting: createCounting(),
      calls: createCallLog(),
      nonces: createNonces(),
      log,
      startedAt: new Date(realTime()).toISOString(),
    });
    await server.listen({ port, host });
    const address = server.server.address();
    const takenPort = typeof address === "object" && address !== null ? address.port : port;
    return {
      endpoint: `http://${reachable(host)}:${takenPort}`,
      ...key,
      close: async () => {
        await server.close();
        await builds?.close();
        journal?.close();
      },
    };
  } catch (error) {
    journal?.close();
    throw error;
  }
}

/** Nobody can connect to the address that means "listen everywhere". */
function reachable(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}
