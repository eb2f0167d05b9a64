import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../paths.mjs";

/**
 * What the CLI runs with: its plugins on PATH, and a backend, passphrase and home of its own, in the clone.
 *
 * Whoever names a backend gets it, with the home and credentials that go with it.
 *
 * @param {import("./probe.mjs").Cli} cli
 * @returns {NodeJS.ProcessEnv}
 */
export function cliEnvironment(cli) {
  const given = process.env;
  return {
    PULUMI_SKIP_UPDATE_CHECK: "true",
    ...(given["PULUMI_BACKEND_URL"] ? {} : ownBackend()),
    ...(given["PULUMI_CONFIG_PASSPHRASE_FILE"] ? {} : { PULUMI_CONFIG_PASSPHRASE: "local" }),
    ...given,
    PATH: [...cli.searchPath, given["PATH"]].join(":"),
  };
}

function ownBackend() {
  const state = join(root, ".pulumi-state");
  mkdirSync(state, { recursive: true });
  return { PULUMI_BACKEND_URL: pathToFileURL(state).href, PULUMI_HOME: join(root, ".pulumi-home") };
}
