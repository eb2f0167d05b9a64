/** It becomes part of the endpoint's host name, so only the documented characters are allowed. */
export const isRegionId = (text: string): boolean =>
  text.length <= 40 && /^[a-z]{2,}(-[a-z0-9]+)+$/.test(text);

export const NO_REGION_ID =
  "is not a region ID; it must be lower-case letters, digits and hyphens, like cn-hangzhou.";
