import type Credential from "@alicloud/credentials";
import type { CredentialsProvider, OIDCRoleArnCredentialsProvider } from "@alicloud/credentials";
import CredentialModel from "@alicloud/credentials/dist/src/credential_model";
import StaticAKCredentialsProvider from "@alicloud/credentials/dist/src/providers/static_ak";
import StaticSTSCredentialsProvider from "@alicloud/credentials/dist/src/providers/static_sts";
import { backOff } from "exponential-backoff";
import { type CredentialSource, keyText } from "../credentials/source";
import { certificateWords } from "./certificates";
import { isTransient } from "./errors";

/*
 * Credentials from the official library, with one provider class per source. Its default chain is not used: it ignores
 * ALICLOUD_*, calls the metadata service if it finds nothing, and its errors do not name the cause. The whole library is
 * loaded only for credentials that must be fetched: most are keys.
 */

/** Credentials that could not be fetched. */
export class CredentialsError extends Error {
  override readonly name = "CredentialsError";
}

/**
 * What the SDK's core asks for with each call.
 *
 * @param stsHost the host of STS, if it differs from the library's default.
 */
export function credentialOf(
  source: CredentialSource,
  stsHost: string | undefined,
): Pick<Credential, "getCredential"> {
  const provider = guarded(source, stsHost);
  return {
    async getCredential() {
      const { accessKeyId, accessKeySecret, securityToken, providerName } = await provider.getCredentials();
      const { kind: type } = source;
      return new CredentialModel({ accessKeyId, accessKeySecret, securityToken, providerName, type });
    },
  };
}

type Credentials = Awaited<ReturnType<CredentialsProvider["getCredentials"]>>;

/** For a source that does not respond. The calls that need the credentials are not retried for it. */
const ATTEMPTS = 3;

/**
 * Fetches credentials once for all concurrent calls, and retries transient failures a few times. The library's errors
 * can contain whole responses, including keys, so only the cause is passed on.
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

/** Checks and trims the keys, which a credentials URI or the metadata service can return in any form. */
function usable(fetched: Credentials, source: CredentialSource): Credentials {
  const clean = (field: "accessKeyId" | "accessKeySecret" | "securityToken") => {
    try {
      return keyText(fetched[field], `${titleOf(source)} returned an unusable ${field}`);
    } catch (thrown) {
      throw new CredentialsError((thrown as Error).message);
    }
  };
  const [accessKeyId, accessKeySecret] = [clean("accessKeyId"), clean("accessKeySecret")];
  const securityToken = clean("securityToken");
  return Object.assign(fetched, { accessKeyId, accessKeySecret, securityToken });
}

const library = () => require("@alicloud/credentials") as typeof import("@alicloud/credentials");

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
      return library().ECSRAMRoleCredentialsProvider.builder().withRoleName(source.roleName).build();
    case "uri":
      return library().URICredentialsProvider.builder().withCredentialsURI(source.uri).build();
    case "oidc": {
      const builder = library()
        .OIDCRoleArnCredentialsProvider.builder()
        .withOIDCProviderArn(source.providerArn)
        .withOIDCTokenFilePath(source.tokenFile);
      return withoutLineEnd(withSession(builder, source, stsHost).build());
    }
    case "role": {
      const builder = library()
        .RAMRoleARNCredentialsProvider.builder()
        .withCredentialsProvider(guarded(source.base, stsHost));
      if (source.externalId) builder.withExternalId(source.externalId);
      return withSession(builder, source, stsHost).build();
    }
  }
}

/**
 * Removes the line end that an editor or `echo` leaves in the file of an OIDC token. The library sends the file
 * unchanged; the only place to change its request is a field that it has for its own tests.
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

/** The options that both ways of assuming a role accept. */
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
  const { proxy, code } = thrown as { proxy?: string; code?: string };
  const cause = proxy ?? certificateWords(code);
  if (cause !== undefined)
    return new CredentialsError(`${titleOf(source)} returned no credentials: ${cause}`);
  const reason = reasonOf(thrown);
  return new CredentialsError(
    `${titleOf(source)} returned no credentials${reason ? ` (${reason})` : ""}. ${remedyOf(source)}`,
  );
}

/** The code of a failed connection or file access, or the code that STS returned; nothing else from the response. */
function reasonOf(thrown: unknown): string | undefined {
  const { code, message } = thrown as { code?: string; message?: string };
  if (code === "NO_ANSWER_IN_TIME" || code === "NO_CONNECTION_IN_TIME") return "timed out";
  if (code !== undefined && /^E[A-Z]+$/.test(code)) return code;
  const answer = /^[\w ]+ failed(?: with OIDC)?: *(\{.*)/s.exec(message ?? "")?.[1];
  return /"Code" *: *"([A-Z][A-Za-z]+(\.[A-Za-z]+)*)"/.exec(answer ?? "")?.[1];
}

function titleOf(source: CredentialSource): string {
  switch (source.kind) {
    case "key":
      return "the access key";
    case "ecsRole":
      return `the metadata service (RAM role ${source.roleName})`;
    case "uri":
      return "the credentials URI";
    case "oidc":
      return `STS AssumeRoleWithOIDC (role ${source.roleArn})`;
    case "role":
      return `STS AssumeRole (role ${source.roleArn})`;
  }
}

function remedyOf(source: CredentialSource): string {
  switch (source.kind) {
    case "key":
      return "Check it.";
    case "ecsRole":
      return "This must run on an ECS instance that has the role, and ALIBABA_CLOUD_ECS_METADATA_DISABLED must not be true.";
    case "uri":
      return "Check that it responds and what it returns.";
    case "oidc":
      return "Check the token file, the provider's ARN, and the trust policy of the role.";
    case "role":
      return "Check the credentials that assume it, and the trust policy of the role.";
  }
}
