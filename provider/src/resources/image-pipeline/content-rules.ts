import { isTooLong, isYaml } from "../../content/form";
import { baseImageOf, fromInstructions } from "../../content/from";
import type { Instruction } from "../../content/parse";
import { FROM_FORM, grammarFaults } from "../../validation/content-faults";
import type { Fault } from "../../validation/fault";
import { characters } from "../../validation/text-rules";
import { isUnknown } from "../../values/unknown";
import { BASE_IMAGE_TYPES } from "./enumerations";

/*
 * The rules of the contents: their commands, and the base image, which comes from a FROM line or from the arguments. A
 * content may be secret, so messages quote nothing of it but the image in a readable FROM line, and only if it has the
 * form of an identifier.
 */

type Args = Record<string, unknown>;

export const contentFaults = (args: Args): Fault[] => [
  ...(["buildContent", "testContent"] as const).flatMap((name) => grammarOf(name, args[name])),
  ...baseImageFaults(args),
];

function grammarOf(name: "buildContent" | "testContent", content: unknown): Fault[] {
  if (!isReadable(content) || isYaml(content)) return [];
  const place = name === "buildContent" ? "build" : "test";
  return grammarFaults(content, place).map((message) => ({ path: [name], message }));
}

/** An unknown content cannot be checked. The schema reports a wrong type and an excessive length. */
const isReadable = (content: unknown): content is string =>
  typeof content === "string" && !isUnknown(content) && !isTooLong(content);

function baseImageFaults(args: Args): Fault[] {
  const content = args["buildContent"];
  if (content === undefined) return missingBase(args);
  if (!isReadable(content)) return [];
  const [from] = fromInstructions(content);
  return from ? disagreement(from, args) : missingBase(args);
}

/** docs/decisions.md, one FROM line: the FROM line and the arguments must agree. */
function disagreement(from: Instruction, { baseImageType: type, baseImage: image }: Args): Fault[] {
  const fault = (message: string): Fault[] => [{ path: ["buildContent"], message }];
  const named = baseImageOf(from);
  if (!named) return [];
  const isQuotable = (text: string) => QUOTABLE[named.baseImageType]?.test(text) ?? false;
  const remedy = "Remove one of them, or make them the same.";
  const says = `line ${from.line} says FROM ${named.baseImageType}:${isQuotable(named.baseImage) ? named.baseImage : "…"}`;
  const isType = BASE_IMAGE_TYPES.some((known) => known === type);
  if (isType && type !== named.baseImageType) {
    return fault(`${says}, but baseImageType is ${type}. ${remedy}`);
  }
  if (typeof image !== "string" || isUnknown(image) || image === named.baseImage) return [];
  if (isQuotable(named.baseImage) && isQuotable(image)) {
    return fault(`${says}, but baseImage is ${image}. ${remedy}`);
  }
  return fault(
    `the FROM on line ${from.line} and baseImage name different images: ${characters(named.baseImage)} and ${characters(image)} characters long, different from character ${firstDifference(named.baseImage, image)} on. ${remedy}`,
  );
}

/** The forms of image IDs and of families' names. Anything else in their place may be a secret. */
const QUOTABLE: Record<string, RegExp> = {
  IMAGE: /^(m-[a-z0-9]{1,64}|\w[\w.]{0,120}\.vhd)$/,
  IMAGE_FAMILY: /^[A-Za-z][\w:-]{0,127}$/,
};

function firstDifference(one: string, other: string): number {
  const [a, b] = [[...one], [...other]];
  const at = a.findIndex((character, index) => character !== b[index]);
  return (at === -1 ? a.length : at) + 1;
}

/** docs/service.md, Conditions between parameters: without a FROM line, the arguments must name the base image. */
function missingBase({ baseImageType: type, baseImage: image }: Args): Fault[] {
  const faults: Fault[] = [];
  if (type === undefined) {
    const message = `is missing; it must be one of ${BASE_IMAGE_TYPES.join(", ")}. Set it, or begin buildContent with ${FROM_FORM}.`;
    faults.push({ path: ["baseImageType"], message });
  }
  if (image === undefined && !isUnknown(type) && type !== "OSS") {
    const message = `is missing; it must be an image ID (baseImageType IMAGE) or the name of an image family (IMAGE_FAMILY). Set it, or begin buildContent with ${FROM_FORM}.`;
    faults.push({ path: ["baseImage"], message });
  }
  return faults;
}
