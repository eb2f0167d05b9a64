// npm run bench               everything, in about an hour; writes bench/results/latest.json and docs/performance.md
// npm run bench -- --steps    the steps of 1 and 100 pipelines, state, processes and sizes, in about ten minutes; writes
//                             them into the same files
// npm run bench -- --state    state in OSS and PostgreSQL, and a thousand pipelines in ten stacks, in about half an hour; writes
//                             bench/results/state.json and docs/state-backends.md. Needs test/system/install.sh
// npm run bench -- --quick    what two minutes are enough to measure; exits 1 if a limit is exceeded by more than the spread
//
// Measures this package, as a dynamic provider and as a plugin, against the floor: a dynamic provider of one line that does
// nothing, with the same arguments and the same engine. The sides take turns, and what counts are the ratios, round by
// round: these machines are shared, and single times mean little.

import { parseArgs } from "node:util";
import { startSimulator } from "../tools/demo/simulator.mjs";
import { runMain, setUp } from "../tools/lib/setup.mjs";

await runMain(async () => {
  const { values } = parseArgs({
    options: {
      quick: { type: "boolean", default: false },
      steps: { type: "boolean", default: false },
      state: { type: "boolean", default: false },
    },
  });
  const cli = await setUp();
  // Loaded here and not above: its dependencies exist only after the setup.
  const { everything, quick, steps } = await import("./all.mjs");
  const { state } = await import("./state.mjs");
  const simulator = await startSimulator();
  try {
    const measure = values.quick ? quick : values.steps ? steps : values.state ? state : everything;
    await measure({ cli, simulator });
  } finally {
    simulator.stop();
  }
});
