import { errors } from "../errors.js";
import { componentReferences } from "../parameters/content.js";
import { randomWord } from "../random.js";
import { isKnown } from "./catalog.js";
import { listPipelines } from "./pipelines.js";
import type { Catalog, Component, Scope } from "./records.js";
import { isIn } from "./scope.js";
import type { Change, Store } from "./store.js";
import type { TagFilter } from "./tags.js";
import { matchesTags } from "./tags.js";

export interface ComponentFilter {
  readonly ids?: readonly string[] | undefined;
  readonly name?: string | undefined;
  /** Counts only together with a name; a part of it can be `*`. */
  readonly version?: string | undefined;
  readonly type?: string | undefined;
  readonly systemType?: string | undefined;
  readonly resourceGroupId?: string | undefined;
  readonly tags?: readonly TagFilter[] | undefined;
}

/** @throws when there is one of that name and version. */
export function newComponent(
  store: Store,
  fields: Pick<Component, "accountId" | "regionId" | "createdAt" | "request" | "tags">,
): Component {
  const id = `ic-${randomWord(20)}`;
  const name = fields.request["Name"] ?? id;
  const namesakes = listComponents(store, fields, { name });
  const version = fields.request["ComponentVersion"] ?? nextVersion(namesakes);
  if (namesakes.some((component) => component.version === version)) throw errors.componentExists();
  return { id, sequence: store.takeSequence("components"), name, version, ...fields };
}

/** (x+1).0.0, where x is the highest major version so far (docs/service.md, Components). */
function nextVersion(namesakes: readonly Component[]): string {
  return `${1 + Math.max(0, ...namesakes.map(({ version }) => Number(version.split(".")[0])))}.0.0`;
}

export function putComponent(component: Component): Change {
  return { put: "components", key: component.id, value: component };
}

export function typeOf({ request }: Component): string {
  return request["ComponentType"] ?? "Build";
}

export function systemTypeOf({ request }: Component): string {
  return request["SystemType"] ?? "Linux";
}

export function listComponents(
  store: Store,
  scope: Scope,
  filter: ComponentFilter = {},
): readonly Component[] {
  const { ids, name, version, type, systemType, resourceGroupId, tags = [] } = filter;
  return store
    .all("components")
    .filter(
      (component) =>
        isIn(scope, component) &&
        (ids === undefined || ids.includes(component.id)) &&
        (name === undefined || component.name === name) &&
        (name === undefined || version === undefined || matchesVersion(component, version)) &&
        (type === undefined || typeOf(component) === type) &&
        (systemType === undefined || systemTypeOf(component) === systemType) &&
        (resourceGroupId === undefined || component.request["ResourceGroupId"] === resourceGroupId) &&
        matchesTags(component.tags, tags),
    )
    .sort((a, b) => a.sequence - b.sequence);
}

/** @throws if there is none, or if a pipeline uses it (docs/service.md, Components). */
export function deleteComponent(store: Store, scope: Scope, id: string): void {
  const [component] = listComponents(store, scope, { ids: [id] });
  if (component === undefined) throw errors.componentNotFound();
  const used = listPipelines(store, scope).some(({ request }) =>
    [request["BuildContent"], request["TestContent"]]
      .flatMap((content = "") => componentReferences(content))
      .some((reference) => referredTo(store, scope, reference).includes(component)),
  );
  if (used) throw errors.componentInUse();
  store.commit([{ delete: "components", key: id }]);
}

/** What type of components belongs into which content (docs/service.md, Components). */
const COMPONENT_TYPES = [
  ["BuildContent", "Build"],
  ["TestContent", "Test"],
] as const;

/**
 * Checks the components that the contents of a pipeline refer to: those that the simulator does not have may
 * exist elsewhere, unless the catalog is strict.
 *
 * @throws when one is not there, or is not of the type that belongs into the content (docs/service.md,
 *   Components).
 */
export function refuseWrongComponents(
  store: Store,
  scope: Scope,
  contentOf: (parameter: string) => string | undefined,
  catalog: Catalog,
): void {
  for (const [parameter, type] of COMPONENT_TYPES) {
    for (const reference of componentReferences(contentOf(parameter) ?? "")) {
      const found = referredTo(store, scope, reference);
      if (found.length === 0 && !isKnown(catalog, reference, [])) {
        throw errors.namedComponentNotFound(parameter);
      }
      if (found.length > 0 && !found.some((component) => typeOf(component) === type)) {
        throw errors.wrongComponent(parameter, type);
      }
    }
  }
}

/**
 * The components that an ID or an ARN names, with `/` or `:` before the version; a version with `*` may name several (docs/service.md, Build
 * content: commands).
 */
/** The content of the component that a COMPONENT line names: of several, the one that was created last. */
export const contentNamed = (store: Store, scope: Scope, reference: string): string | undefined =>
  referredTo(store, scope, reference).at(-1)?.request["Content"];

function referredTo(store: Store, scope: Scope, reference: string): readonly Component[] {
  const arn = /^acs:ecs:([^:]*):([^:]*):imagecomponent\/(.+)[/:]([^/:]+)$/.exec(reference);
  if (arn === null) return listComponents(store, scope, { ids: [reference] });
  const [, regionId, accountId, name, version] = arn;
  if (regionId !== scope.regionId || accountId !== scope.accountId) return [];
  return listComponents(store, scope, { name, version });
}

function matchesVersion({ version }: Component, pattern: string): boolean {
  const [parts, wanted] = [version.split("."), pattern.split(".")];
  return parts.length === wanted.length && parts.every((part, n) => wanted[n] === "*" || wanted[n] === part);
}
