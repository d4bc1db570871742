import { defineConfig } from "vitest/config";

/** Suites of clients that `npm run conformance` installs: each call of theirs starts a process. */
const clients = ["emulator/test/clients/m365-cli.test.ts", "emulator/test/clients/python-sdk.test.ts"];

/** A test that asserts nothing is no test. */
const asserting = { requireAssertions: true };

export default defineConfig({
  test: {
    // What was compiled for one run serves the next.
    experimental: { fsModuleCache: true },
    reporters: ["default", "./test/support/closing-line-reporter.ts"],
    projects: [
      {
        test: {
          name: "unit",
          expect: asserting,
          include: ["test/**/*.test.ts", "emulator/test/**/*.test.ts"],
          exclude: ["test/engine/**", ...clients],
          setupFiles: ["test/support/property-seed.ts", "test/support/only-documented-requests.ts"],
          testTimeout: 30_000,
          // A tenth of the processor time was the collecting of what a test has just left behind.
          execArgv: ["--max-semi-space-size=64"],
          // Modules are loaded once a worker, not once a file: half of the processor time of the whole project.
          isolate: false,
          // More than the cores of a small machine: many of these wait for a server's clock.
          maxWorkers: 3,
        },
      },
      {
        test: {
          name: "clients",
          expect: asserting,
          include: clients,
          testTimeout: 30_000,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: "engine",
          expect: asserting,
          include: ["test/engine/**/*.test.ts"],
          setupFiles: ["test/support/only-documented-requests.ts"],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          maxWorkers: 2,
          // After the unit tests: some of those look at the clock, and an engine takes all of a core.
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
