import * as fc from "fast-check";
import { checkPipeline } from "../support/check";
import { simulated } from "./client";
import {
  declarations,
  declarationsAboutTheLimit,
  declarationsOfOddText,
  oddDeclarations,
} from "./declarations";
import { wire } from "./wire";

/** How a value that is not known yet arrives in a preview. */
const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The same value with one of its parts, picked by the numbers, not known. */
function withUnknown(value: unknown, [pick = 0, ...deeper]: readonly number[]): unknown {
  if (deeper.length === 0) return unknown;
  if (Array.isArray(value) && value.length > 0) {
    return value.with(pick % value.length, withUnknown(value[pick % value.length], deeper));
  }
  if (isObject(value)) {
    const keys = Object.keys(value);
    const key = keys[pick % keys.length];
    return key === undefined ? value : { ...value, [key]: withUnknown(value[key], deeper) };
  }
  return unknown;
}

/** Picks from the top, whose own place is never unknown, down to any depth. */
const picks = fc.array(fc.nat(), { minLength: 2, maxLength: 5 });

const seconds = (count: number): number => count * 1000;

describe("check", () => {
  test.each([
    ["right ones", declarations],
    ["odd ones", oddDeclarations],
  ])("normalizes what is normalized to itself, for %s", (_which, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, (args) => {
        const once = checkPipeline(args);
        const twice = checkPipeline(once.inputs);
        expect(twice.inputs).toEqual(once.inputs);
        if (once.reasons.length === 0) expect(twice.reasons).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test("changes nothing in what it is given", () => {
    fc.assert(
      fc.property(declarations, (args) => {
        const before = structuredClone(args);
        checkPipeline(args);
        expect(args).toEqual(before);
      }),
    );
  });

  test("accepts most of the declarations that these tests make", () => {
    const made = fc.sample(declarations, { numRuns: 200, seed: 1 });
    const accepted = made.filter((args) => checkPipeline(args).reasons.length === 0);
    expect(accepted.length).toBeGreaterThan(120);
  });

  test("refuses nothing more where a value is not known yet, at any depth", () => {
    fc.assert(
      fc.property(declarations, picks, (args, places) => {
        if (checkPipeline(args).reasons.length > 0) return;
        const preview = withUnknown(args, places);
        if (isObject(preview)) expect(checkPipeline(preview).reasons).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});

describe("whatever check accepts", () => {
  let simulator: Awaited<ReturnType<typeof simulated>>;
  beforeAll(async () => {
    simulator = await simulated();
  });
  afterAll(() => simulator.close());

  test.each([
    ["declarations that keep the rules", declarations, 200],
    ["declarations with something odd in them", oddDeclarations, 100],
    ["texts at the edge of what is allowed", declarationsOfOddText, 600],
    ["contents that are hard to count, at the limit", declarationsAboutTheLimit, 150],
  ] as const)(
    "the simulator accepts: %s",
    async (_which, arbitrary, numRuns) => {
      let accepted = 0;
      await fc.assert(
        fc.asyncProperty(arbitrary, async (args) => {
          const { inputs, reasons } = checkPipeline(args);
          if (reasons.length > 0) return;
          accepted += 1;
          const { outcome, message } = await simulator.create(wire(inputs));
          expect(`${outcome}: ${message}`).toMatch(/^accept: ip-/);
        }),
        { numRuns },
      );
      // Where check refused them all, nothing was tried.
      expect(accepted).toBeGreaterThan(0);
    },
    seconds(60),
  );
});
