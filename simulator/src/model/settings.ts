import type { Settings } from "./records.js";
import type { Store } from "./store.js";

const KEY = "settings";
const DEFAULTS: Settings = { from: "ignored" };

export function readSettings(store: Store): Settings {
  return store.get("settings", KEY) ?? DEFAULTS;
}

export function changeSettings(store: Store, changes: Partial<Settings>): void {
  store.commit([{ put: "settings", key: KEY, value: { ...readSettings(store), ...changes } }]);
}
