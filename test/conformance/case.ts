/** What must be said: each matches one of the reasons, or of the warnings. */
export type Says = readonly [RegExp, ...RegExp[]];

/** One rule seen from one declaration: what check says of it, and what the simulator. */
export type Case = {
  /** Whose declaration it is; a pipeline's unless given. */
  resource?: "component";
  /** What a user gets. */
  title: string;
  /** Where the rule is from: `docs/PAGE.md, SECTION: …`. */
  source: string;
  /** Laid over `minimal`; a key set to undefined is taken away. */
  args: Record<string, unknown>;
  /** What the stack configuration knows; nothing unless given. */
  context?: { regionId?: string };
  /** `accept`, or the code of the error; of several faults any one may be reported. */
  simulator: string | readonly string[];
  /** Laid over what `args` map to; a name set to undefined is taken away. What other clients send. */
  request?: Record<string, string | undefined>;
} & (
  | { check: "accept"; says?: undefined }
  /** Nothing is refused, something is said. */
  | { check: "warn"; says: Says }
  /** Exactly the paths that the reasons begin with. */
  | { check: { refuse: readonly string[] }; says: Says }
);

export const image = "m-bp1gt9mb9asadff1u9bc";

export const minimal: Readonly<Record<string, unknown>> = {
  regionId: "cn-hangzhou",
  baseImageType: "IMAGE",
  baseImage: image,
  buildContent: "RUN echo hi",
};

export const minimalComponent: Readonly<Record<string, unknown>> = {
  regionId: "cn-hangzhou",
  content: "RUN echo hi",
};

/** A declaration that imports an image file; lay `importImageOptions` over it. */
export const fromOss = (importImageOptions: Record<string, unknown> = {}): Record<string, unknown> => ({
  baseImageType: "OSS",
  baseImage: undefined,
  importImageOptions: {
    diskDeviceMappings: [{ ossBucket: "images", ossObject: "centos.raw" }],
    ...importImageOptions,
  },
});

export const laidOver = <T>(
  under: Readonly<Record<string, T>>,
  over: Readonly<Record<string, T | undefined>>,
): Record<string, T> => {
  const result: Record<string, T> = { ...under };
  for (const [key, value] of Object.entries(over)) {
    if (value === undefined) delete result[key];
    else result[key] = value;
  }
  return result;
};

/** The declaration that a case is about. */
export const declaration = ({ args, resource }: Pick<Case, "args" | "resource">): Record<string, unknown> =>
  laidOver(resource === "component" ? minimalComponent : minimal, args);

/** `count` things made of their number, which begins at 1. */
export const many = <T>(count: number, make: (n: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index + 1));

export const lines = (...text: readonly string[]): string => text.join("\n");

/** What check passes without a word, and the service accepts. */
export const accepted = (title: string, source: string, args: Record<string, unknown>): Case => ({
  title,
  source,
  args,
  check: "accept",
  simulator: "accept",
});

/** What check passes with a warning, and the service accepts. */
export const warned = (
  title: string,
  source: string,
  args: Record<string, unknown>,
  ...says: Says
): Case => ({ title, source, args, check: "warn", says, simulator: "accept" });

/** What check refuses at one path, and the service with this code. */
export const refused = (
  title: string,
  source: string,
  args: Record<string, unknown>,
  path: string,
  says: RegExp | Says,
  simulator: string,
): Case => ({
  title,
  source,
  args,
  check: { refuse: [path] },
  says: says instanceof RegExp ? [says] : says,
  simulator,
});
