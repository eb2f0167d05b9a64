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
