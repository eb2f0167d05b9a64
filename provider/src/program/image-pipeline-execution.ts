import * as pulumi from "@pulumi/pulumi";
import {
  type ImagePipelineExecutionArgs,
  type ImagePipelineExecutionArgumentOutputs,
  UNSET_IMAGE_PIPELINE_EXECUTION,
} from "../arguments/image-pipeline-execution";
import { IDENTITY } from "../resources/image-pipeline-execution/normalize";
import { shell } from "../servers/dynamic/shell";
import { requireDeclaration, type Wording } from "./declaration";
import { declaredAt, pauseStackTraces, resourceWith } from "./registration";

export type { ImagePipelineExecutionArgs } from "../arguments/image-pipeline-execution";

/** The outputs that come from the service. */
interface ServiceOutputs {
  /** `SUCCESS` once there is an image; see the API for the others. */
  readonly status: pulumi.Output<string>;
  /**
   * The image that was built (`m-…`), in the pipeline's region. Once `pulumi up` has waited for the build, which is the
   * default, it is there. It is undefined with `waitForCompletion: false` until there is an image, and after a refresh that
   * found it deleted. What needs it says so: `build.imageId.apply((id) => id ?? fail("no image"))`.
   */
  readonly imageId: pulumi.Output<string | undefined>;
  /** The snapshots that the image consists of. */
  readonly snapshotIds: pulumi.Output<string[] | undefined>;
  /**
   * The image's full name, as a secret, since it is made of the pipeline's `imageOptions.imageName`, which may be one. Of a
   * build that `ImagePipeline.execute` declares it is a secret only where `imageOptions` are; of any other
   * `pulumi.unsecret` shows it.
   */
  readonly imageName: pulumi.Output<string | undefined>;
  /** When the build was started, in UTC. */
  readonly createTime: pulumi.Output<string>;
  /** What the service says about the build, if anything. */
  readonly message: pulumi.Output<string | undefined>;
  /** The request ID of the call that started the build, for support tickets. */
  readonly requestId: pulumi.Output<string | undefined>;
  /** The account that holds the image; undefined if STS did not say. */
  readonly accountId: pulumi.Output<string | undefined>;
}

/** All arguments, normalized, and the outputs from the service. */
export type ImagePipelineExecutionOutputs = ImagePipelineExecutionArgumentOutputs & ServiceOutputs;

const NOT_YET_TOLD: { [Name in keyof ServiceOutputs]: undefined } = {
  status: undefined,
  imageId: undefined,
  snapshotIds: undefined,
  imageName: undefined,
  createTime: undefined,
  message: undefined,
  requestId: undefined,
  accountId: undefined,
};

/** Unlike project and stack, it is not there under Pulumi's mocks, unless they are given one. */
function organization(): string {
  try {
    return pulumi.getOrganization();
  } catch {
    return "";
  }
}

const WORDING: Wording = {
  className: "ImagePipelineExecution",
  example: "{ imagePipelineId: pipeline.imagePipelineId }",
  insteadOfImport: "To read an existing execution, use ImagePipelineExecution.get.",
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
 * A change of the pipeline or of a trigger is a new build; the old image stays, unless `deleteImageOnDestroy` is set. A
 * build that fails is an error, and the next `pulumi up` builds anew. Destroying it cancels a build that is running, where
 * the API allows that.
 */
export class ImagePipelineExecution extends resourceWith<ImagePipelineExecutionOutputs>() {
  /** The execution's ID (`exec-…`). */
  readonly executionId: pulumi.Output<string>;

  /**
   * @param name the name of the resource in the program, unique among those of its type.
   * @param args which pipeline to build, and when to build it anew.
   * @param opts Pulumi's options. `provider`: an explicit provider, for another account or region (docs/configuration.md).
   *   `customTimeouts` have no effect on a dynamic resource (the argument `timeoutMinutes` has), and `import` is refused.
   */
  constructor(name: string, args: ImagePipelineExecutionArgs, opts?: pulumi.CustomResourceOptions) {
    requireDeclaration(ImagePipelineExecution, name, args, opts, WORDING);
    const provider = { __provider: shell("imagePipelineExecution", opts?.id !== undefined) };
    const props = {
      ...UNSET_IMAGE_PIPELINE_EXECUTION,
      ...NOT_YET_TOLD,
      ...args,
      [IDENTITY]: [organization(), pulumi.getProject(), pulumi.getStack(), name].join("/"),
      ...provider,
    };
    const additionalSecretOutputs = [...(opts?.additionalSecretOutputs ?? []), "imageName"];
    const resume = pauseStackTraces(opts);
    try {
      super("pulumi-nodejs:dynamic/alicloud:ImagePipelineExecution", name, props, {
        ...opts,
        additionalSecretOutputs,
      });
    } catch (error) {
      resume();
      throw declaredAt(error, ImagePipelineExecution);
    } finally {
      resume();
    }
    this.executionId = this.id;
  }

  /**
   * An existing execution that stays outside of this stack: all outputs are filled from the account.
   *
   * @param id the execution's ID (`exec-…`); one that is not there is an error.
   * @param state where it is; the region of the configuration by default.
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state: { regionId?: pulumi.Input<string> } = {},
    opts?: pulumi.CustomResourceOptions,
  ): ImagePipelineExecution {
    return new ImagePipelineExecution(name, state as ImagePipelineExecutionArgs, { ...opts, id });
  }
}
