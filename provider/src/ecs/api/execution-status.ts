/**
 * Statuses in which nothing more happens to a build (docs/service.md, Executions: statuses, cancelling,
 * tokens). One that nobody has seen before is waited on.
 */
const SUCCEEDED = ["SUCCESS", "PARTITION_SUCCESS"];
const FAILED = ["TEST_FAILED", "FAILED", "CANCELLED"];

/**
 * Statuses in which the API allows a build to be cancelled (docs/service.md, Executions: statuses,
 * cancelling, tokens).
 */
const CANCELLABLE = ["PREPARING", "REPAIRING", "BUILDING"];

export const hasSucceeded = (status: string | undefined): boolean => SUCCEEDED.includes(status ?? "");
export const hasFailed = (status: string | undefined): boolean => FAILED.includes(status ?? "");
export const hasEnded = (status: string | undefined): boolean => hasSucceeded(status) || hasFailed(status);
export const canBeCancelled = (status: string | undefined): boolean => CANCELLABLE.includes(status ?? "");

/** Whether a build has not ended yet. */
export const isRunning = ({ status }: { status: string | undefined }): boolean =>
  status !== undefined && !hasEnded(status);
