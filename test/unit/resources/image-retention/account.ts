import * as fc from "fast-check";
import type { Image } from "../../../../provider/src/ecs/api/images";
import type { Pins, Rule, Selector } from "../../../../provider/src/resources/image-retention/decide";

export const NOW = Date.parse("2026-06-01T12:00:00Z");
const HOUR = 3_600_000;

/** An image as the service describes it, old enough to go. */
export const image = (imageId: string, more: Partial<Image> & { daysOld?: number } = {}): Image => {
  const { daysOld = 10, ...given } = more;
  return {
    imageId,
    imageName: `web_${imageId}`,
    imageFamily: "web",
    description: undefined,
    status: "Available",
    usage: "none",
    ownerAlias: "self",
    isPublic: false,
    isSelfShared: false,
    architecture: "x86_64",
    osType: "linux",
    osName: undefined,
    platform: undefined,
    size: 40,
    createTime: new Date(NOW - daysOld * 24 * HOUR).toISOString(),
    tags: {},
    snapshotIds: [`s-${imageId}`],
    ...given,
  };
};

export const rule = (more: Partial<Rule> = {}): Rule => ({
  action: "delete",
  retainAtLeast: 1,
  unshare: false,
  ...more,
});

export const pins = (more: Partial<Pins> = {}): Pins => ({
  imageIds: new Set(),
  texts: [],
  named: "triggers name it",
  imageNames: new Set(),
  ...more,
});

/** Mostly the first, so that something goes at all. */
const mostly = <T>(first: T, ...others: T[]): fc.Arbitrary<T> =>
  fc.oneof(
    { weight: 12, arbitrary: fc.constant(first) },
    { weight: 1, arbitrary: fc.constantFrom(...others) },
  );

/** Few values, so that images agree and differ in all ways. */
const tags = fc.dictionary(fc.constantFrom("team", "keep"), fc.constantFrom("a", "b"), { maxKeys: 2 });
const ids = Array.from({ length: 12 }, (_, index) => `m-${index + 10}`);
const executions = ids.map((_, index) => `exec-${index + 10}`);
const names = ["web_", "webserver_", "db_"];

/** The images of one region of an account, in any order, as any owner can have them. */
export const regions = fc
  .uniqueArray(fc.constantFrom(...ids), { minLength: 2, maxLength: ids.length, size: "max" })
  .chain((some) =>
    fc.tuple(
      ...some.map((imageId, index) =>
        fc.record({
          imageId: fc.constant(imageId),
          imageName: fc.option(
            mostly("web_", "webserver_", "db_").map((name) => `${name}${executions[index]}`),
            { nil: undefined, freq: 9 },
          ),
          imageFamily: mostly<string | undefined>("web", "db", undefined),
          status: mostly<string | undefined>(
            "Available",
            "Deprecated",
            "Creating",
            "UnAvailable",
            "New",
            undefined,
          ),
          usage: mostly<string | undefined>("none", "instance", undefined),
          ownerAlias: mostly<string | undefined>("self", "others", "system", undefined),
          isPublic: mostly(false, true),
          isSelfShared: mostly(false, true),
          tags,
          createTime: fc.oneof(
            {
              weight: 12,
              arbitrary: fc
                .integer({ min: -24, max: 24 * 40 })
                .map((hours) => new Date(NOW - hours * HOUR).toISOString()),
            },
            { weight: 1, arbitrary: fc.constant("") },
          ),
        }),
      ),
    ),
  )
  .map((made) => made.map(({ imageId, ...more }) => image(imageId, more)));

const parts = {
  imageFamily: mostly("web", "db"),
  imageNamePrefix: mostly("web", "web_", "db_"),
  imageTags: tags,
  pipeline: fc.record({
    executionIds: fc.subarray(executions),
    imageIds: fc.subarray(ids).map((some) => new Set(some)),
    imageNames: fc
      .array(fc.tuple(fc.constantFrom(...names), fc.integer({ min: 0, max: 40 })))
      .map((some) => new Map(some.map(([name, days]) => [`${name}exec-10`, NOW - days * 24 * HOUR]))),
  }),
};

export const selectors: fc.Arbitrary<Selector> = fc.oneof(
  fc.record({ imageFamily: parts.imageFamily }),
  fc.record({ imageNamePrefix: parts.imageNamePrefix }),
  fc.record({ pipeline: parts.pipeline }),
  fc.record(parts, { requiredKeys: [] }),
);

export const rules: fc.Arbitrary<Rule> = fc
  .record({
    limits: fc.oneof(
      fc.record({ keep: fc.integer({ min: 1, max: 4 }) }),
      fc.record({ olderThanDays: fc.integer({ min: 1, max: 30 }) }),
      fc.record({ keep: fc.integer({ min: 1, max: 4 }), olderThanDays: fc.integer({ min: 1, max: 30 }) }),
    ),
    others: fc.record({
      action: fc.constantFrom<Rule["action"]>("delete", "delete", "deprecate"),
      retainAtLeast: mostly(1, 0, 2, 4),
      minimumAgeHours: fc.option(fc.integer({ min: 1, max: 200 }), { nil: undefined }),
      unshare: fc.boolean(),
      excludeTags: fc.option(tags, { nil: undefined }),
    }),
  })
  .map(({ limits, others }) => ({ ...limits, ...others }));

export const pinned: fc.Arbitrary<Pins> = fc.record({
  imageIds: fc.subarray(ids, { maxLength: 2 }).map((some) => new Set(some)),
  texts: fc.subarray(ids, { maxLength: 2 }).map((some) => some.map((id) => `build ${id} of today`)),
  named: fc.constant("triggers name it"),
  imageNames: fc.subarray(executions, { maxLength: 2 }).map((some) => new Set(some.map((id) => `web_${id}`))),
});
