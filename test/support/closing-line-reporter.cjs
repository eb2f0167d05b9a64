/** Closes a run with one plain line for all suites together, the line that CI reads. */
module.exports = class ClosingLineReporter {
  /**
   * @param {unknown} _contexts
   * @param {import("@jest/test-result").AggregatedResult} results
   */
  onRunComplete(_contexts, results) {
    const suitesThatDidNotRun = results.numRuntimeErrorTestSuites;
    const failed = results.numFailedTests + suitesThatDidNotRun;
    const skipped = results.numPendingTests + results.numTodoTests;
    // jest's own summary comes after all reporters; the closing line is to be the last.
    process.once("exit", () => {
      process.stdout.write(
        `\nTests: ${results.numPassedTests} passed, ${failed} failed, ${skipped} skipped\n`,
      );
    });
  }
};
