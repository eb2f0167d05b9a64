/** Writes docs/simulator-coverage.md from the built simulator. */

const { writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { coveragePage } = require("../dist/coverage.js");

writeFileSync(join(__dirname, "../../docs/simulator-coverage.md"), coveragePage());
