import { PropertyDiff } from "@pulumi/pulumi/proto/provider_pb";
import type { Properties } from "../../resources/lifecycle";
import { UNKNOWN } from "../../values/unknown";

/** What the service decides. */
const OUTPUTS = {
  imagePipeline: ["imagePipelineId", "name", "requestId", "accountId"],
  imageComponent: ["imageComponentId", "imageComponentName", "componentVersion", "requestId", "accountId"],
  imagePipelineExecution: [
    "executionId",
    "status",
    "imageId",
    "imageName",
    "snapshotIds",
    "createTime",
    "message",
    "requestId",
    "accountId",
  ],
};

/** The outputs that are known in a preview: what is declared and, of an existing resource, what an update does not change. */
export function planned(name: keyof typeof OUTPUTS, inputs: Properties, olds: Properties = {}): Properties {
  const outputs = OUTPUTS[name].map((output) => [output, olds[output] ?? UNKNOWN] as const);
  return { ...Object.fromEntries(outputs), ...inputs };
}

/** The differing arguments, with the kinds of their differences. */
export function pathsOf(
  olds: Properties,
  news: Properties,
  replaces: readonly string[],
  updates: readonly string[],
): [string, PropertyDiff.Kind][] {
  const kind = (name: string) =>
    olds[name] === undefined
      ? PropertyDiff.Kind.ADD
      : news[name] === undefined
        ? PropertyDiff.Kind.DELETE
        : PropertyDiff.Kind.UPDATE;
  return [
    ...replaces.map((name): [string, PropertyDiff.Kind] => [name, kind(name) + 1]),
    ...updates.map((name): [string, PropertyDiff.Kind] => [name, kind(name)]),
  ];
}
