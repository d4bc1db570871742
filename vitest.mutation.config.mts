import { defineConfig } from "vitest/config";

/** What mutation testing runs against each mutant: the tables, not the properties, whose cases take a minute. */
export default defineConfig({
  test: { include: ["test/roster/**/*.test.ts", "test/plan/**/*.test.ts"], exclude: ["test/plan/properties/**"], testTimeout: 30_000 },
});
