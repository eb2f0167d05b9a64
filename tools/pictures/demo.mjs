// Records `npm run demo` and makes docs/demo.svg of it: node tools/pictures/demo.mjs
//
// The recording is real; only waits are shortened, and the setup, which names folders of this machine, is left out. It needs
// asciinema on PATH (apt-get install asciinema, or pip install asciinema). svg-term-cli, which has 48 MB, comes from npm
// into the cache.

import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder, root } from "../lib/paths.mjs";
import { reasonOf, run } from "../lib/run.mjs";
import { withScratch } from "../lib/scratch.mjs";

const RENDERER = "svg-term-cli@2.1.1";
const SIZE = { cols: 100, rows: 30 };
const LONGEST_WAIT = 1.6;
/** What comes within this time is one frame. */
const ONE_FRAME = 0.15;
const LAST_FRAME = 5;
const MOST_BYTES = 400_000;

const picture = join(root, "docs/demo.svg");

await withScratch(cacheFolder(), async (folder) => {
  const [recorded, shortened] = [join(folder, "recorded.cast"), join(folder, "shortened.cast")];
  await succeed("asciinema", [
    ...["rec", "--quiet", "--overwrite", "--cols", `${SIZE.cols}`, "--rows", `${SIZE.rows}`],
    ...["--command", "npm run -s demo", recorded],
  ]);
  writeFileSync(shortened, shorten(readFileSync(recorded, "utf8")));
  const renderer = join(cacheFolder(), RENDERER.replace("@", "-"));
  const command = join(renderer, "node_modules/svg-term-cli/lib/cli.js");
  if (!existsSync(command))
    await succeed("npm", [
      "install",
      "--prefix",
      renderer,
      "--ignore-scripts",
      "--no-audit",
      "--no-fund",
      RENDERER,
    ]);
  await succeed(process.execPath, [command, "--in", shortened, "--out", picture, "--window", "--no-cursor"]);
});
writeFileSync(picture, standingStill(readFileSync(picture, "utf8")));
const { size } = statSync(picture);
if (size > MOST_BYTES) throw new Error(`docs/demo.svg has ${size} bytes; at most ${MOST_BYTES} are wanted`);
console.log(`docs/demo.svg has ${size} bytes`);

/**
 * @param {string} name
 * @param {string[]} args
 */
async function succeed(name, args) {
  const env = { ...process.env, TERM: "xterm-256color" };
  const outcome = await run(name, args, { cwd: root, env, totalSeconds: 600 });
  if (outcome.code !== 0) throw new Error(`${name} failed: ${reasonOf(outcome)}`);
}

/**
 * The recording from the first heading on, with shorter waits and fewer frames.
 *
 * @param {string} cast a recording of asciinema, version 2: a line for the header, then one for each output
 */
function shorten(cast) {
  const [, ...lines] = cast.trim().split("\n");
  const events = lines.map((line) => /** @type {[number, string, string]} */ (JSON.parse(line)));
  const first = events.findIndex(([, , text]) => text.includes("== "));
  if (first < 0) throw new Error("the recording has no heading of the demo");
  /** @type {[number, string, string][]} */
  const frames = [[0.5, "o", "$ npm run demo\r\n"]];
  let now = 1.5;
  let before = events[first]?.[0] ?? 0;
  for (const [time, , text] of events.slice(first)) {
    const last = frames[frames.length - 1];
    if (last !== undefined && frames.length > 1 && time - before < ONE_FRAME) last[2] += text;
    else {
      now += Math.min(time - before, LONGEST_WAIT);
      frames.push([now, "o", text]);
    }
    before = time;
  }
  frames.push([now + LAST_FRAME, "o", ""]);
  const header = { version: 2, width: SIZE.cols, height: SIZE.rows };
  return [header, ...frames].map((line) => `${JSON.stringify(line)}\n`).join("");
}

/**
 * The picture with the last frame alone for those who have asked their system for less motion.
 *
 * @param {string} svg
 */
function standingStill(svg) {
  const [, last] = /to\{transform:(translateX\([^)]*\))\}/.exec(svg) ?? [];
  if (last === undefined) throw new Error("the picture has no animation as svg-term-cli makes it");
  const style = `[style*=animation]{animation:none!important;transform:${last}}`;
  return svg.replace("<style>", `<style>@media (prefers-reduced-motion:reduce){${style}}`);
}
