import { printable } from "../../values/printable";
import { meaningOf } from "./error-codes";
import { permissionAdvice } from "./permissions";
import { VOCABULARY } from "./vocabulary";

export { meaningOf, permissionAdvice };

/*
 * Makes the service's messages, codes and request IDs printable: removes the user's texts that the service repeats, since
 * they may be secret. errors.ts loads it with the first response: reading the tables of scripts takes milliseconds, and
 * a preview prints nothing from the service.
 */

/** The user's texts that must not be printed; undefined if they are not known. */
export type UserTexts = readonly string[] | undefined;

/** An error code in its documented form, or undefined. An undocumented code must not contain a user's text either. */
export function errorCode(code: unknown, texts: UserTexts): string | undefined {
  // The SDK writes a missing value as a word.
  if (typeof code !== "string" || !/^(?!undefined$)[A-Za-z][A-Za-z0-9._-]{0,99}$/.test(code))
    return undefined;
  return meaningOf(code) !== undefined || !texts || withoutTexts(code, texts) === code ? code : undefined;
}

/**
 * A request ID in its documented form, or undefined. Any longer text with digits contains groups of four by chance, so
 * only the long groups show whether it is made of a user's text.
 */
export function requestId(id: unknown, texts: UserTexts = []): string | undefined {
  if (typeof id !== "string" || !/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/i.test(id)) return undefined;
  const groups = id.split("-").filter((group) => group.length > 4);
  const long = groups.join(" ");
  return !texts || withoutTexts(long, texts) === long ? id : undefined;
}

/** No message of the service is longer; the rest is ignored. */
const LONGEST_MESSAGE = 4000;

/** A message of the service, without the user's texts. */
export function serviceSentence(said: string, texts: UserTexts, longest = 400): string {
  const clean = withoutTexts(said.slice(0, LONGEST_MESSAGE), texts);
  return printable(clean.replace(/\s+/g, " ").trim(), longest);
}

/** Letters and digits. Scripts that do not separate words by spaces form runs of their own. */
const WORD =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]+|(?:(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}])[\p{L}\p{M}\p{N}])+/gu;
const WITHOUT_BLANKS =
  /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;

/** A shorter word reveals nothing. */
const SHORTEST = 3;

/**
 * Replaces by `…` each word of a text of the service that occurs in the user's texts, also if it is truncated: in any
 * case, and also encoded (URL, HTML, JSON, `\u`, base64, hexadecimal). It keeps parts of words, and the words that the
 * service's messages are made of. If the user's texts are not known, it keeps only the latter.
 */
export function withoutTexts(said: string, texts: UserTexts): string {
  const hidden = texts ? hiding(texts) : EVERYTHING;
  const plain = decodings(said).at(-1) ?? "";
  return plain
    .replace(/\S+/g, (chunk) => withoutHidden(chunk, hidden))
    .replace(/…(?:[^\p{L}\p{N}…]*…)+/gu, "…");
}

interface Hidden {
  /** Whether a word is one of the user's. */
  word(word: string): boolean;
  /** Whether words with signs but no spaces between them are the user's, unchanged. */
  piece(piece: string, words: readonly string[]): boolean;
  /** Replaces the user's parts of a run without spaces. */
  run(run: string): string;
}

const EVERYTHING: Hidden = {
  word: (word) => word.length >= SHORTEST && !isVocabulary(word),
  piece: (_, words) => words.some(EVERYTHING.word),
  run: () => "…",
};

function withoutHidden(chunk: string, hidden: Hidden): string {
  const core = /[\p{L}\p{N}].*[\p{L}\p{N}]/u.exec(chunk)?.[0] ?? "";
  const words = core.match(WORD) ?? [];
  if (words.length > 1 && hidden.piece(core, words)) return chunk.replace(core, "…");
  const shown = chunk
    .replace(/[A-Za-z0-9+/_-]{4,}={0,2}/g, (run) => (hidesCoded(run, hidden) ? "…" : run))
    .replace(WORD, (word) => {
      if (WITHOUT_BLANKS.test(word)) return hidden.run(word);
      return hidden.word(word) ? "…" : word;
    });
  if (!shown.includes("…") || shown === chunk) return shown;
  // Adjacent short words belong to it, such as `p4` in `p4-s3cr3t`.
  return shown.replace(WORD, (word) =>
    word.length < SHORTEST && !isVocabulary(word) && hidden.piece(word, [word]) ? "…" : word,
  );
}

/**
 * Whether a run is base64 or hexadecimal of something that contains one of the user's words. Truncated at the start,
 * base64 continues at one of four offsets. A short word occurs in any run, so for one the whole run must decode to text.
 */
function hidesCoded(run: string, hidden: Hidden): boolean {
  if (hidden === EVERYTHING || isVocabulary(run)) return false;
  const bytes = [0, 1, 2, 3].map((start) => Buffer.from(run.slice(start), "base64"));
  if (/^[0-9a-f]{6,}$/i.test(run)) bytes.push(Buffer.from(run, "hex"), Buffer.from(run.slice(1), "hex"));
  return bytes.some((decoded) => {
    const text = decoded.toString("utf8");
    const shortest = /[\p{Cc}\ufffd]/u.test(text) ? SHORTEST + 1 : SHORTEST;
    const words = decodings(text).flatMap((form) => form.match(WORD) ?? []);
    return words.some((word) =>
      WITHOUT_BLANKS.test(word) ? hidden.run(word) !== word : word.length >= shortest && hidden.word(word),
    );
  });
}

/** The user's words in one text, each between line ends, so that a search finds them. */
function hiding(texts: readonly string[]): Hidden {
  const forms = [...new Set(texts.flatMap(decodings))];
  const all = fold(forms.join("\n"));
  const words = `\n${(all.match(WORD) ?? []).join("\n")}\n`;
  return {
    word(word) {
      const [sought, rest] = [fold(word), fold(word.replace(CUT_ESCAPE, ""))];
      if (sought.length < SHORTEST || isVocabulary(word)) return false;
      if (rest !== sought && rest.length >= SHORTEST && words.includes(`\n${rest}\n`)) return true;
      if (sought.length > SHORTEST) return words.includes(sought);
      return words.includes(`\n${sought}`) || words.includes(`${sought}\n`);
    },
    piece: (piece) => all.includes(fold(piece)),
    run: (run) => withoutParts(run, all),
  };
}

/** The rest of a truncated escape before a word, such as `2F` in `2Fs3cr3t`. */
const CUT_ESCAPE = /^(?:u00|x)?[2-7][0-9a-f]|^0[ad]/i;

/** Without separated words, every three characters of a user's text are replaced. */
function withoutParts(run: string, all: string): string {
  const characters = [...run];
  const hidden = characters.map(() => false);
  for (let start = 0; start + SHORTEST <= characters.length; start += 1) {
    const part = characters.slice(start, start + SHORTEST).join("");
    if (all.includes(fold(part))) hidden.fill(true, start, start + SHORTEST);
  }
  return characters
    .map((character, index) => (hidden[index] ? "…" : character))
    .join("")
    .replace(/…+/g, "…");
}

const fold = (text: string): string => text.normalize("NFKC").toUpperCase().toLowerCase();

const ESCAPE =
  /(?:%[0-9a-f]{2})+|\\u\{?[0-9a-f]{2,6}\}?|\\x[0-9a-f]{2}|\\[nrtbf"'\\/]|&#(?:x[0-9a-f]{1,6}|[0-9]{1,7});?|&(?:quot|amp|lt|gt|apos|nbsp);?/gi;
const NAMED = new Map([
  ["quot", '"'],
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["apos", "'"],
  ["nbsp", " "],
]);

/** More nested encodings do not occur by accident. */
const DEEPEST = 8;

/** A text, and its decodings, level by level. */
function decodings(text: string): string[] {
  const found = [text];
  let last = text;
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    const next = last.replace(ESCAPE, decoded);
    if (next === last) break;
    found.push(next);
    last = next;
  }
  return found;
}

function decoded(sequence: string): string {
  if (sequence.startsWith("%")) return Buffer.from(sequence.replaceAll("%", ""), "hex").toString("utf8");
  if (sequence.startsWith("&#")) {
    const [, hex, decimal] = /^&#(?:x([0-9a-f]+)|([0-9]+))/i.exec(sequence) ?? [];
    return character(hex ? Number.parseInt(hex, 16) : Number(decimal));
  }
  if (sequence.startsWith("&"))
    return NAMED.get(sequence.slice(1).replace(";", "").toLowerCase()) ?? sequence;
  const code = /^\\[ux]\{?([0-9a-f]+)/i.exec(sequence)?.[1];
  if (code) return character(Number.parseInt(code, 16));
  return /[nrtbf]/i.test(sequence) ? " " : sequence.slice(1);
}

const character = (code: number): string => (code <= 0x10ffff ? String.fromCodePoint(code) : " ");

/** Whether a word, or each part of a word such as `ResourceId`, belongs to the vocabulary of the service's messages. */
function isVocabulary(word: string): boolean {
  if (VOCABULARY.has(word.toLowerCase())) return true;
  const parts = word.split(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/);
  return parts.length > 1 && parts.every((part) => VOCABULARY.has(part.toLowerCase()));
}
