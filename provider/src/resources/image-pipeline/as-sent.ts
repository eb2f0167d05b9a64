import type { ImagePipelineArguments } from "../../arguments/image-pipeline";
import { normalContent } from "../../content/form";
import { baseImageIn, withoutFrom } from "../../content/from";
import { withoutUnset } from "../../values/maps";
import { withoutServiceTags, withoutServiceTagsIn } from "../../values/service-tags";
import { isUnknown } from "../../values/unknown";

/*
 * Forms derived from a normalized declaration. They are never stored, because a value derived from a secret would be at a
 * path that Pulumi does not know to be secret.
 */

type ImageOptions = ImagePipelineArguments["imageOptions"];
type ImportImageOptions = ImagePipelineArguments["importImageOptions"];

/**
 * The declaration as it is sent: deprecated arguments are moved to their replacements, and the base image comes from the
 * FROM line, so that both editions of the API build on the same image.
 */
export function asSent(args: ImagePipelineArguments): ImagePipelineArguments {
  const { imageName, imageFamily, nvmeSupport, ...rest } = args;
  return withoutUnset({
    ...rest,
    ...baseOf(args),
    imageOptions: imageOptionsOf(args),
    importImageOptions: withoutEmptyFormats(args.importImageOptions),
  });
}

/** The declaration as it is compared: declarations that the service treats alike are equal in this form. */
export function asCompared(args: ImagePipelineArguments): ImagePipelineArguments {
  const sent = asSent(args);
  return withoutUnset({
    ...sent,
    buildContent: known(sent.buildContent) ? comparableContent(sent.buildContent) : sent.buildContent,
    testContent: known(sent.testContent)
      ? withoutLastLineEnds(normalContent(sent.testContent))
      : sent.testContent,
    imageOptions: withoutServiceTagsIn(sent.imageOptions, "imageTags"),
    importImageOptions: withImportDefaults(withoutServiceTagsIn(sent.importImageOptions, "importImageTags")),
    tags: withoutServiceTags(sent.tags),
    advancedOptions: withAdvancedDefaults(sent.advancedOptions),
  });
}

function baseOf({ baseImageType, baseImage, buildContent }: ImagePipelineArguments) {
  const from = known(buildContent) ? baseImageIn(buildContent) : undefined;
  return { baseImageType, baseImage, ...from };
}

function imageOptionsOf({
  imageName,
  imageFamily,
  nvmeSupport,
  imageOptions,
}: ImagePipelineArguments): ImageOptions {
  if (isUnknown(imageOptions)) return imageOptions;
  const features = imageOptions?.imageFeatures;
  return withoutUnset({
    imageName,
    imageFamily,
    ...imageOptions,
    imageFeatures: isUnknown(features) ? features : withoutUnset({ nvmeSupport, ...features }),
  });
}

/** An empty format is the documented default, for which the service detects the format (docs/service.md, Import of an image file). */
function withoutEmptyFormats(options: ImportImageOptions): ImportImageOptions {
  const mappings = options?.diskDeviceMappings;
  if (!known(options) || !Array.isArray(mappings)) return options;
  const diskDeviceMappings = mappings.map((mapping) =>
    isUnknown(mapping) || mapping.format !== "" ? mapping : withoutUnset({ ...mapping, format: undefined }),
  );
  return { ...options, diskDeviceMappings };
}

/** One edition of the API inserts a FROM line, the other does not. A FROM that names no base image does not count. */
function comparableContent(content: string): string {
  const normal = normalContent(content);
  return withoutLastLineEnds(baseImageIn(normal) ? withoutFrom(normal) : normal);
}

function withoutLastLineEnds(content: string): string {
  let end = content.length;
  while (content[end - 1] === "\n") end -= 1;
  return content.slice(0, end);
}

/**
 * docs/service.md, Import of an image file. A default that depends on an unknown value does not matter, because the whole
 * is unknown then.
 */
function withImportDefaults(options: ImportImageOptions): ImportImageOptions {
  if (!known(options)) return options;
  const { architecture = "x86_64", osType = "linux", retainImportedImage } = options;
  const features = options.features ?? {};
  return {
    architecture,
    bootMode: architecture === "arm64" ? "UEFI" : "BIOS",
    osType,
    platform: osType === "linux" ? "Others Linux" : "Other Windows",
    licenseType: "Auto",
    // The deprecated twin applies if only it is set. The effect of setting both is not documented.
    ...(retainImportedImage === undefined && { retentionStrategy: "RetainNever" as const }),
    ...options,
    features: known(features) ? { imdsSupport: "v1", nvmeSupport: "unsupported", ...features } : features,
  };
}

/** docs/service.md, Advanced options. */
const withAdvancedDefaults = (
  options: ImagePipelineArguments["advancedOptions"],
): ImagePipelineArguments["advancedOptions"] =>
  isUnknown(options) ? options : { retainCloudAssistant: false, ...options };

const known = <T>(value: T): value is NonNullable<T> => value !== undefined && !isUnknown(value);
