import RPCClient from "@alicloud/pop-core";
import type { Simulator } from "./simulator";

/** Somebody who works in the same account by other means: the console, say. */
export interface Console {
  tag(id: string, tags: Record<string, string>): Promise<void>;
  untag(id: string, keys: string[]): Promise<void>;
  delete(id: string): Promise<void>;
}

/** It speaks by Alibaba's older SDK, with which the provider has nothing in common. */
export function consoleOf(simulator: Simulator, regionId = "cn-hangzhou"): Console {
  const { endpoint, accessKeyId, accessKeySecret } = simulator;
  const client = new RPCClient({
    endpoint,
    accessKeyId,
    accessKeySecret,
    apiVersion: "2014-05-26",
    opts: { method: "POST", formatParams: false },
  });
  const call = async (action: string, parameters: Record<string, string>) => {
    await client.request(action, { RegionId: regionId, ...parameters });
  };
  const target = (id: string) => ({ ResourceType: "imagepipeline", "ResourceId.1": id });
  return {
    tag: (id, tags) => {
      const numbered = Object.entries(tags).flatMap(([key, value], index) => [
        [`Tag.${index + 1}.Key`, key],
        [`Tag.${index + 1}.Value`, value],
      ]);
      return call("TagResources", { ...target(id), ...Object.fromEntries(numbered) });
    },
    untag: (id, keys) => {
      const numbered = keys.map((key, index) => [`TagKey.${index + 1}`, key]);
      return call("UntagResources", { ...target(id), ...Object.fromEntries(numbered) });
    },
    delete: (id) => call("DeleteImagePipeline", { ImagePipelineId: id }),
  };
}
