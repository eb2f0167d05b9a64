/** What the store holds: plain data, as it is written to the journal. */

export interface Tag {
  readonly key: string;
  readonly value: string;
}

/** Where a resource is: nobody sees it from another account or another region. */
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
  /** What the service keeps in place of parameters of the request: the base image that a FROM line names. */
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

/** A failure to come, as the settings script it: at the end of a state. */
export interface Failure {
  /** Unset: of every pipeline. */
  readonly imagePipelineId?: string;
  readonly at: Working;
  /** Unset: the one that goes with the state. One that is no end stays for good. */
  readonly status?: string;
  readonly code?: string;
  readonly message?: string;
}

export interface Execution extends Scope {
  readonly id: string;
  readonly pipelineId: string;
  readonly sequence: number;
  readonly createdAt: number;
  readonly request: Readonly<Record<string, string>>;
  readonly tags: readonly Tag[];
  /** All of its states, those to come too; what it is now is read off the clock. */
  readonly steps: readonly Step[];
  /** The failure that the last of them is. */
  readonly failure?: Failure;
  /** The ID of the image, if there will be one. */
  readonly imageId: string;
}

export interface Disk {
  readonly type: string;
  readonly device: string;
  /** In GiB. */
  readonly size: number;
}

/** Of what an execution leaves: which one it was, and from when on it is there. */
export interface Left extends Scope {
  readonly id: string;
  readonly sequence: number;
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
  /** Unset: Available. */
  readonly status?: string;
}

export interface Snapshot extends Left {
  readonly disk: Disk;
}

/** The answer to a request with a ClientToken, kept for its repetitions. */
export interface RecordedAnswer {
  readonly fingerprint: string;
  readonly answer: Readonly<Record<string, string>>;
}

/**
 * What happens to the FROM line of a build content, which the two editions of the API reference tell
 * differently (docs/service.md, Older and newer edition, FROM): `honoured`, the older, overrides the base
 * image or has the line added; `ignored`, the newer, stores the content as it is.
 */
export type FromMode = "honoured" | "ignored";

/** An access key beside the one that the simulator was started with. */
export interface FurtherKey {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  /** Unset: one that is made from the access key ID. */
  readonly accountId?: string;
}

export interface Settings {
  readonly from: FromMode;
  readonly accessKeys: readonly FurtherKey[];
  /** How long a state lasts; those that are not named last as long as they do by default. */
  readonly stateSeconds: Readonly<Partial<Record<Working | "CANCELLING", number>>>;
  readonly failures: readonly Failure[];
  /** Actions that the callers have no permission for, and the code that refuses them. */
  readonly deny: Readonly<Record<string, string>>;
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

/** What exists beside the pipelines. Unless `strict`, everything does whose ID does not contain `notfound`. */
export interface Catalog {
  readonly strict: boolean;
  readonly images: readonly string[];
  readonly imageFamilies: readonly string[];
  readonly resourceGroups: readonly string[];
  readonly vswitches: readonly string[];
}

/** A moment of simulated time, and how fast that goes on from it. */
export interface ClockAnchor {
  /** Real time, in milliseconds since 1970. */
  readonly real: number;
  readonly simulated: number;
  readonly speed: number;
}
