import { readFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../../support/folder";
import { isOurs } from "../../support/front";
import type { ExportedResource, ExportedState, Project } from "../../support/project";
import { type Simulator, startSimulator } from "../../support/simulator";

/** A simulator that remembers every pipeline that it ever made. */
export interface RememberingSimulator extends Simulator {
  /** The IDs of all pipelines made since the last reset, deleted ones too. */
  everMade(): string[];
}

export async function startRememberingSimulator(): Promise<RememberingSimulator> {
  const data = join(temporaryFolder(), "data.json");
  const simulator = await startSimulator(["--data", data]);
  return {
    ...simulator,
    everMade: () => pipelinesOfJournal(readFileSync(data, "utf8")),
  };
}

interface Change {
  put?: string;
  key?: string;
  clear?: boolean;
}

/** The data file has a line for each commit; a reset is one, too. */
function pipelinesOfJournal(text: string): string[] {
  const [, ...lines] = text.trimEnd().split("\n");
  const commits = lines.map((line) => JSON.parse(line) as Change[]);
  const sinceReset = commits.slice(
    commits.findLastIndex((changes) => changes.some(({ clear }) => clear)) + 1,
  );
  const keys = sinceReset.flat().flatMap(({ put, key }) => (put === "pipelines" && key ? [key] : []));
  return [...new Set(keys)];
}

/** Where the program looks for what is to be taken over: the output of `orphans --json`. */
export const ORPHANS = "orphans.json";

/**
 * A program that declares pipelines by name, all alike. One that is named in the list of orphans is adopted, as
 * docs/recovery.md has it.
 */
export const fleet = (names: string[], tags: Record<string, string> = { team: "platform" }): string => `
import { existsSync, readFileSync } from "node:fs";
import { ImagePipeline } from "pulumi-alicloud-image-builder";

interface Orphan { type: string; id: string; name: string }
const orphans: Orphan[] = existsSync("${ORPHANS}") ? JSON.parse(readFileSync("${ORPHANS}", "utf8")) : [];

for (const name of ${JSON.stringify(names)}) {
  new ImagePipeline(name, {
    name,
    baseImageType: "IMAGE_FAMILY",
    baseImage: "acs:alibaba_cloud_linux_3_2104_lts_x64",
    buildContent: "RUN yum install -y nginx",
    tags: ${JSON.stringify(tags)},
    adopt: orphans.find((orphan) => orphan.type === "ImagePipeline" && orphan.name === name)?.id,
  });
}
`;

export const names = (count: number, prefix = "web"): string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}-${index}`);

/** The pipelines in the state of a project. */
export async function pipelinesInState(project: Project): Promise<ExportedResource[]> {
  const { deployment } = await project.exportState();
  return pipelinesOf(deployment);
}

export const pipelinesOf = ({ resources = [] }: ExportedState["deployment"]): ExportedResource[] =>
  resources.filter(({ type }) => isOurs(type, "ImagePipeline"));

/** A pipeline in the state, without what changes at each command; in an order that does not. */
export type Held = { [Key in "urn" | "id" | "outputs"]: ExportedResource[Key] | undefined };

export const held = (resources: ExportedResource[]): Held[] =>
  resources.map(({ urn, id, outputs }) => ({ urn, id, outputs })).sort((a, b) => a.urn.localeCompare(b.urn));

/** How many are in the account and not in the state, in the state and not in the account, or made twice. */
export async function lostPipelines(simulator: RememberingSimulator, project: Project): Promise<number> {
  const account = (await simulator.state()).pipelines.map(({ id }) => id);
  const state = (await pipelinesInState(project)).map(({ id }) => id ?? "");
  const onlyThere = account.filter((id) => !state.includes(id)).length;
  const onlyHere = state.filter((id) => !account.includes(id)).length;
  const deleted = simulator.everMade().length - account.length;
  return onlyThere + onlyHere + deleted;
}
