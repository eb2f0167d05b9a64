/**
 * The form of the records in the data file, so that the error for a damaged file names the damaged place.
 *
 * Each field of a record has a check: without one for a new field, this does not compile.
 */

import type { CopyRule, Disk, Failure, FurtherKey, Quota, Role, Run, Step, Tag } from "./records.js";
import type { CollectionName, Collections } from "./store.js";

type Check = (value: unknown) => boolean;
type Shape<T> = { readonly [K in keyof Required<T>]: Check };
type Fields = Readonly<Record<string, unknown>>;

const text: Check = (value) => typeof value === "string";
/** The last moment that a Date can be, in milliseconds since 1970. */
const LAST_DATE = 8.64e15;

const number: Check = (value) => Number.isFinite(value);
const count: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
const time: Check = (value) => number(value) && Number(value) >= 0 && Number(value) <= LAST_DATE;
const flag: Check = (value) => typeof value === "boolean";

const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);

const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);

const mapOf =
  (check: Check): Check =>
  (value) =>
    isObject(value) && Object.values(value).every(check);

const record =
  <T>(shape: Shape<T>): Check =>
  (value) =>
    isObject(value) && wrongField(shape, value) === undefined;

const tags = listOf(record<Tag>({ key: text, value: text }));
const disk = record<Disk>({ type: text, device: text, size: number });
const failure = record<Failure>({
  imagePipelineId: optional(text),
  at: text,
  status: optional(text),
  code: optional(text),
  message: optional(text),
  missing: optional(listOf(text)),
});
const run = record<Run>({ state: text, at: optional(text), message: optional(text) });
const copyRule = record<CopyRule>({
  imagePipelineId: optional(text),
  regionId: optional(text),
  seconds: optional(number),
  status: optional(text),
});
const steps = listOf(record<Step>({ status: text, from: time }));

const placed = { id: text, sequence: count, accountId: text, regionId: text };
const left = { ...placed, executionId: text, from: time };

const SHAPES: { readonly [K in CollectionName]: Shape<Collections[K]> } = {
  pipelines: { ...placed, createdAt: time, request: mapOf(text), kept: mapOf(text), tags },
  components: { ...placed, createdAt: time, request: mapOf(text), name: text, version: text, tags },
  executions: {
    ...placed,
    pipelineId: text,
    createdAt: time,
    request: mapOf(text),
    tags,
    steps,
    failure: optional(failure),
    run: optional(run),
    imageId: text,
  },
  images: {
    ...left,
    name: text,
    details: mapOf(text),
    nvmeSupport: optional(text),
    tags,
    disks: listOf(disk),
    snapshotIds: listOf(text),
    sharedWith: listOf(text),
    copied: flag,
    isPublic: optional(flag),
    status: optional(text),
    steps: optional(steps),
    instances: optional(count),
    usage: optional(text),
  },
  snapshots: { ...left, disk },
  accounts: { accountId: text },
  sessions: {
    accessKeyId: text,
    accessKeySecret: text,
    securityToken: text,
    accountId: text,
    role: record<Role>({ name: text, sessionName: text }),
    expiresAt: time,
  },
  answers: { fingerprint: text, answer: mapOf(text) },
  // Data files of an earlier version lack some of the settings.
  settings: {
    from: optional(text),
    accessKeys: optional(
      listOf(record<FurtherKey>({ accessKeyId: text, accessKeySecret: text, accountId: optional(text) })),
    ),
    stateSeconds: optional(mapOf(number)),
    failures: optional(listOf(failure)),
    copies: optional(listOf(copyRule)),
    deny: optional(mapOf(text)),
    quotas: optional(
      mapOf(
        record<Quota>({
          imagePipelines: optional(count),
          imageComponents: optional(count),
          familyImages: optional(count),
        }),
      ),
    ),
    serviceLinkedRole: optional(text),
    untaggable: optional(mapOf(text)),
  },
  catalog: {
    strict: flag,
    images: listOf(text),
    imageFamilies: listOf(text),
    resourceGroups: listOf(text),
    vswitches: listOf(text),
    // Data files of an earlier version have none.
    instanceTypes: optional(listOf(text)),
  },
  clock: { real: time, simulated: time, speed: number },
};

/** What is wrong with a commit, without any value from it; undefined when nothing is. */
export function faultOfCommit(value: unknown): string | undefined {
  if (!Array.isArray(value)) return "it is not a list of changes";
  for (const [position, change] of value.entries()) {
    const fault = faultOfChange(change);
    if (fault !== undefined) return `change ${position + 1} ${fault}`;
  }
  return undefined;
}

function faultOfChange(change: unknown): string | undefined {
  if (!isObject(change)) return "is not an object";
  if (change["clear"] === true) return undefined;
  const name = change["put"] ?? change["delete"];
  if (typeof name !== "string" || !Object.hasOwn(SHAPES, name)) return "names no collection";
  if (typeof change["key"] !== "string") return `of ${name} has no key`;
  if (change["put"] === undefined) return undefined;
  if (!isObject(change["value"])) return `of ${name} has no value`;
  const field = wrongField(SHAPES[name as CollectionName], change["value"]);
  return field === undefined ? undefined : `of ${name} has no valid "${field}"`;
}

function wrongField(shape: Readonly<Record<string, Check>>, value: Fields): string | undefined {
  const found = Object.entries(shape).find(
    ([name, check]) => !check(Object.hasOwn(value, name) ? value[name] : undefined),
  );
  return found?.[0];
}

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
