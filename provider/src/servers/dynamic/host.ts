import type { Settings } from "../../ecs/settings/settings";
import { resources } from "../../resources";
import type { Lifecycle } from "../../resources/lifecycle";
import { printable } from "../../values/printable";
import { dynamicProvider, onlyRead } from "./adapter";

/*
 * What Pulumi's dynamic provider host loads, once per process (dynamic/shell.ts). The state of every resource names
 * this module and its exports: neither may ever change its name.
 */

const LONGEST_LINE = 4000;

let stackConfig: (key: string) => string | undefined = () => undefined;
const settings: Settings = { config: (key) => stackConfig(key), env: process.env };

/** What the host prints lands on the stack's row of the CLI. Statuses and IDs in it are the service's. */
const say = (line: string) => void process.stdout.write(`${printable(line, LONGEST_LINE)}\n`);

const configure = (get: (key: string) => string | undefined) => {
  stackConfig = get;
};

const provider = (lifecycle: Lifecycle) => dynamicProvider({ lifecycle, configure });
const lifecycles = resources(settings, say);

export const imagePipeline = provider(lifecycles.imagePipeline);
export const imageComponent = provider(lifecycles.imageComponent);
export const imagePipelineExecution = provider(lifecycles.imagePipelineExecution);

/** For resources that are only read, by `get` (dynamic/shell.ts). */
export const get = {
  imagePipeline: onlyRead(imagePipeline),
  imageComponent: onlyRead(imageComponent),
  imagePipelineExecution: onlyRead(imagePipelineExecution),
};
