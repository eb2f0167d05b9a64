const { availableParallelism } = require("node:os");

const transform = {
  "^.+\\.ts$": ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript" } } }],
};

/** One folder of `test` is one project: `npx jest --selectProjects unit`. */
const project = (displayName, more = {}) => ({
  displayName,
  testMatch: [`<rootDir>/test/${displayName}/**/*.test.ts`],
  modulePathIgnorePatterns: ["<rootDir>/.*/dist/"],
  // The simulator is tried with the official SDK as it comes, which has none of the provider's code in it.
  ...(displayName !== "simulator" && { resolver: "<rootDir>/test/support/resolver.cjs" }),
  moduleNameMapper: {
    "^(\\.{1,2}/.*)\\.js$": "$1",
    // Programs that are tested as their users test them (docs/testing.md).
    "^pulumi-alicloud-image-builder$": "<rootDir>/provider/src/index.ts",
    "^pulumi-alicloud-image-builder/(plugin|testing)$": "<rootDir>/provider/src/$1.ts",
  },
  transform,
  // Pulumi's SDK keeps its state in globals, and looks at it until the end.
  testEnvironmentOptions: { globalsCleanup: "off" },
  ...more,
});

/**
 * Tests of promises about state, secrets, drift, adoption and kills run a second time, with programs that use the plugin:
 * test/support/front.ts. The others try the lifecycles, which both fronts share, and run on the dynamic provider only.
 */
const onPlugin = (folder, files) =>
  project(folder, {
    displayName: `${folder}-plugin`,
    testMatch: files.map((file) => `<rootDir>/test/${folder}/${file}.test.ts`),
    globals: { FRONT: "plugin" },
  });

module.exports = {
  projects: [
    "unit",
    "conformance",
    "simulator",
    "provider",
    "credentials",
    "e2e",
    "chaos",
    "hostile",
    "plugin",
  ]
    .map((name) => project(name))
    .concat(
      onPlugin("e2e", ["account", "adopt", "changes", "copies", "drift", "retention", "secrets"]),
      onPlugin("chaos", ["faults", "kill", "lost-answers"]),
    ),
  // Jest's five seconds are too short on a machine that does other work. A test that takes longer than this says so itself.
  testTimeout: 60_000,
  // Tests with the real CLI wait a quarter of the time, so there are more workers than processors. As a number, since jest
  // reads "150%" as 150 workers.
  maxWorkers: Math.ceil(1.5 * availableParallelism()),
  testSequencer: "<rootDir>/test/support/slow-first.cjs",
  reporters: ["default", "<rootDir>/test/support/closing-line-reporter.cjs"],
};
