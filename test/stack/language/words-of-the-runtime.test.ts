import { describe, expect, it } from "vitest";
import { stackDocument } from "../../../src/stack/language/document";
import { checkDocument } from "../../../src/stack/language/check-document";
import { readYaml } from "../../../src/stack/yaml/yaml-tree";

/** Every key of the language, each with something that fits. */
const whole = {
  tenant: "contoso.com",
  include: ["part.yaml"],
  bundles: { voice: ["Office 365 E3", { sku: "MCOEV", enable: ["MCOEV"] }] },
  assignments: [
    {
      name: "a",
      licenses: ["voice", { sku: "VISIOCLIENT", disable: ["ONEDRIVE_BASIC"] }],
      users: ["adele@contoso.com"],
      usersFrom: [{ file: "lists/b.csv", column: "UPN" }, "lists/a.txt"],
      groups: ["Sales", { create: { displayName: "New", members: ["adele@contoso.com"], protect: true } }],
      from: "2020-01-01",
      until: "2099-12-31",
      together: true,
      pstn: "onPremises",
      usageLocation: "GB",
    },
  ],
  usageLocation: { default: "US", from: "country" },
  authoritative: { skus: ["VISIOCLIENT"], scope: "declared" },
  limits: { people: "10%", atMost: 25, per: "7d" },
  rules: { "paid-twice": "info" },
  allowInterruption: ["cid@contoso.com"],
  protected: ["breakglass@contoso.com"],
  onMissingUser: "wait",
  onShortage: "refuse",
  approve: [{ losses: 3, of: ["STANDARDPACK"], until: "2099-12-31", reason: "The office closes." }],
  prices: { currency: "EUR", monthly: { "Office 365 E3": 21.3 } },
  timeZone: "Europe/Paris",
  protect: false,
  release: ["moved@contoso.com"],
};

/** Words that mean something to the language that this is written in, or to a library. */
const words = ["length", "toString", "valueOf", "constructor", "then", "hasOwnProperty", "message"];
words.push("Symbol(Symbol.toPrimitive)", "prototype", "callee", "issues", "_zod");
const values: readonly unknown[] = [1e9, "x", [], { toString: 1 }, { valueOf: null, length: { toString: 1 } }];

type Step = string | number;

function pathsOf(value: unknown, path: readonly Step[] = []): readonly (readonly Step[])[] {
  const entries: readonly [Step, unknown][] = Array.isArray(value)
    ? value.map((item, index) => [index, item])
    : typeof value === "object" && value !== null
      ? Object.entries(value)
      : [];
  return [path, ...entries.flatMap(([step, inner]) => pathsOf(inner, [...path, step]))];
}

function putAt(document: unknown, [step, ...rest]: readonly Step[], value: unknown): unknown {
  if (step === undefined) return value;
  if (Array.isArray(document)) return document.map((item, at) => (at === step ? putAt(item, rest, value) : item));
  const map = document as Readonly<Record<string, unknown>>;
  return { ...map, [step]: putAt(map[step], rest, value) };
}

/** A word that is like a key of the language is taken for it. */
const guessed = (remedy = ""): string => remedy.replace(/^(?:Did you mean|Known are) .*/, "");

/** What is said of a document: where, with which code, and what. */
function told(document: unknown): readonly string[] {
  const read = readYaml(JSON.stringify(document, null, 1), "stacks/test.yaml");
  if (read.kind === "invalid") throw new Error(JSON.stringify(read.problems));
  const { problems } = checkDocument(stackDocument, read.root);
  return problems.map(({ place, code, message, remedy }) => `${place.line} ${code} ${message} ${guessed(remedy)}`);
}

describe("a map whose keys are words of the runtime", () => {
  it("is what any map is, wherever it stands", { timeout: 60_000 }, () => {
    expect(told(whole)).toEqual([]);
    const paths = pathsOf(whole);
    expect(paths.length).toBeGreaterThan(70);
    for (const path of paths)
      for (const value of values) {
        const any = told(putAt(whole, path, { anyword: value }));
        for (const word of words)
          expect(
            told(putAt(whole, path, { [word]: value })).map((line) => line.replaceAll(`\`${word}`, "`anyword")),
            `${path.join(".")}: { ${word}: ${JSON.stringify(value)} }`,
          ).toEqual(any);
      }
  });
});
