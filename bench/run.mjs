// npm run bench                        everything, in about 40 minutes; writes bench/results/latest.json and docs/performance.md
// npm run bench -- --bridge PATH       also the bridged provider: the executable pulumi-resource-alicloud of @pulumi/alicloud
// npm run bench -- --counts 1,300 [--latencies 0,100] [--rounds 3]
//                                      only these scales; the other results stay
// npm run bench -- --continue          only what was not yet measured at this commit
// npm run bench -- --quick             what two minutes are enough to measure; exits 1 if a limit is exceeded in every round
//
// Measures this package, as a dynamic provider and as a plugin, against the floor: a dynamic provider of one line that does
// nothing, with the same arguments and the same engine. The sides take turns, and what counts are the ratios, round by
// round: these machines are shared, and single times mean little.

import { parseArgs } from "node:util";
import { startSimulator } from "../tools/demo/simulator.mjs";
import { runMain, setUp } from "../tools/lib/setup.mjs";
import { bridgeAt } from "./project.mjs";

await runMain(async () => {
  const { values } = parseArgs({
    options: {
      bridge: { type: "string" },
      counts: { type: "string" },
      latencies: { type: "string" },
      rounds: { type: "string" },
      continue: { type: "boolean", default: false },
      quick: { type: "boolean", default: false },
    },
  });
  const numbers = (/** @type {"counts" | "latencies" | "rounds"} */ name) => {
    const list = values[name];
    if (list === undefined || /^\d+(,\d+)*$/.test(list)) return list?.split(",").map(Number);
    throw new Error(`--${name}: it must be whole numbers, separated by commas, such as --${name} 1,20.`);
  };
  const options = {
    counts: numbers("counts"),
    latencies: numbers("latencies"),
    rounds: numbers("rounds")?.[0],
    onlyMissing: values.continue,
  };
  const bridge = values.bridge === undefined ? undefined : bridgeAt(values.bridge);
  const cli = await setUp();
  // Loaded here and not above: its dependencies exist only after the setup.
  const { everything, quick } = await import("./all.mjs");
  const simulator = await startSimulator();
  try {
    const stand = { cli, simulator, bridge };
    if (values.quick) await quick(stand);
    else await everything(stand, options);
  } finally {
    simulator.stop();
  }
});
