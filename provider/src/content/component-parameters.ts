import { isYaml } from "./form";
import { type ComponentParameter, parametersOf } from "./yaml";
import { fits } from "./yaml-actions";

/*
 * The parameters of a COMPONENT command, held against the component that it names (docs/service.md, Build content:
 * commands). Messages name parameters, and nothing else of the component's content or of the values.
 */

/** What the component declares: nothing in the Dockerfile form, undefined where its YAML cannot be read. */
const declaredIn = (content: string): ComponentParameter[] | undefined =>
  isYaml(content) ? parametersOf(content) : [];

/**
 * The names that are given but not declared, and those that are missing.
 *
 * @param place where the parameters are given, for the remedy.
 */
export function parameterNameFaults(content: string, given: readonly string[], place = "params"): string[] {
  const declared = declaredIn(content);
  if (!declared) return [];
  const names = declared.map(({ name }) => name);
  const unknown = given.filter((name) => !names.includes(name));
  const missing = declared.filter(({ name, hasDefault }) => !hasDefault && !given.includes(name));
  const known = names.length > 0 ? `its parameters are ${names.join(", ")}` : "it has no parameters";
  return [
    ...unknown.map(
      (name) =>
        `${name} is not a parameter of the component; ${known}. Correct the name, or remove it from ${place}.`,
    ),
    ...missing.map(
      ({ name, type }) =>
        `${name} is missing: the component declares it without a default. Add it to ${place}, with a value of the type ${type}.`,
    ),
  ];
}

/** A value that cannot be of the declared type. */
export function parameterValueFault(
  content: string,
  name: string,
  value: unknown,
  place = "params",
): string | undefined {
  const type = declaredIn(content)?.find((parameter) => parameter.name === name)?.type;
  if (typeof type !== "string" || fits(type, value)) return undefined;
  return `the value of ${name} is not a ${type}, which is its type in the component. Correct the value in ${place}.`;
}
