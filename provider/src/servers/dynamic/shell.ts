/**
 * The code that the state of every resource contains, twice, and that the host evaluates: it requires the real provider
 * by name. `read` and `delete` run the code in the old state, so the names of the module and of its exports are frozen
 * since the first release. The host resolves the module from the folder of the Pulumi project, not from the module that
 * imports the class. If that fails, only this code can say so: the package may be gone, and its resources not. The host
 * would print the stack, with Node's own words for the same.
 *
 * It is written by hand. `pulumi.dynamic.Resource` would load the TypeScript compiler to serialize a function, and would
 * produce twice as much text (docs/decisions.md).
 *
 * @param onlyRead whether `get` reads the resource.
 */
export const shell = (
  lifecycle: "imagePipeline" | "imageComponent" | "imagePipelineExecution" | "imageRetention",
  onlyRead = false,
): string =>
  `exports.handler=(p='pulumi-alicloud-image-builder')=>{try{return require(p+'/host').${onlyRead ? "get." : ""}${lifecycle}}${otherwise}}`;

/** Of another error than MODULE_NOT_FOUND, which the file of an installed package can throw, the text is shown. */
const otherwise =
  "catch(e){e.stack='';e.message='Add '+p+' to '+process.cwd()+'/package.json: '+(e.code||e);throw e}";
