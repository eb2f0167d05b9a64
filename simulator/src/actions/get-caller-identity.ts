import type { Action } from "./action.js";
import { STS_VERSION } from "./action.js";

/** No document and no SDK for STS is in hand: the names of the fields and their forms are from memory. */
export const getCallerIdentity: Action = {
  name: "GetCallerIdentity",
  version: STS_VERSION,
  source: "STS, from memory: no document in hand describes it",
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
