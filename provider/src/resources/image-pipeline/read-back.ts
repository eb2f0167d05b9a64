import { isDeepStrictEqual } from "node:util";
import type { ImagePipelineArguments } from "../../arguments/image-pipeline";
import { baseImageIn } from "../../content/from";
import { NOT_DESCRIBED, type PipelineDefinition } from "../../ecs/api/pipeline-fields";
import { isMap, withoutUndefined } from "../../values/maps";
import type { Properties } from "../lifecycle";
import { asCompared, asSent } from "./as-sent";
import { argumentsPresent } from "./diff";
import { normalize } from "./normalize";
import { TWINS } from "./rules";

type Value = Record<string, unknown>;

/** Handled separately, or not described by the service. */
const NOT_COMPARED: string[] = ["imageOptions", "tags", ...NOT_DESCRIBED];

/**
 * Updates the arguments in the state to what the service describes. An argument that is equivalent to the observed value
 * keeps its own spelling (a FROM line, a deprecated name, an order). Otherwise it takes the observed value at the same
 * path, so that a secret stays at the path that Pulumi knows. An argument that is not in the state is not added, whatever
 * the service chose for it, except tags.
 *
 * @param held the arguments in the state; if there are none (`get`), everything observed is returned.
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

/** The deprecated twins, and the imageOptions in the state, each at its own path. */
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
 * The base image that the service describes. It is in fields of its own, and can also be in a FROM line of the content.
 * Which of them takes precedence depends on the edition of the API, so if they differ, the one that differs from the
 * declaration counts.
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

/** Whether a base image differs from the declared one. What is not declared is not compared. */
const differs = (before: Value, base: Base): boolean =>
  BASE.some((name) => before[name] !== undefined && before[name] !== base[name]);

/** A content with a FROM line keeps one. */
const withFrom = (sent: Value, now: Value): string =>
  `FROM ${sent["baseImageType"]}:${sent["baseImage"]}\n${now["buildContent"] ?? ""}`;

const TAG_MAPS = ["imageTags", "importImageTags"];

/** Whether everything held is the same in the observed value. Maps of tags are compared as a whole. */
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

/** The observed values of the held fields. */
function projected(held: unknown, observed: unknown, name = ""): unknown {
  if (!isMap(held) || !isMap(observed) || TAG_MAPS.includes(name)) return observed;
  const fields = Object.keys(held).map((key) => [key, projected(held[key], observed[key], key)]);
  return withoutUndefined(Object.fromEntries(fields));
}

/** All arguments at their own paths, and the outputs from the service. A pipeline without a name has its ID as name. */
export function outputsOf(id: string, args: Properties, born: Properties): Properties {
  const { requestId, accountId } = born;
  return { name: id, ...argumentsPresent(args), imagePipelineId: id, requestId, accountId };
}

/** The arguments as a program would declare them: a name that equals the ID was not declared. */
export const declared = (id: string, args: Properties): Properties => {
  const { name, ...rest } = args;
  return name === undefined || name === id ? rest : args;
};
