import { front, isOurs } from "../support/front";
import { makeProject, type PreviewStep, type Project, type ProjectOptions } from "../support/project";
import { type Simulator, startSimulator } from "../support/simulator";

/** Pulumi programs that are applied to a simulator; both are gone when the tests of the file are done. */
export interface Stage {
  simulator(): Simulator;
  project(options: ProjectOptions): Promise<Project>;
}

/** A simulator for the tests of a file, empty again before each test that asks for a project. */
export function stage(): Stage {
  let simulator: Simulator | undefined;
  const projects: Project[] = [];
  const running = () => {
    if (!simulator) throw new Error("the simulator runs during tests only");
    return simulator;
  };

  beforeAll(async () => {
    simulator = await startSimulator();
  });

  afterAll(async () => {
    for (const project of projects) project.remove();
    await simulator?.stop();
  });

  return {
    simulator: running,
    async project(options) {
      const project = await makeProject({ simulator: running(), front, ...options });
      projects.push(project);
      return project;
    },
  };
}

/** A program that declares pipelines; each is written as in TypeScript: `new ImagePipeline("web", {…})`. */
export const program = (...statements: string[]): string =>
  [
    'import * as pulumi from "@pulumi/pulumi";',
    'import { ImagePipeline } from "pulumi-alicloud-image-builder";',
    ...statements,
    "",
  ].join("\n");

/** The name of a resource in its program. */
export const nameOf = (urn: string): string => urn.split("::").at(-1) ?? urn;

const typeOf = (urn: string): string => urn.split("::").at(-2)?.split("$").at(-1) ?? "";

/** What a preview is going to do to each pipeline, by its name in the program; what stays as it is is left out. */
export const operations = (steps: PreviewStep[]): Record<string, string> =>
  Object.fromEntries(
    steps
      .filter(({ urn }) => isOurs(typeOf(urn), "ImagePipeline\\w*"))
      .map(({ urn, op }) => [nameOf(urn), op]),
  );

/** The signed calls that the simulator answered, in their order, without those that only look. */
export const changes = (simulator: Simulator): string[] =>
  simulator
    .stderr()
    .split("\n")
    .flatMap((line) => /\b((?:Create|Delete|Tag|Untag)\w+) \d+ OK\b/.exec(line)?.[1] ?? []);
