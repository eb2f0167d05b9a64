import { consoleOf } from "../support/console";
import { front } from "../support/front";
import type { PreviewStep, Project } from "../support/project";
import {
  ALL_AT_ONCE,
  BASE_DRIFTS,
  DRIFTS,
  type Drift,
  NESTED_DRIFTS,
  TAGGED,
  UNTOUCHED,
} from "./drift-cases";
import { program, stage } from "./stage";
import { filesOf, isEncrypted, pipelinesOf } from "./state";

jest.setTimeout(300_000);

const { simulator, project } = stage();

const declaringFromFile = program(
  'import { readFileSync } from "node:fs";',
  'for (const [name, args] of Object.entries(JSON.parse(readFileSync("declared.json", "utf8")))) {',
  "  new ImagePipeline(name, args as object);",
  "}",
);

/** Where a preview shows a difference, by the pipeline's name in the program; those without one are left out. */
function shown(steps: PreviewStep[]): Record<string, string[]> {
  const different = steps.filter(
    ({ op, urn }) => ["replace", "update"].includes(op) && /Pipeline::/.test(urn),
  );
  return Object.fromEntries(
    different.map(({ urn, replaceReasons, diffReasons }) => [
      urn.split("::").at(-1) ?? urn,
      (replaceReasons ?? diffReasons ?? []).sort(),
    ]),
  );
}

const EDITIONS: [string, Record<string, Drift>][] = [
  ["honoured", DRIFTS],
  ["ignored", { ...DRIFTS, ...BASE_DRIFTS, ...NESTED_DRIFTS }],
];

// The editions differ in the service only, so the plugin is tried with that which has more cases.
describe.each(EDITIONS.slice(front === "dynamic" ? 0 : 1))("where FROM lines are %s", (from, drifts) => {
  let stack: Project;

  beforeAll(async () => {
    await simulator().reset();
    await simulator().settings({ from });
    const declared = {
      ...UNTOUCHED,
      ...Object.fromEntries(Object.entries(drifts).map(([name, drift]) => [name, drift.declared])),
      tags: TAGGED,
      "all at once": ALL_AT_ONCE.declared,
    };
    const files = { "declared.json": JSON.stringify(declared) };
    stack = await project({ program: declaringFromFile, files });
    await stack.up();
  });

  test("pipelines that nobody touched show no difference after a refresh, whatever they declare, and are read in few calls", async () => {
    const { calls: before } = await simulator().state();
    // One at a time: without the list, each would be a call.
    await stack.refresh({ args: ["--parallel", "1"] });
    const { calls, pipelines } = await simulator().state();
    const read = (calls["DescribeImagePipelines"] ?? 0) - (before["DescribeImagePipelines"] ?? 0);
    expect(read).toBeLessThan(pipelines.length / 2);
    await stack.preview({ args: ["--expect-no-changes"] });
  });

  test("what was changed outside shows in the next preview, at its argument", async () => {
    const pipelines = await pipelinesOf(stack);
    const id = (name: string) => String(pipelines[name]?.id);
    for (const [name, { outside }] of Object.entries(drifts)) await simulator().alter(id(name), outside);
    await simulator().alter(id("all at once"), ALL_AT_ONCE.outside);
    await consoleOf(simulator()).tag(id("tags"), { team: "other" });

    await stack.refresh();
    expect(shown(await stack.previewSteps())).toEqual({
      ...Object.fromEntries(Object.entries(drifts).map(([name, { shownAt }]) => [name, [shownAt]])),
      tags: ["tags"],
      "all at once": ALL_AT_ONCE.shownAt,
    });
  });
});

describe("a pipeline that is changed or deleted outside", () => {
  const CONTENT = "RUN echo quite-a-secret-content";
  const OTHER = "RUN echo another-secret-content";
  const TAG = "quite-a-secret-tag";
  const OTHER_TAG = "another-secret-tag";
  let stack: Project;

  beforeAll(async () => {
    await simulator().reset();
    const secrets =
      `baseImageType: "IMAGE", baseImage: "m-1", buildContent: pulumi.secret("${CONTENT}"), ` +
      `tags: { team: pulumi.secret("${TAG}") }`;
    stack = await project({
      program: program(
        `new ImagePipeline("drifted", { ${secrets} });`,
        `new ImagePipeline("untouched", { ${secrets} });`,
        'new ImagePipeline("gone", { baseImageType: "IMAGE", baseImage: "m-1", name: "gone" });',
      ),
    });
    await stack.up();
  });

  /** Nothing secret in clear: in the export, in the state's folder with its history, and what a command printed. */
  async function expectKept(printed: string) {
    const pipelines = await pipelinesOf(stack);
    for (const name of ["drifted", "untouched"]) {
      const { inputs, outputs } = pipelines[name] ?? {};
      expect([inputs, outputs].map((side) => isEncrypted(side?.["buildContent"]))).toEqual([true, true]);
    }
    const everywhere = `${printed}${JSON.stringify(await stack.exportState())}${filesOf(stack, ".state")}`;
    for (const secret of [CONTENT, OTHER, TAG, OTHER_TAG]) expect(everywhere).not.toContain(secret);
  }

  test("a secret stays encrypted in the state after a refresh that finds nothing", async () => {
    const { stdout, stderr } = await stack.refresh();
    await expectKept(stdout + stderr);
  });

  test("a secret that drifted shows as [secret] on both sides, and what drifted stays encrypted too", async () => {
    const { drifted, gone } = await pipelinesOf(stack);
    await simulator().alter(String(drifted?.id), { BuildContent: OTHER });
    await consoleOf(simulator()).tag(String(drifted?.id), { team: OTHER_TAG });
    await consoleOf(simulator()).delete(String(gone?.id));

    const refresh = await stack.refresh();
    await expectKept(refresh.stdout + refresh.stderr);
    const preview = await stack.preview({ args: ["--diff"] });
    // The plugin tells the engine the path of each difference.
    const sides = front === "dynamic" ? "\\[secret\\]" : "\\[secret\\] => \\[secret\\]";
    expect(preview.stdout).toMatch(new RegExp(` buildContent *: ${sides}\n`));
    expect(preview.stdout).toMatch(new RegExp(` team: ${sides}\n`));
    await expectKept(preview.stdout + preview.stderr);
    expect(shown(await stack.previewSteps())).toEqual({ drifted: ["buildContent"] });
  });

  test("what is gone is out of the state after a refresh, and the next up makes it, and all else, as declared", async () => {
    expect(Object.keys(await pipelinesOf(stack)).sort()).toEqual(["drifted", "untouched"]);
    await stack.up();
    const { pipelines } = await simulator().state();
    const told = pipelines.map(({ current }) => ({
      content: current["BuildContent"],
      tags: current["Tags"],
    }));
    const secret = { content: CONTENT, tags: { Tag: [{ TagKey: "team", TagValue: TAG }] } };
    expect(told).toEqual(expect.arrayContaining([secret, secret, { content: undefined, tags: undefined }]));
    expect(told).toHaveLength(3);
    await stack.preview({ args: ["--expect-no-changes"] });
  });
});
