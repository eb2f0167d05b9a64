import { makeProject } from "./project.mjs";
import { startSimulator } from "./simulator.mjs";
import { heading, listCalls, succeeded, verify } from "./telling.mjs";
import { tryWrongContent } from "./trying.mjs";

/** How many seconds of a build pass in one second of this demo: a build of eight minutes takes four seconds. */
const SPEED = 120;

const up = ["up", "--yes", "--skip-preview"];

/**
 * From a Dockerfile and a component to an image ID; then the same the short way, in three regions, with four builds of which
 * two images stay.
 *
 * @param {import("../lib/cli/probe.mjs").Cli} cli
 */
export async function tell(cli) {
  const simulator = await startSimulator("--speed", String(SPEED));
  try {
    heading(
      `Everything runs on this machine: Pulumi ${cli.version} and an ECS endpoint at ${simulator.endpoint}, where time runs ${SPEED} times as fast`,
    );
    await tried();
    await long(cli, simulator);
    await short(cli, simulator);
    listCalls((await simulator.state()).calls);
  } finally {
    simulator.stop();
  }
}

async function tried() {
  heading("A wrong line costs seconds in a local container, and not an instance");
  const run = await tryWrongContent();
  if (!run) {
    console.log("  left out: it needs buildah and busybox on this machine (docs/trying.md)");
    return;
  }
  verify("the failing command is named with its line", run.code === 3 && /line 3\b/.test(run.output));
}

/**
 * @param {import("../lib/cli/probe.mjs").Cli} cli
 * @param {Awaited<ReturnType<typeof startSimulator>>} simulator
 */
async function long(cli, simulator) {
  const { pulumi, output } = project(cli, simulator, "golden-image");
  succeeded(await pulumi("stack", "init", "demo"));

  heading("A preview: a component, a pipeline that uses it, a build. The preview does not call ECS");
  succeeded(await pulumi("preview", "--suppress-progress"));
  verify("ECS got no call", Object.keys((await simulator.state()).calls).length === 0);

  heading("Applied: Pulumi waits until there is an image, and shows the progress");
  succeeded(await pulumi(...up));
  const first = await output("imageId");
  const built = (await simulator.state()).images;
  verify(`ECS holds one image, ${first}`, built.length === 1 && built[0]?.id === first);

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
}

/**
 * @param {import("../lib/cli/probe.mjs").Cli} cli
 * @param {Awaited<ReturnType<typeof startSimulator>>} simulator
 */
async function short(cli, simulator) {
  const { pulumi, output } = project(cli, simulator, "golden-image-short");
  succeeded(await pulumi("stack", "init", "demo"));
  const before = await simulator.state();

  heading("The short way: one GoldenImage in three regions, of which the newest two images stay");
  succeeded(await pulumi(...up));
  verify("the output imageIds has an image in each region", Object.keys(await ids(output)).length === 3);

  heading("Three more releases, each with a build");
  for (const release of ["2", "3", "4"]) {
    succeeded(await pulumi("config", "set", "release", release));
    succeeded(await pulumi(...up));
  }
  const newest = await ids(output);
  const { images, snapshots } = since(before, await simulator.state());
  for (const [region, id] of Object.entries(newest)) {
    const there = images.filter(({ regionId }) => regionId === region);
    verify(
      `${region} has two images, and one is ${id}`,
      there.length === 2 && there.some((image) => image.id === id),
    );
  }
  verify("the deleted images left no snapshot", snapshots.length === images.length);

  heading(
    "Destroyed: nothing is left but the two images in each region, from which instances may have been made",
  );
  succeeded(await pulumi("destroy", "--yes", "--skip-preview", "--suppress-progress"));
  const left = await simulator.state();
  verify(
    "ECS holds no pipeline, no build and no component",
    left.pipelines.length + left.executions.length + left.components.length === 0,
  );
  verify("ECS holds the same six images", since(before, left).images.length === 6);
}

/**
 * @param {import("../lib/cli/probe.mjs").Cli} cli
 * @param {Awaited<ReturnType<typeof startSimulator>>} simulator
 * @param {string} example
 */
function project(cli, simulator, example) {
  const { pulumi } = makeProject(cli, simulator, example);
  const output = async (/** @type {string} */ name) =>
    (await pulumi("stack", "output", name)).output.trim().split("\n").at(-1) ?? "";
  return { pulumi, output };
}

/**
 * @param {(name: string) => Promise<string>} output
 * @returns {Promise<Record<string, string>>}
 */
const ids = async (output) => JSON.parse(await output("imageIds"));

/**
 * What came to a state.
 *
 * @param {import("./simulator.mjs").State} before
 * @param {import("./simulator.mjs").State} after
 */
function since(before, after) {
  const fresh = (/** @type {"images" | "snapshots"} */ kind) =>
    after[kind].filter(({ id }) => !before[kind].some((old) => old.id === id));
  return { images: fresh("images"), snapshots: fresh("snapshots") };
}
