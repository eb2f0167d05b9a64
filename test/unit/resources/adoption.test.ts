import type { ImageComponentArguments } from "../../../provider/src/arguments/image-component";
import { Ecs } from "../../../provider/src/ecs/api/ecs";
import { stackSettings } from "../../../provider/src/ecs/settings/settings";
import type { EcsClient } from "../../../provider/src/ecs/transport/client";
import { ImageComponentLifecycle } from "../../../provider/src/resources/image-component/lifecycle";
import { ImagePipelineLifecycle } from "../../../provider/src/resources/image-pipeline/lifecycle";
import { ImagePipelineExecutionLifecycle } from "../../../provider/src/resources/image-pipeline-execution/lifecycle";
import { type Lifecycle, PartialFailure, type Properties } from "../../../provider/src/resources/lifecycle";
import { UNKNOWN } from "../../../provider/src/values/unknown";
import { errorOf } from "../../support/error";
import { REGION, useStand } from "./image-pipeline-execution/stand";

const stand = useStand();

const LIFECYCLES = {
  pipeline: ImagePipelineLifecycle,
  component: ImageComponentLifecycle,
  execution: ImagePipelineExecutionLifecycle,
};
type Kind = keyof typeof LIFECYCLES;

/** The lifecycle of one run of the CLI, and the lines that a user sees. */
function run(kind: Kind, client: EcsClient = stand.client): { lifecycle: Lifecycle; said: string[] } {
  const said: string[] = [];
  const settings = stackSettings(() => undefined, stand.env());
  const lifecycle = new LIFECYCLES[kind](settings, new Ecs(client), (line) => said.push(line), stand.clock);
  return { lifecycle, said };
}

/** A declaration as the engine hands it over after a check. */
function checked(kind: Kind, declaration: Properties): Properties {
  const { inputs, reasons } = run(kind).lifecycle.check(declaration);
  expect(reasons).toEqual([]);
  return inputs;
}

/** Calls that changed something since the last time. */
let seen: Record<string, number> = {};
async function changed(): Promise<string[]> {
  const { calls } = await stand.state();
  const actions = Object.keys(calls).filter(
    (action) =>
      /^(Create|Delete|Start|Cancel|Tag|Untag|Modify)/.test(action) && calls[action] !== seen[action],
  );
  seen = calls;
  return actions;
}

beforeEach(() => {
  seen = {};
});

/** Something of each kind that no program knows, with a declaration that agrees with it, and one that does not. */
async function outside(kind: Kind): Promise<{ id: string; same: Properties; other: Properties }> {
  const { lifecycle } = run(kind);
  const pipeline = kind === "execution" ? await stand.pipeline() : "";
  const same: Properties = {
    pipeline: { baseImageType: "IMAGE", baseImage: "m-1", buildContent: "RUN a" },
    component: {
      content: "RUN a",
      imageComponentName: "hardening",
      componentVersion: "1.2.0",
      tags: { a: "1" },
    },
    execution: { imagePipelineId: pipeline },
  }[kind];
  const { id } = await lifecycle.create(checked(kind, same));
  await changed();
  return { id, same, other: { ...same, tags: { a: "2" } } };
}

const WORDS: Record<Kind, { what: string; short: string; className: string; destroys: [string, string] }> = {
  pipeline: {
    what: "image pipeline",
    short: "pipeline",
    className: "ImagePipeline",
    destroys: ["deletes it", "deletes the pipeline"],
  },
  component: {
    what: "image component",
    short: "component",
    className: "ImageComponent",
    destroys: ["deletes it", "deletes the component"],
  },
  execution: {
    what: "execution",
    short: "build",
    className: "ImagePipelineExecution",
    destroys: [
      "cancels it while it runs, and deletes its image (with deleteImageOnDestroy)",
      "cancels the build while it runs, and deletes its image (with deleteImageOnDestroy)",
    ],
  },
};

describe.each(["pipeline", "component", "execution"] as const)("an existing %s", (kind) => {
  const { what, short, className, destroys } = WORDS[kind];
  const idName = { pipeline: "imagePipelineId", component: "imageComponentId", execution: "executionId" }[
    kind
  ];

  test("is adopted by its ID without a change of it, and the user is told what destroying means from now on", async () => {
    const { id, same } = await outside(kind);
    const { lifecycle, said } = run(kind);
    const created = await lifecycle.create(checked(kind, { ...same, adopt: id }));
    expect(created).toMatchObject({ id, outputs: { [idName]: id, accountId: expect.any(String) } });
    expect(created.outputs["requestId"]).toBeUndefined();
    expect(await changed()).toEqual([]);
    expect(said).toContain(
      `${what} ${id}: adopted. Destroying this stack ${destroys[0]}. If another stack also manages it, destroying either stack ${destroys[0]} for both.`,
    );
  });

  test("needs `adopt` no longer once it is in the state: neither taking it away nor a refresh is a change", async () => {
    const { id, same } = await outside(kind);
    const { outputs } = await run(kind).lifecycle.create(checked(kind, { ...same, adopt: id }));
    const NONE = { replaces: [], updates: [] };
    for (const news of [same, { ...same, adopt: id }]) {
      expect(run(kind).lifecycle.diff(id, outputs, checked(kind, news))).toMatchObject(NONE);
    }
    const read = await run(kind).lifecycle.read(id, outputs);
    expect(read?.outputs).toEqual(outputs);
    expect(run(kind).lifecycle.diff(id, read?.outputs ?? {}, checked(kind, same))).toMatchObject(NONE);
    expect(
      run(kind).lifecycle.diff(id, outputs, checked(kind, { ...same, adopt: "other-1" })).replaces,
    ).toEqual(["adopt"]);
  });

  test("can be named in a program whose state has it, and that is no change", async () => {
    const { id, same } = await outside(kind);
    const { outputs } = (await run(kind).lifecycle.read(id, {})) ?? { outputs: {} };
    const news = checked(kind, { ...same, adopt: id });
    expect(run(kind).lifecycle.diff(id, { ...checked(kind, same), ...outputs }, news)).toMatchObject({
      replaces: [],
      updates: [],
    });
  });

  test("is not found under another ID or in another region, and that says where it was looked for", async () => {
    const { id, same } = await outside(kind);
    for (const [adopt, regionId] of [
      ["none-1", REGION],
      [id, "cn-beijing"],
    ] as const) {
      const error = await errorOf(run(kind).lifecycle.create(checked(kind, { ...same, adopt, regionId })));
      expect(error).not.toBeInstanceOf(PartialFailure);
      expect(error.message).toBe(
        `adopt: ${what} ${adopt} was not found in ${regionId}. Check the ID, regionId and the account.`,
      );
    }
    expect(await changed()).toEqual([]);
  });

  test("is not adopted if it is not as declared: the arguments are named, without a text of theirs", async () => {
    const { id, other } = await outside(kind);
    const { lifecycle, said } = run(kind);
    const error = await errorOf(lifecycle.create(checked(kind, { ...other, adopt: id })));
    expect(error).not.toBeInstanceOf(PartialFailure);
    const instead = kind === "execution" ? "start a new build" : `create a new ${short}`;
    expect(error.message).toBe(
      `adopt: ${what} ${id} differs from the declaration. Nothing was changed. Different: tags. ` +
        `Declare it as it is and change it afterwards, or remove \`adopt\` to ${instead} (also as a replacement).`,
    );
    expect([await changed(), said]).toEqual([[], []]);
  });

  test("is given to one of two resources of a stack, and refused to the other one with what to do", async () => {
    const { id, same } = await outside(kind);
    const { lifecycle } = run(kind);
    const declared = checked(kind, { ...same, adopt: id });
    const outcomes = await Promise.allSettled([1, 2].map(() => lifecycle.create(declared)));
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
    expect((await errorOf(lifecycle.create(declared))).message).toBe(
      `adopt: ${what} ${id} belongs to another resource of this stack. Nothing was changed. ` +
        `Destroying either of them ${destroys[1]} for both. Remove one of them. ` +
        `To only read the ${short}, use ${className}.get; to rename a resource, use the option aliases.`,
    );
  });

  test("is not deleted as the old one of a replacement that adopts it again", async () => {
    const { id, same } = await outside(kind);
    const declared = checked(kind, { ...same, adopt: id });
    const { outputs } = await run(kind).lifecycle.create(declared);
    const { lifecycle, said } = run(kind);
    lifecycle.diff(id, outputs, declared);
    expect((await lifecycle.create(declared)).id).toBe(id);
    await lifecycle.delete(id, outputs);
    expect(said).toContain(
      `${what} ${id}: not deleted, because it was adopted in this run. Remove \`adopt\` to replace it with a new ${short}.`,
    );
    expect(await changed()).toEqual([]);
  });

  test("is known by its ID in the preview", () => {
    const planned = run(kind).lifecycle.planned({ adopt: "some-1" });
    expect([planned[idName], planned["accountId"]]).toEqual(["some-1", UNKNOWN]);
  });
});

describe("an existing component", () => {
  test("differs in whatever is declared, and in nothing else", async () => {
    const { id } = await outside("component");
    // Without an argument, the compiler refuses this.
    const others: Required<Omit<ImageComponentArguments, "adopt" | "regionId">> = {
      content: "RUN secret",
      imageComponentName: "other",
      componentType: "Test",
      componentVersion: "1.3.0",
      description: "words",
      resourceGroupId: "rg-other",
      systemType: "Windows",
      tags: { a: "secret" },
    };
    const refused = async (declaration: Properties) =>
      (
        await errorOf(run("component").lifecycle.create(checked("component", { ...declaration, adopt: id })))
      ).message
        .split("Different: ")[1]
        ?.split(". Declare")[0];
    for (const [name, value] of Object.entries(others)) {
      expect(await refused({ content: "RUN a", [name]: value })).toBe(name);
    }
    expect((await refused(others))?.split("; ").sort()).toEqual(Object.keys(others).sort());
    const { outputs } = await run("component").lifecycle.create(
      checked("component", { content: "RUN a", adopt: id }),
    );
    expect(outputs).toMatchObject({ imageComponentName: "hardening", componentVersion: "1.2.0" });
  });

  test("of Alibaba Cloud cannot be adopted, and can be used by its ID", async () => {
    const { id, same } = await outside("component");
    const client = await stand.between((_, answer) => {
      const { ImageComponentSet = [] } = (answer["ImageComponent"] ?? {}) as { ImageComponentSet?: object[] };
      return {
        ...answer,
        ImageComponent: { ImageComponentSet: ImageComponentSet.map((one) => ({ ...one, Owner: "ALIYUN" })) },
      };
    });
    const error = await errorOf(
      run("component", client).lifecycle.create(checked("component", { ...same, adopt: id })),
    );
    expect(error.message).toBe(
      `adopt: image component ${id} belongs to Alibaba Cloud, so it cannot be adopted. Nothing was changed. Use it in a content: \`COMPONENT ${id}\`.`,
    );
  });

  test("has its tags changed in place after the adoption", async () => {
    const { id, same, other } = await outside("component");
    const { outputs } = await run("component").lifecycle.create(checked("component", { ...same, adopt: id }));
    const { lifecycle } = run("component");
    const news = checked("component", other);
    expect(lifecycle.diff(id, outputs, news)).toMatchObject({ replaces: [], updates: ["tags"] });
    await lifecycle.update(id, outputs, news);
    expect(await changed()).toEqual(["UntagResources", "TagResources"]);
  });
});

describe("an existing build", () => {
  /** A build that somebody else started, and the time of its pipeline stands still. */
  async function started(settings: object = {}, more: object = {}) {
    const pipeline = await stand.pipeline(more);
    await stand.settings(settings);
    const { executionId: id = "" } = await stand.client.call("StartImagePipelineExecution", {
      regionId: REGION,
      imagePipelineId: pipeline,
    });
    await changed();
    return { pipeline, id };
  }
  const adopting = (imagePipelineId: string, adopt: string, more: object = {}) =>
    checked("execution", { imagePipelineId, adopt, ...more });
  const refusal = (id: string, why: string) =>
    `adopt: execution ${id} ${why} Nothing was changed. Adopt a build that succeeded, or remove \`adopt\` to start a new build.`;

  test("that runs is waited for, and none is started", async () => {
    const { pipeline, id } = await started();
    const { outputs } = await run("execution").lifecycle.create(adopting(pipeline, id));
    expect(outputs).toMatchObject({
      executionId: id,
      status: "SUCCESS",
      imageId: expect.stringMatching(/^m-/),
    });
    expect(await changed()).toEqual([]);
  });

  test("that runs is taken over as it is with waitForCompletion: false", async () => {
    const { pipeline, id } = await started();
    const { outputs } = await run("execution").lifecycle.create(
      adopting(pipeline, id, { waitForCompletion: false }),
    );
    expect(outputs).toMatchObject({ executionId: id, status: "PREPARING" });
  });

  test("that fails while it is waited for is an error, and the next run is told what to do", async () => {
    const { pipeline, id } = await started({ failures: [{ at: "BUILDING", code: "CommandFailed" }] });
    const error = await errorOf(run("execution").lifecycle.create(adopting(pipeline, id)));
    expect(error).not.toBeInstanceOf(PartialFailure);
    expect(error.message).toContain(`FAILED (execution ${id}).`);
    const next = await errorOf(run("execution").lifecycle.create(adopting(pipeline, id)));
    expect(next.message).toBe(refusal(id, "ended as FAILED, so it has no image."));
  });

  test("whose tests failed is refused, and its image is named, because it is billed", async () => {
    const { pipeline, id } = await started({ failures: [{ at: "TESTING" }] }, { testContent: "RUN t" });
    await errorOf(run("execution").lifecycle.create(adopting(pipeline, id)));
    const [image] = (await stand.state()).images;
    const error = await errorOf(run("execution").lifecycle.create(adopting(pipeline, id)));
    expect(error.message).toBe(
      refusal(
        id,
        `ended as TEST_FAILED: its image ${image?.id} exists, but is billed and not tested. Delete the image if you do not need it.`,
      ),
    );
  });

  test("that is being cancelled, or was, is refused", async () => {
    const { pipeline, id } = await started({ failures: [{ at: "BUILDING", status: "CANCELLED" }] });
    await errorOf(run("execution").lifecycle.create(adopting(pipeline, id)));
    const error = await errorOf(run("execution").lifecycle.create(adopting(pipeline, id)));
    expect(error.message).toBe(refusal(id, "ended as CANCELLED, so it has no image."));
    const client = await stand.between((_, answer) => {
      const { ImagePipelineExecutionSet: set = [] } = (answer["ImagePipelineExecution"] ?? {}) as {
        ImagePipelineExecutionSet?: object[];
      };
      const items = set.map((one) => ({ ...one, Status: "CANCELLING" }));
      return { ...answer, ImagePipelineExecution: { ImagePipelineExecutionSet: items } };
    });
    const other = await errorOf(run("execution", client).lifecycle.create(adopting(pipeline, id)));
    expect(other.message).toBe(refusal(id, "is being cancelled (CANCELLING), so it will have no image."));
  });

  test("whose image was deleted is refused", async () => {
    const { id, same } = await outside("execution");
    const [image] = (await stand.state()).images;
    await stand.client.call("DeleteImage", { regionId: REGION, imageId: String(image?.id) });
    const error = await errorOf(
      run("execution").lifecycle.create(checked("execution", { ...same, adopt: id })),
    );
    expect(error.message).toBe(
      refusal(id, `ended as SUCCESS, but its image ${image?.id} does not exist in ${REGION}.`),
    );
  });

  test("of another pipeline than the declared one is refused, with both IDs", async () => {
    const { pipeline, id } = await started();
    const other = await stand.pipeline();
    const error = await errorOf(run("execution").lifecycle.create(adopting(other, id)));
    expect(error.message).toContain(
      `adopt: execution ${id} differs from the declaration. Nothing was changed. Different: imagePipelineId (declared: ${other}, actual: ${pipeline}).`,
    );
  });

  test("is not adopted again in place of a new build that a trigger asks for", async () => {
    const { id, same } = await outside("execution");
    const before = checked("execution", { ...same, triggers: ["a"], adopt: id });
    const { outputs } = await run("execution").lifecycle.create(before);
    const after = checked("execution", { ...same, triggers: ["b"], adopt: id });
    const { lifecycle } = run("execution");
    expect(lifecycle.diff(id, outputs, after).replaces).toEqual(["triggers"]);
    expect((await errorOf(lifecycle.create(after))).message).toBe(
      `adopt: execution ${id} is in the state already, and a change needs a new build: triggers. Nothing was changed. Remove \`adopt\` to start it.`,
    );
    const { lifecycle: next } = run("execution");
    const freed = checked("execution", { ...same, triggers: ["b"] });
    expect(next.diff(id, outputs, freed).replaces).toEqual(["triggers"]);
    expect((await next.create(freed)).id).not.toBe(id);
  });

  test("whose image goes with the resource is deleted with it like any other", async () => {
    const { id, same } = await outside("execution");
    const { outputs } = await run("execution").lifecycle.create(
      checked("execution", { ...same, adopt: id, deleteImageOnDestroy: true }),
    );
    await run("execution").lifecycle.delete(id, outputs);
    expect((await stand.state()).images).toEqual([]);
  });
});
