import { type Case, refused, warned } from "../case";

const source = "docs/service.md, Parameters of CreateImagePipeline: ImageSecurityOptions.SecurityScanMode";

export const imageSecurityOptions: Case[] = [
  warned(
    "any scan mode is accepted, with a warning, since no document names the values",
    source,
    { imageSecurityOptions: { securityScanMode: "Basic" } },
    /no document names its values/,
  ),
  refused(
    "a scan mode with a blank is refused",
    source,
    { imageSecurityOptions: { securityScanMode: "Basic scan" } },
    "imageSecurityOptions.securityScanMode",
    /a space at position 6/,
    "accept",
  ),
];
