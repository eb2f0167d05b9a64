import DataLoader from "dataloader";
import type { EcsClient } from "../ecs/client";
import type { Description } from "./description";

/** api-facts 2: IDs per call. */
const IDS_PER_CALL = 20;
/** How long a read waits for others to share its call, in milliseconds. */
const GATHER = 20;

/** Finds pipelines by ID; reads that arrive together share calls. */
export class PipelineLookup {
  private readonly regions = new Map<string, DataLoader<string, Description | undefined>>();

  constructor(private readonly client: EcsClient) {}

  /** The pipeline with exactly this ID, or undefined if the region has none. */
  find(regionId: string, id: string): Promise<Description | undefined> {
    let loader = this.regions.get(regionId);
    if (!loader) {
      loader = new DataLoader((ids) => this.describe(regionId, ids), {
        maxBatchSize: IDS_PER_CALL,
        cache: false,
        batchScheduleFn: (send) => setTimeout(send, GATHER),
      });
      this.regions.set(regionId, loader);
    }
    return loader.load(id);
  }

  private async describe(regionId: string, ids: readonly string[]): Promise<(Description | undefined)[]> {
    const found = new Map<string, Description>();
    const wanted = [...new Set(ids)];
    let nextToken: string | undefined;
    do {
      const page = await this.client.call("DescribeImagePipelines", {
        regionId,
        imagePipelineId: wanted,
        maxResults: wanted.length,
        ...(nextToken && { nextToken }),
      });
      for (const item of page.imagePipeline?.imagePipelineSet ?? []) {
        if (item.imagePipelineId) found.set(item.imagePipelineId, item);
      }
      nextToken = page.nextToken;
    } while (nextToken);
    return ids.map((id) => found.get(id));
  }
}
