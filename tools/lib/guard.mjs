// Runs one command, and ends it with everything it started as soon as standard input closes. The parent holds the
// other end, so the command cannot outlive the parent, not even one ended by SIGKILL: an `npm ci` that went on alone
// would fight with the one of the next run. It is the leader of its process group, hence the minus sign.
import { spawn } from "node:child_process";

const [command = "", ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ["ignore", "inherit", "inherit"] });

process.stdin.on("close", () => process.kill(-process.pid, "SIGKILL"));
process.stdin.resume();

child.on("error", (error) => {
  console.error(error.message);
  process.exit(127);
});
child.on("exit", (code) => process.exit(code ?? 1));
