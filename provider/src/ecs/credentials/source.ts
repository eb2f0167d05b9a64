/** Where credentials come from. Finding this out asks nobody but the profile file. */
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

/** A role that is assumed with other credentials. */
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
 * A key or a token, as it can stand in a header: without the blanks and line ends that files and CI systems leave around
 * it. An empty one counts as not given. It is never quoted.
 */
export function keyText(value: string | undefined, where: string): string | undefined {
  const text = value?.trim();
  if (!text) return undefined;
  if (/^[!-~]+$/.test(text)) return text;
  throw new Error(
    `${where}: a blank, a line end or another character that no key has is within it. Set it again, from where it was made.`,
  );
}

/** How long temporary credentials are to be good for. Without it, the service's default counts. */
export function sessionSeconds(value: string | undefined, where: string): number | undefined {
  if (value === undefined) return undefined;
  const seconds = /^\d{1,6}$/.test(value) ? Number(value) : 0;
  if (seconds >= 900) return seconds;
  throw new Error(`${where}: it must be a whole number of seconds, 900 or more.`);
}
