import { describe, expect, it } from "vitest";
import { placeAt, plainValue } from "../../../src/stack/language/tree";
import { readYaml } from "../../../src/stack/yaml/yaml-tree";
import { costOf } from "../support/stack-folder";

const file = "stacks/x.yaml";

function read(text: string): unknown {
  const result = readYaml(text, file);
  return result.kind === "ok"
    ? plainValue(result.root)
    : result.problems.map((problem) => `${problem.place.line}:${problem.place.column} ${problem.code}`);
}

describe("readYaml", () => {
  it("keeps the place of values, quoted or not, and of entries of lists", () => {
    const result = readYaml("# c\ntenant: x.com\nb:\n  - 'q'\n  - {sku: A, disable: [B,\n     C]}\n", file);
    if (result.kind !== "ok") throw new Error("not read");
    expect(placeAt(result.root, ["tenant"])).toEqual({ file, line: 2, column: 9 });
    expect(placeAt(result.root, ["b", 0])).toEqual({ file, line: 4, column: 5 });
    expect(placeAt(result.root, ["b", 1, "disable", 1])).toEqual({ file, line: 6, column: 6 });
  });

  it.each([
    ["CRLF", "a: 1\r\nb:\r\n  - x\r\n", { a: 1, b: ["x"] }],
    ["a byte order mark", "\ufeffa: 1\n", { a: 1 }],
    [
      "YAML 1.2 scalars: Norway, off and dates stay texts",
      "a: NO\nb: off\nc: 2027-03-31\nd: true\ne: ~\n",
      { a: "NO", b: "off", c: "2027-03-31", d: true, e: null },
    ],
    ["a quoted number stays a text", "a: '5'\nb: !!str 5\n", { a: "5", b: "5" }],
    [
      "a guest's #EXT# is no comment",
      "a: lee_fabrikam.com#EXT#@contoso.onmicrosoft.com # comment\n",
      { a: "lee_fabrikam.com#EXT#@contoso.onmicrosoft.com" },
    ],
    ["anchors and aliases", "a: &x [1, 2]\nb: *x\n", { a: [1, 2], b: [1, 2] }],
    [
      "merge keys; own keys win",
      "base: &b {x: 1, y: 2}\nc:\n  <<: *b\n  y: 3\n",
      { base: { x: 1, y: 2 }, c: { x: 1, y: 3 } },
    ],
    [
      "lists of merge keys; the earlier wins",
      "a: &a {x: 1}\nb: &b {x: 2, y: 2}\nc: {<<: [*a, *b]}\n",
      { a: { x: 1 }, b: { x: 2, y: 2 }, c: { x: 1, y: 2 } },
    ],
    ["a quoted << is a key like others", 'c: {"<<": 1}\n', { c: { "<<": 1 } }],
    ["__proto__ is a key like others", "__proto__: 1\n", Object.fromEntries([["__proto__", 1]])],
  ])("reads %s", (_, text, expected) => expect(read(text)).toEqual(expected));

  it.each([
    ["broken brackets", "a: [1,\nb: }\n", ["2:1 yaml-syntax"]],
    ["a tab as indentation", "a:\n\tb: 1\n", ["2:1 yaml-syntax"]],
    ["an empty file", "", ["1:1 yaml-empty"]],
    ["only comments", "# nothing\n", ["1:1 yaml-empty"]],
    ["two documents", "a: 1\n---\nb: 2\n", ["2:1 yaml-documents"]],
    ["two documents, both with a mark", "---\na: 1\n---\nb: 2\n", ["3:1 yaml-documents"]],
    ["every repeated key", "a: 1\nb: {c: 1, c: 2}\na: 3\n", ["2:11 yaml-duplicate-key", "3:1 yaml-duplicate-key"]],
    ["an alias without anchor", "a: *x\n", ["1:4 yaml-alias"]],
    ["an alias inside of what it names", "a: &x [*x]\n", ["1:8 yaml-alias"]],
    ["merging what is no map", "a: &a [1]\nb: {<<: *a}\n", ["2:5 yaml-merge"]],
    ["tags", "a: !!python/object x\n", ["1:4 yaml-tag"]],
    ["infinity", "a: .inf\n", ["1:4 wrong-value"]],
  ])("reports %s", (_, text, expected) => expect(read(text)).toEqual(expected));

  it("refuses a YAML bomb without writing it out", () => {
    const levels = Array.from(
      { length: 30 },
      (_, level) =>
        `a${level}: &a${level} [${
          level === 0
            ? "x"
            : Array(10)
                .fill(`*a${level - 1}`)
                .join(", ")
        }]`,
    );
    const cost = costOf(() => {
      expect(read(levels.join("\n"))).toEqual([expect.stringContaining("yaml-bomb")]);
    });
    expect(cost).toBeLessThan(1000);
  });

  it("refuses a bomb of merge keys", () => {
    const maps = Array.from(
      { length: 12 },
      (_, level) =>
        `m${level}: &m${level} ` +
        `{${Array.from({ length: 10 }, (__, key) => `k${key}: ${level === 0 ? "x" : `*m${level - 1}`}`).join(", ")}}`,
    );
    expect(read(maps.join("\n"))).toEqual([expect.stringContaining("yaml-bomb")]);
  });

  it("refuses nesting without end", () => {
    expect(read("[".repeat(5000))).toEqual([expect.stringContaining("yaml-syntax")]);
  });
});
