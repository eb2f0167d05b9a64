// Writes the SDKs for Python and Go (sdk/) from provider/plugin/schema.json.
//
//   node tools/generate-sdks.mjs             writes them if they have changed; needs Go then
//   node tools/generate-sdks.mjs --check     fails if the record of the last time is not that of the schema and the SDKs
//   node tools/generate-sdks.mjs --compare   fails if the generator would write anything else; needs Go

import { areRecorded, differences, generateSdks } from "./lib/sdks.mjs";
import { runMain } from "./lib/setup.mjs";

await runMain(async () => {
  const [option] = process.argv.slice(2);
  if (option === undefined) return await generateSdks();
  const wrong = option === "--compare" ? await differences() : areRecorded() ? [] : ["sdk/made-from.json"];
  if (wrong.length > 0) {
    throw new Error(
      `the SDKs are not those of provider/plugin/schema.json: ${wrong.join(", ")}. Run \`npm run generate\`, which needs Go.`,
    );
  }
});
