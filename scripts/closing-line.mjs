/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @param {string} line @returns {Counts | undefined} */
export function parseClosingLine(line) {
  const found = /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/.exec(line.trim());
  return found ? { passed: Number(found[1]), failed: Number(found[2]), skipped: Number(found[3] ?? 0) } : undefined;
}

/** @param {Counts} counts */
export function formatClosingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

/**
 * Passes a test run's output on, line by line, but keeps its closing line back: what comes last must also count what
 * failed before the tests.
 */
export class ClosingLineHolder {
  /** @type {(text: string) => void} */
  #write;
  #rest = "";
  /** @type {Counts | undefined} */
  #counts;

  /** @param {(text: string) => void} write */
  constructor(write) {
    this.#write = write;
  }

  /** @param {string} text */
  pass(text) {
    const lines = (this.#rest + text).split("\n");
    this.#rest = lines.pop() ?? "";
    for (const line of lines) {
      const found = parseClosingLine(line);
      if (found) this.#counts = found;
      else this.#write(`${line}\n`);
    }
  }

  /** @returns {Counts | undefined} the last closing line, where there was one */
  end() {
    if (this.#rest !== "") this.pass("\n");
    return this.#counts;
  }
}

/**
 * What the whole run comes to. A test run that ended badly without saying so counts as one failure, and so does each
 * check that failed before it.
 *
 * @param {Counts | undefined} tests
 * @param {number | null} exitCode of the test run
 * @param {number} failedChecks
 * @returns {Counts}
 */
export function sumUp(tests, exitCode, failedChecks) {
  const counts = tests ?? { passed: 0, failed: 1, skipped: 0 };
  const silent = exitCode !== 0 && counts.failed === 0 ? 1 : 0;
  return { ...counts, failed: counts.failed + silent + failedChecks };
}
