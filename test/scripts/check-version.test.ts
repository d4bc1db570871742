import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { findVersionProblems } from "../../scripts/release/check-version.mjs";

const right = {
  tag: "v1.2.3",
  product: { version: "1.2.3", devDependencies: { "pulumi-m365-licenses-emulator": "1.2.3" } },
  emulator: { version: "1.2.3" },
  changelog: "# Changelog\n\n## [Unreleased]\n\n## [1.2.3] - 2026-12-01\n",
};

test("a tag is published when everything names its version", () => {
  expect(findVersionProblems(right)).toEqual([]);
});

test.each([
  ["the product's version", { product: { ...right.product, version: "1.2.2" } }, /^package.json has 1.2.2/],
  ["the emulator's version", { emulator: {} }, /^emulator\/package.json has no version, the tag is v1.2.3/],
  ["the emulator that is tested with", { product: { version: "1.2.3" } }, /^devDependencies of package.json/],
  ["the changelog", { changelog: "# Changelog\n\n## [Unreleased]\n" }, /^CHANGELOG.md has no "## \[1.2.3\] - /],
])("a tag is not published when %s differs", (_, wrong, said) => {
  expect(findVersionProblems({ ...right, ...wrong })).toEqual([expect.stringMatching(said)]);
});

test("a tag without a version finds everything at once", () => {
  expect(findVersionProblems({ ...right, tag: "" })).toHaveLength(4);
});

test("the versions of this repository are those of its own tag", () => {
  const read = (path: string): { version: string } => JSON.parse(readFileSync(path, "utf8"));
  const [product, emulator] = [read("package.json"), read("emulator/package.json")];
  const changelog = readFileSync("CHANGELOG.md", "utf8");
  expect(findVersionProblems({ tag: `v${product.version}`, product, emulator, changelog })).toEqual([]);
});
