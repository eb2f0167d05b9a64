export * from "./program/common";
export { GoldenImage } from "./program/golden-image";
export { ImageComponent } from "./program/image-component";
export { ImagePipeline } from "./program/image-pipeline";
export { ImagePipelineExecution } from "./program/image-pipeline-execution";
export { ImageRetention } from "./program/image-retention";
export * from "./program/lookups";
export { Provider } from "./program/provider";
