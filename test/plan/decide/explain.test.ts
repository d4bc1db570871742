import { describe, expect, it } from "vitest";
import { planOf } from "../support/show";
import { declared, desired, noLimits, observed, owning, policy, user } from "../support/tenant";

const open = policy({ limits: noLimits });

describe("an explanation", () => {
  it("names of several assignments only those that declare or declared the licence, with their places", () => {
    const place = { file: "stacks/contoso.yaml", line: 9, column: 5 };
    const declarations = [
      { assignment: "phones", place, skus: ["MCOEV"] },
      { assignment: "suites", place: { ...place, line: 7 }, skus: ["ENTERPRISEPACK"] },
    ];
    const adele = { ...declared("adele@contoso.com", "MCOEV, ENTERPRISEPACK"), declarations };
    const dormant = [
      {
        assignment: "temps",
        place,
        until: "2026-11-22",
        principals: ["adele@contoso.com"],
        skus: ["STANDARDPACK", "VISIOCLIENT"],
      },
    ];
    const plan = planOf({
      desired: { ...desired(), users: [adele], dormant },
      ledger: owning({ adele: "VISIOCLIENT, ENTERPRISEPACK" }),
      observed: observed({ users: [user("adele", ["VISIO", "E3"])] }),
      policy: open,
    });
    expect(
      plan.transitions.map(({ grants, removals }) => [
        grants.map(({ reasons }) => reasons),
        removals.map(({ reasons }) => reasons),
      ]),
    ).toEqual([
      [
        [[{ kind: "declared", assignment: "phones", place }]],
        [[{ kind: "expired", assignment: "temps", until: "2026-11-22", place }]],
      ],
    ]);
  });
});
