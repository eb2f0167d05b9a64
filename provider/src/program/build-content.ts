import * as pulumi from "@pulumi/pulumi";
import { firstLine, withoutByteOrderMark } from "../content/form";
import { joiningFault } from "../content/shell-command";

/**
 * Build content as code. Each step is one instruction; inputs and components may be outputs of other resources.
 *
 * @example
 * buildContent: buildContent(
 *   fromImageFamily("acs:alibaba_cloud_linux_3_2104_lts_x64"),
 *   run("yum install -y nginx", "systemctl enable nginx"),
 *   component(hardening),
 *   run(pulumi.interpolate`echo ${release} > /etc/release-id`),
 * )
 */
export function buildContent(...steps: pulumi.Input<string>[]): pulumi.Output<string> {
  return pulumi.all(steps).apply((lines) => {
    requireTexts("buildContent: step", lines);
    return `${lines.map(withoutByteOrderMark).join("\n")}\n`;
  });
}

/** A program in JavaScript, or an output that turned out to be undefined, gives what the types do not allow. */
function requireTexts(what: string, values: readonly unknown[]) {
  for (const [index, value] of values.entries()) {
    if (typeof value === "string") continue;
    const given = value === undefined || value === null ? String(value) : `of the type ${typeof value}`;
    throw new Error(
      `${what} ${index + 1} is ${given}; it must be a text. Leave it out, or give it a value that is set.`,
    );
  }
}

/** `FROM IMAGE:<ID>`: the image to start from, in place of `baseImageType` and `baseImage`. */
export const fromImage = (imageId: pulumi.Input<string>): pulumi.Output<string> =>
  pulumi.interpolate`FROM IMAGE:${imageId}`;

/** `FROM IMAGE_FAMILY:<name>`: the newest image of a family, in place of `baseImageType` and `baseImage`. */
export const fromImageFamily = (imageFamily: pulumi.Input<string>): pulumi.Output<string> =>
  pulumi.interpolate`FROM IMAGE_FAMILY:${imageFamily}`;

/**
 * `RUN …`: shell commands in one instruction, each run when the one before it succeeded. A command is one line; one
 * that has several is refused, since whether the service joins lines is not documented; so is one that would swallow
 * the commands after it (a comment, an open quote, a backslash at its end) or break the line (`&&` at its end).
 */
export function run(...commands: [pulumi.Input<string>, ...pulumi.Input<string>[]]): pulumi.Output<string> {
  return pulumi.all(commands).apply((texts) => {
    requireTexts("run: command", texts);
    const at = texts.findIndex((text) => /[\r\n]/.test(text.trim()));
    if (at !== -1)
      throw new Error(
        `run: command ${at + 1} has more than one line. Give each line as a command of its own.`,
      );
    const lines = texts.map((text) => text.trim());
    for (const [index, line] of lines.entries()) {
      const fault = joiningFault(line, index === lines.length - 1);
      if (fault) throw new Error(`run: command ${index + 1} ${fault}`);
    }
    return `RUN ${lines.join(" && ")}`;
  });
}

/** `COMPONENT …`: an image component, by itself, its ID (`ic-…`) or its ARN. */
export function component(
  which: pulumi.Input<string> | { imageComponentId: pulumi.Input<string> },
): pulumi.Output<string> {
  const id =
    typeof which === "object" && which && "imageComponentId" in which ? which.imageComponentId : which;
  return pulumi.interpolate`COMPONENT ${id}`;
}

/** `# …`: a comment; it does not count as an instruction. */
export const comment = (text: string): string =>
  text
    .split(/\r\n?|\n/)
    .map((line) => `# ${line}`.trimEnd())
    .join("\n");

/** What a template is rendered from. */
export interface TemplateArgs {
  baseImageType?: pulumi.Input<string> | undefined;
  baseImage?: pulumi.Input<string> | undefined;
  buildContent?: pulumi.Input<string> | undefined;
}

/** The template as the console previews it: the base image in a FROM line, then the build content. */
export function renderTemplate({
  baseImageType,
  baseImage,
  buildContent,
}: TemplateArgs): pulumi.Output<string> {
  return pulumi.all([baseImageType, baseImage, buildContent]).apply(([type, image, content = ""]) => {
    const named = /^FROM\s/i.test(firstLine(content));
    return named || !type || !image ? content : `FROM ${type}:${image}\n${content}`;
  });
}
