import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { Settings } from "../settings/settings";
import { type CredentialSource, keyText, sessionSeconds } from "./source";

/** A profile in the configuration file of the Alibaba Cloud CLI. */
interface Profile {
  name?: string;
  mode?: string;
  access_key_id?: string;
  access_key_secret?: string;
  sts_token?: string;
  ram_role_arn?: string;
  ram_session_name?: string;
  expired_seconds?: number;
  ram_role_name?: string;
  source_profile?: string;
  credentials_uri?: string;
  oidc_provider_arn?: string;
  oidc_token_file?: string;
}

interface ProfileFile {
  current: string | undefined;
  profiles: Profile[];
}

/**
 * The credentials of a profile in the file of the Alibaba Cloud CLI. The SDK's own reader supports only one location of
 * that file, and puts the whole content into its error if parsing fails.
 *
 * @param name the profile; undefined for the current one.
 * @param file undefined for `~/.aliyun/config.json`, which may be missing if there is no name either.
 */
export function readProfile({ env }: Settings, name?: string, file?: string): CredentialSource | undefined {
  const home = env["HOME"] || homedir();
  // On Windows, a path can contain either slash.
  const path = file?.replace(/^~(?=[\\/])/, () => home) ?? join(home, ".aliyun", "config.json");
  if (!existsSync(path)) {
    if (name === undefined && file === undefined) return undefined;
    throw new Error(
      `profile ${name ?? "(the current one)"}: the file ${path} does not exist. Run \`aliyun configure\`, or set another file.`,
    );
  }
  const { current, profiles } = parse(path);
  return sourceOf(name ?? (current || "default"), profiles, path, []);
}

/** Errors do not quote the content, because it contains keys. */
function parse(path: string): ProfileFile {
  try {
    const { current, profiles }: Partial<ProfileFile> = JSON.parse(readFileSync(path, "utf8"));
    if (Array.isArray(profiles)) return { current, profiles: profiles.filter(Boolean) };
  } catch {
    // Reported below.
  }
  throw new Error(
    `the profile file ${path} cannot be read as JSON with a list of profiles. Run \`aliyun configure\` to create it again.`,
  );
}

function sourceOf(name: string, profiles: Profile[], path: string, seen: string[]): CredentialSource {
  const fail = (fault: string): never => {
    throw new Error(`profile ${name} in ${path}: ${fault}`);
  };
  const need = (value: string | undefined, field: string): string =>
    value || fail(`its ${field} is missing.`);
  if (seen.includes(name)) fail("its source_profile refers back to itself.");
  const profile = profiles.find((candidate) => candidate.name === name);
  if (!profile)
    return fail(
      `the profile does not exist. The file contains: ${profiles.map((other) => other.name).join(", ") || "none"}.`,
    );
  const { ram_session_name: sessionName } = profile;
  const mode = profile.mode || "AK";
  // The CLI writes 0 if the user does not set it.
  const sessionExpiration = () =>
    sessionSeconds(
      profile.expired_seconds ? String(profile.expired_seconds) : undefined,
      `profile ${name} in ${path}, expired_seconds`,
    );
  const keyOf = (field: "access_key_id" | "access_key_secret" | "sts_token") =>
    keyText(profile[field], `profile ${name} in ${path}, ${field}`);
  const key = (): CredentialSource => ({
    kind: "key",
    accessKeyId: need(keyOf("access_key_id"), "access_key_id"),
    accessKeySecret: need(keyOf("access_key_secret"), "access_key_secret"),
    securityToken: mode === "AK" ? undefined : keyOf("sts_token"),
  });
  const role = (base: CredentialSource): CredentialSource => ({
    kind: "role",
    base,
    roleArn: need(profile.ram_role_arn, "ram_role_arn"),
    sessionName,
    sessionExpiration: sessionExpiration(),
  });
  switch (mode) {
    case "AK":
    case "StsToken":
      return key();
    case "RamRoleArn":
      return role(key());
    case "ChainableRamRoleArn":
      return role(sourceOf(need(profile.source_profile, "source_profile"), profiles, path, [...seen, name]));
    case "EcsRamRole":
      return { kind: "ecsRole", roleName: need(profile.ram_role_name, "ram_role_name") };
    case "CredentialsURI":
      return { kind: "uri", uri: need(profile.credentials_uri, "credentials_uri") };
    case "OIDC":
      return {
        kind: "oidc",
        roleArn: need(profile.ram_role_arn, "ram_role_arn"),
        providerArn: need(profile.oidc_provider_arn, "oidc_provider_arn"),
        tokenFile: need(profile.oidc_token_file, "oidc_token_file"),
        sessionName,
        sessionExpiration: sessionExpiration(),
      };
    default:
      return fail(
        `its mode ${mode} is not supported; it must be AK, StsToken, RamRoleArn, ChainableRamRoleArn, EcsRamRole, CredentialsURI or OIDC. ` +
          "Get temporary keys with the Alibaba Cloud CLI and set them as ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABA_CLOUD_ACCESS_KEY_SECRET and ALIBABA_CLOUD_SECURITY_TOKEN.",
      );
  }
}
