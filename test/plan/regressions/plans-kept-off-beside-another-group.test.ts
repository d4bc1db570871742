import { expect, it } from "vitest";
import { planTenant } from "../../../src/plan/plan-tenant";
import { desired, group, held, noLimits, observed, owning, policy, today, user } from "../support/tenant";

// Group g1 gave E5 without Teams and E1; E5 became direct, and E1 stayed through g2. Teams was then switched on in E5,
// as g1's E1 had it on.
it("keeps a plan off in a licence that becomes direct while another group goes on giving what had it on", () => {
  const plan = planTenant({
    desired: desired({ "adele@contoso.com": "ENTERPRISEPREMIUM" }, { "Group g1": "", "Group g2": "STANDARDPACK" }),
    ledger: owning({}, { g1: "ENTERPRISEPREMIUM, STANDARDPACK", g2: "STANDARDPACK" }),
    observed: observed({
      users: [user("adele", ["E5(-TEAMS)/g1", "E1/g1", "E1/g2"])],
      groups: [group("g1", ["E5(-TEAMS)", "E1"], ["adele"]), group("g2", ["E1"], ["adele"])],
    }),
    policy: policy({ limits: noLimits }),
    today,
  });
  const adele = plan.transitions.find(({ id }) => id === "adele");
  expect(adele?.grants.map(({ disabledPlans }) => disabledPlans)).toEqual([held("E5(-TEAMS)").disabledPlans]);
});

// One seat served a member who got the same SKU through two groups, and two were asked for.
it("asks for one seat where two groups give a member the same licence", () => {
  const plan = planTenant({
    desired: desired({}, { "Group g1": "STANDARDPACK", "Group g2": "STANDARDPACK" }),
    ledger: owning(),
    observed: observed({
      skus: observed().skus.map((sku) =>
        sku.partNumber === "STANDARDPACK" ? { ...sku, enabled: 1, consumed: 0 } : sku,
      ),
      users: [user("adele")],
      groups: [group("g1", [], ["adele"]), group("g2", [], ["adele"])],
    }),
    policy: policy({ limits: noLimits }),
    today,
  });
  expect(plan.findings.filter(({ severity }) => severity === "error")).toEqual([]);
});
