/**
 * What can be told of a build content without parsing it. Loads nothing, so that a program can ask it about
 * every pipeline that it declares.
 */

/** Instructions that a local source shows (api-facts 7); the authoritative list is not available. */
export const KNOWN_INSTRUCTIONS = ["FROM", "RUN", "COMPONENT"];

/**
 * The YAML form: a mapping with `Tasks`, and `Parameters` before or after it (api-facts 7). Lines within it, those of a
 * script for one, are indented; an instruction that is not makes it a Dockerfile.
 */
export const isYaml = (content: string): boolean =>
  /^(Tasks|"Tasks"|'Tasks'):/m.test(content) && !/^(FROM|RUN|COMPONENT)\s/im.test(content);

/** Limits of the API on each content: in bytes of UTF-8, the strictest reading that is refused, and in commands. */
export const MAX_CONTENT_BYTES = 16_384;
export const MAX_INSTRUCTIONS = 127;

/** Line ends as they are sent and stored. */
export const withLf = (content: string): string => content.replaceAll("\r\n", "\n");

/** Size of a content as it is sent, in bytes of UTF-8. */
export const byteLength = (content: string): number => Buffer.byteLength(withLf(content), "utf8");
