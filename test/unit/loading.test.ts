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

test("what is loaded for a call, as a refresh and a destroy make them: the SDK, and no rules; behind a proxy, what leads through it", () => {
  const code = `Object.assign(process.env, {
      ALICLOUD_ACCESS_KEY: "a", ALICLOUD_SECRET_KEY: "b", ECS_ENDPOINT: "http://127.0.0.1:1",
    });
    imagePipeline = ${host("imagePipeline")};
    imagePipeline.configure({ config: { get: (key) => (key === "alicloud:maxRetryTimeout" ? "1" : undefined) } });
    imagePipeline.delete("ip-1", ${JSON.stringify(pipeline)}).catch(() => {})`;
  expect(loadedBy(code)).toEqual(["host", "sdk"]);
  const proxy = 'process.env.HTTPS_PROXY = "http://127.0.0.1:1"; process.env.ECS_ENDPOINT = "ecs.invalid";';
  expect(loadedBy(code.replace("imagePipeline =", `${proxy} imagePipeline =`))).toEqual([
    "host",
    "proxy-agents",
    "sdk",
  ]);
});

test.each(["index", "host"])(
  "%s waits for no table of a script before the service has said something",
  (file) => {
    // Half of what importing the package costs: a pattern's tables are read when the file that holds it is.
    expect(readFileSync(join(dist, `${file}.js`), "utf8")).not.toContain("\\p{sc=");
  },
);
