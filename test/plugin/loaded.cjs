// Writes the names of the files that the plugin has loaded, when it ends.
const { writeFileSync } = require("node:fs");
const { basename } = require("node:path");

process.once("exit", () => {
  const files = Object.keys(require.cache).filter((file) => !file.endsWith("loaded.cjs"));
  writeFileSync(process.env.LOADED_FILES ?? "", JSON.stringify(files.map((file) => basename(file)).sort()));
});
