import type { Connection } from "../../lookups/connection";
import { findImageComponents } from "../../lookups/image-components";
import { findImagePipelineExecutions } from "../../lookups/image-pipeline-executions";
import { findImagePipeline, findImagePipelines } from "../../lookups/image-pipelines";
import { findImageFromFamily, findImages } from "../../lookups/images";
import type { Properties } from "../../resources/lifecycle";

type Lookup = (connection: Connection, args: Properties) => Promise<object>;

/** The lookups by their names in programs. The arguments are those of the schema, which the engine does not check. */
export const LOOKUPS: Record<string, Lookup> = {
  getImagePipelines: findImagePipelines,
  getImagePipeline: findImagePipeline,
  getImageComponents: findImageComponents,
  getImagePipelineExecutions: findImagePipelineExecutions as Lookup,
  getImages: findImages,
  getImageFromFamily: findImageFromFamily as unknown as Lookup,
};
