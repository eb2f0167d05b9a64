/**
 * The input by which the class says which resource it is: create is told the inputs and nothing else, neither URN nor
 * state. Pulumi shows and compares no key that begins with `__`, and states without it are as good.
 */
export const IDENTITY = "__identity";

/** The defaults of this provider: the API knows none of these arguments. */
export const DEFAULTS = { waitForCompletion: true, timeoutMinutes: 180, deleteImageOnDestroy: false };

/** A checked declaration in the form in which it is stored and compared: with the defaults. */
export const normalize = <Args extends object>(args: Args): Args => ({ ...DEFAULTS, ...args });
