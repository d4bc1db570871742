"use strict";
// The text of a dynamic provider stands in the state, and a host runs what stands there: whoever can write the state
// would run code in the job that writes licences. This host runs the texts of this package, which are constants, and
// others only where the project names them in its package.json:
//
//   "m365Licenses": { "dynamicProviders": ["<SHA-256 of a text>"] }    or    "dynamicProviders": "any"
const crypto = require("node:crypto");
const fs = require("node:fs");
const path = require("node:path");

/** @param {string} entry of the package `pulumi-m365-licenses/provider` */
const textOf = (entry) =>
  'exports.handler = () => require("node:module").createRequire(process.cwd() + ' +
  `"/package.json")("pulumi-m365-licenses/provider").${entry};\n`;

const knownTexts = [textOf("v1"), textOf("run1")];

/** @typedef {(text: unknown, ...rest: unknown[]) => unknown} Run */

/**
 * Lets a text run that is known or named by the project, and refuses every other.
 *
 * @param {Run} run
 * @param {string} folder where the program runs, in or below the project's
 * @returns {Run}
 */
function onlyKnown(run, folder) {
  return (value, ...rest) => {
    const text = typeof value === "string" ? value : "";
    if (knownTexts.includes(text)) return run(text, ...rest);
    const digest = crypto.createHash("sha256").update(text).digest("hex");
    const named = namedBy(folder);
    if (named === "any" || named.includes(digest)) return run(text, ...rest);
    const refusal = new Error(
      "The state (or the program) has a dynamic provider that this project does not name, and it is not run. " +
        "If it is " +
        `your own, write "m365Licenses": { "dynamicProviders": ["${digest}"] } in package.json. If not, somebody has ` +
        "changed the state: restore it from its history. [unknown-provider-text]",
    );
    refusal.stack = "";
    throw refusal;
  };
}

/** @param {string} folder @returns {"any" | readonly string[]} */
function namedBy(folder) {
  for (let at = folder; ; at = path.dirname(at)) {
    const file = path.join(at, "package.json");
    if (fs.existsSync(file)) {
      const manifest = /** @type {{ m365Licenses?: { dynamicProviders?: unknown } }} */ (
        JSON.parse(fs.readFileSync(file, "utf8"))
      );
      const named = manifest.m365Licenses?.dynamicProviders;
      if (named === "any") return named;
      return Array.isArray(named) ? named.filter((one) => typeof one === "string") : [];
    }
    if (path.dirname(at) === at) return [];
  }
}

module.exports = { knownTexts, onlyKnown };
