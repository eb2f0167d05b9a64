import { credentialSource } from "./credentials";
import { endpoint } from "./endpoint";
import { ecsError } from "./errors";
import { ecsHost } from "./hosts";
import { retrying } from "./retry";
import type { Action, Request, Response, Sdk } from "./sdk";
import { retryDeadline, type Settings, timeouts } from "./settings";

/** Nothing that a user declared depends on the account's ID, so it is not waited for as long, in milliseconds. */
const ACCOUNT_DEADLINE = 10_000;

/**
 * The ECS API of one account, for the life of the process. Connects at the first call, once per region, however many
 * calls arrive together.
 */
export class EcsClient {
  private readonly regions = new Map<string, Promise<Sdk>>();
  private account: Promise<string> | undefined;

  /**
   * @param deadline how long a call is repeated, in milliseconds; by default what the settings say.
   */
  constructor(
    private readonly settings: Settings,
    private readonly deadline?: number,
  ) {}

  /** Calls an action, repeating what fails for a passing reason; everything else is an EcsError. */
  async call<A extends Action>(action: A, request: Request<A> & { regionId: string }): Promise<Response<A>> {
    const { regionId } = request;
    const sdk = await this.region(regionId);
    return retrying(
      () => sdk.call(action, request),
      (thrown, attempts) => ecsError(thrown, { action, regionId, request }, attempts),
      this.retryDeadline(),
    );
  }

  /** How long a call can take at most, in milliseconds: the last attempt may begin just before the deadline. */
  longestCall(): number {
    const { connectTimeout, readTimeout } = timeouts(this.settings);
    return this.retryDeadline() + connectTimeout + readTimeout;
  }

  private retryDeadline(): number {
    return this.deadline ?? retryDeadline(this.settings);
  }

  /**
   * The ID of the account that the credentials belong to, asked for once per process: `alicloud:accountId`, or what
   * STS says.
   */
  accountId(regionId: string): Promise<string> {
    this.account ??= this.askForAccount(regionId);
    return this.account;
  }

  private async askForAccount(regionId: string): Promise<string> {
    const configured = this.settings.config("alicloud:accountId");
    if (configured) return configured;
    const { protocol, host = `sts.${regionId}.aliyuncs.com` } = endpoint(this.settings, "sts");
    const sts = await this.connect(regionId, protocol, host);
    return retrying(
      () => sts.callerAccountId(),
      (thrown, attempts) =>
        ecsError(thrown, { action: "GetCallerIdentity", regionId, request: {} }, attempts),
      Math.min(ACCOUNT_DEADLINE, this.retryDeadline()),
    );
  }

  private region(regionId: string): Promise<Sdk> {
    let sdk = this.regions.get(regionId);
    if (!sdk) {
      const { protocol, host } = endpoint(this.settings, "ecs");
      sdk = this.connect(regionId, protocol, host ?? ecsHost(regionId));
      this.regions.set(regionId, sdk);
    }
    return sdk;
  }

  private async connect(regionId: string, protocol: "HTTP" | "HTTPS", host: string): Promise<Sdk> {
    const credentials = credentialSource(this.settings);
    const assumesRole = credentials.kind === "role" || credentials.kind === "oidc";
    const connection = {
      host,
      protocol,
      regionId,
      credentials,
      stsHost: assumesRole ? endpoint(this.settings, "sts").host : undefined,
      ...timeouts(this.settings),
    };
    // Loaded here and not above: the SDK takes long, and a preview that only creates does without it.
    const { Sdk } = require("./sdk") as typeof import("./sdk");
    return new Sdk(connection);
  }
}
