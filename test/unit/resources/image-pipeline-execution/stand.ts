import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import OpenApiClient, { $OpenApiUtil } from "@alicloud/openapi-core";
import { RuntimeOptions } from "@darabonba/typescript";
import { Ecs } from "../../../../provider/src/ecs/api/ecs";
import { type Settings, stackSettings } from "../../../../provider/src/ecs/settings/settings";
import { EcsClient } from "../../../../provider/src/ecs/transport/client";
import { ImagePipelineExecutionLifecycle } from "../../../../provider/src/resources/image-pipeline-execution/lifecycle";
import { type Clock, Interrupted } from "../../../../provider/src/resources/waiting";
import { type Simulator, startSimulator } from "../../../../simulator/src";
import { control as controlOf } from "../../../support/control";

export const REGION = "cn-hangzhou";

/**
 * In these tests a build ends after some seconds, so that a wait for it makes three calls and not twenty. A test about the
 * course of a build has it as long as the simulator does otherwise: `stand.settings(LONG_BUILDS)`.
 */
const SHORT_BUILDS = {
  stateSeconds: Object.fromEntries(
    ["PREPARING", "REPAIRING", "BUILDING", "TESTING", "DISTRIBUTING", "RELEASING"].map((name) => [name, 1]),
  ),
};
export const LONG_BUILDS = { stateSeconds: {} };

type Item = {
  id: string;
  accountId: string;
  regionId: string;
  request: Record<string, string>;
  current: Record<string, unknown>;
};
interface State {
  pipelines: Item[];
  executions: Item[];
  images: Item[];
  components: Item[];
  snapshots: Item[];
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
  reset(): Promise<void>;
  settings(body: object): Promise<void>;
  faults(body: object): Promise<void>;
  /** Makes an image `Deprecated`, `Creating` …, or used by instances. */
  imageStatus(id: string, status: string): Promise<void>;
  imageUsage(id: string, usage: "instance" | "none"): Promise<void>;
  /** Makes images that no build leaves, in its region unless they say another; and returns their IDs. */
  images(...images: object[]): Promise<string[]>;
  accountId(): Promise<string>;
  /** The snapshots that exist, by the API. */
  snapshotIds(): Promise<string[]>;
  /** A pipeline, by the API. */
  pipeline(more?: object): Promise<string>;
  /** A client whose answers are changed on their way: a service that answers wrongly, or changes between two calls. */
  between(change: (action: string, answer: Record<string, unknown>) => unknown): Promise<EcsClient>;
  /** The lifecycle in another process: it remembers nothing. */
  anotherProcess(client?: EcsClient): ImagePipelineExecutionLifecycle;
  /** A lifecycle that the user interrupts after some seconds. */
  interruptedAfter(seconds: number): ImagePipelineExecutionLifecycle;
  /** The status of each execution, oldest first. */
  statuses(): Promise<unknown[]>;
}

/** One for each test, on one simulator for the file. */
export function useStand(): Stand {
  let simulator: Simulator | undefined;
  const held: { client?: EcsClient; lifecycle?: ImagePipelineExecutionLifecycle } = {};
  const said: string[] = [];
  let time = 0;

  const control = <Answer>(path: string, body?: object) =>
    controlOf<Answer>(simulator?.endpoint ?? "", path, body);
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

  const reset = async () => {
    await control("reset", {});
    await control("settings", SHORT_BUILDS);
  };

  beforeAll(async () => {
    simulator = await startSimulator();
  });
  beforeEach(async () => {
    await reset();
    const settings: Settings = stackSettings(() => undefined, environment());
    const client = new EcsClient(settings, { deadline: 300 });
    held.client = client;
    held.lifecycle = lifecycleOf(client);
    said.length = 0;
  });
  const servers: ReturnType<typeof createServer>[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.close().closeAllConnections();
  });
  afterAll(async () => {
    await simulator?.close();
  });

  const state = () => control<State>("state");
  const lifecycleOf = (client: EcsClient, ownClock = clock) =>
    new ImagePipelineExecutionLifecycle(
      stackSettings(() => undefined, environment()),
      new Ecs(client),
      (line) => said.push(line),
      ownClock,
    );
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
    reset,
    settings: (body) => control("settings", body),
    faults: (body) => control("faults", body),
    imageStatus: (id, status) => control(`images/${id}`, { status }),
    async images(...images) {
      const { imageIds } = await control<{ imageIds: string[] }>("images", {
        images: images.map((image) => ({ regionId: REGION, ...image })),
      });
      return imageIds;
    },
    imageUsage: (id, usage) => control(`images/${id}`, { usage }),
    accountId: async () => (await state()).pipelines[0]?.accountId ?? "",
    async snapshotIds() {
      const { endpoint = "", accessKeyId = "", accessKeySecret = "" } = simulator ?? {};
      const config = new $OpenApiUtil.Config({
        ...{ endpoint: new URL(endpoint).host, protocol: "http", accessKeyId, accessKeySecret },
        regionId: REGION,
      });
      // By the core of the official SDK: the client on it takes three seconds to load, in each test file.
      const params = new $OpenApiUtil.Params({
        ...{ action: "DescribeSnapshots", version: "2014-05-26", protocol: "HTTP", method: "POST" },
        ...{ pathname: "/", authType: "AK", style: "RPC", reqBodyType: "formData", bodyType: "json" },
      });
      const asked = new $OpenApiUtil.OpenApiRequest({ query: { RegionId: REGION } });
      const { body } = await new OpenApiClient(config).callApi(params, asked, new RuntimeOptions({}));
      const { Snapshot }: { Snapshot: { SnapshotId: string }[] } = body.Snapshots;
      return Snapshot.map(({ SnapshotId }) => SnapshotId);
    },
    async between(change) {
      const server = createServer((incoming, outgoing) => {
        const { hostname, port } = new URL(simulator?.endpoint ?? "");
        const { method, url, headers } = incoming;
        const action = String(headers["x-acs-action"]);
        const passed = request({ hostname, port, method, path: url, headers }, async (answer) => {
          const text = (await answer.toArray()).join("");
          const body =
            answer.statusCode === 200 ? JSON.stringify(await change(action, JSON.parse(text))) : text;
          outgoing.writeHead(answer.statusCode ?? 500, { "content-type": "application/json" }).end(body);
        });
        incoming.pipe(passed);
      });
      servers.push(server);
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const env = { ...environment(), ALIBABA_CLOUD_ENDPOINT_ECS: endpoint };
      return new EcsClient(
        stackSettings(() => undefined, env),
        { deadline: 300 },
      );
    },
    interruptedAfter(seconds) {
      const end = time + 1000 * seconds;
      return lifecycleOf(held.client as EcsClient, {
        now: clock.now,
        sleep: async (milliseconds) => {
          if (time >= end) throw new Interrupted();
          await clock.sleep(milliseconds);
        },
      });
    },
    anotherProcess: (client = held.client as EcsClient) => lifecycleOf(client),
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
  rebuildWhenImageGone: false,
  ...more,
});
