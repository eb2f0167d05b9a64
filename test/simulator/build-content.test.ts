/**
 * What the simulator reads in a build content: the number of commands, and the FROM line (docs/service.md,
 * Limits and units, FROM). What it refuses of each command is in test/conformance.
 */

import {
  call,
  control,
  createPipeline,
  describePipeline,
  MINIMAL,
  REGION,
  useSimulator,
  verdict,
} from "./support.js";

const simulator = useSimulator();
const lines = (...all: readonly string[]) => all.join("\n");
const runs = (count: number) => Array.from({ length: count }, (_, index) => `RUN echo ${index}`);
const create = (BuildContent: string) =>
  verdict(simulator.current, "CreateImagePipeline", { ...MINIMAL, BuildContent });

describe("the number of commands", () => {
  test.each([
    ["127 commands", lines(...runs(127))],
    ["127 commands, a FROM among them", lines("FROM IMAGE:m-base", ...runs(126))],
    ["127 commands with Windows line ends", runs(127).join("\r\n")],
    ["comments and blank lines beside them", lines("# first", "", "   ", ...runs(127), "  # last", "")],
    ["a command over three lines", lines("RUN a && \\", "  b && \\", "  c", ...runs(126))],
    [
      "a command continued across a comment and a blank line",
      lines("RUN a \\", "# why", "", "  b", ...runs(126)),
    ],
    ["a command with a heredoc", lines("RUN <<EOF", "one", "two", "EOF", ...runs(126))],
    ["a command with two heredocs", lines("RUN cat <<A <<-'B' > f", "A B", "A", "x", "\tB", ...runs(126))],
    ["YAML of any length", lines("Tasks:", ...Array.from({ length: 200 }, (_, n) => `  - Name: t${n}`))],
  ])("takes %s", async (_what, content) => {
    expect(await create(content)).toBe("200");
  });

  test.each([
    ["128 commands", lines(...runs(128))],
    ["128 commands, a FROM among them", lines("FROM IMAGE:m-base", ...runs(127))],
    ["128 commands, the first of which only quotes a heredoc", lines("RUN echo '<<EOF'", ...runs(127))],
    ["128 commands, the first of which has a here-string", lines("RUN cat <<<EOF", ...runs(127))],
    ["128 commands, the first of which has a heredoc that ends", lines("RUN <<EOF", "EOF", ...runs(127))],
    [
      "128 commands, the first of which writes a file in YAML",
      lines("RUN cat > tasks.yml <<EOF", "Tasks:", "  - Name: a", "EOF", ...runs(127)),
    ],
    ["128 commands, the first of which is continued by Tasks:", lines("RUN echo \\", "Tasks:", ...runs(127))],
    ["128 commands, the last of which does not end", lines(...runs(127), "RUN a \\")],
  ])("refuses %s", async (_what, content) => {
    expect(await create(content)).toBe("400 InvalidImageTemplateCommandSize.ExceededMaxNumber");
  });

  test("is counted in a test content", async () => {
    const parameters = { ...MINIMAL, TestContent: lines(...runs(128)) };
    expect(await verdict(simulator.current, "CreateImagePipeline", parameters)).toBe(
      "400 InvalidImageTemplateCommandSize.ExceededMaxNumber",
    );
  });
});

describe("a FROM line, where it is ignored (as by default)", () => {
  test("changes neither the base nor the content", async () => {
    const id = await createPipeline(simulator.current, { BuildContent: "FROM IMAGE_FAMILY:other\nRUN a" });
    expect(await describePipeline(simulator.current, id)).toMatchObject({
      BaseImageType: "IMAGE",
      BaseImage: "m-base",
      BuildContent: "FROM IMAGE_FAMILY:other\nRUN a",
    });
  });

  test("is still parsed: Docker's form is refused", async () => {
    expect(await create("FROM ubuntu:22.04\nRUN a")).toBe("400 InvalidCommandContent.FROM");
  });
});

describe("a FROM line, where it is honoured", () => {
  beforeEach(() => control(simulator.current, "settings", { from: "honoured" }));

  test("replaces the values of the base parameters", async () => {
    const BuildContent = "# base\nfrom IMAGE_FAMILY:acs:ubuntu_22_04\nRUN a";
    const id = await createPipeline(simulator.current, { BuildContent });
    expect(await describePipeline(simulator.current, id)).toMatchObject({
      BaseImageType: "IMAGE_FAMILY",
      BaseImage: "acs:ubuntu_22_04",
      BuildContent,
    });
  });

  test("is added as the first line when there is none", async () => {
    const id = await createPipeline(simulator.current, { BuildContent: "RUN a" });
    expect((await describePipeline(simulator.current, id))["BuildContent"]).toBe("FROM IMAGE:m-base\nRUN a");
  });

  test("is not added to what was not sent, nor to YAML, nor for an image in OSS", async () => {
    const target = simulator.current;
    const none = await describePipeline(target, await createPipeline(target));
    const yaml = await describePipeline(
      target,
      await createPipeline(target, { BuildContent: "Tasks:\n  - Name: a" }),
    );
    const disk = "ImportImageOptions.DiskDeviceMappings.1";
    const oss = {
      ...{ BaseImageType: "OSS", BuildContent: "RUN a" },
      ...{ [`${disk}.OSSBucket`]: "bucket", [`${disk}.OSSObject`]: "object" },
    };
    const imported = await describePipeline(target, await createPipeline(target, oss));
    expect([none["BuildContent"], yaml["BuildContent"], imported["BuildContent"]]).toEqual([
      undefined,
      "Tasks:\n  - Name: a",
      "RUN a",
    ]);
  });

  test("does not count when it is added", async () => {
    expect(await create(lines(...runs(127)))).toBe("200");
  });

  test("is refused in Docker's form", async () => {
    expect(await create("FROM ubuntu:22.04\nRUN a")).toBe("400 InvalidCommandContent.FROM");
  });

  test("does not make the base parameters optional", async () => {
    const parameters = { RegionId: REGION, BuildContent: "FROM IMAGE:m-1" };
    const { body } = await call(simulator.current, "CreateImagePipeline", parameters);
    expect(body["Code"]).toBe("MissingParameter");
  });

  test("names the image that has to exist", async () => {
    expect(await create("FROM IMAGE:m-notfound")).toBe("404 InvalidImage.NotFound");
  });

  test("leaves the parameters in the state as they were sent", async () => {
    await createPipeline(simulator.current, { BuildContent: "RUN a" });
    const { body } = await control(simulator.current, "state");
    expect(body["pipelines"]).toMatchObject([
      { request: { BuildContent: "RUN a" }, current: { BuildContent: "FROM IMAGE:m-base\nRUN a" } },
    ]);
  });
});
