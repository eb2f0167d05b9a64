import type * as pulumi from "@pulumi/pulumi";
import type { ImageRetentionArgs, ImageRetentionOutputs } from "../../arguments/image-retention";
import { UNSET_IMAGE_RETENTION } from "../../arguments/names";
import { requireDeclaration, type Wording } from "../declaration";
import { declaredAt, isResourceNamed, pauseStackTraces, resourceWith } from "../registration";
import { alsoKnownAs, dynamicType, pluginToken } from "../tokens";
import { PROVIDER } from "./provider";

const TYPE = pluginToken("ImageRetention");

const WORDING: Wording = {
  className: "ImageRetention",
  example: '{ action: "delete", imageFamily: "web", keep: 5 }',
  provider: PROVIDER,
};

/**
 * Keeps the newest images, or the young ones, and deletes or deprecates the others, in one or more regions.
 *
 * @example
 * new ImageRetention("web-images", {
 *   action: "delete",
 *   imageFamily: "web",
 *   imageNamePrefix: "web_exec-",
 *   regionIds: ["cn-hangzhou", "cn-beijing"],
 *   keep: 5,
 *   triggers: [build.imageIds],
 * });
 *
 * It runs when it is created, and again when the rule or a trigger changes. Images that instances use, that are shared,
 * public or excluded, and those that `triggers` name are never touched (docs/retention.md). Destroying the resource deletes
 * nothing.
 *
 * @typeParam Text is inferred, so that the compiler refuses a typo in a documented value and accepts any `string`.
 */
export class ImageRetention<Text extends string = string> extends resourceWith<ImageRetentionOutputs>() {
  /**
   * @param name the name of the resource in the program, unique among resources of its type.
   * @param args which images the rule is about, and which of them stay.
   * @param opts Pulumi's options, all of them. `provider`: a `Provider`, for another account or region.
   */
  constructor(name: string, args: ImageRetentionArgs<Text>, opts?: pulumi.CustomResourceOptions) {
    requireDeclaration(ImageRetention, name, args, opts, WORDING);
    const resume = pauseStackTraces(opts);
    try {
      super(
        TYPE,
        name,
        { ...UNSET_IMAGE_RETENTION, ...args },
        alsoKnownAs(opts, dynamicType("ImageRetention")),
      );
    } catch (error) {
      resume();
      throw declaredAt(error, ImageRetention);
    } finally {
      resume();
    }
  }

  /** Whether a value is a retention, also one of the other entry or of another copy of this package. */
  static isInstance(value: unknown): value is ImageRetention {
    return isResourceNamed(value, "ImageRetention");
  }
}
