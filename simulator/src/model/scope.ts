import type { Scope } from "./records.js";

export function isIn(scope: Scope, resource: Scope): boolean {
  return resource.accountId === scope.accountId && resource.regionId === scope.regionId;
}
