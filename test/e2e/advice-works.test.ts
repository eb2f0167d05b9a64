import type { Project } from "../support/project";
import { nameOf, program, stage } from "./stage";

jest.setTimeout(300_000);

/*
 * Errors of documented codes advise resource options and changes of a declaration: with the real CLI, that advice works.
 */

const { simulator, project } = stage();

const pipeline = (content: string, options = "{}") =>
  `new ImagePipeline("web", { baseImageType: "IMAGE", baseImage: "m-1", buildContent: "${content}" }, ${options});`;
const component = (args: string, options = "{}") => `new ImageComponent("web", { ${args} }, ${options});`;
const withComponents = (...statements: string[]) =>
  program(...statements).replace("{ ImagePipeline }", "{ ImageComponent, ImagePipeline }");

const failure = async (stack: Project) => {
  const { stdout, stderr } = await stack.up({ fails: true });
  return stdout + stderr;
};
const contents = async () => {
  const { pipelines, components } = await simulator().state();
  return [...pipelines, ...components].map(({ request }) => request["BuildContent"] ?? request["Content"]);
};

test("a used-up quota of pipelines: a replacement fails and nothing is lost; with deleteBeforeReplace it goes through", async () => {
  await simulator().reset();
  await simulator().settings({ quotas: { "cn-hangzhou": { imagePipelines: 1 } } });
  const stack = await project({ program: program(pipeline("RUN a")) });
  await stack.up();
  stack.write("index.ts", program(pipeline("RUN b")));
  const said = await failure(stack);
  expect(said).toContain("CreateImagePipeline in cn-hangzhou: QuotaExceed.ImagePipeline (HTTP 400");
  expect(said).toContain("the resource option deleteBeforeReplace: true");
  expect(await contents()).toEqual(["RUN a"]);

  stack.write("index.ts", program(pipeline("RUN b", "{ deleteBeforeReplace: true }")));
  await stack.up();
  expect(await contents()).toEqual(["RUN b"]);
});

test("a changed component with the same version: the preview says to increase it, and with another version it goes through", async () => {
  await simulator().reset();
  const args = (content: string, version: string) =>
    `imageComponentName: "base", componentVersion: "${version}", content: "${content}"`;
  const stack = await project({ program: withComponents(component(args("RUN a", "1.0.0"))) });
  await stack.up();
  stack.write("index.ts", withComponents(component(args("RUN b", "1.0.0"))));
  const preview = await stack.preview();
  expect(preview.stdout + preview.stderr).toMatch(
    /warning: image component ic-\w+: content changes, but componentVersion does not\. The replacement is created before the old component is deleted, and the service refuses a second component with this name and version\. Increase componentVersion, omit it, or set the resource option deleteBeforeReplace: true\./,
  );
  expect(await failure(stack)).toContain("InvalidComponentVersion.Exist (HTTP 403");

  stack.write("index.ts", withComponents(component(args("RUN b", "1.0.1"))));
  const { stdout, stderr } = await stack.preview();
  expect(stdout + stderr).not.toContain("warning: image component");
  await stack.up();
  expect(await contents()).toEqual(["RUN b"]);

  stack.write("index.ts", withComponents(component(args("RUN c", "1.0.1"), "{ deleteBeforeReplace: true }")));
  await stack.up();
  expect(await contents()).toEqual(["RUN c"]);
});

test("pipelines that cannot be tagged: a change of tags fails; with replaceOnChanges it goes through", async () => {
  await simulator().reset();
  await simulator().settings({ untaggable: { imagepipeline: "InvalidResourceId.NotSupported" } });
  const tagged = (team: string, options = "{}") =>
    program(
      `new ImagePipeline("web", { baseImageType: "IMAGE", baseImage: "m-1", tags: { team: "${team}" } }, ${options});`,
    );
  const stack = await project({ program: tagged("a") });
  await stack.up();
  stack.write("index.ts", tagged("b"));
  expect(await failure(stack)).toContain('replaceOnChanges: ["tags"]');

  stack.write("index.ts", tagged("b", '{ replaceOnChanges: ["tags"] }'));
  const steps = await stack.previewSteps();
  expect(steps.filter(({ urn }) => nameOf(urn) === "web").map(({ op }) => op)).toContain("replace");
  await stack.up();
  const { pipelines } = await simulator().state();
  expect(pipelines.map(({ current }) => current["Tags"])).toEqual([
    { Tag: [{ TagKey: "team", TagValue: "b" }] },
  ]);
});

test("a missing service-linked role: the error has the policy, nothing is left, and the next up works", async () => {
  await simulator().reset();
  await simulator().settings({ serviceLinkedRole: "missing" });
  const stack = await project({ program: program(pipeline("RUN a")) });
  expect(await failure(stack)).toContain('"ram:ServiceName":"imagebuilder.ecs.aliyuncs.com"');
  expect(await contents()).toEqual([]);
  await simulator().settings({ serviceLinkedRole: "present" });
  await stack.up();
  expect(await contents()).toEqual(["RUN a"]);
});

test("an image name without a suffix that is taken: the preview warns, the error says what to change, and then it works", async () => {
  await simulator().reset();
  const named = (more: string) =>
    program(
      `const web = new ImagePipeline("web", { baseImageType: "IMAGE", baseImage: "m-1", imageOptions: { imageName: "web" }${more} });`,
      'web.execute("image", { waitForCompletion: false });',
    );
  const stack = await project({ program: named(', advancedOptions: { imageNameSuffix: "disable" }') });
  const preview = await stack.preview();
  expect(preview.stdout + preview.stderr).toContain("every image of the pipeline has the same name.");
  await stack.up();
  await simulator().advanceClock(10_000);

  stack.write("index.ts", named(', description: "next", advancedOptions: { imageNameSuffix: "disable" }'));
  const said = await failure(stack);
  expect(said).toContain("InvalidImageName.Duplicated (HTTP 400");
  expect(said).toContain("omit advancedOptions.imageNameSuffix to give each image a unique name.");
  stack.write("index.ts", named(', description: "next"'));
  await stack.up();
});
