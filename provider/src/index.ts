export type * from "./image-pipeline/arguments";
export { ImagePipeline, type ImagePipelineOutputs } from "./image-pipeline/resource";
