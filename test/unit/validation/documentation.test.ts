import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod/mini";
import * as component from "../../../provider/src/resources/image-component/normalize";
import * as pipeline from "../../../provider/src/resources/image-pipeline/normalize";
import * as execution from "../../../provider/src/resources/image-pipeline-execution/normalize";
import * as retention from "../../../provider/src/resources/image-retention/normalize";
import {
  imageComponentSchema,
  imagePipelineExecutionSchema,
  imagePipelineSchema,
  imageRetentionSchema,
} from "../../../provider/src/resources/schemas";
import { argumentDocs, fields, optional } from "../../../provider/src/validation/documentation";
import { wholeNumber } from "../../../provider/src/validation/schema-types";

const read = (file: string): string => readFileSync(join(__dirname, "../../..", file), "utf8");

/** The documented defaults of the arguments of a resource. */
const defaultsOf = (schema: z.ZodMiniObject): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(schema.shape)
      .map(([name, argument]) => [name, argumentDocs.get(argument)?.default])
      .filter(([, value]) => value !== undefined),
  );

test.each([
  ["ImagePipeline", imagePipelineSchema, pipeline.normalize({})],
  ["ImageComponent", imageComponentSchema, component.normalize({})],
  ["ImagePipelineExecution", imagePipelineExecutionSchema, execution.normalize({})],
  ["ImageRetention", imageRetentionSchema, retention.normalize({})],
])("the defaults in the documentation of %s are those that its state gets", (_, schema, filledIn) => {
  expect(defaultsOf(schema)).toEqual(filledIn);
});

test("the compiler refuses an argument without documentation, and a default that the argument cannot have", () => {
  // The types are what is tested here: `npm run typecheck` fails if one of these lines compiles.
  // @ts-expect-error size has no documentation
  const undocumented = fields({ size: z.number() });
  // @ts-expect-error a number cannot be "40"
  const wrong = fields({ size: optional(wholeNumber(20, 500, "GiB"), { text: "Size.", default: "40" }) });
  expect([undocumented, wrong].map(({ shape }) => Object.keys(shape))).toEqual([["size"], ["size"]]);
});

test("docs/arguments.md lists every value of an enumeration, as the error for a refused platform says", () => {
  const [row = ""] = read("docs/arguments.md").match(/^\| `importImageOptions\.platform`.*$/m) ?? [];
  const { importImageOptions } = imagePipelineSchema.shape;
  const values = importImageOptions._zod.def.innerType.shape.platform._zod.def.innerType.options;
  expect(values).toHaveLength(27);
  expect(values.filter((value) => !row.includes(`\`${value}\``))).toEqual([]);
});

test("an editor shows the limits and the unit of a rule, and the default that normalize fills in", () => {
  const types = read("provider/src/arguments/image-pipeline.ts").replaceAll(/^ +\*[ /]?/gm, "");
  const [comment = ""] = types.slice(0, types.indexOf("  systemDiskSize?")).split("/**").slice(-1);
  expect(comment.trim().split("\n")).toEqual([
    "Size of the intermediate instance's system disk.",
    "- Limits: whole number from 20 to 500 GiB",
    "- Default: 40 GiB",
    "- Source: API, SystemDiskSize",
  ]);
});
