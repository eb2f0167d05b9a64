export { ImagePipeline, type ImagePipelineArgs, type ImagePipelineOutputs } from "./image-pipeline/resource";
