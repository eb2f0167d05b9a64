import type { Ecs } from "../../ecs/api/ecs";
import type { Image } from "../../ecs/api/images";
import { EcsError } from "../../ecs/transport/errors";
import { newestFirst, timeOf } from "../../resources/image-retention/decide";
import { removed } from "../../resources/image-retention/removal";
import { messageOf, printable } from "../../values/printable";
import { print } from "../print";
import type { Options, Place } from "./options";

/** An image whose status changes. */
interface Step {
  regionId: string;
  image: Image;
}

interface Plan {
  /** Copies first: if one fails, the next run finds the same image in the region of the family. */
  steps: Step[];
  /** What is said when all steps are done. */
  result: string;
}

const CHECK = "Check --family, the first --region and the account.";

/** The command `images rollback`. */
export async function rollback({ ecs, regionIds }: Place, options: Options): Promise<number> {
  const family = familyOf(options, "rollback");
  const plan = await rollbackPlan(ecs, family, regionIds);
  const shared = plan.steps.find(({ image }) => image.isSelfShared);
  if (shared && !options.unshare) {
    throw new Error(
      `image ${shared.image.imageId} in ${shared.regionId} is shared with other accounts, and a shared image cannot be deprecated. Nothing was changed. Use --unshare to end its sharing.`,
    );
  }
  const rule = { action: "deprecate", retainAtLeast: 0, unshare: options.unshare ?? false } as const;
  return changed(plan, "deprecated", options, async ({ regionId, image }) => {
    const outcome = await removed(ecs, regionId, image, rule, say);
    if ("failed" in outcome) throw new Error(outcome.failed);
  });
}

/** The command `images restore`. */
export async function restore({ ecs, regionIds }: Place, options: Options): Promise<number> {
  const plan = await restorePlan(ecs, familyOf(options, "restore"), regionIds, options.image);
  return changed(plan, "restored", options, ({ regionId, image }) =>
    ecs.images.setStatus(regionId, image.imageId, "Available"),
  );
}

async function rollbackPlan(ecs: Ecs, family: string, [home, ...others]: Place["regionIds"]): Promise<Plan> {
  const [newest, previous] = available(await imagesOf(ecs, home, family));
  if (!newest) throw new Error(`family ${printable(family)} has no available image in ${home}. ${CHECK}`);
  if (!previous) {
    throw new Error(
      `family ${printable(family)} has one available image only in ${home}, ${newest.imageId}: a rollback would leave it without an image. Nothing was changed.`,
    );
  }
  const copies = await Promise.all(
    others.map(async (regionId) => {
      const [copy] = available(await named(ecs, regionId, newest));
      if (!copy) {
        say(`${regionId} has no available copy of image ${newest.imageId}, so nothing changes there.`);
        return [];
      }
      const before = [...(await named(ecs, regionId, previous)), ...(await imagesOf(ecs, regionId, family))];
      if (available(before).some(({ imageId }) => imageId !== copy.imageId))
        return [{ regionId, image: copy }];
      throw new Error(
        `image ${copy.imageId} in ${regionId} is the only available one there: ${previous.imageId}, the one before it in ${home}, has no copy. Nothing was changed. Leave ${regionId} out, or copy the image there.`,
      );
    }),
  );
  return {
    steps: [...copies.flat(), { regionId: home, image: newest }],
    result: `Family ${printable(family)} points to ${previous.imageId} (${previous.createTime}) in ${home}.`,
  };
}

async function restorePlan(
  ecs: Ecs,
  family: string,
  [home, ...others]: Place["regionIds"],
  imageId: string | undefined,
): Promise<Plan> {
  const images = await imagesOf(ecs, home, family);
  const image = imageId === undefined ? deprecated(images)[0] : await ecs.images.find(home, imageId);
  if (!image) {
    throw new Error(
      imageId === undefined
        ? `family ${printable(family)} has no deprecated image in ${home}. ${CHECK}`
        : `image ${printable(imageId)} was not found in ${home}. Check --image, --region and the account.`,
    );
  }
  // Whether a deprecated image still names its family is not documented.
  const { imageFamily = family } = image;
  if (imageFamily !== family) {
    throw new Error(
      `image ${image.imageId} in ${home} is in family ${printable(imageFamily)}, not in ${printable(family)}. Nothing was changed.`,
    );
  }
  const [newest] = available(images);
  if (imageId === undefined && newest && timeOf(newest) > timeOf(image)) {
    throw new Error(
      `the newest deprecated image of family ${printable(family)} in ${home}, ${image.imageId}, is older than ${newest.imageId}, to which the family points, so restoring it would not change that. Nothing was changed. Use --image ${image.imageId} to restore it all the same.`,
    );
  }
  const copies = await Promise.all(
    others.map(async (regionId) =>
      deprecated(await named(ecs, regionId, image)).map((copy) => ({ regionId, image: copy })),
    ),
  );
  const points = newest && timeOf(newest) > timeOf(image) ? newest : image;
  return {
    steps: [...copies.flat(), ...(image.status === "Available" ? [] : [{ regionId: home, image }])],
    result: `Family ${printable(family)} points to ${points.imageId} (${points.createTime}) in ${home}.`,
  };
}

/** Carries out the steps, one after another. */
async function changed(
  { steps, result }: Plan,
  done: "deprecated" | "restored",
  options: Options,
  change: (step: Step) => Promise<void>,
): Promise<number> {
  const listed = steps.map(({ regionId, image }) => ({ regionId, imageId: image.imageId }));
  if (options["dry-run"]) {
    if (options.json) return print(`${JSON.stringify({ [done]: [], pending: listed }, undefined, 2)}\n`, 0);
    const lines = listed.map(({ regionId, imageId }) => `${regionId}  ${imageId}  would be ${done}\n`);
    return print(lines.join(""), 0);
  }
  for (const [index, step] of steps.entries()) {
    try {
      await change(step);
    } catch (error) {
      const others = listed.slice(0, index).map(({ regionId, imageId }) => `${imageId} in ${regionId}`);
      throw new Error(
        `${messageOf(error)} Image ${step.image.imageId} in ${step.regionId} was not ${done}${error instanceof EcsError && error.outcomeUnknown ? ", as far as is known" : ""}. ` +
          `${others.length > 0 ? `Done: ${others.join(", ")}. ` : "Nothing was changed. "}Run this again to continue.`,
      );
    }
    if (!options.json) print(`${step.regionId}  ${step.image.imageId}  ${done}\n`, 0);
  }
  if (options.json) return print(`${JSON.stringify({ [done]: listed, pending: [] }, undefined, 2)}\n`, 0);
  return print(`${result}\n`, 0);
}

function familyOf({ family }: Options, command: string): string {
  // Empty, as from a variable that is not set, it would mean the images of all families.
  if (!family)
    throw new Error(`images ${command} needs --family FAMILY${family === "" ? ", which is empty" : ""}.`);
  return family;
}

const imagesOf = (ecs: Ecs, regionId: string, imageFamily: string): Promise<Image[]> =>
  ecs.images.list(regionId, { ownerAlias: "self", imageFamily });

/** The image and its copies bear the same name. */
const named = async (ecs: Ecs, regionId: string, { imageName }: Image): Promise<Image[]> =>
  imageName === undefined ? [] : ecs.images.list(regionId, { ownerAlias: "self", imageName });

const withStatus = (status: string) => (images: Image[]) =>
  newestFirst(images.filter((image) => image.status === status && image.ownerAlias === "self"));
const available = withStatus("Available");
const deprecated = withStatus("Deprecated");

const say = (line: string): void => void process.stderr.write(`${line}\n`);
