import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ExportedResource, Project } from "../support/project";

/** The pipelines in a stack's state, by their names in the program. */
export async function pipelinesOf(stack: Project): Promise<Record<string, ExportedResource>> {
  const { deployment } = await stack.exportState();
  const pipelines = (deployment.resources ?? []).filter(({ type }) => /:ImagePipeline$/.test(type));
  return Object.fromEntries(pipelines.map((resource) => [resource.urn.split("::").at(-1) ?? "", resource]));
}

/** The signature by which Pulumi knows a secret in a state. */
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** Whether a value of a state is a secret, and not there in clear. */
export function isEncrypted(value: unknown): boolean {
  const {
    "4dabf18193072939515e22adb298388d": signature,
    ciphertext,
    plaintext,
  } = { ...(value as object) } as {
    [key: string]: unknown;
  };
  return signature === SECRET && typeof ciphertext === "string" && plaintext === undefined;
}

/** All that is in a folder of a project, as one text. */
export function filesOf(stack: Project, folder: string): string {
  const entries = readdirSync(join(stack.folder, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"))
    .join("\n");
}
