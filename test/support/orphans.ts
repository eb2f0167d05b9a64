import { join } from "node:path";
import { runChild } from "./child";
import type { Project } from "./project";
import { root } from "./root";

/** `pulumi stack export | npx pulumi-alicloud-image-builder orphans`, in the project's folder. */
export async function listOrphans(project: Project, ...args: string[]) {
  const exported = await project.pulumi(["stack", "export"]);
  const command = join(root, "node_modules/.bin/pulumi-alicloud-image-builder");
  return runChild(command, ["orphans", ...args], {
    cwd: project.folder,
    env: project.env,
    input: exported.stdout,
  });
}
