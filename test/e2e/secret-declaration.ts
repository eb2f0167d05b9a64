import { randomBytes, randomInt } from "node:crypto";
import { FULL } from "../unit/resources/full-declaration";

/** A value that the program wraps in pulumi.secret; written so that it survives JSON. */
export interface Secret {
  $secret: unknown;
}

export const secret = (value: unknown): Secret => ({ $secret: value });
export const isSecret = (value: unknown): value is Secret =>
  typeof value === "object" && value !== null && "$secret" in value;

/** Every text that must not be found anywhere. */
export const markers: string[] = [];

/** A text of its own, that every rule for names and words allows. */
export function marker(): string {
  const text = `mk${randomBytes(8).toString("hex")}`;
  markers.push(text);
  return text;
}

export function markedAccount(): string {
  const id = `17${randomInt(1e9, 1e10 - 1)}${randomInt(1000, 9999)}`;
  markers.push(id);
  return id;
}

/** An object with each value in it, at any depth, a secret of its own. */
export function secretLeaves(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(secretLeaves);
  if (typeof value !== "object" || value === null) return secret(value);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, secretLeaves(inner)]));
}

/** A value for every argument, with a mark in each text that the API leaves free. */
export function fullyMarked() {
  const { adopt: _, ...full } = FULL;
  const [imageName, imageFamily] = [marker(), marker()];
  const mapping = (format: string, diskImageSize: number) => ({
    ossBucket: marker(),
    ossObject: `${marker()}.${format.toLowerCase()}`,
    format,
    diskImageSize,
  });
  return {
    ...full,
    name: marker(),
    description: marker(),
    baseImage: marker(),
    buildContent: `RUN echo ${marker()} \\\n && echo ${marker()}\n# ${marker()}\nRUN true\n`,
    testContent: `RUN echo ${marker()}`,
    imageOptions: {
      ...full.imageOptions,
      imageName,
      imageFamily,
      description: marker(),
      imageTags: { image: marker() },
    },
    imageName,
    imageFamily,
    importImageOptions: {
      ...full.importImageOptions,
      diskDeviceMappings: [mapping("RAW", 40), mapping("QCOW2", 100)],
      imageName: marker(),
      description: marker(),
      importImageTags: { imported: marker() },
      roleName: marker(),
    },
    instanceType: marker(),
    vswitchId: marker(),
    addAccounts: [markedAccount(), markedAccount()],
    resourceGroupId: marker(),
    tags: { env: marker(), team: marker() },
  };
}

/** Where the secrets of a declaration are: `["imageOptions", "imageTags", "image"]`. */
export function secretPaths(value: unknown, path: string[] = []): string[][] {
  if (isSecret(value)) return [path];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => secretPaths(inner, [...path, key]));
}

/** A declaration as it is once the program has unwrapped it. */
export function plain(value: unknown): unknown {
  if (isSecret(value)) return plain(value.$secret);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}
