import type { EcsClient } from "../transport/client";
import type { Unreadable } from "../transport/errors";
import { MOST_PER_CALL } from "./batches";

/**
 * A read waits for others to share its call until none has come for QUIET, and never longer than GATHER, in milliseconds.
 * Those that the engine sends together arrive within one or two of each other, as many as its `--parallel` lets it.
 */
const QUIET = 5;
const GATHER = 20;

/** A timer that is set for longer than this fires at once. */
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
 * Finds things by ID in a region; reads that arrive together share calls. A batch is sent by its timers alone, never
 * by the read that opens it, and no clock is read: whatever stalls the process, a read that was queued is sent.
 */
export class BatchedFind<Item> {
  /** The batch of each region that still takes reads. */
  private readonly open = new Map<string, Batch<Item>>();

  /**
   * @param what what is found, for errors: `image pipeline`.
   * @param describe the items that the service has for up to 20 IDs; `unreadable` takes those that cannot be read.
   */
  constructor(
    private readonly what: string,
    private readonly client: Pick<EcsClient, "longestCall">,
    private readonly idOf: (item: Item) => string,
    private readonly describe: (regionId: string, ids: string[], unreadable: Unreadable[]) => Promise<Item[]>,
  ) {}

  /** The one with exactly this ID, or undefined if the region has none. */
  find(regionId: string, id: string): Promise<Item | undefined> {
    return new Promise((resolve, reject) => {
      // Longer than a call takes to fail by itself, since its error says more; an answer can come in more than one page.
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

  /** The items by their IDs. One that cannot be read is an error, never missing. */
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
