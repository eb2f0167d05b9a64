import { type Case, declaration, laidOver } from "./case";

/**
 * From a declaration to the flat parameters of the request, written from docs/service.md, Parameters of
 * CreateImagePipeline, The SDK, and from docs/decisions.md, apart from the provider's own mapping. Names that
 * it does not know are sent too, in capitals.
 */

const names: Readonly<Record<string, string>> = {
  addAccounts: "AddAccount",
  toRegionIds: "ToRegionId",
  repairItems: "RepairItem",
  tags: "Tag",
  vswitchId: "VSwitchId",
  ossBucket: "OSSBucket",
  ossObject: "OSSObject",
  osType: "OSType",
};

const maps = new Set(["Tag", "ImageOptions.ImageTags", "ImportImageOptions.ImportImageTags"]);
const sets = new Set(["AddAccount", "ToRegionId", "RepairItem"]);
const texts = new Set(["BuildContent", "TestContent", "Content"]);
const neverSent = new Set(["__provider", "adopt", "deleteTimeoutMinutes"]);

const deprecated: Readonly<Record<string, string>> = {
  ImageName: "ImageOptions.ImageName",
  ImageFamily: "ImageOptions.ImageFamily",
  NvmeSupport: "ImageOptions.ImageFeatures.NvmeSupport",
};

type Parameters = Record<string, string>;

/** docs/decisions.md, Line ends: plain ones are sent, and no byte order mark. */
const sentText = (content: string): string =>
  content
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\r/)
    .join("\n");

const wireName = (name: string): string => names[name] ?? name.charAt(0).toUpperCase() + name.slice(1);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const items = (name: string, value: readonly unknown[]): readonly unknown[] =>
  sets.has(name) ? [...new Set(value.map(String))].sort() : value;

function put(parameters: Parameters, name: string, value: unknown): void {
  if (value === undefined || value === null) return;
  if (Array.isArray(value)) {
    for (const [index, item] of items(name, value).entries()) put(parameters, `${name}.${index + 1}`, item);
  } else if (isObject(value) && maps.has(name)) {
    for (const [index, [key, text]] of Object.entries(value).entries()) {
      parameters[`${name}.${index + 1}.Key`] = key;
      put(parameters, `${name}.${index + 1}.Value`, text);
    }
  } else if (isObject(value)) {
    for (const [key, inner] of Object.entries(value)) put(parameters, `${name}.${wireName(key)}`, inner);
  } else {
    parameters[name] = texts.has(name) ? sentText(String(value)) : String(value);
  }
}

/** The type and the image of a FROM line that opens a content. */
function fromLine(content: string): { type: string; image: string } | undefined {
  const first = content.split("\n").find((line) => line.trim() !== "" && !line.trimStart().startsWith("#"));
  const match = /^\s*FROM\s+(IMAGE|IMAGE_FAMILY|OSS):(\S+)\s*$/i.exec(first ?? "");
  return match?.[1] && match[2] ? { type: match[1], image: match[2] } : undefined;
}

export function wire(
  args: Readonly<Record<string, unknown>>,
  context: { regionId?: string } = {},
): Parameters {
  const parameters: Parameters = {};
  put(parameters, "RegionId", context.regionId);
  for (const [name, value] of Object.entries(args)) {
    if (!neverSent.has(name)) put(parameters, wireName(name), value);
  }
  for (const [old, current] of Object.entries(deprecated)) {
    const value = parameters[old];
    if (value === undefined) continue;
    parameters[current] ??= value;
    delete parameters[old];
  }
  const from = fromLine(parameters["BuildContent"] ?? "");
  if (from) {
    parameters["BaseImageType"] ??= from.type;
    parameters["BaseImage"] ??= from.image;
  }
  return parameters;
}

/** The request of a case. */
export const requestOf = (one: Case): Parameters =>
  laidOver(wire(declaration(one), one.context), one.request ?? {});
