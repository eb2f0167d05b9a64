/**
 * Stands for what Pulumi's SDK loads to write functions into a state: TypeScript and npm's arborist, 0.3 s in each test file.
 * No test does so in jest's process: programs whose functions are written into a state are run by the CLI.
 */
module.exports = new Proxy(
  {},
  {
    get(_, name) {
      if (name === "__esModule") return true;
      throw new Error(
        `jest's process has no ${String(name)} of TypeScript or arborist for Pulumi's SDK (test/support/resolver.cjs): run this program with the CLI`,
      );
    },
  },
);
