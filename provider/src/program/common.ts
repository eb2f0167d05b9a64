/* What both entries of the package export: the dynamic provider (index.ts) and the plugin (plugin.ts). */

export * from "../arguments/enumerations";
export type * from "../arguments/image-component";
export type * from "../arguments/image-pipeline";
export type * from "../arguments/image-pipeline-execution";
export type * from "../arguments/image-retention";
export type * from "../arguments/lookups";
export type * from "../arguments/provider";
export {
  type DockerfileImport,
  type DockerfileLine,
  importDockerfile,
} from "../content/import-dockerfile";
export * from "./build-content";
export type { GoldenImageArgs } from "./golden-image-parts";
export type { LookupInput } from "./lookup-input";
export * from "./yaml-component";
