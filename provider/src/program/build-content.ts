import * as pulumi from "@pulumi/pulumi";
import { commandNamed } from "../content/commands";
import { parameterNameFaults, parameterValueFault } from "../content/component-parameters";
import { firstLine, isTooLong, isYaml, withoutByteOrderMark } from "../content/form";
import { joiningFault } from "../content/shell-command";

/**
 * Build content as code. Each step is one command; inputs and components may be outputs of other resources.
 *
 * @example
 * baseImageType: "IMAGE_FAMILY",
 * baseImage: "acs:alibaba_cloud_linux_3_2104_lts_x64",
 * buildContent: buildContent(
 *   run("yum install -y nginx", "systemctl enable nginx"),
 *   env({ STAGE: "production" }),
 *   component(hardening, { params: { level: 2 } }),
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
function requireText(what: string, value: unknown): asserts value is string {
  if (typeof value === "string") return;
  const given = value === undefined || value === null ? String(value) : `of the type ${typeof value}`;
  throw new Error(`${what} is ${given}; it must be a text. Leave it out, or give it a value that is set.`);
}

function requireTexts(what: string, values: readonly unknown[]): asserts values is readonly string[] {
  for (const [index, value] of values.entries()) requireText(`${what} ${index + 1}`, value);
}

/** A text that has to stand on a line; its blanks around it do not count. */
function lineOf(what: string, value: unknown): string {
  requireText(what, value);
  const line = value.trim();
  if (line === "") throw new Error(`${what} is empty. Leave it out, or give it a value.`);
  if (/[\r\n]/.test(line)) {
    throw new Error(`${what} has more than one line, which the command cannot hold. Give it one line.`);
  }
  return line;
}

function wordOf(what: string, value: unknown): string {
  const word = lineOf(what, value);
  if (/\s/.test(word)) {
    throw new Error(`${what} has a blank in it, which the command cannot hold. Use one without blanks.`);
  }
  return word;
}

/** A command with what follows it, held to the same rules as in the check. */
function command(name: string, operand: string): string {
  const fault = commandNamed(name)?.fault?.(operand);
  if (fault) throw new Error(`${name.toLowerCase()}: it ${fault}`);
  return `${name} ${operand}`;
}

/** In double quotes, as the service's page asks for; a quote or backslash in it is escaped, as in a Dockerfile. */
function quoted(what: string, value: unknown): string {
  requireText(what, value);
  if (/[\r\n]/.test(value)) {
    throw new Error(
      `${what} has more than one line, which the command cannot hold. Write it to a file with run(…).`,
    );
  }
  return `"${value.replace(/["\\]/g, "\\$&")}"`;
}

/** `NAME="value"` for each, one on a line. */
function pairs(what: string, name: string, values: Record<string, unknown>, key: RegExp): string {
  const texts = Object.entries(values).map(([one, value]) => {
    if (!key.test(one)) {
      throw new Error(`${what}: the name ${JSON.stringify(one)} is not allowed. Use letters, digits and _.`);
    }
    return `${one}=${quoted(`${what}: the value of ${one}`, value)}`;
  });
  if (texts.length === 0) throw new Error(`${what}: there is no value in it. Leave it out, or name one.`);
  return command(name, texts.join(CONTINUED));
}

/** Between the parts of a command that stand on lines of their own. */
const CONTINUED = " \\\n    ";

/** `FROM IMAGE:<ID>`: the image to start from, in place of `baseImageType` and `baseImage`. */
export const fromImage = (imageId: pulumi.Input<string>): pulumi.Output<string> =>
  pulumi.interpolate`FROM IMAGE:${imageId}`;

/** `FROM IMAGE_FAMILY:<name>`: the newest image of a family, in place of `baseImageType` and `baseImage`. */
export const fromImageFamily = (imageFamily: pulumi.Input<string>): pulumi.Output<string> =>
  pulumi.interpolate`FROM IMAGE_FAMILY:${imageFamily}`;

/**
 * `RUN …`: shell commands in one RUN, each run when the one before it succeeded. Refused is one that would swallow the
 * commands after it (a comment, an open quote, a backslash at its end) or break the line (`&&` at its end).
 *
 * A command of several lines is a script: it is run by `bash -e`, in a shell of its own, and stops at the first command
 * that fails. What it says stays as it is, heredocs too: each line is written in quotes, with a backslash at its end, which
 * is how the service continues a command.
 */
export function run(...commands: [pulumi.Input<string>, ...pulumi.Input<string>[]]): pulumi.Output<string> {
  return pulumi.all(commands).apply((texts) => {
    requireTexts("run: command", texts);
    const lines = texts.map((text, index) => {
      const trimmed = text.trim();
      if (/[\r\n]/.test(trimmed)) return script(trimmed);
      const fault = joiningFault(trimmed, index === texts.length - 1);
      if (fault) throw new Error(`run: command ${index + 1} ${fault}`);
      return trimmed;
    });
    return `RUN ${lines.join(" && ")}`;
  });
}

function script(text: string): string {
  const lines = text.replaceAll("'", "'\\''").split(/\r\n?|\n/);
  return `bash -ec "$(printf '%s\\n'${CONTINUED}'${lines.join(`'${CONTINUED}'`)}')"`;
}

/**
 * `ENV NAME="value" …`: environment variables. Whether the service replaces a `$NAME` in a value, as Docker does, is not
 * documented.
 */
export const env = (values: Record<string, pulumi.Input<string>>): pulumi.Output<string> =>
  pulumi.all(values).apply((known) => pairs("env", "ENV", known, /^[A-Za-z_]\w*$/));

/** `LABEL key="value" …`: metadata of the template. */
export const label = (values: Record<string, pulumi.Input<string>>): pulumi.Output<string> =>
  pulumi.all(values).apply((known) => pairs("label", "LABEL", known, /^[\w.-]+$/));

/**
 * `COPY source directory`: a URL, which is fetched with wget, cannot have a query string, and needs
 * `internetMaxBandwidthOut`; or a path on the instance. Nothing is copied from your machine.
 */
export const copy = (source: pulumi.Input<string>, directory: pulumi.Input<string>): pulumi.Output<string> =>
  pulumi
    .all([source, directory])
    .apply(([from, to]) =>
      command("COPY", `${wordOf("copy: the source", from)} ${wordOf("copy: the directory", to)}`),
    );

/** `WORKDIR path`: the directory of the commands after it. */
export const workdir = (path: pulumi.Input<string>): pulumi.Output<string> =>
  pulumi.output(path).apply((known) => command("WORKDIR", lineOf("workdir: the path", known)));

/** `USER name`: who runs the commands after it; the user must exist. */
export const user = (name: pulumi.Input<string>): pulumi.Output<string> =>
  pulumi.output(name).apply((known) => command("USER", wordOf("user: the name", known)));

/** `CMD …`: what is run when the system starts: a shell command, or a program with its arguments. */
export const cmd = (start: pulumi.Input<string> | pulumi.Input<string>[]): pulumi.Output<string> =>
  atStart("CMD", start);

/** `ENTRYPOINT …`: what is run when the system starts: a shell command, or a program with its arguments. */
export const entrypoint = (start: pulumi.Input<string> | pulumi.Input<string>[]): pulumi.Output<string> =>
  atStart("ENTRYPOINT", start);

function atStart(name: string, start: pulumi.Input<string> | pulumi.Input<string>[]): pulumi.Output<string> {
  const what = name.toLowerCase();
  return pulumi.output(start).apply((known) => {
    if (!Array.isArray(known)) return command(name, lineOf(`${what}: the command`, known));
    requireTexts(`${what}: part`, known);
    if (!known[0]) throw new Error(`${what}: it has no program. Name it as the first part.`);
    return command(name, JSON.stringify(known));
  });
}

/** `RESTART`: restarts the instance; the commands after it are run when it is back. */
export const restart = (): string => "RESTART";

/** Values for the parameters of a component in YAML. */
export interface ComponentOptions {
  params?: Record<string, pulumi.Input<string | number | boolean>>;
}

/** An `ImageComponent` of the program, or what a lookup found. */
export interface ComponentReference {
  imageComponentId: pulumi.Input<string>;
  content?: pulumi.Input<string | undefined>;
}

/**
 * `COMPONENT …`: an image component, by itself, its ID (`ic-…`) or its ARN, in which a part of the version can be `*`. A
 * parameter of the component that has no default must be in `params`. A value with blanks or quotes is written in double
 * quotes; how the service reads those is not documented.
 *
 * For an `ImageComponent` of the program, the preview holds `params` against the parameters that its YAML declares.
 */
export function component(
  which: pulumi.Input<string> | ComponentReference,
  { params = {} }: ComponentOptions = {},
): pulumi.Output<string> {
  const given = typeof which === "object" && which && "imageComponentId" in which ? which : undefined;
  const id = given?.imageComponentId ?? (which as pulumi.Input<string>);
  const checks = given?.content === undefined ? [] : paramsChecked(given.content, params);
  return pulumi.all([id, pulumi.all(params), pulumi.all(checks)]).apply(([reference, values]) => {
    // An ARN that is not known is refused in the preview, which says what to do about it.
    const named =
      typeof reference === "string" ? wordOf("component: its ID or ARN", reference) : String(reference);
    const words = Object.entries(values).flatMap(([name, value]) => {
      if (!/^[\w-]+$/.test(name)) {
        throw new Error(
          `component: the parameter ${JSON.stringify(name)} has no name that a command can hold. Use letters, digits, - and _.`,
        );
      }
      const text = typeof value === "number" || typeof value === "boolean" ? String(value) : value;
      const what = `component: the value of ${name}`;
      return [`--${name}`, /^[^\s"'\\-][^\s"'\\]*$/.test(String(text ?? " ")) ? text : quoted(what, text)];
    });
    return command("COMPONENT", [named, ...words].join(" "));
  });
}

/**
 * Outputs that fail where `params` does not fit the component's content. In a preview the ID of a new component is not
 * known, but its content mostly is, and each check waits only for what it needs. Nothing is said of a secret content.
 */
function paramsChecked(
  content: pulumi.Input<string | undefined>,
  params: NonNullable<ComponentOptions["params"]>,
): pulumi.Output<void>[] {
  const place = new Error();
  Error.captureStackTrace(place, component);
  const text = pulumi.output(content);
  // No value that could be secret comes out of a check, so it must not make the content one.
  const check = <T>(value: pulumi.Input<T>, faultsOf: (known: string, value: T) => string[]) =>
    pulumi
      .all([pulumi.unsecret(text), pulumi.unsecret(pulumi.output(value))])
      .apply(async ([known, one]): Promise<void> => {
        if (typeof known !== "string" || isTooLong(known) || (await pulumi.isSecret(text))) return;
        const faults = faultsOf(known, one as T);
        if (faults.length > 0) throw at(place, `component: ${faults.join(" ")}`);
      });
  return [
    check(Object.keys(params), (known, names) => parameterNameFaults(known, names)),
    ...Object.entries(params).map(([name, value]) =>
      check(value, (known, one) => [parameterValueFault(known, name, one)].flatMap((fault) => fault ?? [])),
    ),
  ];
}

/** An error whose stack begins at the line of the program, which a later call has no trace of. */
function at({ stack = "" }: Error, message: string): Error {
  const frames = stack
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .filter((line, index) => index === 0 || !/node_modules|\(node:/.test(line));
  return Object.assign(new Error(message), { stack: [`Error: ${message}`, ...frames].join("\n") });
}

/** `# …`: a comment; it does not count as a command. */
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
  return pulumi.all([baseImageType, baseImage, buildContent]).apply(([type, image, given = ""]) => {
    const content = withoutByteOrderMark(given);
    if (!type || !image || isYaml(content)) return content;
    return /^FROM\s/i.test(firstLine(content)) ? content : `FROM ${type}:${image}\n${content}`;
  });
}
