import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { EcsClient } from "./ecs/client";
import { defaultRegion } from "./ecs/settings";
import { messageOf } from "./lifecycle";
import { orphans, pipelinesIn } from "./orphans";

const USAGE = `Usage: pulumi stack export | pulumi-alicloud-image-builder orphans [--region REGION]... [--state FILE]... [--json]

Lists the image pipelines in your account that no state knows: made by a run that was killed, or whose answer was lost.

  --region REGION   a region to look in; can be repeated. Default: those of the pipelines in the state, and ALICLOUD_REGION
  --state FILE      an export of a stack (pulumi stack export --file FILE); can be repeated. Default: standard input
  --json            prints JSON

Credentials and endpoints come from the environment, as for the provider; the stack's configuration is not read.
Exit code 0 when there are none, 3 when there are some, 1 for an error.
`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      region: { type: "string", multiple: true },
      state: { type: "string", multiple: true },
      json: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) return print(USAGE, 0);
  if (positionals.length !== 1 || positionals[0] !== "orphans")
    throw new Error(`unknown command.\n\n${USAGE}`);

  const exports = values.state?.map((file) => readFileSync(file, "utf8")) ?? [readFileSync(0, "utf8")];
  const states = exports.map(pipelinesIn);
  const settings = { config: () => undefined, env: process.env };
  const regions = new Set(values.region ?? states.flatMap((state) => state.regions));
  const fallback = defaultRegion(settings);
  if (!values.region && fallback.value) regions.add(fallback.value);
  if (regions.size === 0)
    throw new Error("no region to look in: the states hold no pipeline. Give --region.");

  const known = states.flatMap(({ ids }) => ids);
  const found = await orphans(new EcsClient(settings), [...regions], known);
  const code = found.length === 0 ? 0 : 3;
  if (values.json) return print(`${JSON.stringify(found, undefined, 2)}\n`, code);
  if (found.length === 0)
    return print(`No pipeline in ${[...regions].join(", ")} is unknown to the given state.\n`, code);
  const lines = found.map(({ id, regionId, creationTime, name }) =>
    [id, regionId, creationTime, name].join("  "),
  );
  return print(
    `${lines.join("\n")}\n\nTo take one over, declare it as it is, with \`adopt: "${found[0]?.id}"\`; see docs/importing.md.\n`,
    code,
  );
}

function print(text: string, code: number): number {
  process.stdout.write(text);
  return code;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`pulumi-alicloud-image-builder: ${messageOf(error)}\n`);
    process.exitCode = 1;
  },
);
