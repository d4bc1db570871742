import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { escapeHtml } from "../../src/report/content/words";
import { code, escapeMarkdown } from "../../src/report/markdown/markdown-text";
import { isVisible, paintedLines, toJson, visible, visibleLines } from "../../src/text/visible";
import "../support/property-seed";

const shown: readonly (readonly [what: string, text: string, shown: string])[] = [
  ["a line feed", "a\nb", "a\\u000ab"],
  ["an escape sequence", "\u001b[31mred", "\\u001b[31mred"],
  ["the same in one character", "\u009b31mred", "\\u009b31mred"],
  ["a direction turned round", "user\u202egnp.exe", "user\\u202egnp.exe"],
  ["a line end of Unicode", "a\u2028b\u2029c\u0085d", "a\\u2028b\\u2029c\\u0085d"],
  ["what has no width", "a\u200b\u2060\ufeff\u00adb", "a\\u200b\\u2060\\ufeff\\u00adb"],
  ["a letter that is drawn as nothing", "a\u3164\u115fb", "a\\u3164\\u115fb"],
  ["a text in tags", "a\u{e0041}", "a\\udb40\\udc41"],
  ["half of a pair", "a\ud800b", "a\\ud800b"],
  ["a joiner in a Latin word", "ade\u200dle", "ade\\u200dle"],
  ["a command of Azure Pipelines", "x ##vso[task.setvariable]y", "x #\\u0023vso[task.setvariable]y"],
  ["the same in capitals", "##VSO[task.complete]", "#\\u0023VSO[task.complete]"],
  ["a command of either agent", "##[add-mask]x", "#\\u0023[add-mask]x"],
  ["three signs before it", "###[group]", "##\\u0023[group]"],
  ["a command of GitHub", "::error::x", "\\u003a:error::x"],
  ["the same behind blanks", "  \u3000::error::x", "  \u3000\\u003a:error::x"],
];
const kept = [
  "Zoë Müller-Łukasz, 株式会社, 東京 ñandú",
  "می\u200cخواهم",
  "क्\u200dष",
  "👨\u200d👩\u200d👧 Family ❤\ufe0f",
  "std::vector, a :: b, ## Heading, C##, [x]",
];

describe("what stays text", () => {
  it.each(shown)("%s", (_, text, expected) => {
    expect(visible(text)).toBe(expected);
    expect(isVisible(text)).toBe(text.trimStart().startsWith("::"));
  });

  it.each(kept)("%s is shown as it is", (text) => {
    expect(visible(text)).toBe(text);
    expect(isVisible(text)).toBe(true);
    expect(JSON.parse(toJson(text))).toBe(text);
    expect(toJson(text)).toBe(JSON.stringify(text));
  });

  it("lines of ours stay lines, and their colours ours", () => {
    expect(visibleLines("a\n ::error::\u001b[1mb")).toBe("a\n \\u003a:error::\\u001b[1mb");
    expect(paintedLines("\u001b[31ma\u001b[39m\n::x\u001b[2J")).toBe("\u001b[31ma\u001b[39m\n\\u003a:x\\u001b[2J");
  });

  it("in HTML and in Markdown by their own escapes", () => {
    expect(escapeHtml("##vso[x]\u202e<b>")).toBe("#&#35;vso[x]\\u202e&lt;b&gt;");
    expect(escapeHtml("a\n::error::x")).toBe("a\n&#58;:error::x");
    expect(escapeMarkdown("##[x]\u202e\n\u009b")).toBe("\\#\\#\\[x\\]\\\\u202e \\\\u009b");
    expect(code("##[x]\u202e")).toBe("<code>#&#35;[x]\\u202e</code>");
  });
});

/** Texts of which every part is something that an agent, a terminal or an eye would take for more than text. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(...shown.map(([, text]) => text), "#", ":", "[", "\n", " "),
      fc.string({ unit: "binary" }),
    ),
  )
  .map((parts) => parts.join(""));

describe("any text at all", () => {
  it("is one line without anything hidden and without a command, and does not change any more", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const line = visible(text);
        expect(line).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]|##[a-z.]*\[|^\s*::/iu);
        expect(visible(line)).toBe(line);
        expect(paintedLines(line)).toBe(line);
      }),
    );
  });

  it("is the same text once its JSON is read", () => {
    fc.assert(
      fc.property(hostile, fc.constantFrom(0, 2), (text, indent) => {
        const json = toJson({ [text]: [text] }, indent);
        expect(JSON.parse(json)).toEqual({ [text]: [text] });
        for (const line of json.split("\n"))
          expect(line).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]|##[a-z.]*\[|^\s*::/iu);
      }),
    );
  });
});
