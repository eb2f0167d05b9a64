import { execFileSync } from "node:child_process";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import {
  buildContent,
  comment,
  component,
  fromImage,
  fromImageFamily,
  renderTemplate,
  run,
} from "../../../provider/src/program/build-content";

/** All that an output promises; a program's process would end at the first of these that is rejected. */
interface Promised<T> {
  promise(): Promise<T>;
  isKnown: Promise<boolean>;
  isSecret: Promise<boolean>;
  allResources(): Promise<unknown>;
}

async function resolved<T>(output: pulumi.Output<T>): Promise<T> {
  const all = output as unknown as Promised<T>;
  const rest = Promise.allSettled([all.isKnown, all.isSecret, all.allResources()]);
  return all.promise().finally(() => rest);
}

test("steps become lines, with outputs inside", async () => {
  const content = buildContent(
    comment("Web server\nof the team\n"),
    fromImageFamily(pulumi.output("acs:ubuntu_22_04_x64")),
    run("apt-get update", pulumi.interpolate`apt-get install -y ${pulumi.output("nginx")}`),
    component({ imageComponentId: pulumi.output("ic-1") }),
    component("ic-2"),
    component(pulumi.output("acs:ecs:cn-hangzhou:1:imagecomponent/base/1.*.*")),
    "RUN plain",
  );
  expect(await resolved(content)).toBe(
    [
      "# Web server\n# of the team\n#",
      "FROM IMAGE_FAMILY:acs:ubuntu_22_04_x64",
      "RUN apt-get update && apt-get install -y nginx",
      "COMPONENT ic-1",
      "COMPONENT ic-2",
      "COMPONENT acs:ecs:cn-hangzhou:1:imagecomponent/base/1.*.*",
      "RUN plain\n",
    ].join("\n"),
  );
});

test("FROM an image", async () => {
  expect(await resolved(fromImage(pulumi.output("m-1")))).toBe("FROM IMAGE:m-1");
});

test("a secret in a step makes the content one", async () => {
  const content = buildContent(run(pulumi.secret("echo hunter2")));
  expect(await pulumi.isSecret(content)).toBe(true);
});

test("a command is one line; blanks around it do not count", async () => {
  expect(await resolved(run(" a \n", "b"))).toBe("RUN a && b");
  await expect(resolved(run("a", "b\nhunter2"))).rejects.toThrow(
    "run: command 2 has more than one line. Give each line as a command of its own.",
  );
});

describe("every command of run is run, or the program is refused", () => {
  const COMMENT =
    "has a comment, which would swallow the commands after it. Take the comment away, or quote its # if it is none.";
  const ALONE = "is nothing but a comment. Leave it out, or give it as comment(…) before the run.";
  const BACKSLASH =
    "ends in a backslash, which would join it with what follows. Take it away, and give each command whole.";
  const ends = (operator: string) => `ends in ${operator}. Take it away: run joins its commands with &&.`;
  const begins = (operator: string) =>
    `begins with ${operator}. Take it away: run joins its commands with &&.`;
  const open = (quote: string) =>
    `has a quote (${quote}) that is not closed, which would swallow what follows. Close it, or escape it.`;

  test.each<[[string, ...string[]], string]>([
    [["a # note", "b"], `command 1 ${COMMENT}`],
    [["a;# note", "b"], `command 1 ${COMMENT}`],
    [["a", "b 'x' #", "c"], `command 2 ${COMMENT}`],
    [["# note", "b"], `command 1 ${ALONE}`],
    [["a", "# note"], `command 2 ${ALONE}`],
    [["a \\", "b"], `command 1 ${BACKSLASH}`],
    [["a", "b \\ "], `command 2 ${BACKSLASH}`],
    [["", "b"], "command 1 is empty. Leave it out."],
    [["a", " \n"], "command 2 is empty. Leave it out."],
    [["a &&", "b"], `command 1 ${ends("&&")}`],
    [["a", "b ||"], `command 2 ${ends("||")}`],
    [["a |", "b"], `command 1 ${ends("|")}`],
    [["a;", "b"], `command 1 ${ends(";")}`],
    [["a &", "b"], `command 1 ${ends("&")}`],
    [["a", "&& b"], `command 2 ${begins("&&")}`],
    [["a", "; b"], `command 2 ${begins(";")}`],
    [["echo it's", "b"], `command 1 ${open("'")}`],
    [['echo "a', "b"], `command 1 ${open('"')}`],
    [["echo `a", "b"], `command 1 ${open("`")}`],
    [["a && # note", "b"], `command 1 ${COMMENT}`],
  ])("%j", async (commands, fault) => {
    await expect(resolved(run(...commands))).rejects.toThrow(`run: ${fault}`);
  });

  test.each<[[string, ...string[]], string]>([
    [["a", "b # note"], "RUN a && b # note"],
    [["echo 'a # b'", "c"], "RUN echo 'a # b' && c"],
    [['echo "a # \\" # b"', "c"], 'RUN echo "a # \\" # b" && c'],
    [["echo a#b $# x{# \\# \\ #", "c"], "RUN echo a#b $# x{# \\# \\ # && c"],
    [["echo $'it\\'s # x'", "c"], "RUN echo $'it\\'s # x' && c"],
    [["a", "b &"], "RUN a && b &"],
    [["find . -exec rm {} \\;", "b"], "RUN find . -exec rm {} \\; && b"],
    [["a || b", "c"], "RUN a || b && c"],
    [["(a; b)", "{ c; }"], "RUN (a; b) && { c; }"],
  ])("%j is joined", async (commands, text) => expect(await resolved(run(...commands))).toBe(text));

  test("in a real shell the command after one that was accepted is run, whatever its quotes and signs", async () => {
    const part = fc.constantFrom("a", "#", " ", "'", '"', "\\", "$#", "x#", "\\#", "$'", '\\"');
    const texts = fc.sample(fc.string({ unit: part, minLength: 1, maxLength: 8 }), { numRuns: 400, seed: 7 });
    const joined = await Promise.all(
      texts.map((text) => resolved(run(`true ${text}`, "echo ran")).catch(() => undefined)),
    );
    const lines = joined.flatMap((line) => (line ? [line.slice("RUN ".length)] : []));
    expect(lines.length).toBeGreaterThan(50);
    const output = execFileSync("bash", ["-c", 'for line; do (eval "$line"); done', "bash", ...lines], {
      encoding: "utf8",
    });
    expect(output).toBe("ran\n".repeat(lines.length));
  });
});

describe("the template as the console previews it", () => {
  test.each([
    [{ baseImageType: "IMAGE", baseImage: "m-1", buildContent: "RUN a" }, "FROM IMAGE:m-1\nRUN a"],
    [{ baseImageType: "IMAGE", baseImage: "m-1" }, "FROM IMAGE:m-1\n"],
    [{ buildContent: "RUN a" }, "RUN a"],
    [{ baseImageType: "OSS", buildContent: "RUN a" }, "RUN a"],
    [
      { baseImageType: "IMAGE", baseImage: "m-1", buildContent: "# c\r\n\n  from IMAGE:m-1\nRUN a" },
      "# c\r\n\n  from IMAGE:m-1\nRUN a",
    ],
    [
      { baseImageType: "IMAGE", baseImage: "m-1", buildContent: "RUN echo <<E\nFROM x\nE" },
      "FROM IMAGE:m-1\nRUN echo <<E\nFROM x\nE",
    ],
  ])("%j", async (args, text) => expect(await resolved(renderTemplate(args))).toBe(text));

  test("outputs may be inside, and many blank lines take no time", async () => {
    const started = Date.now();
    const blank = "\n".repeat(2_000);
    const args = { baseImageType: "IMAGE", baseImage: pulumi.output("m-1"), buildContent: `${blank}RUN a` };
    expect(await resolved(renderTemplate(args))).toBe(`FROM IMAGE:m-1\n${blank}RUN a`);
    expect(Date.now() - started).toBeLessThan(1_000);
  });
});
