import { describe, expect, it } from "vitest";
import { canonicalLines } from "../../src/stack/canonical-lines";
import { membershipRuleFault } from "../../src/stack/resolve/membership-rule";
import { validateStacks } from "../../src/stack/validate-stacks";
import { fullProblemsOf, loadGood, makeFolder, now, problemsOf } from "./support/stack-folder";

const stack = (groups: string, rest = "") => `tenant: contoso.onmicrosoft.com
assignments:
  - name: sales
    licenses: [ENTERPRISEPACK]
    groups:
${groups}
${rest}`;

describe("groups that a stack makes", () => {
  it("are licensed like others, and say who is in them, each person once", () => {
    const { desired } = loadGood(
      stack(
        `      - create:
          displayName: Sales
          description: Who sells.
          members: [Adele@contoso.com, megan@contoso.com]
          membersFrom: lists/sales.txt
          protect: false
      - create: { displayName: Paris, dynamicMembership: 'user.city -eq "Paris"' }
      - create: { displayName: Open }`,
        "  - { name: voice, licenses: [MCOEV], groups: [Sales] }",
      ),
      { "stacks/lists/sales.txt": "adele@contoso.com\nlynne@contoso.com\n" },
    );
    expect(canonicalLines(desired).groups).toEqual({
      Open: "ENTERPRISEPACK",
      Paris: "ENTERPRISEPACK",
      Sales: "ENTERPRISEPACK, MCOEV",
    });
    const lines = desired.make?.map((group) => [group.name, group.place?.line]);
    expect(lines).toEqual([
      ["Sales", 7],
      ["Paris", 12],
      ["Open", 13],
    ]);
    expect(desired.make).toMatchObject([
      {
        name: "Sales",
        description: "Who sells.",
        members: ["Adele@contoso.com", "megan@contoso.com", "lynne@contoso.com"],
        protect: false,
      },
      { name: "Paris", rule: 'user.city -eq "Paris"' },
      { name: "Open" },
    ]);
    expect(desired.make?.[0]?.memberPlaces?.get("lynne@contoso.com")).toEqual({
      file: "stacks/lists/sales.txt",
      line: 2,
      column: 1,
    });
  });

  it("stay when the assignment has ended or not begun: only their licences go and come", () => {
    const { desired } = loadGood(
      `tenant: contoso.onmicrosoft.com
assignments:
  - { name: over, licenses: [MCOEV], groups: [{ create: { displayName: Sales } }], until: 2026-01-01 }`,
    );
    expect(desired.groups).toEqual([]);
    expect(desired.make?.map(({ name }) => name)).toEqual(["Sales"]);
  });

  it("are refused with a place where they say two things, or one twice", () => {
    expect(
      problemsOf(
        stack(`      - create: { displayName: Sales, dynamicMembership: 'user.city -eq "x"', members: [a@contoso.com] }
      - create: { displayName: SALES }
      - create: { displayName: Other, members: [] }
      - create: { displayName: 84841066-274d-4ec0-a5c1-276be684bdd3 }
      - create: { displayName: Wrong, dynamicMembership: 'user.city == "x"', members: [nobody] }
      - { creat: { displayName: X } }
      - create: { displayname: X }
      - create: { displayName: Listed, membersFrom: lists/none.txt }`),
      ),
    ).toEqual([
      "stacks/test.yaml:6:79 group-made-members",
      "stacks/test.yaml:7:9 group-two-spellings",
      "stacks/test.yaml:7:32 group-made-twice",
      "stacks/test.yaml:8:48 empty-value",
      "stacks/test.yaml:9:32 group-name",
      "stacks/test.yaml:10:58 membership-rule",
      "stacks/test.yaml:10:78 group-made-members",
      "stacks/test.yaml:10:88 principal-name",
      "stacks/test.yaml:11:9 missing-key",
      "stacks/test.yaml:11:11 unknown-key",
      "stacks/test.yaml:12:17 missing-key",
      "stacks/test.yaml:12:19 unknown-key",
      "stacks/test.yaml:13:53 file-missing",
    ]);
  });

  it("say where the first of two stands, and what to write instead", () => {
    const [problem] = fullProblemsOf(
      stack(
        "      - create: { displayName: Sales }",
        "  - { name: b, licenses: [MCOEV], groups: [create: { displayName: Sales }] }",
      ),
    );
    expect(problem?.message).toBe("The group Sales is made twice; first at stacks/test.yaml:6:32.");
    expect(problem?.remedy).toBe("Make it in one place, and write its name elsewhere: `groups: [Sales]`.");
  });

  it("belong to one stack of a tenant", () => {
    const root = makeFolder({
      "stacks/a.yaml": stack("      - create: { displayName: Sales }"),
      "stacks/b.yaml": `tenant: contoso.onmicrosoft.com
assignments:
  - { name: over, licenses: [MCOEV], until: 2026-01-01, groups: [{ create: { displayName: sales } }] }`,
    });
    const { problems } = validateStacks(["stacks/a.yaml", "stacks/b.yaml"], { now, root });
    expect(problems.map(({ code, place, message }) => [code, place.line, message])).toEqual([
      [
        "two-stacks",
        3,
        "The group sales is declared in stacks/a.yaml too (stacks/a.yaml:6:9), for the same tenant " +
          "contoso.onmicrosoft.com: each stack would take back what the other gives.",
      ],
    ]);
  });
});

describe("a rule of membership", () => {
  it.each([
    'user.department -eq "Sales"',
    '(user.department -EQ "Sales (EMEA)") -and -not (user.jobTitle -startsWith "SDE")',
    'user.city eq \'Paris\' or user.country in ["FR", "BE"]',
    'user.assignedPlans -any (assignedPlan.servicePlanId -eq "efb87545-963c-4e0d-99df-69c6916d9eb0")',
    'user.displayName -contains "the `"boss`""',
    'Direct Reports for "62e19b97-8b3d-4d4a-a106-4ce66896a863"',
    'user.mail -ne null -and user.extension_a-b -eq "x"',
    'user.proxyAddresses -any (_ -contains "contoso")',
  ])("is let through: %s", (rule) => expect(membershipRuleFault(rule)).toBeUndefined());

  it.each([
    ["", "empty"],
    ["user.a -eq 'x".padEnd(3073, "y"), "3073 characters"],
    ['user.department -eq "Sales', "quotation mark"],
    ['(user.department -eq "Sales"', "`(`"],
    ['user.department -in ["Sales")', "`)`"],
    ['user.department -eqq "Sales"', "`-eqq`"],
    ['user.department == "Sales"', "`==`"],
    ['user.a -eq "1" && user.b -eq "2"', "`&&`"],
    ['device.displayName -eq "x"', "devices"],
    ['department -eq "Sales"', "`user.`"],
  ])("is refused: %s", (rule, named) => {
    const fault = membershipRuleFault(rule);
    expect(fault?.message).toContain(named);
    expect(fault?.remedy).not.toBe("");
  });
});
