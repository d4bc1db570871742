// @ts-check
import { createRequire, Module } from "node:module";
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { createExpect } from "../../scripts/mutation/collect-tests.mjs";

// node run-tests.mjs FILE...: runs test files where Vitest has no program of its own to do it, which it needs for the
// system it runs on. TypeScript is compiled file by file, `vitest` is the few functions below; the matchers are
// Vitest's own. Says what failed, and ends with `N passed, N failed, N skipped`.
const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const require = createRequire(import.meta.url);
/** @type {typeof import("typescript")} */
const typescript = require("typescript");

/** @typedef {(context: { skip: (why?: string) => never }) => unknown} Step */
/** @typedef {{ beforeAll: Step[], beforeEach: Step[], afterEach: Step[], afterAll: Step[] }} Hooks */
/** @typedef {{ title: string, hooks: Hooks, parts: (Suite | { title: string, run: Step })[] }} Suite */

class Skipped extends Error {}

/** @param {string} title @returns {Suite} */
const newSuite = (title) => ({
  title,
  hooks: { beforeAll: [], beforeEach: [], afterEach: [], afterAll: [] },
  parts: [],
});

let current = newSuite("");

/** @param {string} title @param {() => void} body */
function describe(title, body) {
  const outer = current;
  current = newSuite(title);
  outer.parts.push(current);
  body();
  current = outer;
}

/** @param {string} title @param {any[]} more the body, before or after options or a limit of time */
function it(title, ...more) {
  current.parts.push({ title, run: more.find((one) => typeof one === "function") });
}

/** @param {(title: string, body: any) => void} one */
const each =
  (one) =>
  (/** @type {readonly unknown[]} */ rows) =>
  (/** @type {string} */ title, /** @type {any[]} */ ...more) => {
    const body = more.find((part) => typeof part === "function");
    for (const [at, row] of rows.entries())
      one(`${title} [${at}]`, () => (Array.isArray(row) ? body(...row) : body(row)));
  };

/** @param {(title: string, body: any) => void} one */
const skipIf = (one) => (/** @type {unknown} */ skipped) => (skipped ? () => undefined : one);

/** @param {keyof Hooks} kind */
const hook = (kind) => (/** @type {Step} */ step) => void current.hooks[kind].push(step);

const vitest = {
  describe: Object.assign(describe, { each: each(describe), skipIf: skipIf(describe) }),
  it: Object.assign(it, { each: each(it), skipIf: skipIf(it) }),
  expect: createExpect(),
  beforeAll: hook("beforeAll"),
  beforeEach: hook("beforeEach"),
  afterEach: hook("afterEach"),
  afterAll: hook("afterAll"),
};

const modules = /** @type {any} */ (Module);
modules._extensions[".ts"] = (/** @type {any} */ module, /** @type {string} */ file) => {
  const { outputText } = typescript.transpileModule(readFileSync(file, "utf8"), {
    fileName: file,
    compilerOptions: {
      module: typescript.ModuleKind.CommonJS,
      target: typescript.ScriptTarget.ES2022,
      esModuleInterop: true,
    },
  });
  module._compile(outputText, file);
};
const resolveFilename = modules._resolveFilename;
modules._resolveFilename = (/** @type {string} */ name, /** @type {unknown[]} */ ...more) => {
  if (name === "vitest") return name;
  // What is loaded when it is needed is named as it is called once it is compiled.
  return resolveFilename(/^\.{1,2}\/.*\.js$/.test(name) ? name.slice(0, -".js".length) : name, ...more);
};
modules._cache["vitest"] = { id: "vitest", filename: "vitest", loaded: true, exports: vitest };

const counts = { passed: 0, failed: 0, skipped: 0 };

/** @param {string} name @param {unknown} error */
function fail(name, error) {
  counts.failed += 1;
  process.stdout.write(`FAILED ${name}\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}

const context = {
  skip: () => {
    throw new Skipped();
  },
};

/** @param {readonly Suite[]} outer @param {{ title: string, run: Step }} test */
async function runTest(outer, test) {
  const name = [...outer.map(({ title }) => title), test.title].filter((title) => title !== "").join(" > ");
  try {
    for (const { hooks } of outer) for (const step of hooks.beforeEach) await step(context);
    await test.run(context);
    counts.passed += 1;
  } catch (error) {
    if (error instanceof Skipped) counts.skipped += 1;
    else fail(name, error);
  }
  try {
    for (const { hooks } of outer.toReversed()) for (const step of hooks.afterEach) await step(context);
  } catch (error) {
    fail(`${name}, what comes after it`, error);
  }
}

/** @param {readonly Suite[]} outer @param {Suite} suite */
async function runSuite(outer, suite) {
  const path = [...outer, suite];
  for (const step of suite.hooks.beforeAll) await step(context);
  for (const part of suite.parts) await ("run" in part ? runTest(path, part) : runSuite(path, part));
  for (const step of suite.hooks.afterAll) await step(context);
}

process.chdir(root);
require(resolve(root, "test/support/property-seed.ts"));
for (const file of process.argv.slice(2)) {
  if (!existsSync(file) || !statSync(file).isFile()) throw new Error(`There is no test file ${file}.`);
  current = newSuite(file);
  const suite = current;
  try {
    require(resolve(root, file));
    await runSuite([], suite);
  } catch (error) {
    fail(file, error);
  }
}
process.stdout.write(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`);
process.exitCode = counts.failed === 0 ? 0 : 1;
