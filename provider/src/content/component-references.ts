import { isYaml, MAX_CONTENT_BYTES } from "./form";
import { parseInstructions } from "./parse";

/** What the COMPONENT lines of a pipeline's content name, by ID or ARN. None for a content that no pipeline can have. */
export const componentReferences = (content: string): string[] =>
  content.length > MAX_CONTENT_BYTES || !/component/i.test(content) || isYaml(content)
    ? []
    : parseInstructions(content).flatMap(({ keyword, rest }) =>
        keyword === "COMPONENT" ? (rest.split(/\s/, 1)[0] ?? []) : [],
      );

/** A component, with what its ARN is made of. */
export interface NamedComponent {
  id: string;
  regionId: string;
  /** Undefined if unknown: then the account of an ARN is not compared. */
  accountId: string | undefined;
  name: string;
  version: string;
}

/** Whether a reference names a component. `*` in an ARN's version stands for any (docs/service.md, Build content: commands). */
export function isReferenceTo(
  reference: string,
  { id, regionId, accountId, name, version }: NamedComponent,
): boolean {
  const [arn, region, account, ofName, ofVersion = ""] =
    /^acs:ecs:([^:]*):([^:]*):imagecomponent\/(.+)[/:]([^/:]+)$/.exec(reference) ?? [];
  if (arn === undefined) return reference === id;
  const wanted = ofVersion.split(".");
  const parts = version.split(".");
  return (
    region === regionId &&
    (accountId === undefined || account === accountId) &&
    ofName === name &&
    wanted.length === parts.length &&
    wanted.every((part, index) => part === "*" || part === parts[index])
  );
}
