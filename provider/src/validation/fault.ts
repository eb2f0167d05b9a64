export type Path = readonly PropertyKey[];

/** A property path as Pulumi writes it: `importImageOptions.diskDeviceMappings[2].format`, `tags["acs:x"]`. */
export function pathText(path: Path): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    if (!/^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(String(key))) return `${text}[${JSON.stringify(String(key))}]`;
    return text === "" ? String(key) : `${text}.${String(key)}`;
  }, "");
}

/** The value at a path, or the first unknown value on the way to it. */
export function valueAt(root: unknown, path: Path, stopAt: (value: unknown) => boolean): unknown {
  let value = root;
  for (const key of path) {
    if (stopAt(value) || typeof value !== "object" || value === null) return value;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

/** One fault in a declaration: where it is, and how to fix it. */
export interface Fault {
  path: Path;
  /** The fault, the limit and the remedy. It never quotes free text: the provider cannot know what is secret. */
  message: string;
  /** Set if the name is wrong, whatever the value is. */
  isOfName?: true;
}

/** `tags["acs:x"]: a tag key must not start with …` */
export const faultText = ({ path, message }: Fault): string => `${pathText(path)}: ${message}`;
