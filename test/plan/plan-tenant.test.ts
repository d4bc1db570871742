import { describe, expect, it } from "vitest";
import { observedLines } from "../../src/plan/ledger/observed-lines";
import { builtInCatalog } from "../../src/plan/basis/catalog-facts";
import { planTenant } from "../../src/plan/plan-tenant";
import { planOf, showLoss } from "./support/show";
import {
  desired,
  group,
  held,
  noLimits,
  observed,
  owning,
  planIds,
  policy,
  skuIds,
  today,
  user,
} from "./support/tenant";

describe("planTenant", () => {
  it("gives a joiner what is declared", () => {
    const plan = planTenant({
      desired: desired({ adele: "ENTERPRISEPACK(-YAMMER_ENTERPRISE), MCOEV" }),
      ledger: owning(),
      observed: observed({ users: [user("adele")] }),
      policy: policy(),
      today,
    });
    expect(plan.findings).toEqual([]);
    expect(plan.lines.users).toEqual({ "adele@contoso.com": "ENTERPRISEPACK(-YAMMER_ENTERPRISE), MCOEV" });
    expect(plan.transitions).toMatchObject([
      {
        kind: "grant",
        name: "adele@contoso.com",
        grants: [{ skuId: skuIds.E3, disabledPlans: [held("E3(-YAMMER)").disabledPlans[0]] }, { skuId: skuIds.MCOEV }],
      },
    ]);
    expect(plan.seats.map((line) => [line.gained, line.usedAfter])).toEqual([
      [1, 1],
      [1, 1],
    ]);
  });

  it("swaps E3 for E5 without a loss", () => {
    const input = {
      ledger: owning({ adele: "ENTERPRISEPACK" }),
      observed: observed({ users: [user("adele", ["E3(-YAMMER)"])] }),
      policy: policy(),
      today,
    };
    const plan = planTenant({ ...input, desired: desired({ adele: "ENTERPRISEPREMIUM" }) });
    expect(plan.transitions).toMatchObject([
      {
        kind: "swap",
        grants: [{ skuId: skuIds.E5, disabledPlans: held("E3(-YAMMER)").disabledPlans }],
        removals: [{ skuId: skuIds.E3 }],
      },
    ]);
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

describe("the order of losses", () => {
  const losses = (over: Parameters<typeof planOf>[0]) =>
    planOf({ policy: policy({ limits: noLimits }), ...over }).losses;

  it("is critical ones first, then by name, whatever the order of the stack", () => {
    const holds = {
      zoe: "MCOEV",
      adele: "E3(-EXCHANGE,-SHAREPOINT,-TEAMS)",
      yann: "MCOEV",
      bob: "E3(-EXCHANGE,-SHAREPOINT,-TEAMS)",
    };
    const line = (held: string): string => (held === "MCOEV" ? "MCOEV" : "ENTERPRISEPACK");
    for (const people of [Object.entries(holds), Object.entries(holds).reverse()]) {
      const ledger = owning(Object.fromEntries(people.map(([id, held]) => [id, line(held)])));
      expect(
        losses({ ledger, observed: observed({ users: people.map(([id, held]) => user(id, [held])) }) }).map(showLoss),
      ).toEqual([
        "yann@contoso.com loses MCOEV by removed: phone",
        "zoe@contoso.com loses MCOEV by removed: phone",
        "adele@contoso.com loses E3 by removed",
        "bob@contoso.com loses E3 by removed",
      ]);
    }
  });

  it("is by SKU for one person, whether the SKU goes or only plans of it", () => {
    const input = {
      desired: desired({ adele: "ENTERPRISEPACK(-TEAMS1)" }),
      ledger: owning({ adele: "ENTERPRISEPACK, MCOPSTN1" }),
      observed: observed({ users: [user("adele", ["MCOPSTN1", "E3"])] }),
    };
    expect(losses(input).map(showLoss)).toEqual([
      "adele@contoso.com loses MCOPSTN1 by removed: phone",
      "adele@contoso.com loses of E3(-TEAMS) by plansOff: teams",
    ]);
  });

  it("is by SKU also for a service that only several changes together take away", () => {
    const catalog = {
      ...builtInCatalog,
      judgeRemoval: () => "covered" as const,
      criticalLosses: (before: Iterable<string>, after: Iterable<string>) => {
        const [had, has] = [new Set(before), new Set(after)];
        const phone = had.has(planIds.MCOEV) && !has.has(planIds.MCOEV);
        return [...(phone && had.has(planIds.VISIO) ? ["files" as const] : []), ...(phone ? ["phone" as const] : [])];
      },
    };
    const input = {
      ledger: owning({ adele: "MCOEV, VISIOCLIENT" }),
      observed: observed({ users: [user("adele", ["MCOEV", "VISIO"])] }),
      catalog,
    };
    expect(losses(input).map(showLoss)).toEqual([
      "adele@contoso.com loses of VISIO by removed: files",
      "adele@contoso.com loses of MCOEV by removed: phone",
    ]);
  });
});

it("a plan is what is read back from its JSON", () => {
  const plan = planOf({
    desired: desired(
      { adele: "ENTERPRISEPREMIUM @GB", bob: "MCOEV", carl: "ENTERPRISEPACK(-TEAMS1)" },
      { "Group g": "ENTERPRISEPACK", "Group i": "VISIOCLIENT" },
    ),
    ledger: owning(
      { adele: "ENTERPRISEPACK", carl: "ENTERPRISEPACK", dora: "VISIOCLIENT" },
      { g: "ENTERPRISEPACK, VISIOCLIENT", h: "MCOEV", i: "VISIOCLIENT" },
    ),
    observed: observed({
      users: [
        user("adele", ["E3(-YAMMER)"], { usageLocation: undefined as never }),
        user("bob"),
        user("carl", ["E3"]),
        user("dora", ["VISIO"]),
        user("eve", ["VISIO/g", "MCOEV/h"]),
      ],
      groups: [group("g", ["VISIO"], ["eve"]), group("h", ["MCOEV"], ["eve"]), group("i", ["VISIO"])],
    }),
    policy: policy({ limits: noLimits }),
  });
  expect(plan.transitions.map(({ kind }) => kind).sort()).toEqual([
    "adjust",
    "grant",
    "swap",
    "swap",
    "withdraw",
    "withdraw",
  ]);
  expect(JSON.parse(JSON.stringify(plan))).toStrictEqual(plan);
});
