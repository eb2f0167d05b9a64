import { normalContent } from "../../content/form";

/** The defaults that the API documents as constants (docs/service.md, Components). */
export const DEFAULTS = { componentType: "Build", systemType: "Linux" } as const;

/** A checked declaration in the form in which it is stored and compared: with defaults, and the content as sent. */
export function normalize<Args extends { content?: unknown }>(args: Args): Args {
  const { content } = args;
  return { ...DEFAULTS, ...args, ...(typeof content === "string" && { content: normalContent(content) }) };
}
