import { defineConfig } from "vitest/config";

/**
 * What mutation testing runs against each mutant: the tables, not the properties, whose cases take a minute, nor what reads
 * the sources as text. One worker without isolation: starting one for each of the files took most of the time of a mutant.
 */
export default defineConfig({
  test: {
    include: ["test/roster/**/*.test.ts", "test/plan/**/*.test.ts"],
    exclude: ["test/plan/properties/**", "test/plan/rules/rule-codes.test.ts"],
    testTimeout: 30_000,
    isolate: false,
    fileParallelism: false,
  },
});
