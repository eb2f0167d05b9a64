import { spawn } from "node:child_process";
import { join } from "node:path";
import type { Project } from "./project";
import { root } from "./root";

export interface Listed {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** `pulumi stack export | npx pulumi-alicloud-image-builder orphans`, in the project's folder. */
export async function listOrphans(project: Project, ...args: string[]): Promise<Listed> {
  const exported = await project.pulumi(["stack", "export"]);
  const command = join(root, "node_modules/.bin/pulumi-alicloud-image-builder");
  const child = spawn(command, ["orphans", ...args], { cwd: project.folder, env: project.env });
  const printed = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    printed.stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    printed.stderr += text;
  });
  child.stdin.end(exported.stdout);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  return { code, ...printed };
}
