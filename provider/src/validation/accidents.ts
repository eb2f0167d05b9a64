import { isTooLong, isYaml, normalContent } from "../content/form";
import { parseInstructions } from "../content/parse";
import { isUnknown } from "../values/unknown";
import type { Fault } from "./fault";

/*
 * The texts into which JavaScript and Pulumi convert other values: `undefined`, `[object Object]`, an Output in a
 * template literal. In the places checked here they are always mistakes, and the service accepts them. They are not
 * secret, so messages quote them.
 */

type Args = Record<string, unknown>;

const CONTENTS = ["buildContent", "testContent", "content"];

/** Arguments with free values, where `null` can be intended. */
const OWN_WORDS = ["tags", "imageTags", "importImageTags", "excludeTags", "triggers"];

/** Finds the texts in a declaration that can only be accidents. */
export function accidentFaults(args: Args): Fault[] {
  return Object.entries(args).flatMap(([name, value]) => {
    if (!CONTENTS.includes(name)) return faultsIn(value, [name], OWN_WORDS.includes(name));
    if (typeof value !== "string" || isTooLong(value) || isUnknown(value)) return [];
    const message = accidentInContent(normalContent(value));
    return message ? [{ path: [name], message }] : [];
  });
}

function faultsIn(value: unknown, path: PropertyKey[], ownWords: boolean): Fault[] {
  if (typeof value === "string") {
    const message = isUnknown(value) ? undefined : accidentIn(value, ownWords);
    return message ? [{ path, message }] : [];
  }
  if (Array.isArray(value)) return value.flatMap((one, index) => faultsIn(one, [...path, index], ownWords));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => {
    const inKey = madeOf(key);
    if (inKey) return [{ path, message: `has a key that contains ${inKey.text}. ${inKey.remedy}` }];
    return faultsIn(one, [...path, key], ownWords || OWN_WORDS.includes(key));
  });
}

function accidentIn(text: string, ownWords: boolean): string | undefined {
  const found = madeOf(text);
  if (found) return `contains ${found.text}. ${found.remedy}`;
  return !ownWords && isBare(text.trim())
    ? `is the text "${text.trim()}": ${becameText(text.trim())} Set the value, or omit the argument.`
    : undefined;
}

/** The texts that are refused anywhere. */
function madeOf(text: string): { at: number; text: string; remedy: string } | undefined {
  const output = text.search(/Calling \[to(String|JSON)\] on an \[Output<T>\]/);
  if (output !== -1) {
    const remedy =
      "Build the text with pulumi.interpolate`…` instead of `…`, with pulumi.jsonStringify, or with apply.";
    return { at: output, text: "the text that Pulumi inserts in place of an Output", remedy };
  }
  const object = /\[object [A-Z]\w*\]/.exec(text);
  return object
    ? { at: object.index, text: `"${object[0]}"`, remedy: "Use a string property of that object instead." }
    : undefined;
}

function accidentInContent(content: string): string | undefined {
  const found = madeOf(content);
  if (found) {
    const line = content.slice(0, found.at).split("\n").length;
    return `line ${line} contains ${found.text}. ${found.remedy}`;
  }
  // Many contents contain `> /dev/null`, so a content is taken apart only if a line can be an accident.
  if (!content.split("\n").some(mayBeAccident) || isYaml(content)) return undefined;
  for (const { line, keyword, rest } of parseInstructions(content)) {
    const bare = bareIn(keyword, rest);
    if (!bare) continue;
    const { word, remedy } = bare;
    return `line ${line} ${bare.what}: ${becameText(word)} ${remedy}`;
  }
  return undefined;
}

/** An instruction that consists of, or names, only such a word. Elsewhere in a command it can be intended. */
function bareIn(keyword: string, rest: string): { word: string; what: string; remedy: string } | undefined {
  const alone = BARE.find((word) => word.toUpperCase() === keyword);
  if (alone && rest === "") return { word: alone, what: `is only "${alone}"`, remedy: "Remove the line." };
  const remedy = REMEDIES[keyword];
  const word = remedy ? rest.split(/[\s:/]+/).find(isBare) : rest;
  if (!isBare(word)) return undefined;
  return {
    word,
    what: `has "${word}" after ${keyword}`,
    remedy: remedy ?? "Set the value, or remove the line.",
  };
}

/** The instructions that name something, and the remedy if the name is missing. */
const REMEDIES: Record<string, string | undefined> = {
  COMPONENT:
    "The arn of an ImageComponent is undefined if STS did not return the account ID. Use its imageComponentId instead.",
  FROM: "Set the image or the image family.",
};

const BARE = ["undefined", "null", "NaN"] as const;

const isBare = (word: string | undefined): word is (typeof BARE)[number] =>
  BARE.some((bare) => bare === word);

function mayBeAccident(line: string): boolean {
  if (!BARE.some((word) => line.includes(word))) return false;
  const words = line.trim().split(/\s+/);
  return words.length <= 2 && words.at(-1)?.split(/[:/]/).some(isBare) === true;
}

const becameText = (word: string): string =>
  word === "NaN"
    ? "the result of a calculation with a value that is not a number."
    : "an unset value was converted to text.";
