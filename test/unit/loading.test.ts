import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";

const provider = join(__dirname, "../../provider");
const dist = join(provider, "dist");

const pipeline = { regionId: "cn-hangzhou", baseImageType: "IMAGE", baseImage: "m-1" };
const component = { regionId: "cn-hangzhou" };
const host = (call: string) => `require("./host.js").${call}`;
const check = (args: object) => host(`imagePipeline.check({}, ${JSON.stringify(args)})`);

/**
 * The files of the package that a process has loaded when it ends, after it ran the code. There is nothing else that it
 * could have loaded but Pulumi: test/provider/packed.test.ts.
 */
function loadedBy(code: string): string[] {
  const report =
    'process.once("exit", () => process.stdout.write(JSON.stringify(Object.keys(require.cache))))';
  const script = `${report};${code}`;
  const loaded: string[] = JSON.parse(
    execFileSync(process.execPath, ["-e", script], { encoding: "utf8", cwd: dist }),
  );
  return loaded
    .filter((file) => file.startsWith(provider))
    .map((file) => basename(file, ".js"))
    .sort();
}

test.each<[string, string, string[]]>([
  [
    "a program that imports the package: neither rules, parsers nor the SDK",
    'require("./index.js")',
    ["index"],
  ],
  ["a program for the plugin: nothing of a provider", 'require("./plugin.js")', ["plugin"]],
  ["a check: the rules, and no parser for a content that needs none", check(pipeline), ["host", "schemas"]],
  [
    "a check of plain commands: the rules, and no parser",
    check({ ...pipeline, buildContent: "# a comment\nRUN a && \\\n  b\nCOMPONENT ic-1\n" }),
    ["host", "schemas"],
  ],
  [
    "a check of a Dockerfile, whatever is in it: the rules, and no parser",
    check({ regionId: "cn-hangzhou", buildContent: "FROM IMAGE:m-1\nRUN <<EOF\na\nEOF\nADD b c" }),
    ["host", "schemas"],
  ],
  [
    "a check of a component in the YAML form: its parser, too",
    host(`imageComponent.check({}, ${JSON.stringify({ ...component, content: "Tasks:\n  - Name: a\n" })})`),
    ["host", "schemas", "yaml"],
  ],
  [
    "a diff: not even the rules",
    host(`imagePipeline.diff("ip-1", ${JSON.stringify(pipeline)}, {})`),
    ["host"],
  ],
])("what is loaded for %s", (_, code, files) => {
  expect(loadedBy(code)).toEqual(files);
});

const KEYS = { ALICLOUD_ACCESS_KEY: "a", ALICLOUD_SECRET_KEY: "b" };
const NOBODY = "http://127.0.0.1:1";

/** A delete, as the one call of a process. */
const callWith = (env: Record<string, string>) => `Object.assign(process.env, ${JSON.stringify(env)});
  imagePipeline = ${host("imagePipeline")};
  imagePipeline.configure({ config: { get: (key) => (key === "alicloud:maxRetryTimeout" ? "1" : undefined) } });
  imagePipeline.delete("ip-1", ${JSON.stringify(pipeline)}).catch(() => {});`;

test.each<[string, string, string[]]>([
  [
    "a call, as a refresh and a destroy make them: the SDK, and no rules",
    callWith({ ...KEYS, ECS_ENDPOINT: NOBODY }),
    ["host", "sdk"],
  ],
  [
    "a call behind a proxy: what leads through it, too",
    callWith({ ...KEYS, ECS_ENDPOINT: "ecs.invalid", HTTPS_PROXY: NOBODY }),
    ["host", "proxy-agents", "sdk"],
  ],
  [
    "a call with credentials that must be fetched: the library for them, too",
    callWith({ ALIBABA_CLOUD_CREDENTIALS_URI: NOBODY, ECS_ENDPOINT: NOBODY }),
    ["credentials", "host", "sdk"],
  ],
])("what is loaded for %s", (_, code, files) => {
  expect(loadedBy(code)).toEqual(files);
});

const sdk = () => readFileSync(join(provider, "plugin/sdk.js"), "utf8");

test("the rules come with the small edition of zod, and not with the other", () => {
  const rules = readFileSync(join(provider, "plugin/schemas.js"), "utf8");
  expect(rules).toContain("/zod/v4/mini/");
  expect(rules).not.toContain("/zod/v4/classic/");
});

test("no model of an action is there before a call needs it, but those that this package adds to", () => {
  // What esbuild calls a second time something is what loads it at first use.
  const atOnce = [...sdk().matchAll(/^var import_\w+ = __toESM\(require_(\w+(?:Request|Body))\(\)\);$/gm)];
  expect(atOnce.map(([, model]) => model)).toEqual([
    "CreateImagePipelineRequest",
    "DescribeImagePipelinesResponseBody",
  ]);
});

test("the SDK's core calls nothing of the libraries that are left out of the package, but for signatures of version 4 and errors in XML, which it never has", () => {
  expect(sdk()).not.toMatch(/\$dara\d*\.(merge|File|URL|Date)\b/);
  expect(sdk().match(/new \$SPI\d*\.\w+/g)).toHaveLength(5);
  expect(sdk().match(/\$dara\d*\.XML\.\w+/g)).toEqual(["$dara.XML.parseXml", "$dara.XML.parseXml"]);
});

test.each(["index", "host"])(
  "%s waits for no table of a script before the service has said something",
  (file) => {
    // Half of what importing the package costs: a pattern's tables are read when the file that holds it is.
    expect(readFileSync(join(dist, `${file}.js`), "utf8")).not.toContain("\\p{sc=");
  },
);
