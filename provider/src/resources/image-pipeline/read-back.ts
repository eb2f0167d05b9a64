import { isDeepStrictEqual } from "node:util";
import type { ImagePipelineArguments } from "../../arguments/image-pipeline";
import { baseImageIn } from "../../content/from";
import { NOT_DESCRIBED, type PipelineDefinition } from "../../ecs/api/pipeline-fields";
import { isMap, withoutUndefined } from "../../values/maps";
import type { Properties } from "../lifecycle";
import { asCompared, asSent } from "./as-sent";
import { normalize } from "./normalize";
import { TWINS } from "./rules";

type Value = Record<string, unknown>;

/** Handled apart, or not described. */
const NOT_COMPARED: string[] = ["imageOptions", "tags", ...NOT_DESCRIBED];

/**
 * The arguments in the state, brought to what the service says: each keeps its own spelling (a FROM line, a
 * deprecated name, an order) where it amounts to what was observed, and takes the observed value at the same path
 * where it does not, so that a secret stays at the path that Pulumi knows. An argument that the state does not hold
 * stays away, whatever the service chose for it; only tags are always taken.
 *
 * @param held the arguments in the state; none at all (`get`) means that everything observed is taken.
 */
export function readBack(held: ImagePipelineArguments, observed: PipelineDefinition): Properties {
  const seen = normalize(observed);
  const given: Value = { ...held };
  if (Object.keys(given).length === 0) return { ...seen };
  const before: Value = { ...asCompared(held) };
  const base = observedBase(seen, before);
  const now: Value = { ...asCompared(seen), ...base };
  const sent: Value = { ...asSent(seen), ...base };
  const result: Value = { ...given, tags: observed.tags };
  for (const name of Object.keys(given)) {
    if (name in TWINS || NOT_COMPARED.includes(name)) continue;
    if (!agrees(before[name], now[name])) result[name] = projected(given[name], sent[name]);
  }
  readBackImageOptions(held, sent, result);
  if (differs(before, base) && held.buildContent !== undefined && baseImageIn(held.buildContent)) {
    result["buildContent"] = withFrom(sent, now);
  }
  return withoutUndefined(result);
}

/** Each of the deprecated twins, and what the state holds of imageOptions, at its own path. */
function readBackImageOptions(held: ImagePipelineArguments, sent: Value, result: Value) {
  for (const [twin, path] of Object.entries(TWINS)) {
    if (!(twin in held)) continue;
    result[twin] = path.reduce<unknown>((value, key) => (value as Value | undefined)?.[key], sent);
  }
  if (held.imageOptions && !agrees(held.imageOptions, sent["imageOptions"])) {
    result["imageOptions"] = projected(held.imageOptions, sent["imageOptions"]);
  }
}

const BASE = ["baseImageType", "baseImage"] as const;
type Base = Pick<PipelineDefinition, (typeof BASE)[number]>;

/**
 * What the service says of the base image: it says it apart, and the content that it holds can have a FROM line, too.
 * By one edition of the API the one decides, by the other the other: so where they are not the same, that one of them
 * counts which is not as declared.
 */
function observedBase(
  { baseImageType, baseImage, buildContent = "" }: PipelineDefinition,
  before: Value,
): Base {
  const apart = { baseImageType, baseImage };
  const from = baseImageIn(buildContent);
  if (!from) return apart;
  return baseImage === undefined || !differs(before, apart) ? from : apart;
}

/** Whether a base image is another than the declared one; what is not declared is not compared. */
const differs = (before: Value, base: Base): boolean =>
  BASE.some((name) => before[name] !== undefined && before[name] !== base[name]);

/** A content that names its base image goes on doing so. */
const withFrom = (sent: Value, now: Value): string =>
  `FROM ${sent["baseImageType"]}:${sent["baseImage"]}\n${now["buildContent"] ?? ""}`;

const TAG_MAPS = ["imageTags", "importImageTags"];

/** Whether all that is held is so in what was observed; a map of tags must be the same as a whole. */
function agrees(held: unknown, observed: unknown, name = ""): boolean {
  if (TAG_MAPS.includes(name)) return isDeepStrictEqual(held, observed);
  if (Array.isArray(held)) {
    return (
      Array.isArray(observed) &&
      held.length === observed.length &&
      held.every((element, index) => agrees(element, observed[index]))
    );
  }
  if (isMap(held)) {
    return isMap(observed) && Object.keys(held).every((key) => agrees(held[key], observed[key], key));
  }
  return isDeepStrictEqual(held, observed);
}

/** What was observed of the fields that are held. */
function projected(held: unknown, observed: unknown, name = ""): unknown {
  if (!isMap(held) || !isMap(observed) || TAG_MAPS.includes(name)) return observed;
  const fields = Object.keys(held).map((key) => [key, projected(held[key], observed[key], key)]);
  return withoutUndefined(Object.fromEntries(fields));
}
