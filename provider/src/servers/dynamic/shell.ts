/**
 * The provider as it stands in the state of every resource, twice, and as the host evaluates it: a program that
 * requires the real one by name. `read` and `delete` run on the text in the old state, so the name of the module and
 * of its export are frozen by the first release. The host resolves the module from the Pulumi project's folder.
 *
 * It is written by hand and not by `pulumi.dynamic.Resource`, which would load the TypeScript compiler to serialize
 * a function, and make five times the text of it (docs/decisions.md).
 *
 * @param onlyRead whether the resource is one that `get` reads.
 */
export const shell = (
  lifecycle: "imagePipeline" | "imageComponent" | "imagePipelineExecution",
  onlyRead = false,
): string =>
  `exports.handler=()=>require("pulumi-alicloud-image-builder/host").${onlyRead ? "get." : ""}${lifecycle}`;
