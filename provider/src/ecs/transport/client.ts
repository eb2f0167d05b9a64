import type { Row } from "../../values/row";
import { credentialSource } from "../credentials/find-source";
import { endpoint } from "../settings/endpoint";
import { ecsHost } from "../settings/hosts";
import { isRegionId, NO_REGION_ID } from "../settings/region";
import { retryDeadline, type Settings, timeouts } from "../settings/settings";
import {
  type Attempts,
  type EcsError,
  ecsError,
  type FailedCall,
  longCall,
  serviceWords,
  textsOf,
  type Unreadable,
} from "./errors";
import { showIfLong } from "./long-call";
import { INTERRUPTION, type KnownOfEndpoint, retrying } from "./retry";
import type { Action, Request, Response, Sdk } from "./sdk";

/** The time limit for asking for the account if it only fills an output, in milliseconds. */
const SHORT = 10_000;

export interface CallOptions {
  /** How long a call is retried, in milliseconds; the default comes from the settings. */
  deadline?: number;
  /** Ends every call. One that was sent has a moment to be answered, because its outcome would be unknown. */
  signal?: AbortSignal | undefined;
  /** Where a call that begins now is shown if it takes long. */
  row?: (() => Row) | undefined;
}

interface Called {
  service: "ecs" | "sts";
  action: string;
  regionId: string;
  request: object;
}

/**
 * The ECS API of one account, for the life of the process. It connects at the first call, once per region, even if many
 * calls arrive at the same time. An invalid region is refused before it connects.
 */
export class EcsClient {
  private readonly regions = new Map<string, Promise<Sdk>>();
  private account: string | undefined;
  private changesBegunOrEnded = 0;
  private readonly endpoints: Record<"ecs" | "sts", KnownOfEndpoint> = { ecs: {}, sts: {} };
  /** Concurrent callers share one response or failure. */
  private readonly asking = new Map<"full" | "short", Promise<string>>();

  constructor(
    private readonly settings: Settings,
    private readonly options: CallOptions = {},
  ) {}

  /**
   * Calls an action and retries transient failures. Any other failure is an EcsError, including a response or a single
   * list item that does not have the documented form.
   */
  async call<A extends Action>(action: A, request: Request<A> & { regionId: string }): Promise<Response<A>> {
    const answer = await this.describe(action, request);
    const [first] = answer.unreadable;
    if (first) throw first.error;
    return answer;
  }

  /**
   * The same for a list whose items are independent of each other: unreadable items are returned separately.
   *
   * @param deadline how long it is retried, in milliseconds; with 0, there is one attempt.
   */
  async describe<A extends Action>(
    action: A,
    request: Request<A> & { regionId: string },
    deadline = this.retryDeadline(),
  ): Promise<Response<A> & { unreadable: Unreadable[] }> {
    if (action.startsWith("Describe")) return this.send(action, request, deadline);
    this.changesBegunOrEnded += 1;
    try {
      return await this.send(action, request, deadline);
    } finally {
      this.changesBegunOrEnded += 1;
    }
  }

  /**
   * Grows when a call that changes something begins, and when it ends. If it has grown, what was read before may be
   * outdated.
   */
  get changes(): number {
    return this.changesBegunOrEnded;
  }

  private async send<A extends Action>(
    action: A,
    request: Request<A> & { regionId: string },
    deadline: number,
  ): Promise<Response<A> & { unreadable: Unreadable[] }> {
    const { regionId } = request;
    requireRegion(regionId);
    const call = { service: "ecs", action, regionId, request } as const;
    if (this.options.signal?.aborted) throw this.failure(call, { ...INTERRUPTION, sent: false });
    const sdk = await this.region(regionId);
    const { response, unreadable } = await this.retried(call, () => sdk.call(action, request), deadline);
    const { requestId } = response;
    // A create stores it in the state in plain text. For other calls, what judges it is not even loaded.
    Object.defineProperty(response, "requestId", {
      get: () => serviceWords().requestId(requestId, textsOf(request)),
    });
    return Object.assign(response, {
      unreadable: unreadable.map(({ id, failing }) => ({ id, error: this.failure(call, failing) })),
    });
  }

  /** The maximum duration of a call, in milliseconds: the last attempt can start just before the deadline. */
  longestCall(): number {
    const { connectTimeout, readTimeout } = timeouts(this.settings);
    return this.retryDeadline() + connectTimeout + readTimeout;
  }

  private retryDeadline(): number {
    return this.options.deadline ?? retryDeadline(this.settings);
  }

  /**
   * The ID of the account that the credentials belong to: the configuration `accountId`, or what STS returns. A response is
   * cached, a failure is not.
   *
   * @param patience `full` if it decides whether something is gone; `short` if it only fills an output.
   */
  async accountId(regionId: string, patience: "full" | "short" = "full"): Promise<string> {
    requireRegion(regionId);
    const known = this.account ?? this.settings.config("accountId");
    if (known) return known;
    let asked = this.asking.get(patience);
    if (!asked) {
      const deadline = this.retryDeadline();
      const limit = patience === "full" ? deadline : Math.min(SHORT, deadline);
      asked = this.askForAccount(regionId, limit).finally(() => this.asking.delete(patience));
      this.asking.set(patience, asked);
    }
    this.account = await asked;
    return this.account;
  }

  private async askForAccount(regionId: string, deadline: number): Promise<string> {
    const { protocol, host = `sts.${regionId}.aliyuncs.com` } = endpoint(this.settings, "sts", regionId);
    const sts = await this.connect(regionId, protocol, host);
    const call = { service: "sts", action: "GetCallerIdentity", regionId, request: {} } as const;
    return this.retried(call, () => sts.callerAccountId(), deadline);
  }

  private async retried<Answer>(
    call: Called,
    attempt: () => Promise<Answer>,
    deadline: number,
  ): Promise<Answer> {
    const { signal, row } = this.options;
    const until = new Date(Date.now() + deadline);
    let failure: unknown;
    const line = () => longCall(failure, this.described(call), until);
    // Nobody waits for a call that has one attempt.
    const ended = row && deadline > 0 ? showIfLong(line, row()) : undefined;
    const remembered = () =>
      attempt().catch((thrown: unknown) => {
        failure = thrown;
        throw thrown;
      });
    const onFailure = (thrown: unknown, attempts: Attempts) => this.failure(call, thrown, attempts);
    try {
      return await retrying(remembered, onFailure, deadline, signal, this.endpoints[call.service]);
    } finally {
      ended?.();
    }
  }

  private failure(call: Called, thrown: unknown, attempts = ONCE): EcsError {
    return ecsError(thrown, this.described(call), attempts);
  }

  /** A call, as an error describes it. */
  private described({ service, action, regionId, request }: Called): FailedCall {
    const { namespace } = this.settings;
    const { setting } = endpoint(this.settings, service, regionId);
    return { action, regionId, request: { ...request }, namespace, endpointSetting: setting };
  }

  private region(regionId: string): Promise<Sdk> {
    let sdk = this.regions.get(regionId);
    if (!sdk) {
      const { protocol, host } = endpoint(this.settings, "ecs", regionId);
      sdk = this.connect(regionId, protocol, host ?? ecsHost(regionId));
      this.regions.set(regionId, sdk);
      sdk.catch(() => this.regions.delete(regionId));
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
      stsHost: assumesRole ? endpoint(this.settings, "sts", regionId).host : undefined,
      ...timeouts(this.settings),
    };
    // Loaded late: the SDK takes long to load, and a preview that only creates does not need it.
    const { Sdk } = require("./sdk") as typeof import("./sdk");
    return new Sdk(connection);
  }
}

const ONCE = { count: 1, seconds: 0, mayBeDone: false };

function requireRegion(regionId: string): void {
  if (!isRegionId(regionId)) throw new Error(`regionId ${NO_REGION_ID}`);
}
