import type { EcsClient } from "../transport/client";
import type { Unreadable } from "../transport/errors";
import { BatchedFind } from "./batched-find";
import { inBatches } from "./batches";
import { allPages, MOST_PER_PAGE } from "./pages";
import {
  type Described,
  type PipelineDefinition,
  pipelineDefinition,
  pipelineParameters,
} from "./pipeline-fields";
import { type ListPage, RefreshReads } from "./refresh-reads";
import { type Tags, tagList } from "./tags";

/** An image pipeline as the service describes it. */
export interface Pipeline {
  imagePipelineId: string;
  /** In UTC; empty if the service does not say. */
  createTime: string;
  definition: PipelineDefinition;
}

/** The filters of a listing. */
export interface PipelineFilters {
  ids?: string[] | undefined;
  /** The exact name. */
  name?: string | undefined;
  tags?: Tags | undefined;
  resourceGroupId?: string | undefined;
}

/** The image pipelines of an account. */
export class Pipelines {
  private readonly byId: BatchedFind<Pipeline>;
  private readonly inRefresh: RefreshReads<Pipeline>;

  constructor(private readonly client: EcsClient) {
    this.byId = new BatchedFind(
      "image pipeline",
      client,
      ({ imagePipelineId }) => imagePipelineId,
      (regionId, ids, unreadable) => this.pages(regionId, { ids }, ids.length, unreadable),
    );
    this.inRefresh = new RefreshReads(
      client,
      this.byId,
      ({ imagePipelineId }) => imagePipelineId,
      (regionId, nextToken) => this.page(regionId, nextToken),
    );
  }

  async create(
    regionId: string,
    definition: PipelineDefinition,
    clientToken: string,
  ): Promise<{ imagePipelineId: string; requestId: string }> {
    const parameters = pipelineParameters(definition);
    return this.client.call("CreateImagePipeline", { ...parameters, regionId, clientToken });
  }

  /** The pipeline with this ID, or undefined if there is none. Concurrent calls share a request. */
  find(regionId: string, imagePipelineId: string): Promise<Pipeline | undefined> {
    return this.byId.find(regionId, imagePipelineId);
  }

  /** The same for a pipeline that is in the state. Many reads share the listing of their region. */
  findInRefresh(regionId: string, imagePipelineId: string): Promise<Pipeline | undefined> {
    return this.inRefresh.find(regionId, imagePipelineId);
  }

  /** All matching pipelines, in no order. */
  list(regionId: string, { ids, ...filters }: PipelineFilters = {}): Promise<Pipeline[]> {
    return inBatches(ids, (some) => this.pages(regionId, { ...filters, ids: some }, MOST_PER_PAGE));
  }

  async delete(regionId: string, imagePipelineId: string): Promise<void> {
    await this.client.call("DeleteImagePipeline", { regionId, imagePipelineId });
  }

  /** A page of all pipelines of a region, with one attempt. */
  private async page(regionId: string, nextToken: string | undefined): Promise<ListPage<Pipeline>> {
    const request = { regionId, maxResults: MOST_PER_PAGE, ...(nextToken && { nextToken }) };
    const page = await this.client.describe("DescribeImagePipelines", request, 0);
    const items = (page.imagePipeline?.imagePipelineSet ?? []).map(pipelineOf);
    return { items, nextToken: page.nextToken, totalCount: page.totalCount };
  }

  private async pages(
    regionId: string,
    { ids, name, tags, resourceGroupId }: PipelineFilters,
    maxResults: number,
    unreadable?: Unreadable[],
  ): Promise<Pipeline[]> {
    const items = await allPages(
      this.client,
      "DescribeImagePipelines",
      { regionId, maxResults, imagePipelineId: ids, name, resourceGroupId, tag: tags && tagList(tags) },
      (page) => page.imagePipeline?.imagePipelineSet,
      unreadable,
    );
    return items.map(pipelineOf);
  }
}

const pipelineOf = (item: Described): Pipeline => ({
  imagePipelineId: item.imagePipelineId ?? "",
  createTime: item.creationTime ?? "",
  definition: pipelineDefinition(item),
});
