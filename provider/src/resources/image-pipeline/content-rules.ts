import { isTooLong, isYaml, MAX_INSTRUCTIONS } from "../../content/form";
import { baseImageOf } from "../../content/from";
import { type Instruction, parseInstructions } from "../../content/parse";
import type { Fault } from "../../validation/fault";
import { characters, isIdentifier } from "../../validation/text-rules";
import { isUnknown } from "../../values/unknown";
import { BASE_IMAGE_TYPES } from "./enumerations";

/*
 * The rules that need the parsed build content: the number of instructions, the FROM line, and the base image, which
 * comes from that line or from the arguments. A content may be secret, so messages quote nothing of it but the image in
 * a readable FROM line, and only if it has the form of an identifier.
 */

type Args = Record<string, unknown>;

export function contentFaults(args: Args): Fault[] {
  const content = args["buildContent"];
  if (content === undefined) return missingBase(args);
  // An unknown content cannot be checked. The schema reports a wrong type and an excessive length.
  if (typeof content !== "string" || isUnknown(content) || isTooLong(content)) return [];
  if (isYaml(content)) return missingBase(args);
  // The parser would find nothing: there are no more lines than allowed instructions, and none can be a FROM.
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
    `has ${length} instructions; at most ${MAX_INSTRUCTIONS} are allowed. Join some with && or a heredoc, or move them into image components (COMPONENT ic-…).`,
  );
}

const FROM_FORM = "FROM IMAGE:<image ID> or FROM IMAGE_FAMILY:<family name>";

/** docs/decisions.md, one FROM line: the request must agree with it, so there is only one, it is first, and it is readable. */
function fromForm(from: Instruction, instructions: Instruction[]): Fault[] {
  const [, second, ...more] = instructions.filter(({ keyword }) => keyword === "FROM");
  if (second) {
    return fault(
      `has ${more.length + 2} FROM lines (the second is line ${second.line}); only one is allowed, because an image pipeline has no stages. Keep only the first.`,
    );
  }
  if (instructions[0] !== from) {
    return fault(
      `line ${from.line} has a FROM after other instructions; FROM must be the first instruction. Move it to the top.`,
    );
  }
  if (baseImageOf(from)) return [];
  return fault(
    `line ${from.line} has a FROM that does not name an ECS image; it must be ${FROM_FORM}, with nothing after it. ` +
      "A Docker image cannot be the base: use an ECS image with the same operating system, or remove FROM and set baseImage (for baseImageType OSS, importImageOptions).",
  );
}

/** docs/decisions.md, one FROM line: the FROM line and the arguments must agree. */
function disagreement(from: Instruction, { baseImageType: type, baseImage: image }: Args): Fault[] {
  const named = baseImageOf(from);
  if (!named) return [];
  const remedy = "Remove one of them, or make them the same.";
  const says = `line ${from.line} says FROM ${named.baseImageType}:${isIdentifier(named.baseImage) ? named.baseImage : "…"}`;
  const isType = BASE_IMAGE_TYPES.some((known) => known === type);
  if (isType && type !== named.baseImageType) {
    return fault(`${says}, but baseImageType is ${type}. ${remedy}`);
  }
  if (typeof image !== "string" || isUnknown(image) || image === named.baseImage) return [];
  if (isIdentifier(named.baseImage) && isIdentifier(image)) {
    return fault(`${says}, but baseImage is ${image}. ${remedy}`);
  }
  return fault(
    `the FROM on line ${from.line} and baseImage name different images: ${characters(named.baseImage)} and ${characters(image)} characters long, different from character ${firstDifference(named.baseImage, image)} on. ${remedy}`,
  );
}

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
