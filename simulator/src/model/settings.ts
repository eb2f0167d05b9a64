import type { Settings } from "./records.js";
import type { Store } from "./store.js";

const KEY = "settings";
const DEFAULTS: Settings = {
  from: "ignored",
  accessKeys: [],
  stateSeconds: {},
  failures: [],
  copies: [],
  deny: {},
  quotas: {},
  serviceLinkedRole: "present",
  untaggable: {},
};

export function readSettings(store: Store): Settings {
  return { ...DEFAULTS, ...store.get("settings", KEY) };
}

export function changeSettings(store: Store, changes: Partial<Settings>): void {
  store.commit([{ put: "settings", key: KEY, value: { ...readSettings(store), ...changes } }]);
}
