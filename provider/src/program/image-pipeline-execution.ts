import * as pulumi from "@pulumi/pulumi";
import type {
  ImagePipelineExecutionArgs,
  ImagePipelineExecutionOutputs,
} from "../arguments/image-pipeline-execution";
import { UNSET_IMAGE_PIPELINE_EXECUTION } from "../arguments/names";
import { IDENTITY } from "../resources/image-pipeline-execution/normalize";
import { shell } from "../servers/dynamic/shell";
import { requireDeclaration, type Wording } from "./declaration";
import { PROVIDER } from "./provider";
import { declaredAt, isResourceNamed, pauseStackTraces, resourceWith } from "./registration";
import { alsoKnownAs, dynamicType, pluginToken } from "./tokens";

export type { ImagePipelineExecutionArgs } from "../arguments/image-pipeline-execution";

/** Unlike project and stack, it is undefined under Pulumi's mocks, unless they set one. */
function organization(): string {
  try {
    return pulumi.getOrganization();
  } catch {
    return "";
  }
}

const TYPE = dynamicType("ImagePipelineExecution");

const WORDING: Wording = {
  className: "ImagePipelineExecution",
  example: "{ imagePipelineId: pipeline.imagePipelineId }",
  provider: PROVIDER,
  insteadOfImport:
    'To adopt an existing execution, declare it with the argument adopt: "exec-…", or use the plugin (docs/importing.md); to read it, use ImagePipelineExecution.get.',
};

/**
 * A build: one execution of an image pipeline. `pulumi up` waits until there is an image.
 *
 * @example
 * const build = new ImagePipelineExecution("web-image", {
 *   imagePipelineId: pipeline.imagePipelineId,
 *   triggers: [config.get("release")],
 * });
 * export const imageId = build.imageId;
 *
 * A change of the pipeline or of a trigger starts a new build; the old image stays, unless `deleteImageOnDestroy` is set. A
 * failed build is an error, and the next `pulumi up` builds again. Destroying the resource cancels a running build, if the
 * API allows it.
 *
 * To require an image: `build.imageId.apply((id) => id ?? fail("no image"))`. `imageName` of a build that is declared with
 * `ImagePipeline.execute` is secret only if the pipeline's `imageOptions` are; for any other build, use `pulumi.unsecret` to
 * show it.
 */
export class ImagePipelineExecution extends resourceWith<ImagePipelineExecutionOutputs>() {
  /**
   * @param name the name of the resource in the program, unique among resources of its type.
   * @param args which pipeline to build, and when to build it again.
   * @param opts Pulumi's options. `provider`: a `Provider`, for another account or region.
   *   `customTimeouts` have no effect on a dynamic resource (the argument `timeoutMinutes` has), and `import` is refused.
   */
  constructor(name: string, args: ImagePipelineExecutionArgs, opts?: pulumi.CustomResourceOptions) {
    requireDeclaration(ImagePipelineExecution, name, args, opts, WORDING);
    const provider = { __provider: shell("imagePipelineExecution", opts?.id !== undefined) };
    const props = {
      ...UNSET_IMAGE_PIPELINE_EXECUTION,
      ...args,
      [IDENTITY]: [organization(), pulumi.getProject(), pulumi.getStack(), name].join("/"),
      ...provider,
    };
    const additionalSecretOutputs = [...(opts?.additionalSecretOutputs ?? []), "imageName"];
    const resume = pauseStackTraces(opts);
    try {
      super(TYPE, name, props, {
        ...alsoKnownAs(opts, pluginToken("ImagePipelineExecution")),
        additionalSecretOutputs,
      });
    } catch (error) {
      resume();
      throw declaredAt(error, ImagePipelineExecution);
    } finally {
      resume();
    }
    Object.assign(this, { executionId: this.id });
  }

  /**
   * Reads an existing execution that this stack does not manage. All outputs come from the account.
   *
   * @param id the execution's ID (`exec-…`); it is an error if it does not exist.
   * @param state its region; by default the region of the configuration.
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state: { regionId?: pulumi.Input<string> } = {},
    opts?: pulumi.CustomResourceOptions,
  ): ImagePipelineExecution {
    return new ImagePipelineExecution(name, state as ImagePipelineExecutionArgs, { ...opts, id });
  }

  /** Whether a value is an execution, also one of the other entry or of another copy of this package. */
  static isInstance(value: unknown): value is ImagePipelineExecution {
    return isResourceNamed(value, "ImagePipelineExecution");
  }
}
