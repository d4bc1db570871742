// @ts-check
import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Script } from "node:vm";
import { INSTRUMENTER_CONSTANTS } from "@stryker-mutator/api/core";
import { declareClassPlugin, PluginKind } from "@stryker-mutator/api/plugin";
import {
  determineHitLimitReached,
  DryRunStatus,
  TestStatus,
  toMutantRunResult,
} from "@stryker-mutator/api/test-runner";
import { TestCollector } from "./collect-tests.mjs";

/**
 * Runs the tests of planner and roster against mutants inside one process. Stryker's runner for Vitest starts a
 * worker for every mutant, half a second of processor time for tests that take a hundredth of it; with some thousand
 * mutants nobody would run it. Here sources and tests are bundled once, and evaluated anew for every mutant, so that
 * nothing of one mutant is left when the next one is tried.
 *
 * Of the properties each mutant sees a hundred cases, after the tables. Left out is what reads the sources as text or
 * measures time: mutated sources are neither the same text nor as fast.
 *
 * @typedef {import("@stryker-mutator/api/test-runner").TestRunner} TestRunner
 */
const folders = ["test/roster", "test/plan"];
const measuresTime = /processor time/;
const leftOut = [join("test", "plan", "rules", "rule-codes.test.ts")];

const here = createRequire(import.meta.url);
const { build } = /** @type {typeof import("esbuild")} */ (createRequire(here.resolve("tsx/package.json"))("esbuild"));

/** @returns {string[]} */
function testFiles() {
  return folders
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => join(folder, file)))
    .filter((file) => file.endsWith(".test.ts") && !leftOut.some((path) => file.startsWith(path)))
    .sort();
}

/** Everything in one script; a function of `require`, since what it needs of packages is loaded once. */
async function bundle() {
  const tests = testFiles().map(
    (file) => `globalThis.mutationTests.file = ${JSON.stringify(file)}; require("./${file}");`,
  );
  const entry = ['require("./test/support/property-seed.ts");', ...tests];
  const { outputFiles } = await build({
    stdin: { contents: entry.join("\n"), resolveDir: process.cwd(), loader: "js" },
    bundle: true,
    write: false,
    format: "cjs",
    platform: "node",
    external: ["fast-check"],
    alias: { vitest: fileURLToPath(new URL("./vitest-stand-in.mjs", import.meta.url)) },
    logLevel: "error",
  });
  return new Script(`(function (require, module, exports) {${outputFiles[0]?.text ?? ""}\n})`, {
    filename: "mutation-tests.cjs",
  });
}

class InProcessRunner {
  collector = new TestCollector();
  /** @type {Map<string, number>} */
  times = new Map();

  /** What mutated code reads: which mutant is active, and where to note what was covered. */
  stryker = (/** @type {any} */ (globalThis)[INSTRUMENTER_CONSTANTS.NAMESPACE] ??= {});

  constructor() {
    /** @type {any} */ (globalThis).mutationTests = this.collector;
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    process.env["M365_LICENSES_PROPERTY_RUNS"] = "100";
    process.env["M365_LICENSES_PROPERTY_SIMPLEST"] = "no";
    this.script = await bundle();
  }

  load() {
    this.collector.reset();
    const module = { exports: {} };
    this.script?.runInThisContext()(here, module, module.exports);
    return this.collector.collected().filter(({ name }) => !measuresTime.test(name));
  }

  /** @returns {Promise<import("@stryker-mutator/api/test-runner").TestResult>} */
  async runTest(/** @type {import("./collect-tests.mjs").CollectedTest} */ { id, name, fileName, run }) {
    const begin = performance.now();
    const result = (/** @type {TestStatus.Success | TestStatus.Failed} */ status, failureMessage = "") => ({
      id,
      name,
      fileName,
      timeSpentMs: performance.now() - begin,
      status,
      failureMessage,
    });
    try {
      await run();
      return result(TestStatus.Success);
    } catch (error) {
      return result(TestStatus.Failed, error instanceof Error ? error.message : String(error));
    }
  }

  /** @type {TestRunner["dryRun"]} */
  async dryRun() {
    this.stryker.activeMutant = undefined;
    this.stryker.hitLimit = undefined;
    this.stryker.mutantCoverage = undefined;
    const results = [];
    for (const test of this.load()) {
      this.stryker.currentTestId = test.id;
      const result = await this.runTest(test);
      this.stryker.currentTestId = undefined;
      this.times.set(test.id, result.timeSpentMs);
      results.push(result);
    }
    return { status: DryRunStatus.Complete, tests: results, mutantCoverage: this.stryker.mutantCoverage };
  }

  /** @type {TestRunner["mutantRun"]} */
  async mutantRun({ activeMutant, testFilter, hitLimit, mutantActivation, disableBail }) {
    this.stryker.activeMutant = mutantActivation === "static" ? activeMutant.id : undefined;
    this.stryker.hitLimit = hitLimit;
    this.stryker.hitCount = hitLimit === undefined ? undefined : 0;
    const results = [];
    try {
      const wanted = testFilter === undefined ? undefined : new Set(testFilter);
      const tests = this.load().filter(({ id }) => wanted?.has(id) ?? true);
      tests.sort((a, b) => (this.times.get(a.id) ?? 0) - (this.times.get(b.id) ?? 0));
      this.stryker.activeMutant = activeMutant.id;
      for (const test of tests) {
        const result = await this.runTest(test);
        results.push(result);
        if (result.status === TestStatus.Failed && !disableBail) break;
      }
    } catch (error) {
      return toMutantRunResult({
        status: DryRunStatus.Error,
        errorMessage: error instanceof Error ? error.message : String(error),
      });
    } finally {
      this.stryker.activeMutant = undefined;
    }
    const timeout = determineHitLimitReached(this.stryker.hitCount, hitLimit);
    return toMutantRunResult(timeout ?? { status: DryRunStatus.Complete, tests: results });
  }
}

/** Read by Stryker, which is told of this file in `plugins`. */
export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, "in-process", InProcessRunner)];
