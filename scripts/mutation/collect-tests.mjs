// @ts-check
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const ofVitest = createRequire(createRequire(import.meta.url).resolve("vitest/package.json"));
const load = (/** @type {string} */ name) => import(pathToFileURL(ofVitest.resolve(name)).href);
const chai = await load("chai");
const matchers = await load("@vitest/expect");
const { format } = await load("@vitest/pretty-format");

/** @type {any} */
const world = globalThis;

/**
 * @typedef {{ readonly id: string, readonly name: string, readonly fileName: string, readonly run: () => unknown }}
 *   CollectedTest
 */

/** Vitest's own matchers, without its runner: `expect` as the tests know it. */
export function createExpect() {
  chai.use(matchers.JestExtend);
  chai.use(matchers.JestChaiExpect);
  chai.use(matchers.JestAsymmetricMatchers);
  chai.use((/** @type {any} */ { Assertion }, /** @type {any} */ utils) => {
    utils.addMethod(Assertion.prototype, "toMatchInlineSnapshot", function (/** @type {string} */ inline) {
      // @ts-expect-error -- chai binds the assertion
      const actual = format(utils.flag(this, "object"), { printBasicPrototype: false, escapeString: false }).trim();
      const expected = withoutIndentation(inline).trim();
      if (actual !== expected) throw new Error(`expected the snapshot\n${expected}\nand not\n${actual}`);
    });
  });
  const expect = Object.assign(
    (/** @type {unknown} */ value, /** @type {string} */ message) => chai.expect(value, message),
    chai.expect,
    world[matchers.ASYMMETRIC_MATCHERS_OBJECT],
  );
  matchers.setState(
    {
      assertionCalls: 0,
      isExpectingAssertions: false,
      isExpectingAssertionsError: null,
      expectedAssertionsNumber: null,
      expectedAssertionsNumberErrorGen: null,
    },
    expect,
  );
  world[matchers.GLOBAL_EXPECT] = expect;
  return expect;
}

/** An inline snapshot is indented like the code around it. */
function withoutIndentation(/** @type {string} */ inline) {
  const lines = inline.split("\n");
  const indentation = /^\s*/.exec(lines[1] ?? "")?.[0] ?? "";
  return lines
    .map((line) => (line.startsWith(indentation) ? line.slice(indentation.length) : line.trimStart()))
    .join("\n");
}

/** `describe`, `it` and `expect` that only note what they are told. */
export class TestCollector {
  /** The test file that is being evaluated. */
  file = "";
  expect = createExpect();
  /** @type {CollectedTest[]} */
  #tests = [];
  /** @type {string[]} */
  #titles = [];
  // Tests call these without the collector before them.
  describe = Object.assign(
    (/** @type {string} */ title, /** @type {() => void} */ body) => this.#describe(title, body),
    { each: each((title, body) => this.#describe(title, body)) },
  );
  it = Object.assign(
    (/** @type {string} */ title, /** @type {any} */ options, /** @type {any} */ body = options) =>
      this.#note(title, body),
    { each: each((title, body) => this.#note(title, body)) },
  );

  reset() {
    this.#tests = [];
    this.#titles = [];
  }

  /** @returns {readonly CollectedTest[]} */
  collected() {
    return this.#tests;
  }

  #describe(/** @type {string} */ title, /** @type {() => void} */ body) {
    this.#titles.push(title);
    body();
    this.#titles.pop();
  }

  #note(/** @type {string} */ title, /** @type {() => unknown} */ body) {
    const name = [...this.#titles, title].join(" ");
    this.#tests.push({ id: `${this.file}#${name}`, name, fileName: this.file, run: body });
  }
}

/**
 * Titles are made unique by the number of the row; nobody reads them.
 *
 * @param {(title: string, body: () => any) => void} one
 */
function each(one) {
  return (/** @type {readonly unknown[]} */ rows) =>
    (/** @type {string} */ title, /** @type {(...row: any[]) => unknown} */ body) =>
      rows.forEach((row, at) => one(`${title} [${at}]`, () => body(...(Array.isArray(row) ? row : [row]))));
}
