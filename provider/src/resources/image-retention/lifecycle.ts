import { randomUUID } from "node:crypto";
import type { ImageRetentionArguments } from "../../arguments/image-retention";
import type { Ecs } from "../../ecs/api/ecs";
import type { Settings } from "../../ecs/settings/settings";
import { checked, type IsPlain } from "../../validation/check";
import { messageOf } from "../../values/printable";
import { UNKNOWN } from "../../values/unknown";
import { type Lifecycle, PartialFailure, type Properties } from "../lifecycle";
import { accountBeside, accountOf, checkContext, regionOf } from "../region-and-account";
import { textsIn } from "./decide";
import { argumentsPresent, diff } from "./diff";
import { normalize } from "./normalize";
import { withoutSnapshots } from "./removal";
import { ruleFaults } from "./rules";
import { type ImageInRegion, type Now, type Outcome, type Retention, rehearsed, retain, survey } from "./run";

/** What a run knows when it has ended. */
const LATER = {
  deleted: UNKNOWN,
  deprecated: UNKNOWN,
  kept: UNKNOWN,
  skipped: UNKNOWN,
  pending: UNKNOWN,
};

/** More failures are counted, not printed. */
const MOST_FAILURES = 3;

/**
 * The life of a retention: a rule that runs when the resource is created, and again when the rule or a trigger changes. There
 * is nothing of it in the service, so there is nothing to read and nothing to delete.
 */
export class ImageRetentionLifecycle implements Lifecycle {
  /**
   * @param say prints a line about what was done.
   * @param now milliseconds since 1970.
   */
  constructor(
    private readonly settings: Settings,
    private readonly ecs: Ecs,
    private readonly say: (line: string) => void,
    private readonly now: Now = Date.now,
  ) {}

  check(given: Properties, isPlain?: IsPlain) {
    // Loaded late: zod takes long to load, and a refresh or destroy does not need it.
    const { imageRetentionSchema: schema } = require("../schemas") as typeof import("../schemas");
    return checked({ schema, rules: ruleFaults, normalize }, given, checkContext(this.settings, isPlain));
  }

  diff(_id: string, olds: Properties, news: Properties) {
    return diff(olds, news);
  }

  planned(inputs: Properties, current?: { id: string; outputs: Properties }) {
    const { outputs } = current ?? {};
    if (outputs && !runsAgain(outputs, inputs)) return { ...outputs, ...argumentsPresent(inputs) };
    return { ...argumentsPresent(inputs), ...LATER, accountId: outputs ? outputs["accountId"] : UNKNOWN };
  }

  async create(inputs: Properties) {
    const regionId = regionOf(this.settings, inputs);
    const account = accountBeside(this.ecs, regionId);
    const id = `retention-${randomUUID()}`;
    return { id, outputs: await this.run(id, regionId, inputs, {}, await account()) };
  }

  async read(id: string, outputs: Properties) {
    if (outputs["action"] === undefined) {
      throw new Error(
        `image retention ${id} cannot be read or imported: it is a rule that only the state contains. Declare it.`,
      );
    }
    return { inputs: { ...argumentsPresent(outputs) }, outputs };
  }

  async update(id: string, olds: Properties, news: Properties) {
    if (!runsAgain(olds, news)) return { outputs: { ...olds, ...argumentsPresent(news) } };
    const regionId = regionOf(this.settings, news);
    return { outputs: await this.run(id, regionId, news, olds, await this.sameAccount(regionId, olds)) };
  }

  /** No image is deleted with the rule. */
  async delete() {}

  private async run(
    id: string,
    regionId: string,
    inputs: Properties,
    olds: Properties,
    accountId: string | undefined,
  ): Promise<Properties> {
    const args = argumentsPresent(inputs);
    const retention = retentionOf(args, regionId);
    const outcome =
      args.dryRun === true
        ? withSnapshotsOf(olds, rehearsed(await survey(this.ecs, retention, this.now)))
        : await this.continued(olds, await retain(this.ecs, retention, this.now, this.say));
    const { failures, ...lists } = outcome;
    this.say(`image retention: ${summary(outcome, args)}`);
    const outputs = { ...args, ...lists, accountId };
    if (failures.length > 0) throw new PartialFailure(failureText(outcome, args), id, outputs);
    return outputs;
  }

  /** Deletes the snapshots that an earlier run left of images that are gone. */
  private async continued(olds: Properties, outcome: Outcome): Promise<Outcome> {
    const { deleted, pending, failures } = outcome;
    const results = { ...outcome, deleted: [...deleted], pending: [...pending], failures: [...failures] };
    for (const { regionId, imageId, snapshotIds } of snapshotsLeft(olds, outcome)) {
      try {
        if (await this.ecs.images.find(regionId, imageId)) continue;
        const removal = await withoutSnapshots(this.ecs, regionId, imageId, snapshotIds);
        if ("done" in removal) results.deleted.push({ regionId, imageId });
        if ("failed" in removal) {
          results.failures.push(removal.failed);
          results.pending.push({ regionId, imageId, snapshotIds: removal.snapshotIds ?? snapshotIds });
        }
      } catch (error) {
        results.failures.push(messageOf(error));
        results.pending.push({ regionId, imageId, snapshotIds });
      }
    }
    return results;
  }

  /** With other credentials, the same rule would delete the images of another account. */
  private async sameAccount(regionId: string, olds: Properties): Promise<string | undefined> {
    const held = olds["accountId"];
    if (typeof held !== "string") return accountOf(this.ecs, regionId);
    const current = await this.ecs.accountId(regionId).catch((error: unknown) => {
      throw new Error(
        `image retention: it has run in account ${held}, and the account of these credentials is unknown. ${messageOf(error)} Nothing was deleted. Run this again when STS responds.`,
      );
    });
    if (held !== current) {
      throw new Error(
        `image retention: it has run in account ${held}, and the credentials belong to account ${current}. Nothing was deleted. Use the credentials of its account. To run it in the other account, replace the resource (\`pulumi up --replace URN\`).`,
      );
    }
    return held;
  }
}

const runsAgain = (olds: Properties, news: Properties): boolean => {
  const { updates, unfinished } = diff(olds, news);
  return updates.length > 0 || unfinished === true;
};

/** The snapshots that an earlier run left, of images about which this one knows nothing. */
function snapshotsLeft({ pending = [] }: Properties, outcome: Outcome) {
  const { deleted, kept, skipped } = outcome;
  const known = new Set([deleted, kept, skipped, outcome.pending].flat().map(({ imageId }) => imageId));
  return (pending as Outcome["pending"]).flatMap(({ snapshotIds = [], ...image }) =>
    snapshotIds.length === 0 || known.has(image.imageId) ? [] : { ...image, snapshotIds },
  );
}

/** A dry run deletes no snapshots, and does not forget them. */
const withSnapshotsOf = (olds: Properties, outcome: Outcome): Outcome => ({
  ...outcome,
  pending: [...outcome.pending, ...snapshotsLeft(olds, outcome)],
});

/** What a checked declaration is about. */
export function retentionOf(args: ImageRetentionArguments, regionId: string): Retention {
  const { imageFamily, imageNamePrefix, imageTags, imagePipelineId, regionIds = [regionId] } = args;
  const { keep, olderThanDays, retainAtLeast = 1, minimumAgeHours, excludeTags } = args;
  return {
    regionId,
    regionIds: [...new Set(regionIds)],
    selector: { imageFamily, imageNamePrefix, imageTags, imagePipelineId },
    rule: {
      action: args.action === "deprecate" ? "deprecate" : "delete",
      keep,
      olderThanDays,
      retainAtLeast,
      minimumAgeHours,
      unshare: args.unshare === true,
      excludeTags,
    },
    pins: {
      imageIds: new Set(args.keepImageIds ?? []),
      texts: textsIn(args.triggers),
      named: "triggers name it",
      imageNames: new Set(),
    },
  };
}

/** What a run did, in one line. */
export function summary(outcome: Outcome, { action, dryRun }: ImageRetentionArguments): string {
  const { deleted, deprecated, kept, skipped, pending } = outcome;
  const verb = action === "deprecate" ? "deprecated" : "deleted";
  const done = dryRun
    ? `dry run: would have ${verb} ${images(pending)}`
    : `${verb} ${images(action === "deprecate" ? deprecated : deleted)}`;
  return `${done}, kept ${kept.length}, skipped ${skipped.length}${reasons(skipped)}`;
}

/** ` (2 because instances use them)` would need a form of its own for each reason; so: `: 2 × instances use it`. */
function reasons(skipped: Outcome["skipped"]): string {
  const counts = new Map<string, number>();
  for (const { reason } of skipped) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return counts.size === 0
    ? ""
    : `: ${[...counts].map(([reason, count]) => `${count} × ${reason}`).join(", ")}`;
}

const images = ({ length }: readonly ImageInRegion[]): string => `${length} image${length === 1 ? "" : "s"}`;

/** What a run could not do. */
export function failureText(
  { failures, pending }: Outcome,
  { action }: Pick<ImageRetentionArguments, "action">,
): string {
  const verb = action === "deprecate" ? "deprecated" : "deleted";
  const left = pending.map(({ regionId, imageId }) => `${imageId} in ${regionId}`).join(", ");
  const more = failures.length - MOST_FAILURES;
  return [
    `image retention: not everything was ${verb}.`,
    left && `Left: ${left}.`,
    ...failures.slice(0, MOST_FAILURES),
    more > 0 && `${more} more failed.`,
    "Run this again to continue.",
  ]
    .filter(Boolean)
    .join(" ");
}
