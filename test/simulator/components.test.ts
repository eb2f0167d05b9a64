/** Components: their contents and versions, finding them, and what it means that pipelines use them. */

import type { Flat } from "./support.js";
import { call, control, createPipeline, MINIMAL, REGION, useSimulator, verdict } from "./support.js";

const simulator = useSimulator();
const lines = (...all: readonly string[]) => all.join("\n");
const act = (action: string, parameters: Flat) =>
  verdict(simulator.current, action, { RegionId: REGION, ...parameters });
const create = (parameters: Flat = {}) =>
  act("CreateImageComponent", { Content: "RUN echo hi", ...parameters });

async function make(parameters: Flat = {}): Promise<string> {
  const all = { RegionId: REGION, Content: "RUN echo hi", ...parameters };
  const { status, body } = await call(simulator.current, "CreateImageComponent", all);
  if (status !== 200) throw new Error(`refused: ${JSON.stringify(body)}`);
  return String(body["ImageComponentId"]);
}

async function list(parameters: Flat = {}): Promise<readonly Record<string, unknown>[]> {
  const all = { RegionId: REGION, ...parameters };
  const { body } = await call(simulator.current, "DescribeImageComponents", all);
  return (body["ImageComponent"] as { ImageComponentSet: Record<string, unknown>[] }).ImageComponentSet;
}

const ids = async (parameters: Flat = {}) =>
  (await list(parameters)).map((component) => component["ImageComponentId"]);
const remove = (ImageComponentId: string) => act("DeleteImageComponent", { ImageComponentId });

const YAML = lines(
  "Parameters:",
  "  pkg: { Type: String, DefaultValue: htop }",
  "  port: { Type: String, DefaultValue: 8080 }",
  "  host: { Type: String }",
  "Tasks:",
  "  - Name: Install",
  "    Action: RunShellCommand",
  "    Properties:",
  '      commandContent: "yum install -y {{pkg}}"',
);

describe("a component", () => {
  test("is described with what was sent, and the defaults", async () => {
    const id = await make({ Name: "组件", Description: "a component", ResourceGroupId: "rg-1" });
    expect(id).toMatch(/^ic-[a-z0-9]{20}$/);
    expect(await list()).toEqual([
      {
        ImageComponentId: id,
        Name: "组件",
        ComponentType: "Build",
        ComponentVersion: "1.0.0",
        SystemType: "Linux",
        Owner: "SELF",
        Content: "RUN echo hi",
        Description: "a component",
        CreationTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
        ResourceGroupId: "rg-1",
      },
    ]);
  });

  test("has its ID as its name when none is sent", async () => {
    const id = await make();
    expect(await list()).toMatchObject([{ Name: id, ComponentVersion: "1.0.0" }]);
  });

  test("in YAML is described with the parameters that it declares", async () => {
    await make({ Content: YAML, SystemType: "Linux", ComponentType: "Test" });
    expect(await list()).toMatchObject([
      {
        Content: YAML,
        ComponentType: "Test",
        Parameters: {
          Parameter: [
            { Name: "pkg", Type: "String", DefaultValue: "htop" },
            { Name: "port", Type: "String", DefaultValue: "8080" },
            { Name: "host", Type: "String" },
          ],
        },
      },
    ]);
  });

  test("gets the next major version when none is sent", async () => {
    await make({ Name: "aa" });
    await make({ Name: "aa", ComponentVersion: "1.2.3" });
    await make({ Name: "aa", ComponentVersion: "4.5.6" });
    await make({ Name: "aa" });
    await make({ Name: "bb" });
    const versions = (await list()).map(({ Name, ComponentVersion }) => `${Name} ${ComponentVersion}`);
    expect(versions).toEqual(["aa 1.0.0", "aa 1.2.3", "aa 4.5.6", "aa 5.0.0", "bb 1.0.0"]);
  });

  test("is unique by name and version in a region", async () => {
    const named = { Name: "aa", ComponentVersion: "0.0.1" };
    const id = await make(named);
    expect(await create(named)).toBe("403 InvalidComponentVersion.Exist");
    expect(await create({ ...named, RegionId: "us-west-1" })).toBe("200");
    await remove(id);
    expect(await create(named)).toBe("200");
  });

  test("is created once for the same ClientToken", async () => {
    const token = { Name: "aa", ClientToken: "t" };
    expect(await make(token)).toBe(await make(token));
    expect(await create({ ...token, Description: "other" })).toBe("400 IdempotentParameterMismatch");
    expect(await list()).toHaveLength(1);
  });

  test("is tagged in place", async () => {
    const id = await make({ "Tag.1.Key": "a", "Tag.1.Value": "1" });
    const which = { ResourceType: "imagecomponent", "ResourceId.1": id };
    await act("TagResources", { ...which, "Tag.1.Key": "b", "Tag.1.Value": "2" });
    await act("UntagResources", { ...which, "TagKey.1": "a" });
    expect(await list()).toMatchObject([{ Tags: { Tag: [{ TagKey: "b", TagValue: "2" }] } }]);
    expect(await act("TagResources", { ...which, ResourceType: "imagepipeline", "TagKey.1": "a" })).not.toBe(
      "200",
    );
  });

  test("is in the state as it was sent and as it is described", async () => {
    const id = await make({ Name: "aa" });
    const { body } = await control(simulator.current, "state");
    const [current] = await list();
    const request = { RegionId: REGION, Content: "RUN echo hi", Name: "aa" };
    const accountId = expect.stringMatching(/^\d+$/);
    expect(body["components"]).toEqual([{ id, accountId, regionId: REGION, request, current }]);
  });

  test.each<readonly [string, Flat, string]>([
    ["no content", { Content: "" }, "400 MissingParameter.Content"],
    ["16,385 bytes", { Content: "x".repeat(16_385) }, "400 InvalidContent.LengthExceeded"],
    [
      "128 commands",
      { Content: "RUN a\n".repeat(128) },
      "400 InvalidImageTemplateCommandSize.ExceededMaxNumber",
    ],
    ["another type", { ComponentType: "build" }, "400 InvalidComponentType.NotSupportedValue"],
    ["another system", { SystemType: "linux" }, "400 InvalidSystemType.NotSupportedValue"],
    ["a version of two parts", { ComponentVersion: "1.0" }, "400 InvalidParameter.ComponentVersion"],
    ["a negative version", { ComponentVersion: "1.0.-1" }, "400 InvalidParameter.ComponentVersion"],
    ["a version with a wildcard", { ComponentVersion: "1.0.*" }, "400 InvalidParameter.ComponentVersion"],
    ["a name of one letter", { Name: "a" }, "400 InvalidName.Malformed"],
    ["a description of http://", { Description: "http://a" }, "400 InvalidDescription.Malformed"],
    ["a tag of aliyun", { "Tag.1.Key": "aliyun", "Tag.1.Value": "" }, "400 InvalidTagKey.Malformed"],
    ["a token of 65 characters", { ClientToken: "t".repeat(65) }, "400 InvalidParameter.ClientToken"],
    [
      "a resource group that is not there",
      { ResourceGroupId: "rg-notfound" },
      "404 InvalidResourceGroup.NotFound",
    ],
    ["no region", { RegionId: "" }, "400 MissingParameter"],
  ])("is refused with %s", async (_what, parameters, expected) => {
    expect(await create(parameters)).toBe(expected);
  });

  test("accepts 127 commands", async () => {
    expect(await create({ Content: "RUN a\n".repeat(127) })).toBe("200");
  });
});

describe("content in YAML", () => {
  test.each([
    [
      "several tasks",
      lines(YAML, "  - Name: B", "    Action: RunShellCommand", "    Properties: { commandContent: b }"),
    ],
    ["an action that nobody has seen", lines("Tasks:", "  - { Name: A, Action: Sleep }")],
    ["more lines than there may be commands", lines(YAML, ...Array.from({ length: 200 }, () => "# line"))],
  ])("takes %s", async (_what, Content) => {
    expect(await create({ Content })).toBe("200");
  });

  test.each([
    ["what is no YAML", lines("Tasks:", "  - Name: [")],
    ["no tasks", "Tasks:"],
    ["an empty list of tasks", "Tasks: []"],
    ["tasks that are no list", lines("Tasks:", "  Name: A")],
    [
      "a task without a name",
      lines("Tasks:", "  - Action: RunShellCommand", "    Properties: { commandContent: a }"),
    ],
    ["a task without an action", lines("Tasks:", "  - Name: A")],
    [
      "a command that is empty",
      lines("Tasks:", "  - Name: A", "    Action: RunShellCommand", "    Properties: { commandContent: '' }"),
    ],
    [
      "a parameter without a type",
      lines("Parameters:", "  a: { DefaultValue: b }", "Tasks:", "  - { Name: A, Action: Reboot }"),
    ],
    ["parameters that are a list", lines("Parameters: [a]", "Tasks:", "  - { Name: A, Action: Reboot }")],
    ["a key twice", lines("Tasks:", "  - { Name: A, Action: Reboot }", "Tasks: []")],
  ])("is refused for %s", async (_what, Content) => {
    expect(await create({ Content })).toBe("400 InvalidParameter.Content");
  });
});

describe("DescribeImageComponents", () => {
  test("selects by ID, name, version, type, system, owner, group and tag", async () => {
    const one = await make({ Name: "aa", "Tag.1.Key": "env", "Tag.1.Value": "x" });
    const two = await make({ Name: "aa", ComponentVersion: "1.2.0", ComponentType: "Test" });
    const three = await make({ Name: "bb", SystemType: "Windows", ResourceGroupId: "rg-1" });
    expect(await ids()).toEqual([one, two, three]);
    expect(await ids({ "ImageComponentId.1": three, "ImageComponentId.2": "ic-none" })).toEqual([three]);
    expect(await ids({ Name: "aa" })).toEqual([one, two]);
    expect(await ids({ Name: "a" })).toEqual([]);
    expect(await ids({ Name: "aa", ComponentVersion: "1.2.0" })).toEqual([two]);
    expect(await ids({ Name: "aa", ComponentVersion: "1.*.*" })).toEqual([one, two]);
    expect(await ids({ Name: "aa", ComponentVersion: "*.0.0" })).toEqual([one]);
    expect(await ids({ ComponentVersion: "1.2.0" })).toEqual([one, two, three]);
    expect(await ids({ ComponentType: "Test" })).toEqual([two]);
    expect(await ids({ SystemType: "Windows" })).toEqual([three]);
    expect(await ids({ Owner: "SELF" })).toEqual([one, two, three]);
    expect(await ids({ Owner: "ALIYUN" })).toEqual([]);
    expect(await ids({ ResourceGroupId: "rg-1" })).toEqual([three]);
    expect(await ids({ "Tag.1.Key": "env" })).toEqual([one]);
    expect(await ids({ RegionId: "us-west-1" })).toEqual([]);
  });

  test("pages", async () => {
    const made = [await make(), await make(), await make()];
    const ask = { RegionId: REGION, MaxResults: 2 };
    const { body } = await call(simulator.current, "DescribeImageComponents", ask);
    expect(body).toMatchObject({ TotalCount: 3, MaxResults: 2 });
    expect(await ids({ MaxResults: 2, NextToken: String(body["NextToken"]) })).toEqual([made[2]]);
  });

  test.each<readonly [string, Flat, string]>([
    ["another owner", { Owner: "self" }, "InvalidParameter.Owner"],
    ["a version of letters", { Name: "aa", ComponentVersion: "a.b.c" }, "InvalidParameter.ComponentVersion"],
    [
      "21 IDs",
      Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`ImageComponentId.${n + 1}`, "ic-1"])),
      "InvalidImageComponentIdSize.ExceededMaxNumber",
    ],
  ])("is refused with %s", async (_what, parameters, code) => {
    expect(await act("DescribeImageComponents", parameters)).toBe(`400 ${code}`);
  });
});

describe("a component that a pipeline uses", () => {
  const pipeline = (parameters: Flat) =>
    verdict(simulator.current, "CreateImagePipeline", { ...MINIMAL, ...parameters });

  async function accountId(): Promise<string> {
    return String((await call(simulator.current, "GetCallerIdentity", {})).body["AccountId"]);
  }

  async function arn(name: string, version: string, region = REGION): Promise<string> {
    return `acs:ecs:${region}:${await accountId()}:imagecomponent/${name}/${version}`;
  }

  test("is not deleted before the pipeline, but others are", async () => {
    const [used, tested, free] = [await make(), await make({ ComponentType: "Test" }), await make()];
    const contents = { BuildContent: `RUN a\nCOMPONENT ${used}`, TestContent: `component ${tested}` };
    const ImagePipelineId = await createPipeline(simulator.current, contents);
    expect([await remove(used), await remove(tested), await remove(free)]).toEqual([
      "403 InvalidImageComponent.InUse",
      "403 InvalidImageComponent.InUse",
      "200",
    ]);
    await act("DeleteImagePipeline", { ImagePipelineId });
    expect([await remove(used), await remove(tested)]).toEqual(["200", "200"]);
    expect(await remove(used)).toBe("404 InvalidImageComponent.NotFound");
  });

  test("can be named by ARN, with wildcards in the version", async () => {
    const one = await make({ Name: "aa", ComponentVersion: "1.0.0" });
    const two = await make({ Name: "aa", ComponentVersion: "1.1.0" });
    const three = await make({ Name: "aa", ComponentVersion: "2.0.0" });
    await createPipeline(simulator.current, { BuildContent: `COMPONENT ${await arn("aa", "1.*.*")}` });
    expect([await remove(one), await remove(two)]).toEqual([
      "403 InvalidImageComponent.InUse",
      "403 InvalidImageComponent.InUse",
    ]);
    expect(await remove(three)).toBe("200");
    await createPipeline(simulator.current, {
      BuildContent: `COMPONENT ${(await arn("a:a", "1.0.0")).replace(/\/(?=[^/]*$)/, ":")}`,
    });
    expect(await remove(await make({ Name: "a:a", ComponentVersion: "1.0.0" }))).toBe(
      "403 InvalidImageComponent.InUse",
    );
  });

  test("is not one that only a heredoc or another region mentions", async () => {
    const id = await make({ Name: "aa" });
    const heredoc = lines("RUN cat <<EOF", `COMPONENT ${id}`, "EOF");
    await createPipeline(simulator.current, { BuildContent: heredoc });
    const elsewhere = await arn("aa", "1.0.0", "us-west-1");
    await createPipeline(simulator.current, { BuildContent: `COMPONENT ${elsewhere}` });
    await createPipeline(simulator.current, { RegionId: "us-west-1", BuildContent: `COMPONENT ${id}` });
    expect(await remove(id)).toBe("200");
  });

  test("is refused in the content of the other type", async () => {
    const [build, check] = [await make({ Name: "aa" }), await make({ Name: "bb", ComponentType: "Test" })];
    expect(await pipeline({ BuildContent: `COMPONENT ${check}` })).toBe(
      "400 InvalidImageComponent.NotSupported",
    );
    expect(await pipeline({ TestContent: `COMPONENT ${build}` })).toBe(
      "400 InvalidImageComponent.NotSupported",
    );
    const byArn = `COMPONENT ${await arn("aa", "*.*.*")}`;
    expect(await pipeline({ TestContent: byArn })).toBe("400 InvalidImageComponent.NotSupported");
    expect(await pipeline({ BuildContent: byArn, TestContent: `COMPONENT ${check}` })).toBe("200");
  });

  test("can be one that the simulator does not have, unless the catalog is strict", async () => {
    const BuildContent = "COMPONENT ic-elsewhere";
    expect(await pipeline({ BuildContent })).toBe("200");
    expect(await pipeline({ BuildContent: "COMPONENT ic-notfound" })).toBe("404 ImageComponent.NotFound");
    await control(simulator.current, "catalog", { strict: true, images: ["m-base"] });
    expect(await pipeline({ BuildContent })).toBe("404 ImageComponent.NotFound");
    expect(await pipeline({ BuildContent: `COMPONENT ${await make()}` })).toBe("200");
  });

  test("belongs to its account", async () => {
    const id = await make();
    const other = { accessKeyId: "other", accessKeySecret: "secret" };
    await control(simulator.current, "settings", { accessKeys: [other] });
    const parameters = { RegionId: REGION, ImageComponentId: id };
    expect(await verdict({ ...simulator.current, ...other }, "DeleteImageComponent", parameters)).toBe(
      "404 InvalidImageComponent.NotFound",
    );
    expect(await ids()).toEqual([id]);
  });
});
