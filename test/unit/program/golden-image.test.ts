import * as pulumi from "@pulumi/pulumi";
import * as dynamic from "../../../provider/src/index";
import * as plugin from "../../../provider/src/plugin";

interface Registered {
  type: string;
  name: string;
  inputs: Record<string, unknown>;
}
let registered: Registered[] = [];

beforeAll(() =>
  pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs }) => {
        registered.push({ type, name, inputs });
        const { regionId = "cn-hangzhou" } = inputs;
        const imageIds = { "cn-hangzhou": "m-1", "cn-beijing": "m-2" };
        const isBuild = type.endsWith("ImagePipelineExecution");
        const built = isBuild ? { imageId: "m-1", imageIds } : {};
        return { id: `${name}-id`, state: { ...inputs, regionId, ...built } };
      },
      call: () => ({}),
    },
    "shop",
    "prod",
  ),
);

/** The warnings about `keep`. */
const warnings = () => warn.mock.calls.map(([text]) => text).filter((text) => text.startsWith("keep: "));
let warn: jest.SpiedFunction<typeof pulumi.log.warn>;

beforeEach(() => {
  registered = [];
  warn = jest.spyOn(pulumi.log, "warn").mockImplementation(async () => {});
});

afterEach(() => warn.mockRestore());

const known = <T>(output: pulumi.Output<T>): Promise<T> =>
  new Promise((resolve) => output.apply((value) => resolve(value as T)));

const declared = {
  baseImageType: "IMAGE",
  baseImage: "m-0",
  buildContent: "RUN a",
  toRegionIds: ["cn-hangzhou", "cn-beijing"],
  addAccounts: ["1234567890123456"],
};

/** What a child of the golden image was declared with. */
const child = (type: string): Registered["inputs"] | undefined =>
  registered.find((resource) => resource.type.endsWith(`:${type}`))?.inputs;

describe.each([
  ["of the dynamic provider", dynamic.GoldenImage],
  ["of the plugin", plugin.GoldenImage],
])("a golden image %s", (_, GoldenImage) => {
  test("is a pipeline, its build, and a rule that keeps the newest images of just this pipeline", async () => {
    const web = new GoldenImage("web", { ...declared, keep: 2, triggers: ["r1"], timeoutMinutes: 60 });
    if (!web.retention) throw new Error("there is no retention");
    await known(web.retention.urn);
    expect(child("ImagePipeline")).toMatchObject({
      ...declared,
      imageOptions: { imageName: "shop:prod:web" },
    });
    expect(child("ImagePipelineExecution")).toMatchObject({
      imagePipelineId: "web-id",
      triggers: ["r1"],
      timeoutMinutes: 60,
    });
    expect(child("ImageRetention")).toMatchObject({
      action: "delete",
      imageNamePrefix: "shop:prod:web_exec-",
      regionId: "cn-hangzhou",
      regionIds: ["cn-hangzhou", "cn-beijing"],
      keep: 2,
      unshare: false,
      // So that the image that the stack names is never deleted.
      triggers: [{ "cn-hangzhou": "m-1", "cn-beijing": "m-2" }],
    });
    expect(await known(web.imageId)).toBe("m-1");
    expect(await known(web.imageIds)).toEqual({ "cn-hangzhou": "m-1", "cn-beijing": "m-2" });
  });

  test("is the parent of its parts, and its type is the same by both providers", async () => {
    const web = new GoldenImage("web", { ...declared, keep: 2 });
    for (const part of [web.pipeline, web.build, web.retention]) {
      if (!part) throw new Error("a part is missing");
      expect(await known(part.urn)).toContain("::alicloud-image-builder:index:GoldenImage$");
    }
  });

  test("without keep deletes no image", async () => {
    const web = new GoldenImage("web", declared);
    await known(web.build.urn);
    expect(web.retention).toBeUndefined();
    expect(registered.map(({ name }) => name)).toEqual(["web", "web", "web-image"]);
  });

  test("keeps the name of its images, and the other options of the image", async () => {
    const imageOptions = pulumi.output({ imageName: "nginx", imageFamily: "web" });
    const web = new GoldenImage("web", { ...declared, imageOptions, keep: 1, unshare: true });
    if (!web.retention) throw new Error("there is no retention");
    await known(web.retention.urn);
    expect(child("ImagePipeline")).toMatchObject({
      imageOptions: { imageName: "nginx", imageFamily: "web" },
    });
    expect(child("ImageRetention")).toMatchObject({ imageNamePrefix: "nginx_exec-", unshare: true });
  });

  test("keeps the name that is given by the deprecated argument", async () => {
    const web = new GoldenImage("web", { ...declared, imageName: "nginx", keep: 1 });
    if (!web.retention) throw new Error("there is no retention");
    await known(web.retention.urn);
    expect(child("ImagePipeline")).toMatchObject({
      imageName: "nginx",
      imageOptions: { imageName: "nginx" },
    });
    expect(child("ImageRetention")).toMatchObject({ imageNamePrefix: "nginx_exec-" });
  });

  test("of one stack never has the name of another's images", async () => {
    const names = [];
    for (const [project, stack] of [
      ["shop", "eu-prod"],
      ["shop-eu", "prod"],
    ]) {
      const current = jest.spyOn(pulumi, "getProject").mockReturnValue(String(project));
      const other = jest.spyOn(pulumi, "getStack").mockReturnValue(String(stack));
      registered = [];
      const web = new GoldenImage("web", { ...declared, keep: 1 });
      if (!web.retention) throw new Error("there is no retention");
      await known(web.retention.urn);
      names.push(child("ImageRetention")?.["imageNamePrefix"]);
      current.mockRestore();
      other.mockRestore();
    }
    expect(names).toEqual(["shop:eu-prod:web_exec-", "shop-eu:prod:web_exec-"]);
  });

  test("with keep warns if its images have no build in their names, because the rule would not find them", async () => {
    const advancedOptions = pulumi.output({ imageNameSuffix: "disable" as const });
    for (const keep of [1, undefined]) {
      const web = new GoldenImage("web", { ...declared, advancedOptions, unshare: false, keep });
      await known((web.retention ?? web.build).urn);
    }
    expect(warnings()).toEqual([
      "keep: with advancedOptions.imageNameSuffix disable, the names of the images do not contain the ID of their build, so the rule does not find them and older images stay. Omit imageNameSuffix.",
    ]);
  });

  test.each([
    ["shared and unshare is not set", {}, 1],
    ["shared and unshare is true", { unshare: true }, 0],
    ["shared and unshare is false", { unshare: false }, 0],
    ["not shared", { addAccounts: undefined }, 0],
  ])(
    "with keep, and its images %s: a warning only if nobody decided what happens to shared ones",
    async (_, more, count) => {
      const web = new GoldenImage("web", { ...declared, keep: 1, ...more });
      await known(web.build.urn);
      expect(warnings()).toEqual(
        Array(count).fill(
          "keep: the images are shared (addAccounts), so older ones stay until they are no longer shared. To let the rule end the sharing and delete them, set unshare: true; to keep them, unshare: false.",
        ),
      );
    },
  );

  test("is refused without arguments, in its own name", () => {
    expect(() => Reflect.construct(GoldenImage, ["web"])).toThrow(
      'GoldenImage "web": the arguments are undefined; they must be an object: new GoldenImage("web", { baseImageType: "IMAGE", baseImage: "m-…", buildContent: "RUN …", keep: 5 }).',
    );
  });

  test("isInstance knows it from others", async () => {
    const web = new GoldenImage("web", declared);
    expect(GoldenImage.isInstance(web)).toBe(true);
    expect([web.pipeline, undefined, {}].map((value) => GoldenImage.isInstance(value))).toEqual([
      false,
      false,
      false,
    ]);
    await known(web.build.urn);
  });
});
