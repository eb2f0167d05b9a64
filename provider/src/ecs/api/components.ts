import type { ImageComponentArguments } from "../../arguments/image-component";
import type { EcsClient } from "../transport/client";
import type { Unreadable } from "../transport/errors";
import type { Request, Response } from "../transport/sdk";
import { BatchedFind } from "./batched-find";
import { inBatches } from "./batches";
import { type Fields, read, same, sent } from "./fields";
import { allPages, MOST_PER_PAGE } from "./pages";
import { type ListPage, RefreshReads } from "./refresh-reads";
import { type Tags, tagList, tagMap } from "./tags";

/** The definition of an image component: the arguments that the API describes. */
export type ComponentDefinition = Omit<ImageComponentArguments, "regionId" | "adopt">;

type Sent = Request<"CreateImageComponent">;

/** One component as DescribeImageComponents returns it. */
type Described = NonNullable<
  NonNullable<Response<"DescribeImageComponents">["imageComponent"]>["imageComponentSet"]
>[number];

/** docs/service.md, Components. */
const COMPONENT: Fields<ComponentDefinition, Sent, Described> = {
  imageComponentName: { send: (name) => ({ name }), read: ({ name }) => name },
  componentType: same("componentType"),
  componentVersion: same("componentVersion"),
  content: same("content"),
  description: same("description"),
  resourceGroupId: same("resourceGroupId"),
  systemType: same("systemType"),
  tags: { send: (tags) => ({ tag: tagList(tags) }), read: ({ tags }) => tagMap(tags?.tag) },
};

/** An image component as the service describes it. */
export interface Component {
  imageComponentId: string;
  /** In UTC; empty if the service does not say. */
  createTime: string;
  owner: string | undefined;
  definition: Partial<ComponentDefinition>;
  /** The parameters that its content declares, in the YAML form. */
  parameters: { name: string | undefined; type: string | undefined; defaultValue: string | undefined }[];
}

/** The filters of a listing. */
export interface ComponentFilters {
  ids?: string[] | undefined;
  /** The exact name. */
  name?: string | undefined;
  /** The version; `*` matches any part of it. */
  componentVersion?: string | undefined;
  componentType?: string | undefined;
  systemType?: string | undefined;
  owner?: string | undefined;
  resourceGroupId?: string | undefined;
  tags?: Tags | undefined;
}

/** The image components of an account, and those of Alibaba Cloud. */
export class Components {
  private readonly byId: BatchedFind<Component>;
  private readonly inRefresh: RefreshReads<Component>;

  constructor(private readonly client: EcsClient) {
    this.byId = new BatchedFind(
      "image component",
      client,
      ({ imageComponentId }) => imageComponentId,
      (regionId, ids, unreadable) => this.pages(regionId, { ids }, ids.length, unreadable),
    );
    this.inRefresh = new RefreshReads(
      client,
      this.byId,
      ({ imageComponentId }) => imageComponentId,
      (regionId, nextToken) => this.page(regionId, nextToken),
    );
  }

  async create(
    regionId: string,
    definition: ComponentDefinition,
    clientToken: string,
  ): Promise<{ imageComponentId: string; requestId: string }> {
    const parameters = sent(COMPONENT, definition);
    return this.client.call("CreateImageComponent", { ...parameters, regionId, clientToken });
  }

  /** The component with this ID, or undefined if there is none. Concurrent calls share a request. */
  find(regionId: string, imageComponentId: string): Promise<Component | undefined> {
    return this.byId.find(regionId, imageComponentId);
  }

  /** The same for a component that is in the state. Many reads share the listing of their region. */
  findInRefresh(regionId: string, imageComponentId: string): Promise<Component | undefined> {
    return this.inRefresh.find(regionId, imageComponentId);
  }

  /** All matching components, in no order. */
  list(regionId: string, { ids, ...filters }: ComponentFilters = {}): Promise<Component[]> {
    return inBatches(ids, (some) => this.pages(regionId, { ...filters, ids: some }, MOST_PER_PAGE));
  }

  async delete(regionId: string, imageComponentId: string): Promise<void> {
    await this.client.call("DeleteImageComponent", { regionId, imageComponentId });
  }

  /** A page of all components of the account in a region, with one attempt. */
  private async page(regionId: string, nextToken: string | undefined): Promise<ListPage<Component>> {
    const request = { regionId, maxResults: MOST_PER_PAGE, owner: "SELF", ...(nextToken && { nextToken }) };
    const page = await this.client.describe("DescribeImageComponents", request, 0);
    const items = (page.imageComponent?.imageComponentSet ?? []).map(componentOf);
    return { items, nextToken: page.nextToken, totalCount: page.totalCount };
  }

  private async pages(
    regionId: string,
    { ids, tags, ...filters }: ComponentFilters,
    maxResults: number,
    unreadable?: Unreadable[],
  ): Promise<Component[]> {
    const items = await allPages(
      this.client,
      "DescribeImageComponents",
      { ...filters, regionId, maxResults, imageComponentId: ids, tag: tags && tagList(tags) },
      (page) => page.imageComponent?.imageComponentSet,
      unreadable,
    );
    return items.map(componentOf);
  }
}

function componentOf(item: Described): Component {
  // A component without a description has an empty one.
  const definition = Object.entries(read(COMPONENT, item)).filter(([, value]) => value !== "");
  return {
    imageComponentId: item.imageComponentId ?? "",
    createTime: item.creationTime ?? "",
    owner: item.owner,
    definition: Object.fromEntries(definition),
    parameters: (item.parameters?.parameter ?? []).map(({ name, type, defaultValue }) => ({
      name,
      type,
      defaultValue,
    })),
  };
}
