/** The lock of the data file, under processes that take it, release it and die with it, all at once. */

import { spawn } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { transformFileSync } from "@swc/core";
import { temporaryFolder } from "../support/folder.js";

/** The lock alone, for processes of their own. */
const LOCK = join(temporaryFolder(), "lock.cjs");
const source = join(__dirname, "../../simulator/src/model/lock.ts");
const { code } = transformFileSync(source, {
  jsc: { target: "es2022", parser: { syntax: "typescript" } },
  module: { type: "commonjs" },
});
writeFileSync(LOCK, code);

/**
 * Takes the lock as often as it can for a second. While it holds it, a file is there that another holder
 * would find. With the argument "die" it dies as a holder.
 */
const PROGRAM = `
const fs = require("node:fs");
const { lockFile } = require(${JSON.stringify(LOCK)});
const [path, marker, end] = process.argv.slice(1);
const until = Date.now() + 1000;
let taken = 0;
let refused = 0;
while (Date.now() < until) {
  let unlock;
  try {
    unlock = lockFile(path);
  } catch (error) {
    if (!/is using the data file|keep changing it/.test(error.message)) throw error;
    refused += 1;
    continue;
  }
  fs.writeFileSync(marker, "", { flag: "wx" });
  taken += 1;
  fs.rmSync(marker);
  if (end === "die" && taken === 20) process.kill(process.pid, "SIGKILL");
  unlock();
}
console.log(JSON.stringify({ taken, refused }));
`;

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});

function run(end: string): Promise<{ code: number | null; signal: string | null; out: string; err: string }> {
  const child = spawn(process.execPath, ["-e", PROGRAM, join(folder, "lock"), join(folder, "marker"), end]);
  const written = { out: "", err: "" };
  child.stdout.on("data", (chunk) => {
    written.out += chunk;
  });
  child.stderr.on("data", (chunk) => {
    written.err += chunk;
  });
  return new Promise((resolve) =>
    child.once("close", (code, signal) => resolve({ code, signal, ...written })),
  );
}

test("never has two holders, and is taken over from those that were killed", async () => {
  const ended = await Promise.all(["", "die", "", "die", ""].map(run));
  for (const { err } of ended) expect(err).toBe("");
  const counts = ended.filter(({ code }) => code === 0).map(({ out }) => JSON.parse(out));
  const taken = counts.reduce((sum, one) => sum + one.taken, 0);
  const refused = counts.reduce((sum, one) => sum + one.refused, 0);
  expect(ended.filter(({ signal }) => signal === "SIGKILL").length).toBeGreaterThan(0);
  expect([taken > 50, refused > 0]).toEqual([true, true]);
  expect((await run("")).code).toBe(0);
  expect(readdirSync(folder)).toEqual([]);
}, 60_000);
