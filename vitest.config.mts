import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    reporters: ["default", "./test/support/closing-line-reporter.ts"],
    projects: [
      {
        test: {
          name: "unit", include: ["test/**/*.test.ts"], exclude: ["test/engine/**"], testTimeout: 30_000,
          // Modules are loaded once a worker, not once a file: half of the processor time of the whole project.
          isolate: false,
        },
      },
      {
        test: {
          name: "engine",
          include: ["test/engine/**/*.test.ts"],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          // After the unit tests: some of those look at the clock, and an engine takes all of a core.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
