import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The folder of the package. This file and what is built from it are both one folder below it. */
export const folder = join(__dirname, "..");

/** What the package says of itself. */
export const { name, version, description } = JSON.parse(
  readFileSync(join(folder, "package.json"), "utf8"),
) as Readonly<Record<"name" | "version" | "description", string>>;
