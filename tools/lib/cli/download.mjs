import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder } from "../paths.mjs";
import { say, withProgress } from "../progress.mjs";
import { reasonOf, run } from "../run.mjs";
import { withScratch } from "../scratch.mjs";
import { cliVersion, probe } from "./probe.mjs";

/**
 * Pulumi's own installer as an npm package. It downloads the version in PULUMI_VERSION; the package itself exists only
 * from 3.250.0 on.
 */
const installer = "pulumi@3.265.0";

// Without internet access it fails immediately, or hangs until it is stopped.
const quietSeconds = 40;
const totalSeconds = 900;

/** How long a failed download is not tried again while there is another way. */
const hoursOfMemory = 6;

/** @type {import("./find.mjs").Way} */
export const download = {
  title: `the npm package ${installer}, which downloads it`,
  remedy: "give this machine access to get.pulumi.com",
  find: () => probe(join(home(), "bin/pulumi"), `downloaded by ${installer}, in ${home()}`),
  async make() {
    try {
      await downloadCli();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      writeFileSync(memory(), JSON.stringify({ at: new Date().toISOString(), reason }));
      throw error;
    }
    rmSync(memory(), { force: true });
  },
  failedBefore() {
    try {
      const { at, reason } = JSON.parse(readFileSync(memory(), "utf8"));
      const hours = (Date.now() - Date.parse(at)) / 3_600_000;
      return hours < hoursOfMemory ? `it failed at ${at}: ${reason}` : undefined;
    } catch {
      return undefined;
    }
  },
};

const home = () => join(cacheFolder(), `cli-${cliVersion}-${process.platform}-${process.arch}-downloaded`);
const memory = () => join(cacheFolder(), "download-failed.json");

async function downloadCli() {
  await withScratch(cacheFolder(), async (folder) => {
    // It installs into PULUMI_HOME/versions.
    const env = {
      ...process.env,
      PULUMI_HOME: folder,
      PULUMI_VERSION: cliVersion,
      PULUMI_SKIP_UPDATE_CHECK: "true",
    };
    mkdirSync(join(folder, "empty"));
    const outcome = await withProgress(
      `Pulumi CLI ${cliVersion}, by the npm package ${installer}`,
      async (detail) => {
        const args = ["exec", "--yes", `--package=${installer}`, "--", "pulumi", "version"];
        const outcome = await run("npm", args, {
          cwd: join(folder, "empty"),
          env,
          quietSeconds,
          totalSeconds,
          onLine: detail,
        });
        if (outcome.code !== 0) throw new Error(reasonOf(outcome));
        return outcome;
      },
    );
    const installed = join(folder, "versions", cliVersion);
    await probe(join(installed, "bin/pulumi"), "").catch((error) => {
      throw new Error(`${error.message}; ${reasonOf(outcome)}`);
    });
    rmSync(home(), { recursive: true, force: true });
    renameSync(installed, home());
  });
  say(`  downloaded into ${home()}`);
}
