/**
 * The code that the state of every resource contains, twice, and that the host evaluates: it requires the real provider
 * by name. `read` and `delete` run the code in the old state, so the names of the module and of its exports are frozen
 * since the first release. The host resolves the module from the folder of the Pulumi project.
 *
 * It is written by hand. `pulumi.dynamic.Resource` would load the TypeScript compiler to serialize a function, and would
 * produce five times as much text (docs/decisions.md).
 *
 * @param onlyRead whether `get` reads the resource.
 */
export const shell = (
  lifecycle: "imagePipeline" | "imageComponent" | "imagePipelineExecution" | "imageRetention",
  onlyRead = false,
): string =>
  `exports.handler=()=>require("pulumi-alicloud-image-builder/host").${onlyRead ? "get." : ""}${lifecycle}`;
