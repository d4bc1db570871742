import { ftruncateSync, openSync, closeSync, symlinkSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadStack } from "../../src/stack/load-stack";
import { formatProblem } from "../../src/stack/problems/format-problem";
import { hasLinks } from "../support/links";
import { costOf, findingsOf, fullProblemsOf, loadGood, makeFolder, now, problemsOf } from "./support/stack-folder";

const head = "tenant: contoso.onmicrosoft.com\n";
const one = (rest: string): string =>
  `${head}assignments:\n  - name: a\n    licenses: [MCOEV]\n    users: [a@c.com]\n    ${rest}\n`;
const at = (...places: string[]): readonly string[] => places.map((place) => `stacks/test.yaml:${place}`);

describe("the shape of a stack", () => {
  it.each<[string, string, readonly string[], Record<string, string>?]>([
    ["malformed YAML", "tenant: [x\n", at("2:1 yaml-syntax")],
    ["a list instead of a map", "- tenant: x\n", at("1:1 wrong-type")],
    ["a missing tenant", "assignments: []\n", at("1:1 missing-key")],
    ["a tenant that is none", "tenant: contoso\n", at("1:9 tenant-name")],
    [
      "unknown keys, on every level",
      `${head}asignments: []\nlimits: { peple: 10% }\n`,
      at("2:1 unknown-key", "3:11 unknown-key"),
    ],
    ["an unknown key in an assignment", one("user: [b@c.com]"), at("6:5 unknown-key")],
    [
      "a key that only the stack file may have, in an included file",
      `${head}include: [p.yaml]\n`,
      ["stacks/p.yaml:1:1 unknown-key"],
      { "stacks/p.yaml": "limits: none-removed\n" },
    ],
    ["a value without list", `${head}protected: a@c.com\n`, at("2:12 wrong-type")],
    ["keys without value", `${head}protected:\nassignments:\n`, at("2:1 empty-value", "3:1 empty-value")],
    ["a percentage over 100", `${head}limits: { people: 101% }\n`, at("2:19 percentage")],
    ["a percentage without sign", `${head}limits: { people: 10 }\n`, at("2:19 percentage")],
    ["a negative number", `${head}limits: { atMost: -1 }\n`, at("2:19 wrong-value")],
    ["half a person", `${head}limits: { atMost: 2.5 }\n`, at("2:19 wrong-value")],
    ["a window that is none", `${head}limits: { per: 0d }\n`, at("2:16 duration")],
    ["another word for none-removed", `${head}limits: none\n`, at("2:9 wrong-value")],
    ["a scope that is none", `${head}authoritative: { skus: [MCOEV], scope: all }\n`, at("2:40 wrong-value")],
    ["authority over nothing", `${head}authoritative: { skus: [], scope: tenant }\n`, at("2:24 empty-value")],
    ["a country that is none", one("usageLocation: UK"), at("6:20 country")],
    ["a country in lower case", one("usageLocation: gb"), at("6:20 country")],
    ["pstn by another word", one("pstn: hybrid"), at("6:11 wrong-value")],
    ["a time zone that is none", `${head}timeZone: Mars/Olympus\n`, at("2:11 time-zone")],
    ["a severity that is none", `${head}rules: { person-repeated: fatal }\n`, at("2:27 wrong-value")],
    ["a rule that is none", `${head}rules: { person-repated: info }\n`, at("2:10 rule-unknown")],
    ["a rule that cannot be changed", `${head}rules: { plans-contradict: warning }\n`, at("2:10 rule-fixed")],
    ["an approval without reason", `${head}approve: [{ losses: 3, until: 2027-01-01 }]\n`, at("2:11 missing-key")],
    [
      "an approval of nothing",
      `${head}approve: [{ losses: 0, until: 2027-01-01, reason: x }]\n`,
      at("2:21 wrong-value"),
    ],
    [
      "an approval as a refused plan offers it, pasted",
      `${head}approve: [{ losses: 6, of: [MCOEV], until: 2027-01-01, reason: ... }]\n`,
      at("2:64 wrong-value"),
    ],
    [
      "a reason of no words",
      `${head}approve: [{ losses: 6, until: 2027-01-01, reason: "– ? 1" }]\n`,
      at("2:51 wrong-value"),
    ],
    ["a price below nothing", `${head}prices: { currency: EUR, monthly: { MCOEV: -1 } }\n`, at("2:44 wrong-value")],
    [
      "two prices for one product",
      `${head}prices: { currency: EUR, monthly: { ENTERPRISEPACK: 1, Office 365 E3: 2 } }\n`,
      at("2:56 wrong-value"),
    ],
  ])("reports %s", (_, text, expected, files = {}) => expect(problemsOf(text, files)).toEqual(expected));

  it("reports the problems of every layer in one run", () => {
    const text = `tenant: contoso.onmicrosoft.com
protekt: true
bundles: { voice: [MCOEVV x] }
assignments:
  - name: a
    licenses: [voice, Ofice 365 E3]
    users: [adele]
    usersFrom: nowhere.txt
    until: 2027-02-30
  - licenses: [MCOEV]
    users: 5
`;
    expect(problemsOf(text)).toEqual(
      at(
        "2:1 unknown-key",
        "3:20 license-unknown",
        "6:23 license-unknown",
        "7:13 principal-name",
        "8:16 file-missing",
        "9:12 date-invalid",
        "10:5 missing-key",
        "11:12 wrong-type",
      ),
    );
  });

  it("says what stands there, what is possible, and the nearest known name", () => {
    const said = (text: string): readonly string[] => fullProblemsOf(text).map(formatProblem);
    expect(said(`${head}limits: { people: 120% }\nprotekted: []\n`)).toEqual([
      "stacks/test.yaml:2:19: `people: 120%` does not fit here. A share lies between `0%` and `100%`. [percentage]",
      "stacks/test.yaml:3:1: There is no key `protekted` here. Did you mean `protected`? [unknown-key]",
    ]);
    expect(said(`${head}limits: all\n`)).toEqual([
      "stacks/test.yaml:2:9: `limits: all` does not fit here. Only `none-removed` is possible here. Or: A map is " +
        "expected here, with `people: …`, `atMost: …`, `per: …`. [wrong-value]",
    ]);
  });

  it("says all of it even where thousands of values are wrong", () => {
    const users = Array.from({ length: 5000 }, (_, index) => `    - person${index}`).join("\n");
    expect(problemsOf(`${head}assignments:\n- name: a\n  licenses: [MCOEV]\n  users:\n${users}\n`)).toHaveLength(5000);
  });
});

describe("licences", () => {
  const licensed = (entry: string): string =>
    `${head}assignments: [{ name: a, users: [a@c.com], licenses: [${entry}] }]\n`;

  it.each([
    ["a product name that is none", "Office 365 E33", "license-unknown", "Did you mean `Office 365 E3`"],
    ["a name that is nearly a bundle's", "e3-voce", "license-unknown", undefined],
    ["another company's licence", "fabrikam:MCOEV", "license-company", "Write `MCOEV`."],
    [
      "the placeholder of Microsoft's sample scripts",
      "'companyname:ENTERPRISEPACK '",
      "license-company",
      "Write `ENTERPRISEPACK`.",
    ],
    [
      "a service plan that is none",
      "{ sku: ENTERPRISEPACK, disable: [YAMER_ENTERPRISE] }",
      "plan-unknown",
      "Did you mean `YAMMER_ENTERPRISE`",
    ],
    [
      "disable and enable together",
      "{ sku: ENTERPRISEPACK, disable: [SWAY], enable: [TEAMS1] }",
      "plan-selection",
      "Keep `disable`",
    ],
    ["enable without plans", "{ sku: ENTERPRISEPACK, enable: [] }", "empty-value", "Name at least one"],
  ])("reports %s", (_, entry, code, remedy) => {
    const problems = fullProblemsOf(licensed(entry));
    expect(problems).toEqual([expect.objectContaining({ code })]);
    if (remedy !== undefined) expect(problems[0]?.remedy).toContain(remedy);
  });

  it.each([
    [
      "a part number that the catalog does not know",
      licensed("NEW_PRODUCT_2031"),
      ["stacks/test.yaml:2:55 license-uncatalogued"],
    ],
    [
      "a name that the tenant has to explain",
      licensed("Microsoft 365 Copilot"),
      ["stacks/test.yaml:2:55 license-ambiguous"],
    ],
    ["nothing in a name that Microsoft's documents explain in two ways", licensed("MCOPSTN5"), []],
    ["nothing in the account of a reseller", licensed('"reseller-account:MCOEV"'), []],
    [
      "a company that the tenant's name does not tell",
      `tenant: 84841066-274d-4ec0-a5c1-276be684bdd3\nassignments: [{ name: a, users: [a@c.com], licenses: ` +
        `["contoso:MCOEV"] }]`,
      ["stacks/test.yaml:2:55 license-company-unchecked"],
    ],
    [
      "a released person who is declared, which only the tenant can judge",
      `${one("")}release: [A@C.com]\n`,
      ["stacks/test.yaml:7:11 release-unchecked"],
    ],
    [
      "a released group that is declared, which only the tenant can judge",
      `${head}assignments: [{ name: a, licenses: [MCOEV], groups: [Team] }]\nrelease: [team]\n`,
      ["stacks/test.yaml:3:11 release-unchecked"],
    ],
  ])("finds %s, and goes on", (_, text, expected) => expect(findingsOf(text)).toEqual(expected));

  it.each([
    [
      "two bundles of one name, in whatever case",
      `${head}bundles:\n  voice: [MCOEV]\n  Voice: [MCOEV]\n`,
      at("4:3 bundle-name"),
    ],
    ["a bundle that is called like a licence", `${head}bundles: { mcoev: [MCOEV] }\n`, at("2:12 bundle-name")],
    ["a bundle in a bundle", `${head}bundles: { a-b: [MCOEV], c: [A-B] }\n`, at("2:30 bundle-name")],
    [
      "a problem in a bundle once, however often it is used",
      `${head}bundles: { b-b: [Ofice 365 E3] }\nassignments: [{ name: a, licenses: [b-b], users: [a@c.com] }, { ` +
        `name: b, licenses: [b-b], users: [b@c.com] }]\n`,
      at("2:18 license-unknown"),
    ],
    [
      "only the bundle that is no list, not its uses",
      `${head}bundles: { b-b: MCOEV }\nassignments: [{ name: a, licenses: [b-b], users: [a@c.com] }]\n`,
      at("2:17 wrong-type"),
    ],
    [
      "a bundle that is written like an assignment once, not its uses",
      `${head}bundles:\n  name: office-voice\n  licenses: [MCOEV]\nassignments: [{ name: a, licenses: ` +
        `[office-voice], users: [a@c.com] }]\n`,
      at("3:9 wrong-type"),
    ],
  ])("reports %s", (_, text, expected) => expect(problemsOf(text)).toEqual(expected));
});

describe("people and groups", () => {
  const two = (first: string, second: string): string =>
    `${head}assignments:\n  - { name: a, ${first} }\n  - { name: b, ${second} }\n`;

  it.each([
    [
      "contradicting service plans for one person",
      two(
        "users: [x@c.com], licenses: [{ sku: ENTERPRISEPACK, disable: [SWAY] }]",
        "users: [X@c.com], licenses: [{ sku: ENTERPRISEPACK, enable: [TEAMS1] }]",
      ),
      "4:45 plans-contradict",
    ],
    [
      "contradicting usage locations",
      two(
        "users: [x@c.com], licenses: [MCOEV], usageLocation: US",
        "users: [x@c.com], licenses: [MCOEV], usageLocation: GB",
      ),
      "4:68 location-contradicts",
    ],
    [
      "one group under two spellings",
      two("groups: [Sales Team], licenses: [MCOEV]", "groups: [sales team], licenses: [MCOEV]"),
      "4:25 group-two-spellings",
    ],
    [
      "two assignments of one name",
      two("users: [x@c.com], licenses: [MCOEV]", "users: [x@c.com], licenses: [MCOEV]").replace("name: b", "name: A"),
      "4:5 assignment-name",
    ],
    [
      "a Calling Plan for people on their own phone lines",
      two("users: [x@c.com], licenses: [MCOEV], pstn: onPremises", "users: [x@c.com], licenses: [MCOPSTN1]"),
      "4:45 calling-plan-on-premises",
    ],
  ])("reports %s, and names both places", (_, text, expected) => {
    const problems = fullProblemsOf(text);
    expect(problems.map((problem) => `${problem.place.line}:${problem.place.column} ${problem.code}`)).toEqual([
      expected,
    ]);
    expect(problems[0]?.message).toMatch(/stacks\/test\.yaml(:3|, line 3)/);
  });

  it("reports a contradiction that 1,000 people share once", () => {
    const names = Array.from({ length: 1000 }, (_, index) => `p${index}@c.com`).join(", ");
    const problems = fullProblemsOf(
      two(
        `users: [${names}], licenses: [MCOEV], usageLocation: US`,
        `users: [${names}], licenses: [MCOEV], usageLocation: GB`,
      ),
    );
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toContain("(for p0@c.com and 999 more)");
  });

  it.each([
    ["a protected person who is declared", `${one("")}protected: [A@c.com]\n`, at("7:13 protected-declared")],
    [
      "a protected person whose assignment has not begun",
      `${one("from: 2030-01-01")}protected: [a@c.com]\n`,
      at("7:13 protected-declared"),
    ],
    [
      "malformed names, wherever they stand",
      `${one("")}protected: [b]\nrelease: ["c d@x.com"]\nallowInterruption: ["@x.com"]\n`,
      at("7:13 principal-name", "8:11 principal-name", "9:21 principal-name"),
    ],
    ["an assignment to nobody", `${head}assignments: [{ name: a, licenses: [MCOEV] }]\n`, at("2:15 assignment-nobody")],
    [
      "a malformed name in an approval",
      `${head}approve: [{ losses: 1, of: ["@c.com"], until: 2027-01-01, reason: x }]\n`,
      at("2:29 principal-name"),
    ],
  ])("reports %s", (_, text, expected) => expect(problemsOf(text)).toEqual(expected));

  it.each([
    [
      "one person under two spellings",
      two("users: [Adele@c.com], licenses: [MCOEV]", "users: [adele@c.com], licenses: [MCOEV]"),
      ["stacks/test.yaml:4:24 person-two-spellings"],
    ],
    ["a person twice in one assignment", one("usersFrom: l.txt"), ["stacks/l.txt:2:1 person-repeated"]],
    [
      "an empty assignment",
      `${head}assignments: [{ name: a, licenses: [MCOEV], users: [] }]\n`,
      ["stacks/test.yaml:2:15 assignment-empty"],
    ],
    [
      "an order where a shortage is refused as a whole",
      `${head}assignments: [{ name: a, licenses: [MCOEV], users: [a@c.com], priority: 3, together: true }]\n`,
      ["stacks/test.yaml:2:15 order-undecided"],
    ],
    [
      "a usage location for a group",
      `${head}assignments: [{ name: a, licenses: [MCOEV], groups: [G], usageLocation: GB }]\n`,
      ["stacks/test.yaml:2:73 location-of-group"],
    ],
    [
      "an approval that is over",
      `${head}approve: [{ losses: 1, until: 2026-11-22, reason: x }]\n`,
      ["stacks/test.yaml:2:11 approval-expired"],
    ],
    [
      "an approval of something unknown",
      `${head}approve: [{ losses: 1, of: [The Lyon Team], until: 2027-01-01, reason: x }]\n`,
      ["stacks/test.yaml:2:29 approval-unknown"],
    ],
    ["an assignment that has ended", one("until: 2026-11-22"), ["stacks/test.yaml:6:12 assignment-ended"]],
    [
      "an interruption of somebody else",
      `${head}allowInterruption: [b@c.com]\n`,
      ["stacks/test.yaml:2:21 interruption-undeclared"],
    ],
  ])("finds %s, and goes on", (_, text, expected) =>
    expect(
      findingsOf(text, { "stacks/l.txt": "b@c.com\nA@c.com\n" }).filter(
        (found) => !found.includes("two-spellings") || _.includes("spellings"),
      ),
    ).toEqual(expected),
  );

  it("lets a stack silence a finding, or make it an error", () => {
    const text =
      `${head}assignments: [{ name: a, licenses: [MCOEV], users: [] }]\n` + "rules: { assignment-empty: SEVERITY }\n";
    expect(findingsOf(text.replace("SEVERITY", "off"))).toEqual([]);
    expect(problemsOf(text.replace("SEVERITY", "error"))).toEqual(at("2:15 assignment-empty"));
  });
});

describe("dates", () => {
  it.each([
    ["no date", one("until: soon"), at("6:12 date-invalid")],
    ["a day that no calendar has", one("until: 2027-02-29"), at("6:12 date-invalid")],
    ["a date in another order", one("from: 31.03.2027"), at("6:11 date-invalid")],
    ["until before from", one("{}").replace("{}", "from: 2027-05-02\n    until: 2027-05-01"), at("7:12 date-order")],
    [
      "an approval until no day",
      `${head}approve: [{ losses: 1, until: 2027-02-30, reason: x }]\n`,
      at("2:31 date-invalid"),
    ],
  ])("reports %s", (_, text, expected) => expect(problemsOf(text)).toEqual(expected));
});

describe("files", () => {
  const including = `${head}include: [FILE]\n`;
  const listing = `${head}assignments: [{ name: a, licenses: [MCOEV], usersFrom: FILE }]\n`;
  const l = (text: string, file: string): string => text.replace("FILE", file);

  it.each([
    ["a list that is not there", l(listing, "nowhere.txt"), at("2:56 file-missing")],
    ["an included file that is not there", l(including, "nowhere.yaml"), at("2:11 file-missing")],
    ["an empty list", l(listing, "empty.txt"), at("2:56 list-empty")],
    ["a list outside of the folder", l(listing, "../outside.txt"), at("2:56 file-outside-folder")],
    [
      "a list by a way that leaves the folder and comes back",
      l(listing, "../stacks/../outside.txt"),
      at("2:56 file-outside-folder"),
    ],
    ["a list by its absolute name", l(listing, "/etc/passwd"), at("2:56 file-outside-folder")],
    ["an included file outside of the folder", l(including, "../outside.yaml"), at("2:11 file-outside-folder")],
    ["a folder", l(listing, "lists"), at("2:56 file-unreadable")],
    ["a file below a file", l(listing, "empty.txt/x.txt"), at("2:56 file-missing")],
    ["a stack that includes itself", l(including, "test.yaml"), at("2:11 include-circular")],
    ["files that include each other", l(including, "one.yaml"), ["stacks/two.yaml:1:11 include-circular"]],
    ["a list in a code page", l(listing, "latin.txt"), ["stacks/latin.txt:2:1 file-encoding"]],
    ["malformed YAML in an included file", l(including, "broken.yaml"), ["stacks/broken.yaml:2:1 yaml-syntax"]],
  ])("reports %s", (_, text, expected) => {
    const files = {
      "outside.txt": "a@c.com",
      "outside.yaml": "protected: [a@c.com]",
      "stacks/empty.txt": "\n# nobody\n",
      "stacks/lists/a.txt": "a@c.com",
      "stacks/one.yaml": "include: [two.yaml]\n",
      "stacks/two.yaml": "include: [one.yaml]\n",
      "stacks/latin.txt": Buffer.from("a@c.com\nzo\u00eb@c.com\n", "latin1"),
      "stacks/broken.yaml": "a: [\n",
    };
    expect(problemsOf(text, files)).toEqual(expected);
  });

  it.skipIf(!hasLinks())("refuses links, of files and of folders, even where they stay inside of the folder", () => {
    const root = makeFolder({
      "stacks/a.yaml":
        `${head}assignments:\n- { name: a, licenses: [MCOEV], usersFrom: [link.txt, folder/real.txt, ` +
        `lists/real.txt] }\n`,
      "stacks/lists/real.txt": "a@c.com",
    });
    symlinkSync(join(root, "stacks/lists/real.txt"), join(root, "stacks/link.txt"));
    symlinkSync(join(root, "stacks/lists"), join(root, "stacks/folder"));
    symlinkSync(join(root, "stacks/a.yaml"), join(root, "stacks/b.yaml"));
    const codes = (file: string): readonly string[] => {
      const result = loadStack(file, { now, root });
      return result.kind === "invalid"
        ? result.problems.map((problem) => `${problem.place.line}:${problem.place.column} ${problem.code}`)
        : [];
    };
    expect(codes("stacks/a.yaml")).toEqual(["3:45 file-link", "3:55 file-link"]);
    expect(codes("stacks/b.yaml")).toEqual(["1:1 file-link"]);
  });

  it.each([
    ["the stack itself", "stacks/a.yaml", "stacks/a.yaml:1:1 file-too-large"],
    ["a list", "stacks/big.txt", "stacks/a.yaml:2:56 file-too-large"],
  ])("refuses 100 MB before reading them: %s", (_, big, expected) => {
    const root = makeFolder({ "stacks/a.yaml": l(listing, "big.txt"), "stacks/big.txt": "" });
    const handle = openSync(join(root, big), "r+");
    ftruncateSync(handle, 100 * 1024 * 1024);
    closeSync(handle);
    let result = loadStack("stacks/nowhere.yaml", { now, root });
    const cost = costOf(() => {
      result = loadStack("stacks/a.yaml", { now, root });
    });
    expect(
      result.kind === "invalid" &&
        result.problems.map(
          (problem) => `${problem.place.file}:${problem.place.line}:${problem.place.column} ${problem.code}`,
        ),
    ).toEqual([expected]);
    expect(cost).toBeLessThan(500);
  });

  it("names the stacks that are there where one is missing", () => {
    const root = makeFolder({ "stacks/prod.yaml": head, "stacks/dev.yml": head, "stacks/notes.md": "" });
    const result = loadStack("stacks/staging.yaml", { now, root });
    expect(result.kind === "invalid" && result.problems.map(formatProblem)).toEqual([
      "stacks/staging.yaml:1:1: There is no file `stacks/staging.yaml`. Write it, or name one that is there: " +
        "`stacks/dev.yml`, `stacks/prod.yaml`. [file-missing]",
    ]);
  });

  it("survives a folder in the place of the stack file, and a stack folder that is not there", () => {
    const root = makeFolder({});
    mkdirSync(join(root, "stacks/a.yaml"), { recursive: true });
    for (const [file, code] of [
      ["stacks/a.yaml", "file-unreadable"],
      ["nowhere/a.yaml", "file-missing"],
    ] as const) {
      const result = loadStack(file, { now, root });
      expect(result).toMatchObject({ kind: "invalid", problems: [{ code }] });
    }
  });
});

it("says of a key in an included file where it belongs", () => {
  const [problem] = fullProblemsOf(`${head}include: [p.yaml]\n`, { "stacks/p.yaml": "limits: none-removed\n" });
  expect(problem?.remedy).toBe("It belongs in the stack file itself, not in a file that it includes.");
});

it("says once that thousands of people stand twice, or in two spellings", () => {
  const names = Array.from({ length: 3000 }, (_, index) => `p${index}@c.com`);
  const text =
    `${head}assignments:\n  - { name: a, licenses: [MCOEV], usersFrom: [l.txt, m.txt] }\n  - { name: b, licenses: ` +
    `[MCOEV], usersFrom: n.txt }\n`;
  const files = {
    "stacks/l.txt": names.join("\n"),
    "stacks/m.txt": names.join("\n"),
    "stacks/n.txt": names.join("\n").toUpperCase(),
  };
  expect(loadGood(text, files).findings.map(formatProblem)).toEqual([
    "stacks/m.txt:1:1: p0@c.com and 2999 more stand in the assignment `a` twice; p0@c.com first in stacks/l.txt, " +
      "line 1. Take one out, unless another was meant. [person-repeated]",
    "stacks/n.txt:1:1: P0@C.COM and p0@c.com (stacks/l.txt:1:1) are one person under two spellings, and so are " +
      "2999 others; the first spelling is used. [person-two-spellings]",
  ]);
});

it("asks for forward slashes where a list is named with backward ones", () => {
  const [problem] = fullProblemsOf(
    `${head}assignments: [{ name: a, licenses: [MCOEV], usersFrom: 'lists\\sales.txt' }]\n`,
    { "stacks/lists/sales.txt": "a@c.com" },
  );
  expect(problem).toMatchObject({ code: "file-missing", remedy: "Write forward slashes between folders." });
});
