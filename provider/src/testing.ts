import { setImmediate } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import { defaultRegion, stackSettings } from "./ecs/settings/settings";
import { dynamicType, pluginToken } from "./program/tokens";
import { resources } from "./resources";
import type { Lifecycle, Properties } from "./resources/lifecycle";
import { shown } from "./servers/shown";
import { withoutUndefined } from "./values/maps";
import { PACKAGE } from "./values/package";
import { messageOf } from "./values/printable";
import { isUnknown } from "./values/unknown";

/*
 * The entry pulumi-alicloud-image-builder/testing, for unit tests of programs (docs/testing.md). Its mocks do not throw where a
 * declaration is refused: Pulumi would make an unhandled rejection of every output of the resource.
 */

/** Taken here, before a test can put a clock of its own in its place. */
const nextTurn = setImmediate;

/** What `pulumi.runtime.setMocks` takes. */
export interface ImageBuilderMocks extends pulumi.runtime.Mocks {
  /** Waits for everything that the program declares, and throws with what a preview would refuse, in its words. */
  check(): Promise<void>;
}

/**
 * Mocks for unit tests with `pulumi.runtime.setMocks`, for both entries of this package. Each resource of it is checked as in a
 * preview and has outputs as after an update; nothing is called.
 *
 * @example
 * const mocks = imageBuilderMocks();
 * await pulumi.runtime.setMocks(mocks);
 * const { imageId } = require("./index");
 * await mocks.check();
 *
 * @param own mocks of your own. `call` answers the lookups; what `newResource` returns for a resource of this package replaces
 *   its outputs; for any other resource, it is the answer.
 */
export function imageBuilderMocks(own: Partial<pulumi.runtime.Mocks> = {}): ImageBuilderMocks {
  const refusals: string[] = [];
  let asked = 0;
  return {
    async newResource(args) {
      asked += 1;
      const given = await own.newResource?.(args);
      const ours = ourResource(args.type);
      if (!ours) return given ?? { id: `${args.name}_id`, state: args.inputs };
      const { reasons, id, outputs } = mocked(ours, args);
      for (const reason of reasons) refusals.push(`${ours} "${args.name}": ${reason}`);
      return { id: given?.id ?? id, state: { ...outputs, ...given?.state } };
    },

    async call(args) {
      asked += 1;
      try {
        if (own.call) return await own.call(args);
        throw new Error(
          `${args.token} was called, and the mocks have no answer. Give them one: imageBuilderMocks({ call: ({ token, inputs }) => … }).`,
        );
      } catch (error) {
        // Pulumi reads the message of a call that failed from where gRPC has it.
        throw Object.assign(new Error(messageOf(error)), { details: messageOf(error) });
      }
    },

    async check() {
      // What follows a lookup is declared only after Pulumi has seen the lookup end.
      let before: number;
      do {
        before = asked;
        await declared();
        await nextTurn();
        await declared();
      } while (asked !== before);
      const found = refusals.splice(0);
      if (found.length > 0) throw new Error(found.join("\n"));
    },
  };
}

const LIFECYCLES = {
  ImagePipeline: "imagePipeline",
  ImageComponent: "imageComponent",
  ImagePipelineExecution: "imagePipelineExecution",
  ImageRetention: "imageRetention",
} as const;

type Name = keyof typeof LIFECYCLES;

const ourResource = (type: string): Name | undefined =>
  (Object.keys(LIFECYCLES) as Name[]).find((name) => [dynamicType(name), pluginToken(name)].includes(type));

/** The region of a program that has none, which gets it from the configuration of its stacks. */
const SOME_REGION = "cn-hangzhou";

/** What a preview says of a declaration, and what the resource has after an update. */
function mocked(name: Name, { type, name: called, inputs, id: existing }: pulumi.runtime.MockResourceArgs) {
  const config = pulumi.runtime.allConfig();
  const isOfPlugin = type === pluginToken(name);
  const settings = {
    ...stackSettings((key) => config[key], process.env),
    ...(isOfPlugin && {
      namespace: PACKAGE,
      config: (key: string) => config[`${PACKAGE}:${key}`],
    }),
  };
  const lifecycle: Lifecycle = resources(settings, () => undefined)[LIFECYCLES[name]];
  const { __provider, ...given } = inputs;
  const secrets = Object.keys(given).filter((key) => containsSecret(given[key]));
  const args = plain(given) as Properties;
  const declaration = { ...args, regionId: args["regionId"] ?? defaultRegion(settings).value ?? SOME_REGION };
  // What `get` reads is not declared. The option `import` gives an ID too, but there are arguments with it.
  const isRead =
    existing !== undefined && existing !== "" && Object.keys(args).every((key) => key === "regionId");
  const { inputs: normal, reasons } = isRead
    ? { inputs: declaration, reasons: [] }
    : lifecycle.check(declaration, isOfPlugin ? ([first]) => !secrets.includes(String(first)) : undefined);
  const id = existing || `${PREFIXES[name]}-${called}`;
  const later = outputsAfter(id, called, normal);
  const outputs = Object.entries(lifecycle.planned(normal)).map(([key, value]) => {
    const known = isUnknown(value) ? later[key] : value;
    return [key, secrets.includes(key) ? pulumi.secret(known) : known];
  });
  return { reasons: reasons.map(shown), id, outputs: withoutUndefined(Object.fromEntries(outputs)) };
}

const PREFIXES: Record<Name, string> = {
  ImagePipeline: "ip",
  ImageComponent: "ic",
  ImagePipelineExecution: "exec",
  ImageRetention: "retention",
};

/** The outputs that a preview does not know, as after an update that went well. */
const outputsAfter = (id: string, name: string, { regionId }: Properties): Properties => ({
  imagePipelineId: id,
  imageComponentId: id,
  executionId: id,
  accountId: "1234567890123456",
  requestId: "00000000-0000-0000-0000-000000000000",
  status: "SUCCESS",
  createTime: "2026-01-01T00:00:00Z",
  imageId: `m-${name}`,
  imageIds: { [String(regionId)]: `m-${name}` },
  imageName: name,
  deleted: [],
  deprecated: [],
  kept: [],
  skipped: [],
  pending: [],
});

/** Waits until nothing is registered any more. Pulumi's own function for that is not among its types. */
async function declared(): Promise<void> {
  const { waitForRPCs } = pulumi.runtime as unknown as { waitForRPCs: () => Promise<void> };
  await waitForRPCs();
}

/** The mark of a secret in what a mock is given. */
const isSecret = (value: unknown): value is { value: unknown } => pulumi.runtime.isRpcSecret(value);

function containsSecret(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return isSecret(value) || Object.values(value).some(containsSecret);
}

function plain(value: unknown): unknown {
  if (isSecret(value)) return plain(value.value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}
