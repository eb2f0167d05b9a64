import { errors, UNTAGGABLE_CODES } from "../errors.js";
import { listComponents, putComponent } from "./components.js";
import { ownImages, putImage } from "./images.js";
import { listPipelines, putPipeline } from "./pipelines.js";
import type { Scope, Tag } from "./records.js";
import { readSettings } from "./settings.js";
import type { Change, Store } from "./store.js";

/** The parts of a resource that tagging needs. */
export interface Taggable {
  readonly id: string;
  readonly sequence: number;
  readonly tags: readonly Tag[];
  withTags(tags: readonly Tag[]): Change;
}

type List = (store: Store, scope: Scope, now: number) => readonly Taggable[];

/**
 * By ResourceType. The one for components is what Terraform sends; no source names one for pipelines,
 * so that one is by analogy (docs/service.md, Tags).
 */
const LISTS = {
  imagepipeline: (store, scope) =>
    listPipelines(store, scope).map((pipeline) => ({
      ...pipeline,
      withTags: (tags: readonly Tag[]) => putPipeline({ ...pipeline, tags }),
    })),
  imagecomponent: (store, scope) =>
    listComponents(store, scope).map((component) => ({
      ...component,
      withTags: (tags: readonly Tag[]) => putComponent({ ...component, tags }),
    })),
  image: (store, scope, now) =>
    ownImages(store, scope, now).map((image) => ({
      ...image,
      withTags: (tags: readonly Tag[]) => putImage({ ...image, tags }),
    })),
} as const satisfies Readonly<Record<string, List>>;

export type ResourceType = keyof typeof LISTS;

export const RESOURCE_TYPES = Object.keys(LISTS) as readonly ResourceType[];

/** @throws if the type cannot be tagged, or the setting `untaggable` says so. */
export function resourceTypeOf(store: Store, text: string | undefined): ResourceType {
  const type = RESOURCE_TYPES.find((candidate) => candidate === text);
  if (type === undefined) throw errors.unknownResourceType();
  const refused = readSettings(store).untaggable[type];
  const code = UNTAGGABLE_CODES.find((candidate) => candidate === refused);
  if (code !== undefined) throw errors.untaggable(code);
  return type;
}

/** @throws when one of them does not exist in the region. */
export function findAll(taggable: readonly Taggable[], ids: readonly string[]): readonly Taggable[] {
  const byId = new Map(taggable.map((resource) => [resource.id, resource]));
  return ids.map((id, position) => {
    const found = byId.get(id);
    if (found === undefined) throw errors.resourceNotFound(`ResourceId.${position + 1}`);
    return found;
  });
}

/** In the order of creation. */
export function listAll(store: Store, type: ResourceType, scope: Scope, now: number): readonly Taggable[] {
  return [...LISTS[type](store, scope, now)].sort((a, b) => a.sequence - b.sequence);
}
