import type { Action } from "./action.js";
import { STS_VERSION } from "./action.js";

/** No source in hand describes the answer; the fields are those that SDKs for STS declare. */
export const getCallerIdentity: Action = {
  name: "GetCallerIdentity",
  version: STS_VERSION,
  source: "STS; no document in hand",
  parameters: [],
  lists: [],
  notes: ["The account ID is made from the access key ID, and is the same whenever that is."],
  run: (_parameters, { accountId }) => ({
    IdentityType: "Account",
    AccountId: accountId,
    UserId: accountId,
    PrincipalId: accountId,
    Arn: `acs:ram::${accountId}:root`,
  }),
};
