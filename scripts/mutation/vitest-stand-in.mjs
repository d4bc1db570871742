/** What the tests import instead of "vitest" while mutants are tried in one process; see in-process-runner.mjs. */
export const { describe, it, expect } = /** @type {any} */ (globalThis).mutationTests;
