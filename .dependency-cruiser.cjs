/** The path of a declaration goes one way through the folders; these rules keep it so. */
module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
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
        pathNot: "/resource\\.ts$|^provider/src/(index|program/.*|lookups/.*|build-content/builder)\\.ts$",
      },
      to: { path: "@pulumi/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "class-loads-nothing-heavy",
      comment:
        "A program must not pay for zod, the Dockerfile parser or the SDK: only types may be imported.",
      severity: "error",
      from: { path: "/resource\\.ts$|^provider/src/(index|program/.*)\\.ts$" },
      to: {
        path: "node_modules/(zod|dockerfile-ast|@alicloud)|/(schema|lifecycle|client)\\.ts$",
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
