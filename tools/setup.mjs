import { duration, say } from "./lib/progress.mjs";
import { runMain, setUp } from "./lib/setup.mjs";

await runMain(async () => {
  const started = Date.now();
  say("Setting up");
  await setUp();
  say(`Ready, in ${duration(Date.now() - started)}. Next: npm run demo`);
});
