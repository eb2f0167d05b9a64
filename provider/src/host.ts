import { dynamicProvider, onlyRead } from "./dynamic/adapter";
import { EcsClient } from "./ecs/client";
import { printable } from "./ecs/printable";
import type { Settings } from "./ecs/settings";
import { ImageComponentLifecycle } from "./image-component/lifecycle";
import { ImagePipelineLifecycle } from "./image-pipeline/lifecycle";
import { ImagePipelineExecutionLifecycle } from "./image-pipeline-execution/lifecycle";
import type { Lifecycle } from "./lifecycle";

/*
 * What Pulumi's dynamic provider host loads, once per process (dynamic/shell.ts). The state of every resource names
 * this module and its exports: neither may ever change its name.
 */

const LONGEST_LINE = 4000;

let stackConfig: (key: string) => string | undefined = () => undefined;
const settings: Settings = { config: (key) => stackConfig(key), env: process.env };
const client = new EcsClient(settings);

/** What the host prints lands on the stack's row of the CLI. Statuses and IDs in it are the service's. */
const say = (line: string) => void process.stdout.write(`${printable(line, LONGEST_LINE)}\n`);

const configure = (get: (key: string) => string | undefined) => {
  stackConfig = get;
};

const provider = (lifecycle: Lifecycle) => dynamicProvider({ lifecycle, configure });

export const imagePipeline = provider(new ImagePipelineLifecycle(settings, client, say));
export const imageComponent = provider(new ImageComponentLifecycle(settings, client));
export const imagePipelineExecution = provider(new ImagePipelineExecutionLifecycle(settings, client, say));

/** For resources that are only read, by `get` (dynamic/shell.ts). */
export const get = {
  imagePipeline: onlyRead(imagePipeline),
  imageComponent: onlyRead(imageComponent),
  imagePipelineExecution: onlyRead(imagePipelineExecution),
};
