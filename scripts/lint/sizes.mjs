import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname } from "node:path";

/** What a reader can take in: characters in a line, files side by side. */
const MOST = { width: 120, files: 20 };

/** Pictures, checksums, answers kept as they came, and Microsoft's table of names cannot be broken. */
const UNBROKEN =
  /\.(png|sum)$|\/fixtures\/|\/table\/(plans|products)\.ts$|\.schema\.json$|(^|\/)package(-lock)?\.json$|^schema\//;

/** A row of a table and an address cannot be broken in Markdown. */
const UNBROKEN_IN_MARKDOWN = /^\s*\||https?:/;

const files = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "--deduplicate"], { encoding: "utf8" });
/** @type {Map<string, number>} */
const side = new Map();
for (const file of files.trim().split("\n")) {
  side.set(dirname(file), (side.get(dirname(file)) ?? 0) + 1);
  if (UNBROKEN.test(file)) continue;
  for (const [index, line] of readFileSync(file, "utf8").split("\n").entries())
    if (line.length > MOST.width && !(file.endsWith(".md") && UNBROKEN_IN_MARKDOWN.test(line)))
      refuse(`${file}:${index + 1}: ${line.length} characters, at most ${MOST.width}`);
}
for (const [folder, count] of side)
  if (count > MOST.files && folder !== ".") refuse(`${folder}: ${count} files side by side, at most ${MOST.files}`);

/** @param {string} problem */
function refuse(problem) {
  process.stderr.write(`${problem}\n`);
  process.exitCode = 1;
}
