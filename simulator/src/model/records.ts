/** The records of the store: plain data, as the journal contains them. */

export interface Tag {
  readonly key: string;
  readonly value: string;
}

/** Where a resource is: it is invisible from another account or another region. */
export interface Scope {
  readonly accountId: string;
  readonly regionId: string;
}

export interface Pipeline extends Scope {
  readonly id: string;
  /** The order of creation. */
  readonly sequence: number;
  /** Simulated time, in milliseconds since 1970. */
  readonly createdAt: number;
  /** The flat parameters, as sent. */
  readonly request: Readonly<Record<string, string>>;
  /** What the service stores instead of parameters of the request: the base image that a FROM line names. */
  readonly kept: Readonly<Record<string, string>>;
  readonly tags: readonly Tag[];
}

export interface Component extends Scope {
  readonly id: string;
  readonly sequence: number;
  readonly createdAt: number;
  readonly request: Readonly<Record<string, string>>;
  readonly name: string;
  readonly version: string;
  readonly tags: readonly Tag[];
}

/** The states in which something is done. */
export type Working = "PREPARING" | "REPAIRING" | "BUILDING" | "TESTING" | "DISTRIBUTING" | "RELEASING";

/** A status, and since when: simulated time, in milliseconds since 1970. */
export interface Step {
  readonly status: string;
  readonly from: number;
}

/** A failure that the settings ask for: it happens at the end of a state. */
export interface Failure {
  /** Unset: every pipeline. */
  readonly imagePipelineId?: string;
  readonly at: Working;
  /** Unset: the usual one for the state. A status that is not an end stays until the settings change. */
  readonly status?: string;
  readonly code?: string;
  readonly message?: string;
  /** Of a failed distribution: the regions without a copy. Unset: all, and nothing is shared. */
  readonly missing?: readonly string[];
}

/** A build that is really run, by the option --run-builds: where it stands, and what it printed if it failed. */
export interface Run {
  readonly state: "running" | "passed" | "failed";
  /** Of one that failed. */
  readonly at?: "BUILDING" | "TESTING";
  readonly message?: string;
}

/** What becomes of copies in other regions: the first rule that concerns a copy counts. */
export interface CopyRule {
  /** Unset: every pipeline. */
  readonly imagePipelineId?: string;
  /** Unset: every region. */
  readonly regionId?: string;
  /** How long the copy is Creating. Unset: not at all. */
  readonly seconds?: number;
  /** What it becomes after that. Unset: Available. `Creating` is a copy that never ends. */
  readonly status?: string;
}

export interface Execution extends Scope {
  readonly id: string;
  readonly pipelineId: string;
  readonly sequence: number;
  readonly createdAt: number;
  readonly request: Readonly<Record<string, string>>;
  readonly tags: readonly Tag[];
  /** All of its states, including future ones; the clock decides which one is current. */
  readonly steps: readonly Step[];
  /** The failure that leads to the last of them. */
  readonly failure?: Failure;
  readonly run?: Run;
  /** The ID of the image, if there will be one. */
  readonly imageId: string;
}

export interface Disk {
  readonly type: string;
  readonly device: string;
  /** In GiB. */
  readonly size: number;
}

/** What an execution leaves: which execution it was, and from when on the resource exists. */
export interface Left extends Scope {
  readonly id: string;
  readonly sequence: number;
  /** Empty: the control interface made it. */
  readonly executionId: string;
  /** Simulated time, in milliseconds since 1970. */
  readonly from: number;
}

export interface Image extends Left {
  readonly name: string;
  readonly details: Readonly<Record<string, string>>;
  readonly nvmeSupport?: string;
  readonly tags: readonly Tag[];
  readonly disks: readonly Disk[];
  /** One for each disk. */
  readonly snapshotIds: readonly string[];
  readonly sharedWith: readonly string[];
  /** From another region. */
  readonly copied: boolean;
  /** Published as a community image. Unset: no. */
  readonly isPublic?: boolean;
  /** Set by a call or by the control interface. Unset: what `steps` say. */
  readonly status?: string;
  /** Its statuses while it is copied. Unset: Available. */
  readonly steps?: readonly Step[];
  /** How many instances use it. Unset: what `usage` says. */
  readonly instances?: number;
  /** Only in data files of an earlier version: whether instances use it. Unset: none. */
  readonly usage?: string;
}

export interface Snapshot extends Left {
  readonly disk: Disk;
}

/** The answer to a request with a ClientToken, stored for repetitions of the request. */
export interface RecordedAnswer {
  readonly fingerprint: string;
  readonly answer: Readonly<Record<string, string>>;
}

/**
 * What happens to the FROM line of a build content, on which the two editions of the API reference
 * disagree (docs/service.md, Older and newer edition, FROM): `honoured`, the older, overrides the base
 * image or has the line added; `ignored`, the newer, stores the content as it is.
 */
export type FromMode = "honoured" | "ignored";

/** An access key in addition to the one that the simulator was started with. */
export interface FurtherKey {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  /** Unset: derived from the access key ID. */
  readonly accountId?: string;
}

export interface Quota {
  readonly imagePipelines?: number;
  readonly imageComponents?: number;
  /** How many images a family can have. Unset: 100 (docs/service.md, Images and image families). */
  readonly familyImages?: number;
}

export interface Settings {
  readonly from: FromMode;
  readonly accessKeys: readonly FurtherKey[];
  /** How long states last; a state that is not named keeps its default. */
  readonly stateSeconds: Readonly<Partial<Record<Working | "CANCELLING", number>>>;
  readonly failures: readonly Failure[];
  readonly copies: readonly CopyRule[];
  /** Actions that are refused, each with its code. */
  readonly deny: Readonly<Record<string, string>>;
  /** How many pipelines, components and images of a family an account can have, by region. */
  readonly quotas: Readonly<Record<string, Quota>>;
  /** `missing`: no account has the role, and no caller may create it. */
  readonly serviceLinkedRole: "present" | "missing";
  /** Types of resources that cannot be tagged, each with the code that says so. */
  readonly untaggable: Readonly<Record<string, string>>;
}

export interface Account {
  readonly accountId: string;
}

/** A role that was assumed, and under what name. */
export interface Role {
  readonly name: string;
  readonly sessionName: string;
}

/** Temporary credentials. */
export interface Session {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken: string;
  readonly accountId: string;
  readonly role: Role;
  /** Real time, in milliseconds since 1970. */
  readonly expiresAt: number;
}

/** What exists besides the simulator's own resources. Unless `strict`, every ID without `notfound` in it exists. */
export interface Catalog {
  readonly strict: boolean;
  readonly images: readonly string[];
  readonly imageFamilies: readonly string[];
  readonly resourceGroups: readonly string[];
  readonly vswitches: readonly string[];
  readonly instanceTypes: readonly string[];
}

/** A moment of simulated time, and how fast time passes from then on. */
export interface ClockAnchor {
  /** Real time, in milliseconds since 1970. */
  readonly real: number;
  readonly simulated: number;
  readonly speed: number;
}
