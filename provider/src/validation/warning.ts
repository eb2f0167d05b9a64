/** A warning about something that the documents leave open. It refuses nothing; each server delivers it in its own way. */
export interface Warning {
  /** The arguments that it reads. It runs only if all of them are known and none is secret. */
  needs: readonly string[];
  /** The warnings for these values, each starting with a property path. */
  texts(args: Record<string, unknown>): string[];
}
