import * as fc from "fast-check";
import type { Image } from "../../../../provider/src/ecs/api/images";
import {
  decide,
  type Pins,
  type Rule,
  type Selector,
  textsIn,
  withNames,
} from "../../../../provider/src/resources/image-retention/decide";
import { image, NOW, pinned, pins, regions, rule, rules, selectors } from "./account";

const WEB: Selector = { imageFamily: "web" };

/** `m-1 go`, `m-2 keep`, … in the order of the verdicts. */
const verdicts = (
  images: Image[],
  given: Partial<Rule>,
  { selector = WEB, isHome = true, pinned: held = pins() } = {},
) =>
  decide(images, { selector, isHome, rule: rule(given), pins: held }, NOW).map(
    ({ image: { imageId }, verdict, reason }) => `${imageId} ${verdict}: ${reason}`,
  );

const fiveDays = [1, 2, 3, 4, 5].map((daysOld) => image(`m-${daysOld}`, { daysOld }));

describe("a rule", () => {
  test("keeps the newest images, in whatever order they are listed", () => {
    expect(verdicts([...fiveDays].reverse(), { keep: 3 })).toEqual([
      "m-1 keep: one of the newest 3",
      "m-2 keep: one of the newest 3",
      "m-3 keep: one of the newest 3",
      "m-4 go: not one of the newest 3",
      "m-5 go: not one of the newest 3",
    ]);
  });

  test("keeps the younger ones, and never the last one away", () => {
    expect(verdicts(fiveDays, { olderThanDays: 3 }).map((text) => text.slice(0, 8))).toEqual([
      "m-1 keep",
      "m-2 keep",
      "m-3 keep",
      "m-4 go: ",
      "m-5 go: ",
    ]);
    const old = [image("m-1", { daysOld: 90 }), image("m-2", { daysOld: 91 })];
    expect(verdicts(old, { olderThanDays: 30 })).toEqual([
      "m-1 keep: one of the newest 1",
      "m-2 go: older than 30 days, and not one of the newest 1",
    ]);
    expect(verdicts(old, { olderThanDays: 30, retainAtLeast: 0 })).toEqual([
      "m-1 go: older than 30 days",
      "m-2 go: older than 30 days",
    ]);
  });

  test("with both limits removes an image only if both say so", () => {
    expect(verdicts(fiveDays, { keep: 2, olderThanDays: 4 }).at(-1)).toBe(
      "m-5 go: older than 4 days, and not one of the newest 2",
    );
    expect(
      verdicts(fiveDays, { keep: 2, olderThanDays: 4 }).filter((text) => text.includes("keep")),
    ).toHaveLength(4);
  });

  test("keeps the image that a rollback deprecated, until enough newer ones are available", () => {
    const rolledBack = [image("m-1", { daysOld: 1, status: "Deprecated" }), ...fiveDays.slice(1)];
    expect(verdicts(rolledBack, { keep: 2 }).map((text) => text.slice(0, 8))).toEqual([
      "m-1 keep",
      "m-2 keep",
      "m-3 keep",
      "m-4 go: ",
      "m-5 go: ",
    ]);
    const built = ["m-8", "m-9"].map((id) => image(id, { daysOld: 0.1 }));
    expect(verdicts([...built, ...rolledBack], { keep: 2 }).slice(2, 3)).toEqual([
      "m-1 go: not one of the newest 2",
    ]);
  });

  test.each<[string, Partial<Image> & { daysOld?: number }, Partial<Rule>]>([
    ["instances use it", { usage: "instance" }, {}],
    ["it is unknown whether instances use it", { usage: undefined }, {}],
    ["it is shared with other accounts", { isSelfShared: true }, {}],
    ["it is public", { isPublic: true }, { unshare: true }],
    ["it has a tag of excludeTags", { tags: { hold: "yes" } }, { excludeTags: { hold: "yes" } }],
    ["younger than 12 hours", { daysOld: 0.4 }, { minimumAgeHours: 12 }],
    ["its status is Creating", { status: "Creating" }, {}],
    ["its status is Waiting", { status: "Waiting" }, {}],
    ["its status is unknown", { status: undefined }, {}],
    ["its creation time is unknown", { createTime: "" }, {}],
    ["its status is UnAvailable", { status: "UnAvailable" }, { action: "deprecate" }],
  ])("leaves an image alone because %s", (reason, more, given) => {
    const newer = image("m-new", { daysOld: 0.1 });
    expect(verdicts([newer, image("m-old", more)], { keep: 1, ...given }).at(-1)).toBe(
      `m-old skip: ${reason}`,
    );
  });

  test("removes a shared image if it may unshare it, and deprecates what is not deprecated yet", () => {
    const shared = [...fiveDays.slice(0, 1), image("m-9", { isSelfShared: true })];
    expect(verdicts(shared, { keep: 1, unshare: true }).at(-1)).toBe("m-9 go: not one of the newest 1");
    const old = [...fiveDays.slice(0, 1), image("m-9", { status: "Deprecated" })];
    expect(verdicts(old, { keep: 1, action: "deprecate" }).at(-1)).toBe("m-9 keep: already deprecated");
  });

  test("leaves alone what triggers and keepImageIds name, however deep, and the copies of it", () => {
    const triggers = [{ "cn-hangzhou": "m-3", nested: ["a", { b: "builds m-4" }] }, 7, null];
    const named = withNames(pins({ texts: textsIn(triggers), imageIds: new Set(["m-5"]) }), fiveDays);
    expect(verdicts(fiveDays, { keep: 1 }, { pinned: named }).slice(1)).toEqual([
      "m-2 go: not one of the newest 1",
      "m-3 skip: triggers name it",
      "m-4 skip: triggers name it",
      "m-5 skip: it is in keepImageIds",
    ]);
    const copies = fiveDays.map((one) => ({ ...one, imageId: `${one.imageId}-copy` }));
    expect(verdicts(copies, { keep: 1 }, { pinned: named }).at(-1)).toBe(
      "m-5-copy skip: it is a copy of an image that must stay",
    );
  });
});

describe("the selector", () => {
  const selected = (images: Image[], selector: Selector, isHome = true) =>
    decide(images, { selector, isHome, rule: rule({ keep: 1 }), pins: pins() }, NOW).map(
      ({ image: { imageId } }) => imageId,
    );

  test("selects nothing if it is empty, and no image of another account", () => {
    expect(selected(fiveDays, {})).toEqual([]);
    expect(
      selected([image("m-1", { ownerAlias: "others" }), image("m-2", { ownerAlias: undefined })], WEB),
    ).toEqual([]);
  });

  test("needs all of its parts", () => {
    const images = [
      image("m-all", { tags: { team: "a", more: "b" } }),
      image("m-no-tag"),
      image("m-other-name", { imageName: "db_exec-1", tags: { team: "a" } }),
      image("m-other-family", { imageFamily: "db", tags: { team: "a" } }),
    ];
    expect(selected(images, { ...WEB, imageNamePrefix: "web_", imageTags: { team: "a" } })).toEqual([
      "m-all",
    ]);
  });

  test("in other regions takes copies, which have no family, by what else it says, and by the family alone none", () => {
    const copies = [
      image("m-copy", { imageFamily: undefined }),
      image("m-own", { imageFamily: "web" }),
      image("m-db", { imageFamily: "db" }),
    ];
    expect(selected(copies, { ...WEB, imageNamePrefix: "web_" }, false).sort()).toEqual(["m-copy", "m-own"]);
    expect(selected(copies, { ...WEB, imageNamePrefix: "web_" }, true)).toEqual(["m-own"]);
    expect(selected(copies, WEB, false)).toEqual(["m-own"]);
  });

  test("takes the images of a pipeline by their IDs, and copies of them by the names of its builds", () => {
    const pipeline = {
      executionIds: ["exec-1", "exec-2"],
      imageIds: new Set(["m-1"]),
      imageNames: new Map([["golden", 0]]),
    };
    const images = [
      image("m-1", { imageName: "golden" }),
      image("m-2", { imageName: "web_exec-2" }),
      image("m-3", { imageName: "exec-1" }),
      image("m-4", { imageName: "web_exec-22" }),
      image("m-5", { imageName: undefined }),
    ];
    expect(selected(images, { pipeline })).toEqual(["m-1"]);
    expect(selected(images, { pipeline }, false).sort()).toEqual(["m-1", "m-2", "m-3"]);
  });
});

/*
 * The same rule a second time, as what must hold of each image by itself: compared with all others, not sorted and counted.
 */

const time = ({ createTime }: Image) => (createTime === "" ? undefined : Date.parse(createTime));

function isMine(
  one: Image,
  { imageFamily, imageNamePrefix, imageTags, pipeline }: Selector,
  isHome: boolean,
) {
  if (one.ownerAlias !== "self") return false;
  const name = one.imageName ?? "";
  const said: boolean[] = [];
  if (imageNamePrefix !== undefined)
    said.push(one.imageName !== undefined && name.indexOf(imageNamePrefix) === 0);
  if (imageTags !== undefined)
    for (const key of Object.keys(imageTags)) said.push(one.tags[key] === imageTags[key]);
  if (pipeline !== undefined && isHome) said.push(pipeline.imageIds.has(one.imageId));
  if (pipeline !== undefined && !isHome) {
    const ofExecution = pipeline.executionIds.some((id) => name === id || name.split("_").at(-1) === id);
    const since = pipeline.imageNames.get(name);
    const born = time(one);
    said.push(ofExecution || (since !== undefined && born !== undefined && born >= since));
  }
  if (said.includes(false)) return false;
  const saysOthers = imageNamePrefix !== undefined || imageTags !== undefined || pipeline !== undefined;
  if (imageFamily === undefined) return saysOthers;
  if (one.imageFamily === imageFamily) return true;
  return one.imageFamily === undefined && !isHome && saysOthers;
}

function mayGo(one: Image, others: Image[], given: Rule, held: Pins): boolean {
  const born = time(one);
  if (born === undefined) return false;
  const newer = others.filter((other) => {
    const then = time(other);
    if (other.status !== "Available" || then === undefined) return false;
    return then > born || (then === born && other.imageId > one.imageId);
  });
  if (given.keep !== undefined && newer.length < given.keep) return false;
  if (newer.length < given.retainAtLeast) return false;
  const hours = (NOW - born) / 3_600_000;
  if (given.olderThanDays !== undefined && hours <= given.olderThanDays * 24) return false;
  if (given.minimumAgeHours !== undefined && hours <= given.minimumAgeHours) return false;
  if (one.usage !== "none" || one.isPublic) return false;
  if (one.isSelfShared && given.unshare === false) return false;
  if (Object.keys(given.excludeTags ?? {}).some((key) => one.tags[key] === given.excludeTags?.[key]))
    return false;
  if (held.imageIds.has(one.imageId) || held.texts.join(" ").includes(one.imageId)) return false;
  if (held.imageNames.has(one.imageName ?? "none")) return false;
  if (given.action === "deprecate") return one.status === "Available";
  return ["Available", "Deprecated", "UnAvailable", "CreateFailed"].some((status) => status === one.status);
}

test("of random accounts, exactly those images go that the rule does not keep and nothing protects", () => {
  let gone = 0;
  fc.assert(
    fc.property(regions, selectors, fc.boolean(), rules, pinned, (images, selector, isHome, given, held) => {
      const all = decide(images, { selector, isHome, rule: given, pins: held }, NOW);
      const mine = images.filter((one) => isMine(one, selector, isHome));
      expect(all.map(({ image: { imageId } }) => imageId).sort()).toEqual(
        mine.map(({ imageId }) => imageId).sort(),
      );
      for (const { image: one, verdict } of all)
        expect([one, verdict === "go"]).toEqual([one, mayGo(one, mine, given, held)]);
      const left = all.filter(({ verdict }) => verdict !== "go").map((one) => one.image);
      const available = (some: Image[]) =>
        some.filter((one) => one.status === "Available" && time(one) !== undefined);
      const least = Math.max(given.keep ?? 0, given.retainAtLeast);
      expect(available(left).length).toBeGreaterThanOrEqual(Math.min(least, available(mine).length));
      gone += all.length - left.length;
    }),
    { numRuns: 2_000 },
  );
  // The accounts are such that something goes.
  expect(gone).toBeGreaterThan(300);
});

test("what was removed changes nothing for the others: the next run finds nothing left to do", () => {
  fc.assert(
    fc.property(regions, selectors, rules, pinned, (images, selector, given, held) => {
      const run = (some: Image[]) =>
        decide(some, { selector, isHome: true, rule: given, pins: held }, NOW).filter(
          ({ verdict }) => verdict === "go",
        );
      const gone = new Set(run(images).map(({ image: { imageId } }) => imageId));
      const after =
        given.action === "delete"
          ? images.filter(({ imageId }) => !gone.has(imageId))
          : images.map((one) => (gone.has(one.imageId) ? { ...one, status: "Deprecated" } : one));
      expect(run(after)).toEqual([]);
    }),
    { numRuns: 1_000 },
  );
});
