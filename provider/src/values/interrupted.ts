/** What an error says when the user interrupts a run. */
export const INTERRUPTED = "the run was interrupted. Run this again to go on";
