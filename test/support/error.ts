/** What a promise is rejected with, which must be an error. */
export async function errorOf(promise: Promise<unknown>): Promise<Error> {
  const outcome = await promise.catch((error: unknown) => error);
  if (outcome instanceof Error) return outcome;
  throw new Error(`it should have failed, and gave ${JSON.stringify(outcome)}`);
}
