export type * from "./image-component/arguments";
export { ImageComponent, type ImageComponentOutputs } from "./image-component/resource";
export type * from "./image-pipeline/arguments";
export { ImagePipeline, type ImagePipelineOutputs } from "./image-pipeline/resource";
export type * from "./image-pipeline-execution/arguments";
export {
  ImagePipelineExecution,
  type ImagePipelineExecutionOutputs,
} from "./image-pipeline-execution/resource";
