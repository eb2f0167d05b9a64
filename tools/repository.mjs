// `npm pack` and `npm publish` run this in the folder of a package: it writes the repository into package.json, and with
// --restore removes it again. The repository is the remote `origin`, so a fork names itself, and a package that is packed
// without a remote names none.

import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";

const {
  repository: _1,
  homepage: _2,
  bugs: _3,
  ...fields
} = JSON.parse(readFileSync("package.json", "utf8"));
const web = process.argv.includes("--restore") ? undefined : webAddress(origin());
const directory = basename(process.cwd());
const named = web && {
  repository: { type: "git", url: `git+${web}.git`, directory },
  homepage: `${web}/tree/HEAD/${directory}#readme`,
  bugs: { url: `${web}/issues` },
};
writeFileSync("package.json", `${JSON.stringify({ ...fields, ...named }, null, 2)}\n`);

function origin() {
  try {
    return execFileSync("git", ["remote", "get-url", "origin"], { encoding: "utf8", stdio: "pipe" }).trim();
  } catch {
    return "";
  }
}

/** The page of a remote `https://host/path.git`, `git@host:path.git` or `ssh://git@host/path.git`, without a password. */
function webAddress(/** @type {string} */ remote) {
  const [, host, path] =
    /^(?:(?:https|ssh):\/\/)?(?:[^@/]*@)?([\w.-]+)(?::\d+)?[/:](.+?)(?:\.git)?\/?$/.exec(remote) ?? [];
  return host?.includes(".") && path ? `https://${host}/${path}` : undefined;
}
