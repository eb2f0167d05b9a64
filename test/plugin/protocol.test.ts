import { once } from "node:events";
import { readFileSync } from "node:fs";
import { connect } from "node:http2";
import { join } from "node:path";
import { HostError, type Properties } from "../support/dynamic-host";
import { errorOf } from "../support/error";
import {
  type Line,
  type Plugin,
  type ResourceClass,
  reaching,
  secret,
  startEngine,
  urnOf,
} from "../support/plugin";
import { root } from "../support/root";
import type { Simulator } from "../support/simulator";
import { checkAndCreate, declared, ownPlugin, pluginOnSimulator } from "./stand";

jest.setTimeout(60_000);

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

let simulator: Simulator;
let plugin: Plugin;

beforeAll(async () => {
  ({ simulator, plugin } = await pluginOnSimulator());
});

beforeEach(() => simulator.reset());

/** What the engine gets for a call that must fail. */
async function failureOf(call: Promise<unknown>): Promise<HostError> {
  const error = await errorOf(call);
  if (error instanceof HostError) return error;
  throw error;
}

describe("the start", () => {
  test("the port is all that is printed, and secrets are accepted, but neither output values nor resources", async () => {
    expect(await plugin.handshake()).toEqual({
      acceptSecrets: true,
      acceptResources: false,
      acceptOutputs: false,
      supportsAutonamingConfiguration: false,
    });
    expect(await plugin.configure(reaching(simulator))).toMatchObject({
      acceptsecrets: true,
      supportspreview: true,
      acceptresources: false,
      acceptoutputs: false,
    });
    expect(plugin.stdout()).toMatch(/^\d+\n$/);
    expect(plugin.stderr()).toBe("");
  });

  test("the version is that of the package, and the schema is the file in the folder", async () => {
    const { version } = JSON.parse(readFileSync(join(root, "provider/package.json"), "utf8"));
    expect(await plugin.info()).toMatchObject({ version });
    expect(await plugin.schema()).toBe(readFileSync(join(root, "provider/plugin/schema.json"), "utf8"));
  });

  test("every resource and every lookup of the schema is served", async () => {
    const { resources, functions } = JSON.parse(await plugin.schema());
    for (const token of Object.keys(resources)) {
      const [, , name] = token.split(":") as ["", "", ResourceClass];
      expect((await plugin.check(name, {})).failures.join()).not.toContain("is not a resource");
    }
    for (const token of Object.keys(functions)) {
      const [, , name = ""] = token.split(":");
      const outcome = await plugin
        .invoke(name, { imagePipelineId: "ip-none" })
        .catch((error: Error) => error.message);
      expect(String(outcome)).not.toContain("is not a function");
    }
  });

  test("a type or a function of another release is refused, with those that there are", async () => {
    expect(await failureOf(plugin.check("ImageBuild" as "ImagePipeline", {}))).toMatchObject({
      message:
        "alicloud-image-builder:index:ImageBuild is not a resource of alicloud-image-builder. Its resources are alicloud-image-builder:index:ImagePipeline, alicloud-image-builder:index:ImageComponent, alicloud-image-builder:index:ImagePipelineExecution, alicloud-image-builder:index:ImageRetention.",
    });
    expect(await failureOf(plugin.invoke("getSnapshots"))).toMatchObject({
      message:
        "alicloud-image-builder:index:getSnapshots is not a function of alicloud-image-builder. Its functions are alicloud-image-builder:index:getImagePipelines, alicloud-image-builder:index:getImagePipeline, alicloud-image-builder:index:getImageComponents, alicloud-image-builder:index:getImagePipelineExecutions, alicloud-image-builder:index:getImages, alicloud-image-builder:index:getImageFromFamily.",
    });
  });
});

describe("check", () => {
  test("a valid declaration comes back in its stored form, with its secrets and unknown values where they were", async () => {
    const { inputs, failures } = await plugin.check(
      "ImagePipeline",
      declared({
        buildContent: secret("RUN a\r\n"),
        imageOptions: { imageName: secret("web"), description: "words" },
        toRegionIds: ["cn-shanghai", secret("cn-beijing")],
        vswitchId: UNKNOWN,
        tags: null,
      }),
    );
    expect(failures).toEqual([]);
    expect(inputs).toEqual({
      ...declared(),
      regionId: "cn-hangzhou",
      buildContent: secret("RUN a\n"),
      imageOptions: { imageName: secret("web"), description: "words" },
      toRegionIds: secret(["cn-beijing", "cn-shanghai"]),
      vswitchId: UNKNOWN,
      systemDiskSize: 40,
      internetMaxBandwidthOut: 0,
      deleteInstanceOnFailure: true,
    });
  });

  test("all faults come at once, without a property, of which the engine would print the value", async () => {
    const { failures } = await plugin.check(
      "ImagePipeline",
      declared({ systemDiskSize: 5, nmae: secret("hunter2") }),
    );
    expect(failures.map(({ property }) => property)).toEqual(["", ""]);
    const reasons = failures.map(({ reason }) => reason).join("\n");
    expect(reasons).toMatch(/systemDiskSize: /);
    expect(reasons).toMatch(/nmae: /);
    expect(reasons).not.toContain("hunter2");
  });

  test("a fault quotes the value that the engine does not call a secret", async () => {
    const faulty = { name: "web server", tags: { team: "http://a" }, toRegionIds: ["cn shanghai"] };
    const reasonsOf = async (given: Properties) =>
      (await plugin.check("ImagePipeline", declared(given))).failures.map(({ reason }) => reason);
    expect(await reasonsOf(faulty)).toEqual([
      expect.stringMatching(/^name: has a space at position 4; .* The value is "web server"\.$/),
      expect.stringMatching(/^toRegionIds\[0\]: .* The value is "cn shanghai"\.$/),
      expect.stringMatching(/^tags\.team: .* The value is "http:\/\/a"\.$/),
    ]);
    const hidden = {
      name: secret("web server"),
      tags: secret({ team: "http://a" }),
      toRegionIds: [secret("cn shanghai")],
    };
    for (const reason of await reasonsOf(hidden)) expect(reason).not.toContain("The value is");
  });

  test("a fault of a content quotes its line, and nothing of a secret one", async () => {
    const reasonsOf = async (buildContent: unknown) =>
      (await plugin.check("ImagePipeline", declared({ buildContent }))).failures.map(({ reason }) => reason);
    const content = "RUN hunter2\n  ADD a b\n# FROM\n";
    expect(await reasonsOf(content)).toEqual([
      'buildContent: line 2: ADD is not a command of Image Builder. Use COPY with a URL, and unpack an archive in a RUN line. Line 2 is "ADD a b".',
    ]);
    expect(await reasonsOf(secret(content))).toEqual([
      "buildContent: line 2: ADD is not a command of Image Builder. Use COPY with a URL, and unpack an archive in a RUN line.",
    ]);
    expect(await reasonsOf(`RUN a\nADD ${"b".repeat(200)}`)).toEqual([expect.not.stringContaining("bbb")]);
  });

  test("a fault of a name, or of a key of a tag, quotes no value", async () => {
    const given = { nmae: "value", tags: { "acs:team": "value" } };
    const { failures } = await plugin.check("ImagePipeline", declared(given));
    expect(failures).toHaveLength(2);
    for (const { reason } of failures) expect(reason).not.toContain("value");
  });

  test("a file in the place of a text is a fault of the declaration that says what to do", async () => {
    const asset = {
      "4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17",
      path: "build.txt",
    };
    expect(await plugin.check("ImagePipeline", declared({ buildContent: asset }))).toMatchObject({
      failures: [
        {
          property: "",
          reason:
            "buildContent: is an asset or an archive, which this argument does not take. Read the file in the program, and give its text.",
        },
      ],
    });
  });

  test("warnings stand on the row of the resource, once in a run, and never for what is secret or unknown", async () => {
    const own = await ownPlugin({ args: reaching(simulator) });
    const doubtful = "RUN curl https://example.com/a | sh";
    const warning = {
      severity: "warning",
      urn: urnOf("ImagePipeline"),
      ephemeral: false,
      text: expect.stringMatching(
        /^internetMaxBandwidthOut: is 0, so the intermediate instance has no internet access/,
      ),
    };
    for (const buildContent of [secret(doubtful), UNKNOWN, secret(UNKNOWN)]) {
      await own.check("ImagePipeline", declared({ buildContent }));
    }
    expect(own.lines).toEqual([]);
    for (let run = 0; run < 2; run++) await own.check("ImagePipeline", declared({ buildContent: doubtful }));
    expect(own.lines).toEqual([warning]);
    await own.attach(own.engineAddress);
    await own.check("ImagePipeline", declared({ buildContent: doubtful }));
    expect(own.lines).toEqual([warning, warning]);
  });
});

describe("previews", () => {
  const inputs = { ...declared(), regionId: "cn-hangzhou", tags: { team: secret("a") } };

  test("of a create: what is declared is known, what the service decides is not, and nothing is called", async () => {
    const { id, properties } = await plugin.create("ImagePipeline", inputs, { preview: true });
    expect(id).toBe("");
    expect(properties).toMatchObject({
      baseImage: "m-bp1base",
      tags: { team: secret("a") },
      imagePipelineId: UNKNOWN,
      requestId: UNKNOWN,
      accountId: UNKNOWN,
      name: UNKNOWN,
    });
    expect(await plugin.create("ImagePipeline", { ...inputs, name: "web" }, { preview: true })).toMatchObject(
      {
        properties: { name: "web" },
      },
    );
    expect((await simulator.state()).calls).toEqual({});
  });

  test("of an update in place: the IDs are known, the tags are the new ones", async () => {
    const olds = { ...inputs, name: "ip-1", imagePipelineId: "ip-1", requestId: "r", accountId: "1" };
    const { properties } = await plugin.update(
      "ImagePipeline",
      "ip-1",
      olds,
      { ...inputs, tags: { team: secret("b") } },
      { preview: true },
    );
    expect(properties).toEqual({ ...olds, tags: { team: secret("b") } });
  });

  test("of a build: its image and all else is unknown, and the image's name is a secret", async () => {
    const { inputs: build } = await plugin.check("ImagePipelineExecution", { imagePipelineId: UNKNOWN });
    const { properties } = await plugin.create("ImagePipelineExecution", build, { preview: true });
    expect(properties).toMatchObject({
      imagePipelineId: UNKNOWN,
      imageId: UNKNOWN,
      status: UNKNOWN,
      imageName: secret(UNKNOWN),
      timeoutMinutes: 180,
    });
  });

  test("of a retention: what it will do is unknown, and its rule is said, unless it is a secret", async () => {
    const own = await ownPlugin({ args: reaching(simulator) });
    const rule = { action: "delete", imageFamily: "web", keep: 5, triggers: [UNKNOWN] };
    const { inputs } = await own.check("ImageRetention", rule);
    const { properties } = await own.create("ImageRetention", inputs, { preview: true });
    expect(properties).toMatchObject({ keep: 5, deleted: UNKNOWN, kept: UNKNOWN, pending: UNKNOWN });
    const kept = own.lines.filter(({ ephemeral }) => !ephemeral);
    expect(kept.map(({ severity, text }) => [severity, text])).toEqual([
      [
        "info",
        "when this runs, it keeps the newest 5 of family web in cn-hangzhou; deletes the others with their snapshots",
      ],
    ]);
    const hidden = await own.check("ImageRetention", { ...rule, imageFamily: secret("web") });
    await own.create("ImageRetention", hidden.inputs, { preview: true });
    expect(own.lines.filter(({ ephemeral }) => !ephemeral)).toHaveLength(1);
  });
});

describe("diff", () => {
  const olds = {
    ...declared(),
    regionId: "cn-hangzhou",
    name: "ip-1",
    imagePipelineId: "ip-1",
    buildContent: secret("RUN a"),
    tags: { team: "a" },
  };
  const news = { ...declared(), regionId: "cn-hangzhou", buildContent: secret("RUN a"), tags: { team: "a" } };

  test.each<[string, Properties, object]>([
    ["nothing", {}, { changes: "none", replaces: [], paths: {} }],
    ["a tag", { tags: { team: "b" } }, { changes: "some", replaces: [], paths: { "tags.team": "update" } }],
    [
      "a tag with an odd key, and one taken away",
      { tags: { "a.b": "c" } },
      { changes: "some", replaces: [], paths: { 'tags["a.b"]': "add", "tags.team": "delete" } },
    ],
    [
      "a secret content",
      { buildContent: secret("RUN b") },
      { changes: "some", replaces: ["buildContent"], paths: { buildContent: "update-replace" } },
    ],
    [
      "tags that are secret as a whole, whose keys are not shown",
      { tags: secret({ hunter2: "c" }) },
      { changes: "some", replaces: [], paths: { tags: "update" } },
    ],
    [
      "an added argument",
      { description: "d" },
      { changes: "some", replaces: ["description"], paths: { description: "add-replace" } },
    ],
    [
      "an unknown argument",
      { baseImage: UNKNOWN },
      { changes: "some", replaces: ["baseImage"], paths: { baseImage: "update-replace" } },
    ],
  ])("%s", async (_, change, expected) => {
    expect(await plugin.diff("ImagePipeline", "ip-1", olds, { ...news, ...change })).toEqual(expected);
  });

  test("a state that the dynamic provider wrote is no difference", async () => {
    const { __provider, ...given } = { ...olds, __provider: "exports.handler=…" };
    const dynamic = { ...given, __provider };
    expect(await plugin.diff("ImagePipeline", "ip-1", dynamic, news)).toMatchObject({ changes: "none" });
  });

  test("a build that has not ended is updated, to go on waiting, though no argument differs", async () => {
    const build = {
      imagePipelineId: "ip-1",
      regionId: "cn-hangzhou",
      waitForCompletion: true,
      timeoutMinutes: 180,
    };
    const running = { ...build, executionId: "exec-1", status: "BUILDING" };
    expect(await plugin.diff("ImagePipelineExecution", "exec-1", running, build)).toEqual({
      changes: "some",
      replaces: [],
      paths: {},
    });
  });
});

test("a warning about a difference stands on the row of the resource, once in a run", async () => {
  const own = await ownPlugin({ args: reaching(simulator) });
  const olds = {
    imageComponentName: "a",
    componentVersion: "1.0.0",
    regionId: "cn-hangzhou",
    content: "RUN a",
  };
  for (let run = 0; run < 2; run++)
    await own.diff("ImageComponent", "ic-1", olds, { ...olds, content: "RUN b" });
  expect(own.lines).toEqual([
    {
      severity: "warning",
      urn: urnOf("ImageComponent"),
      ephemeral: false,
      text: expect.stringMatching(/^image component ic-1: content changes, but componentVersion does not\./),
    },
  ]);
});

describe("a pipeline that exists, but not as declared", () => {
  test("is kept with its state and its secrets: the error has its ID, outputs and reason", async () => {
    const made = await checkAndCreate(
      plugin,
      "ImagePipeline",
      declared({ tags: { team: secret("hunter2") } }),
    );
    await simulator.faults({ actions: ["TagResources"], kinds: ["http-500"], rate: 1 });
    const news = { ...made.inputs, tags: { team: secret("hunter2"), more: "b" } };
    const own = await ownPlugin({ args: { ...reaching(simulator), maxRetryTimeout: 1 } });
    const { message, details } = await failureOf(own.update("ImagePipeline", made.id, made.properties, news));
    expect(message).toMatch(/^TagResources in cn-hangzhou: /);
    expect(details).toEqual({ id: made.id, reasons: [message], properties: made.properties });
    await simulator.faults({});
  });
});

test("the longest contents, in Chinese, arrive with an error about a resource that exists", async () => {
  const texts = {
    buildContent: `# ${"镜".repeat(5_000)}\nRUN a`,
    testContent: `# ${"像".repeat(5_000)}\nRUN a`,
  };
  const made = await checkAndCreate(plugin, "ImagePipeline", declared({ ...texts, tags: { team: "a" } }));
  await simulator.settings({ untaggable: { imagepipeline: "InvalidResourceType.NotFound" } });
  const news = { ...made.inputs, tags: { team: "b" } };
  const { details } = await failureOf(plugin.update("ImagePipeline", made.id, made.properties, news));
  expect(details?.properties).toMatchObject(texts);
});

test("lookups answer with what they find; from a secret filter comes a secret", async () => {
  const { id } = await checkAndCreate(
    plugin,
    "ImagePipeline",
    declared({ name: "web", tags: { team: "a" } }),
  );
  expect(await plugin.invoke("getImagePipelines", { tags: { team: "a" } })).toMatchObject({
    ids: [id],
    pipelines: [{ imagePipelineId: id, regionId: "cn-hangzhou" }],
  });
  expect(await plugin.invoke("getImagePipeline", { name: "web" })).toMatchObject({ imagePipelineId: id });
  expect(await plugin.invoke("getImagePipelines", { name: secret("web") })).toMatchObject({
    ids: secret([id]),
  });
  const [imageId] = await simulator.makeImages({
    regionId: "cn-hangzhou",
    imageFamily: "base",
    name: "base-1",
  });
  expect(await plugin.invoke("getImages", { ownerAlias: "self" })).toMatchObject({
    ids: [imageId],
    names: ["base-1"],
    images: [{ imageId, imageFamily: "base", isPublic: false }],
  });
  expect(await plugin.invoke("getImageFromFamily", { imageFamily: "base" })).toMatchObject({ imageId });
  expect(await failureOf(plugin.invoke("getImageFromFamily", { imageFamily: "none" }))).toMatchObject({
    message: expect.stringContaining("the image family none has no Available image in cn-hangzhou."),
  });
  expect(await plugin.invoke("getImageComponents")).toEqual({ ids: [], names: [], components: [] });
  expect(await plugin.invoke("getImagePipelineExecutions", { imagePipelineId: id })).toEqual({
    ids: [],
    executions: [],
  });
  expect(await failureOf(plugin.invoke("getImagePipeline", { name: "wbe" }))).toMatchObject({
    message:
      "getImagePipeline: no image pipeline in cn-hangzhou matches. Check the arguments, regionId and the account.",
  });
});

test("a content of several megabytes passes, and so does the answer to it", async () => {
  const huge = "RUN a\n".repeat(1_500_000);
  const { inputs, failures } = await plugin.check("ImagePipeline", declared({ buildContent: huge }));
  expect(failures).toHaveLength(1);
  expect(String(inputs["buildContent"])).toHaveLength(huge.length);
});

test("an attached plugin serves one engine after another: each gets its lines, and a cancelled run does not end the next", async () => {
  const own = await ownPlugin({ args: reaching(simulator) });
  await own.cancel();
  const lines: Line[] = [];
  const next = await startEngine(lines);
  try {
    await own.attach(next.address);
    await own.configure(reaching(simulator));
    await own.check("ImagePipeline", declared({ buildContent: "RUN curl https://example.com/a | sh" }));
    expect(lines).toHaveLength(1);
    expect(own.lines).toEqual([]);
    expect(await checkAndCreate(own, "ImagePipeline", declared())).toMatchObject({
      id: expect.stringMatching(/^ip-/),
    });
  } finally {
    next.stop();
  }
});

describe("the end", () => {
  test("it ends when the engine is gone", async () => {
    const own = await ownPlugin();
    expect(await own.engineGone()).toBe(0);
  });

  test.each(["SIGINT", "SIGTERM"] as const)("it ends at %s", async (signal) => {
    const own = await ownPlugin();
    expect(await own.stop(signal)).toBe(0);
  });

  test("it ends at once at the end of a run, while the engine still holds a stream open and waits for it", async () => {
    const own = await ownPlugin();
    const engine = connect(`http://127.0.0.1:${own.port}`);
    engine.on("error", () => undefined);
    const path = "/pulumirpc.ResourceProvider/GetPluginInfo";
    const headers = { ":method": "POST", ":path": path, "content-type": "application/grpc", te: "trailers" };
    const stream = engine.request(headers).on("error", () => undefined);
    stream.write("");
    await once(engine, "remoteSettings");
    const start = performance.now();
    process.kill(own.pid, "SIGINT");
    expect(await own.ended).toBe(0);
    expect(performance.now() - start).toBeLessThan(700);
    engine.destroy();
  });
});
