import { execFileSync } from "node:child_process";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import {
  buildContent,
  cmd,
  comment,
  component,
  copy,
  entrypoint,
  env,
  fromImage,
  fromImageFamily,
  label,
  renderTemplate,
  restart,
  run,
  user,
  workdir,
} from "../../../provider/src/program/build-content";
import { warnings } from "../../../provider/src/resources/image-pipeline/warnings";
import { checkPipeline } from "../../support/check";
import { errorOf } from "../../support/error";

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

test("blanks around a command do not count", async () => {
  expect(await resolved(run(" a \n", "b"))).toBe("RUN a && b");
});

describe("a command of several lines is a script, run as it stands", () => {
  const shells = ["bash", "sh"];
  /** What the RUN does, in a shell that the service may use. */
  const done = async (shell: string, ...commands: [string, ...string[]]) => {
    const content = await resolved(run(...commands));
    return execFileSync(shell, ["-c", content.replace(/^RUN /, "")], { encoding: "utf8" });
  };

  const quotes = `it's "quoted" \\ and \`ticked\` $HOME $x !`;
  test.each(shells)("quotes, heredocs, loops, comments and blank lines, by %s", async (shell) => {
    const text = [
      "# a comment",
      "for word in one two; do",
      '  echo "$word" \\',
      "    more",
      "done",
      "",
      "cat <<'EOF'",
      quotes,
      "EOF",
    ].join("\r\n");
    expect(await done(shell, text)).toBe(`one more\ntwo more\n${quotes}\n`);
    expect(await done(shell, "true", text, "echo after")).toBe(`one more\ntwo more\n${quotes}\nafter\n`);
  });

  test.each(shells)("it ends at the first command that fails, and so does the RUN, by %s", async (shell) => {
    await expect(done(shell, "echo a\nfalse\necho b", "echo c")).rejects.toMatchObject({ stdout: "a\n" });
  });

  test("it is one command for the check, without a warning, a heredoc in it or not", async () => {
    const content = await resolved(run("cat > /etc/it's <<EOF\nFROM x\nEOF", "echo"));
    expect(content.split("\n")).toHaveLength(4);
    const args = { regionId: "cn-hangzhou", baseImageType: "IMAGE", baseImage: "m-1", buildContent: content };
    expect([...checkPipeline(args).reasons, ...warnings(args)]).toEqual([]);
  });
});

describe("each command of the service has a function", () => {
  test.each<[string, pulumi.Input<string>, string]>([
    ["ENV", env({ A: "x", B: pulumi.output('say "hi" \\') }), 'ENV A="x" \\\n    B="say \\"hi\\" \\\\"'],
    ["LABEL", label({ "org.example.team": "web" }), 'LABEL org.example.team="web"'],
    [
      "COPY from a URL",
      copy(pulumi.output("https://a.example/b.tgz"), "/opt"),
      "COPY https://a.example/b.tgz /opt",
    ],
    ["COPY", copy("/etc/a", "/opt"), "COPY /etc/a /opt"],
    ["WORKDIR", workdir(" /opt/app "), "WORKDIR /opt/app"],
    ["USER", user(pulumi.output("app")), "USER app"],
    [
      "CMD in JSON",
      cmd(["nginx", "-g", pulumi.output('daemon "off";')]),
      'CMD ["nginx","-g","daemon \\"off\\";"]',
    ],
    ["CMD", cmd("nginx -g x"), "CMD nginx -g x"],
    ["ENTRYPOINT", entrypoint(["/run.sh"]), 'ENTRYPOINT ["/run.sh"]'],
    ["RESTART", restart(), "RESTART"],
    [
      "COMPONENT with parameters",
      component(
        { imageComponentId: "ic-1" },
        { params: { x: 1, "with-blank": pulumi.output('a "b"'), on: true, neg: "-1" } },
      ),
      'COMPONENT ic-1 --x 1 --with-blank "a \\"b\\"" --on true --neg "-1"',
    ],
    [
      "COMPONENT by an ARN with wildcards",
      component("acs:ecs:cn-hangzhou:1:imagecomponent/base/1.*.*", { params: {} }),
      "COMPONENT acs:ecs:cn-hangzhou:1:imagecomponent/base/1.*.*",
    ],
  ])("%s", async (_, step, text) => {
    expect(await resolved(buildContent(step))).toBe(`${text}\n`);
    const args = {
      ...{ regionId: "cn-hangzhou", baseImageType: "IMAGE", baseImage: "m-1" },
      ...{ buildContent: text, internetMaxBandwidthOut: 1 },
    };
    expect(checkPipeline(args).reasons).toEqual([]);
    expect(warnings(args).filter((warning) => !warning.includes("when the system starts"))).toEqual([]);
  });

  const unset = undefined as unknown as string;
  test.each<[() => pulumi.Output<string>, string]>([
    [() => env({ "A B": "x" }), 'env: the name "A B" is not allowed. Use letters, digits and _.'],
    [
      () => env({ A: "hunter\n2" }),
      "env: the value of A has more than one line, which the command cannot hold. Write it to a file with run(…).",
    ],
    [
      () => env({ A: unset }),
      "env: the value of A is undefined; it must be a text. Leave it out, or give it a value that is set.",
    ],
    [() => env({}), "env: there is no value in it. Leave it out, or name one."],
    [
      () => copy("https://a.example/b?hunter=2", "/opt"),
      "copy: it has a URL with a query string, which the service does not take.",
    ],
    [
      () => copy("/a b", "/opt"),
      "copy: the source has a blank in it, which the command cannot hold. Use one without blanks.",
    ],
    [() => copy("/a", " "), "copy: the directory is empty. Leave it out, or give it a value."],
    [
      () => workdir("/a\n/b"),
      "workdir: the path has more than one line, which the command cannot hold. Give it one line.",
    ],
    [
      () => user("app web"),
      "user: the name has a blank in it, which the command cannot hold. Use one without blanks.",
    ],
    [() => cmd([]), "cmd: it has no program. Name it as the first part."],
    [
      () => entrypoint(["a", unset]),
      "entrypoint: part 2 is undefined; it must be a text. Leave it out, or give it a value that is set.",
    ],
    [
      () => component("ic-1", { params: { "a b": 1 } }),
      'component: the parameter "a b" has no name that a command can hold. Use letters, digits, - and _.',
    ],
    [
      () => component("ic-1", { params: { a: unset } }),
      "component: the value of a is undefined; it must be a text. Leave it out, or give it a value that is set.",
    ],
  ])("what no command can hold is refused, and not quoted: %s", async (make, fault) => {
    await expect(resolved(make())).rejects.toThrow(fault);
    await expect(resolved(make())).rejects.not.toThrow("hunter");
  });

  test("a secret value makes the content one", async () => {
    for (const step of [
      env({ A: pulumi.secret("x") }),
      component("ic-1", { params: { a: pulumi.secret("x") } }),
    ]) {
      expect(await pulumi.isSecret(buildContent(step))).toBe(true);
    }
  });
});

describe("the params of a component of the program are held against its content", () => {
  const content =
    "Parameters:\n  level: { Type: Number }\n  mode: { Type: String, DefaultValue: a }\nTasks:\n  - { Name: a, Action: Reboot }\n";
  const hardening = { imageComponentId: pulumi.output("ic-1"), content: pulumi.output(content) };
  type Params = NonNullable<Parameters<typeof component>[1]>["params"];

  test("what fits is written", async () => {
    expect(await resolved(component(hardening, { params: { level: 2, mode: pulumi.output("b") } }))).toBe(
      "COMPONENT ic-1 --level 2 --mode b",
    );
  });

  test.each<[Params | undefined, string]>([
    [
      { level: 1, levl: 2 },
      "component: levl is not a parameter of the component; its parameters are level, mode.",
    ],
    [{}, "component: level is missing: the component declares it without a default."],
    [undefined, "component: level is missing: the component declares it without a default."],
    [
      { level: pulumi.secret("hunter2") },
      "component: the value of level is not a Number, which is its type in the component.",
    ],
  ])("%j is refused, at the line of the program, and no value is quoted", async (params, fault) => {
    const { message, stack = "" } = await errorOf(resolved(component(hardening, params && { params })));
    expect(message).toContain(fault);
    expect(stack).not.toContain("hunter2");
    expect(stack.split("\n")[1]).toContain("build-content.test.ts");
  });

  test("names are checked before the ID and the values are known, as in a preview", async () => {
    const never = pulumi.output(new Promise<string>(() => undefined));
    const which = { ...hardening, imageComponentId: never };
    await expect(resolved(component(which, { params: { level: never, levl: never } }))).rejects.toThrow(
      "levl is not a parameter",
    );
  });

  test("a secret content is not looked into, and does not make the command a secret", async () => {
    const secret = component({ imageComponentId: "ic-1", content: pulumi.secret(content) });
    expect([await resolved(secret), await pulumi.isSecret(secret)]).toEqual(["COMPONENT ic-1", false]);
  });

  test.each([
    ["without content, as a lookup may find it", { imageComponentId: "ic-1", content: undefined }],
    ["that is only an ID", { imageComponentId: "ic-1" }],
    ["of a size that its own check refuses", { imageComponentId: "ic-1", content: content.repeat(1000) }],
  ])("nothing is said of a component %s", async (_, which) => {
    expect(await resolved(component(which, { params: { a: 1 } }))).toBe("COMPONENT ic-1 --a 1");
  });
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
    [{ baseImageType: "IMAGE", baseImage: "m-1", buildContent: "\uFEFFRUN a" }, "FROM IMAGE:m-1\nRUN a"],
    [{ baseImageType: "IMAGE", baseImage: "m-1", buildContent: "Tasks: []" }, "Tasks: []"],
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
