import * as fc from "fast-check";
import { PartialFailure, type Properties } from "../../../../provider/src/resources/lifecycle";
import type { NewImage, SimulatedItem } from "../../../support/simulator";
import { daysAgo, REGION, useStand } from "./stand";

/*
 * Random accounts on a service that fails three calls out of ten, while other people build, delete, share and use images
 * between the pages of a listing. Each deletion is judged when its request arrives, by rules that are written here a second
 * time.
 */

jest.setTimeout(120_000);

const stand = useStand();
const OTHER = "cn-beijing";

interface Given {
  keep?: number;
  olderThanDays?: number;
  retainAtLeast: number;
  minimumAgeHours?: number;
  unshare: boolean;
}

const selectors: Properties[] = [
  { imageFamily: "web" },
  { imageNamePrefix: "web_" },
  { imageTags: { team: "a" } },
  { imageFamily: "web", imageNamePrefix: "web_", imageTags: { team: "a" } },
];

const isMine = ({ current, regionId }: SimulatedItem, selector: Properties): boolean => {
  const { imageFamily, imageNamePrefix, imageTags } = selector;
  const name = String(current["ImageName"]);
  const family = current["ImageFamily"];
  const isCopy = regionId !== REGION && family === undefined && (imageNamePrefix ?? imageTags) !== undefined;
  return (
    current["ImageOwnerAlias"] === "self" &&
    (imageFamily === undefined || family === imageFamily || isCopy) &&
    (imageNamePrefix === undefined || name.startsWith(String(imageNamePrefix))) &&
    (imageTags === undefined || tagsOf(current)["team"] === "a")
  );
};

function tagsOf(current: Record<string, unknown>): Record<string, string> {
  const { Tag = [] } = (current["Tags"] ?? {}) as { Tag?: { TagKey: string; TagValue: string }[] };
  return Object.fromEntries(Tag.map(({ TagKey, TagValue }) => [TagKey, TagValue]));
}

const bornAt = ({ current }: SimulatedItem) => Date.parse(String(current["CreationTime"]));

/** Why an image must stay; undefined if it may go. `newer`: those that were available since the last listing began. */
function mustStay(one: SimulatedItem, newer: number, given: Given, pinned: string[]): string | undefined {
  const { current } = one;
  const days = (Date.now() - bornAt(one)) / 86_400_000;
  if (newer < Math.max(given.keep ?? 0, given.retainAtLeast)) return `only ${newer} are newer`;
  if (days < (given.olderThanDays ?? 0)) return "young";
  if (days * 24 < (given.minimumAgeHours ?? 0)) return "too young";
  if (current["Usage"] !== "none") return "in use";
  if (current["IsPublic"] === true) return "public";
  if (String(current["IsSelfShared"]).toLowerCase() === "true" && !given.unshare) return "shared";
  if (tagsOf(current)["hold"] === "yes") return "held";
  if (pinned.includes(one.id)) return "pinned";
  if (["Creating", "Waiting"].includes(String(current["Status"]))) return "not made yet";
  return undefined;
}

const isNewer = (other: SimulatedItem, one: SimulatedItem) =>
  bornAt(other) > bornAt(one) || (bornAt(other) === bornAt(one) && other.id > one.id);

const accounts = fc.record({
  images: fc.array(
    fc.record({
      regionId: fc.constantFrom(REGION, REGION, OTHER),
      imageFamily: fc.constantFrom("web", "web", "web", "web", "db", undefined),
      name: fc.constantFrom("web_", "web_", "web_", "web_", "db_"),
      hours: fc.integer({ min: 1, max: 24 * 40 }),
      tags: fc.constantFrom<Record<string, string>[]>(
        ...Array.from({ length: 5 }, () => ({ team: "a" })),
        { team: "b" },
        { team: "a", hold: "yes" },
      ),
      instances: fc.constantFrom(0, 0, 0, 0, 0, 1),
      sharedWith: fc.constantFrom<string[][]>([], [], [], [], ["1234567890123456"]),
      isPublic: fc.constantFrom(false, false, false, false, false, false, true),
      status: fc.constantFrom(
        "Available",
        "Available",
        "Available",
        "Available",
        "Deprecated",
        "Creating",
        "CreateFailed",
      ),
    }),
    { minLength: 8, maxLength: 24, size: "max" },
  ),
  selector: fc.constantFrom(...selectors),
  limits: fc.oneof(
    fc.record({ keep: fc.integer({ min: 1, max: 4 }) }),
    fc.record({ olderThanDays: fc.integer({ min: 1, max: 20 }) }),
    fc.record({ keep: fc.integer({ min: 1, max: 3 }), olderThanDays: fc.integer({ min: 1, max: 20 }) }),
  ),
  retainAtLeast: fc.constantFrom(0, 1, 1, 2),
  minimumAgeHours: fc.constantFrom(undefined, 48),
  unshare: fc.boolean(),
  seed: fc.integer({ min: 0, max: 1_000_000 }),
});

test("nothing is deleted that should stay, and repeated runs leave nothing that should go", async () => {
  const total = { deleted: 0, failed: 0, changes: 0 };
  const wrong: string[] = [];
  await fc.assert(
    fc.asyncProperty(accounts, async ({ images, selector, limits, seed, minimumAgeHours, ...others }) => {
      await stand.control("reset", {});
      const given: Given = { ...limits, ...others, ...(minimumAgeHours && { minimumAgeHours }) };
      await stand.control("images", {
        images: [
          ...images.map(
            ({ hours, imageFamily, name, ...one }, index): NewImage => ({
              ...one,
              imageId: `m-${index + 100}`,
              name: `${name}exec-${index}`,
              creationTime: daysAgo(hours / 24),
              ...(imageFamily && { imageFamily }),
            }),
          ),
          // So many others that a listing has more than one page, and begins or ends within them.
          ...[REGION, OTHER].flatMap((regionId, place) =>
            Array.from(
              { length: 100 },
              (_, index): NewImage => ({
                regionId,
                imageId: `m-other-${place}-${index}`,
                creationTime: daysAgo(1 + index / 3),
              }),
            ),
          ),
        ],
      });
      const pinned = ["m-100", "m-101"];
      const random = (() => {
        let last = seed;
        return (below: number) => {
          last = (last * 1_103_515_245 + 12_345) % 2_147_483_648;
          return last % below;
        };
      })();

      /** The available images since the last listing of a region began, and the image that was deleted by it. */
      const seen = new Map<string, { ids: Set<string>; used?: string }>();
      let busy = true;
      let made = 0;
      const meddle = async () => {
        const { images: now } = await stand.state();
        const ours = now.filter(({ id }) => /^m-(\d|new)/.test(id));
        // Often one of those that go next.
        const oldest = ours.toSorted((a, b) => bornAt(a) - bornAt(b));
        const one = oldest[random(random(2) === 0 ? ours.length : 4)];
        if (!one) return;
        total.changes += 1;
        made += 1;
        const changes = [
          () => stand.control(`images/${one.id}`, { instances: 1 }),
          () => stand.control(`images/${one.id}`, { status: "Deprecated" }),
          () => stand.control(`images/${one.id}`, { sharedWith: ["1234567890123457"] }),
          () =>
            stand.control("images", {
              images: [
                {
                  regionId: one.regionId,
                  imageFamily: "web",
                  tags: { team: "a" },
                  name: `web_new-${made}`,
                  imageId: `m-new-${made}`,
                },
              ],
            }),
          () => stand.control(`images/${one.id}`, { status: "Deprecated", instances: 0, sharedWith: [] }),
        ];
        await changes[random(changes.length)]?.();
      };
      const available = async (regionId: string) =>
        (await stand.state()).images.filter(
          (one) => one.regionId === regionId && one.current["Status"] === "Available",
        );
      const remember = async (regionId: string, isFirst: boolean) => {
        if (isFirst) seen.set(regionId, { ids: new Set() });
        const known = seen.get(regionId);
        for (const { id } of await available(regionId)) known?.ids.add(id);
      };

      stand.meanwhile(async (action, query, when) => {
        const regionId = String(query.get("RegionId"));
        const page = query.get("PageNumber");
        if (action === "DescribeImages" && page !== null) {
          if (when === "before") await remember(regionId, page === "1");
          else if (busy && random(2) === 0) await meddle();
        }
        if (action !== "DeleteImage" || when !== "before") return;
        const { images: now } = await stand.state();
        const one = now.find(({ id }) => id === query.get("ImageId"));
        // Deleted by an attempt whose answer was lost.
        if (!one) return;
        total.deleted += 1;
        const listing = seen.get(regionId);
        const isFresh = listing?.used === undefined || listing.used === one.id;
        if (listing) listing.used = one.id;
        const newer = now.filter(
          (other) =>
            other.regionId === regionId &&
            isMine(other, selector) &&
            isNewer(other, one) &&
            isFresh &&
            listing?.ids.has(other.id),
        );
        const reason = isMine(one, selector) ? mustStay(one, newer.length, given, pinned) : "not selected";
        if (reason) wrong.push(`${one.id}: ${reason}`);
      });

      await stand.control("faults", {
        seed,
        rate: 0.3,
        kinds: ["throttle", "http-500", "drop-before-commit", "drop-after-commit", "truncate"],
      });
      const { inputs, reasons } = stand.lifecycle.check({
        action: "delete",
        excludeTags: { hold: "yes" },
        regionIds: [REGION, OTHER],
        triggers: [{ [REGION]: pinned[0], [OTHER]: pinned[1] }],
        ...selector,
        ...given,
      });
      expect(reasons).toEqual([]);

      let held: { id: string; outputs: Properties } | undefined;
      const run = async () => {
        try {
          if (!held) held = await stand.lifecycle.create(inputs);
          else
            held = {
              id: held.id,
              outputs: (await stand.lifecycle.update(held.id, held.outputs, inputs)).outputs,
            };
        } catch (error) {
          total.failed += 1;
          if (error instanceof PartialFailure) held = { id: error.id, outputs: error.outputs };
        }
      };
      // A refusal is not repeated: it leaves snapshots in half of the cases.
      if (seed % 2 === 0) await stand.control("settings", { deny: { DeleteSnapshot: "Forbidden.RAM" } });
      await run();
      await stand.control("settings", { deny: {} });
      await run();
      busy = false;
      await stand.control("faults", {});
      await run();
      // A changed trigger is a further run, as after a further build.
      inputs["triggers"] = [...(inputs["triggers"] as unknown[]), "again"];
      await run();

      expect(wrong).toEqual([]);
      expect(held?.outputs["pending"]).toEqual([]);
      const { images: left, snapshots } = await stand.state();
      const mine = left.filter((one) => isMine(one, selector));
      const overdue = mine.filter((one) => {
        const newer = mine.filter(
          (other) =>
            other.regionId === one.regionId && other.current["Status"] === "Available" && isNewer(other, one),
        );
        return mustStay(one, newer.length, given, pinned) === undefined;
      });
      expect(overdue.map(({ id }) => id)).toEqual([]);
      // Nobody else deletes: each snapshot belongs to an image that is there.
      const used = new Set(
        left.flatMap(({ current }) => JSON.stringify(current["DiskDeviceMappings"]).match(/s-\w+/g) ?? []),
      );
      expect(snapshots.filter(({ id }) => !used.has(id)).map(({ id }) => id)).toEqual([]);
    }),
    { numRuns: 8, seed: 14, endOnFailure: true },
  );
  expect(total.deleted).toBeGreaterThan(5);
  expect(total.failed).toBeGreaterThan(0);
  expect(total.changes).toBeGreaterThan(5);
});
