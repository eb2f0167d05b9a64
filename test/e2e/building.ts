import type { ExportedResource, Project } from "../support/project";
import type { Simulator } from "../support/simulator";
import { until } from "../support/until";

const STATUSES = ["PREPARING", "REPAIRING", "BUILDING", "TESTING", "DISTRIBUTING", "RELEASING", "CANCELLING"];

/** States of a build that are over at once: an image is there as soon as a build was started. */
export const AT_ONCE = Object.fromEntries(STATUSES.map((status) => [status, 0]));

/** Settings under which a build stays in BUILDING, and those that let it go on to its image. */
export const HANGS = { stateSeconds: AT_ONCE, failures: [{ at: "BUILDING", status: "BUILDING" }] };
export const GOES_ON = { stateSeconds: AT_ONCE, failures: [] };

/** A pipeline and a build of it, whose ID of the image is an output. */
export const buildOf = (args = "", content = "RUN yum install -y nginx"): string =>
  [
    'import { ImagePipeline } from "pulumi-alicloud-image-builder";',
    `const pipeline = new ImagePipeline("web", { baseImageType: "IMAGE", baseImage: "m-1", buildContent: "${content}" });`,
    `const build = pipeline.execute("web-image", { ${args} });`,
    "export const { imageId, status, executionId } = build;",
    "",
  ].join("\n");

/** The execution in a stack's state. */
export async function executionIn(stack: Project): Promise<ExportedResource | undefined> {
  const { deployment } = await stack.exportState();
  return deployment.resources?.find(({ type }) => type.endsWith(":ImagePipelineExecution"));
}

/** Waits until a simulator has an execution in a status, and gives its ID. */
export const untilStatus = (simulator: Simulator, status: string): Promise<string | undefined> =>
  until(`an execution in ${status}`, async () => {
    const { executions } = await simulator.state();
    return executions.find(({ current }) => current["Status"] === status)?.id;
  });

/** The signed calls of these actions that the simulator answered, in their order. */
export const done = (simulator: Simulator, actions: RegExp): string[] =>
  simulator
    .stderr()
    .split("\n")
    .flatMap((line) => /\b([A-Z]\w+) \d+ OK\b/.exec(line)?.[1] ?? [])
    .filter((action) => actions.test(action));
