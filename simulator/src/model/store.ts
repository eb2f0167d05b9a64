/**
 * The simulator's memory: a few named collections, changed only by `commit`.
 *
 * A commit is one step: it is written to the journal first, if there is one, and then applied. It is
 * synchronous, so no other request can come between a check and the change that relies on it.
 */

import type {
  Account,
  Catalog,
  ClockAnchor,
  Component,
  Execution,
  Image,
  Pipeline,
  RecordedAnswer,
  Session,
  Settings,
  Snapshot,
} from "./records.js";

export interface Collections {
  readonly pipelines: Pipeline;
  readonly components: Component;
  readonly executions: Execution;
  readonly images: Image;
  readonly snapshots: Snapshot;
  readonly accounts: Account;
  readonly sessions: Session;
  readonly answers: RecordedAnswer;
  readonly settings: Settings;
  readonly catalog: Catalog;
  readonly clock: ClockAnchor;
}

export type CollectionName = keyof Collections;

interface Put<K extends CollectionName> {
  readonly put: K;
  readonly key: string;
  readonly value: Collections[K];
}

type AnyPut = { [K in CollectionName]: Put<K> }[CollectionName];

interface Delete {
  readonly delete: CollectionName;
  readonly key: string;
}

/** One change; `clear` empties every collection. */
export type Change = AnyPut | Delete | { readonly clear: true };

/** The collections of resources, which keep the order of creation. */
export type Numbered = "pipelines" | "components" | "executions" | "images" | "snapshots";

type Maps = { readonly [K in CollectionName]: Map<string, Collections[K]> };

export interface Store {
  all<K extends CollectionName>(name: K): readonly Collections[K][];
  get<K extends CollectionName>(name: K, key: string): Collections[K] | undefined;
  /** The number of the next resource: never one that was taken before, also within one commit. */
  takeSequence(name: Numbered): number;
  commit(changes: readonly Change[]): void;
}

/** Where commits are written before they are applied; throws if that fails. */
export interface Journal {
  append(changes: readonly Change[]): void;
}

export function createStore(journal?: Journal, history: Iterable<readonly Change[]> = []): Store {
  const maps: Maps = {
    pipelines: new Map(),
    components: new Map(),
    executions: new Map(),
    images: new Map(),
    snapshots: new Map(),
    accounts: new Map(),
    sessions: new Map(),
    answers: new Map(),
    settings: new Map(),
    catalog: new Map(),
    clock: new Map(),
  };
  for (const changes of history) apply(maps, changes);
  const taken = new Map<Numbered, number>();
  return {
    all: (name) => [...maps[name].values()],
    get: (name, key) => maps[name].get(key),
    takeSequence: (name) => {
      const next = 1 + (taken.get(name) ?? highest(maps[name].values()));
      taken.set(name, next);
      return next;
    },
    commit: (changes) => {
      journal?.append(changes);
      apply(maps, changes);
    },
  };
}

function highest(resources: Iterable<{ readonly sequence: number }>): number {
  let found = 0;
  for (const { sequence } of resources) found = Math.max(found, sequence);
  return found;
}

/** The fewest changes that make an empty store equal to one after `history`. */
export function condense(history: Iterable<readonly Change[]>): readonly Change[] {
  const latest = new Map<string, Change>();
  for (const change of [...history].flat()) {
    if ("clear" in change) latest.clear();
    else if ("put" in change) latest.set(`${change.put} ${change.key}`, change);
    else latest.delete(`${change.delete} ${change.key}`);
  }
  return [...latest.values()];
}

function apply(maps: Maps, changes: readonly Change[]): void {
  for (const change of changes) {
    if ("clear" in change) for (const map of Object.values(maps)) map.clear();
    else if ("put" in change) put(maps, change);
    else maps[change.delete].delete(change.key);
  }
}

function put<K extends CollectionName>(maps: Maps, change: { [P in K]: Put<P> }[K]): void {
  maps[change.put].set(change.key, change.value);
}
