import { readFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";

/**
 * What keeps a tag from being published: npm takes a version once and for ever, so a wrong one is found before.
 *
 * @param {{ tag: string, product: PackageFile, emulator: PackageFile, changelog: string }} release
 * @returns {readonly string[]} all that does not fit
 *
 * @typedef {{ version?: string, devDependencies?: Readonly<Record<string, string>> }} PackageFile
 */
export function findVersionProblems({ tag, product, emulator, changelog }) {
  const version = tag.replace(/^v/, "");
  const named = [
    ["package.json", product.version],
    ["emulator/package.json", emulator.version],
    ["devDependencies of package.json", product.devDependencies?.["pulumi-m365-licenses-emulator"]],
  ];
  const problems = named
    .filter(([, found]) => found !== version)
    .map(([place, found]) => `${place} has ${found ?? "no version"}, the tag is ${tag}: make them the same.`);
  if (!changelog.includes(`\n## [${version}] - `))
    problems.push(`CHANGELOG.md has no "## [${version}] - <date>": give what is under Unreleased this heading.`);
  return problems;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  /** @param {string} path from the repository's root */
  const read = (path) => readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), "utf8");
  /** @param {string} path */
  const readPackage = (path) => /** @type {PackageFile} */ (JSON.parse(read(path)));
  const problems = findVersionProblems({
    tag: process.argv[2] ?? "",
    product: readPackage("package.json"),
    emulator: readPackage("emulator/package.json"),
    changelog: read("CHANGELOG.md"),
  });
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  process.exitCode = problems.length > 0 ? 1 : 0;
}
