import { EcsClient } from "../../../provider/src/ecs/client";
import type { Settings } from "../../../provider/src/ecs/settings";
import type { Clock } from "../../../provider/src/ecs/wait";
import { ImagePipelineExecutionLifecycle } from "../../../provider/src/image-pipeline-execution/lifecycle";
import { type Simulator, startSimulator } from "../../../simulator/src/index";

export const REGION = "cn-hangzhou";

type Item = { id: string; request: Record<string, string>; current: Record<string, unknown> };
interface State {
  pipelines: Item[];
  executions: Item[];
  images: Item[];
  components: Item[];
  calls: Record<string, number>;
}

/** A provider over real sockets, on a simulator whose time passes only when the provider sleeps. */
export interface Stand {
  client: EcsClient;
  clock: Clock;
  lifecycle: ImagePipelineExecutionLifecycle;
  /** The lines that a user saw. */
  said: string[];
  /** Where the simulator is. */
  env(): Record<string, string>;
  state(): Promise<State>;
  settings(body: object): Promise<void>;
  faults(body: object): Promise<void>;
  /** A pipeline, by the API. */
  pipeline(more?: object): Promise<string>;
  /** The status of each execution, oldest first. */
  statuses(): Promise<unknown[]>;
}

/** One for each test, on one simulator for the file. */
export function useStand(): Stand {
  let simulator: Simulator | undefined;
  const held: { client?: EcsClient; lifecycle?: ImagePipelineExecutionLifecycle } = {};
  const said: string[] = [];
  let time = 0;

  const control = async <Answer>(path: string, body?: object): Promise<Answer> => {
    const response = await fetch(`${simulator?.endpoint}/_simulator/${path}`, {
      ...(body && { method: "POST", body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(text);
    return JSON.parse(text || "null");
  };
  const clock: Clock = {
    now: () => time,
    sleep: async (milliseconds) => {
      time += milliseconds;
      await control("clock", { advanceSeconds: milliseconds / 1000 });
    },
  };

  const environment = () => {
    const { endpoint = "", accessKeyId = "", accessKeySecret = "" } = simulator ?? {};
    return {
      ALICLOUD_ACCESS_KEY: accessKeyId,
      ALICLOUD_SECRET_KEY: accessKeySecret,
      ALICLOUD_REGION: REGION,
      ALIBABA_CLOUD_ENDPOINT_ECS: endpoint,
      ALIBABA_CLOUD_ENDPOINT_STS: endpoint,
    };
  };

  beforeAll(async () => {
    simulator = await startSimulator();
  });
  beforeEach(async () => {
    await control("reset", {});
    const settings: Settings = { config: () => undefined, env: environment() };
    const client = new EcsClient(settings, 300);
    held.client = client;
    held.lifecycle = new ImagePipelineExecutionLifecycle(settings, client, (line) => said.push(line), clock);
    said.length = 0;
  });
  afterAll(async () => {
    await simulator?.close();
  });

  const state = () => control<State>("state");
  return {
    get client() {
      if (!held.client) throw new Error("there is a client during tests only");
      return held.client;
    },
    get lifecycle() {
      if (!held.lifecycle) throw new Error("there is a lifecycle during tests only");
      return held.lifecycle;
    },
    clock,
    said,
    env: environment,
    state,
    settings: (body) => control("settings", body),
    faults: (body) => control("faults", body),
    async pipeline(more = {}) {
      const { imagePipelineId } = await this.client.call("CreateImagePipeline", {
        regionId: REGION,
        baseImageType: "IMAGE",
        baseImage: "m-1",
        buildContent: "RUN a",
        ...more,
      });
      return imagePipelineId ?? "";
    },
    statuses: async () => (await state()).executions.map(({ current }) => current["Status"]),
  };
}

/** A declaration as check leaves it. */
export const declared = (imagePipelineId: string, more: object = {}) => ({
  imagePipelineId,
  regionId: REGION,
  waitForCompletion: true,
  timeoutMinutes: 180,
  deleteImageOnDestroy: false,
  ...more,
});

/** What a promise was rejected with. */
export async function errorOf(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error("it should have failed");
}
