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
  moduleNameMapper: { "^(\\.{1,2}/.*)\\.js$": "$1" },
  transform,
  // Pulumi's SDK keeps its state in globals, and looks at it until the end.
  testEnvironmentOptions: { globalsCleanup: "off" },
  ...more,
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
  ].map((name) => project(name)),
  reporters: ["default", "<rootDir>/test/support/closing-line-reporter.cjs"],
};
