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
        `^content: Tasks: task 1 \\(line 2\\) has no Properties\\.${property}, or an empty one; ${name} needs it`,
      ),
    ),
  ),
]);

const shell = (name: string, commandContent: string): string =>
  task(name, "RunShellCommand", { commandContent });

const parameter = (declared: string): string =>
  lines("Parameters:", `  p: ${declared}`, tasks(shell("a", "echo {{ p }}")));

const one = (name: string, property: string, value: string): Record<string, unknown> => {
  const { required = {}, ...system } = ACTIONS.find((action) => action.name === name) ?? {};
  const { systemType } = system as { systemType?: string };
  return {
    ...(systemType !== undefined && { systemType }),
    content: tasks(task("a", name, { ...required, [property]: value })),
  };
};

/** An action, one of its properties, a value that it can have, and one of another type. */
const TYPED = [
  ["RunShellCommand", "commandContent", "|\n        echo hi", "{ a: b }", "a text"],
  ["RunShellCommand", "commandContent", "7", "[a, b]", "a text"],
  ["RunShellCommand", "workingDir", "/root", "[/root]", "a text"],
  ["RunShellCommand", "username", "1001", "{ name: root }", "a text"],
  ["RunPowerShellCommand", "windowsPasswordName", "name", "[name]", "a text"],
  ["InvokeCommand", "parameters", '{ "a": "b" }', "[a]", "a JSON object"],
  ["InvokeCommand", "parameters", `'{"a": "b"}'`, "some text", "a JSON object"],
  ["OSSDownload", "validTime", "60", "an hour", "a number"],
  ["OSSDownload", "bucketName", "bucket", "{ name: bucket }", "a text"],
  ["OSSUpload", "validTime", '"60"', "[60]", "a number"],
  ["OSSUpload", "ossRegion", "cn-hangzhou", "[cn-hangzhou]", "a text"],
  ["WebDownload", "timeout", "600", "600s", "a number"],
  ["WebDownload", "tokenInfo", "token", "{ a: b }", "a text"],
  ["Reboot", "forceStop", "true", "always", "true or false"],
  ["Reboot", "forceStop", '"False"', "1", "true or false"],
] as const;

const types: Case[] = TYPED.flatMap(([name, property, right, wrong, type]) => [
  takes(`${right} as the ${property} of ${name} is accepted`, one(name, property, right)),
  refuses(
    `${wrong} as the ${property} of ${name} is refused`,
    one(name, property, wrong),
    new RegExp(
      `^content: Tasks: task 1 \\(line 2\\) has a .+ as its Properties\\.${property}; it must be ${type}\\.`,
    ),
  ),
]);

const references: Case[] = [
  ...["validTime", "ossRegion", "bucketName"].map((property) =>
    takes(`a reference as the ${property} of OSSDownload is accepted, whatever its type`, {
      content: lines(
        ...["Parameters:", "  p: { Type: String }"],
        tasks(
          task("a", "OSSDownload", {
            ...ACTIONS.find(({ name }) => name === "OSSDownload")?.required,
            [property]: "{{ p }}",
          }),
        ),
      ),
    }),
  ),
  doubts(
    "a reference to the output of a later task is accepted with a warning that names the line",
    tasks(shell("a", "echo {{ b.stdout }}"), shell("b", "echo hi")),
    /^content: line 5: a reference to the output of a task that has not run yet: tasks run in their order\..+Move that task/,
  ),
  doubts(
    "a reference of a task to its own output is accepted with a warning",
    tasks(shell("a", "echo {{a.stdout}}")),
    /^content: line 5: a reference to the output of a task that has not run yet/,
  ),
  doubts(
    "a reference to a parameter that is not declared is accepted with a warning that names the lines",
    lines(
      ...["Parameters:", "  p: { Type: String }"],
      tasks(shell("a", "echo {{ q }} {{p}}"), shell("b", "echo {{q}}")),
    ),
    /^content: lines 7, 11: a reference \{\{…\}\} that is neither one of the Parameters nor the output of a task/,
  ),
  takes("a reference in a comment is no reference", {
    content: tasks("  # {{ nothing }}", shell("a", "echo hi")),
  }),
];

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
      new RegExp(
        `^content: Tasks: task 1 \\(line 2\\) has the Action .+ only, and systemType is ${systemType}\\. Use`,
      ),
    ),
  ),
  ...[
    ["String", "a"],
    ["String", "1"],
    ["Number", "1"],
    ["Number", '"2.5"'],
    ["Boolean", "true"],
    ["Boolean", '"false"'],
  ].map(([type = "", value = ""]) =>
    takes(`a parameter of the type ${type} with the default ${value} is accepted`, {
      content: parameter(`{ Type: ${type}, DefaultValue: ${value} }`),
    }),
  ),
  ...[
    ["String", "[a]"],
    ["Number", "many"],
    ["Boolean", "1"],
  ].map(([type = "", value = ""]) =>
    doubts(
      `a parameter of the type ${type} with the default ${value} is accepted with a warning`,
      parameter(`{ Type: ${type}, DefaultValue: ${value} }`),
      new RegExp(`^content: Parameters: entry 1 \\(line 2\\) has a DefaultValue that is not a ${type}`),
    ),
  ),
  refuses(
    "a parameter of another type is refused",
    { content: lines("Parameters:", "  p: { Type: string }", tasks(shell("a", "echo {{p}}"))) },
    /^content: Parameters: entry 1 \(line 2\) has another Type; it must be one of String, Number, Boolean/,
  ),
  refuses(
    "a parameter without a type is refused",
    { content: lines("Parameters:", "  p: { DefaultValue: x }", tasks(shell("a", "echo {{p}}"))) },
    /^content: Parameters: entry 1 \(line 2\) has no Type/,
  ),
  refuses(
    "two tasks of one name are refused",
    { content: tasks(shell("a", "x"), shell("a", "y")) },
    /^content: Tasks: task 2 \(line 6\) has the Name of another task/,
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
    /^content: Tasks: task 1 \(line 2\) has an Action that is none of those known/,
  ),
  doubts(
    "a property that is not documented is accepted with a warning",
    tasks(task("a", "RunShellCommand", { commandContent: "x", userName: "root" })),
    /^content: Tasks: task 1 \(line 2\) has a property that RunShellCommand is not documented to have/,
  ),
];

export const yaml: Case[] = [...actions, ...types, ...references, ...others];
