/** The answer to `GET /_simulator/summary`: what the page shows. Its size has a limit, whatever exists. */

import type { Reply } from "../actions/action.js";
import { executionReply } from "../actions/execution-reply.js";
import { imageReply } from "../actions/image-reply.js";
import { systemTypeOf, typeOf } from "../model/components.js";
import { seen } from "../model/images.js";
import { nameOf } from "../model/pipelines.js";
import { hasEnded, stepAt } from "../model/plan.js";
import type { Execution, Scope, Step } from "../model/records.js";
import { readSettings } from "../model/settings.js";
import { version } from "../package.js";
import type { Service } from "../service.js";
import { KEPT_CALLS } from "./calls.js";

export interface SummaryQuery {
  /** Only what has this text in it, in any letter case. */
  readonly filter?: string;
  /** How many rows of each kind, at most. */
  readonly rows?: string;
}

const ROWS = 50;
const LONGEST_TEXT = 500;

export function summary(service: Service, { filter = "", rows = String(ROWS) }: SummaryQuery) {
  const { store, clock } = service.world;
  const now = clock.now().getTime();
  const limit = Number(rows);
  const contains = containing(filter);
  const executions = store.all("executions");
  const builds = buildsByPipeline(executions, now);
  const images = seen(store.all("images"), now);
  const { accessKeys, ...settings } = readSettings(store);

  const list = <T extends Scope & { readonly id: string }>(items: readonly T[], row: (item: T) => object) => {
    const all = items.map((item) => ({ ...place(item), ...row(item) })).filter(contains);
    return { total: items.length, matching: all.length, rows: all.reverse().slice(0, limit) };
  };

  return {
    version,
    startedAt: service.startedAt,
    now: new Date(now).toISOString(),
    pipelines: list(store.all("pipelines"), (pipeline) => ({
      name: short(nameOf(pipeline)),
      createdAt: time(pipeline.createdAt),
      base: short(pipeline.kept["BaseImage"] ?? pipeline.request["BaseImage"]),
      ...(builds.get(pipeline.id) ?? { builds: 0 }),
    })),
    components: list(store.all("components"), (component) => ({
      name: short(component.name),
      version: component.version,
      type: typeOf(component),
      system: systemTypeOf(component),
      createdAt: time(component.createdAt),
    })),
    executions: list(executions, (execution) => {
      const current = executionReply(store, execution, now);
      const pipeline = store.get("pipelines", execution.pipelineId);
      return {
        pipelineId: execution.pipelineId,
        ...(pipeline && { pipeline: short(nameOf(pipeline)) }),
        status: current["Status"],
        ended: hasEnded(String(current["Status"])),
        createdAt: time(execution.createdAt),
        steps: stepsOf(execution, now),
        ...chosen(current, { imageId: "ImageId", errorCode: "ErrorCode", error: "ErrorInfo" }),
      };
    }),
    images: byRegion(
      images
        .map((image) => ({
          ...place(image),
          ...chosen(imageReply(image, image.accountId, now), {
            name: "ImageName",
            family: "ImageFamily",
            status: "Status",
            size: "Size",
            createdAt: "CreationTime",
            usage: "Usage",
          }),
          sharedWith: image.sharedWith.length,
          isPublic: image.isPublic ?? false,
          copied: image.copied,
        }))
        .reverse(),
      contains,
      limit,
    ),
    calls: {
      byAction: service.counting.read().calls,
      rejected: service.counting.read().rejected,
      kept: KEPT_CALLS,
      last: service.calls.read().filter(contains),
    },
    faults: service.faults.read(),
    quota: service.quota.read(),
    // Keys are secrets; how many there are is none.
    settings: { ...settings, accessKeys: accessKeys.length },
  };
}

function place({ id, accountId, regionId }: Scope & { readonly id: string }) {
  return { id, accountId, regionId };
}

const time = (milliseconds: number) => new Date(milliseconds).toISOString();

const short = (text: string | undefined) => text?.slice(0, LONGEST_TEXT);

/** Fields of an answer of the API, under other names; those that it does not have are left out. */
function chosen(reply: Reply, names: Readonly<Record<string, string>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(names).flatMap(([name, field]) => {
      const value = reply[field];
      return value === undefined ? [] : [[name, typeof value === "string" ? short(value) : value]];
    }),
  );
}

/** Whether a row has a text in it, in any of its texts. */
function containing(filter: string) {
  const wanted = filter.toLowerCase();
  return (row: object) =>
    Object.values(row).some((value) => typeof value === "string" && value.toLowerCase().includes(wanted));
}

/** The states so far, the current one and those that are planned, each once. */
function stepsOf(execution: Execution, now: number) {
  const current = stepAt(execution, now);
  const differs = ({ status }: Step, position: number, all: readonly Step[]) =>
    status !== all[position - 1]?.status;
  return execution.steps
    .filter(differs)
    .map(({ status, from }) => ({ status, from: time(from), begun: from <= current.from }));
}

/** How many builds a pipeline has had, and the status of the last. */
function buildsByPipeline(executions: readonly Execution[], now: number) {
  const found = new Map<string, { readonly builds: number; readonly lastBuild: string }>();
  for (const execution of executions) {
    const { builds = 0 } = found.get(execution.pipelineId) ?? {};
    found.set(execution.pipelineId, { builds: builds + 1, lastBuild: stepAt(execution, now).status });
  }
  return found;
}

/** All regions share the rows, so that none of them is left out. */
function byRegion<T extends Scope>(
  images: readonly T[],
  contains: (row: T) => boolean,
  limit: number,
): object {
  const matching = images.filter(contains);
  const regions = new Map<string, T[]>();
  for (const image of matching) {
    const held = regions.get(image.regionId);
    if (held) held.push(image);
    else regions.set(image.regionId, [image]);
  }
  const shown = [...regions].sort(([a], [b]) => (a < b ? -1 : 1)).slice(0, limit);
  const each = Math.max(1, Math.floor(limit / Math.max(1, shown.length)));
  return {
    total: images.length,
    matching: matching.length,
    regions: shown.map(([regionId, held]) => ({
      regionId,
      matching: held.length,
      rows: held.slice(0, each),
    })),
  };
}
