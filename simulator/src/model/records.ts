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

/** The answer to a request with a ClientToken, kept for its repetitions. */
export interface RecordedAnswer {
  readonly fingerprint: string;
  readonly answer: Readonly<Record<string, string>>;
}

/**
 * What happens to the FROM line of a build content, which the two editions of the API reference tell
 * differently (api-facts 1.7): `honoured`, the older, overrides the base image or has the line added;
 * `ignored`, the newer, stores the content as it is.
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
