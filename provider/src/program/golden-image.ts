import type * as pulumi from "@pulumi/pulumi";
import { requireDeclaration } from "./declaration";
import { type GoldenImageArgs, GoldenImageOf, WORDING } from "./golden-image-parts";
import { ImagePipeline } from "./image-pipeline";
import { ImageRetention } from "./image-retention";
import { PROVIDER } from "./provider";

/**
 * The newest image of a pipeline, in all its regions: an ImagePipeline, its build and, with `keep`, the ImageRetention that
 * deletes the older images.
 *
 * @example
 * const web = new GoldenImage("web", {
 *   baseImageType: "IMAGE_FAMILY",
 *   baseImage: "acs:alibaba_cloud_linux_3_2104_lts_x64",
 *   buildContent: "RUN yum install -y nginx",
 *   toRegionIds: ["cn-beijing", "cn-shanghai"],
 *   keep: 5,
 * });
 * export const imageIds = web.imageIds;
 *
 * The images are named by `imageOptions.imageName`, by default `PROJECT:STACK:NAME`, and the ID of their build. Destroying
 * it deletes no image.
 *
 * @typeParam Text is inferred, so that the compiler refuses a typo in a documented value and accepts any `string`.
 */
export class GoldenImage<Text extends string = string> extends GoldenImageOf<ImagePipeline, ImageRetention> {
  /**
   * @param name the name of the component in the program, and of the pipeline in it.
   * @param args the arguments of the pipeline, when to build again, and how many images stay.
   * @param opts Pulumi's options. `provider` and `providers` apply to everything in it.
   */
  constructor(name: string, args: GoldenImageArgs<Text>, opts?: pulumi.ComponentResourceOptions) {
    requireDeclaration(GoldenImage, name, args, opts, { ...WORDING, provider: PROVIDER });
    // Whichever texts are literals: all of them are texts.
    super({ ImagePipeline, ImageRetention }, name, args as unknown as GoldenImageArgs, opts);
  }
}
