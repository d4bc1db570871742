import fc from "fast-check";
import { dump } from "js-yaml";
import { describe, expect, it } from "vitest";
import { canonicalLines } from "../../../src/stack/canonical-lines";
import { loadProgramStack } from "../../../src/stack/load-program-stack";
import { formatProblem } from "../../../src/stack/problems/format-problem";
import { policyInput } from "../../../src/stack/policy-input";
import type { Stack, StackResult } from "../../../src/stack/stack";
import { load, now } from "../support/stack-folder";

const everything = {
  tenant: "contoso.onmicrosoft.com",
  usageLocation: { default: "US", from: "country" },
  bundles: { "e3-voice": ["Office 365 E3", "MCOEV", "MCOPSTN1"] },
  assignments: [
    {
      name: "sales",
      licenses: ["e3-voice", { sku: "VISIOCLIENT", disable: ["ONEDRIVE_BASIC"] }],
      users: ["adele@contoso.com", "diego@contoso.com"],
      groups: ["Sales Team", { create: { displayName: "Callers", members: ["lee@contoso.com"] } }],
    },
    { name: "later", licenses: ["Office 365 E1"], users: ["new@contoso.com"], from: "2027-01-01" },
    { name: "gone", licenses: ["STANDARDPACK"], users: ["temp1@contoso.com"], until: "2026-03-31" },
    { name: "abroad", licenses: ["Office 365 E3"], users: ["adele@contoso.com"], usageLocation: "US" },
    { name: "site", pstn: "onPremises", licenses: ["MCOEV"], users: ["site@contoso.com"] },
  ],
  authoritative: { skus: ["VISIOCLIENT"], scope: "declared" },
  onMissingUser: "wait",
  onShortage: "assignInOrder",
  limits: { people: "5%", atMost: 3, per: "14d" },
  approve: [{ losses: 34, of: ["STANDARDPACK", "adele@contoso.com"], until: "2026-12-24", reason: "Lyon closes" }],
  protected: ["breakglass@contoso.com"],
  release: ["moved@contoso.com"],
  allowInterruption: ["diego@contoso.com"],
  rules: { "license-uncatalogued": "off" },
  prices: { currency: "EUR", monthly: { "Office 365 E3": 21.3 } },
  timeZone: "Europe/Paris",
  protect: false,
};

/** All that a stack means, whatever it was read from. */
function meaning({ tenant, desired, policy, protect, ahead, today, timeZone, findings }: Stack) {
  const lines = canonicalLines(desired);
  const dormant = desired.dormant.map(({ place: _place, ...rest }) => rest);
  const said = findings.map(({ code, severity, principals }) => ({ code, severity, principals }));
  const inOrder = said.sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
  return { tenant, lines, policy: policyInput(policy), protect, ahead, today, timeZone, dormant, findings: inOrder };
}

function good(result: StackResult): Stack {
  if (result.kind === "invalid") throw new Error(result.problems.map(formatProblem).join("\n"));
  return result.stack;
}

const problemsOf = (value: unknown): readonly string[] => {
  const result = loadProgramStack(value, now);
  return result.kind === "ok" ? [] : result.problems.map(formatProblem);
};

/** `everything` with one assignment that says this too. */
const assigning = (more: object) => ({
  tenant: "contoso.onmicrosoft.com",
  assignments: [{ name: "sales", licenses: ["Office 365 E3"], users: ["adele@contoso.com"], ...more }],
});

describe("a stack that a program says", () => {
  it("means what the same file means, in every key of the language", () => {
    expect(meaning(good(loadProgramStack(everything, now)))).toEqual(meaning(good(load(dump(everything)))));
  });

  it("is explained by properties where a file is by lines", () => {
    const { desired, findings } = good(loadProgramStack(everything, now));
    expect(desired.users[0]?.declarations[0]?.place).toEqual({ property: "assignments[0].users[0]" });
    expect(desired.users[0]?.declarations[0]?.licensePlaces?.get("MCOEV")).toEqual({
      property: 'bundles["e3-voice"][1]',
    });
    expect(findings.find(({ code }) => code === "assignment-ended")?.place).toEqual({
      property: "assignments[2].until",
    });
  });

  it("means what the file means, whatever is in it", () => {
    const people = ["ann@c.com", "bob@c.com", "Bob@c.com", "cid@c.com", "no name"];
    const licenses = ["ENTERPRISEPACK", "Office 365 E1", "E3", "nonsense", "voice", "MCOPSTN1"];
    const assignment = fc.record(
      {
        name: fc.constantFrom("a", "b", "B", ""),
        licenses: fc.subarray(licenses),
        users: fc.subarray(people, { minLength: 1 }),
        groups: fc.subarray(["Sales", "sales", "Desk"], { minLength: 1 }),
        from: fc.constantFrom("2020-01-01", "2040-01-01", "2026-02-31"),
        until: fc.constantFrom("2020-01-01", "2040-01-01", "soon"),
        usageLocation: fc.constantFrom("US", "GB", "Atlantis"),
        pstn: fc.constantFrom("onPremises", "cloud"),
        unknown: fc.constant(1),
      },
      { requiredKeys: ["name", "licenses"] },
    );
    const stack = fc.record(
      {
        tenant: fc.constantFrom("c.com", "contoso"),
        assignments: fc.array(assignment, { minLength: 1, maxLength: 4 }),
        bundles: fc.constantFrom({ voice: ["MCOEV"] }, { voice: ["nonsense"] }, { E3: ["MCOEV"] }),
        protected: fc.subarray(people, { minLength: 1 }),
        release: fc.subarray(people),
        limits: fc.constantFrom("none-removed", "none", { people: "10%" }, { people: 10 }),
      },
      { requiredKeys: ["tenant", "assignments"] },
    );
    const outcome = (result: StackResult): unknown =>
      result.kind === "ok" ? meaning(result.stack) : result.problems.map(({ code }) => code).sort();
    fc.assert(
      fc.property(stack, (value) => {
        expect(outcome(loadProgramStack(value, now))).toEqual(outcome(load(dump(value))));
      }),
      { numRuns: 60 },
    );
  });
});

describe("a program is told of its stack", () => {
  it.each([
    [
      "a look-up that found nothing",
      { ...assigning({ users: undefined }), protected: undefined },
      [
        "assignments[0].users: This property is `undefined`. A look-up that found nothing looks like this. If " +
          "nothing is meant, leave the property out. [empty-value]",
        "protected: This property is `undefined`. A look-up that found nothing looks like this. If nothing is meant, " +
          "leave the property out. [empty-value]",
      ],
    ],
    [
      "lists that came out empty, as a list of a file",
      { tenant: "contoso.com", assignments: [], protected: [] },
      [
        "assignments: `assignments` is an empty list. A look-up that found nothing looks like this. If nobody is " +
          "meant, leave the property out. [list-empty]",
        "protected: `protected` is an empty list. A look-up that found nothing looks like this. If nobody is meant, " +
          "leave the property out. [list-empty]",
      ],
    ],
    [
      "nobody in an assignment",
      assigning({ users: [], groups: [] }),
      [
        "assignments[0].groups: `groups` is an empty list. A look-up that found nothing looks like this. If nobody " +
          "is meant, leave the property out. [list-empty]",
        "assignments[0].users: `users` is an empty list. A look-up that found nothing looks like this. If nobody is " +
          "meant, leave the property out. [list-empty]",
      ],
    ],
    [
      "a licence that is misspelt",
      assigning({ licenses: ["MCOEV", "Ofice 365 E3"] }),
      [
        "assignments[0].licenses[1]: `Ofice 365 E3` is no licence that is known here. Did you mean `Office 365 E3`, " +
          "`Office 365 E5` or `Office 365 E4`? [license-unknown]",
      ],
    ],
    [
      "a key that is misspelt",
      assigning({ user: ["adele@contoso.com"] }),
      [
        "assignments[0].user: There is no key `user` in this entry of `assignments`. Did you mean `users` or " +
          "`usersWhere`? [unknown-key]",
      ],
    ],
    [
      "a filter with a word that is none",
      assigning({ usersWhere: "department = 'Sales'" }),
      ["assignments[0].usersWhere: `=` is no word of a filter (letter 12). Write `eq`. [filter-syntax]"],
    ],
    [
      "a file",
      assigning({ usersFrom: "lists/sales.txt" }),
      [
        "assignments[0].usersFrom: There is no key `usersFrom` in this entry of `assignments`. A program reads its " +
          'files itself: `users: readPeople("lists/sales.txt")`. Or leave the stack to a file, with ' +
          "`licensesOfStack`. [unknown-key]",
      ],
    ],
    [
      "a tenant that is missing",
      { assignments: assigning({}).assignments },
      [
        "arguments: `tenant` is missing in this stack. The tenant's verified domain or id is expected here. " +
          "[missing-key]",
      ],
    ],
    [
      "days that are no texts, and what is no value at all",
      assigning({ until: new Date(0), from: 5n, usageLocation: new Map(), pstn: Number.NaN }),
      [
        "assignments[0].from: This is a bigint. A stack is made of texts, numbers, `true` and `false`, lists and " +
          "plain objects. [wrong-type]",
        "assignments[0].pstn: This is `NaN`. A stack is made of texts, numbers, `true` and `false`, lists and plain " +
          "objects. [wrong-type]",
        "assignments[0].until: This is a `Date`. Write the day as a text, for example `2027-03-31`. [wrong-type]",
        "assignments[0].usageLocation: This is an object of the class `Map`. A stack is made of texts, numbers, " +
          "`true` and `false`, lists and plain objects. [wrong-type]",
      ],
    ],
    [
      "two assignments of one name, the tenth after the ninth",
      { tenant: "c.com", assignments: Array.from({ length: 11 }, () => assigning({}).assignments[0]) },
      Array.from(
        { length: 10 },
        (_, index) =>
          `assignments[${index + 1}]: There is already an assignment \`sales\` at \`assignments[0]\`. Give one of ` +
          "them another name: reports tell them apart by it. [assignment-name]",
      ),
    ],
    [
      "nothing",
      undefined,
      [
        "arguments: This property is `undefined`. A look-up that found nothing looks like this. If " +
          "nothing is meant, leave the property out. [empty-value]",
      ],
    ],
    [
      "a text",
      "contoso",
      [
        "arguments: `contoso` does not fit here. A map is expected here, with `tenant: …`, `bundles: …`, " +
          "`approve: …` and so on. [wrong-type]",
      ],
    ],
  ])("%s", (_what, value, said) => expect(problemsOf(value)).toEqual(said));

  it("a value that contains itself", () => {
    const circular: Record<string, unknown> = { ...assigning({}) };
    circular["bundles"] = { ring: [circular] };
    expect(problemsOf(circular)).toEqual([
      "bundles.ring[0]: This value contains itself. Write the values out. [wrong-type]",
    ]);
  });

  it("more keys than are read, once", () => {
    const many = Object.fromEntries(Array.from({ length: 5001 }, (_, index) => [`b${index}`, ["MCOEV"]]));
    expect(problemsOf({ ...assigning({}), bundles: many })).toEqual([
      "bundles: This map has more than 5,000 keys. Divide the stack. [limit-exceeded]",
    ]);
  });
});
