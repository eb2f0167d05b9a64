/** The access keys, and the account that each belongs to. */

import { errors } from "../errors.js";
import { accountIdOf } from "./account-id.js";
import type { FurtherKey, Role } from "./records.js";
import { findSession } from "./sessions.js";
import { readSettings } from "./settings.js";
import type { Store } from "./store.js";

export interface KeyPair {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
}

/** Who sends a request. */
export interface Caller {
  readonly accountId: string;
  /** With temporary credentials: the role that was assumed. */
  readonly role?: Role;
}

export interface AccessKey extends KeyPair, Caller {
  /** Temporary credentials are not accepted without it. */
  readonly securityToken?: string;
  /** Real time, in milliseconds since 1970: clients do not know the simulated time. */
  readonly expiresAt?: number;
}

export interface AccessKeys {
  /** The key that the simulator was started with. */
  readonly mainAccessKeyId: string;
  /** Its account. */
  mainAccountId(): string;
  find(accessKeyId: string): AccessKey | undefined;
  /** Must be called after the store was emptied. */
  reset(): void;
}

const MAIN = "main";

/** The account stays with the data, even if another key opens it: an account can have several keys. */
export function createAccessKeys(store: Store, main: KeyPair): AccessKeys {
  const open = () => {
    if (store.get("accounts", MAIN) !== undefined) return;
    store.commit([{ put: "accounts", key: MAIN, value: { accountId: accountIdOf(main.accessKeyId) } }]);
  };
  const mainAccountId = () => store.get("accounts", MAIN)?.accountId ?? accountIdOf(main.accessKeyId);
  open();
  return {
    mainAccessKeyId: main.accessKeyId,
    mainAccountId,
    find: (accessKeyId) => {
      if (accessKeyId === main.accessKeyId) return { ...main, accountId: mainAccountId() };
      const further = readSettings(store).accessKeys.find((key) => key.accessKeyId === accessKeyId);
      return further === undefined ? findSession(store, accessKeyId) : ofFurther(further);
    },
    reset: open,
  };
}

function ofFurther(key: FurtherKey): AccessKey {
  return { ...key, accountId: key.accountId ?? accountIdOf(key.accessKeyId) };
}

/** A token with a key that is not temporary is ignored: how the service answers it is unknown. */
export function refuseWrongToken(key: AccessKey, sent: string | undefined, realTime: number): void {
  if (key.securityToken === undefined) return;
  if (sent === undefined || sent === "") throw errors.missingSecurityToken();
  if (sent !== key.securityToken) throw errors.wrongSecurityToken();
  if (key.expiresAt !== undefined && key.expiresAt <= realTime) throw errors.expiredSecurityToken();
}
