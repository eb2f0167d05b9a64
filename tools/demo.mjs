import { duration, say } from "./lib/progress.mjs";
import { runMain, setUp } from "./lib/setup.mjs";

/** The demos by name; without an argument, the quickstart runs. */
const stories = {
  quickstart: "./demo/quickstart.mjs",
  "golden-image": "./demo/golden-image.mjs",
  plugin: "./demo/plugin.mjs",
};

await runMain(async () => {
  const [name = "quickstart"] = process.argv.slice(2);
  if (!isStory(name))
    throw new Error(`There is no demo of that name. Use one of: ${Object.keys(stories).join(", ")}.`);
  const started = Date.now();
  say("Setting up");
  const cli = await setUp();
  const { tell } = await import(stories[name]);
  await tell(cli);
  console.log(
    `\nEverything was as announced, in ${duration(Date.now() - started)}. For your own project, see README.md`,
  );
});

/**
 * @param {string} name
 * @returns {name is keyof typeof stories}
 */
function isStory(name) {
  return Object.hasOwn(stories, name);
}
