// Runs one command, and kills it and everything it started as soon as standard input closes. The parent holds the
// other end, so the command cannot outlive the parent, even if the parent is killed by SIGKILL: an `npm install` that
// continued alone would conflict with that of the next run. This process leads its process group, hence the minus sign.
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
