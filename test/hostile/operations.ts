import { randomUUID } from "node:crypto";
import { orphans } from "../../provider/src/command/orphans";
import { Ecs } from "../../provider/src/ecs/api/ecs";
import type { EcsClient } from "../../provider/src/ecs/transport/client";
import {
  getImageComponents,
  getImageFromFamily,
  getImagePipelineExecutions,
  getImagePipelines,
  getImages,
} from "../../provider/src/index";
import { shell } from "../../provider/src/servers/dynamic/shell";
import { declared } from "../provider/stand";
import type { DynamicHost, Properties } from "../support/dynamic-host";
import type { SimulatorState } from "../support/simulator";
import { type Said, SECRET } from "./answers";
import type { Lane } from "./endpoint";

/** Where one case takes place. */
export interface Place {
  lane: Lane;
  host: DynamicHost;
  /** For what runs in a user's program, not in the host. */
  client: EcsClient;
  /** What the service has in the region of this case. */
  account(): Promise<Pick<SimulatorState, "pipelines" | "components" | "executions" | "images">>;
}

/** What came of an operation: what the engine, or the program, was given, or the error. */
export type Outcome = { value: unknown; error: undefined } | { value: undefined; error: Error };

/** An operation of a user that depends on one action. */
export interface Operation {
  name: string;
  /** The action that is answered wrongly. */
  action: string;
  /** Whether its builds go on for ever; otherwise they are done at once. */
  building?: boolean;
  /** Makes what the operation needs, while the service is good, and gives back the operation. */
  prepare(place: Place): Promise<() => Promise<unknown>>;
  /** What is said after what is said of the call. */
  tail?(says: Said): string;
  /** What must be so afterwards, when it has failed. */
  afterFailure(place: Place, error: Error, says: Said): Promise<void>;
  /** The words for what `afterFailure` holds, for docs/reliability.md. */
  kept: string;
}

type Kind = "imagePipeline" | "imageComponent" | "imagePipelineExecution" | "imageRetention";

const checked = async ({ host, lane }: Place, kind: Kind, args: Properties): Promise<Properties> => {
  const { inputs, failures } = await host.check(
    {},
    { ...args, regionId: lane.regionId, __provider: shell(kind) },
  );
  expect(failures).toEqual([]);
  return inputs;
};

export const pipelineInputs = (place: Place, more: Properties = {}) =>
  checked(place, "imagePipeline", declared({ name: "web", buildContent: `RUN echo ${SECRET}`, ...more }));

const componentInputs = (place: Place, more: Properties = {}) =>
  checked(place, "imageComponent", {
    imageComponentName: "nginx",
    componentVersion: "1.0.0",
    content: `RUN echo ${SECRET}`,
    ...more,
  });

export const madePipeline = async (place: Place, more: Properties = {}) =>
  place.host.create(await pipelineInputs(place, more));

const madeComponent = async (place: Place, more: Properties = {}) =>
  place.host.create(await componentInputs(place, more));

export const executionInputs = async (place: Place, more: Properties = {}) => {
  const imagePipelineId = more["imagePipelineId"] ?? (await madePipeline(place)).id;
  return checked(place, "imagePipelineExecution", { waitForCompletion: false, ...more, imagePipelineId });
};

export const madeExecution = async (place: Place, more: Properties = {}) =>
  place.host.create(await executionInputs(place, more));

/** The failure of a call has no resource with it: the engine leaves the state as it was. */
const stateAsItWas = (error: Error) => expect((error as { details?: unknown }).details).toBeUndefined();

const advice = (what: string, remedy: string): string =>
  ` The ${what} may exist anyway, but it is not in the state. If it exists, it is in <region> and was created after <time> (ClientToken <uuid>). ` +
  `To find it, run \`pulumi stack export | npx pulumi-alicloud-image-builder orphans\`. Then ${remedy}.`;

/** An error that says nothing of a resource, and leaves everything in the account where it was. */
const nothingChanged =
  (what: "pipelines" | "components" | "executions") => async (place: Place, error: Error) => {
    stateAsItWas(error);
    expect((await place.account())[what]).toHaveLength(1);
  };

const creates = (
  name: string,
  action: string,
  inputs: (place: Place) => Promise<Properties>,
  found = "",
): Operation => ({
  name,
  action,
  prepare: async (place) => {
    const args = await inputs(place);
    return () => place.host.create(args);
  },
  tail: ({ unknown }) => (unknown ? found : ""),
  afterFailure: async ({ lane }, error, { unknown }) => {
    stateAsItWas(error);
    const tokens = new Set(lane.asked.flatMap(({ parameters }) => parameters.get("ClientToken") ?? []));
    if (found.includes("ClientToken") && unknown) {
      expect([...tokens]).toHaveLength(1);
      for (const token of tokens) expect(error.message).toContain(token);
    } else {
      expect(error.message).not.toContain("ClientToken");
    }
  },
  kept: "nothing in the state",
});

/** What exists is prepared before the call that goes wrong. */
const adopts = (
  name: string,
  action: string,
  prepared: (place: Place) => Promise<Properties>,
): Operation => ({
  ...creates(name, action, prepared),
  prepare: async (place) => {
    const inputs = await prepared(place);
    return () => place.host.create(inputs);
  },
});

/** A call about what was made before: where it fails, nothing of that has changed. */
const about =
  (call: "read" | "delete", kept: string) =>
  (
    name: string,
    action: string,
    what: "pipelines" | "components" | "executions",
    made: (place: Place) => Promise<{ id: string; properties: Properties }>,
  ): Operation => ({
    name,
    action,
    prepare: async (place) => {
      const { id, properties } = await made(place);
      return () => place.host[call](id, properties);
    },
    afterFailure: nothingChanged(what),
    kept,
  });

const reads = about("read", "the state as it was");
const deletes = about("delete", "it stays in the state");

const tagging = (
  name: string,
  action: "TagResources" | "UntagResources",
  inputs: (place: Place, more: Properties) => Promise<Properties>,
): Operation => {
  const [from, to] = action === "TagResources" ? [{}, { team: "a" }] : [{ team: "a" }, {}];
  return {
    name,
    action,
    prepare: async (place) => {
      const olds = await inputs(place, { tags: from });
      const { id, properties } = await place.host.create(olds);
      return () => place.host.update(id, properties, { ...olds, tags: to });
    },
    afterFailure: async (_, error) => {
      const { details } = error as { details?: { properties: Properties } };
      expect(details?.properties["tags"] ?? {}).toEqual(from);
    },
    kept: "the tags that are known in the state",
  };
};

const lookups = (name: string, action: string, look: (place: Place) => Promise<unknown>): Operation => ({
  name,
  action,
  prepare: async (place) => {
    await madeComponent(place);
    await madeExecution(place);
    return () => look(place);
  },
  afterFailure: async () => undefined,
  kept: "no result",
});

/** A build that may have started is found by the next run, which declares the same. */
function startOfABuild(): Operation {
  const declarations = new WeakMap<Place, Properties>();
  const start = creates(
    "start of a build",
    "StartImagePipelineExecution",
    async (place) => {
      const inputs = await executionInputs(place);
      declarations.set(place, inputs);
      return inputs;
    },
    " A build may have started anyway, but it is not in the state. Run this again while it is running to take it over. " +
      'If it has ended, find it with `pulumi stack export | npx pulumi-alicloud-image-builder orphans`, and adopt it (`adopt: "exec-…"`).',
  );
  return {
    ...start,
    building: true,
    afterFailure: async (place, error, says) => {
      await start.afterFailure(place, error, says);
      const { id } = await place.host.create(declarations.get(place) ?? {});
      expect((await place.account()).executions).toMatchObject([{ id }]);
    },
    kept: "nothing in the state; the next run takes over the build that was started",
  };
}

/** Two images, of which the rule would delete one. */
function runOfARetention(): Operation {
  return {
    ...creates("run of a retention", "DescribeImages", async (place) => {
      for (let image = 0; image < 2; image += 1) {
        const { id } = await madePipeline(place, { imageOptions: { imageFamily: "web" } });
        await madeExecution(place, { imagePipelineId: id });
      }
      return checked(place, "imageRetention", { action: "delete", imageFamily: "web", keep: 1 });
    }),
    afterFailure: async (place, error) => {
      stateAsItWas(error);
      expect((await place.account()).images).toHaveLength(2);
    },
    kept: "nothing in the state; no image is deleted",
  };
}

export const OPERATIONS: Operation[] = [
  creates(
    "create of a pipeline",
    "CreateImagePipeline",
    pipelineInputs,
    advice("pipeline", 'adopt it (`adopt: "ip-…"`) or delete it'),
  ),
  reads("read of a pipeline", "DescribeImagePipelines", "pipelines", madePipeline),
  tagging("tags put on a pipeline", "TagResources", pipelineInputs),
  tagging("tags taken off a pipeline", "UntagResources", pipelineInputs),
  deletes("delete of a pipeline", "DeleteImagePipeline", "pipelines", madePipeline),
  adopts("adoption of a pipeline", "DescribeImagePipelines", async (place) => {
    const { id } = await madePipeline(place);
    return pipelineInputs(place, { adopt: id });
  }),
  creates(
    "create of a component",
    "CreateImageComponent",
    componentInputs,
    advice("component", 'adopt it (`adopt: "ic-…"`) or delete it'),
  ),
  adopts("adoption of a component", "DescribeImageComponents", async (place) => {
    const { id } = await madeComponent(place);
    return componentInputs(place, { componentVersion: undefined, adopt: id });
  }),
  reads("read of a component", "DescribeImageComponents", "components", madeComponent),
  tagging("tags put on a component", "TagResources", componentInputs),
  deletes("delete of a component", "DeleteImageComponent", "components", madeComponent),
  startOfABuild(),
  adopts("adoption of a build", "DescribeImagePipelineExecutions", async (place) => {
    const imagePipelineId = (await madePipeline(place)).id;
    const { id } = await madeExecution(place, { imagePipelineId });
    return executionInputs(place, { imagePipelineId, adopt: id });
  }),
  reads("read of a build", "DescribeImagePipelineExecutions", "executions", madeExecution),
  {
    ...deletes("delete of a running build", "CancelImagePipelineExecution", "executions", madeExecution),
    building: true,
  },
  {
    ...deletes("delete of a build and its image", "DeleteImage", "executions", (place) =>
      madeExecution(place, { deleteImageOnDestroy: true }),
    ),
  },
  runOfARetention(),
  lookups("getImagePipelines", "DescribeImagePipelines", ({ lane }) =>
    getImagePipelines({ regionId: lane.regionId }),
  ),
  lookups("getImageComponents", "DescribeImageComponents", ({ lane }) =>
    getImageComponents({ regionId: lane.regionId }),
  ),
  lookups("getImagePipelineExecutions", "DescribeImagePipelineExecutions", async ({ lane, account }) => {
    const [pipeline] = (await account()).pipelines;
    return getImagePipelineExecutions({
      regionId: lane.regionId,
      imagePipelineId: pipeline?.id ?? randomUUID(),
    });
  }),
  lookups("getImages", "DescribeImages", ({ lane }) => getImages({ regionId: lane.regionId })),
  lookups("getImageFromFamily", "DescribeImageFromFamily", ({ lane }) =>
    getImageFromFamily({ regionId: lane.regionId, imageFamily: "acs:ubuntu_22_04_x64" }),
  ),
  lookups("orphans", "DescribeImagePipelines", ({ client, lane }) =>
    orphans(new Ecs(client), [lane.regionId], []),
  ),
];
