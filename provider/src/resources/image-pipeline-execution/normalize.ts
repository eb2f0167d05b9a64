/**
 * The input with which the class identifies the resource, because create gets only the inputs, neither URN nor state.
 * Pulumi neither shows nor compares a key that starts with `__`, and states without it remain valid.
 */
export const IDENTITY = "__identity";

/** The defaults of this provider: the API knows none of these arguments. */
export const DEFAULTS = {
  waitForCompletion: true,
  timeoutMinutes: 180,
  deleteImageOnDestroy: false,
  rebuildWhenImageGone: false,
};

/** A checked declaration in the form in which it is stored and compared: with the defaults. */
export const normalize = <Args extends object>(args: Args): Args => ({ ...DEFAULTS, ...args });
