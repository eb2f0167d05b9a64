/**
 * The rooms of the provider, from the top down, and what each may import. A declaration goes down through them and comes
 * back; nothing runs up.
 */
const rooms = {
  "command/": ["trying/", "resources\\.ts", "resources/", "ecs/", "arguments/", "values/"],
  // Runs a build content in a container: it knows the content, and nothing of the service's API.
  "trying/": ["validation/", "content/", "values/"],
  "(index|plugin)\\.ts": ["program/", "arguments/"],
  "testing\\.ts": [
    "program/tokens\\.ts",
    "servers/[^/]+\\.ts",
    "resources\\.ts",
    "resources/",
    "ecs/settings/",
    "values/",
  ],
  "program/": [
    "servers/dynamic/shell\\.ts",
    "lookups/",
    "resources/",
    "validation/",
    "content/",
    "ecs/",
    "arguments/",
    "values/",
  ],
  "servers/dynamic/": ["servers/[^/]+\\.ts", "resources\\.ts", "resources/", "ecs/settings/", "values/"],
  "servers/plugin/": [
    "servers/[^/]+\\.ts",
    "resources\\.ts",
    "resources/",
    "lookups/",
    "validation/",
    "ecs/api/",
    "ecs/settings/",
    "values/",
  ],
  "servers/[^/]+\\.ts": ["resources/", "values/"],
  "lookups/": ["validation/", "ecs/", "arguments/", "values/"],
  "resources\\.ts": ["resources/", "ecs/", "values/"],
  // Nothing imports it: only what is generated is made from it.
  "schema/": ["resources/", "validation/"],
  "resources/": ["validation/", "content/", "ecs/", "arguments/", "values/"],
  "validation/": ["content/", "ecs/settings/", "values/"],
  "content/": ["values/"],
  "ecs/api/": ["ecs/transport/", "ecs/settings/", "arguments/", "values/"],
  "ecs/transport/": ["ecs/credentials/", "ecs/settings/", "values/"],
  "ecs/credentials/": ["ecs/settings/", "values/"],
  "ecs/settings/": ["values/"],
  "arguments/": [],
  "values/": [],
};

const downOnly = Object.entries(rooms).map(([room, below]) => ({
  name: `down-from-${room.replace(/\\|\/$/g, "")}`,
  severity: "error",
  from: { path: `^provider/src/${room}` },
  to: { path: "^provider/src/", pathNot: `^provider/src/(${[room, ...below].join("|")})` },
}));

module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    ...downOnly,
    {
      name: "every-file-is-in-a-room",
      severity: "error",
      from: { path: "^provider/src/", pathNot: `^provider/src/(${Object.keys(rooms).join("|")})` },
      to: {},
    },
    {
      name: "simulator-stands-alone",
      comment: "A rule misread once must not pass twice: the simulator shares no code with the provider.",
      severity: "error",
      from: { path: "^simulator/" },
      to: { path: "^provider/|node_modules/pulumi-alicloud-image-builder|@pulumi/" },
    },
    {
      name: "provider-stands-alone",
      severity: "error",
      from: { path: "^provider/" },
      to: { path: "^simulator/|node_modules/image-builder-simulator" },
    },
    {
      name: "lifecycle-knows-nothing-of-pulumi",
      comment: "A second front door must be able to stand on the same lifecycle.",
      severity: "error",
      from: {
        path: "^provider/src",
        pathNot: "^provider/src/((index|plugin|testing)\\.ts|program/|servers/)",
      },
      to: { path: "@pulumi/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "plugin-classes-know-no-dynamic-provider",
      severity: "error",
      from: { path: "^provider/src/(plugin\\.ts|program/plugin/)" },
      to: {
        path: "^provider/src/(servers/|resources|lookups/|ecs/|program/(image-(component|pipeline)|lookups\\.ts))",
      },
    },
    {
      name: "class-loads-nothing-heavy",
      comment:
        "A program must not pay for zod, the parsers or the SDK, nor for a lifecycle: only types may be imported.",
      severity: "error",
      from: { path: "^provider/src/((index|plugin)\\.ts|program/)" },
      to: {
        path: "node_modules/(zod|dockerfile-ast|yaml|@alicloud)|/(schema|lifecycle)\\.ts$",
        dependencyTypesNot: ["type-only"],
      },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.base.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["require", "node", "types"] },
  },
};
