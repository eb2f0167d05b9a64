// npm run deploy -- preview | up | refresh | destroy [--at-once 4] [STACK…]
//
// One stack for each entry of stacks.json, several at a time. Each line that a stack prints begins with its name. A stack that
// fails stops no other one; the last lines say which failed, and the exit code is then 1.

import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { LocalWorkspace, type Stack } from "@pulumi/pulumi/automation";
import { ImagePipeline } from "pulumi-alicloud-image-builder";

interface StackOfATeam {
  team: string;
  regionId: string;
  images: string[];
}

// The folder with Pulumi.yaml and node_modules, where Pulumi looks for the provider.
const workDir = resolve(__dirname, "..");
const declared: StackOfATeam[] = JSON.parse(readFileSync(join(workDir, "stacks.json"), "utf8"));
const nameOf = ({ team, regionId }: StackOfATeam) => `${team}-${regionId}`;

/** What one stack consists of. */
function program({ team, regionId, images }: StackOfATeam) {
  const pipelines = images.map(
    (image) =>
      new ImagePipeline(image, {
        regionId,
        name: `${team}-${image}`,
        baseImageType: "IMAGE_FAMILY",
        baseImage: "acs:alibaba_cloud_linux_3_2104_lts_x64",
        buildContent: "RUN yum update -y",
        imageOptions: { imageName: `${team}-${image}` },
        tags: { team },
      }),
  );
  return { imagePipelineIds: pipelines.map((pipeline) => pipeline.imagePipelineId) };
}

const commands = ["preview", "up", "refresh", "destroy"] as const;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { "at-once": { type: "string", default: "4" } },
  });
  const [name, ...only] = positionals;
  const command = commands.find((one) => one === name);
  if (!command) throw new Error(`the first argument must be one of ${commands.join(", ")}`);
  const atOnce = Number(values["at-once"]);
  if (!Number.isInteger(atOnce) || atOnce < 1) throw new Error("--at-once must be a whole number from 1");
  const unknown = only.filter((one) => !declared.some((stack) => nameOf(stack) === one));
  if (unknown.length > 0) throw new Error(`stacks.json has no stack ${unknown.join(", ")}`);

  const waiting = declared.filter((stack) => only.length === 0 || only.includes(nameOf(stack)));
  const failed: string[] = [];
  const done: string[] = [];
  const worker = async () => {
    for (let stack = waiting.shift(); stack; stack = waiting.shift()) {
      const say = sayFor(nameOf(stack));
      try {
        await run(stack, command, say);
        done.push(nameOf(stack));
      } catch (error) {
        failed.push(nameOf(stack));
        say(`FAILED: ${reasonOf(error)}\n`);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));

  console.log(`${command}: ${done.length} of ${done.length + failed.length} stacks done`);
  for (const name of failed.sort()) console.log(`failed: ${name}`);
  return failed.length === 0 ? 0 : 1;
}

async function run(entry: StackOfATeam, command: (typeof commands)[number], say: (text: string) => void) {
  const stack: Stack = await LocalWorkspace.createOrSelectStack(
    {
      stackName: nameOf(entry),
      projectName: "image-builder-many-stacks",
      program: async () => program(entry),
    },
    { workDir },
  );
  // Each stack runs so many operations at a time; the service counts the calls of all of them.
  const options = { onOutput: say, onError: say, color: "never" as const, parallel: 8 };
  await stack[command](options);
}

/** Prints whole lines, each with the name of the stack. */
function sayFor(name: string): (text: string) => void {
  let rest = "";
  return (text) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (line.trim() !== "") console.log(`[${name}] ${line}`);
  };
}

/** The error of a command repeats all that the command printed; its last line with an error is the reason. */
function reasonOf(error: unknown): string {
  const lines = (error instanceof Error ? error.message : String(error)).split("\n");
  return (lines.findLast((line) => line.includes("error: ")) ?? lines[0] ?? "").replace(/^.*?error: /, "");
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: Error) => {
    console.error(`deploy: ${error.message}`);
    process.exitCode = 2;
  },
);
