import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { Ecs } from "../../../../provider/src/ecs/api/ecs";
import { stackSettings } from "../../../../provider/src/ecs/settings/settings";
import { EcsClient } from "../../../../provider/src/ecs/transport/client";
import { ImageRetentionLifecycle } from "../../../../provider/src/resources/image-retention/lifecycle";
import { PartialFailure, type Properties } from "../../../../provider/src/resources/lifecycle";
import { type Simulator, startSimulator } from "../../../../simulator/src";
import { control as controlOf } from "../../../support/control";
import type { NewImage, SimulatorState } from "../../../support/simulator";

export const REGION = "cn-hangzhou";

export const daysAgo = (days: number): string => new Date(Date.now() - days * 24 * 3_600_000).toISOString();

/** What the service was asked, and what happens in the world before the answer arrives. */
export type Between = (action: string, query: URLSearchParams, when: "before" | "after") => unknown;

export interface Stand {
  client: EcsClient;
  ecs: Ecs;
  /** The lifecycle over real sockets. */
  lifecycle: ImageRetentionLifecycle;
  /** That of another process, which does not know yet who it is. */
  anotherLifecycle(): ImageRetentionLifecycle;
  /** The lines that a user saw. */
  said: string[];
  state(): Promise<SimulatorState>;
  control(path: string, body: object): Promise<unknown>;
  /** Makes images; each is a day older than the one before, unless it says how old it is. */
  make(...images: (Partial<NewImage> & { daysOld?: number })[]): Promise<string[]>;
  /** The IDs of the images that exist, oldest first, and how many snapshots. */
  imageIds(): Promise<string[]>;
  snapshots(): Promise<number>;
  /** A declaration as check leaves it, created. */
  run(args: Properties): Promise<{ id: string; outputs: Properties }>;
  /** What other people do at the same time; undefined ends it. */
  meanwhile(between: Between | undefined): void;
  env(): Record<string, string>;
}

/** One for each test, on one simulator for the file. */
export function useStand(): Stand {
  let simulator: Simulator | undefined;
  let between: Between | undefined;
  let held: { client: EcsClient; ecs: Ecs; lifecycle: ImageRetentionLifecycle } | undefined;
  const said: string[] = [];

  const control = <Answer>(path: string, body?: object) =>
    controlOf<Answer>(simulator?.endpoint ?? "", path, body);
  const state = () => control<SimulatorState>("state");

  const proxy = createServer(async (incoming, outgoing) => {
    const { hostname, port } = new URL(simulator?.endpoint ?? "");
    const { method, url = "", headers } = incoming;
    const query = new URL(url, "http://localhost").searchParams;
    const action = String(headers["x-acs-action"]);
    await between?.(action, query, "before");
    const passed = request({ hostname, port, method, path: url, headers }, async (answer) => {
      const parts = await answer.toArray().catch(() => undefined);
      await between?.(action, query, "after");
      // What was cut off stays cut off.
      if (!parts || !answer.complete) return outgoing.destroy();
      return outgoing.writeHead(answer.statusCode ?? 500, answer.headers).end(Buffer.concat(parts));
    });
    passed.on("error", () => outgoing.destroy());
    incoming.pipe(passed);
  });

  const env = () => {
    const endpoint = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    return {
      ALICLOUD_ACCESS_KEY: simulator?.accessKeyId ?? "",
      ALICLOUD_SECRET_KEY: simulator?.accessKeySecret ?? "",
      ALICLOUD_REGION: REGION,
      ALIBABA_CLOUD_ENDPOINT_ECS: endpoint,
      ALIBABA_CLOUD_ENDPOINT_STS: endpoint,
    };
  };

  const process = () => {
    const settings = stackSettings(() => undefined, env());
    const client = new EcsClient(settings, { deadline: 60 });
    const ecs = new Ecs(client);
    const lifecycle = new ImageRetentionLifecycle(settings, ecs, (line) => said.push(line));
    return { client, ecs, lifecycle };
  };

  beforeAll(async () => {
    simulator = await startSimulator();
    await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  });
  beforeEach(async () => {
    between = undefined;
    said.length = 0;
    await control("reset", {});
    held = process();
  });
  afterAll(async () => {
    proxy.closeAllConnections();
    proxy.close();
    await simulator?.close();
  });

  const current = () => {
    if (!held) throw new Error("there is a stand during tests only");
    return held;
  };
  return {
    get client() {
      return current().client;
    },
    get ecs() {
      return current().ecs;
    },
    get lifecycle() {
      return current().lifecycle;
    },
    anotherLifecycle: () => process().lifecycle,
    said,
    state,
    control,
    env,
    async make(...images) {
      const made = images.map(({ daysOld, ...more }, index) => ({
        regionId: REGION,
        imageFamily: "web",
        imageId: `m-${index + 1}`,
        creationTime: daysAgo(daysOld ?? index + 1),
        ...more,
      }));
      const { imageIds } = await control<{ imageIds: string[] }>("images", { images: made });
      return imageIds;
    },
    imageIds: async () => {
      const { images } = await state();
      return images
        .map(({ id }) => id)
        .filter((id) => id.startsWith("m-"))
        .sort();
    },
    snapshots: async () => (await state()).snapshots.length,
    async run(args) {
      const { inputs, reasons } = current().lifecycle.check(args);
      expect(reasons).toEqual([]);
      return current().lifecycle.create(inputs);
    },
    meanwhile: (given) => {
      between = given;
    },
  };
}

/** What an operation left in the state although it failed. */
export async function failureOf(operation: Promise<unknown>): Promise<PartialFailure> {
  const error = await operation.catch((thrown: unknown) => thrown);
  if (error instanceof PartialFailure) return error;
  throw new Error(`it should have failed with what was done: ${String(error)}`);
}
