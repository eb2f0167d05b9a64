import * as pulumi from "@pulumi/pulumi";
import { parse } from "yaml";
import {
  invokeCommand,
  ossDownload,
  ossUpload,
  reboot,
  runPowerShell,
  runShell,
  webDownload,
  type YamlComponentArgs,
  yamlComponent,
} from "../../../provider/src/program/yaml-component";
import { WARNINGS } from "../../../provider/src/resources/image-component/warnings";
import { checkComponent } from "../../support/check";

const textOf = (args: YamlComponentArgs): Promise<string> =>
  new Promise((resolve) => void yamlComponent(args).apply(resolve));

const bucket = { bucketName: pulumi.output("files"), objectName: "a" };

test("every action can be written, is what was given when it is read, and has nothing to be refused or warned about", async () => {
  const content = await textOf({
    parameters: {
      user: { type: "String", defaultValue: pulumi.output("yes: no") },
      "a b": { type: "Number", defaultValue: 3 },
      on: { type: "Boolean" },
    },
    tasks: [
      runShell("one", { commandContent: 'echo "{{ user }}" # it\'s\n\techo \\\n', workingDir: "/root" }),
      invokeCommand("two", { commandId: "c-1", parameters: { a: "b", c: [1] } }),
      ossDownload("three", { ...bucket, destinationDir: "{{ one.stdout }}", validTime: 60 }),
      ossUpload("four", { ...bucket, fileToUpload: "/a" }),
      webDownload("five", { sourcePath: "https://a.example/b", destinationDir: "/c" }),
      reboot("six"),
      reboot("seven", { forceStop: true }),
    ],
  });
  expect(parse(content)).toEqual({
    Parameters: {
      user: { Type: "String", DefaultValue: "yes: no" },
      "a b": { Type: "Number", DefaultValue: 3 },
      on: { Type: "Boolean" },
    },
    Tasks: [
      {
        Name: "one",
        Action: "RunShellCommand",
        Properties: { commandContent: 'echo "{{ user }}" # it\'s\n\techo \\\n', workingDir: "/root" },
      },
      {
        Name: "two",
        Action: "InvokeCommand",
        Properties: { commandId: "c-1", parameters: { a: "b", c: [1] } },
      },
      {
        Name: "three",
        Action: "OSSDownload",
        Properties: {
          bucketName: "files",
          objectName: "a",
          destinationDir: "{{ one.stdout }}",
          validTime: 60,
        },
      },
      {
        Name: "four",
        Action: "OSSUpload",
        Properties: { bucketName: "files", objectName: "a", fileToUpload: "/a" },
      },
      {
        Name: "five",
        Action: "WebDownload",
        Properties: { sourcePath: "https://a.example/b", destinationDir: "/c" },
      },
      { Name: "six", Action: "Reboot" },
      { Name: "seven", Action: "Reboot", Properties: { forceStop: true } },
    ],
  });
  expect(checkComponent({ regionId: "cn-hangzhou", content }).reasons).toEqual([]);
  expect(WARNINGS.flatMap(({ texts }) => texts({ content }))).toEqual([]);
});

test("PowerShell is for Windows", async () => {
  const content = await textOf({ tasks: [runPowerShell("a", { commandContent: "Get-Date" })] });
  const declared = { regionId: "cn-hangzhou", content };
  expect(checkComponent({ ...declared, systemType: "Windows" }).reasons).toEqual([]);
  expect(checkComponent(declared).reasons).toEqual([
    "content: Tasks: task 1 (line 2) has the Action RunPowerShellCommand, which is for Windows only, and systemType is Linux. Use RunShellCommand, or set systemType.",
  ]);
});

test("a secret in a property makes the content one", async () => {
  const content = yamlComponent({
    tasks: [runShell("a", { commandContent: pulumi.secret("echo hunter2") })],
  });
  expect(await pulumi.isSecret(content)).toBe(true);
});
