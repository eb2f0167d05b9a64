import { stackSettings } from "../../provider/src/ecs/settings/settings";
import { EcsClient } from "../../provider/src/ecs/transport/client";
import { startHost } from "../provider/stand";
import type { DynamicHost } from "../support/dynamic-host";
import { type Simulator, startSimulator } from "../support/simulator";
import {
  type Elsewhere,
  type HostileEndpoint,
  type Lane,
  startElsewhere,
  startHostileEndpoint,
} from "./endpoint";
import type { Place } from "./operations";

const KEY = { accessKeyId: "LTAI5tHostileHostileHost", accessKeySecret: "hostile-key-secret-0123456789ab" };

/** How long a call is repeated, and how long one attempt may take, in milliseconds. */
export const DEADLINE = 3000;
export const ATTEMPT = 4000;

export const CONFIG = {
  "alicloud:region": "cn-hangzhou",
  "alicloud:maxRetryTimeout": String(DEADLINE / 1000),
  "alicloud:clientReadTimeout": String(ATTEMPT / 2),
  "alicloud:clientConnectTimeout": String(ATTEMPT / 2),
};

const STATUSES = ["PREPARING", "REPAIRING", "BUILDING", "TESTING", "DISTRIBUTING", "RELEASING", "CANCELLING"];
const AT_ONCE = Object.fromEntries(STATUSES.map((status) => [status, 0]));

/** A hostile endpoint in front of two services: one whose builds are done at once, and one whose builds never end. */
export interface Ground {
  readonly endpoint: HostileEndpoint;
  readonly elsewhere: Elsewhere;
  readonly key: typeof KEY;
  readonly env: Record<string, string>;
  host(options?: { env?: NodeJS.ProcessEnv }): Promise<DynamicHost>;
  /** A region that no other case has. */
  place(host: DynamicHost, building?: boolean): Place;
  lane(name: string, building?: boolean): Lane;
  /** What there is in the region of a lane whose builds are done at once. */
  account(lane: Lane): ReturnType<Place["account"]>;
  close(): Promise<void>;
}

export async function startGround(): Promise<Ground> {
  const key = ["--access-key-id", KEY.accessKeyId, "--access-key-secret", KEY.accessKeySecret];
  const [ready, building] = await Promise.all([startSimulator(key), startSimulator(key)]);
  await ready.settings({ stateSeconds: AT_ONCE });
  await building.settings({
    stateSeconds: AT_ONCE,
    failures: [{ at: "BUILDING", status: "BUILDING" }],
  });
  const endpoint = await startHostileEndpoint(ready.endpoint);
  const elsewhere = await startElsewhere();
  const env = {
    ALICLOUD_ACCESS_KEY: KEY.accessKeyId,
    ALICLOUD_SECRET_KEY: KEY.accessKeySecret,
    ALIBABA_CLOUD_ENDPOINT_ECS: endpoint.url,
    ALIBABA_CLOUD_ENDPOINT_STS: endpoint.url,
  };
  const config: Record<string, string> = CONFIG;
  const client = new EcsClient(stackSettings((name) => config[name], env));
  const lane = (name: string, isBuilding = false) =>
    endpoint.lane(name, (isBuilding ? building : ready).endpoint);
  let places = 0;
  return {
    endpoint,
    elsewhere,
    key: KEY,
    env,
    lane,
    account: (own) => accountIn(ready, own),
    host: ({ env: more = {} } = {}) => startHost({ config, env: { ...env, ...more } }),
    place(host, isBuilding = false) {
      places += 1;
      const own = lane(`xx-case-${places}`, isBuilding);
      return { lane: own, host, client, account: () => accountIn(isBuilding ? building : ready, own) };
    },
    async close() {
      await endpoint.close();
      await elsewhere.close();
      await Promise.all([ready.stop(), building.stop()]);
    },
  };
}

async function accountIn(simulator: Simulator, { regionId }: Lane) {
  const { pipelines, components, executions, images } = await simulator.state();
  const here = <Item extends { regionId: string }>(items: Item[]) =>
    items.filter((item) => item.regionId === regionId);
  return {
    pipelines: here(pipelines),
    components: here(components),
    executions: here(executions),
    images: here(images),
  };
}
