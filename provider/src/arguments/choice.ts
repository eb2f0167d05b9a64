/** Any text. As a type of its own, it leaves the documented values to the editor's completion. */
type AnyText = string & {};

/**
 * One of the documented values. A literal must be one of them, so that the compiler refuses a typo; a `string` whose value
 * is not known before the program runs is accepted, and checked in the preview.
 *
 * `Text` is what the compiler infers from the texts that a declaration gives for such arguments: a literal, or `string` if
 * one of them is any text. Then it accepts any text for all of them.
 */
export type Choice<Values extends string, Text extends string> =
  | Values
  | (string extends Text ? AnyText : Text & Values);
