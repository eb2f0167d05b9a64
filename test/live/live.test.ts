import { defaultRegion } from "../../provider/src/ecs/settings/settings";
import { contract } from "./contract";
import { settingsOf } from "./permission";

const settings = settingsOf(process.env);
const notes: string[] = [];

contract(() => ({
  settings,
  regionId: defaultRegion(settings).value ?? "",
  imageFamily: process.env["IMAGE_BUILDER_LIVE_IMAGE_FAMILY"] ?? "acs:alibaba_cloud_linux_3_2104_lts_x64",
  note: (line) => void notes.push(line),
}));

afterAll(() => {
  process.stdout.write(
    `\nWhat the service did (docs/live.md):\n${notes.map((line) => `  ${line}\n`).join("")}`,
  );
});
