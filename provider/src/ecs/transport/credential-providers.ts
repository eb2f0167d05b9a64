import Credential, {
  type CredentialsProvider,
  ECSRAMRoleCredentialsProvider,
  OIDCRoleArnCredentialsProvider,
  RAMRoleARNCredentialsProvider,
  StaticAKCredentialsProvider,
  StaticSTSCredentialsProvider,
  URICredentialsProvider,
} from "@alicloud/credentials";
import { backOff } from "exponential-backoff";
import { type CredentialSource, keyText } from "../credentials/source";
import { isTransient } from "./errors";

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
  return new Credential(null, guarded(source, stsHost));
}

type Credentials = Awaited<ReturnType<CredentialsProvider["getCredentials"]>>;

/** Of a source that does not answer; the calls that need the credentials are not repeated for it. */
const ATTEMPTS = 3;

/**
 * Asks once for all calls that begin together, and a few times when it is for a passing reason that nothing comes. The
 * library's errors can hold whole answers, keys and all: only where the fault lies is passed on.
 */
function guarded(source: CredentialSource, stsHost: string | undefined): CredentialsProvider {
  let provider: CredentialsProvider | undefined;
  let asked: Promise<Credentials> | undefined;
  const ask = async (): Promise<Credentials> => {
    try {
      const known = provider ?? providerOf(source, stsHost);
      provider = known;
      const fetched = await backOff(() => known.getCredentials(), {
        jitter: "full",
        startingDelay: 250,
        numOfAttempts: ATTEMPTS,
        retry: (thrown) => isTransient({ code: thrown.code ?? reasonOf(thrown) }),
      });
      return usable(fetched, source);
    } catch (thrown) {
      throw thrown instanceof CredentialsError ? thrown : failure(thrown, source);
    }
  };
  return {
    getProviderName: () => provider?.getProviderName() ?? source.kind,
    getCredentials: () => {
      asked ??= ask().finally(() => {
        asked = undefined;
      });
      return asked;
    },
  };
}

/** As a credentials URI or the metadata service may give them. */
function usable(fetched: Credentials, source: CredentialSource): Credentials {
  const clean = (field: "accessKeyId" | "accessKeySecret" | "securityToken") => {
    try {
      return keyText(fetched[field], `${titleOf(source)} gave no ${field} that can be used`);
    } catch (thrown) {
      throw new CredentialsError((thrown as Error).message);
    }
  };
  const [accessKeyId, accessKeySecret] = [clean("accessKeyId"), clean("accessKeySecret")];
  const securityToken = clean("securityToken");
  return Object.assign(fetched, { accessKeyId, accessKeySecret, securityToken });
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
        .withOIDCProviderArn(source.providerArn)
        .withOIDCTokenFilePath(source.tokenFile);
      return withoutLineEnd(withSession(builder, source, stsHost).build());
    }
    case "role": {
      const builder = RAMRoleARNCredentialsProvider.builder().withCredentialsProvider(
        guarded(source.base, stsHost),
      );
      if (source.externalId) builder.withExternalId(source.externalId);
      return withSession(builder, source, stsHost).build();
    }
  }
}

/**
 * The token of OIDC without the line end that an editor or `echo` leaves in its file. The library sends the file as it
 * is; where its request can be changed is a field that it keeps for its own tests.
 */
function withoutLineEnd(provider: OIDCRoleArnCredentialsProvider): OIDCRoleArnCredentialsProvider {
  type Send = (request: { bodyForm: Record<string, string> }) => unknown;
  const send: Send = Reflect.get(provider, "doRequest");
  const trimmed: Send = (request) => {
    request.bodyForm["OIDCToken"] = request.bodyForm["OIDCToken"]?.trim() ?? "";
    return send(request);
  };
  Reflect.set(provider, "doRequest", trimmed);
  return provider;
}

interface SessionBuilder {
  withRoleArn(roleArn: string): unknown;
  withRoleSessionName(name: string): unknown;
  withDurationSeconds(seconds: number): unknown;
  withPolicy(policy: string): unknown;
  withStsEndpoint(host: string): unknown;
}

/** What both ways of assuming a role take. */
function withSession<Builder extends SessionBuilder>(
  builder: Builder,
  { roleArn, sessionName, sessionExpiration, policy }: CredentialSource & { kind: "oidc" | "role" },
  stsHost: string | undefined,
): Builder {
  builder.withRoleArn(roleArn);
  if (sessionName) builder.withRoleSessionName(sessionName);
  if (sessionExpiration) builder.withDurationSeconds(sessionExpiration);
  if (policy) builder.withPolicy(policy);
  if (stsHost) builder.withStsEndpoint(stsHost);
  return builder;
}

function failure(thrown: unknown, source: CredentialSource): CredentialsError {
  const { proxy } = thrown as { proxy?: string };
  if (proxy !== undefined) return new CredentialsError(`${titleOf(source)} gave no credentials: ${proxy}`);
  const reason = reasonOf(thrown);
  return new CredentialsError(
    `${titleOf(source)} gave no credentials${reason ? ` (${reason})` : ""}. ${remedyOf(source)}`,
  );
}

/** The code of a connection or a file that failed, or the one that STS answered; nothing else of the answer. */
function reasonOf(thrown: unknown): string | undefined {
  const { code, message } = thrown as { code?: string; message?: string };
  if (code === "NO_ANSWER_IN_TIME" || code === "NO_CONNECTION_IN_TIME") return "no answer in time";
  if (code !== undefined && /^E[A-Z]+$/.test(code)) return code;
  const answer = /^[\w ]+ failed(?: with OIDC)?: *(\{.*)/s.exec(message ?? "")?.[1];
  return /"Code" *: *"([A-Z][A-Za-z]+(\.[A-Za-z]+)*)"/.exec(answer ?? "")?.[1];
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
