import { duration, say } from "./lib/progress.mjs";
import { runMain, setUp } from "./lib/setup.mjs";

/** What can be shown, by the argument; without one it is the quickstart. */
const stories = {
  quickstart: "./demo/quickstart.mjs",
  "golden-image": "./demo/golden-image.mjs",
};

await runMain(async () => {
  const [name = "quickstart"] = process.argv.slice(2);
  if (!isStory(name)) throw new Error(`There is no demo of that name: ${Object.keys(stories).join(", ")}.`);
  const started = Date.now();
  say("Setting up");
  const cli = await setUp();
  const { tell } = await import(stories[name]);
  await tell(cli);
  console.log(`\nAll of it was as said, in ${duration(Date.now() - started)}. Now yours: see README.md`);
});

/**
 * @param {string} name
 * @returns {name is keyof typeof stories}
 */
function isStory(name) {
  return Object.hasOwn(stories, name);
}
