import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { declaredText, linesOfText } from "../../../src/provider/contract/declared-text";
import { emptyLine, shownLines } from "../../../src/provider/contract/shown-lines";

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
