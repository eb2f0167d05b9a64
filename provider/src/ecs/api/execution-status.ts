/**
 * Final statuses of a build (docs/service.md, Executions: statuses, cancelling, tokens). An unknown status counts as
 * running.
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

/** Whether a build is still running. */
export const isRunning = ({ status }: { status: string | undefined }): boolean =>
  status !== undefined && !hasEnded(status);
