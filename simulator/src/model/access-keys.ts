/** Which access keys there are, and the account that each belongs to. */

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

/** Whom a request comes from. */
export interface Caller {
  readonly accountId: string;
  /** With temporary credentials: the role that was assumed. */
  readonly role?: Role;
}

export interface AccessKey extends KeyPair, Caller {
  /** Temporary credentials are good for nothing without it. */
  readonly securityToken?: string;
  /** Real time, in milliseconds since 1970: the clients know no other. */
  readonly expiresAt?: number;
}

export interface AccessKeys {
  /** The key that the simulator was started with. */
  readonly mainAccessKeyId: string;
  /** Its account. */
  mainAccountId(): string;
  find(accessKeyId: string): AccessKey | undefined;
  /** To be called when the store was emptied. */
  reset(): void;
}

const MAIN = "main";

/** The account stays with the data, also when it is opened by another key: an account can have many. */
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

/** A token beside a key that is not temporary is passed over: what the service says to it is not known. */
export function refuseWrongToken(key: AccessKey, sent: string | undefined, realTime: number): void {
  if (key.securityToken === undefined) return;
  if (sent === undefined || sent === "") throw errors.missingSecurityToken();
  if (sent !== key.securityToken) throw errors.wrongSecurityToken();
  if (key.expiresAt !== undefined && key.expiresAt <= realTime) throw errors.expiredSecurityToken();
}
