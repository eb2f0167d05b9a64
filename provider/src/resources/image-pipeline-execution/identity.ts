/**
 * The input by which the class says which resource it is: create is told the inputs and nothing else, neither URN nor
 * state. Pulumi shows and compares no key that begins with `__`, and states without it are as good.
 */
export const IDENTITY = "__identity";
