// Written by provider/scripts/generate-arguments.mjs from the schemas: change those, and run `npm run generate`.

import type { Input } from "@pulumi/pulumi";

/** The arguments of an explicit provider. Each has its limits and its default. */
export interface ProviderArgs {
  /**
   * The region of resources and lookups that do not set `regionId`.
   * - Default: `ALICLOUD_REGION`, `ALIBABA_CLOUD_REGION` or `ALIBABA_CLOUD_REGION_ID`
   */
  region?: Input<string> | undefined;
  /**
   * The ID of an access key. It is stored in the state, encrypted; a key in the environment is not stored.
   * - Default: `ALICLOUD_ACCESS_KEY` or `ALIBABA_CLOUD_ACCESS_KEY_ID`
   */
  accessKey?: Input<string> | undefined;
  /**
   * The secret of the access key. It is stored in the state, encrypted; a key in the environment is not
   * stored.
   * - Default: `ALICLOUD_SECRET_KEY` or `ALIBABA_CLOUD_ACCESS_KEY_SECRET`
   */
  secretKey?: Input<string> | undefined;
  /**
   * The token of a temporary access key.
   * - Default: `ALICLOUD_SECURITY_TOKEN` or `ALIBABA_CLOUD_SECURITY_TOKEN`
   */
  securityToken?: Input<string> | undefined;
  /**
   * A profile of the Alibaba Cloud CLI.
   * - Default: `ALICLOUD_PROFILE` or `ALIBABA_CLOUD_PROFILE`; without any credentials, the CLI's current
   *   profile
   */
  profile?: Input<string> | undefined;
  /**
   * The file of the profiles.
   * - Default: `ALICLOUD_SHARED_CREDENTIALS_FILE` or `~/.aliyun/config.json`
   */
  sharedCredentialsFile?: Input<string> | undefined;
  /**
   * The RAM role of the ECS instance that runs Pulumi.
   * - Default: `ALICLOUD_ECS_ROLE_NAME` or `ALIBABA_CLOUD_ECS_METADATA`
   */
  ecsRoleName?: Input<string> | undefined;
  /**
   * The address of a service that supplies credentials.
   * - Default: `ALICLOUD_CREDENTIALS_URI` or `ALIBABA_CLOUD_CREDENTIALS_URI`
   */
  credentialsUri?: Input<string> | undefined;
  /** A role to assume with an OIDC token. Fields that are not set come from the environment. */
  assumeRoleWithOidc?: Input<ProviderAssumeRoleWithOidcArgs> | undefined;
  /** A role to assume with the credentials that were found. */
  assumeRole?: Input<ProviderAssumeRoleArgs> | undefined;
  /**
   * The account, without asking STS.
   * - Default: the account that STS reports
   */
  accountId?: Input<string> | undefined;
  /**
   * Endpoints of the services. The first entry that has one counts.
   * - Default: `ALIBABA_CLOUD_ENDPOINT_ECS` and `ALIBABA_CLOUD_ENDPOINT_STS`, or the rule of the official SDK
   */
  endpoints?: Input<Input<ProviderEndpointArgs>[]> | undefined;
  /**
   * `HTTP` allows plain HTTP beyond this machine, so that others on the network can read and change the build
   * content.
   * - Default: `HTTPS`
   */
  protocol?: Input<string> | undefined;
  /**
   * The timeout of one attempt, for its answer.
   * - Limits: whole number of milliseconds, 1 to 9999999
   * - Default: 30000
   */
  clientReadTimeout?: Input<number> | undefined;
  /**
   * The timeout of one attempt, for its connection.
   * - Limits: whole number of milliseconds, 1 to 9999999
   * - Default: 10000
   */
  clientConnectTimeout?: Input<number> | undefined;
  /**
   * The total time for retrying a call.
   * - Limits: whole number of seconds, 1 to 9999999
   * - Default: 120
   */
  maxRetryTimeout?: Input<number> | undefined;
}

export interface ProviderAssumeRoleWithOidcArgs {
  /**
   * ARN of the role.
   * - Default: `ALIBABA_CLOUD_ROLE_ARN`
   */
  roleArn?: Input<string> | undefined;
  /**
   * ARN of the OIDC provider.
   * - Default: `ALIBABA_CLOUD_OIDC_PROVIDER_ARN`
   */
  oidcProviderArn?: Input<string> | undefined;
  /**
   * The file that has the token.
   * - Default: `ALIBABA_CLOUD_OIDC_TOKEN_FILE`
   */
  oidcTokenFile?: Input<string> | undefined;
  /** Name of the session. */
  roleSessionName?: Input<string> | undefined;
  /**
   * The lifetime of the temporary credentials.
   * - Limits: whole number of seconds, 900 or more
   * - Default: the service's default
   */
  sessionExpiration?: Input<number> | undefined;
  /** A policy, as JSON, that restricts the temporary credentials further. */
  policy?: Input<string> | undefined;
}

export interface ProviderAssumeRoleArgs {
  /**
   * ARN of the role.
   * - Default: `ALICLOUD_ASSUME_ROLE_ARN`
   */
  roleArn?: Input<string> | undefined;
  /**
   * Name of the session.
   * - Default: `ALICLOUD_ASSUME_ROLE_SESSION_NAME`
   */
  sessionName?: Input<string> | undefined;
  /**
   * The lifetime of the temporary credentials.
   * - Limits: whole number of seconds, 900 or more
   * - Default: the service's default
   */
  sessionExpiration?: Input<number> | undefined;
  /** A policy, as JSON, that restricts the temporary credentials further. */
  policy?: Input<string> | undefined;
  /** The external ID that the role requires. */
  externalId?: Input<string> | undefined;
}

export interface ProviderEndpointArgs {
  /**
   * The endpoint of ECS: `host`, `host:port` or a URL without a path; `{region}` in it is the region of the
   * call.
   */
  ecs?: Input<string> | undefined;
  /**
   * The endpoint of STS: `host`, `host:port` or a URL without a path; `{region}` in it is the region of the
   * call.
   */
  sts?: Input<string> | undefined;
}
