/**
 * The engine that is installed where none is found. Its Go modules in scripts/engine/go/go.mod have the same version.
 */
export const ENGINE_VERSION = "3.259.0";

/** Oldest Go release that compiles that engine; the `go` line of scripts/engine/go/go.mod. */
export const MINIMUM_GO = "1.25.11";

/**
 * Finds the first version in a text such as `v3.259.0`, `go version go1.26.8 linux/amd64` or `v20.20.2`. A missing
 * patch number is 0; what follows the numbers (`-alpha.1`, `rc1`) is not looked at.
 *
 * @param {string} text
 * @returns {readonly [number, number, number] | undefined}
 */
export function parseVersion(text) {
  const found = /(\d+)\.(\d+)(?:\.(\d+))?/.exec(text);
  return found ? [Number(found[1]), Number(found[2]), Number(found[3] ?? 0)] : undefined;
}

/**
 * Whether the version in `text` is `minimum` or newer. A text without a version is not.
 *
 * @param {string} text
 * @param {string} minimum
 */
export function isAtLeast(text, minimum) {
  const have = parseVersion(text);
  const want = parseVersion(minimum);
  if (!have || !want) return false;
  for (const [index, part] of have.entries()) {
    const wanted = want[index] ?? 0;
    if (part !== wanted) return part > wanted;
  }
  return true;
}
