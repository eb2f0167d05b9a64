/** It becomes part of the endpoint's host name, so only the documented characters are allowed. */
export const isRegionId = (text: string): boolean =>
  text.length <= 40 && /^[a-z]{2,}(-[a-z0-9]+)+$/.test(text);

/** What is said where a region is needed and none is given. @param where the places that were looked in. */
export const noRegion = (where: string): string =>
  `no region is set. Set one of: the argument regionId, ${where}.`;

export const NO_REGION_ID =
  "is not a region ID; it must be lower-case letters, digits and hyphens, like cn-hangzhou.";
