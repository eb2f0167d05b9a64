/*
 * The entry pulumi-alicloud-image-builder/plugin: the classes and lookups of the other entry, for the plugin. To move a
 * program from one to the other is to change its import (docs/plugin.md).
 */

export * from "./program/common";
export { GoldenImage } from "./program/plugin/golden-image";
export { ImageComponent } from "./program/plugin/image-component";
export { ImagePipeline } from "./program/plugin/image-pipeline";
export { ImagePipelineExecution } from "./program/plugin/image-pipeline-execution";
export { ImageRetention } from "./program/plugin/image-retention";
export * from "./program/plugin/lookups";
export { Provider } from "./program/plugin/provider";
