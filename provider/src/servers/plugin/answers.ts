import { Metadata, type ServiceError, status } from "@grpc/grpc-js";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { PartialFailure } from "../../resources/lifecycle";
import { messageOf } from "../../values/printable";
import { framesOf, isOwnFault, shown } from "../shown";

/** The text of an error for the engine, which prints it. Only a bug of this package has a stack. */
const textOf = (error: unknown): string => (isOwnFault(error) ? framesOf(error) : shown(messageOf(error)));

/** An error as gRPC sends it. */
export class Failure extends Error implements Pick<ServiceError, "code" | "details"> {
  readonly code = status.UNKNOWN;
  readonly details: string;

  constructor(
    message: string,
    readonly metadata = new Metadata(),
  ) {
    super(message);
    this.details = message;
  }
}

export const failureOf = (error: unknown): Failure =>
  error instanceof Failure ? error : new Failure(textOf(error));

/** The error with which the engine keeps a resource that exists but is not as declared. */
export function initializationFailure(error: PartialFailure, outputs: Struct): Failure {
  const message = shown(error.message);
  const failed = new proto.ErrorResourceInitFailed();
  failed.setId(error.id);
  failed.setProperties(outputs);
  failed.setReasonsList([message]);
  const detail = new Any();
  detail.pack(failed.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const answer = new Status();
  answer.setCode(status.UNKNOWN);
  answer.setMessage(message);
  answer.addDetails(detail);
  const metadata = new Metadata();
  metadata.add("grpc-status-details-bin", Buffer.from(answer.serializeBinary()));
  return new Failure(message, metadata);
}

export function checkFailures(reasons: readonly string[]): proto.CheckFailure[] {
  // If a property were set, the engine would print its whole value, even a secret one.
  return reasons.map((reason) => {
    const failure = new proto.CheckFailure();
    failure.setReason(shown(reason));
    return failure;
  });
}
