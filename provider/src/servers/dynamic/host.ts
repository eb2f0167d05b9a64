import { stackSettings } from "../../ecs/settings/settings";
import { resources } from "../../resources";
import type { Lifecycle } from "../../resources/lifecycle";
import { printable } from "../../values/printable";
import { LONGEST_LINE } from "../../values/row";
import { endWithEngine } from "../end-with-engine";
import { dynamicProvider, onlyRead } from "./adapter";
import { stackRow } from "./stack-row";

/*
 * The module that Pulumi's dynamic provider host loads, once per process (dynamic/shell.ts). The state of every resource
 * contains the names of this module and its exports, so they must never change.
 */

// Any other process that loads this module has an input of its own, and no engine.
const host = require.main?.filename.includes("dynamic-provider") ? require.main : undefined;
if (host) endWithEngine();

let stackConfig: (key: string) => string | undefined = () => undefined;
const settings = stackSettings((key) => stackConfig(key), process.env);

/** The CLI shows what the host prints on the row of the stack. It contains statuses and IDs from the service. */
const say = (line: string) => void process.stdout.write(`${printable(line, LONGEST_LINE)}\n`);

const configure = (get: (key: string) => string | undefined) => {
  stackConfig = get;
};

const provider = (lifecycle: Lifecycle) => dynamicProvider({ lifecycle, configure });
const stack = host && stackRow(host);
const lifecycles = resources(settings, say, stack && { row: () => stack });

type Properties = Record<string, unknown>;

/** What Pulumi's host calls. Programs have no use for it, and these types import none: they are published. */
interface Provider {
  configure(request: { config: { get(key: string): string | undefined } }): void;
  check(olds: Properties, news: Properties): Promise<object>;
  diff(id: string, olds: Properties, news: Properties): Promise<object>;
  create(inputs: Properties): Promise<{ id: string; outs: Properties }>;
  read(id: string, outputs: Properties): Promise<object>;
  update(id: string, olds: Properties, news: Properties): Promise<object>;
  delete(id: string, outputs: Properties): Promise<void>;
}

const providers = {
  imagePipeline: provider(lifecycles.imagePipeline),
  imageComponent: provider(lifecycles.imageComponent),
  imagePipelineExecution: provider(lifecycles.imagePipelineExecution),
  imageRetention: provider(lifecycles.imageRetention),
};

export const {
  imagePipeline,
  imageComponent,
  imagePipelineExecution,
  imageRetention,
}: Record<keyof typeof providers, Provider> = providers;

/** For resources that `get` reads (dynamic/shell.ts). */
export const get: Record<
  "imagePipeline" | "imageComponent" | "imagePipelineExecution",
  Pick<Provider, "configure" | "read">
> = {
  imagePipeline: onlyRead(providers.imagePipeline),
  imageComponent: onlyRead(providers.imageComponent),
  imagePipelineExecution: onlyRead(providers.imagePipelineExecution),
};
