import type { EcsClient } from "../transport/client";
import type { Unreadable } from "../transport/errors";
import { MOST_PER_CALL } from "./batches";

/**
 * A read waits for others to share its call, until none has arrived for QUIET, and at most for GATHER, in milliseconds.
 * Reads that the engine sends together, as many as `--parallel` allows, arrive within one or two milliseconds.
 */
const QUIET = 5;
export const GATHER = 20;

/** A timer with a longer delay fires immediately. */
const LONGEST_TIMER = 2 ** 31 - 1;

interface Read<Item> {
  id: string;
  resolve(item: Item | undefined): void;
  reject(error: unknown): void;
}

/** Reads that share a call. */
interface Batch<Item> {
  reads: Read<Item>[];
  quiet: NodeJS.Timeout;
  gather: NodeJS.Timeout;
}

/**
 * Finds items by ID in a region. Reads that arrive together share calls. Only timers send a batch, never the read that
 * opens it, and no clock is read, so a queued read is sent even if the process stalls.
 */
export class BatchedFind<Item> {
  /** The open batch of each region. */
  private readonly open = new Map<string, Batch<Item>>();

  /**
   * @param what the kind of item, for errors: `image pipeline`.
   * @param describe returns the items for up to 20 IDs, and adds unreadable ones to `unreadable`.
   */
  constructor(
    private readonly what: string,
    private readonly client: Pick<EcsClient, "longestCall">,
    private readonly idOf: (item: Item) => string,
    private readonly describe: (regionId: string, ids: string[], unreadable: Unreadable[]) => Promise<Item[]>,
  ) {}

  /** The item with exactly this ID, or undefined if the region has none. */
  find(regionId: string, id: string): Promise<Item | undefined> {
    return new Promise((resolve, reject) => {
      // Longer than the longest call, whose own error is more helpful. A response can have more than one page.
      const deadline = Math.min(2 * this.client.longestCall(), LONGEST_TIMER);
      const late = setTimeout(() => reject(this.noAnswer(regionId, id, deadline)), deadline);
      const settled = <Value>(settle: (value: Value) => void) => {
        return (value: Value) => {
          clearTimeout(late);
          settle(value);
        };
      };
      this.queue(regionId, { id, resolve: settled(resolve), reject: settled(reject) });
    });
  }

  private queue(regionId: string, read: Read<Item>): void {
    const batch = this.open.get(regionId) ?? this.openBatch(regionId);
    batch.reads.push(read);
    batch.quiet.refresh();
    if (batch.reads.length === MOST_PER_CALL) this.open.delete(regionId);
  }

  private openBatch(regionId: string): Batch<Item> {
    const send = () => this.send(regionId, batch);
    const batch: Batch<Item> = {
      reads: [],
      quiet: setTimeout(send, QUIET),
      gather: setTimeout(send, GATHER),
    };
    this.open.set(regionId, batch);
    return batch;
  }

  private async send(regionId: string, batch: Batch<Item>): Promise<void> {
    clearTimeout(batch.quiet);
    clearTimeout(batch.gather);
    if (this.open.get(regionId) === batch) this.open.delete(regionId);
    try {
      const found = await this.byId(regionId, [...new Set(batch.reads.map(({ id }) => id))]);
      for (const { id, resolve, reject } of batch.reads) {
        const item = found.get(id);
        if (item instanceof Error) reject(item);
        else resolve(item);
      }
    } catch (error) {
      for (const { reject } of batch.reads) reject(error);
    }
  }

  /** The items by their IDs. An unreadable item is an error, never missing. */
  private async byId(regionId: string, ids: string[]): Promise<Map<string, Item | Error>> {
    const unreadable: Unreadable[] = [];
    const items = await this.describe(regionId, ids, unreadable);
    const found = new Map<string, Item | Error>(items.map((item) => [this.idOf(item), item]));
    const nameless = unreadable.find(({ id }) => id === undefined);
    for (const id of ids) if (nameless && !found.has(id)) found.set(id, nameless.error);
    for (const { id, error } of unreadable) if (id !== undefined) found.set(id, error);
    return found;
  }

  private noAnswer(regionId: string, id: string, deadline: number): Error {
    return new Error(
      `${this.what} ${id} in ${regionId}: no response within ${Math.round(deadline / 1000)} s. Check the network, and run this again.`,
    );
  }
}
