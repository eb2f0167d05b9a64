import { pattern } from "../parameters/rules.js";
import type { Action } from "./action.js";
import { STS_VERSION } from "./action.js";
import { assumedRole, ROLE_NOTES, ROLE_PARAMETERS, ROLE_SOURCE } from "./assumed-role.js";

export const assumeRoleWithOidc: Action = {
  name: "AssumeRoleWithOIDC",
  version: STS_VERSION,
  source: ROLE_SOURCE,
  unsigned: true,
  parameters: [
    {
      name: "OIDCProviderArn",
      required: true,
      rule: pattern("acs:ram::<account>:oidc-provider/<name>", /^acs:ram::\d+:oidc-provider\/\S+$/),
    },
    { name: "OIDCToken", required: true },
    ...ROLE_PARAMETERS,
  ],
  lists: [],
  notes: [
    ...ROLE_NOTES,
    "The request needs no signature. Any OIDCToken is accepted; the credentials belong to the account of the key that the simulator was started with.",
  ],
  run: (parameters, world) => assumedRole(parameters, world.caller.accountId, world),
};
