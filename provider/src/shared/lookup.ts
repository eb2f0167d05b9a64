import DataLoader from "dataloader";

/** api-facts 2, 4: IDs per call. */
const IDS_PER_CALL = 20;
/** How long a read waits for others to share its call, in milliseconds. */
const GATHER = 20;

/** Finds things by ID in a region; reads that arrive together share calls. */
export class Lookup<Item> {
  private readonly regions = new Map<string, DataLoader<string, Item | undefined>>();

  /** @param describe every item that the service has for up to 20 IDs, by its ID. */
  constructor(private readonly describe: (regionId: string, ids: string[]) => Promise<Map<string, Item>>) {}

  /** The one with exactly this ID, or undefined if the region has none. */
  find(regionId: string, id: string): Promise<Item | undefined> {
    let loader = this.regions.get(regionId);
    if (!loader) {
      loader = new DataLoader((ids) => this.load(regionId, ids), {
        maxBatchSize: IDS_PER_CALL,
        cache: false,
        batchScheduleFn: (send) => setTimeout(send, GATHER),
      });
      this.regions.set(regionId, loader);
    }
    return loader.load(id);
  }

  private async load(regionId: string, ids: readonly string[]): Promise<(Item | undefined)[]> {
    const found = await this.describe(regionId, [...new Set(ids)]);
    return ids.map((id) => found.get(id));
  }
}
