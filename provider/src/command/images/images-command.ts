import { connect } from "../../ecs/api/ecs";
import { defaultRegion, stackSettings } from "../../ecs/settings/settings";
import { printable } from "../../values/printable";
import { STATE_HELP } from "../input";
import { requireRegions } from "../known";
import { print, row } from "../print";
import { list } from "./list";
import { type OPTIONS, type Options, type Place, parse } from "./options";
import { prune } from "./prune";
import { restore, rollback } from "./rollback";

const USAGE = `Usage: pulumi-alicloud-image-builder images list [--region REGION]... [SELECTOR]... [--json]
       pulumi-alicloud-image-builder images prune [--region REGION]... SELECTOR... LIMIT... [--dry-run | --yes] [OPTION]...
       pulumi-alicloud-image-builder images rollback [--region REGION]... --family FAMILY [--unshare] [--dry-run] [--json]
       pulumi-alicloud-image-builder images restore [--region REGION]... --family FAMILY [--image ID] [--dry-run] [--json]

list      lists the images of your account, newest first
prune     deletes the images that the rule does not keep, with their snapshots, as ImageRetention does
rollback  deprecates the newest image of a family and its copies, so that the family points to the one before
restore   brings back the newest deprecated image of a family, and its copies

  --region REGION      a region; can be repeated. The first is that of the family and of the pipeline; in the others,
                       copies are found by name. Default: ALICLOUD_REGION

Selectors, of which prune needs at least one; an image must match all that are given:
  --family FAMILY      images of this family. Copies in other regions do not inherit it: add another selector for them
  --name-prefix TEXT   images whose names begin with this
  --tag KEY=VALUE      images with this tag; can be repeated
  --pipeline ID        images that this pipeline has built, and their copies

Limits, of which prune needs at least one; with both, an image goes only if both say so:
  --keep N             keeps the newest N available images of each region
  --older-than-days N  keeps images that are younger

More options of prune:
  --retain-at-least N  the newest N available images of each region stay however old they are. Default: 1
  --minimum-age-hours N  never touches an image that is younger
  --exclude-tag KEY=VALUE  never touches images with this tag; can be repeated
  --keep-image ID      never touches this image and its copies; can be repeated
  --state FILE         ${STATE_HELP}. Images that it names
                       are never touched
  --deprecate          deprecates instead of deleting
  --unshare            also images that are shared with other accounts; their sharing ends
  --dry-run            only lists what would go, and why the others stay
  --yes                does not ask. Required where nobody can be asked, such as in cron

Options of rollback and restore, besides --family:
  --image ID           restores this image of the family, and its copies, instead of the newest deprecated one
  --unshare            ends the sharing of what is rolled back: an image that is shared cannot be deprecated
  --dry-run            only lists what would be deprecated or restored

  --json               prints JSON

Images that instances use, and public ones, are never touched: docs/retention.md has the whole rule.
Credentials and endpoints come from the environment, as in the provider. The stack configuration is not read.
Exit code: 0 if all is done, or if there is nothing to do; 3 if prune --dry-run finds something; 1 for an error, also if only
a part was done.
`;

const SELECTORS = ["family", "name-prefix", "tag", "pipeline"] as const;

/** The commands, each with the options that it takes. */
const COMMANDS: Record<
  string,
  { run(place: Place, options: Options): Promise<number>; takes: (keyof typeof OPTIONS)[] }
> = {
  list: { run: list, takes: [...SELECTORS] },
  prune: {
    run: prune,
    takes: [
      ...SELECTORS,
      ...(["keep", "older-than-days", "retain-at-least", "minimum-age-hours", "exclude-tag"] as const),
      ...(["keep-image", "state", "deprecate", "unshare", "dry-run", "yes"] as const),
    ],
  },
  rollback: { run: rollback, takes: ["family", "dry-run", "unshare"] },
  restore: { run: restore, takes: ["family", "image", "dry-run"] },
};

const FOR_ALL = ["region", "json"];

/** The command `images`. @returns the exit code. */
export async function imagesCommand(args: string[]): Promise<number> {
  const { values, positionals } = parse(args);
  if (values.help) return print(USAGE, 0);
  const [name = "", ...more] = positionals;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) {
    throw new Error(
      `images: ${name ? `unknown command ${printable(name)}` : "no command"}; it must be ${Object.keys(COMMANDS).join(", ")}. --help says more of each.`,
    );
  }
  if (more[0] !== undefined)
    throw new Error(`images ${name}: ${printable(more[0])}: unexpected argument. --help lists the options.`);
  const odd = Object.keys(values).find((option) => ![...FOR_ALL, ...command.takes].includes(option));
  if (odd)
    throw new Error(`images ${name} does not take --${odd}. --help lists the options of each command.`);
  const settings = stackSettings(() => undefined, process.env);
  const fallback = defaultRegion(settings).value;
  const [first, ...others] = new Set(values.region ?? (fallback ? [fallback] : []));
  if (first === undefined) throw new Error("no region: use --region, or set ALICLOUD_REGION.");
  const from = values.region
    ? "--region"
    : "the region of the environment (ALICLOUD_REGION and its other names)";
  requireRegions(new Map([first, ...others].map((region) => [region, from])));
  return command.run(
    { settings, ecs: connect(settings, { row: () => row }), regionIds: [first, ...others] },
    values,
  );
}
