// The programs of the cells: one pipeline, whose tag is in a file.

const declaration = (/** @type {string} */ tag) => `new ImagePipeline("web", {
  name: "matrix-web",
  baseImageType: "IMAGE_FAMILY",
  baseImage: "acs:alibaba_cloud_linux_3_2104_lts_x64",
  buildContent: "RUN yum install -y nginx",
  imageOptions: { imageName: "matrix-web" },
  tags: { step: "${tag}" },
})`;

const PLUGIN =
  "name: matrix\nruntime: nodejs\nplugins:\n  providers:\n    - name: alicloud-image-builder\n      path: node_modules/pulumi-alicloud-image-builder/plugin\n";

const IMPORT = 'import { ImagePipeline } from "pulumi-alicloud-image-builder";';
const REQUIRE = 'const { ImagePipeline } = require("pulumi-alicloud-image-builder");';
const javascript = (/** @type {string} */ tag) =>
  `${REQUIRE}\nexports.id = ${declaration(tag)}.imagePipelineId;\n`;
const typescript = (/** @type {string} */ tag) =>
  `${IMPORT}\nexport const id = ${declaration(tag)}.imagePipelineId;\n`;

const tsconfig = (/** @type {object} */ more = {}) =>
  JSON.stringify({
    compilerOptions: {
      target: "es2020",
      module: "commonjs",
      moduleResolution: "node",
      strict: true,
      skipLibCheck: true,
      ...more,
    },
    files: ["index.ts"],
  });

/** A program of the Automation API: its argument is the command. @param {string} stack */
const automation = (stack) => `
const { LocalWorkspace } = require("@pulumi/pulumi/automation");
${REQUIRE}
const tag = () => require("node:fs").readFileSync(__dirname + "/tag", "utf8");
const program = async () => ({ id: ${declaration("x").replace('"x"', "tag()")}.imagePipelineId });
const onOutput = (text) => process.stdout.write(text);
(async () => {
  const stack = await ${stack};
  const [command, ...flags] = process.argv.slice(2);
  if (command === "stack") return;
  const expectNoChanges = flags.includes("--expect-no-changes");
  await stack[command]({ onOutput, expectNoChanges });
})().catch((error) => {
  process.stderr.write(error.message + "\\n");
  process.exit(1);
});
`;

/**
 * @typedef {object} Program
 * @property {(tag: string) => Record<string, string>} files what changes with the tag
 * @property {Record<string, unknown>} [fields] of package.json
 * @property {string} [pulumi] Pulumi.yaml
 * @property {boolean} [compiled] it needs TypeScript
 * @property {Record<string, string>} [dependencies]
 * @property {boolean} [automation] index.js is run by Node.js, with the command as its argument
 * @property {boolean} [bun] Bun runs as `node` for the program
 */

/** @type {Record<string, Program>} */
export const programs = {
  typescript: {
    compiled: true,
    fields: { main: "index.ts" },
    files: (tag) => ({ "index.ts": typescript(tag), "tsconfig.json": tsconfig() }),
  },
  "typescript-node16": {
    compiled: true,
    fields: { main: "index.ts" },
    files: (tag) => ({
      "index.ts": typescript(tag),
      "tsconfig.json": tsconfig({ module: "node16", moduleResolution: "node16" }),
    }),
  },
  plugin: {
    compiled: true,
    fields: { main: "index.ts" },
    pulumi: PLUGIN,
    files: (tag) => ({
      "index.ts": typescript(tag).replace('image-builder"', 'image-builder/plugin"'),
      "tsconfig.json": tsconfig(),
    }),
  },
  "plugin-lookups": {
    compiled: true,
    fields: { main: "index.ts" },
    pulumi: PLUGIN,
    files: (tag) => ({
      "index.ts": `${typescript(tag).replace(
        'ImagePipeline } from "pulumi-alicloud-image-builder"',
        'getImagePipelinesOutput, ImagePipeline } from "pulumi-alicloud-image-builder/plugin"',
      )}export const ids = getImagePipelinesOutput({}).apply((found) => Object.keys(found));\n`,
      "tsconfig.json": tsconfig(),
    }),
  },
  javascript: { files: (tag) => ({ "index.js": javascript(tag) }) },
  esm: {
    fields: { type: "module" },
    files: (tag) => ({ "index.js": typescript(tag) }),
  },
  "typescript-esm": {
    compiled: true,
    fields: { type: "module", main: "index.ts" },
    dependencies: { "ts-node": "10.9.2" },
    pulumi:
      "name: matrix\nruntime:\n  name: nodejs\n  options:\n    nodeargs: --loader ts-node/esm --no-warnings\n",
    files: (tag) => ({
      "index.ts": typescript(tag),
      "tsconfig.json": tsconfig({ module: "nodenext", moduleResolution: "nodenext" }),
    }),
  },
  "automation-local": {
    automation: true,
    files: (tag) => ({
      "index.js": automation(
        'LocalWorkspace.createOrSelectStack({ stackName: "test", workDir: __dirname + "/program" })',
      ),
      "program/Pulumi.yaml": "name: matrix\nruntime: nodejs\n",
      "program/package.json": '{"main":"index.js"}',
      "program/index.js": javascript(tag),
      tag,
    }),
  },
  "automation-inline": {
    automation: true,
    files: (tag) => ({
      "index.js": automation(
        'LocalWorkspace.createOrSelectStack({ stackName: "test", projectName: "matrix", program }, { workDir: __dirname })',
      ),
      tag,
    }),
  },
  "automation-no-folder": {
    automation: true,
    files: (tag) => ({
      "index.js": automation(
        'LocalWorkspace.createOrSelectStack({ stackName: "test", projectName: "matrix", program })',
      ),
      tag,
    }),
  },
  bun: { bun: true, files: (tag) => ({ "index.js": javascript(tag) }) },
  components: {
    files: (tag) => ({
      "infra/index.js": 'exports.id = require("@acme/images").web().imagePipelineId;\n',
      "images/index.js": `${REQUIRE}\nexports.web = () => ${declaration(tag)};\n`,
    }),
  },
};
