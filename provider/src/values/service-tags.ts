import { isMap, withoutUndefined } from "./maps";

/** How the keys of tags begin that only the service sets; a request with one is refused (API: TagResources, Tag.N.Key). */
export const SERVICE_TAG_PREFIXES = ["aliyun", "acs:"] as const;

const isServiceTag = (key: string): boolean => SERVICE_TAG_PREFIXES.some((prefix) => key.startsWith(prefix));

/** Tags without those of the service. Undefined if no others are left. */
export function withoutServiceTags<Tags>(tags: Tags): Tags | undefined {
  if (!isMap(tags) || !Object.keys(tags).some(isServiceTag)) return tags;
  const own = Object.entries(tags).filter(([key]) => !isServiceTag(key));
  return own.length > 0 ? (Object.fromEntries(own) as Tags) : undefined;
}

/**
 * Options without the service's tags in one of their maps. States of earlier releases can contain such tags, because a
 * refresh stored them.
 */
export function withoutServiceTagsIn<Options extends object, Name extends keyof Options>(
  options: Options | undefined,
  name: Name,
): Options | undefined {
  if (!isMap(options) || !(name in options)) return options;
  return withoutUndefined({ ...options, [name]: withoutServiceTags(options[name]) }) as Options;
}
