/*
 * The schemas of all resources, in one module, so that they share one zod. Nothing but a check needs them: each resource's
 * check.ts loads this late.
 */

export { imageComponentSchema } from "./image-component/schema";
export { imagePipelineSchema } from "./image-pipeline/schema";
export { imagePipelineExecutionSchema } from "./image-pipeline-execution/schema";
export { imageRetentionSchema } from "./image-retention/schema";
