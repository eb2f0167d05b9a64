import { isDeepStrictEqual } from "node:util";
import type { PipelineDefinition } from "../../ecs/api/pipeline-fields";
import type { Properties } from "../lifecycle";
import { asCompared } from "./as-sent";
import { argumentsPresent, diff } from "./diff";
import { readBack } from "./read-back";

/**
 * What of a declaration is not so of an existing pipeline. What is not declared is not compared. Numbers, true and
 * false are told; of a text, which may be secret, only that it differs.
 */
export function disagreements(
  id: string,
  declared: Record<string, unknown>,
  observed: PipelineDefinition,
): string[] {
  const { regionId, adopt: _, deleteTimeoutMinutes, ...held } = argumentsPresent(declared);
  const found = readBack(held, { ...observed, tags: held.tags && observed.tags });
  const { replaces, updates } = diff(id, { name: id, ...found, regionId, deleteTimeoutMinutes }, declared);
  const [wanted, there] = [asCompared(held), asCompared(argumentsPresent(found))];
  return [...replaces, ...updates].map((name) => `${name}${told(wanted[name], there[name])}`);
}

function told(wanted: unknown, there: unknown): string {
  const plain = (value: unknown) => typeof value === "number" || typeof value === "boolean";
  return plain(wanted) && plain(there) ? ` (declared: ${wanted}, actual: ${there})` : "";
}

/**
 * Which pipelines a process has taken over, and which ones the resources of its stack hold: a pipeline belongs to one
 * resource, since destroying either of two would delete it for both.
 */
export class Adoptions {
  private readonly taken = new Set<string>();
  /** By ID, what is declared of the resource that holds it. */
  private readonly held = new Map<string, Properties>();

  /** A pipeline that was taken over here must not be deleted as the one that it replaces. */
  has(id: string): boolean {
    return this.taken.has(id);
  }

  /** A resource of the stack holds a pipeline; after its own adoption it is not asked about again. */
  holds(id: string, declared: Properties): void {
    if (this.taken.has(id)) {
      throw new Error(
        `image pipeline ${id} belongs to this resource, but another resource of this stack adopted it in this run. ${ONE_OWNER} ` +
          "Remove one of them from the state (`pulumi state delete URN`) and from the program.",
      );
    }
    this.held.set(id, declared);
  }

  /**
   * Takes a pipeline over, unless another resource has it. One that holds it already and is declared like that is a
   * replacement of itself, as far as can be seen: the URN is not shown to a dynamic provider.
   */
  async take<Result>(id: string, declared: Properties, adopt: () => Promise<Result>): Promise<Result> {
    const holder = this.held.get(id);
    if (this.taken.has(id) || (holder && !isDeepStrictEqual(holder, declared))) {
      throw new Error(
        `adopt: image pipeline ${id} belongs to another resource of this stack. Nothing was changed. ${ONE_OWNER} ` +
          "Remove one of them. To only read the pipeline, use ImagePipeline.get; to rename a resource, use the option aliases.",
      );
    }
    this.taken.add(id);
    try {
      return await adopt();
    } catch (error) {
      this.taken.delete(id);
      throw error;
    }
  }
}

const ONE_OWNER = "Destroying either of them deletes the pipeline for both.";
