/** Something that the documents leave uncertain: nothing is refused for it, and each front door says it in its own way. */
export interface Warning {
  /** The arguments that it looks at. It is asked for once all of them are known, and only if none of them is a secret. */
  needs: readonly string[];
  /** What there is to say about their values, each text beginning with a property path. */
  texts(args: Record<string, unknown>): string[];
}
