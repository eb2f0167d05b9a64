import type { Ecs } from "../../ecs/api/ecs";
import type { Execution } from "../../ecs/api/executions";
import { type Clock, pollUntil, progress } from "../waiting";
import { type Absence, type BuildImages, lookAtImages } from "./images";
import type { Deadline } from "./start";

/**
 * How long a copy may be invisible after the end of a build whose distribution may have failed, in milliseconds. It may
 * never come then.
 */
const VISIBLE_WITHIN = 60_000;

interface Wait {
  regionId: string;
  item: Execution;
  /** The first look. */
  known: BuildImages;
  absent: Map<string, Absence>;
  deadline: Deadline;
  clock: Clock;
  say(line: string): void;
  /** Gets what is known after each further look. */
  keep(images: BuildImages): void;
}

/**
 * Waits for the copies of a build's image in other regions.
 *
 * @param next what to do about a copy that failed.
 * @returns the regions without a usable copy. They are an error, unless the service says that distributing may have failed.
 */
export async function waitForCopies(ecs: Ecs, wait: Wait, next: string): Promise<string[]> {
  const { regionId, item, deadline, clock } = wait;
  const { executionId, imageId } = item;
  let { known, absent } = wait;
  const isPart = item.status === "PARTITION_SUCCESS";
  const visibleBy = clock.now() + VISIBLE_WITHIN;
  const tell = progress(`copies of image ${imageId} (${executionId})`, clock, wait.say);

  const pending = () => known.pendingImageRegionIds ?? [];
  const failed = () => pending().filter((region) => absent.get(region)?.kind === "failed");
  const neverComes = (region: string) => {
    const kind = absent.get(region)?.kind;
    return kind === "failed" || (kind === "invisible" && clock.now() >= visibleBy);
  };
  const described = (regions: string[]) =>
    regions.map((region) => `${region}: ${absent.get(region)?.text ?? "not known yet"}`);

  let looks = 0;
  await pollUntil(
    async () => {
      if (looks > 0) {
        const look = { regionId, known, item, isNew: true, onlyPending: true };
        ({ images: known, absent } = await lookAtImages(ecs, look));
        wait.keep(known);
      }
      looks += 1;
      if (isPart ? pending().every(neverComes) : pending().length === 0 || failed().length > 0) return true;
      tell(described(pending()).join(", "));
      return undefined;
    },
    deadline.at,
    clock,
  );
  if (isPart || pending().length === 0) return described(pending());
  const built = `execution ${executionId} of image pipeline ${item.imagePipelineId}: image ${imageId} was built, but`;
  if (failed().length > 0) {
    throw new Error(
      `${built} it has no usable copy in ${described(failed()).join(", ")}. ` +
        `To repair a copy, delete what is there, copy ${imageId} there under its name, and run this again. ${next}`,
    );
  }
  throw new Error(
    `${built} not all of its copies were available within ${deadline.title}: ${described(pending()).join(", ")}. ` +
      `Run this again to keep waiting, or increase ${deadline.name}.`,
  );
}
