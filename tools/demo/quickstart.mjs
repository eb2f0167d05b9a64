import { join } from "node:path";
import { root } from "../lib/paths.mjs";
import { makeProject } from "./project.mjs";
import { startSimulator } from "./simulator.mjs";
import { heading, listCalls, succeeded, verify } from "./telling.mjs";

/** The arguments that tools/demo/refused.ts gets wrong. */
const faults = [
  "name",
  "buildContent",
  "systemDiskSize",
  "internetMaxBandwidthOut",
  "addAccounts[0]",
  'tags["acs:team"]',
];

const up = ["up", "--yes", "--skip-preview", "--suppress-progress"];

/**
 * One pipeline: previewed, made, changed in place, replaced, refused where it has faults, destroyed.
 *
 * @param {import("../lib/cli/probe.mjs").Cli} cli
 */
export async function tell(cli) {
  const simulator = await startSimulator();
  const { pulumi, replaceProgram } = makeProject(cli, simulator, "quickstart");
  const held = async () => (await simulator.state()).pipelines;
  const calls = async () => (await simulator.state()).calls;
  try {
    heading(
      `Everything runs on this machine: Pulumi ${cli.version} and an ECS endpoint at ${simulator.endpoint}`,
    );
    succeeded(await pulumi("stack", "init", "demo"));

    heading("A preview of the quickstart: one image pipeline will be created. The preview does not call ECS");
    succeeded(await pulumi("preview", "--suppress-progress"));
    verify("ECS got no call", Object.keys(await calls()).length === 0);

    heading("Applied: the pipeline is created");
    succeeded(await pulumi(...up));
    const [first] = await held();
    verify(`ECS holds one pipeline, ${first?.id}`, first !== undefined && (await held()).length === 1);

    heading("A second preview: nothing to do");
    const again = await pulumi("preview", "--expect-no-changes", "--suppress-progress");
    verify("Pulumi found no change", again.code === 0);

    heading("A tag changes: the pipeline stays, and is tagged in place");
    succeeded(await pulumi("config", "set", "team", "data"));
    succeeded(await pulumi(...up, "--diff"));
    const [tagged] = await held();
    const tags = tagged?.current.Tags?.Tag ?? [];
    verify(`it is still ${first?.id}`, tagged?.id === first?.id);
    verify(
      "its tag team is now data",
      tags.some(({ TagKey, TagValue }) => TagKey === "team" && TagValue === "data"),
    );
    verify("nothing else was created", (await calls())["CreateImagePipeline"] === 1);

    heading("The build content changes: a new pipeline is created, then the old one is deleted");
    succeeded(await pulumi("config", "set", "message", "Hello again"));
    succeeded(await pulumi("preview", "--diff", "--suppress-progress"));
    const replaced = await pulumi(...up);
    succeeded(replaced);
    const made = replaced.output.indexOf("created replacement");
    const deleted = replaced.output.indexOf("deleted original");
    verify("the new one was created before the old one was deleted", 0 < made && made < deleted);
    const [second, ...others] = await held();
    verify(`ECS holds one pipeline, ${second?.id}`, second !== undefined && others.length === 0);
    verify(`${first?.id} is gone`, second?.id !== first?.id && (await calls())["DeleteImagePipeline"] === 1);

    heading(
      `A declaration with ${faults.length} faults: the preview refuses it, names all of them, and does not call ECS`,
    );
    const before = JSON.stringify(await calls());
    replaceProgram(join(root, "tools/demo/refused.ts"));
    const refused = await pulumi("preview", "--suppress-progress");
    verify("the preview failed", refused.code !== 0);
    for (const fault of faults) verify(`it names ${fault}`, refused.output.includes(`: ${fault}: `));
    verify("ECS got no call", JSON.stringify(await calls()) === before);

    heading("Destroyed: nothing is left");
    succeeded(await pulumi("destroy", "--yes", "--skip-preview", "--suppress-progress"));
    verify("ECS holds no pipeline", (await held()).length === 0);

    listCalls(await calls());
  } finally {
    simulator.stop();
  }
}
