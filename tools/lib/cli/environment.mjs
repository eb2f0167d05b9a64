import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../paths.mjs";

/**
 * The environment of the CLI: its plugins on PATH, and its own backend, passphrase and home in the clone.
 *
 * If PULUMI_BACKEND_URL is set, that backend is used, with the home and the credentials that the user has.
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
