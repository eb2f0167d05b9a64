export {
  buildContent,
  comment,
  component,
  fromImage,
  fromImageFamily,
  renderTemplate,
  run,
  type TemplateArgs,
} from "./build-content/builder";
export {
  type DockerfileImport,
  type DockerfileLine,
  importDockerfile,
} from "./build-content/import-dockerfile";
export type * from "./image-component/arguments";
export { ImageComponent, type ImageComponentOutputs } from "./image-component/resource";
export type * from "./image-pipeline/arguments";
export { ImagePipeline, type ImagePipelineOutputs } from "./image-pipeline/resource";
export type * from "./image-pipeline-execution/arguments";
export {
  ImagePipelineExecution,
  type ImagePipelineExecutionOutputs,
} from "./image-pipeline-execution/resource";
export * from "./lookups/image-components";
export * from "./lookups/image-pipeline-executions";
export * from "./lookups/image-pipelines";
