/** The defaults of this provider: the API knows none of these arguments. */
export const DEFAULTS = { waitForCompletion: true, timeoutMinutes: 180, deleteImageOnDestroy: false };

/** A checked declaration in the form in which it is stored and compared. */
export const normalize = (args: Record<string, unknown>): Record<string, unknown> => ({
  ...DEFAULTS,
  ...args,
});
