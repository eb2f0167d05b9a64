/** The bodies that the control interface accepts, as JSON schemas: unknown keys are refused. */

import { ACTIONS } from "../actions/index.js";
import { UNTAGGABLE_CODES } from "../errors.js";
import { IMAGE_STATUSES } from "../model/images.js";
import { STATE_SECONDS, WORKING } from "../model/plan.js";
import { RESOURCE_TYPES } from "../model/taggable.js";
import { FAULT_KINDS } from "./faults.js";

const texts = { type: "array", items: { type: "string", minLength: 1 } } as const;

function object(properties: Readonly<Record<string, unknown>>, required: readonly string[] = []) {
  return { type: "object", additionalProperties: false, properties, required };
}

export const FAULTS_SCHEMA = object({
  seed: { type: "integer", minimum: 0 },
  rate: { type: "number", minimum: 0, maximum: 1 },
  kinds: { type: "array", minItems: 1, items: { enum: FAULT_KINDS } },
  actions: { ...texts, minItems: 1 },
  count: { type: "integer", minimum: 0 },
  delayMs: { type: "integer", minimum: 0, maximum: 600_000 },
});

export const QUOTA_SCHEMA = object({ callsPerSecond: { type: "number", exclusiveMinimum: 0 } });

export const CATALOG_SCHEMA = object({
  strict: { type: "boolean" },
  images: texts,
  imageFamilies: texts,
  resourceGroups: texts,
  vswitches: texts,
  instanceTypes: texts,
});

const FURTHER_KEY = object(
  {
    accessKeyId: { type: "string", pattern: "^[^\\s,]+$" },
    accessKeySecret: { type: "string", minLength: 1 },
    accountId: { type: "string", pattern: "^[0-9]{1,20}$" },
  },
  ["accessKeyId", "accessKeySecret"],
);

const FAILURE = object(
  {
    imagePipelineId: { type: "string", minLength: 1 },
    at: { enum: WORKING },
    status: { type: "string", pattern: "^[A-Z][A-Z_]*$" },
    code: { type: "string", minLength: 1 },
    message: { type: "string", minLength: 1 },
    missing: texts,
  },
  ["at"],
);

const SECONDS = { type: "number", minimum: 0, maximum: 1e7 };

const COPY = object({
  imagePipelineId: { type: "string", minLength: 1 },
  regionId: { type: "string", minLength: 1 },
  seconds: SECONDS,
  status: { enum: IMAGE_STATUSES },
});

const PLACES = { type: "integer", minimum: 0 };

export const SETTINGS_SCHEMA = object({
  from: { enum: ["honoured", "ignored"] },
  accessKeys: { type: "array", items: FURTHER_KEY },
  stateSeconds: object(Object.fromEntries(Object.keys(STATE_SECONDS).map((state) => [state, SECONDS]))),
  failures: { type: "array", items: FAILURE },
  copies: { type: "array", items: COPY },
  deny: {
    type: "object",
    propertyNames: { enum: ACTIONS.map(({ name }) => name) },
    additionalProperties: { type: "string", minLength: 1 },
  },
  quotas: {
    type: "object",
    additionalProperties: object({
      imagePipelines: PLACES,
      imageComponents: PLACES,
      familyImages: PLACES,
    }),
  },
  serviceLinkedRole: { enum: ["present", "missing"] },
  untaggable: {
    type: "object",
    propertyNames: { enum: RESOURCE_TYPES },
    additionalProperties: { enum: UNTAGGABLE_CODES },
  },
});

const IMAGE_CHANGE = {
  status: { enum: IMAGE_STATUSES },
  usage: { enum: ["instance", "none"] },
  instances: { type: "integer", minimum: 0, maximum: 10_000 },
  isPublic: { type: "boolean" },
  sharedWith: { type: "array", items: { type: "string", pattern: "^[0-9]{1,20}$" } },
  creationTime: { type: "string", format: "date-time" },
} as const;

export const IMAGE_SCHEMA = { ...object(IMAGE_CHANGE), minProperties: 1 };

const TEXT = { type: "string", minLength: 1 } as const;

const NEW_IMAGE = object(
  {
    ...IMAGE_CHANGE,
    regionId: TEXT,
    owner: { enum: ["self", "system"] },
    accountId: { type: "string", pattern: "^[0-9]{1,20}$" },
    imageId: TEXT,
    name: TEXT,
    imageFamily: TEXT,
    description: TEXT,
    resourceGroupId: TEXT,
    osType: { enum: ["linux", "windows"] },
    architecture: { enum: ["i386", "x86_64", "arm64"] },
    platform: TEXT,
    size: { type: "integer", minimum: 1, maximum: 2048 },
    tags: { type: "object", additionalProperties: { type: "string" } },
    copied: { type: "boolean" },
  },
  ["regionId"],
);

export const NEW_IMAGES_SCHEMA = object(
  { images: { type: "array", minItems: 1, maxItems: 10_000, items: NEW_IMAGE } },
  ["images"],
);

export const ALTER_SCHEMA = object(
  { parameters: { type: "object", minProperties: 1, additionalProperties: { type: ["string", "null"] } } },
  ["parameters"],
);

export const CLOCK_SCHEMA = object({ advanceSeconds: { type: "number", minimum: 0, maximum: 1e9 } }, [
  "advanceSeconds",
]);

export const RESET_SCHEMA = object({});

export const SUMMARY_SCHEMA = object({
  filter: { type: "string", maxLength: 200 },
  rows: { type: "string", pattern: "^([1-9][0-9]?|[1-4][0-9]{2}|500)$" },
});
