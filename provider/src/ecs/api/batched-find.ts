import type { EcsClient } from "../transport/client";
import type { Unreadable } from "../transport/errors";

/** API: DescribeImagePipelines, DescribeImageComponents, IDs per call. */
const IDS_PER_CALL = 20;
/**
 * A read waits for others to share its call until none has come for QUIET, and never longer than GATHER, in milliseconds.
 * Those that the engine sends together arrive within one or two of each other, as many as its `--parallel` lets it.
 */
const QUIET = 5;
const GATHER = 20;

/** A timer that is set for longer than this fires at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** How long a read by this client may take: an answer can come in more than one page. */
export const lookupDeadline = (client: EcsClient): number => 2 * client.longestCall();

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
export class Lookup<Item> {
  /** The batch of each region that still takes reads. */
  private readonly open = new Map<string, Batch<Item>>();

  /**
   * @param what what is found, for errors: `image pipeline`.
   * @param describe every item that the service has for up to 20 IDs, by its ID; an error for one that cannot be read.
   * @param deadline how long a read waits, in milliseconds: longer than `describe` takes to fail by itself, since its
   *   error says more.
   */
  constructor(
    private readonly what: string,
    private readonly describe: (regionId: string, ids: string[]) => Promise<Map<string, Item | Error>>,
    private readonly deadline: () => number,
  ) {}

  /** The one with exactly this ID, or undefined if the region has none. */
  find(regionId: string, id: string): Promise<Item | undefined> {
    return new Promise((resolve, reject) => {
      const deadline = Math.min(this.deadline(), LONGEST_TIMER);
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
    if (batch.reads.length === IDS_PER_CALL) this.open.delete(regionId);
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
      const found = await this.describe(regionId, [...new Set(batch.reads.map(({ id }) => id))]);
      for (const { id, resolve, reject } of batch.reads) {
        const item = found.get(id);
        if (item instanceof Error) reject(item);
        else resolve(item);
      }
    } catch (error) {
      for (const { reject } of batch.reads) reject(error);
    }
  }

  private noAnswer(regionId: string, id: string, deadline: number): Error {
    return new Error(
      `${this.what} ${id} in ${regionId}: no answer came within ${Math.round(deadline / 1000)} s. Check the network, and run this again.`,
    );
  }
}

/** The items by their IDs. One that cannot be read is an error, never missing. */
export function byId<Item>(
  ids: string[],
  items: Item[],
  idOf: (item: Item) => string | undefined,
  unreadable: Unreadable[],
): Map<string, Item | Error> {
  const found = new Map<string, Item | Error>(items.map((item) => [idOf(item) ?? "", item]));
  const nameless = unreadable.find(({ id }) => id === undefined);
  for (const id of ids) if (nameless && !found.has(id)) found.set(id, nameless.error);
  for (const { id, error } of unreadable) if (id !== undefined) found.set(id, error);
  return found;
}
