import { isTooLong, isYaml, normalContent } from "../content/form";
import { parseInstructions } from "../content/parse";
import { isUnknown } from "../values/unknown";
import type { Fault } from "./fault";

/*
 * The texts that JavaScript and Pulumi make of what is no text: `undefined`, `[object Object]`, an Output in a template
 * literal. None of them is ever meant where it is looked for here, and the service takes all of them. None is a secret,
 * so they are quoted.
 */

type Args = Record<string, unknown>;

const CONTENTS = ["buildContent", "testContent", "content"];

/** Arguments whose values are the user's own words, so that `null` can be one. */
const OWN_WORDS = ["tags", "imageTags", "importImageTags", "triggers"];

/** Every text in a declaration that can only be there by accident. */
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
    if (inKey) return [{ path, message: `has a key with ${inKey.text}. ${inKey.remedy}` }];
    return faultsIn(one, [...path, key], ownWords || OWN_WORDS.includes(key));
  });
}

function accidentIn(text: string, ownWords: boolean): string | undefined {
  const found = madeOf(text);
  if (found) return `has ${found.text} in it. ${found.remedy}`;
  return !ownWords && isBare(text.trim())
    ? `is the text "${text.trim()}": ${becameText(text.trim())} Set it, or leave the argument out.`
    : undefined;
}

/** The texts that are refused wherever they stand. */
function madeOf(text: string): { at: number; text: string; remedy: string } | undefined {
  const output = text.search(/Calling \[to(String|JSON)\] on an \[Output<T>\]/);
  if (output !== -1) {
    const remedy =
      "Build the text with pulumi.interpolate`…` in place of `…`, with pulumi.jsonStringify, or with apply.";
    return { at: output, text: "the text that Pulumi puts in the place of an Output", remedy };
  }
  const object = /\[object [A-Z]\w*\]/.exec(text);
  return object
    ? { at: object.index, text: `"${object[0]}"`, remedy: "Put in a property of that object that is a text." }
    : undefined;
}

function accidentInContent(content: string): string | undefined {
  const found = madeOf(content);
  if (found) {
    const line = content.slice(0, found.at).split("\n").length;
    return `line ${line} has ${found.text} in it. ${found.remedy}`;
  }
  // The parser is loaded for a line that can be one only: `> /dev/null` is in many contents.
  if (!content.split("\n").some(mayBeAccident) || isYaml(content)) return undefined;
  for (const { line, keyword, rest } of parseInstructions(content)) {
    const bare = bareIn(keyword, rest);
    if (!bare) continue;
    const { word, remedy } = bare;
    return `line ${line} is ${bare.what}: ${becameText(word)} ${remedy}`;
  }
  return undefined;
}

/** An instruction that is, or names, nothing but such a word. Elsewhere in a command it can be meant. */
function bareIn(keyword: string, rest: string): { word: string; what: string; remedy: string } | undefined {
  const alone = BARE.find((word) => word.toUpperCase() === keyword);
  if (alone && rest === "") return { word: alone, what: `"${alone}" only`, remedy: "Take the line away." };
  const remedy = REMEDIES[keyword];
  const word = remedy ? rest.split(/[\s:/]+/).find(isBare) : rest;
  if (!isBare(word)) return undefined;
  return {
    word,
    what: `a ${keyword} of "${word}"`,
    remedy: remedy ?? "Set the value, or take the line away.",
  };
}

/** The instructions that name something, and what to do about one that names nothing. */
const REMEDIES: Record<string, string | undefined> = {
  COMPONENT:
    "The arn of an ImageComponent is undefined when STS did not say which account it is in: name the component by its imageComponentId.",
  FROM: "Set the value that names the image or the image family.",
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
    ? "the result of a calculation with something that is no number."
    : "a value that is not set became a text.";
