import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import * as mini from "zod/mini";
import * as resources from "../../../provider/src/resources/schemas";
import * as outputs from "../../../provider/src/schema/outputs";
import { providerSchema } from "../../../provider/src/schema/provider";
import { argumentDocs } from "../../../provider/src/validation/documentation";

const root = join(__dirname, "../../..");
const json: unknown = JSON.parse(readFileSync(join(root, "provider/plugin/schema.json"), "utf8"));

/*
 * What a schema may have, of all that Pulumi's PackageSpec knows: `pulumi schema check` ignores a key that it does not know,
 * so a misspelt one would have no effect and nobody would see it.
 */

interface Type {
  type?: "string" | "boolean" | "integer" | "array" | "object" | undefined;
  $ref?: string | undefined;
  items?: Type | undefined;
  additionalProperties?: Type | undefined;
  oneOf?: Type[] | undefined;
}

const typeShape = {
  type: z.enum(["string", "boolean", "integer", "array", "object"]).optional(),
  $ref: z.string().optional(),
  get items() {
    return type.optional();
  },
  get additionalProperties() {
    return type.optional();
  },
  get oneOf() {
    return z.array(type).min(2).optional();
  },
};
const type: z.ZodType<Type> = z.strictObject(typeShape);

const property = z.strictObject({
  ...typeShape,
  description: z.string().min(5),
  deprecationMessage: z.string().min(5).optional(),
  willReplaceOnChanges: z.literal(true).optional(),
  secret: z.literal(true).optional(),
});
const properties = z.record(z.string().regex(/^[a-z][A-Za-z]*$/), property);
const required = z.array(z.string()).optional();
const object = z.strictObject({ type: z.literal("object"), properties, required });
const enumeration = z.strictObject({
  description: z.string(),
  type: z.literal("string"),
  enum: z.array(z.strictObject({ name: z.string().regex(/^[A-Z]\w*$/), value: z.string().min(1) })).min(1),
});
const token = z.string().regex(/^alicloud-image-builder:index:[A-Za-z]+$/);

const packageSpec = z.strictObject({
  name: z.literal("alicloud-image-builder"),
  displayName: z.string(),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  description: z.string(),
  keywords: z.array(z.string()),
  license: z.string(),
  publisher: z.string(),
  meta: z.strictObject({ moduleFormat: z.literal("(.*)") }),
  language: z.strictObject({
    nodejs: z.strictObject({ packageName: z.string(), respectSchemaVersion: z.literal(true) }),
    python: z.strictObject({
      packageName: z.string(),
      pyproject: z.strictObject({ enabled: z.literal(true) }),
      pythonRequires: z.string(),
      requires: z.record(z.string(), z.string()),
      respectSchemaVersion: z.literal(true),
    }),
    go: z.strictObject({
      importBasePath: z.string(),
      modulePath: z.string(),
      rootPackageName: z.string(),
      respectSchemaVersion: z.literal(true),
    }),
  }),
  config: z.strictObject({ variables: properties }),
  types: z.record(token, z.union([object, enumeration])),
  provider: z.strictObject({ description: z.string(), inputProperties: properties }),
  resources: z.record(
    token,
    z.strictObject({
      description: z.string(),
      properties,
      required: z.array(z.string()),
      inputProperties: properties,
      requiredInputs: z.array(z.string()),
      stateInputs: z.strictObject({ properties }),
      aliases: z.array(z.strictObject({ type: z.string() })),
    }),
  ),
  functions: z.record(token, z.strictObject({ description: z.string(), inputs: object, outputs: object })),
});

const schema = packageSpec.parse(json);

type Properties = z.infer<typeof properties>;

const fullName = (name: string) => `alicloud-image-builder:index:${name}`;
const resource = (name: string) => {
  const found = schema.resources[fullName(name)];
  if (!found) throw new Error(`the schema has no resource ${name}`);
  return found;
};

/** Every property, with its place. */
const allProperties = (): [string, Properties][] => [
  ["config", schema.config.variables],
  ["provider", schema.provider.inputProperties],
  ...Object.entries(schema.resources).flatMap(([name, spec]): [string, Properties][] => [
    [name, spec.properties],
    [`${name} inputs`, spec.inputProperties],
    [`${name} state`, spec.stateInputs.properties],
  ]),
  ...Object.entries(schema.functions).flatMap(([name, spec]): [string, Properties][] => [
    [`${name} inputs`, spec.inputs.properties],
    [`${name} outputs`, spec.outputs.properties],
  ]),
  ...Object.entries(schema.types).flatMap(([name, spec]): [string, Properties][] =>
    "properties" in spec ? [[name, spec.properties]] : [],
  ),
];

const refsIn = (value: unknown): string[] =>
  typeof value !== "object" || value === null
    ? []
    : Object.entries(value).flatMap(([key, inner]) => (key === "$ref" ? [String(inner)] : refsIn(inner)));

test("a key that Pulumi does not know, a missing version and a type of a wrong kind are found", () => {
  const wrong = [
    { ...schema, version: undefined },
    { ...schema, langauge: schema.language },
    { ...schema, language: { ...schema.language, go: { importBasePth: "x" } } },
    { ...schema, config: { variables: { region: { type: "strin", description: "The region." } } } },
    { ...schema, config: { variables: { region: { type: "string", descripton: "The region." } } } },
  ];
  expect(wrong.map((each) => packageSpec.safeParse(each).success)).toEqual(wrong.map(() => false));
});

test("every type is used, and every type that is used exists", () => {
  const used = new Set(refsIn(schema).filter((ref) => ref !== "pulumi.json#/Any"));
  expect([...used].sort()).toEqual(Object.keys(schema.types).map((name) => `#/types/${name}`));
});

test("every property has a type, every required one exists, and an enumeration is open", () => {
  const untyped = allProperties().flatMap(([place, all]) =>
    Object.entries(all)
      .filter(([, { type, $ref, oneOf }]) => [type, $ref, oneOf].filter(Boolean).length !== 1)
      .map(([name]) => `${place}: ${name}`),
  );
  expect(untyped).toEqual([]);
  const objects = [
    ...Object.values(schema.resources),
    ...Object.values(schema.resources).map((spec) => ({
      properties: spec.inputProperties,
      required: spec.requiredInputs,
    })),
    ...Object.values(schema.functions).flatMap((spec) => [spec.inputs, spec.outputs]),
    ...Object.values(schema.types).flatMap((spec) => ("properties" in spec ? [spec] : [])),
  ];
  for (const { properties, required = [] } of objects)
    expect(Object.keys(properties)).toEqual(expect.arrayContaining(required));
  const enumerations = Object.entries(schema.types).flatMap(([name, spec]) => ("enum" in spec ? [name] : []));
  const closed = allProperties().flatMap(([place, all]) =>
    Object.entries(all)
      .filter(([, { $ref = "" }]) => enumerations.includes($ref.replace("#/types/", "")))
      .map(([name]) => `${place}: ${name}`),
  );
  expect(closed).toEqual([]);
});

test("no two values of an enumeration have one name", () => {
  for (const spec of Object.values(schema.types)) {
    if (!("enum" in spec)) continue;
    const names = spec.enum.map(({ name }) => name.toLowerCase());
    expect(new Set(names).size).toBe(names.length);
  }
});

test("it is of the version that is published", () => {
  const { version } = JSON.parse(readFileSync(join(root, "provider/package.json"), "utf8"));
  expect(schema.version).toBe(version);
});

/** Every argument of a schema, with the nested ones, by its path. */
function argumentsOf(shape: mini.ZodMiniObject, path = ""): [path: string, rule: z.core.$ZodType][] {
  return Object.entries(shape.shape).flatMap(([name, rule]): [string, z.core.$ZodType][] => {
    const inner = rule instanceof mini.ZodMiniOptional ? rule._zod.def.innerType : rule;
    const element = inner instanceof mini.ZodMiniArray ? inner._zod.def.element : inner;
    const own = path === "" ? name : `${path}.${name}`;
    return [[own, rule], ...(element instanceof mini.ZodMiniObject ? argumentsOf(element, own) : [])];
  });
}

/** The property of the schema at the path of an argument. */
function at(all: Properties, path: string): z.infer<typeof property> | undefined {
  const [name = "", ...rest] = path.split(".");
  const found = all[name];
  if (!found || rest.length === 0) return found;
  const [ref = ""] = refsIn(found).filter((each) => each.startsWith("#/types/"));
  const type = schema.types[ref.replace("#/types/", "")];
  return type && "properties" in type ? at(type.properties, rest.join(".")) : undefined;
}

describe.each([
  ["ImagePipeline", resources.imagePipelineSchema, outputs.imagePipelineOutputs],
  ["ImageComponent", resources.imageComponentSchema, outputs.imageComponentOutputs],
  ["ImagePipelineExecution", resources.imagePipelineExecutionSchema, outputs.imagePipelineExecutionOutputs],
  ["ImageRetention", resources.imageRetentionSchema, outputs.imageRetentionOutputs],
])("%s", (name, args, fromService) => {
  const spec = resource(name);

  test("has every argument, nested ones too, with its text, its source and what is deprecated", () => {
    for (const [path, rule] of argumentsOf(args)) {
      const doc = argumentDocs.get(rule);
      expect([path, at(spec.inputProperties, path)]).toEqual([
        path,
        expect.objectContaining({ description: expect.stringContaining(doc?.text ?? "?") }),
      ]);
      if (doc?.source) expect(at(spec.inputProperties, path)?.description).toMatch(`- Source: ${doc.source}`);
      expect(at(spec.inputProperties, path)?.deprecationMessage).toBe(doc?.deprecated);
    }
    expect(Object.keys(spec.inputProperties)).toEqual(Object.keys(args.shape));
  });

  test("has every argument and every output of the service as an output", () => {
    expect(Object.keys(spec.properties)).toEqual([
      ...Object.keys(args.shape),
      ...Object.keys(fromService.shape),
    ]);
  });

  test("takes over a resource of the dynamic class of the same name", () => {
    expect(spec.aliases).toEqual([{ type: `pulumi-nodejs:dynamic/alicloud:${name}` }]);
  });

  test("is read with a region, as the class is", () => {
    expect(Object.keys(spec.stateInputs.properties)).toEqual(["regionId"]);
  });
});

test("the lookups are those of the TypeScript package", () => {
  expect(Object.keys(schema.functions)).toEqual(
    [
      ...["getImagePipelines", "getImagePipeline", "getImageComponents", "getImagePipelineExecutions"],
      ...["getImages", "getImageFromFamily"],
    ].map(fullName),
  );
});

test("the configuration is what an explicit provider takes, and has the keys of docs/configuration.md", () => {
  const page = readFileSync(join(root, "docs/configuration.md"), "utf8");
  const keys = Object.keys(providerSchema.shape);
  expect(Object.keys(schema.provider.inputProperties)).toEqual(keys);
  expect(Object.keys(schema.config.variables)).toEqual(keys);
  const documented = [...page.matchAll(/`alicloud:(\w+)/g)].map(([, key]) => key);
  expect([...new Set(documented)].sort()).toEqual([...keys].sort());
});

test("nothing is a secret but credentials", () => {
  const secrets = allProperties().flatMap(([place, all]) =>
    Object.entries(all)
      .filter(([, { secret }]) => secret)
      .map(([name]) => `${place.replace(/^.*:/, "")} ${name}`),
  );
  const credentials = ["accessKey", "secretKey", "securityToken", "credentialsUri"];
  expect(secrets).toEqual([
    ...credentials.map((name) => `config ${name}`),
    ...credentials.map((name) => `provider ${name}`),
  ]);
});

test("a program is told which arguments replace the resource", () => {
  const kept = (name: string) =>
    Object.entries(resource(name).inputProperties)
      .filter(([, { willReplaceOnChanges }]) => !willReplaceOnChanges)
      .map(([argument]) => argument);
  expect(kept("ImagePipeline")).toEqual(["tags", "deleteTimeoutMinutes"]);
  expect(kept("ImageComponent")).toEqual(["tags"]);
  expect(kept("ImagePipelineExecution")).toEqual([
    "waitForCompletion",
    "timeoutMinutes",
    "deleteImageOnDestroy",
    "rebuildWhenImageGone",
  ]);
  expect(kept("ImageRetention")).toEqual(Object.keys(resource("ImageRetention").inputProperties));
});
