import { join } from "node:path";
import { makeLanguageHosts } from "../lib/cli/language-hosts.mjs";
import { makePythonPrograms } from "../lib/python.mjs";
import { makeProject } from "./project.mjs";
import { startSimulator } from "./simulator.mjs";
import { heading, listCalls, succeeded, verify } from "./telling.mjs";

/** How many seconds of a build pass in one second of this demo: a build of eight minutes takes five seconds. */
const SPEED = 96;

const up = ["up", "--yes", "--skip-preview"];

/**
 * The plugin: a golden image in YAML and in Python, and an existing pipeline that is imported.
 *
 * @param {import("../lib/cli/probe.mjs").Cli} cli
 */
export async function tell(cli) {
  await makeLanguageHosts(cli);
  const python = await makePythonPrograms();
  const simulator = await startSimulator("--speed", String(SPEED));
  const state = () => simulator.state();
  try {
    heading(
      `Everything runs on this machine: Pulumi ${cli.version}, its hosts for YAML and Python, and an ECS endpoint at ${simulator.endpoint}, where time runs ${SPEED} times as fast`,
    );
    const yaml = makeProject(cli, simulator, "yaml");
    succeeded(await yaml.pulumi("stack", "init", "demo"));

    heading("YAML: a preview of a component, a pipeline and a build. The preview does not call ECS");
    succeeded(await yaml.pulumi("preview", "--suppress-progress"));
    verify("ECS got no call", Object.keys((await state()).calls).length === 0);

    heading("Applied: Pulumi waits until there is an image");
    succeeded(await yaml.pulumi(...up, "--suppress-progress"));
    const [image] = (await state()).images;
    verify(`ECS holds an image, ${image?.id}`, image !== undefined);
    const [pipeline] = (await state()).pipelines;

    heading("Another stack imports that pipeline, and Pulumi writes the program for it");
    const other = makeProject(cli, simulator, "yaml");
    succeeded(await other.pulumi("stack", "init", "demo"));
    const type = "alicloud-image-builder:index:ImagePipeline";
    const imported = await other.pulumi(
      "import",
      type,
      "web",
      String(pipeline?.id),
      "--yes",
      "--suppress-progress",
    );
    succeeded(imported);
    verify("the program was printed", imported.output.includes("type: alicloud-image-builder:ImagePipeline"));

    heading("Python: the same in another language");
    const program = makeProject(cli, simulator, "python", [join(python, "bin")]);
    succeeded(await program.pulumi("stack", "init", "demo"));
    succeeded(await program.pulumi(...up, "--suppress-progress"));
    const again = await program.pulumi("preview", "--expect-no-changes", "--suppress-progress");
    verify("a second preview found no change", again.code === 0);
    verify("ECS holds two images", (await state()).images.length === 2);

    heading("Destroyed: the images stay until somebody deletes them");
    for (const project of [program, yaml])
      succeeded(await project.pulumi("destroy", "--yes", "--skip-preview", "--suppress-progress"));
    const left = await state();
    verify("ECS holds no pipeline and no component", left.pipelines.length + left.components.length === 0);
    listCalls(left.calls);
  } finally {
    simulator.stop();
  }
}
