import { isDeepStrictEqual } from "node:util";
import type { PipelineDefinition } from "../../ecs/api/pipeline-fields";
import type { Properties } from "../lifecycle";
import { asCompared } from "./as-sent";
import { argumentsPresent, diff } from "./diff";
import { readBack } from "./read-back";

/**
 * The differences between a declaration and an existing pipeline. What is not declared is not compared. Numbers and
 * booleans are printed. A text may be secret, so only its argument is named.
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
  return [...replaces, ...updates].map((name) => `${name}${difference(wanted[name], there[name])}`);
}

function difference(wanted: unknown, there: unknown): string {
  const plain = (value: unknown) => typeof value === "number" || typeof value === "boolean";
  return plain(wanted) && plain(there) ? ` (declared: ${wanted}, actual: ${there})` : "";
}

/**
 * The pipelines that this process has adopted, and those that the resources of its stack hold. A pipeline belongs to only
 * one resource, because destroying one of two would delete it for both.
 */
export class Adoptions {
  private readonly taken = new Set<string>();
  /** By ID, the declaration of the resource that holds it. */
  private readonly held = new Map<string, Properties>();

  /** A pipeline adopted in this run must not be deleted as the old one of its own replacement. */
  has(id: string): boolean {
    return this.taken.has(id);
  }

  /** Records that a resource of the stack holds a pipeline. It is not called again after an adoption by that resource. */
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
   * Adopts a pipeline, unless another resource holds it. If the holder has the same declaration, the adoption counts as a
   * replacement of the holder itself: a dynamic provider does not get the URN to tell them apart.
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
