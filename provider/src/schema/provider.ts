import * as z from "zod/mini";
import { fields, optional } from "../validation/documentation";

/*
 * The configuration of the plugin, which is also what an explicit provider takes, with its documentation. Its types and
 * provider/plugin/schema.json are written from it; nothing loads it at run time. The keys are those of
 * ecs/settings and ecs/credentials (docs/configuration.md).
 */

const setting = (text: string, otherwise?: string) =>
  optional(z.string(), { text, ...(otherwise && { otherwise }) });

const credential = (text: string, otherwise: string) =>
  optional(z.string(), { text, otherwise, secret: true });

const number = (text: string, unit: string, otherwise: string) =>
  optional(z.number(), { text, limits: `whole number of ${unit}, 1 to 9999999`, otherwise });

const sessionExpiration = () =>
  optional(z.number(), {
    text: "The lifetime of the temporary credentials.",
    limits: "whole number of seconds, 900 or more",
    otherwise: "the service's default",
  });

const policy = () =>
  optional(z.string(), { text: "A policy, as JSON, that restricts the temporary credentials further." });

const assumeRole = fields({
  roleArn: setting("ARN of the role.", "`ALICLOUD_ASSUME_ROLE_ARN`"),
  sessionName: setting("Name of the session.", "`ALICLOUD_ASSUME_ROLE_SESSION_NAME`"),
  sessionExpiration: sessionExpiration(),
  policy: policy(),
  externalId: setting("The external ID that the role requires."),
});

const assumeRoleWithOidc = fields({
  roleArn: setting("ARN of the role.", "`ALIBABA_CLOUD_ROLE_ARN`"),
  oidcProviderArn: setting("ARN of the OIDC provider.", "`ALIBABA_CLOUD_OIDC_PROVIDER_ARN`"),
  oidcTokenFile: setting("The file that has the token.", "`ALIBABA_CLOUD_OIDC_TOKEN_FILE`"),
  roleSessionName: setting("Name of the session."),
  sessionExpiration: sessionExpiration(),
  policy: policy(),
});

const endpoints = fields({
  ecs: setting(
    "The endpoint of ECS: `host`, `host:port` or a URL without a path; `{region}` in it is the region of the call.",
  ),
  sts: setting(
    "The endpoint of STS: `host`, `host:port` or a URL without a path; `{region}` in it is the region of the call.",
  ),
});

export const providerSchema = fields({
  region: setting(
    "The region of resources and lookups that do not set `regionId`.",
    "`ALICLOUD_REGION`, `ALIBABA_CLOUD_REGION` or `ALIBABA_CLOUD_REGION_ID`",
  ),
  accessKey: credential(
    "The ID of an access key. It is stored in the state, encrypted; a key in the environment is not stored.",
    "`ALICLOUD_ACCESS_KEY` or `ALIBABA_CLOUD_ACCESS_KEY_ID`",
  ),
  secretKey: credential(
    "The secret of the access key. It is stored in the state, encrypted; a key in the environment is not stored.",
    "`ALICLOUD_SECRET_KEY` or `ALIBABA_CLOUD_ACCESS_KEY_SECRET`",
  ),
  securityToken: credential(
    "The token of a temporary access key.",
    "`ALICLOUD_SECURITY_TOKEN` or `ALIBABA_CLOUD_SECURITY_TOKEN`",
  ),
  profile: setting(
    "A profile of the Alibaba Cloud CLI.",
    "`ALICLOUD_PROFILE` or `ALIBABA_CLOUD_PROFILE`; without any credentials, the CLI's current profile",
  ),
  sharedCredentialsFile: setting(
    "The file of the profiles.",
    "`ALICLOUD_SHARED_CREDENTIALS_FILE` or `~/.aliyun/config.json`",
  ),
  ecsRoleName: setting(
    "The RAM role of the ECS instance that runs Pulumi.",
    "`ALICLOUD_ECS_ROLE_NAME` or `ALIBABA_CLOUD_ECS_METADATA`",
  ),
  credentialsUri: credential(
    "The address of a service that supplies credentials.",
    "`ALICLOUD_CREDENTIALS_URI` or `ALIBABA_CLOUD_CREDENTIALS_URI`",
  ),
  assumeRoleWithOidc: optional(assumeRoleWithOidc, {
    text: "A role to assume with an OIDC token. Fields that are not set come from the environment.",
  }),
  assumeRole: optional(assumeRole, { text: "A role to assume with the credentials that were found." }),
  accountId: setting("The account, without asking STS.", "the account that STS reports"),
  endpoints: optional(z.array(endpoints), {
    text: "Endpoints of the services. The first entry that has one counts.",
    otherwise:
      "`ALIBABA_CLOUD_ENDPOINT_ECS` and `ALIBABA_CLOUD_ENDPOINT_STS`, or the rule of the official SDK",
  }),
  protocol: setting(
    "`HTTP` allows plain HTTP beyond this machine, so that others on the network can read and change the build content.",
    "`HTTPS`",
  ),
  clientReadTimeout: number("The timeout of one attempt, for its answer.", "milliseconds", "30000"),
  clientConnectTimeout: number("The timeout of one attempt, for its connection.", "milliseconds", "10000"),
  maxRetryTimeout: number("The total time for retrying a call.", "seconds", "120"),
});
