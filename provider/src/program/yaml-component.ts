import * as pulumi from "@pulumi/pulumi";

/** A task of a component in YAML; the functions below make them. */
export interface YamlTask {
  name: string;
  action: string;
  properties: Record<string, pulumi.Input<unknown>>;
}

export interface YamlParameter {
  type: "String" | "Number" | "Boolean";
  /** Without one, every pipeline that uses the component must give the value. */
  defaultValue?: pulumi.Input<string | number | boolean>;
}

export interface YamlComponentArgs {
  /** By their names: `{{ name }}` in a property stands for the value. */
  parameters?: Record<string, YamlParameter>;
  /** Run one after the other. */
  tasks: readonly [YamlTask, ...YamlTask[]];
}

/**
 * The content of an `ImageComponent` in YAML, the form that the service recommends, and the only one for Windows.
 * `{{ name }}` in a property stands for a parameter, `{{ task.stdout }}` for what an earlier task printed.
 *
 * @example
 * content: yamlComponent({
 *   parameters: { user: { type: "String", defaultValue: "agent" } },
 *   tasks: [
 *     ossDownload("fetch", { bucketName: "files", objectName: "setup.sh", destinationDir: "/opt" }),
 *     runShell("setup", { commandContent: "bash /opt/setup.sh {{ user }}" }),
 *   ],
 * })
 */
export const yamlComponent = ({ parameters = {}, tasks }: YamlComponentArgs): pulumi.Output<string> =>
  pulumi.output({ parameters, tasks }).apply((known) => {
    const declared = Object.entries(known.parameters).flatMap(([name, { type, defaultValue }]) => [
      `  ${key(name)}:`,
      `    Type: ${type}`,
      ...(defaultValue === undefined ? [] : [`    DefaultValue: ${JSON.stringify(defaultValue)}`]),
    ]);
    const steps = known.tasks.flatMap(({ name, action, properties }) => {
      const given = Object.entries(properties).filter(([, value]) => value !== undefined && value !== null);
      return [
        `  - Name: ${JSON.stringify(name)}`,
        `    Action: ${action}`,
        ...(given.length > 0 ? ["    Properties:"] : []),
        ...given.map(([property, value]) => `      ${key(property)}: ${JSON.stringify(value)}`),
      ];
    });
    const head = declared.length > 0 ? ["Parameters:", ...declared] : [];
    return `${[...head, "Tasks:", ...steps].join("\n")}\n`;
  });

/** What JSON writes in quotes, YAML reads as the same text. */
const key = (name: string): string => (/^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name));

type Inputs<T> = { [Name in keyof T]: pulumi.Input<T[Name]> };

const made =
  <Properties extends object>(action: string) =>
  (name: string, properties: Inputs<Properties>): YamlTask => ({
    name,
    action,
    properties: { ...properties },
  });

/** A shell script, on Linux. */
export const runShell = made<{ commandContent: string; workingDir?: string; username?: string }>(
  "RunShellCommand",
);

/** A PowerShell script, on Windows. */
export const runPowerShell = made<{
  commandContent: string;
  workingDir?: string;
  username?: string;
  windowsPasswordName?: string;
}>("RunPowerShellCommand");

/** A command that is stored in Cloud Assistant. */
export const invokeCommand = made<{
  commandId: string;
  username?: string;
  parameters?: Record<string, unknown>;
}>("InvokeCommand");

/** Fetches an object from OSS. The bucket needs the tag `allowImageBuilderAccess: true`. */
export const ossDownload = made<{
  bucketName: string;
  objectName: string;
  destinationDir: string;
  ossRegion?: string;
  validTime?: number;
}>("OSSDownload");

/** Stores a file of the instance in OSS. The bucket needs the tag `allowImageBuilderAccess: true`. */
export const ossUpload = made<{
  bucketName: string;
  objectName: string;
  fileToUpload: string;
  ossRegion?: string;
  validTime?: number;
}>("OSSUpload");

/** Fetches a URL. `tokenInfo` is for files on GitHub; `timeout` is 600 seconds unless given. */
export const webDownload = made<{
  sourcePath: string;
  destinationDir: string;
  tokenInfo?: string;
  timeout?: number;
}>("WebDownload");

/** Restarts the instance. */
export const reboot = (name: string, properties: Inputs<{ forceStop?: boolean }> = {}): YamlTask =>
  made<{ forceStop?: boolean }>("Reboot")(name, properties);
