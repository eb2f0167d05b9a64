/** Never part of `npm test`: it needs container engines, PostgreSQL and moto (docs/commands.md). */
module.exports = {
  rootDir: "../..",
  displayName: "system",
  testMatch: ["<rootDir>/test/system/**/*.test.ts"],
  resolver: "<rootDir>/test/support/resolver.cjs",
  modulePathIgnorePatterns: ["<rootDir>/.*/dist/"],
  moduleNameMapper: { "^(\\.{1,2}/.*)\\.js$": "$1" },
  transform: {
    "^.+\\.ts$": ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript" } } }],
  },
  // The tests of Debian wait for its packages.
  maxWorkers: 2,
  testTimeout: 120_000,
  reporters: ["default", "<rootDir>/test/support/closing-line-reporter.cjs"],
};
