/** The value of a variable, or undefined for one that is not set. */
export type LookUp = (name: string) => string | undefined;

const NAME = "[A-Za-z_][A-Za-z0-9_]*";
const VARIABLE = new RegExp(`\\$(?:(${NAME})|\\{(${NAME})(?::([-+])([^{}]*))?\\})`, "y");

/**
 * The words of a command as Docker reads them: quotes and backslashes are taken away. With `lookUp`, `$name`, `${name}`,
 * `${name:-default}` and `${name:+other}` are replaced by values, but not in single quotes.
 */
export function words(text: string, lookUp?: LookUp): string[] {
  const found: string[] = [];
  let word: string | undefined;
  scan(text, lookUp, (part, isBlank) => {
    if (!isBlank) word = (word ?? "") + part;
    else if (word !== undefined) {
      found.push(word);
      word = undefined;
    }
  });
  return word === undefined ? found : [...found, word];
}

/** The same as one text, with its blanks. */
export function unquoted(text: string, lookUp?: LookUp): string {
  let all = "";
  scan(text, lookUp, (part) => {
    all += part;
  });
  return all;
}

function scan(text: string, lookUp: LookUp | undefined, take: (part: string, isBlank: boolean) => void) {
  let quote = "";
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? "";
    const next = text[at + 1];
    if (quote === "'") {
      if (character === quote) quote = "";
      else take(character, false);
    } else if (character === "\\" && next !== undefined) {
      take(quote === '"' && !/["\\$]/.test(next) ? `\\${next}` : next, false);
      at += 1;
    } else if (quote === "" && /["']/.test(character)) {
      quote = character;
      // Empty quotes are a word, too.
      take("", false);
    } else if (character === quote) quote = "";
    else if (character === "$" && lookUp) {
      VARIABLE.lastIndex = at;
      const match = VARIABLE.exec(text);
      take(match ? valueIn(match, lookUp) : character, false);
      at += (match?.[0].length ?? 1) - 1;
    } else take(character, quote === "" && /\s/.test(character));
  }
}

function valueIn([, plain, braced, operator, other = ""]: RegExpExecArray, lookUp: LookUp): string {
  const value = lookUp(plain ?? braced ?? "") ?? "";
  if (operator === "-") return value === "" ? other : value;
  if (operator === "+") return value === "" ? "" : other;
  return value;
}

/** What an ENV command sets: `name="value" name2="value2"`, or `name value`. */
export function variablesIn(rest: string, lookUp?: LookUp): [name: string, value: string][] {
  if (!/^[^\s="']+=/.test(rest)) {
    const [, name = "", value = ""] = /^(\S+)\s*([\s\S]*)$/.exec(rest) ?? [];
    return [[name, unquoted(value, lookUp)]];
  }
  return words(rest, lookUp).map((word) => {
    const [name = "", ...value] = word.split("=");
    return [name, value.join("=")];
  });
}
