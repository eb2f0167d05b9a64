import { existsSync } from "node:fs";
import { join } from "node:path";

/** Whether this machine has Go. What needs it is not tested without it. */
export const hasGo = (process.env["PATH"] ?? "").split(":").some((folder) => existsSync(join(folder, "go")));
