import { describe, expect, it } from "vitest";
import type { ObservedSku } from "../../../src/terms/observed";
import { planOf, showFinding } from "../support/show";
import { desired, group, observed, owning, policy, sku, user } from "../support/tenant";

type Seats = Partial<Pick<ObservedSku, "enabled" | "warning" | "suspended" | "consumed" | "capabilityStatus">>;

function said(seats: Seats, over: Parameters<typeof planOf>[0] = {}): string[] {
  const users = [user("adele", ["E3"]), user("bob", ["E3"])];
  const plan = planOf({
    desired: desired({ adele: "ENTERPRISEPACK", bob: "ENTERPRISEPACK" }),
    ledger: owning({ adele: "ENTERPRISEPACK", bob: "ENTERPRISEPACK" }),
    observed: observed({
      skus: [sku("E3", seats), sku("VISIO", { capabilityStatus: "Suspended", consumed: 9 })],
      users,
    }),
    ...over,
  });
  return plan.findings.filter(({ code }) => code.startsWith("subscription-")).map(showFinding);
}

describe("a subscription of the stack", () => {
  it("that is paid for and has seats is no matter, nor is one that the stack does not declare", () => {
    expect(said({ enabled: 2, consumed: 2 })).toEqual([]);
    expect(said({ capabilityStatus: "Suspended" }, { desired: desired(), ledger: owning() })).toEqual([]);
  });

  it.each([
    ["Warning", "has expired: its licences still work, and stop when the time of grace is over."],
    ["Suspended", "is suspended: nobody can be given it, and what it gives no longer works for its people."],
    ["LockedOut", "is locked: neither its people nor administrators can use what it gives."],
    ["Deleted", "is deleted: nobody can be given it, and what it gave is gone."],
  ] as const)("whose status is %s is a finding, with what follows and what to do", (capabilityStatus, text) => {
    const [finding, ...more] = said({ capabilityStatus, enabled: 0, warning: 5, consumed: 2 });
    expect(more).toEqual([]);
    expect(finding).toContain(`warning subscription-lapsed [] The subscription ENTERPRISEPACK ${text}`);
    expect(finding).toMatch(/It is declared for 2 people\. >> \w.+\.$/);
  });

  it("counts people and groups, one as one", () => {
    const [finding] = said(
      { capabilityStatus: "Suspended", suspended: 5, enabled: 0 },
      {
        desired: desired({ adele: "ENTERPRISEPACK" }, { g1: "ENTERPRISEPACK", g2: "ENTERPRISEPACK" }),
        ledger: owning({ adele: "ENTERPRISEPACK" }, { g1: "ENTERPRISEPACK", g2: "ENTERPRISEPACK" }),
        observed: observed({
          skus: [sku("E3", { capabilityStatus: "Suspended" })],
          users: [user("adele", ["E3"])],
          groups: [group("g1", ["E3"]), group("g2", ["E3"])],
        }),
      },
    );
    expect(finding).toContain("It is declared for 1 person and 2 groups.");
  });

  it("of which more is used than bought is a finding, one seat as one", () => {
    expect(said({ enabled: 1, consumed: 2 })).toEqual([
      "warning subscription-overused [] 2 seats of ENTERPRISEPACK are in use after this run, and 1 is bought. >> " +
        "Buy 1 seat, or take the licence from 1 person.",
    ]);
    expect(said({ enabled: 10, warning: 5, consumed: 12 })).toEqual([
      "warning subscription-overused [] 12 seats of ENTERPRISEPACK are in use after this run, and 10 are bought, and " +
        "5 more are in grace. >> Buy 2 seats, or take the licence from 2 people.",
    ]);
  });

  it("is not told of where the run itself sets it right", () => {
    const leaver = { ledger: owning({ adele: "ENTERPRISEPACK", bob: "ENTERPRISEPACK" }) };
    expect(said({ enabled: 1, consumed: 2 }, { ...leaver, desired: desired({ adele: "ENTERPRISEPACK" }) })).toEqual([]);
  });

  it("is told of as the stack's rules say", () => {
    const off = policy({ rules: { "subscription-lapsed": "off" } });
    expect(said({ capabilityStatus: "Warning", warning: 5, enabled: 0, consumed: 2 }, { policy: off })).toEqual([]);
  });
});
