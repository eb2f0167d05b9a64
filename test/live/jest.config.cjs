/** Never part of `npm test`: a run of its own, against a real account (docs/live.md). */
module.exports = {
  rootDir: "../..",
  displayName: "live",
  testMatch: ["<rootDir>/test/live/**/*.test.ts"],
  globalSetup: "<rootDir>/test/live/setup.ts",
  resolver: "<rootDir>/test/support/resolver.cjs",
  modulePathIgnorePatterns: ["<rootDir>/.*/dist/"],
  transform: {
    "^.+\\.ts$": ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript" } } }],
  },
  testTimeout: 300_000,
};
