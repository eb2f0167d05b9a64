import { openSession } from "../model/sessions.js";
import type { Parameters } from "../parameters/read.js";
import { anything, integer, pattern } from "../parameters/rules.js";
import type { Parameter } from "../parameters/table.js";
import type { Reply, World } from "./action.js";
import { IDLE_REGION } from "./common-parameters.js";
import { isoSeconds } from "./reply-parts.js";

const DEFAULT_SECONDS = 3600;

export const ROLE_SOURCE = "STS, from memory, and from what @alicloud/credentials 2.4 sends and reads";

/** The parameters of both ways to assume a role. */
export const ROLE_PARAMETERS: readonly Parameter[] = [
  {
    name: "RoleArn",
    required: true,
    rule: pattern("acs:ram::<account>:role/<name>", /^acs:ram::\d+:role\/\S+$/),
  },
  {
    name: "RoleSessionName",
    required: true,
    rule: pattern("2 to 64 letters, digits and . @ _ -", /^[\w.@-]{2,64}$/),
  },
  { name: "DurationSeconds", rule: integer(900, 43_200), byDefault: String(DEFAULT_SECONDS) },
  { name: "Policy", rule: anything },
  IDLE_REGION,
];

export const ROLE_NOTES: readonly string[] = [
  "The credentials are accepted only with their SecurityToken, until they expire in real time. They have all permissions: policies and roles are not checked. RegionId has no effect.",
];

/** Credentials for the role that the parameters name, in the given account. */
export function assumedRole(parameters: Parameters, accountId: string, { store, realTime }: World): Reply {
  const name = parameters.text("RoleArn")?.split(":role/")[1] ?? "";
  const sessionName = parameters.text("RoleSessionName") ?? "";
  const seconds = parameters.number("DurationSeconds") ?? DEFAULT_SECONDS;
  const session = openSession(store, accountId, { name, sessionName }, realTime() + seconds * 1000);
  return {
    AssumedRoleUser: {
      Arn: `acs:ram::${accountId}:role/${name}/${sessionName}`,
      AssumedRoleId: `${name}:${sessionName}`,
    },
    Credentials: {
      AccessKeyId: session.accessKeyId,
      AccessKeySecret: session.accessKeySecret,
      SecurityToken: session.securityToken,
      Expiration: isoSeconds(session.expiresAt),
    },
  };
}
