import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { declaredText, linesOfText } from "../../../src/provider/contract/declared-text";
import {
  emptyLine,
  blocksOf,
  inBlocks,
  isBlock,
  mostLines,
  sameLines,
  shownLines,
} from "../../../src/provider/contract/shown-lines";

describe("shown lines", () => {
  it("are everybody's where nothing was read yet", () => {
    expect(shownLines({}, undefined, { a: "E3", b: "E5" })).toEqual({ a: "E3", b: "E5" });
  });

  it("are those of whoever changes, and of whoever the engine has a line of", () => {
    const before = { same: "E3", known: "E3", swapped: "E3", leaving: "E3", unseen: "E3" };
    const after = { same: "E3", known: "E3", swapped: "E5", joining: "E3" };
    expect(shownLines({ known: "E3", swapped: "E3", leaving: "E3" }, before, after)).toEqual({
      known: "E3",
      swapped: "E5",
      joining: "E3",
      unseen: emptyLine,
    });
  });

  it("have a group that is called `__proto__`", () => {
    const named = (line: string): Record<string, string> => Object.fromEntries([["__proto__", line]]);
    expect(Object.entries(shownLines({}, {}, named("E3")))).toEqual([["__proto__", "E3"]]);
    expect(Object.entries(shownLines({}, named("E3"), {}))).toEqual([["__proto__", emptyLine]]);
    expect(shownLines({}, named("E3"), named("E3"))).toEqual({});
  });

  it("differ from the engine's exactly where somebody changes", () => {
    const names: readonly string[] = ["a", "b", "c", "constructor"];
    const lines = fc.dictionary(fc.constantFrom(...names), fc.constantFrom("E3", "E5"), { noNullPrototype: true });
    const own = (some: Readonly<Record<string, string>>, name: string): string | undefined =>
      Object.hasOwn(some, name) ? some[name] : undefined;
    fc.assert(
      fc.property(lines, lines, fc.array(fc.constantFrom(...names)), (before, after, given) => {
        const olds = Object.fromEntries(Object.entries(before).filter(([name]) => given.includes(name)));
        const shown = shownLines(olds, before, after);
        for (const name of names)
          expect(own(olds, name) !== own(shown, name)).toBe(own(before, name) !== own(after, name));
      }),
    );
  });
});

describe("lines of very many people", () => {
  const nameOf = (index: number): string => `p${index}@contoso.com`;
  const everybody = (count: number, lineOf: (index: number) => string): Record<string, string> =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [nameOf(index), lineOf(index)]));

  const nobody: ReadonlySet<string> = new Set();

  it("stand alone as long as they can be read", () => {
    const lines = everybody(mostLines, () => "E3");
    expect(inBlocks(lines, nobody, {})).toEqual(lines);
    expect(blocksOf(lines)).toEqual({});
  });

  it("are counted under what they have", () => {
    const blocks = inBlocks(
      everybody(mostLines + 1, (index) => (index === 7 ? "E5 without TEAMS1" : "E3")),
      nobody,
      { "E5 (9 people)": "0123456789ab" },
    );
    expect(Object.keys(blocks)).toEqual(["E3 (2,000 people)", "E5 without TEAMS1 (1 person)"]);
    expect(Object.keys(blocks).every(isBlock)).toBe(true);
    expect(blocksOf(blocks)).toEqual(blocks);
  });

  it("stay as the engine has them while few change", () => {
    const known = { "E3 (2,000 people)": "0123456789ab", "p1@contoso.com": "E3" };
    expect(inBlocks({ "p2@contoso.com": "E3" }, nobody, known)).toEqual({
      "E3 (2,000 people)": "0123456789ab",
      "p2@contoso.com": "E3",
    });
  });

  it("leave those alone who are to be seen one by one", () => {
    const alone = new Set([nameOf(3), nameOf(mostLines + 2)]);
    const blocks = inBlocks(
      everybody(mostLines + 3, () => "E3"),
      alone,
      {},
    );
    expect(Object.keys(blocks).filter((name) => !isBlock(name))).toEqual([...alone]);
    expect(Object.keys(blocksOf(blocks))).toEqual(["E3 (2,001 people)"]);
    const fewer = everybody(mostLines + 2, () => "E3");
    expect(inBlocks(fewer, alone, {})).toEqual(fewer);
  });

  it("are no person's, whatever they are called", () => {
    for (const name of ["p1@contoso.com", "o'hara_#EXT#@contoso.com", "00000000-0000-4000-8000-000000000001"])
      expect(isBlock(name)).toBe(false);
  });

  it("differ exactly where somebody changes", () => {
    const line = fc.constantFrom("E3", "E5", "E3, E5 without TEAMS1");
    const moves = fc.array(fc.tuple(fc.nat({ max: mostLines + 99 }), fc.option(line, { nil: undefined })), {
      maxLength: 5,
    });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 7 }), moves, (pattern, some) => {
        const before = everybody(mostLines + 100, (index) => pattern[index % pattern.length] ?? "");
        const after = { ...before };
        for (const [index, becomes] of some) {
          if (becomes === undefined) Reflect.deleteProperty(after, nameOf(index));
          else after[nameOf(index)] = becomes;
        }
        const isChanged = Object.keys(before).some((name) => before[name] !== after[name]);
        const alone = new Set(some.slice(0, 2).map(([index]) => nameOf(index)));
        expect(sameLines(inBlocks(before, alone, {}), inBlocks(after, alone, {}))).toBe(!isChanged);
      }),
    );
  });
});

describe("declared text", () => {
  it("is read back as it was written", () => {
    const lines = fc.dictionary(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), {
      noNullPrototype: true,
    });
    fc.assert(
      fc.property(lines, lines, (users, groups) => {
        expect(linesOfText(declaredText({ users, groups }))).toEqual({ users, groups });
      }),
    );
  });
});
