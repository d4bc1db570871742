import fc from "fast-check";
import { dump } from "js-yaml";
import { z } from "zod";
import { describe, expect, it } from "vitest";
import { checkDocument } from "../../src/stack/language/check-document";
import { part, stackDocument } from "../../src/stack/language/document";
import { formatProblem } from "../../src/stack/problems/format-problem";
import { stackLimits } from "../../src/stack/problems/limits";
import { readYaml } from "../../src/stack/yaml/yaml-tree";
import { costOf, fullProblemsOf, load, problemsOf } from "./support/stack-folder";

const head = "tenant: contoso.onmicrosoft.com\n";
const at = (...places: string[]): readonly string[] => places.map((place) => `stacks/test.yaml:${place}`);

describe("a known word as an unknown key, which was looked at for ever", () => {
  it("a bundle that is written like an assignment", () => {
    const text = `${head}bundles:\n  name: office-voice\n  licenses: [Office 365 E3, MCOEV]\n`;
    expect(problemsOf(text)).toEqual(at("3:9 wrong-type"));
  });

  it.each(["name", "licenses", "tenant", "reason"])("%s, wherever maps are", (word) => {
    const everywhere = [
      `${head}${word === "tenant" ? "name" : word}: x\n`,
      `${head}bundles: { ${word}: x }\n`,
      `${head}limits: { ${word}: x }\n`,
      `${head}rules: { ${word}: x }\n`,
      `${head}prices: { currency: EUR, monthly: { ${word}: x } }\n`,
      `${head}usageLocation: { ${word}: x }\n`,
      `${head}assignments: [{ name: a, users: [a@c.com], licenses: [{ sku: MCOEV, ${word}: x }] }]\n`,
      `${head}approve: [{ losses: 1, until: 2027-01-01, reason: It closes., ${word}2: x, ${word}: }]\n`,
    ];
    for (const text of everywhere) expect(problemsOf(text), text).not.toEqual([]);
  });

  it("says of prices that are none what is expected, in words of its own", () => {
    const told = fullProblemsOf(`${head}prices: { currency: EUR, monthly: x }\n`).concat(
      fullProblemsOf(`${head}prices: { currency: EUR }\n`),
    );
    expect(told.map(({ code, remedy }) => [code, remedy])).toEqual([
      ["wrong-type", "A map is expected here: `licence: price`."],
      ["missing-key", "A map is expected here: `licence: price`."],
    ]);
  });

  it.each(["constructor", "toString", "__proto__", "hasOwnProperty", "valueOf"])("the key %s", (word) => {
    for (const text of [
      `${head}${word}: x\n`,
      `${head}bundles: { ${word}: [NO_SUCH, x y] }\n`,
      `${head}rules: { ${word}: error }\n`,
      `${head}limits: { ${word}: x }\n`,
      `${head}prices: { currency: EUR, monthly: { ${word} x: 1 } }\n`,
      `${head}assignments: [{ ${word}: a, users: [a@c.com], licenses: [MCOEV] }]\n`,
    ])
      expect(problemsOf(text), text).not.toEqual([]);
  });

  it("a bundle __proto__ is refused, not empty", () =>
    expect(problemsOf(`${head}bundles: { __proto__: [MCOEV] }\n`)).toEqual(at("2:12 unknown-key")));
});

describe("a text that the engine would print for an agent or a terminal to obey", () => {
  it.each([
    [
      "a group",
      `assignments: [{ name: a, licenses: [MCOEV], groups: ["##vso[task.setvariable variable=x]y"] }]`,
      "group-name",
    ],
    [
      "a group that hides something",
      `assignments: [{ name: a, licenses: [MCOEV], groups: ["Sales\\u202e"] }]`,
      "group-name",
    ],
    ["an assignment", `assignments: [{ name: "a\\e[31m", licenses: [MCOEV], users: [a@c.com] }]`, "wrong-value"],
    ["a reason", `approve: [{ losses: 1, until: 2027-01-01, reason: "It closes. ##[add-mask]x" }]`, "wrong-value"],
    ["somebody to release", `release: ["##[group]x"]`, "wrong-value"],
    ["a currency", `prices: { currency: "E\\u009bUR", monthly: { MCOEV: 1 } }`, "wrong-value"],
    ["a person", `protected: ["a\\u2066@c.com"]`, "principal-name"],
  ])("%s", (_, text, code) => {
    expect(fullProblemsOf(`${head}${text}\n`).map((problem) => problem.code)).toEqual([code]);
  });

  it("and says how such a group can be named all the same", () => {
    const text = `${head}assignments: [{ name: a, licenses: [MCOEV], groups: ["##[x]"] }]\n`;
    expect(fullProblemsOf(text)[0]?.remedy).toContain("Name such a group by its object id.");
  });
});

/** Documents of the words of the language, in places where they belong and where they do not. */
function anything(): fc.Arbitrary<unknown> {
  const words = [
    ...new Set(JSON.stringify(z.toJSONSchema(stackDocument)).match(/(?<=")[A-Za-z]{2,20}(?=":)/g) ?? []),
    "constructor",
    "toString",
    "__proto__",
  ];
  const leaf = fc.oneof(
    fc.constantFrom<unknown>(null, true, 0, 7, -1, "", "x", "10%", "7d", "US", "a@c.com", "MCOEV", "2027-01-01"),
    fc.constantFrom(...words),
  );
  const key = fc.constantFrom(...words);
  return fc.letrec((tie) => ({
    value: fc.oneof({ depthSize: "small" }, leaf, tie("list"), tie("map")),
    list: fc.array(tie("value"), { maxLength: 4 }),
    map: fc.array(fc.tuple(key, tie("value")), { maxLength: 7 }).map((entries) => Object.fromEntries(entries)),
  }))["map"];
}

describe("documents of the words of the language, anywhere", () => {
  it("are checked in as many rounds as they have levels, and everything stands at a place", () => {
    fc.assert(
      fc.property(anything(), fc.boolean(), (document, whole) => {
        const yaml = readYaml(dump(document), "x.yaml");
        if (yaml.kind === "invalid") return;
        let rounds = 0;
        const counting = z.unknown().superRefine((value, context) => {
          rounds += 1;
          // What would go on for ever ends here, red.
          if (rounds > 40) throw new Error(`more than 40 rounds over ${JSON.stringify(document)}`);
          const result = (whole ? stackDocument : part).safeParse(value);
          for (const issue of result.error?.issues ?? []) context.addIssue({ ...issue, input: value } as never);
        });
        const checked = checkDocument(counting, yaml.root, { tenant: "c.com", "assignments.*.name": "a" });
        expect(rounds).toBeLessThanOrEqual(40);
        for (const problem of checked.problems) expect(formatProblem(problem)).toMatch(/^x\.yaml:\d+:\d+: .*\[.+\]$/);
      }),
      { numRuns: 300 },
    );
  });

  it("load without an exception", () => {
    fc.assert(
      fc.property(anything(), (document) => {
        expect(load(dump({ tenant: "c.com", ...(document as object) })).kind).toMatch(/ok|invalid/);
      }),
      { numRuns: 60 },
    );
  });
});

describe("more than a stack may ask for", () => {
  const one = (rest: string): string =>
    `${head}assignments:\n  - name: a\n    licenses: [MCOEV]\n    users: [a@c.com]\n    ${rest}\n`;
  const many = (number: number, entry: (index: number) => string): string =>
    Array.from({ length: number }, (_, index) => entry(index)).join("\n");

  it.each([
    ["a NUL in the name of a list", one(`usersFrom: "a\\0b.txt"`), at("6:16 file-missing")],
    ["a name that is longer than file systems have", one(`usersFrom: ${"a".repeat(900)}`), at("6:16 file-unreadable")],
    ["a name of a file as long as a book", one(`usersFrom: ${"a".repeat(1001)}`), at("6:16 limit-exceeded")],
    ["a NUL in the name of a part", `${head}include: ["a\\0"]\n`, at("2:11 file-missing")],
    [
      "keys without end",
      `${head}bundles:\n${many(5001, (index) => `  b-${index}: [MCOEV]`)}\n`,
      at("5003:3 limit-exceeded"),
    ],
    [
      "bundles without end",
      `${head}bundles:\n${many(1001, (index) => `  b-${index}: [MCOEV]`)}\n`,
      at("1003:3 limit-exceeded"),
    ],
    [
      "licences that nobody sells",
      `${head}bundles:\n  many:\n${many(502, (index) => `  - NO_SUCH_${index}`)}\n`,
      at("504:5 limit-exceeded"),
    ],
  ])("%s", (_, text, expected) => expect(problemsOf(text)).toEqual(expected));

  it("names of a hundred words each, compared with all that is sold", () => {
    const words = (at: number): string =>
      Array.from({ length: 80 }, (_, word) => `${word}x${at % 10}`.slice(0, 3)).join(" ");
    const text = `${head}bundles:\n  many:\n${many(499, (at) => `    - ${at} ${words(at)}`.slice(0, 250))}\n`;
    let told: readonly string[] = [];
    expect(costOf(() => (told = problemsOf(text)))).toBeLessThan(1_000);
    expect(told).toHaveLength(499);
  });

  it("2,500 parts, each included by the one before", () => {
    const files = Object.fromEntries(
      Array.from({ length: 2500 }, (_, index) => [`stacks/p${index}.yaml`, `include: [p${index + 1}.yaml]\n`]),
    );
    const problems = fullProblemsOf(`${head}include: [p0.yaml]\n`, files);
    expect(problems.map(formatProblem)).toEqual([
      "stacks/p19.yaml:1:11: `stacks/p20.yaml` is the end of a chain of 21 files that include each other; the limit " +
        "is 20. Include it in the stack file itself. [limit-exceeded]",
    ]);
  });

  it("a list of everybody that a thousand assignments name", () => {
    const list = many(1000, (index) => `p${index}@c.com`);
    const assignments = many(1000, (index) => `- { name: a${index}, licenses: [MCOEV], usersFrom: l.txt }`);
    const text = `${head}assignments:\n${assignments}\n`;
    expect(fullProblemsOf(text, { "stacks/l.txt": list }).map(formatProblem)).toEqual([
      "stacks/test.yaml:303:3: With `a300` this stack names 301,000 people and groups, each as often as it is named; " +
        "the limit is 300,000. Use groups, or divide the stack. [limit-exceeded]",
    ]);
  });

  it("is refused, or read, in seconds", () => {
    const bundles = many(999, (index) => `  b-${index}: [MCOEV]`);
    const wide = Array.from({ length: 999 }, (_, index) => `b-${index}`).join(", ");
    for (const text of [
      `${head}${many(4900, (index) => `key-${index}: x`)}\n`,
      `${head}${many(200_000, (index) => `key-${index}: x`)}\n`,
      `${head}rules:\n${many(4900, (index) => `  rule-${index}: error`)}\n`,
      `${head}bundles:\n${bundles}\nassignments: [{ name: a, users: [a@c.com], licenses: [${wide}] }]\n`,
      `${head}assignments: [{ name: a, users: [a@c.com], licenses: [${many(20_000, (index) => `x ${index},`)}] }]\n`,
      `${head}? ${"[".repeat(5000)}\n`,
    ]) {
      const cost = costOf(() => expect(problemsOf(text).length, text.slice(0, 80)).toBeGreaterThanOrEqual(0));
      expect(cost, text.slice(0, 80)).toBeLessThan(8000);
    }
  });

  it("a million lines in a list", () => {
    const text = many(1_000_000, (index) => `p${index}@c.com`);
    const problems = fullProblemsOf(`${head}assignments: [{ name: a, licenses: [MCOEV], usersFrom: l.txt }]\n`, {
      "stacks/l.txt": text,
    });
    expect(problems.map((problem) => problem.code)).toEqual(["limit-exceeded"]);
    expect(problems[0]?.place).toEqual({ file: "stacks/l.txt", line: stackLimits.named + 1, column: 1 });
  }, 180_000);
});
