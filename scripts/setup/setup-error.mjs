/**
 * This machine or this work tree lacks something. The message says what, and what to do; it is shown without a stack.
 */
export class SetupError extends Error {}
