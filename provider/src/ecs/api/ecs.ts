import type { Settings } from "../settings/settings";
import { type CallOptions, EcsClient } from "../transport/client";
import { Components } from "./components";
import { Executions } from "./executions";
import { Images } from "./images";
import { Pipelines } from "./pipelines";
import { changeTags, type Tagged, type Tags } from "./tags";

/** The API for one configuration. Nothing is read or sent before the first call. */
export const connect = (settings: Settings, options?: CallOptions): Ecs =>
  new Ecs(new EcsClient(settings, options));

/** All calls to ECS. */
export class Ecs {
  readonly pipelines: Pipelines;
  readonly components: Components;
  readonly executions: Executions;
  readonly images: Images;

  constructor(private readonly client: EcsClient) {
    this.pipelines = new Pipelines(client);
    this.components = new Components(client);
    this.executions = new Executions(client);
    this.images = new Images(client);
  }

  /** See {@link changeTags}. */
  changeTags(target: Tagged, from: Tags, to: Tags, applied: Tags): Promise<void> {
    return changeTags(this.client, target, from, to, applied);
  }

  /** See {@link EcsClient.accountId}. */
  accountId(regionId: string, patience?: "full" | "short"): Promise<string> {
    return this.client.accountId(regionId, patience);
  }
}
