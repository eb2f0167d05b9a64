import { isDeepStrictEqual } from "node:util";
import type { Properties } from "./lifecycle";

/** The words for one kind of resource in messages about adoption. */
interface Kind {
  /** `image pipeline` */
  what: string;
  /** `pipeline` */
  short: string;
  className: string;
  /** What follows if `adopt` is removed: `create a new pipeline`. */
  without: string;
  /** What destroying the resource does to what it holds: `deletes it`. */
  destroys(object: string): string;
}

const KINDS = {
  imagePipeline: {
    what: "image pipeline",
    short: "pipeline",
    className: "ImagePipeline",
    without: "create a new pipeline",
    destroys: (object) => `deletes ${object}`,
  },
  imageComponent: {
    what: "image component",
    short: "component",
    className: "ImageComponent",
    without: "create a new component",
    destroys: (object) => `deletes ${object}`,
  },
  imagePipelineExecution: {
    what: "execution",
    short: "build",
    className: "ImagePipelineExecution",
    without: "start a new build",
    destroys: (object) =>
      `cancels ${object} while it runs, and deletes its image (with deleteImageOnDestroy)`,
  },
} satisfies Record<string, Kind>;

/**
 * What this process has adopted of one kind, and what the resources of its stack hold. A thing belongs to only one
 * resource, because destroying one of two would delete it for both.
 */
export class Adoptions {
  private readonly kind: Kind;
  private readonly taken = new Set<string>();
  /**
   * By ID, the declaration of the resource that holds it, if it adopts this ID. Others are not kept: a declaration has up to
   * 32 KB of contents, and no adoption can have the same as one that does not adopt.
   */
  private readonly held = new Map<string, Properties | undefined>();

  /** @param say prints a line about an adoption. */
  constructor(
    kind: keyof typeof KINDS,
    private readonly say: (line: string) => void,
  ) {
    this.kind = KINDS[kind];
  }

  /** Records that a resource of the stack holds an ID. It is not called again after an adoption by that resource. */
  holds(id: string, declared: Properties): void {
    if (this.taken.has(id)) {
      throw new Error(
        `${this.kind.what} ${id} belongs to this resource, but another resource of this stack adopted it in this run. ${this.oneOwner()} ` +
          "Remove one of them from the state (`pulumi state delete URN`) and from the program.",
      );
    }
    this.held.set(id, declared["adopt"] === id ? declared : undefined);
  }

  /**
   * Adopts, unless another resource holds the ID. If the holder has the same declaration, the adoption counts as a
   * replacement of the holder itself: a dynamic provider does not get the URN to tell them apart.
   *
   * @param accept throws if what has the ID cannot be adopted.
   */
  async take(id: string, declared: Properties, accept: () => Promise<void>): Promise<Adopted> {
    const { what, short, className, destroys } = this.kind;
    const isOfAnother = this.held.has(id) && !isDeepStrictEqual(this.held.get(id), declared);
    if (this.taken.has(id) || isOfAnother) {
      throw new Error(
        `adopt: ${what} ${id} belongs to another resource of this stack. Nothing was changed. ${this.oneOwner()} ` +
          `Remove one of them. To only read the ${short}, use ${className}.get; to rename a resource, use the option aliases.`,
      );
    }
    this.taken.add(id);
    try {
      await accept();
    } catch (error) {
      this.taken.delete(id);
      throw error;
    }
    this.say(
      `${what} ${id}: adopted. Destroying this stack ${destroys("it")}. If another stack also manages it, destroying either stack ${destroys("it")} for both.`,
    );
    return { id, requestId: undefined };
  }

  /** Whether a deletion must do nothing, and says so: what this run adopted is not the old one of its own replacement. */
  keeps(id: string): boolean {
    if (!this.taken.has(id)) return false;
    const { what, short } = this.kind;
    this.say(
      `${what} ${id}: not deleted, because it was adopted in this run. Remove \`adopt\` to replace it with a new ${short}.`,
    );
    return true;
  }

  notFound(id: string, regionId: string): Error {
    const where = `was not found in ${regionId}. Check the ID, regionId and the account.`;
    return new Error(`adopt: ${this.kind.what} ${id} ${where}`);
  }

  /** Refuses what differs from its declaration. */
  requireSame(id: string, different: string[]): void {
    if (different.length === 0) return;
    const { what, without } = this.kind;
    throw new Error(
      `adopt: ${what} ${id} differs from the declaration. Nothing was changed. Different: ${different.join("; ")}. ` +
        `Declare it as it is and change it afterwards, or remove \`adopt\` to ${without} (also as a replacement).`,
    );
  }

  private oneOwner(): string {
    return `Destroying either of them ${this.kind.destroys(`the ${this.kind.short}`)} for both.`;
  }
}

/** What a create returns of something that it did not create. */
interface Adopted {
  id: string;
  requestId: undefined;
}
