import { credentialSource } from "../../provider/src/ecs/credentials/find-source";
import { defaultRegion, type Settings, stackSettings } from "../../provider/src/ecs/settings/settings";

/** What the provider would read, without a stack. */
export const settingsOf = (env: NodeJS.ProcessEnv): Settings => stackSettings(() => undefined, env);

/** Why the tests do not run, if they do not. Nothing is sent to find out. */
export function refusal(env: NodeJS.ProcessEnv): string | undefined {
  const region = defaultRegion(settingsOf(env));
  const missing = [
    env["IMAGE_BUILDER_LIVE"] === "1" ? undefined : "the switch: IMAGE_BUILDER_LIVE=1",
    region.value ? undefined : `a region: ${region.where.replace(/^configuration [^,]+, /, "")}`,
    withoutCredentials(settingsOf(env)),
  ].filter((line) => line !== undefined);
  if (missing.length === 0) return undefined;
  return [
    "npm run test:live makes, tags and deletes image pipelines in a real account, so it runs only when it is told to.",
    ...missing.map((line) => `  missing: ${line}`),
    "Nothing was sent. What it does, and what its results mean: docs/live.md",
    "",
  ].join("\n");
}

function withoutCredentials(settings: Settings): string | undefined {
  try {
    credentialSource(settings);
    return undefined;
  } catch (error) {
    return `credentials: ${error instanceof Error ? error.message : error}`;
  }
}
