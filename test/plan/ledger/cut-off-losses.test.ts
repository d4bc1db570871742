import { describe, expect, it } from "vitest";
import { claimGiven } from "../../../src/plan/ledger/claim";
import { planOf } from "../support/show";
import { desired, group, observed, owning, policy, skuIds, today, user } from "../support/tenant";

describe("what a run took that was cut off", () => {
  const people = Array.from({ length: 30 }, (_, i) => `p${String(i)}`);
  const ledger = owning(Object.fromEntries(people.map((id) => [id, "STANDARDPACK"])));
  const losing = { day: today, people: people.slice(0, 25).map((id) => ({ id, skuId: skuIds.E1 })) };
  const doubts = [{ given: { users: [], groups: [] }, losing }];
  const limits = { kind: "limited", people: 100, atMost: 25, perDays: 7 } as const;

  function planAfter(taken: number) {
    const users = people.map((id, i) => user(id, i < taken ? [] : ["E1"]));
    const claimed = claimGiven(ledger, doubts, observed({ users }));
    const plan = planOf({
      desired: desired(Object.fromEntries(people.slice(25).map((id) => [id, "STANDARDPACK"]))),
      ledger: claimed.ledger,
      observed: observed({ users }),
      policy: policy({ limits }),
    });
    return { claimed, plan };
  }

  it("counts among the losses of its day, so that a second run takes no more than one may", () => {
    const { claimed, plan } = planAfter(10);
    expect(claimed.ledger.lossesByDay).toEqual({ [today]: 10 });
    expect(plan.guard).toMatchObject({ losing: 15, inWindow: 10, limit: 25, verdict: "allowed" });
  });

  it("refuses a run that would take more beside it", () => {
    const claimed = claimGiven(ledger, doubts, observed({ users: people.map((id) => user(id)) }));
    expect(claimed.ledger.lossesByDay).toEqual({ [today]: 25 });
    const users = people.map((id, i) => user(id, i < 25 ? [] : ["E1"]));
    const plan = planOf({
      desired: desired({ p29: "STANDARDPACK" }),
      ledger: claimed.ledger,
      observed: observed({ users }),
      policy: policy({ limits }),
    });
    expect(plan.guard).toMatchObject({ losing: 4, inWindow: 25, verdict: "refused" });
  });

  it("counts nothing where nothing was taken, nor what a group still has", () => {
    expect(planAfter(0).claimed.ledger.lossesByDay).toEqual({});
    const byGroup = [
      {
        given: { users: [], groups: [] },
        losing: { day: today, people: [{ id: "p0", skuId: skuIds.E1, group: "g" }] },
      },
    ];
    const tenant = observed({ users: [user("p0")], groups: [group("g", ["E1"], ["p0"])] });
    expect(claimGiven(ledger, byGroup, tenant).ledger.lossesByDay).toEqual({});
    const without = observed({ users: [user("p0")], groups: [group("g", [], ["p0"])] });
    expect(claimGiven(ledger, byGroup, without).ledger.lossesByDay).toEqual({ [today]: 1 });
  });
});
