import { normalContent } from "../../content/form";

/** The defaults that the API documents as constants (docs/service.md, Components). */
export const DEFAULTS = { componentType: "Build", systemType: "Linux" } as const;

type Args = Record<string, unknown>;

/** A checked declaration in the form in which it is stored and compared: defaults filled in, the content as it is sent. */
export function normalize(args: Args): Args {
  const { content } = args;
  return {
    ...DEFAULTS,
    ...args,
    ...(typeof content === "string" && { content: normalContent(content) }),
  };
}
