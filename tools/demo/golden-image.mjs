import { makeProject } from "./project.mjs";
import { startSimulator } from "./simulator.mjs";
import { heading, listCalls, succeeded, verify } from "./telling.mjs";

/** How many seconds of a build pass in one second of this demo: a build of eight minutes takes ten seconds. */
const SPEED = 48;

const up = ["up", "--yes", "--skip-preview"];

/**
 * From a Dockerfile and a component to an image ID; then a changed component, and a new image.
 *
 * @param {import("../lib/cli/probe.mjs").Cli} cli
 */
export async function tell(cli) {
  const simulator = await startSimulator("--speed", String(SPEED));
  const { pulumi } = makeProject(cli, simulator, "golden-image");
  const output = async (/** @type {string} */ name) =>
    (await pulumi("stack", "output", name)).output.trim().split("\n").at(-1);
  try {
    heading(
      `Everything runs on this machine: Pulumi ${cli.version} and an ECS endpoint at ${simulator.endpoint}, where time runs ${SPEED} times as fast`,
    );
    succeeded(await pulumi("stack", "init", "demo"));

    heading("A preview: a component, a pipeline that uses it, a build. The preview does not call ECS");
    succeeded(await pulumi("preview", "--suppress-progress"));
    verify("ECS got no call", Object.keys((await simulator.state()).calls).length === 0);

    heading("Applied: Pulumi waits until there is an image, and shows the progress");
    succeeded(await pulumi(...up));
    const first = await output("imageId");
    const built = (await simulator.state()).images;
    verify(`ECS holds one image, ${first}`, built.length === 1 && built[0]?.id === first);

    heading("A second preview: nothing to do, and nothing to build");
    const again = await pulumi("preview", "--expect-no-changes", "--suppress-progress");
    verify("Pulumi found no change", again.code === 0);

    heading("The component changes: in one `up` a new component, a new pipeline that uses it, a new image");
    succeeded(await pulumi("config", "set", "maxOpenFiles", "131072"));
    succeeded(await pulumi(...up));
    const second = await output("imageId");
    const { images, pipelines, components } = await simulator.state();
    verify(`the image is a new one, ${second}`, second !== first && images.some(({ id }) => id === second));
    verify(
      `the old image, ${first}, was kept`,
      images.some(({ id }) => id === first),
    );
    verify("the old pipeline and component are gone", pipelines.length === 1 && components.length === 1);

    heading("Destroyed: the images stay until somebody deletes them");
    succeeded(await pulumi("destroy", "--yes", "--skip-preview", "--suppress-progress"));
    const left = await simulator.state();
    verify("ECS holds no pipeline and no component", left.pipelines.length + left.components.length === 0);
    verify(`ECS holds ${left.images.length} images`, left.images.length === 2);
    listCalls(left.calls);
    console.log(`\nThe image to boot from: ${second}`);
  } finally {
    simulator.stop();
  }
}
