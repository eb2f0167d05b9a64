import type { Ecs } from "../../ecs/api/ecs";
import type { Settings } from "../../ecs/settings/settings";
import { parsed } from "../input";

/** The options of all commands of `images`. */
export const OPTIONS = {
  region: { type: "string", multiple: true },
  family: { type: "string" },
  "name-prefix": { type: "string" },
  tag: { type: "string", multiple: true },
  pipeline: { type: "string" },
  keep: { type: "string" },
  "older-than-days": { type: "string" },
  "retain-at-least": { type: "string" },
  "minimum-age-hours": { type: "string" },
  "exclude-tag": { type: "string", multiple: true },
  "keep-image": { type: "string", multiple: true },
  state: { type: "string", multiple: true },
  image: { type: "string" },
  deprecate: { type: "boolean" },
  unshare: { type: "boolean" },
  "dry-run": { type: "boolean" },
  yes: { type: "boolean" },
  json: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

/** What is given of them. */
export type Options = ReturnType<typeof parse>["values"];

/** Where a command works, and as whom. */
export interface Place {
  settings: Settings;
  ecs: Ecs;
  /** The first is that of the family and of the pipeline. */
  regionIds: [string, ...string[]];
}

export const parse = (args: string[]) => parsed({ args, options: OPTIONS, allowPositionals: true });

/** `KEY=VALUE`, as often as given. */
export function tagsOf(option: string, texts: string[] | undefined): Record<string, string> | undefined {
  const entries = texts?.map((text) => {
    const [, key, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
    if (key === undefined || value === undefined) throw new Error(`--${option} must be KEY=VALUE.`);
    return [key, value] as const;
  });
  return entries && Object.fromEntries(entries);
}

export function numberOf(option: keyof Options, text: string | undefined): number | undefined {
  if (text === undefined || /^\d{1,9}$/.test(text)) return text === undefined ? undefined : Number(text);
  throw new Error(`--${option} must be a whole number.`);
}
