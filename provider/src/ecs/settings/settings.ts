/**
 * The configuration: Pulumi's (docs/configuration.md, secrets decrypted) and the environment. Values are read only when
 * needed, so that a preview without lookups and `get` needs no credentials.
 */
export interface Settings {
  /** The namespace of the keys, for errors: `alicloud` in `alicloud:region`. */
  namespace: string;
  /** A value of Pulumi's configuration, by its key without the namespace (`region`); objects and lists are JSON text. */
  config(key: string): string | undefined;
  env: NodeJS.ProcessEnv;
}

/** The namespace of the stack configuration that the dynamic provider and its programs read, shared with `@pulumi/alicloud`. */
export const STACK_NAMESPACE = "alicloud";

/** The settings of a stack. @param get reads a value of the stack configuration by its full key. */
export const stackSettings = (
  get: (key: string) => string | undefined,
  env: NodeJS.ProcessEnv,
): Settings => ({ namespace: STACK_NAMESPACE, config: (key) => get(`${STACK_NAMESPACE}:${key}`), env });

/** The settings of an explicit provider: its arguments are the configuration keys without their namespace. */
export const argumentSettings = (
  args: Record<string, unknown>,
  namespace: string,
  env: NodeJS.ProcessEnv,
): Settings => ({ namespace, config: (key) => textOf(args[key]), env });

/** Objects and lists are JSON text: in the configuration of a stack, and in the arguments that generated SDKs send. */
const textOf = (value: unknown): string | undefined => {
  if (value === undefined || value === null) return undefined;
  return typeof value === "string" ? value : JSON.stringify(value);
};

/** A place where a value can be set, with its name in errors. */
interface Source {
  where: string;
  value: string | undefined;
}

const fromConfig = (settings: Settings, key: string): Source => ({
  where: `configuration ${settings.namespace}:${key}`,
  value: settings.config(key),
});

const fromEnv = (settings: Settings, name: string): Source => ({ where: name, value: settings.env[name] });

/** Stack configuration first, then the environment variables in this order; an empty value counts as unset. */
function lookUp(
  settings: Settings,
  key: string,
  variables: readonly string[],
): { value: string | undefined; where: string } {
  const sources = [fromConfig(settings, key), ...variables.map((name) => fromEnv(settings, name))];
  return {
    value: sources.find(({ value }) => value !== undefined && value !== "")?.value,
    where: sources.map(({ where }) => where).join(", "),
  };
}

const REGION_VARIABLES = ["ALICLOUD_REGION", "ALIBABA_CLOUD_REGION", "ALIBABA_CLOUD_REGION_ID"];

/** The region of a resource that does not set one. */
export const defaultRegion = (settings: Settings) => lookUp(settings, "region", REGION_VARIABLES);

/**
 * Timeouts of one attempt in milliseconds. The SDK's default of 3 s for the whole response is too short (docs/service.md,
 * The SDK).
 */
export const timeouts = (settings: Settings) => ({
  readTimeout: milliseconds(settings, "clientReadTimeout", 30_000),
  connectTimeout: milliseconds(settings, "clientConnectTimeout", 10_000),
});

/**
 * How long a call is retried in total, in milliseconds: `maxRetryTimeout`, in seconds as in `@pulumi/alicloud`,
 * where 0 also means the default.
 */
export function retryDeadline(settings: Settings): number {
  const text = settings.config("maxRetryTimeout");
  if (text === undefined || text === "" || text === "0") return 120_000;
  return 1000 * wholeNumber(settings, "maxRetryTimeout", text, "seconds");
}

function milliseconds(settings: Settings, key: string, fallback: number): number {
  const text = settings.config(key);
  if (text === undefined || text === "") return fallback;
  return wholeNumber(settings, key, text, "milliseconds");
}

function wholeNumber({ namespace }: Settings, key: string, text: string, unit: string): number {
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text);
  throw new Error(`configuration ${namespace}:${key}: it must be a whole number of ${unit}, 1 to 9999999.`);
}
