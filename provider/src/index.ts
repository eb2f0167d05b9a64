export * from "./arguments/enumerations";
export type * from "./arguments/image-component";
export type * from "./arguments/image-pipeline";
export type * from "./arguments/image-pipeline-execution";
export type * from "./arguments/lookups";
export {
  type DockerfileImport,
  type DockerfileLine,
  importDockerfile,
} from "./content/import-dockerfile";
export {
  buildContent,
  type ComponentOptions,
  cmd,
  comment,
  component,
  copy,
  entrypoint,
  env,
  fromImage,
  fromImageFamily,
  label,
  renderTemplate,
  restart,
  run,
  type TemplateArgs,
  user,
  workdir,
} from "./program/build-content";
export { ImageComponent } from "./program/image-component";
export { ImagePipeline } from "./program/image-pipeline";
export { ImagePipelineExecution } from "./program/image-pipeline-execution";
export * from "./program/lookups";
export * from "./program/yaml-component";
