import { lookUp, type Settings } from "./settings";

/** A static key, with a session token if it is a temporary one. */
export interface Keys {
  accessKeyId: string;
  accessKeySecret: string;
  securityToken: string | undefined;
}

const ID = ["ALICLOUD_ACCESS_KEY", "ALIBABA_CLOUD_ACCESS_KEY_ID", "ALIBABACLOUD_ACCESS_KEY_ID"];
const SECRET = ["ALICLOUD_SECRET_KEY", "ALIBABA_CLOUD_ACCESS_KEY_SECRET", "ALIBABACLOUD_ACCESS_KEY_SECRET"];
const TOKEN = ["ALICLOUD_SECURITY_TOKEN", "ALIBABA_CLOUD_SECURITY_TOKEN", "ALIBABACLOUD_SECURITY_TOKEN"];

/**
 * The credentials, looked up at the first call and not before. Stack configuration wins over `ALICLOUD_*`, that over
 * `ALIBABA_CLOUD_*`; ID, secret and token are taken from one family together, never mixed.
 */
export function keys(settings: Settings): Keys {
  const families: [string | undefined, string | undefined, string | undefined][] = [
    [
      settings.config("alicloud:accessKey"),
      settings.config("alicloud:secretKey"),
      settings.config("alicloud:securityToken"),
    ],
    ...ID.map((_, family): [string | undefined, string | undefined, string | undefined] => [
      settings.env[ID[family] ?? ""],
      settings.env[SECRET[family] ?? ""],
      settings.env[TOKEN[family] ?? ""],
    ]),
  ];
  const [accessKeyId, accessKeySecret, securityToken] = families.find(([id, secret]) => id && secret) ?? [];
  if (accessKeyId && accessKeySecret) {
    return { accessKeyId, accessKeySecret, securityToken: securityToken || undefined };
  }
  throw new Error(
    `no credentials. Looked in, without finding both halves of a key in one of them: ${lookUp(settings, "accessKey", ID).where} ` +
      `(secret in: ${lookUp(settings, "secretKey", SECRET).where}). Set one pair; credentials are never an argument.`,
  );
}
