import { EcsClient } from "../../provider/src/ecs/client";
import type { Settings } from "../../provider/src/ecs/settings";
import type { Simulator } from "../support/simulator";

type Reach = Pick<Simulator, "endpoint" | "accessKeyId" | "accessKeySecret">;

/** Configuration and environment with which an account's services are at one endpoint. */
export const settingsFor = (
  { endpoint, accessKeyId, accessKeySecret }: Reach,
  config: Record<string, string> = {},
): Settings => ({
  config: (key) => config[key],
  env: {
    ALICLOUD_ACCESS_KEY: accessKeyId,
    ALICLOUD_SECRET_KEY: accessKeySecret,
    ALIBABA_CLOUD_ENDPOINT_ECS: endpoint,
    ALIBABA_CLOUD_ENDPOINT_STS: endpoint,
  },
});

/** Somebody else who works in the same account, in the console for one. */
export const somebodyElse = (simulator: Simulator): EcsClient => new EcsClient(settingsFor(simulator));
