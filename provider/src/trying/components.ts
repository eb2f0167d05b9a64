import { isReferenceTo, type NamedComponent } from "../content/component-references";
import type { ComponentOf } from "./steps";

/** A component of a stack, with its content; undefined where the export has it encrypted. */
export interface StackComponent extends NamedComponent {
  content: string | undefined;
}

/** A content that was given for what a COMPONENT line names: the whole reference, or the name in its ARN. */
export interface GivenComponent {
  reference: string;
  content: string;
}

/**
 * The content that a COMPONENT line names: what was given for it comes before what a stack has, and of a version with `*`
 * the newest.
 *
 * @throws if the stack has it encrypted.
 */
export const componentsFrom =
  (given: readonly GivenComponent[], ofStacks: readonly StackComponent[]): ComponentOf =>
  (reference) => {
    const nameInArn = /imagecomponent\/(.+)[/:][^/:]+$/.exec(reference)?.[1];
    const named = given.find((one) => one.reference === reference || one.reference === nameInArn);
    if (named) return named.content;
    const [newest] = ofStacks
      .filter((component) => isReferenceTo(reference, component))
      .sort((a, b) => byVersion(b.version, a.version));
    if (newest && newest.content === undefined) {
      throw new Error(
        `the content of the component ${newest.id} is encrypted in the stack's export. Use \`pulumi stack export --show-secrets\`, or give the content with --component ${newest.id}=FILE.`,
      );
    }
    return newest?.content;
  };

function byVersion(one: string, other: string): number {
  const [ones, others] = [one.split(".").map(Number), other.split(".").map(Number)];
  for (const [index, part] of ones.entries()) {
    const difference = part - (others[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
