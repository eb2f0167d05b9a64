import { createInterface } from "node:readline/promises";
import type { ImageRetentionArguments } from "../../arguments/image-retention";
import { resources } from "../../resources";
import { failureText, retentionOf, summary } from "../../resources/image-retention/lifecycle";
import {
  type Outcome,
  type RegionVerdicts,
  rehearsed,
  retain,
  survey,
} from "../../resources/image-retention/run";
import { type StackExport, statesOf } from "../input";
import { knownIn } from "../known";
import { print } from "../print";
import { numberOf, type Options, type Place, tagsOf } from "./options";
import { table } from "./table";

/** The options by the arguments of ImageRetention that they stand for. */
const OPTION_OF: Record<string, string> = {
  imageFamily: "family",
  imageNamePrefix: "name-prefix",
  imageTags: "tag",
  imagePipelineId: "pipeline",
  keep: "keep",
  olderThanDays: "older-than-days",
  retainAtLeast: "retain-at-least",
  minimumAgeHours: "minimum-age-hours",
  excludeTags: "exclude-tag",
  keepImageIds: "keep-image",
};

/** The command `images prune`. */
export async function prune({ settings, ecs, regionIds }: Place, options: Options): Promise<number> {
  const args = argumentsOf({ regionIds }, options);
  const { inputs, reasons } = resources(settings, () => undefined).imageRetention.check({ ...args });
  if (reasons.length > 0) throw new Error(reasons.map(asOption).join("\n"));
  const states = statesOf(options.state ?? []).map(exportIn);
  const canAsk = process.stdin.isTTY === true && process.stdout.isTTY === true && !options.json;
  if (!options["dry-run"] && !options.yes && !canAsk) {
    throw new Error(
      "nobody can be asked here, and nothing was changed. Use --dry-run to see what would go, and --yes to let it go.",
    );
  }
  const given = retentionOf(inputs as unknown as ImageRetentionArguments, regionIds[0]);
  const retention = { ...given, pins: { ...given.pins, texts: states, named: "a given state names it" } };

  const planned = await survey(ecs, retention, Date.now);
  const plan = rehearsed(planned);
  if (options["dry-run"]) {
    const code = plan.pending.length === 0 ? 0 : 3;
    if (options.json) return print(asJson(plan), code);
    return print(`${planText(planned, args)}\n${summary(plan, { ...args, dryRun: true })}\n`, code);
  }
  if (!options.json) print(planText(planned, args), 0);
  if (!options.yes && plan.pending.length > 0 && !(await confirmed(plan, args))) {
    return print("Nothing was changed.\n", 1);
  }
  // What is newly due by now was not in the list.
  const listed = new Set(plan.pending.map(({ imageId }) => imageId));
  const outcome = await retain(ecs, retention, Date.now, say, options.yes ? undefined : listed);
  print(options.json ? asJson(outcome) : `\n${summary(outcome, args)}\n`, 0);
  if (outcome.failures.length > 0) throw new Error(failureText(outcome, args));
  return 0;
}

function argumentsOf({ regionIds }: Pick<Place, "regionIds">, options: Options): ImageRetentionArguments {
  return {
    action: options.deprecate ? "deprecate" : "delete",
    imageFamily: options.family,
    imageNamePrefix: options["name-prefix"],
    imageTags: tagsOf("tag", options.tag),
    imagePipelineId: options.pipeline,
    regionId: regionIds[0],
    regionIds: [...regionIds],
    keep: numberOf("keep", options.keep),
    olderThanDays: numberOf("older-than-days", options["older-than-days"]),
    retainAtLeast: numberOf("retain-at-least", options["retain-at-least"]),
    minimumAgeHours: numberOf("minimum-age-hours", options["minimum-age-hours"]),
    unshare: options.unshare ?? false,
    excludeTags: tagsOf("exclude-tag", options["exclude-tag"]),
    keepImageIds: options["keep-image"],
  };
}

/** Any other file would protect nothing. */
function exportIn({ text, from }: StackExport): string {
  knownIn(text, from);
  return text;
}

/** A reason of the check in the words of the command line. */
const asOption = (reason: string): string =>
  reason.replaceAll(/\b[a-z]+[A-Z]\w*\b|^keep\b/g, (name) =>
    OPTION_OF[name] ? `--${OPTION_OF[name]}` : name,
  );

function planText(regions: RegionVerdicts[], { action }: ImageRetentionArguments): string {
  const rows = regions.flatMap(({ regionId, verdicts }) =>
    verdicts.map(({ image, verdict, reason }) => [
      verdict === "go" ? action : verdict,
      regionId,
      image.imageId,
      image.createTime,
      image.imageName,
      reason,
    ]),
  );
  if (rows.length === 0)
    return `No image in ${regions.map(({ regionId }) => regionId).join(", ")} is selected.\n`;
  return table(["", "region", "image", "created", "name", "because"], rows);
}

async function confirmed({ pending }: Outcome, { action }: ImageRetentionArguments): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const what = action === "deprecate" ? "Deprecate" : "Delete";
    const images = `${pending.length} image${pending.length === 1 ? "" : "s"}`;
    const answer = await terminal.question(
      `\n${what} ${images}${action === "deprecate" ? "" : pending.length === 1 ? " with its snapshots" : " with their snapshots"}? Type yes: `,
    );
    return answer.trim() === "yes";
  } finally {
    terminal.close();
  }
}

const asJson = ({ failures: _, ...lists }: Outcome): string => `${JSON.stringify(lists, undefined, 2)}\n`;

const say = (line: string): void => void process.stderr.write(`${line}\n`);
