const Sequencer = require("@jest/test-sequencer").default;

/** Files that take minutes. One of them started last would keep a single processor busy at the end. */
const SLOW =
  /test[\\/](e2e[\\/](languages|examples|plugin-classes|adopt|advice-works|secrets)|chaos[\\/]kill)\.test\.ts$/;

/** Without the times of an earlier run, as in CI, jest goes by the size of the files. */
module.exports = class SlowFirst extends Sequencer {
  /**
   * @override
   * @param {import("@jest/test-result").Test[]} tests
   */
  async sort(tests) {
    const sorted = await super.sort(tests);
    const isSlow = (/** @type {{ path: string }} */ { path }) => SLOW.test(path);
    return [...sorted.filter(isSlow), ...sorted.filter((test) => !isSlow(test))];
  }
};
