import Credential, {
  type CredentialsProvider,
  ECSRAMRoleCredentialsProvider,
  OIDCRoleArnCredentialsProvider,
  RAMRoleARNCredentialsProvider,
  StaticAKCredentialsProvider,
  StaticSTSCredentialsProvider,
  URICredentialsProvider,
} from "@alicloud/credentials";
import type { CredentialSource, RoleSource } from "./credential-source";

/*
 * Credentials by the official library, one provider class for each source. Its default chain is not used: it ignores
 * ALICLOUD_*, asks the metadata service when it finds nothing, and after one failure tells nothing of use.
 */

/** Credentials that could not be fetched. */
export class CredentialsError extends Error {
  override readonly name = "CredentialsError";
}

/** @param stsHost the host of STS where it is not the library's own. */
export function credentialOf(source: CredentialSource, stsHost: string | undefined): Credential {
  return new Credential(null, guarded(providerOf(source, stsHost), source));
}

function providerOf(source: CredentialSource, stsHost: string | undefined): CredentialsProvider {
  switch (source.kind) {
    case "key": {
      const { accessKeyId, accessKeySecret, securityToken } = source;
      return securityToken
        ? StaticSTSCredentialsProvider.builder()
            .withAccessKeyId(accessKeyId)
            .withAccessKeySecret(accessKeySecret)
            .withSecurityToken(securityToken)
            .build()
        : StaticAKCredentialsProvider.builder()
            .withAccessKeyId(accessKeyId)
            .withAccessKeySecret(accessKeySecret)
            .build();
    }
    case "ecsRole":
      return ECSRAMRoleCredentialsProvider.builder().withRoleName(source.roleName).build();
    case "uri":
      return URICredentialsProvider.builder().withCredentialsURI(source.uri).build();
    case "oidc": {
      const builder = OIDCRoleArnCredentialsProvider.builder()
        .withRoleArn(source.roleArn)
        .withOIDCProviderArn(source.providerArn)
        .withOIDCTokenFilePath(source.tokenFile);
      if (source.sessionName) builder.withRoleSessionName(source.sessionName);
      if (stsHost) builder.withStsEndpoint(stsHost);
      return builder.build();
    }
    case "role":
      return roleProvider(source, stsHost);
  }
}

function roleProvider(source: RoleSource, stsHost: string | undefined): CredentialsProvider {
  const builder = RAMRoleARNCredentialsProvider.builder()
    .withCredentialsProvider(providerOf(source.base, stsHost))
    .withRoleArn(source.roleArn);
  if (source.sessionName) builder.withRoleSessionName(source.sessionName);
  if (source.sessionExpiration) builder.withDurationSeconds(source.sessionExpiration);
  if (source.policy) builder.withPolicy(source.policy);
  if (source.externalId) builder.withExternalId(source.externalId);
  if (stsHost) builder.withStsEndpoint(stsHost);
  return builder.build();
}

/** The library's errors can hold whole answers, keys and all: only where the fault lies is passed on. */
function guarded(provider: CredentialsProvider, source: CredentialSource): CredentialsProvider {
  return {
    getProviderName: () => provider.getProviderName(),
    getCredentials: async () => {
      try {
        return await provider.getCredentials();
      } catch {
        throw new CredentialsError(`${titleOf(source)} gave no credentials. ${remedyOf(source)}`);
      }
    },
  };
}

function titleOf(source: CredentialSource): string {
  switch (source.kind) {
    case "key":
      return "the access key";
    case "ecsRole":
      return `the metadata service, for the RAM role ${source.roleName},`;
    case "uri":
      return "the credentials URI";
    case "oidc":
      return `STS AssumeRoleWithOIDC, for the role ${source.roleArn},`;
    case "role":
      return `STS AssumeRole, for the role ${source.roleArn},`;
  }
}

function remedyOf(source: CredentialSource): string {
  switch (source.kind) {
    case "key":
      return "Check it.";
    case "ecsRole":
      return "This must run on an ECS instance that has the role, and ALIBABA_CLOUD_ECS_METADATA_DISABLED must not be true.";
    case "uri":
      return "Check that it answers, and with what.";
    case "oidc":
      return "Check the token file, the provider's ARN, and the trust policy of the role.";
    case "role":
      return "Check the credentials that assume it, and the trust policy of the role.";
  }
}
