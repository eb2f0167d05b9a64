import { anything } from "../parameters/rules.js";
import type { Action } from "./action.js";
import { STS_VERSION } from "./action.js";
import { assumedRole, ROLE_NOTES, ROLE_PARAMETERS, ROLE_SOURCE } from "./assumed-role.js";

export const assumeRole: Action = {
  name: "AssumeRole",
  version: STS_VERSION,
  source: ROLE_SOURCE,
  parameters: [...ROLE_PARAMETERS, { name: "ExternalId", rule: anything }],
  lists: [],
  notes: [...ROLE_NOTES, "They belong to the caller's account, whichever account the RoleArn names."],
  run: (parameters, world) => assumedRole(parameters, world.caller.accountId, world),
};
