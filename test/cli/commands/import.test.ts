import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { composeUnchanging } from "../../../src/cli/commands/import/compose-unchanging";
import type { LicensedGroup } from "../../../src/cli/commands/import/combinations";
import { composeStack, type ComposedStack } from "../../../src/cli/commands/import/compose-stack";
import { verifyStack } from "../../../src/cli/commands/import/verify";
import type { Observed, ObservedUser } from "../../../src/terms/observed";
import { directOf, groupOf, skuOf, tenantOf, userOf } from "../tenants";

const now = new Date("2026-11-23T12:00:00Z");
const options = { stack: "contoso", today: "2026-11-23", schema: "../schema/stack.schema.json" };
const [e1, e3, e5, phone, calling, visio] = [
  skuOf("STANDARDPACK"),
  skuOf("ENTERPRISEPACK"),
  skuOf("ENTERPRISEPREMIUM"),
  skuOf("MCOEV"),
  skuOf("MCOPSTN1"),
  skuOf("VISIOCLIENT"),
];
const planOf = (sku: typeof e3, name: string): string => sku.servicePlans.find((plan) => plan.name === name)?.id ?? "";
const licensed = (observed: Observed): readonly LicensedGroup[] =>
  observed.groups.map(({ id, displayName, licenses }) => ({
    id,
    displayName,
    licenses,
    isUnique: observed.groups.filter((group) => group.displayName === displayName).length === 1,
  }));
const compose = (observed: Observed): ComposedStack => composeUnchanging(observed, licensed(observed), options, now);
const stackOf = (composed: ComposedStack): string => composed.files[0]?.text ?? "";

function expectUnchanged(composed: ComposedStack, observed: Observed): void {
  const verdict = verifyStack(composed, observed, now);
  if (verdict.kind === "invalid") throw new Error(JSON.stringify(verdict.problems, undefined, 1));
  expect(verdict.plan.transitions).toEqual([]);
  expect(verdict.plan.losses).toEqual([]);
  expect(verdict.plan.findings.filter((finding) => finding.severity === "error")).toEqual([]);
}

describe("composeStack", () => {
  it("puts people with the same licences into one assignment, with a list where they are many", () => {
    const people = Array.from({ length: 7 }, (_, index) => userOf(`user${String(index)}@contoso.com`, [directOf(e3)]));
    const composed = compose(
      tenantOf({ skus: [e1, e3], users: [...people, userOf("boss@contoso.com", [directOf(e1)])] }),
    );
    expect(composed.files.map((file) => file.path)).toEqual(["contoso.yaml", "lists/contoso/office-365-e3.txt"]);
    expect(stackOf(composed)).toContain(
      "  - name: Office 365 E3\n    licenses:\n      - ENTERPRISEPACK   # Office 365 E3\n    usersFrom: " +
        "lists/contoso/office-365-e3.txt   # 7 people\n",
    );
    expect(stackOf(composed)).toContain("    users:\n      - boss@contoso.com\n");
    expect(composed.files[1]?.text.split("\n").slice(1, 4)).toEqual([
      "user0@contoso.com",
      "user1@contoso.com",
      "user2@contoso.com",
    ]);
  });

  it("recognises a bundle where some hold it and others hold more", () => {
    const composed = compose(
      tenantOf({
        skus: [e3, phone, visio],
        users: [
          userOf("a@contoso.com", [directOf(e3), directOf(phone)]),
          userOf("b@contoso.com", [directOf(e3), directOf(phone), directOf(visio)]),
        ],
      }),
    );
    expect(composed.bundles).toBe(1);
    expect(stackOf(composed)).toMatch(/bundles:\n {2}[a-z0-9-]+:\n {4}- ENTERPRISEPACK.*\n {4}- MCOEV.*\n/);
    expect(stackOf(composed)).toMatch(/licenses:\n {6}- [a-z0-9-]+\n {6}- VISIOCLIENT/);
  });

  it("keeps which plans are off, and groups as groups", () => {
    const off = [planOf(e3, "YAMMER_ENTERPRISE")];
    const observed = tenantOf({
      skus: [e3, phone],
      users: [userOf("a@contoso.com", [directOf(e3, off)])],
      groups: [groupOf("Sales: Team", [{ skuId: phone.skuId, disabledPlans: [] }])],
    });
    const composed = compose(observed);
    expect(stackOf(composed)).toContain(
      "      - sku: ENTERPRISEPACK   # Office 365 E3\n        disable: [YAMMER_ENTERPRISE]",
    );
    expect(stackOf(composed)).toContain("    groups:\n      - 'Sales: Team'\n");
    expectUnchanged(composed, observed);
  });

  it("writes the id of a group whose name others have too", () => {
    const groups = [groupOf("Sales", [{ skuId: e3.skuId, disabledPlans: [] }])];
    const composed = composeStack(
      tenantOf({ skus: [e3], groups }),
      [{ id: groups[0]!.id, displayName: "Sales", isUnique: false, licenses: groups[0]!.licenses }],
      options,
    );
    expect(stackOf(composed)).toContain(`      - ${groups[0]!.id}\n`);
  });

  it("wrote nothing for a tenant with two subscriptions of one part number: now each by its id", () => {
    const twin = skuOf("ENTERPRISEPACK", { skuId: "00000000-0000-4000-8000-000000000003" });
    const observed = tenantOf({
      skus: [twin, e3, e1],
      users: [
        userOf("adele@contoso.com", [directOf(e3)]),
        userOf("bob@contoso.com", [directOf(twin)]),
        userOf("carl@contoso.com", [directOf(e3), directOf(twin), directOf(e1)]),
      ],
    });
    const composed = compose(observed);
    expectUnchanged(composed, observed);
    expect(stackOf(composed)).toContain(`- ${e3.skuId}   # Office 365 E3`);
    expect(stackOf(composed)).toContain(`- ${twin.skuId}   # ENTERPRISEPACK`);
    expect(stackOf(composed)).toContain("- STANDARDPACK   # Office 365 E1");
  });

  it("leaves out what it cannot say, and says so", () => {
    const company = skuOf("VISIOCLIENT", { appliesTo: "Company" });
    const unread: ObservedUser = { id: "u", userPrincipalName: "unread@contoso.com", onPremisesSyncEnabled: false };
    const composed = compose(
      tenantOf({
        skus: [e3, company],
        users: [
          userOf("a@contoso.com", [directOf(company), directOf(e3)]),
          userOf("odd name@contoso.com", [directOf(e3)]),
          unread,
        ],
      }),
    );
    expect(composed.left.map(({ who }) => who)).toEqual([
      "a@contoso.com",
      "odd name@contoso.com",
      "unread@contoso.com",
    ]);
    expect(composed.people).toBe(1);
  });

  it("does not write what a group gives as if it were direct", () => {
    const group = groupOf("Sales", [{ skuId: e3.skuId, disabledPlans: [] }]);
    const observed = tenantOf({
      skus: [e3],
      users: [userOf("a@contoso.com", [directOf(e3, [], { assignedByGroup: group.id })])],
      groups: [{ ...group, members: [userOf("a@contoso.com", []).id] }],
    });
    const composed = compose(observed);
    expect(stackOf(composed)).not.toContain("a@contoso.com");
    expectUnchanged(composed, observed);
  });

  it("accepts what breaks a rule today, as a warning", () => {
    const observed = tenantOf({
      skus: [calling],
      users: [userOf("a@contoso.com", [directOf(calling)], { usageLocation: "GB" })],
    });
    expectUnchanged(compose(observed), observed);
  });

  it("changes nobody, in any tenant", () => {
    const skus = [e1, e3, e5, phone, calling, visio];
    const assignment = fc.record({
      sku: fc.constantFrom(...skus),
      off: fc.array(fc.nat(80), { maxLength: 3 }),
      state: fc.constantFrom("Active" as const, "ActiveWithError" as const, "Disabled" as const, "Error" as const),
    });
    const name = fc.string({
      unit: fc.constantFrom("a", "b", "C", "ß", "1", "'", "+", "#", ".", "-", "_", "é", "!", "&", "%", "~"),
      minLength: 1,
      maxLength: 8,
    });
    const tenant = fc
      .record({
        people: fc.uniqueArray(
          fc.record({
            name,
            held: fc.uniqueArray(assignment, { selector: ({ sku }) => sku.skuId, maxLength: 4 }),
            location: fc.option(fc.constantFrom("GB", "US", "DE"), { nil: undefined }),
            through: fc.nat(3),
          }),
          { selector: (person) => person.name.toLowerCase(), maxLength: 12 },
        ),
        groups: fc.uniqueArray(
          fc.record({
            name: fc.string({ minLength: 1, maxLength: 12 }),
            held: fc.uniqueArray(assignment, { selector: ({ sku }) => sku.skuId, minLength: 1, maxLength: 2 }),
          }),
          { selector: (group) => group.name.trim().toLowerCase(), maxLength: 3 },
        ),
      })
      .map(({ people, groups }): Observed => {
        const plansOff = (sku: typeof e3, off: readonly number[]): readonly string[] =>
          [...new Set(off.flatMap((index) => sku.servicePlans[index]?.id ?? []))].sort();
        const observedGroups = groups.map((group) =>
          groupOf(
            group.name,
            group.held.map(({ sku, off }) => ({ skuId: sku.skuId, disabledPlans: plansOff(sku, off) })),
          ),
        );
        const users = people.map((person) => {
          const group = observedGroups[person.through];
          const inherited = (group?.licenses ?? []).map(({ skuId, disabledPlans }) => ({
            skuId,
            disabledPlans,
            assignedByGroup: group?.id ?? "",
            state: "Active" as const,
          }));
          const user = userOf(`${person.name}@contoso.com`, [
            ...person.held.map(({ sku, off, state }) => directOf(sku, plansOff(sku, off), { state })),
            ...inherited,
          ]);
          return { user: { ...user, usageLocation: person.location ?? "FR" }, group };
        });
        return tenantOf({
          skus,
          users: users.map(({ user }) => user),
          groups: observedGroups.map((group) => ({
            ...group,
            members: users.filter((one) => one.group === group).map(({ user }) => user.id),
          })),
        });
      });
    fc.assert(
      fc.property(tenant, (observed) => expectUnchanged(compose(observed), observed)),
      { numRuns: 150 },
    );
  });

  it("gives the same bytes for the same tenant", () => {
    const observed = tenantOf({
      skus: [e3, phone],
      users: [
        userOf("a@contoso.com", [directOf(e3), directOf(phone)]),
        userOf("b@contoso.com", [directOf(phone), directOf(e3)]),
      ],
    });
    expect(compose(observed)).toEqual(compose({ ...observed, users: [...observed.users].reverse() }));
  });
});
