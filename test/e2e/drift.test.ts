import { consoleOf } from "../support/console";
import type { PreviewStep, Project } from "../support/project";
import { DRIFTS, EVERYTHING_DRIFTS, UNTOUCHED } from "./drift-cases";
import { operations, program, stage } from "./stage";

jest.setTimeout(300_000);

const { simulator, project } = stage();

const declaringAll = program(
  'import { readFileSync } from "node:fs";',
  'for (const [name, args] of Object.entries(JSON.parse(readFileSync("declared.json", "utf8")))) {',
  "  new ImagePipeline(name, args as object);",
  "}",
);

test("try", async () => {
  const declared = {
    ...UNTOUCHED,
    ...Object.fromEntries(Object.entries(DRIFTS).map(([name, { declared }]) => [name, declared])),
    tags: { baseImageType: "IMAGE", baseImage: "m-1", tags: { team: "platform" } },
    everything: EVERYTHING_DRIFTS.declared,
  };
  const t = (l: string) => console.log(l, Date.now());
  const stack = await project({ program: declaringAll, files: { "declared.json": JSON.stringify(declared) } });
  t("up");
  await stack.up();
  t("refresh");
  await stack.refresh();
  t("preview");
  await stack.preview({ args: ["--expect-no-changes"] });
  t("alter");
  const { deployment } = await stack.exportState();
  const ids = Object.fromEntries((deployment.resources ?? []).map(({ urn, id }) => [urn.split("::").at(-1), id]));
  for (const [name, { outside }] of Object.entries(DRIFTS)) await simulator().alter(String(ids[name]), outside);
  await simulator().alter(String(ids["everything"]), EVERYTHING_DRIFTS.outside);
  await consoleOf(simulator()).tag(String(ids["tags"]), { team: "other" });
  t("refresh");
  console.log((await stack.refresh()).stdout);
  t("preview");
  const steps = await stack.previewSteps();
  t("done");
  console.log(JSON.stringify(steps.filter((s) => s.op !== "same").map(({ op, urn, diffReasons, replaceReasons }) => [op, urn.split("::").at(-1), diffReasons, replaceReasons]), null, 1));
  console.log(JSON.stringify(steps.find((s) => /::imageOptions.imageName$/.test(s.urn)), null, 1));
});
