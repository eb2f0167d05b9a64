import * as pulumi from "@pulumi/pulumi";
import type { ImageRetentionArgs, ImageRetentionOutputs } from "../arguments/image-retention";
import { UNSET_IMAGE_RETENTION } from "../arguments/names";
import { RULE, WARNINGS } from "../resources/image-retention/warnings";
import { shell } from "../servers/dynamic/shell";
import { requireDeclaration, type Wording } from "./declaration";
import { PROVIDER } from "./provider";
import { declaredAt, inform, isResourceNamed, pauseStackTraces, resourceWith, warn } from "./registration";
import { alsoKnownAs, dynamicType, pluginToken } from "./tokens";

export type { ImageRetentionArgs } from "../arguments/image-retention";

const TYPE = dynamicType("ImageRetention");

const WORDING: Wording = {
  className: "ImageRetention",
  example: '{ action: "delete", imageFamily: "web", keep: 5 }',
  provider: PROVIDER,
  insteadOfImport: "A retention is a rule that only the state contains: declare it.",
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
   * @param opts Pulumi's options. `provider`: a `Provider`, for another account or region.
   *   `import` is refused.
   */
  constructor(name: string, args: ImageRetentionArgs<Text>, opts?: pulumi.CustomResourceOptions) {
    requireDeclaration(ImageRetention, name, args, opts, WORDING);
    const props = { ...UNSET_IMAGE_RETENTION, ...args, __provider: shell("imageRetention") };
    const resume = pauseStackTraces(opts);
    try {
      super(TYPE, name, props, alsoKnownAs(opts, pluginToken("ImageRetention")));
    } catch (error) {
      resume();
      throw declaredAt(error, ImageRetention);
    } finally {
      resume();
    }
    warn(this, args, WARNINGS);
    // A run says what it did.
    if (pulumi.runtime.isDryRun()) inform(this, args, [RULE]);
  }

  /** Whether a value is a retention, also one of the other entry or of another copy of this package. */
  static isInstance(value: unknown): value is ImageRetention {
    return isResourceNamed(value, "ImageRetention");
  }
}
