/** The defaults of this provider: the API knows none of these arguments. */
export const DEFAULTS = { retainAtLeast: 1, unshare: false, dryRun: false };

/** A checked declaration in the form in which it is stored and compared: with the defaults. */
export const normalize = <Args extends object>(args: Args): Args => ({ ...DEFAULTS, ...args });
