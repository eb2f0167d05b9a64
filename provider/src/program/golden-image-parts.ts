import * as pulumi from "@pulumi/pulumi";
import type { ImagePipelineArgs } from "../arguments/image-pipeline";
import type { ImagePipelineExecutionArgs } from "../arguments/image-pipeline-execution";
import type { ImageRetentionArgs } from "../arguments/image-retention";
import { isOfType } from "./registration";
import { pluginToken } from "./tokens";

/*
 * What the two classes GoldenImage share: that of the dynamic provider (golden-image.ts) and that of the plugin
 * (plugin/golden-image.ts). It is written with the other classes of its entry and nothing else.
 */

/** The arguments of a GoldenImage: those of its ImagePipeline, and how it is built, and how many images stay. */
export interface GoldenImageArgs<Text extends string = string>
  extends Omit<ImagePipelineArgs<Text>, "adopt"> {
  /**
   * Any values, such as a date, a commit or the newest image of a base family. A new image is built if one of them
   * changes, as it is if the content or another argument of the pipeline changes.
   */
  triggers?: ImagePipelineExecutionArgs["triggers"];
  /**
   * How long to wait for the image and its copies.
   * - Limits: whole number from 1 to 1440 minutes
   * - Default: 180 minutes
   */
  timeoutMinutes?: ImagePipelineExecutionArgs["timeoutMinutes"];
  /**
   * How many images stay in each region. After each build, the older ones are deleted with their snapshots, but not those
   * that instances use. They are found by their names, so `imageOptions.imageName` must be unique in the account.
   * - Limits: whole number from 1
   * - Default: all images stay
   */
  keep?: ImageRetentionArgs["keep"];
  /**
   * With `keep`: whether an image that is shared (`addAccounts`) and no longer kept is deleted, too; its sharing ends first.
   * With `false`, it stays.
   * - Default: `false`
   */
  unshare?: ImageRetentionArgs["unshare"];
}

interface Build extends pulumi.CustomResource {
  imageId: pulumi.Output<string | undefined>;
  imageIds: pulumi.Output<Record<string, string> | undefined>;
}

interface Pipeline extends pulumi.CustomResource {
  regionId: pulumi.Output<string>;
  execute(
    name: string,
    args: Pick<ImagePipelineExecutionArgs, "triggers" | "timeoutMinutes">,
    opts: pulumi.CustomResourceOptions,
  ): Build;
}

/** The classes of one entry of the package. */
interface Classes<SomePipeline extends Pipeline, Retention extends pulumi.CustomResource> {
  ImagePipeline: new (
    name: string,
    args: ImagePipelineArgs,
    opts: pulumi.CustomResourceOptions,
  ) => SomePipeline;
  ImageRetention: new (
    name: string,
    args: ImageRetentionArgs,
    opts: pulumi.CustomResourceOptions,
  ) => Retention;
}

/** What its errors say. */
export const WORDING = {
  className: "GoldenImage",
  example: '{ baseImageType: "IMAGE", baseImage: "m-…", buildContent: "RUN …", keep: 5 }',
};

const SHARED_STAY =
  "keep: the images are shared (addAccounts), so older ones stay until they are no longer shared. To let the rule end the sharing and delete them, set unshare: true; to keep them, unshare: false.";

const NO_SUFFIX =
  "keep: with advancedOptions.imageNameSuffix disable, the names of the images do not contain the ID of their build, so the rule does not find them and older images stay. Omit imageNameSuffix.";

/** The same in both entries, so that a stack can move from one to the other. */
const TYPE = pluginToken("GoldenImage");

/** See the classes `GoldenImage`. */
export abstract class GoldenImageOf<
  SomePipeline extends Pipeline,
  Retention extends pulumi.CustomResource,
> extends pulumi.ComponentResource {
  readonly pipeline: SomePipeline;
  readonly build: ReturnType<SomePipeline["execute"]>;
  /** The rule for older images; undefined without `keep`. */
  readonly retention: Retention | undefined;
  /** The newest image in the region of the pipeline. */
  readonly imageId: pulumi.Output<string | undefined>;
  /** The newest image in each region: `{ "cn-hangzhou": "m-…", "cn-beijing": "m-…" }`. */
  readonly imageIds: Build["imageIds"];

  protected constructor(
    { ImagePipeline, ImageRetention }: Classes<SomePipeline, Retention>,
    name: string,
    { triggers, timeoutMinutes, keep, unshare, ...args }: GoldenImageArgs,
    opts: pulumi.ComponentResourceOptions | undefined,
  ) {
    super(TYPE, name, {}, opts);
    const child = { parent: this };
    const imageOptions = pulumi
      .all([args.imageOptions, args.imageName])
      .apply(([given, old]) => ({ ...given, imageName: given?.imageName ?? old ?? defaultName(name) }));
    this.pipeline = new ImagePipeline(name, { ...args, imageOptions }, child);
    const build = this.pipeline.execute(`${name}-image`, { triggers, timeoutMinutes }, child);
    this.build = build as ReturnType<SomePipeline["execute"]>;
    this.imageId = build.imageId;
    this.imageIds = build.imageIds;
    this.retention =
      keep === undefined
        ? undefined
        : new ImageRetention(
            `${name}-retention`,
            {
              action: "delete",
              // The name of an image ends with the ID of its build. Not `web_` alone: another pipeline can build `web_db`.
              imageNamePrefix: pulumi.interpolate`${imageOptions.imageName}_exec-`,
              regionIds: pulumi
                .all([this.pipeline.regionId, args.toRegionIds])
                .apply(([home, others = []]) => [...new Set([home, ...others])]),
              regionId: this.pipeline.regionId,
              keep,
              unshare: unshare ?? false,
              triggers: [build.imageIds],
            },
            child,
          );
    if (keep !== undefined && args.addAccounts !== undefined && unshare === undefined)
      void pulumi.log.warn(SHARED_STAY, this);
    if (keep !== undefined) {
      pulumi.output(args.advancedOptions).apply((options) => {
        if (options?.imageNameSuffix === "disable") void pulumi.log.warn(NO_SUFFIX, this);
      });
    }
    this.registerOutputs({ imageId: this.imageId, imageIds: this.imageIds });
  }

  /** Whether a value is a golden image, also one of another copy of this package. */
  static override isInstance(value: unknown): value is GoldenImageOf<Pipeline, pulumi.CustomResource> {
    return isOfType(value, TYPE);
  }
}

/**
 * Two projects, or two stacks of one, must not delete each other's images. The names of neither can contain a colon, so no
 * other project and stack make the same name.
 */
const defaultName = (name: string): string => [pulumi.getProject(), pulumi.getStack(), name].join(":");
