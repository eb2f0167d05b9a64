import DataLoader from "dataloader";

/** api-facts 2, 4: IDs per call. */
const IDS_PER_CALL = 20;
/**
 * A read waits for others to share its call until none has come for QUIET, and never longer than GATHER, in milliseconds.
 * Those that the engine sends together arrive within one or two of each other, as many as its `--parallel` lets it.
 */
const QUIET = 5;
const GATHER = 20;

/** Finds things by ID in a region; reads that arrive together share calls. */
export class Lookup<Item> {
  private readonly regions = new Map<string, DataLoader<string, Item | undefined>>();
  private latest = 0;

  /** @param describe every item that the service has for up to 20 IDs, by its ID. */
  constructor(private readonly describe: (regionId: string, ids: string[]) => Promise<Map<string, Item>>) {}

  /** The one with exactly this ID, or undefined if the region has none. */
  find(regionId: string, id: string): Promise<Item | undefined> {
    this.latest = performance.now();
    let loader = this.regions.get(regionId);
    if (!loader) {
      loader = new DataLoader((ids) => this.load(regionId, ids), {
        maxBatchSize: IDS_PER_CALL,
        cache: false,
        batchScheduleFn: (send) => this.whenQuiet(send, performance.now() + GATHER),
      });
      this.regions.set(regionId, loader);
    }
    return loader.load(id);
  }

  private whenQuiet(send: () => void, deadline: number): void {
    const now = performance.now();
    const wait = Math.min(this.latest + QUIET, deadline) - now;
    if (wait <= 0) send();
    else setTimeout(() => this.whenQuiet(send, deadline), wait);
  }

  private async load(regionId: string, ids: readonly string[]): Promise<(Item | undefined)[]> {
    const found = await this.describe(regionId, [...new Set(ids)]);
    return ids.map((id) => found.get(id));
  }
}
