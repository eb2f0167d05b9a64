import { accepted, type Case, lines, refused, warned } from "../case";

/** The YAML form of a component. */

const source = "docs/service.md, Build content: YAML form";

const ofComponent = (one: Case): Case => ({ ...one, resource: "component" });

const takes = (title: string, args: Record<string, unknown>): Case =>
  ofComponent(accepted(title, source, args));
const doubts = (title: string, content: string, says: RegExp): Case =>
  ofComponent(warned(title, source, { content }, says));
const refuses = (title: string, args: Record<string, unknown>, says: RegExp): Case =>
  ofComponent(refused(title, `${source}, Error codes`, args, "content", says, "InvalidParameter.Content"));

interface Action {
  name: string;
  required: Record<string, string>;
  optional: Record<string, string>;
  systemType?: "Windows";
}

const ACTIONS: readonly Action[] = [
  {
    name: "RunShellCommand",
    required: { commandContent: "echo hi" },
    optional: { workingDir: "/root", username: "root" },
  },
  {
    name: "RunPowerShellCommand",
    required: { commandContent: "Get-Date" },
    optional: { workingDir: "C:\\\\", username: "admin", windowsPasswordName: "name" },
    systemType: "Windows",
  },
  {
    name: "InvokeCommand",
    required: { commandId: "c-hz018a1b2c3d4e5" },
    optional: { username: "root", parameters: "{}" },
  },
  {
    name: "OSSDownload",
    required: { bucketName: "bucket", destinationDir: "/home", objectName: "a.sh" },
    optional: { ossRegion: "cn-hangzhou", validTime: "60" },
  },
  {
    name: "OSSUpload",
    required: { bucketName: "bucket", fileToUpload: "/home/output.txt", objectName: "output.txt" },
    optional: { ossRegion: "cn-hangzhou", validTime: "60" },
  },
  {
    name: "WebDownload",
    required: { sourcePath: "https://example.com/a", destinationDir: "/opt" },
    optional: { tokenInfo: "token", timeout: "600" },
  },
  { name: "Reboot", required: {}, optional: { forceStop: "true" } },
];

const task = (name: string, action: string, properties: Record<string, string>): string =>
  lines(
    `  - Name: ${name}`,
    `    Action: ${action}`,
    ...(Object.keys(properties).length > 0 ? ["    Properties:"] : []),
    ...Object.entries(properties).map(([key, value]) => `      ${key}: ${value}`),
  );

const tasks = (...all: readonly string[]): string => lines("Tasks:", ...all);

const without = (properties: Record<string, string>, name: string): Record<string, string> =>
  Object.fromEntries(Object.entries(properties).filter(([key]) => key !== name));

const actions: Case[] = ACTIONS.flatMap(({ name, required, optional, ...system }) => [
  takes(`a task of ${name} with what it requires is accepted`, {
    ...system,
    content: tasks(task("a", name, required)),
  }),
  takes(`a task of ${name} with all its properties is accepted`, {
    ...system,
    content: tasks(task("a", name, { ...required, ...optional })),
  }),
  ...Object.keys(required).map((property) =>
    refuses(
      `a task of ${name} without its ${property} is refused`,
      { ...system, content: tasks(task("a", name, without(required, property))) },
      new RegExp(
        `^content: Tasks: task 1 has no Properties\\.${property}, or an empty one; ${name} needs it`,
      ),
    ),
  ),
]);

const shell = (name: string, commandContent: string): string =>
  task(name, "RunShellCommand", { commandContent });

const others: Case[] = [
  ...["Linux", "Windows"].map((systemType) =>
    refuses(
      `a task for another system than ${systemType} is refused`,
      {
        systemType,
        content: tasks(
          task("a", systemType === "Linux" ? "RunPowerShellCommand" : "RunShellCommand", {
            commandContent: "x",
          }),
        ),
      },
      new RegExp(`^content: Tasks: task 1 has the Action .+ only, and systemType is ${systemType}\\. Use`),
    ),
  ),
  ...["String", "Number", "Boolean"].map((type) =>
    takes(`a parameter of the type ${type} is accepted`, {
      content: lines(
        "Parameters:",
        `  p: { Type: ${type}, DefaultValue: 1 }`,
        tasks(shell("a", "echo {{ p }}")),
      ),
    }),
  ),
  refuses(
    "a parameter of another type is refused",
    { content: lines("Parameters:", "  p: { Type: string }", tasks(shell("a", "echo {{p}}"))) },
    /^content: Parameters: entry 1 has another Type; it must be one of String, Number, Boolean/,
  ),
  refuses(
    "a parameter without a type is refused",
    { content: lines("Parameters:", "  p: { DefaultValue: x }", tasks(shell("a", "echo {{p}}"))) },
    /^content: Parameters: entry 1 has no Type/,
  ),
  refuses(
    "two tasks of one name are refused",
    { content: tasks(shell("a", "x"), shell("a", "y")) },
    /^content: Tasks: task 2 has the Name of another task/,
  ),
  takes("the documented example with x, y and z, and a task's output, is accepted without a warning", {
    content: lines(
      ...["Parameters:", "  x:", "    Type: String", "  y:", "    Type: String", "  z:", "    Type: String"],
      tasks(
        shell("count", "echo $((3 * {{x}} + 2 * {{y}} + {{z}}))"),
        shell("result", "echo $(({{count.stdout}}+{{count.stdout}}))"),
      ),
    ),
  }),
  takes("a reference that is a whole value, without quotes, is accepted", {
    content: tasks(
      shell("a", "echo /home"),
      task("b", "OSSDownload", {
        bucketName: "bucket",
        destinationDir: "{{ a.stdout }}",
        objectName: "x",
      }),
    ),
  }),
  doubts(
    "a reference to the output of an action that has none is accepted with a warning",
    tasks(task("a", "Reboot", {}), shell("b", "echo {{a.stdout}}")),
    /^content: line \d+: a reference/,
  ),
  doubts(
    "an action that is not documented is accepted with a warning",
    tasks(task("a", "Sleep", {})),
    /^content: Tasks: task 1 has an Action that is none of those known/,
  ),
  doubts(
    "a property that is not documented is accepted with a warning",
    tasks(task("a", "RunShellCommand", { commandContent: "x", userName: "root" })),
    /^content: Tasks: task 1 has a property that RunShellCommand is not documented to have/,
  ),
];

export const yaml: Case[] = [...actions, ...others];
