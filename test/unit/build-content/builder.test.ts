import * as pulumi from "@pulumi/pulumi";
import {
  buildContent,
  comment,
  component,
  fromImage,
  fromImageFamily,
  renderTemplate,
  run,
} from "../../../provider/src/build-content/builder";

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
