// npm run bench               everything, in three quarters of an hour; writes bench/results/latest.json and docs/performance.md
// npm run bench -- --quick    what two minutes are enough to measure; exits 1 if a limit is exceeded by more than the spread
//
// Measures this package against the floor: a dynamic provider of one line that does nothing, with the same arguments,
// the same engine and the same host. The sides take turns, and what counts is the ratio of the two, round by round:
// these machines are shared, and single times mean little.

import { parseArgs } from "node:util";
import { startSimulator } from "../tools/demo/simulator.mjs";
import { runMain, setUp } from "../tools/lib/setup.mjs";

await runMain(async () => {
  const { values } = parseArgs({ options: { quick: { type: "boolean", default: false } } });
  const cli = await setUp();
  // Loaded here and not above: its dependencies exist only after the setup.
  const { everything, quick } = await import("./all.mjs");
  const simulator = await startSimulator();
  try {
    await (values.quick ? quick : everything)({ cli, simulator });
  } finally {
    simulator.stop();
  }
});
