/** Where credentials come from. To find it, nothing but the profile file is read. */
export type CredentialSource =
  | { kind: "key"; accessKeyId: string; accessKeySecret: string; securityToken?: string | undefined }
  | { kind: "ecsRole"; roleName: string }
  | { kind: "uri"; uri: string }
  | {
      kind: "oidc";
      roleArn: string;
      providerArn: string;
      tokenFile: string;
      sessionName?: string | undefined;
      /** In seconds, from 900. */
      sessionExpiration?: number | undefined;
      policy?: string | undefined;
    }
  | RoleSource;

/** A role assumed with other credentials. */
export interface RoleSource {
  kind: "role";
  base: CredentialSource;
  roleArn: string;
  sessionName?: string | undefined;
  /** In seconds, from 900. */
  sessionExpiration?: number | undefined;
  policy?: string | undefined;
  externalId?: string | undefined;
}

/**
 * A key or a token, without the whitespace that files and CI systems leave around it, so that it is valid in a header. An
 * empty one counts as unset. Errors never quote it.
 */
export function keyText(value: string | undefined, where: string): string | undefined {
  const text = value?.trim();
  if (!text) return undefined;
  if (/^[!-~]+$/.test(text)) return text;
  throw new Error(
    `${where}: it contains whitespace or another character that a key cannot have. Copy it again from its source.`,
  );
}

/** The lifetime of temporary credentials. Without it, the service's default applies. */
export function sessionSeconds(value: string | undefined, where: string): number | undefined {
  if (value === undefined) return undefined;
  const seconds = /^\d{1,6}$/.test(value) ? Number(value) : 0;
  if (seconds >= 900) return seconds;
  throw new Error(`${where}: it must be a whole number of seconds, 900 or more.`);
}
