/**
 * The rules of CreateImagePipeline that only a flat request shows, or that have an edge which test/conformance does
 * not try: it runs each of its cases on the simulator too.
 */

import type { Flat } from "./support.js";
import { call, MINIMAL, useSimulator, verdict } from "./support.js";

const simulator = useSimulator();
const create = (parameters: Flat) =>
  verdict(simulator.current, "CreateImagePipeline", { ...MINIMAL, ...parameters });

const TAG = { "Tag.1.Key": "k1", "Tag.1.Value": "v" } as const;

const ACCEPTED: readonly (readonly [string, Flat])[] = [
  ["a name of 128 Chinese characters beyond the basic plane", { Name: "𠀀".repeat(128) }],
  ["a boolean as Python writes it", { DeleteInstanceOnFailure: "False" }],
];

const INVALID: readonly (readonly [string, Flat, string])[] = [
  ["a name with a letter of another script", { Name: "aé" }, "InvalidName.Malformed"],
  ["a tag key twice", { ...TAG, "Tag.2.Key": "k1", "Tag.2.Value": "w" }, "Duplicate.TagKey"],
  ["a list with a gap", { "AddAccount.1": "1", "AddAccount.3": "3" }, "InvalidParameter.AddAccount.3"],
  ["a list with its index as words", { "Tag.N.Key": "k" }, "InvalidParameter.Tag.N.Key"],
  ["an empty repair item", { RepairMode: "Customized", "RepairItem.1": "" }, "InvalidParameter.RepairItem.1"],
  [
    "a repair item with a space",
    { RepairMode: "Customized", "RepairItem.1": "a b" },
    "InvalidParameter.RepairItem.1",
  ],
];

const MISSING: readonly (readonly [string, Flat])[] = [
  ["Tag.1.Key", { "Tag.1.Value": "v" }],
  ["Tag.2.Value", { ...TAG, "Tag.2.Key": "k" }],
];

describe("CreateImagePipeline", () => {
  test.each(ACCEPTED)("accepts %s", async (_what, parameters) => {
    expect(await create(parameters)).toBe("200");
  });

  test.each(INVALID)("refuses %s", async (_what, parameters, code) => {
    expect(await create(parameters)).toBe(`400 ${code}`);
  });

  test.each(MISSING)("says that %s is missing", async (name, parameters) => {
    const { status, body } = await call(simulator.current, "CreateImagePipeline", {
      ...MINIMAL,
      ...parameters,
    });
    expect([status, body["Code"]]).toEqual([400, "MissingParameter"]);
    expect(body["Message"]).toContain(`"${name}"`);
  });

  test("repeats no value in a refusal: it could be a secret", async () => {
    const { body } = await call(simulator.current, "CreateImagePipeline", {
      ...MINIMAL,
      Description: "https://s3cret",
    });
    expect(JSON.stringify(body)).not.toContain("s3cret");
  });
});
