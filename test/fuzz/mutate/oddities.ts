import type { Chance } from "../support/chance";

/** Texts that somebody, or a program in between, has put where they do not belong. */
const oddTexts: readonly string[] = [
  ...["", " ", "\t", "\n", "\r\n", "\u0000", "a\u0000b", "\u0085", "\u2028", "\u2029", "\ufeff", "\u200b", "\u00a0"],
  ...[
    "\u202e",
    "\u2066x\u2069",
    "\u001b[31m",
    "\u001b]0;x\u0007",
    "\u009b31m",
    "\ud800",
    "\udfff",
    "\u{1f600}",
    "\u{e0041}",
  ],
  ...["::error::x", "\n::stop-commands::x", "##vso[task.setvariable variable=x]y", "##[group]x", "a ##[add-mask]x"],
  ...["__proto__", "constructor", "toString", "valueOf", "hasOwnProperty", "prototype", "length", "then", "toJSON"],
  ...["null", "true", "no", "~", "0", "-0", "-1", "1e308", "1e999", ".inf", ".nan", "NaN", "0x1F", "0o17", "1_000"],
  ...["9007199254740993", "2027-02-30", "2027-03-31", "0000-00-00", "10000-01-01", "10%", "101%", "7d", "366d"],
  ...["../x", "/etc/passwd", "..\\x", "C:\\x", "con", "a/../b", "//x", ".", "..", "x\u0000.txt", "%2e%2e/"],
  ...["#", "# x", "\\#x@c.com", "#x@c.com", "*a", "&a", "!!str x", "!x", "<<", "- x", "a: b", "{", "}", "[", "]"],
  ...['"', "'", "`", "|", ">", "%", "@", "@@", "a@b", "a@c.com", "A@C.COM", "а@c.com", "a@c.com;b@c.com", "<a@c.com>"],
  ...[
    "ENTERPRISEPACK",
    "enterprisepack",
    "Office 365 E3",
    "contoso:ENTERPRISEPACK",
    "6fd2c87f-b296-42f0-b197-1e91e994b900",
  ],
  ...[
    "=1+1",
    "@SUM(1)",
    "+1",
    "-1;",
    "<script>x</script>",
    "](x)",
    "|x|",
    "${x}",
    "$(x)",
    "%s",
    "{{x}}",
    "é",
    "e\u0301",
  ],
];

/** Values of another type than is expected, or too much of one. */
const oddValues: readonly unknown[] = [
  ...[null, true, false, 0, -0, -1, 0.5, 1e21, 1e308, 2 ** 53, -(2 ** 31)],
  ...[
    [],
    {},
    [[]],
    [null],
    [{}],
    { a: 1 },
    { valueOf: 1, toString: 1 },
    { length: 1e9 },
    { length: { toString: 1 } },
    { then: 1 },
    { toJSON: 1 },
  ],
];

export class Oddities {
  readonly #words: readonly string[];

  /** @param words known ones, to stand where they do not belong */
  constructor(words: readonly string[]) {
    this.#words = words;
  }

  text(chance: Chance): string {
    const way = chance.below(100);
    if (way < 40 && this.#words.length > 0) return chance.pick(this.#words);
    if (way < 90) return chance.pick(oddTexts);
    if (way < 97) return chance.pick(oddTexts) + chance.pick(this.#words.length > 0 ? this.#words : oddTexts);
    return chance.pick(["a", "é", "\u{1f600}", "\u200b", "a,", "a ", "(", "-A", "@"]).repeat(this.#length(chance));
  }

  value(chance: Chance): unknown {
    return chance.happens(2) ? chance.pick(oddValues) : this.text(chance);
  }

  /** Mostly just above what names may have; seldom so long that what is not linear shows. */
  #length(chance: Chance): number {
    return chance.happens(40) ? 100_000 : 200 + chance.below(1_000);
  }
}
