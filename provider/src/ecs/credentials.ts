import type { CredentialSource } from "./credential-source";
import { readProfile } from "./profile";
import type { Settings } from "./settings";

/** One family of settings: the stack configuration, or environment variables of one prefix. */
interface Family {
  title: string;
  key: [id: string | undefined, secret: string | undefined, token: string | undefined];
  profile?: string | undefined;
  profileFile?: string | undefined;
  ecsRole?: string | undefined;
  uri?: string | undefined;
  oidc?: {
    roleArn?: string | undefined;
    providerArn?: string | undefined;
    tokenFile?: string | undefined;
    sessionName?: string | undefined;
  };
}

/**
 * The credentials, looked up at the first call and not before. The stack configuration wins over `ALICLOUD_*`, that
 * over `ALIBABA_CLOUD_*`, that over `ALIBABACLOUD_*`, and at last comes the profile that the Alibaba Cloud CLI has
 * chosen. Within one family: an access key, a profile, the role of the ECS instance, a credentials URI, OIDC. A key is
 * taken whole from one family, never mixed.
 */
export function credentialSource(settings: Settings): CredentialSource {
  const found = families(settings);
  for (const family of found) {
    const source = sourceOf(family, settings);
    if (source) return withAssumedRole(source, settings);
  }
  const profile = readProfile(settings, undefined, undefined);
  if (profile) return withAssumedRole(profile, settings);
  const places = [...found.map(({ title }) => title), "the profile file ~/.aliyun/config.json"];
  throw new Error(
    `no credentials. Looked in, without finding a whole access key, a profile, a role or OIDC in one of them: ${places.join("; ")}. ` +
      "Set one of them; credentials are never an argument.",
  );
}

function families({ config, env }: Settings): Family[] {
  const oidc = parsed(config("alicloud:assumeRoleWithOidc"), "assumeRoleWithOidc");
  return [
    {
      title:
        "configuration alicloud:accessKey and alicloud:secretKey (or profile, ecsRoleName, credentialsUri, assumeRoleWithOidc)",
      key: [config("alicloud:accessKey"), config("alicloud:secretKey"), config("alicloud:securityToken")],
      profile: config("alicloud:profile"),
      profileFile: config("alicloud:sharedCredentialsFile"),
      ecsRole: config("alicloud:ecsRoleName"),
      uri: config("alicloud:credentialsUri"),
      oidc: {
        roleArn: oidc["roleArn"],
        providerArn: oidc["oidcProviderArn"],
        tokenFile: oidc["oidcTokenFile"],
        sessionName: oidc["roleSessionName"] ?? oidc["sessionName"],
      },
    },
    {
      title:
        "ALICLOUD_ACCESS_KEY and ALICLOUD_SECRET_KEY (or ALICLOUD_PROFILE, ALICLOUD_ECS_ROLE_NAME, ALICLOUD_CREDENTIALS_URI)",
      key: [env["ALICLOUD_ACCESS_KEY"], env["ALICLOUD_SECRET_KEY"], env["ALICLOUD_SECURITY_TOKEN"]],
      profile: env["ALICLOUD_PROFILE"],
      profileFile: env["ALICLOUD_SHARED_CREDENTIALS_FILE"],
      ecsRole: env["ALICLOUD_ECS_ROLE_NAME"],
      uri: env["ALICLOUD_CREDENTIALS_URI"],
    },
    {
      title:
        "ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET (or ALIBABA_CLOUD_PROFILE, ALIBABA_CLOUD_ECS_METADATA, ALIBABA_CLOUD_CREDENTIALS_URI, " +
        "ALIBABA_CLOUD_ROLE_ARN with ALIBABA_CLOUD_OIDC_PROVIDER_ARN and ALIBABA_CLOUD_OIDC_TOKEN_FILE)",
      key: [
        env["ALIBABA_CLOUD_ACCESS_KEY_ID"],
        env["ALIBABA_CLOUD_ACCESS_KEY_SECRET"],
        env["ALIBABA_CLOUD_SECURITY_TOKEN"],
      ],
      profile: env["ALIBABA_CLOUD_PROFILE"],
      ecsRole: env["ALIBABA_CLOUD_ECS_METADATA"],
      uri: env["ALIBABA_CLOUD_CREDENTIALS_URI"],
      oidc: {
        roleArn: env["ALIBABA_CLOUD_ROLE_ARN"],
        providerArn: env["ALIBABA_CLOUD_OIDC_PROVIDER_ARN"],
        tokenFile: env["ALIBABA_CLOUD_OIDC_TOKEN_FILE"],
        sessionName: env["ALIBABA_CLOUD_ROLE_SESSION_NAME"],
      },
    },
    {
      title: "ALIBABACLOUD_ACCESS_KEY_ID and ALIBABACLOUD_ACCESS_KEY_SECRET",
      key: [
        env["ALIBABACLOUD_ACCESS_KEY_ID"],
        env["ALIBABACLOUD_ACCESS_KEY_SECRET"],
        env["ALIBABACLOUD_SECURITY_TOKEN"],
      ],
    },
  ];
}

function sourceOf(
  { key, profile, profileFile, ecsRole, uri, oidc }: Family,
  settings: Settings,
): CredentialSource | undefined {
  const [accessKeyId, accessKeySecret, securityToken] = key;
  if (accessKeyId && accessKeySecret) {
    return { kind: "key", accessKeyId, accessKeySecret, securityToken: securityToken || undefined };
  }
  if (profile || profileFile) return readProfile(settings, profile, profileFile);
  if (ecsRole) return { kind: "ecsRole", roleName: ecsRole };
  if (uri) return { kind: "uri", uri };
  if (oidc?.roleArn && oidc.providerArn && oidc.tokenFile) {
    const { roleArn, providerArn, tokenFile, sessionName } = oidc;
    return { kind: "oidc", roleArn, providerArn, tokenFile, sessionName };
  }
  return undefined;
}

/** `alicloud:assumeRole`, or `ALICLOUD_ASSUME_ROLE_ARN`, on top of whatever was found. */
function withAssumedRole(base: CredentialSource, { config, env }: Settings): CredentialSource {
  const given = parsed(config("alicloud:assumeRole"), "assumeRole");
  const roleArn = given["roleArn"] || env["ALICLOUD_ASSUME_ROLE_ARN"];
  if (!roleArn) return base;
  const seconds = given["sessionExpiration"] ?? env["ALICLOUD_ASSUME_ROLE_SESSION_EXPIRATION"];
  return {
    kind: "role",
    base,
    roleArn,
    sessionName: given["sessionName"] || env["ALICLOUD_ASSUME_ROLE_SESSION_NAME"] || undefined,
    sessionExpiration: seconds ? Number(seconds) : undefined,
    policy: given["policy"] || undefined,
    externalId: given["externalId"] || undefined,
  };
}

/** An object of the stack configuration, which arrives as JSON. It is not quoted: it may hold a secret. */
function parsed(text: string | undefined, key: string): Record<string, string | undefined> {
  if (!text) return {};
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      return value as Record<string, string>;
  } catch {
    // Said below, without the text.
  }
  throw new Error(
    `configuration alicloud:${key}: it must be an object, set with \`pulumi config set --path alicloud:${key}.roleArn ARN\`.`,
  );
}
