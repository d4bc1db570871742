// @ts-check
/**
 * Mutation testing of what decides who loses a licence: `npm run mutation`, or a part with
 * `npm run mutation -- --mutate src/plan/guard/guard.ts`. What was tried before and has not changed since is not
 * tried again; `--force` tries everything.
 */
/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  testRunner: "in-process",
  plugins: ["./scripts/mutation/in-process-runner.mjs"],
  mutate: ["src/plan/**/*.ts", "src/roster/**/*.ts"],
  coverageAnalysis: "perTest",
  ignoreStatic: true,
  incremental: true,
  incrementalFile: "reports/mutation/incremental.json",
  concurrency: 1,
  reporters: ["clear-text", "progress", "html", "json"],
  htmlReporter: { fileName: "reports/mutation/index.html" },
  jsonReporter: { fileName: "reports/mutation/mutation.json" },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  thresholds: { high: 95, low: 90, break: 90 },
  ignorePatterns: ["dist", ".git", ".state", ".demo", "reports", "engine", "pipelines", "docs", "coverage"],
  tempDirName: ".stryker-tmp",
  timeoutMS: 10000,
};
