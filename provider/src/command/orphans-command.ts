import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { connect } from "../ecs/api/ecs";
import { defaultRegion, stackSettings } from "../ecs/settings/settings";
import { knownIn, type Orphan, orphans, requireRegions } from "./orphans";
import { print } from "./print";

const USAGE = `Usage: pulumi stack export | pulumi-alicloud-image-builder orphans [--region REGION]... [--state FILE]... [--json]

Lists the image pipelines and image components in your account that none of the given states contains, for example
because a run was killed or a response was lost. In a state, resources of this package and of @pulumi/alicloud
(ecs.EcsImagePipeline, ecs.EcsImageComponent) count.

  --region REGION   a region to search; can be repeated. Default: the regions in the states, and ALICLOUD_REGION
  --state FILE      a stack export (pulumi stack export --file FILE); can be repeated. Default: standard input
  --json            prints JSON: a list of {type, regionId, id, name, creationTime}; type is ImagePipeline or ImageComponent

Credentials and endpoints come from the environment, as in the provider. The stack configuration is not read.
Exit code: 0 if nothing is found, 3 if something is found, 1 for an error.
`;

/** The command `orphans`. @returns the exit code. */
export async function orphansCommand(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      region: { type: "string", multiple: true },
      state: { type: "string", multiple: true },
      json: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) return print(USAGE, 0);
  if (!values.state && process.stdin.isTTY)
    throw new Error("no state: pipe `pulumi stack export` into this command, or use --state FILE.");
  const states = values.state?.map((file) => knownIn(readFileSync(file, "utf8"), file)) ?? [
    knownIn(readFileSync(0, "utf8"), "standard input"),
  ];
  const settings = stackSettings(() => undefined, process.env);
  const regions = new Map(
    values.region?.map((region) => [region, "--region"]) ?? states.flatMap((state) => [...state.regions]),
  );
  const fallback = defaultRegion(settings);
  if (!values.region && fallback.value && !regions.has(fallback.value))
    regions.set(fallback.value, "the region of the environment (ALICLOUD_REGION and its other names)");
  if (regions.size === 0) throw new Error("no region to search: the states contain none. Use --region.");
  requireRegions(regions);

  const known = states.flatMap(({ ids }) => ids);
  const found = await orphans(connect(settings), [...regions.keys()], known);
  const code = found.length === 0 ? 0 : 3;
  if (values.json) return print(`${JSON.stringify(found, undefined, 2)}\n`, code);
  if (found.length === 0)
    return print(
      `No pipeline or component in ${[...regions.keys()].join(", ")} is missing from the given state.\n`,
      code,
    );
  const lines = found.map(({ type, id, regionId, creationTime, name }) =>
    [type, id, regionId, creationTime, name].join("  "),
  );
  return print(`${lines.join("\n")}\n\n${advice(found)}`, code);
}

function advice(found: Orphan[]): string {
  const pipeline = found.find(({ type }) => type === "ImagePipeline");
  const component = found.find(({ type }) => type === "ImageComponent");
  return [
    pipeline &&
      `To adopt a pipeline, declare it as it is, with \`adopt: "${pipeline.id}"\`; see docs/importing.md.\n`,
    component &&
      "A component can be imported with the plugin (docs/plugin.md). Without it, use it by its ID, or delete it and declare it again.\n",
  ]
    .filter(Boolean)
    .join("");
}
