import { describe, expect, it } from "vitest";
import { contradictedByLists } from "../../../src/plan/ledger/contradicted";
import type { ObservedUser } from "../../../src/terms/observed";
import { planOf } from "../support/show";
import { desired, noLimits, now, observed, owning, policy, user, written } from "../support/tenant";

const lately = "2026-11-23T08:10:00.000Z";
const file = desired({ adele: "ENTERPRISEPACK" });
const listed = (held: readonly string[]): ObservedUser => {
  const { byId: _, ...seen } = user("adele", held);
  return seen;
};

function doubted(users: readonly ObservedUser[], over: { line?: string; writtenAt?: string; to?: typeof file } = {}) {
  const { line = "ENTERPRISEPACK", writtenAt = lately, to = file } = over;
  const ledger = written(owning({ adele: line }), writtenAt);
  const tenant = observed({ users });
  const plan = planOf({ desired: to, ledger, observed: tenant, policy: policy({ limits: noLimits }) });
  return contradictedByLists(plan, ledger, tenant, now);
}

describe("a list that contradicts what this stack has written lately", () => {
  it("is not believed: what was given is not there, or has other plans on", () => {
    expect(doubted([listed([])])).toEqual(["adele"]);
    const selected = {
      line: "ENTERPRISEPACK(-YAMMER_ENTERPRISE)",
      to: desired({ adele: "ENTERPRISEPACK(-YAMMER_ENTERPRISE)" }),
    };
    expect(doubted([listed(["E3"])], selected)).toEqual(["adele"]);
  });

  it("is believed where the person was read by id, or was written more than an hour ago", () => {
    expect(doubted([user("adele")])).toEqual([]);
    expect(doubted([listed([])], { writtenAt: "2026-11-23T07:59:00.000Z" })).toEqual([]);
  });

  it("is believed where the file asks for the change", () => {
    expect(doubted([listed(["E3"])], { to: desired() })).toEqual([]);
    expect(doubted([listed(["E3"])], { to: desired({ adele: "ENTERPRISEPACK, VISIOCLIENT" }) })).toEqual([]);
    expect(doubted([listed(["E3"])])).toEqual([]);
  });

  it("is not believed where authority would take what was taken already", () => {
    const ledger = written(owning({ adele: "ENTERPRISEPACK" }), lately);
    const tenant = observed({ users: [listed(["E3", "VISIO"])] });
    const authoritative = { skus: ["VISIOCLIENT"], scope: "declared" } as const;
    const plan = planOf({
      desired: file,
      ledger,
      observed: tenant,
      policy: policy({ limits: noLimits, authoritative }),
    });
    expect(plan.transitions).toHaveLength(1);
    expect(contradictedByLists(plan, ledger, tenant, now)).toEqual(["adele"]);
  });
});
