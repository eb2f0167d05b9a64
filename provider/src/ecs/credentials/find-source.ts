import type { Settings } from "../settings/settings";
import { readProfile } from "./profile";
import { type CredentialSource, keyText, sessionSeconds } from "./source";

/** One place where credentials can be given. */
interface Place {
  /** Its name in the error if there are no credentials. */
  where: string;
  source: CredentialSource | undefined;
}

/**
 * Finds the credentials at the first call. The order is: the stack configuration, of any kind; an access key from the
 * environment; a profile, a role of the ECS instance, a credentials URI or OIDC from the environment; the current profile
 * of the Alibaba Cloud CLI. The parts of a key always come from one place.
 */
export function credentialSource(settings: Settings): CredentialSource {
  const searched: string[] = [];
  for (const place of places(settings)) {
    const { where, source } = place();
    if (source) return withAssumedRole(source, settings);
    searched.push(where);
  }
  throw new Error(
    `no credentials found. Checked: ${searched.join("; ")}. ` +
      "Set one of them; credentials cannot be passed as arguments.",
  );
}

/** In the order of precedence. Each is read only if the earlier ones have nothing. */
const places = (settings: Settings): (() => Place)[] => [
  () => key(settings, ["accessKey", "secretKey", "securityToken"]),
  () => profile(settings, ["profile", "sharedCredentialsFile"]),
  () => ecsRole(settings, "ecsRoleName"),
  () => uri(settings, "credentialsUri"),
  () => configuredOidc(settings),
  () => key(settings, ["ALICLOUD_ACCESS_KEY", "ALICLOUD_SECRET_KEY", "ALICLOUD_SECURITY_TOKEN"]),
  ...["ALIBABA_CLOUD", "ALIBABACLOUD"].map(
    (prefix) => () =>
      key(settings, [`${prefix}_ACCESS_KEY_ID`, `${prefix}_ACCESS_KEY_SECRET`, `${prefix}_SECURITY_TOKEN`]),
  ),
  () => profile(settings, ["ALICLOUD_PROFILE", "ALICLOUD_SHARED_CREDENTIALS_FILE", "ALIBABA_CLOUD_PROFILE"]),
  () => ecsRole(settings, "ALICLOUD_ECS_ROLE_NAME"),
  () => ecsRole(settings, "ALIBABA_CLOUD_ECS_METADATA"),
  () => uri(settings, "ALICLOUD_CREDENTIALS_URI"),
  () => uri(settings, "ALIBABA_CLOUD_CREDENTIALS_URI"),
  () => oidcOfEnvironment(settings),
  () => ({ where: "the profile file ~/.aliyun/config.json", source: readProfile(settings) }),
];

/** A name in capital letters is an environment variable; all others are keys of Pulumi's configuration. */
const isConfig = (name: string): boolean => /[a-z]/.test(name);

/** Trimmed, because values often end in a line end. An empty value counts as unset. */
const valueAt = ({ config, env }: Settings, name: string): string | undefined =>
  (isConfig(name) ? config(name) : env[name])?.trim() || undefined;

const keyAt = (settings: Settings, name: string): string | undefined =>
  keyText(valueAt(settings, name), titleOf(settings, [name], ""));

const firstOf = (settings: Settings, names: string[]): string | undefined =>
  names.map((name) => valueAt(settings, name)).find((value) => value !== undefined);

function titleOf({ namespace }: Settings, names: string[], word: string): string {
  return `${names.every(isConfig) ? "configuration " : ""}${names.map((name) => fullName(namespace, name)).join(` ${word} `)}`;
}

const fullName = (namespace: string, name: string): string =>
  isConfig(name) ? `${namespace}:${name}` : name;

function key(settings: Settings, [id, secret, token]: [id: string, secret: string, token: string]): Place {
  const [accessKeyId, accessKeySecret] = [keyAt(settings, id), keyAt(settings, secret)];
  const where = titleOf(settings, [id, secret], "with");
  if (accessKeyId && accessKeySecret) {
    const securityToken = keyAt(settings, token);
    return { where, source: { kind: "key", accessKeyId, accessKeySecret, securityToken } };
  }
  const missing = fullName(settings.namespace, accessKeyId ? secret : id);
  const half = accessKeyId || accessKeySecret ? ` (${missing} is missing)` : "";
  return { where: where + half, source: undefined };
}

/** A profile and its file are two settings, which can come from different places. */
function profile(settings: Settings, names: string[]): Place {
  const where = titleOf(settings, names, "or");
  if (firstOf(settings, names) === undefined) return { where, source: undefined };
  const name = firstOf(settings, ["profile", "ALICLOUD_PROFILE", "ALIBABA_CLOUD_PROFILE"]);
  const file = firstOf(settings, ["sharedCredentialsFile", "ALICLOUD_SHARED_CREDENTIALS_FILE"]);
  return { where, source: readProfile(settings, name, file) };
}

function ecsRole(settings: Settings, name: string): Place {
  const roleName = valueAt(settings, name);
  return {
    where: titleOf(settings, [name], ""),
    source: roleName ? { kind: "ecsRole", roleName } : undefined,
  };
}

function uri(settings: Settings, name: string): Place {
  const given = valueAt(settings, name);
  return { where: titleOf(settings, [name], ""), source: given ? { kind: "uri", uri: given } : undefined };
}

const OIDC_VARIABLES = [
  "ALIBABA_CLOUD_ROLE_ARN",
  "ALIBABA_CLOUD_OIDC_PROVIDER_ARN",
  "ALIBABA_CLOUD_OIDC_TOKEN_FILE",
] as const;

/** Missing fields can come from the environment, where a CI system or a cluster sets them. */
function configuredOidc(settings: Settings): Place {
  const name = `configuration ${settings.namespace}:assumeRoleWithOidc`;
  const given = objectOf(settings, "assumeRoleWithOidc");
  if (Object.keys(given).length === 0) return { where: name, source: undefined };
  const need = (field: string, variable: string, instead = ""): string => {
    const value = given[field] ?? valueAt(settings, variable);
    if (value) return value;
    throw new Error(`${name}: its ${field} is missing. Set it, or set ${variable}.${instead}`);
  };
  const [role, provider, file] = OIDC_VARIABLES;
  return {
    where: name,
    source: {
      kind: "oidc",
      roleArn: need("roleArn", role),
      providerArn: need("oidcProviderArn", provider),
      tokenFile: need("oidcTokenFile", file, " The token itself cannot be passed: write it to a file."),
      sessionName: given["roleSessionName"],
      sessionExpiration: sessionSeconds(given["sessionExpiration"], `${name}.sessionExpiration`),
      policy: given["policy"],
    },
  };
}

function oidcOfEnvironment(settings: Settings): Place {
  const [roleArn, providerArn, tokenFile] = OIDC_VARIABLES.map((name) => valueAt(settings, name));
  const where = OIDC_VARIABLES.join(" and ");
  if (!roleArn || !providerArn || !tokenFile) return { where, source: undefined };
  const sessionName = valueAt(settings, "ALIBABA_CLOUD_ROLE_SESSION_NAME");
  return { where, source: { kind: "oidc", roleArn, providerArn, tokenFile, sessionName } };
}

/** Applies the configuration `assumeRole` or `ALICLOUD_ASSUME_ROLE_ARN` to the credentials found. */
function withAssumedRole(base: CredentialSource, settings: Settings): CredentialSource {
  const name = `configuration ${settings.namespace}:assumeRole`;
  const given = objectOf(settings, "assumeRole");
  const roleArn = given["roleArn"] ?? valueAt(settings, "ALICLOUD_ASSUME_ROLE_ARN");
  if (!roleArn) {
    if (Object.keys(given).length === 0) return base;
    throw new Error(`${name}: its roleArn is missing. Set it, or set ALICLOUD_ASSUME_ROLE_ARN.`);
  }
  const variable = "ALICLOUD_ASSUME_ROLE_SESSION_EXPIRATION";
  return {
    kind: "role",
    base,
    roleArn,
    sessionName: given["sessionName"] ?? valueAt(settings, "ALICLOUD_ASSUME_ROLE_SESSION_NAME"),
    sessionExpiration:
      sessionSeconds(given["sessionExpiration"], `${name}.sessionExpiration`) ??
      sessionSeconds(valueAt(settings, variable), variable),
    policy: given["policy"],
    externalId: given["externalId"],
  };
}

/** The fields of an object in the configuration, which arrives as JSON. Errors do not quote it: it may be secret. */
function objectOf({ namespace, config }: Settings, name: string): Record<string, string | undefined> {
  const text = config(name);
  if (!text) return {};
  const value = parsed(text);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Error(
      `configuration ${namespace}:${name}: it must be an object, set with \`pulumi config set --path ${namespace}:${name}.roleArn ARN\`.`,
    );
  }
  const given = Object.entries(value).filter(([, field]) => field !== null && field !== "");
  return Object.fromEntries(given.map(([field, content]) => [field, textOf(content)]));
}

/** Numbers may be unquoted, and a policy may be an object. */
const textOf = (value: unknown): string =>
  typeof value === "object" ? JSON.stringify(value) : String(value);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
