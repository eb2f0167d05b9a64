import { isTooLong, isYaml, MAX_INSTRUCTIONS } from "../../content/form";
import { baseImageOf } from "../../content/from";
import { type Instruction, parseInstructions } from "../../content/parse";
import type { Fault } from "../../validation/fault";
import { characters } from "../../validation/text-rules";
import { isUnknown } from "../../values/unknown";
import { BASE_IMAGE_TYPES } from "./enumerations";

/*
 * The rules that need the build content parsed: the number of its instructions, its FROM line, and the base image,
 * which either that line or the arguments give. Values are described and never quoted: a content may be secret.
 */

type Args = Record<string, unknown>;

export function contentFaults(args: Args): Fault[] {
  const content = args["buildContent"];
  if (content === undefined) return missingBase(args);
  // Not known, of the wrong type, or far too long, which the schema says: nothing can be told from it.
  if (typeof content !== "string" || isUnknown(content) || isTooLong(content)) return [];
  if (isYaml(content)) return missingBase(args);
  // No more lines than instructions are allowed, and none that could be a FROM: the parser could find nothing.
  if (content.split("\n").length <= MAX_INSTRUCTIONS && !/from/i.test(content)) return missingBase(args);
  const instructions = parseInstructions(content);
  const [from] = instructions.filter(({ keyword }) => keyword === "FROM");
  return [
    ...instructionCount(instructions),
    ...(from ? [...fromForm(from, instructions), ...disagreement(from, args)] : missingBase(args)),
  ];
}

const fault = (message: string): Fault[] => [{ path: ["buildContent"], message }];

/** docs/service.md, Limits and units: the number of commands. */
function instructionCount({ length }: Instruction[]): Fault[] {
  if (length <= MAX_INSTRUCTIONS) return [];
  return fault(
    `has ${length} instructions; up to ${MAX_INSTRUCTIONS} are allowed. Join some with && or a heredoc, or move them into image components (COMPONENT ic-…).`,
  );
}

const FROM_FORM = "FROM IMAGE:<image ID> or FROM IMAGE_FAMILY:<family name>";

/**
 * docs/decisions.md, one FROM line: what is sent must agree with the FROM line, so there may be one only,
 * first, that can be read.
 */
function fromForm(from: Instruction, instructions: Instruction[]): Fault[] {
  const [, second, ...more] = instructions.filter(({ keyword }) => keyword === "FROM");
  if (second) {
    return fault(
      `has ${more.length + 2} FROM lines (the second is line ${second.line}); one is allowed. An image pipeline has no stages: keep the first only.`,
    );
  }
  if (instructions[0] !== from) {
    return fault(
      `has its FROM on line ${from.line}, after other instructions; FROM must be the first. Move it up.`,
    );
  }
  if (baseImageOf(from)) return [];
  return fault(
    `line ${from.line} is a FROM that names no ECS image; it must be ${FROM_FORM}, with nothing behind it. ` +
      "A Docker image cannot be the base: name an ECS image that holds the same system, or leave FROM out and set baseImage (for baseImageType OSS, importImageOptions).",
  );
}

/** docs/decisions.md, one FROM line: given both ways, they must agree. */
function disagreement(from: Instruction, { baseImageType: type, baseImage: image }: Args): Fault[] {
  const named = baseImageOf(from);
  if (!named) return [];
  const remedy = "Leave one of the two out, or make them the same.";
  const isType = BASE_IMAGE_TYPES.some((known) => known === type);
  if (isType && type !== named.baseImageType) {
    return fault(
      `its FROM (line ${from.line}) says ${named.baseImageType}, but baseImageType says ${type}. ${remedy}`,
    );
  }
  if (typeof image !== "string" || isUnknown(image) || image === named.baseImage) return [];
  return fault(
    `its FROM (line ${from.line}) and baseImage name different images: ${characters(named.baseImage)} and ${characters(image)} characters long, different from character ${firstDifference(named.baseImage, image)} on. ${remedy}`,
  );
}

function firstDifference(one: string, other: string): number {
  const [a, b] = [[...one], [...other]];
  const at = a.findIndex((character, index) => character !== b[index]);
  return (at === -1 ? a.length : at) + 1;
}

/** docs/service.md, Conditions between parameters: without a FROM line the arguments must say. */
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
