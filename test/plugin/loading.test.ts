import { readFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../support/folder";
import { type Plugin, reaching } from "../support/plugin";
import { type Simulator, startSimulator } from "../support/simulator";
import { declared, ownPlugin } from "./stand";

jest.setTimeout(60_000);

let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator();
});

afterAll(() => simulator.stop());

const EXECUTABLE = "pulumi-resource-alicloud-image-builder";
const yaml = "Tasks:\n  - Name: a\n    Action: RunShellCommand\n    Properties: { commandContent: a }\n";
const pipeline = declared({ regionId: "cn-hangzhou", buildContent: "RUN a" });

test.each<[string, string[], (plugin: Plugin) => Promise<unknown>]>([
  ["its start", [], (plugin) => plugin.handshake()],
  ["the schema", [], (plugin) => plugin.schema()],
  ["a diff", [], (plugin) => plugin.diff("ImagePipeline", "ip-1", pipeline, pipeline)],
  ["a preview", [], (plugin) => plugin.create("ImagePipeline", pipeline, { preview: true })],
  ["a check: the rules", ["schemas.js"], (plugin) => plugin.check("ImagePipeline", pipeline)],
  [
    "a check of YAML: its parser, too",
    ["schemas.js", "yaml.js"],
    (plugin) => plugin.check("ImageComponent", { content: yaml }),
  ],
  [
    "a refresh, a change of tags and a delete: the SDK",
    ["sdk.js"],
    async (plugin) => {
      const other = await ownPlugin({ args: reaching(simulator) });
      const { id, properties } = await other.create("ImagePipeline", pipeline);
      await plugin.read("ImagePipeline", id, properties);
      await plugin.update("ImagePipeline", id, properties, { ...pipeline, tags: { team: "a" } });
      await plugin.delete("ImagePipeline", id, properties);
    },
  ],
  [
    "a create: the SDK, and what judges the words of the service",
    ["sdk.js", "service-words.js"],
    (plugin) => plugin.create("ImagePipeline", pipeline),
  ],
])("what the plugin loads for %s", async (_, files, use) => {
  const list = join(temporaryFolder(), "loaded.json");
  const plugin = await ownPlugin({
    args: reaching(simulator),
    env: { NODE_OPTIONS: `--require ${join(__dirname, "loaded.cjs")}`, LOADED_FILES: list },
  });
  await use(plugin);
  await plugin.stop();
  expect(JSON.parse(readFileSync(list, "utf8"))).toEqual(["plugin.js", EXECUTABLE, ...files].sort());
});
