import { type Command, commandNamed, commandsAt, type Place } from "../content/commands";
import { byLine, type Finding } from "../content/findings";
import { MAX_INSTRUCTIONS } from "../content/form";
import { baseImageOf } from "../content/from";
import { type Instruction, meantAsHeredoc, parseInstructions } from "../content/parse";
import { nearest } from "./nearest";

/*
 * What the service refuses of a content in the Dockerfile form, by the table of commands. Each message says where, what
 * and what to do. A content may be secret: of it, only a command word is quoted, if it has the form of one.
 */

export function grammarFaults(content: string, place: Place): string[] {
  const { instructions, findings } = withoutMisread(content);
  return [
    ...instructionCount(instructions, place),
    ...fromFaults(instructions, place),
    ...byLine([...findings, ...commandFindings(instructions, place)]),
  ];
}

/** The instructions, without the lines of what was meant as a heredoc: those are explained where it begins. */
function withoutMisread(content: string): { instructions: Instruction[]; findings: Finding[] } {
  const findings: Finding[] = [];
  let textUntil = 0;
  const all = parseInstructions(content);
  const instructions = all.filter((instruction) => {
    if (instruction.line <= textUntil) return false;
    const end = meantAsHeredoc(all, instruction);
    if (end === undefined) return true;
    textUntil = end;
    findings.push({ line: instruction.line, text: `${instruction.keyword} ${BLANK_IN_HEREDOC}` });
    return true;
  });
  return { instructions, findings };
}

const BLANK_IN_HEREDOC =
  "has a blank after <<, so this is no heredoc, and the lines after it are taken for commands. " +
  "Remove the blank; or, since the service's documents do not have heredocs at all, write the lines with printf and a backslash at the end of each.";

/** docs/service.md, Limits and units: the number of commands. */
function instructionCount({ length }: Instruction[], place: Place): string[] {
  if (length <= MAX_INSTRUCTIONS) return [];
  const elsewhere =
    place === "component" ? "into another component" : "into image components (COMPONENT ic-…)";
  return [
    `has ${length} commands; at most ${MAX_INSTRUCTIONS} are allowed. Join RUN commands with &&, or move some ${elsewhere}.`,
  ];
}

export const FROM_FORM = "FROM IMAGE:<image ID> or FROM IMAGE_FAMILY:<family name>";

/** docs/decisions.md, one FROM line: the request must agree with it, so there is only one, it is first, and it is readable. */
function fromFaults(instructions: Instruction[], place: Place): string[] {
  const [from, second, ...more] = instructions.filter(({ keyword }) => keyword === "FROM");
  if (!from || place === "component") return [];
  if (second) {
    return [
      `has ${more.length + 2} FROM lines (the second is line ${second.line}); only one is allowed, because an image pipeline has no stages. Keep only the first.`,
    ];
  }
  if (instructions[0] !== from) {
    return [
      `line ${from.line} has a FROM after other instructions; FROM must be the first instruction. Move it to the top.`,
    ];
  }
  if (baseImageOf(from)) return [];
  return [
    `line ${from.line} has a FROM that does not name an ECS image; it must be ${FROM_FORM}, with nothing after it. ` +
      "A Docker image cannot be the base: use an ECS image with the same operating system, or remove FROM and set baseImage (for baseImageType OSS, importImageOptions).",
  ];
}

function commandFindings(instructions: Instruction[], place: Place): Finding[] {
  const found: Finding[] = [];
  const unknown: Instruction[] = [];
  for (const instruction of instructions) {
    const { keyword, rest, line } = instruction;
    const command = commandNamed(keyword);
    if (command === undefined) unknown.push(instruction);
    else {
      const text = faultOf(command, rest, place);
      if (text) found.push({ line, text });
    }
  }
  return [...found, ...unknownWords(unknown, place)];
}

function faultOf(command: Command, rest: string, place: Place): string | undefined {
  const { name, places, takes, instead, forms } = command;
  if (places.length === 0) return `${name} is not a command of Image Builder. ${instead}`;
  if (!places.includes(place)) return `${name} is not allowed in a component. ${instead}`;
  // Its own rules say what is wrong with it.
  if (name === "FROM") return undefined;
  if (rest === "" && takes !== undefined) {
    return `${name} is empty; it needs ${takes}. Write ${forms[0]}, or remove the line.`;
  }
  if (rest !== "" && takes === undefined) {
    return `${name} must stand alone on its line. Put what follows it on a line of its own, or remove it.`;
  }
  const fault = command.fault?.(rest);
  return fault && `${name} ${fault}`;
}

/** A script has a different word on each line, and one message for each would hide what is wrong. */
const MOST_WORDS = 5;

function unknownWords(unknown: Instruction[], place: Place): Finding[] {
  const known = commandsAt(place);
  const hasForm = ({ word }: Instruction) => /^[A-Za-z]{1,20}$/.test(word);
  const words = new Set(unknown.filter(hasForm).map(({ word }) => word));
  return unknown.map((instruction) => {
    const { line, word } = instruction;
    const named = hasForm(instruction) && words.size <= MOST_WORDS;
    // Of shorter words too many are near: yum and RUN, cd and CMD.
    const near = named && word.length > 3 ? nearest(word, known) : undefined;
    const what = named ? `${word} is not a command of Image Builder` : "there is no command at the beginning";
    const hint = near
      ? `Did you mean ${near}?`
      : "Begin a shell command with RUN; end a line with a backslash if it goes on in the next.";
    return { line, text: `${what} (${known.join(", ")}). ${hint}` };
  });
}
