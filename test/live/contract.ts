import { randomBytes, randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { Ecs } from "../../provider/src/ecs/api/ecs";
import { allPages } from "../../provider/src/ecs/api/pages";
import type { Settings } from "../../provider/src/ecs/settings/settings";
import { EcsClient } from "../../provider/src/ecs/transport/client";
import { EcsError } from "../../provider/src/ecs/transport/errors";
import { asSent } from "../../provider/src/resources/image-pipeline/as-sent";
import { ImagePipelineLifecycle } from "../../provider/src/resources/image-pipeline/lifecycle";
import type { Properties } from "../../provider/src/resources/lifecycle";
import { DOCUMENTED_CODES, type Ground } from "./codes";

/** An account of ECS, real or simulated. */
export interface BackEnd {
  settings: Settings;
  regionId: string;
  /** A family that exists there. */
  imageFamily: string;
  /** Where goes what the service did in a matter that no document settles, and that the provider can live with either way. */
  note(line: string): void;
}

/** How long a service may take to show what was done, in seconds. */
const PATIENCE = 30;

/**
 * What the provider relies on of the service, as tests: one body, for the simulator and for the real ECS. It starts no
 * builds, so nothing is billed. It creates only pipelines and components with names of its own, and deletes them afterwards, whatever
 * happened.
 */
export function contract(open: () => BackEnd): void {
  const prefix = `pib-live-${randomBytes(4).toString("hex")}`;
  let backEnd: BackEnd;
  let client: EcsClient;
  let lifecycle: ImagePipelineLifecycle;

  beforeAll(() => {
    backEnd = open();
    client = new EcsClient(backEnd.settings);
    lifecycle = new ImagePipelineLifecycle(backEnd.settings, new Ecs(client), backEnd.note);
  });

  afterAll(() => cleanUp(client, backEnd.regionId, prefix));

  let made = 0;
  const nextName = () => {
    made += 1;
    return `${prefix}-${made}`;
  };
  const declared = (more: Properties = {}): Properties => {
    const { regionId, imageFamily } = backEnd;
    const base = {
      regionId,
      name: nextName(),
      baseImageType: "IMAGE_FAMILY",
      baseImage: imageFamily,
    };
    const { inputs, reasons } = lifecycle.check({ ...base, ...more });
    expect(reasons).toEqual([]);
    return inputs;
  };

  /** Waits until what was done shows; says so when that was not at once. */
  async function soon(id: string, outputs: Properties, shows: (seen: Properties) => boolean) {
    for (let seconds = 0; ; seconds += 1) {
      const seen = await lifecycle.read(id, outputs);
      if (seen && shows(seen.outputs)) {
        if (seconds > 0) backEnd.note(`a change shows only after about ${seconds} s`);
        return seen.outputs;
      }
      if (seconds >= PATIENCE) throw new Error(`what was done to ${id} does not show after ${PATIENCE} s`);
      await sleep(1000);
    }
  }

  /** That a declaration is made, and read back without a difference. */
  async function madeAsDeclared(inputs: Properties) {
    const { id, outputs } = await lifecycle.create(inputs);
    const seen = await soon(id, outputs, () => true);
    expect(lifecycle.diff(id, seen, inputs)).toEqual({ replaces: [], updates: [], paths: [] });
    return { id, outputs: seen };
  }

  const described = async (id: string) => {
    const request = { regionId: backEnd.regionId, imagePipelineId: [id] };
    const { imagePipeline } = await client.call("DescribeImagePipelines", request);
    return imagePipeline?.imagePipelineSet?.find(({ imagePipelineId }) => imagePipelineId === id);
  };

  /** The service's answer to a call: `done`, or a code. With `status`, also the HTTP status: `NoPermission (HTTP 400)`. */
  const answerTo = (call: Promise<unknown>, status = false): Promise<string> =>
    call.then(
      () => "done",
      (error: unknown) => {
        if (!(error instanceof EcsError) || error.code === undefined) throw error;
        return status ? `${error.code} (HTTP ${/\(HTTP (\d+)/.exec(error.message)?.[1]})` : error.code;
      },
    );

  test("the account says who it is", async () => {
    expect(await client.accountId(backEnd.regionId)).toMatch(/^\d+$/);
  });

  test("a pipeline is made, and read back as declared: the arguments of the older edition", async () => {
    await madeAsDeclared(
      declared({
        description: "made by npm run test:live",
        buildContent: "RUN echo pib-live\n",
        imageName: "pib-live",
        systemDiskSize: 60,
        internetMaxBandwidthOut: 1,
        deleteInstanceOnFailure: false,
        toRegionIds: [backEnd.regionId],
        tags: { "pib-live": "1" },
      }),
    );
  });

  test("a pipeline is made, and read back as declared: the arguments of the newer edition", async () => {
    await madeAsDeclared(
      declared({
        buildContent: "RUN echo pib-live",
        testContent: "RUN true",
        imageOptions: {
          imageName: "pib-live",
          imageFamily: "pib-live",
          description: "made by npm run test:live",
          imageFeatures: { nvmeSupport: "auto" },
          imageTags: { "pib-live": "1" },
        },
        advancedOptions: { imageNameSuffix: "disable", retainCloudAssistant: true },
        repairMode: "Standard",
      }),
    );
  });

  test("a pipeline that declares the least is read back without a difference", async () => {
    await madeAsDeclared(declared());
  });

  test("a FROM line makes no difference, whichever edition the service follows", async () => {
    const from = `FROM IMAGE_FAMILY:${backEnd.imageFamily}`;
    const { baseImage: _1, baseImageType: _2, ...written } = declared({ buildContent: `${from}\nRUN true` });
    const withLine = await madeAsDeclared(written);
    const withoutLine = await madeAsDeclared(declared({ buildContent: "RUN true" }));
    const contentOf = async ({ id }: { id: string }) => (await described(id))?.buildContent ?? "";
    const kept = (await contentOf(withLine)).startsWith("FROM") ? "stays" : "is taken away";
    const added = (await contentOf(withoutLine)).startsWith("FROM") ? "is put in" : "stays away";
    backEnd.note(`a FROM line that was sent ${kept}; one that was not ${added}`);
  });

  test("tags are changed and taken off in place, under the resource type imagepipeline", async () => {
    const inputs = declared({ tags: { keep: "1", change: "1", drop: "1" } });
    const { id, outputs } = await madeAsDeclared(inputs);
    const tags = { keep: "1", change: "2", add: "" };
    const changed = await lifecycle.update(id, outputs, { ...inputs, tags });
    const seen = await soon(id, changed.outputs, (now) =>
      Object.keys({ ...(now["tags"] as object) }).includes("add"),
    );
    expect(seen["tags"]).toEqual(tags);
    const { tags: _, ...untagged } = inputs;
    const bare = await lifecycle.update(id, seen, untagged);
    const after = await soon(
      id,
      bare.outputs,
      (now) => Object.keys({ ...(now["tags"] as object) }).length === 0,
    );
    expect(lifecycle.diff(id, after, untagged)).toEqual({ replaces: [], updates: [], paths: [] });
  });

  test("the same ClientToken makes nothing twice", async () => {
    const { pipelines } = new Ecs(client);
    const token = randomUUID();
    const definition = asSent(declared());
    const create = () => pipelines.create(backEnd.regionId, definition, token);
    const [first, second] = [await create(), await create()];
    expect(second.imagePipelineId).toBe(first.imagePipelineId);
  });

  test("a pipeline is adopted as it is", async () => {
    const inputs = declared({ buildContent: "RUN true" });
    const { id } = await madeAsDeclared(inputs);
    // As another stack does it, in a process of its own. It warns that there are two now.
    const warnings: string[] = [];
    const another = new ImagePipelineLifecycle(
      backEnd.settings,
      new Ecs(client),
      (line) => void warnings.push(line),
    );
    expect((await another.create({ ...inputs, adopt: id })).id).toBe(id);
    expect(warnings).toEqual([expect.stringContaining("destroying either stack deletes it for both")]);
  });

  test("an image that is not there is refused by the documented code, and nothing is made", async () => {
    const inputs = declared({ baseImageType: "IMAGE", baseImage: "m-pibnotfound" });
    await expect(lifecycle.create(inputs)).rejects.toMatchObject({ code: "InvalidImage.NotFound" });
    const named = await pipelinesNamed(client, backEnd.regionId, String(inputs["name"]));
    expect(named).toEqual([]);
  });

  test("an ID that was never there is nowhere, and no error", async () => {
    const unknown = `ip-${randomBytes(10).toString("hex")}`;
    backEnd.note(`DescribeImagePipelines of an unknown ID: ${await answerTo(described(unknown))}`);
    const missing = { regionId: backEnd.regionId };
    await expect(lifecycle.read(unknown, missing)).rejects.toThrow(`image pipeline ${unknown} was not found`);
  });

  test("what is deleted is gone, and deleting it again is done", async () => {
    const { id, outputs } = await madeAsDeclared(declared());
    await lifecycle.delete(id, outputs);
    expect(await lifecycle.read(id, outputs)).toBeUndefined();
    await lifecycle.delete(id, outputs);
    const request = { regionId: backEnd.regionId, imagePipelineId: id };
    backEnd.note(
      `DeleteImagePipeline of a deleted ID: ${await answerTo(client.call("DeleteImagePipeline", request))}`,
    );
  });

  describe("a refused call is answered with the code of the documents", () => {
    let ground: Ground;

    beforeAll(async () => {
      const { regionId, imageFamily } = backEnd;
      const component = () => ({ regionId, name: nextName(), content: "RUN true" });
      const pipeline = () => ({
        regionId,
        name: nextName(),
        baseImageType: "IMAGE_FAMILY",
        baseImage: imageFamily,
      });
      const { imageComponentId } = await client.call("CreateImageComponent", component());
      const { imagePipelineId } = await client.call("CreateImagePipeline", {
        ...pipeline(),
        buildContent: `COMPONENT ${imageComponentId}`,
      });
      ground = { client, regionId, pipeline, component, imagePipelineId, imageComponentId };
    });

    test.each(DOCUMENTED_CODES)("$code for $when ($known)", async ({ code, status, known, when, call }) => {
      const expected = `${code} (HTTP ${status})`;
      const answer = await answerTo(call(ground), true);
      if (known === "documented") expect(answer).toBe(expected);
      else if (answer !== expected) backEnd.note(`${when}: ${answer}, and not ${expected}`);
    });
  });
}

/** The pipelines of a region whose name begins so. */
async function pipelinesNamed(client: EcsClient, regionId: string, beginning: string): Promise<string[]> {
  const all = await allPages(
    client,
    "DescribeImagePipelines",
    { regionId, maxResults: 500 },
    ({ imagePipeline }) => imagePipeline?.imagePipelineSet,
  );
  return all.flatMap(({ imagePipelineId, name }) =>
    imagePipelineId && name?.startsWith(beginning) ? [imagePipelineId] : [],
  );
}

/** The components of a region whose name begins so. */
async function componentsNamed(client: EcsClient, regionId: string, beginning: string): Promise<string[]> {
  const all = await allPages(
    client,
    "DescribeImageComponents",
    { regionId, maxResults: 500, owner: "SELF" },
    ({ imageComponent }) => imageComponent?.imageComponentSet,
  );
  return all.flatMap(({ imageComponentId, name }) =>
    imageComponentId && name?.startsWith(beginning) ? [imageComponentId] : [],
  );
}

/** Deletes what one run made, by its name, and nothing else. Components last: a pipeline can use them. */
export async function cleanUp(client: EcsClient, regionId: string, prefix: string): Promise<void> {
  const failures: string[] = [];
  for (const imagePipelineId of await pipelinesNamed(client, regionId, `${prefix}-`)) {
    await client.call("DeleteImagePipeline", { regionId, imagePipelineId }).catch((error: Error) => {
      failures.push(`${imagePipelineId}: ${error.message}`);
    });
  }
  for (const imageComponentId of await componentsNamed(client, regionId, `${prefix}-`)) {
    await client.call("DeleteImageComponent", { regionId, imageComponentId }).catch((error: Error) => {
      failures.push(`${imageComponentId}: ${error.message}`);
    });
  }
  if (failures.length > 0) {
    throw new Error(`left in ${regionId}, delete by hand: ${failures.join("; ")}`);
  }
}
