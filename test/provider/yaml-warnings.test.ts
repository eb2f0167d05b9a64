import { join } from "node:path";
import { startChild } from "../support/child";
import { root } from "../support/root";

jest.setTimeout(60_000);

const SECRET = "hunter2";
const task = (value: string) =>
  `Tasks:\n  - Name: a\n    Action: RunShellCommand\n    Properties:\n      commandContent: ${value}\n`;

/** Contents that make the parser talk. */
const CONTENTS = [
  task(`{{ ${SECRET} }}`),
  task(`{{ ${SECRET}: 1 }}`),
  task(`{ [${SECRET}]: 1 }`),
  task(`{{ ${SECRET} }}-x`),
  task(`!${SECRET} x`),
  task(`*${SECRET}`),
  task(`&${SECRET} x`),
  `%${SECRET} 1\n---\n${task("x")}`,
  `%YAML 7.0\n---\n${task(SECRET)}`,
  `${task("x")}? [${SECRET}]\n: 1\n`,
  `${task("x")}? ${SECRET.repeat(300)}\n: 1\n`,
  `a: 1\nTasks: ${"[".repeat(3000)}${SECRET}`,
  `a: 1\nTasks:\n  ${"- ".repeat(6000)}${SECRET}`,
  `Tasks:\n${Array.from({ length: 11 }, (_, line) => `${" ".repeat(line * 200 + 1)}${"- ".repeat(100)}k:\n`).join("")}`,
];

/** Checks each content as the host does, and declares it as a program does. */
const SCRIPT = `
  const contents = ${JSON.stringify(CONTENTS)};
  process.on("warning", ({ message }) => console.error("a warning of Node: " + message));
  const pulumi = require("@pulumi/pulumi");
  pulumi.runtime.setMocks({ newResource: ({ name, inputs }) => ({ id: name, state: inputs }), call: () => ({}) });
  const { ImageComponent } = require("pulumi-alicloud-image-builder");
  const { imageComponent } = require("pulumi-alicloud-image-builder/host");
  (async () => {
    for (const [index, content] of contents.entries()) {
      const { failures } = await imageComponent.check({}, { regionId: "cn-hangzhou", content });
      console.log(failures.map(({ reason }) => reason).join(" | ") || "accepted");
      new ImageComponent("c" + index, { content });
    }
  })();
`;

test("a content in the YAML form makes nothing print a text of it, neither in the host nor in a program", async () => {
  const child = startChild(process.execPath, ["-e", SCRIPT], { cwd: join(root, "examples/quickstart") });
  expect(await child.ended).toBe(0);
  // What is left is ours.
  const warning = /^warning: \[runtime\] content: line 5: a reference \{\{…\}\} that is neither .*\.\n/gm;
  expect(child.stderr().replace(warning, "")).toBe("");
  expect(child.stdout() + child.stderr()).not.toContain(SECRET);
  const noText =
    "content: Tasks: task 1 (line 2) has a mapping as its Properties.commandContent; it must be a text. Put it in quotes, or write it as a block (|).";
  expect(child.stdout().trim().split("\n")).toEqual([
    "accepted",
    noText,
    noText,
    "content: is not valid YAML (UNEXPECTED_TOKEN, line 5). Correct it.",
    "accepted",
    "content: is not valid YAML (an alias without its anchor, or too many of them). Correct it.",
    "accepted",
    "accepted",
    "accepted",
    "accepted",
    expect.any(String),
    "content: is YAML that is nested more than 100 levels deep. Take levels out.",
    "content: is YAML that is nested more than 100 levels deep. Take levels out.",
    "content: is YAML that is nested more than 100 levels deep. Take levels out.",
  ]);
});
