import { errors } from "../errors.js";
import { familyOf, statusOf, usableImages } from "./images.js";
import type { Catalog, Scope } from "./records.js";
import type { Store } from "./store.js";

/** What a pipeline refers to. */
export interface References {
  /** The parameter that names the base image: with a FROM line, it is the content. */
  readonly baseParameter: string;
  readonly baseImageType: string;
  readonly baseImage?: string | undefined;
  readonly resourceGroupId?: string | undefined;
  readonly vSwitchId?: string | undefined;
  readonly instanceType?: string | undefined;
}

const KEY = "catalog";
export const EMPTY_CATALOG: Catalog = {
  strict: false,
  images: [],
  imageFamilies: [],
  resourceGroups: [],
  vswitches: [],
  instanceTypes: [],
};

export function readCatalog(store: Store): Catalog {
  return { ...EMPTY_CATALOG, ...store.get("catalog", KEY) };
}

export function replaceCatalog(store: Store, catalog: Catalog): void {
  store.commit([{ put: "catalog", key: KEY, value: catalog }]);
}

/** Images that the account can use can be base images too; families only if one of their images is Available. */
export function withImages(catalog: Catalog, store: Store, scope: Scope, now: number): Catalog {
  const images = usableImages(store, scope, now);
  const available = images.filter((image) => statusOf(image, now) === "Available");
  const families = available.flatMap((image) => familyOf(image, scope.accountId) ?? []);
  return {
    ...catalog,
    images: [...catalog.images, ...images.map(({ id }) => id)],
    imageFamilies: [...catalog.imageFamilies, ...families],
  };
}

/** Whether something exists that the simulator did not create. */
export function isKnown(catalog: Catalog, id: string, known: readonly string[]): boolean {
  return catalog.strict ? known.includes(id) : !saysNotFound(id);
}

/** What no catalog lists, regions and OSS objects, exists unless its name has this in it. */
export function saysNotFound(id: string): boolean {
  return id.toLowerCase().includes("notfound");
}

export function refuseUnknownResourceGroup(catalog: Catalog, id: string | undefined): void {
  if (id !== undefined && !isKnown(catalog, id, catalog.resourceGroups)) throw errors.resourceGroupNotFound();
}

export function isKnownBase(catalog: Catalog, { baseImageType, baseImage }: References): boolean {
  const bases = baseImageType === "IMAGE" ? catalog.images : catalog.imageFamilies;
  return baseImageType === "OSS" || baseImage === undefined || isKnown(catalog, baseImage, bases);
}

/** @throws the documented 404 for what does not exist (docs/service.md, Error codes). */
export function refuseUnknownReferences(catalog: Catalog, references: References): void {
  if (!isKnownBase(catalog, references)) throw errors.imageNotFound(references.baseParameter);
  refuseUnknownResourceGroup(catalog, references.resourceGroupId);
  refuseUnknownPlace(catalog, references);
}

/** @throws for a vSwitch or an instance type that does not exist. */
export function refuseUnknownPlace(catalog: Catalog, { vSwitchId, instanceType }: References): void {
  if (vSwitchId !== undefined && !isKnown(catalog, vSwitchId, catalog.vswitches))
    throw errors.vSwitchNotFound();
  if (instanceType !== undefined && !isKnown(catalog, instanceType, catalog.instanceTypes))
    throw errors.instanceTypeNotFound();
}
