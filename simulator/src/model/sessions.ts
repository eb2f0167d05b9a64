/** Temporary credentials for a role, as STS issues them. */

import { randomBytes } from "node:crypto";
import { randomWord } from "../random.js";
import type { Role, Session } from "./records.js";
import type { Store } from "./store.js";

/** @param expiresAt real time, in milliseconds since 1970. */
export function openSession(store: Store, accountId: string, role: Role, expiresAt: number): Session {
  const session: Session = {
    accessKeyId: `STS.${randomWord(24)}`,
    accessKeySecret: randomBytes(32).toString("base64url"),
    securityToken: randomBytes(96).toString("base64"),
    accountId,
    role,
    expiresAt,
  };
  store.commit([{ put: "sessions", key: session.accessKeyId, value: session }]);
  return session;
}

export function findSession(store: Store, accessKeyId: string): Session | undefined {
  return store.get("sessions", accessKeyId);
}
