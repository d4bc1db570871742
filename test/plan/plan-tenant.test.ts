import { describe, expect, it } from "vitest";
import { observedLines } from "../../src/plan/observed-lines";
import { planTenant } from "../../src/plan/plan-tenant";
import { desired, group, held, noLimits, observed, owning, policy, skuIds, today, user } from "./support/tenant";

describe("planTenant", () => {
  it("gives a joiner what is declared", () => {
    const plan = planTenant({ desired: desired({ adele: "ENTERPRISEPACK(-YAMMER_ENTERPRISE), MCOEV" }), ledger: owning(), observed: observed({ users: [user("adele")] }), policy: policy(), today });
    expect(plan.findings).toEqual([]);
    expect(plan.lines.users).toEqual({ "adele@contoso.com": "ENTERPRISEPACK(-YAMMER_ENTERPRISE), MCOEV" });
    expect(plan.transitions).toMatchObject([{ kind: "grant", name: "adele@contoso.com", grants: [{ skuId: skuIds.E3, disabledPlans: [held("E3(-YAMMER)").disabledPlans[0]] }, { skuId: skuIds.MCOEV }] }]);
    expect(plan.seats.map((line) => [line.gained, line.usedAfter])).toEqual([[1, 1], [1, 1]]);
  });

  it("swaps E3 for E5 without a loss", () => {
    const input = { ledger: owning({ adele: "ENTERPRISEPACK" }), observed: observed({ users: [user("adele", ["E3(-YAMMER)"])] }), policy: policy(), today };
    const plan = planTenant({ ...input, desired: desired({ adele: "ENTERPRISEPREMIUM" }) });
    expect(plan.transitions).toMatchObject([{ kind: "swap", grants: [{ skuId: skuIds.E5, disabledPlans: held("E3(-YAMMER)").disabledPlans }], removals: [{ skuId: skuIds.E3 }] }]);
    expect(plan.losses).toEqual([]);
    expect(observedLines(input).users).toEqual({ "adele@contoso.com": "ENTERPRISEPACK" });
    expect(plan.lines.users).toEqual({ "adele@contoso.com": "ENTERPRISEPREMIUM" });
  });

  it("moves a direct licence to a group once the group gives it", () => {
    const plan = planTenant({
      desired: desired({}, { "Group g": "ENTERPRISEPACK" }),
      ledger: owning({ adele: "ENTERPRISEPACK" }),
      observed: observed({ users: [user("adele", ["E3"]), user("bob")], groups: [group("g", [], ["adele", "bob"])] }),
      policy: policy({ limits: noLimits }),
      today,
    });
    expect(plan.findings).toEqual([]);
    expect(plan.losses).toEqual([]);
    expect(plan.phases).toEqual([
      { kind: "grantGroups", ids: ["g"] },
      { kind: "awaitGroups", ids: ["g"] },
      { kind: "people", ids: ["adele"] },
      { kind: "reprocess", ids: ["g"] },
    ]);
    expect(plan.transitions[1]).toMatchObject({ kind: "withdraw", removals: [{ onlyIfInherited: "g" }] });
    expect(plan.seats).toMatchObject([{ gained: 1, freed: 0 }]);
  });
});
