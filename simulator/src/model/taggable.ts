import { errors } from "../errors.js";
import { findPipeline, listPipelines, putPipeline } from "./pipelines.js";
import type { Scope, Tag } from "./records.js";
import type { Change, Store } from "./store.js";

/** A resource, as far as its tags are concerned. */
export interface Taggable {
  readonly id: string;
  readonly sequence: number;
  readonly tags: readonly Tag[];
  withTags(tags: readonly Tag[]): Change;
}

interface Kind {
  find(store: Store, scope: Scope, id: string): Taggable | undefined;
  list(store: Store, scope: Scope): readonly Taggable[];
}

/** By ResourceType. No source names one for pipelines: this one is by analogy with components (api-facts 5). */
const KINDS = {
  imagepipeline: {
    find: (store, scope, id) => {
      const pipeline = findPipeline(store, scope, id);
      return pipeline && { ...pipeline, withTags: (tags) => putPipeline({ ...pipeline, tags }) };
    },
    list: (store, scope) =>
      listPipelines(store, scope).map((pipeline) => ({
        ...pipeline,
        withTags: (tags: readonly Tag[]) => putPipeline({ ...pipeline, tags }),
      })),
  },
} as const satisfies Readonly<Record<string, Kind>>;

export type ResourceType = keyof typeof KINDS;

export const RESOURCE_TYPES = Object.keys(KINDS) as readonly ResourceType[];

/** @throws when the type is none that can be tagged here. */
export function resourceTypeOf(text: string | undefined): ResourceType {
  const type = RESOURCE_TYPES.find((candidate) => candidate === text);
  if (type === undefined)
    throw errors.invalidParameter("ResourceType", `it must be one of ${RESOURCE_TYPES.join(", ")}`);
  return type;
}

/** @throws when one of them does not exist in the region. */
export function findAll(
  store: Store,
  type: ResourceType,
  scope: Scope,
  ids: readonly string[],
): readonly Taggable[] {
  return ids.map((id, position) => {
    const found = KINDS[type].find(store, scope, id);
    if (found === undefined) throw errors.resourceNotFound(`ResourceId.${position + 1}`);
    return found;
  });
}

export function listAll(store: Store, type: ResourceType, scope: Scope): readonly Taggable[] {
  return KINDS[type].list(store, scope);
}
