import type { Caller } from "../model/access-keys.js";
import type { Action, Reply } from "./action.js";
import { STS_VERSION } from "./action.js";
import { IDLE_REGION } from "./common-parameters.js";

/** No document and no SDK for STS is in hand: the names of the fields and their forms are from memory. */
export const getCallerIdentity: Action = {
  name: "GetCallerIdentity",
  version: STS_VERSION,
  source: "STS, from memory: no document in hand describes it",
  parameters: [IDLE_REGION],
  lists: [],
  notes: [
    "RegionId has no effect.",
    "The account ID is derived from the access key ID of the first start with the data file; `POST /_simulator/settings` adds keys of other accounts.",
  ],
  run: (_parameters, { caller }) => ({ AccountId: caller.accountId, ...identity(caller) }),
};

function identity({ accountId, role }: Caller): Reply {
  if (role === undefined) {
    return {
      IdentityType: "Account",
      UserId: accountId,
      PrincipalId: accountId,
      Arn: `acs:ram::${accountId}:root`,
    };
  }
  return {
    IdentityType: "AssumedRoleUser",
    RoleId: role.name,
    PrincipalId: `${role.name}:${role.sessionName}`,
    Arn: `acs:sts::${accountId}:assumed-role/${role.name}/${role.sessionName}`,
  };
}
