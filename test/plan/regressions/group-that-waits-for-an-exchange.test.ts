import { expect, it } from "vitest";
import { planTenant } from "../../../src/plan/plan-tenant";
import { inputOf, open, outcomes, run } from "../support/run";
import { desired, group, observed, owning, sku, user } from "../support/tenant";

/**
 * Diego gets E3 for the E5 of his group, Adele an E5 for her E3; of E5 there is no seat but his, and of E3 there are
 * `seats`.
 */
const tenant = (seats: number) => ({
  desired: desired({ adele: "ENTERPRISEPREMIUM", diego: "ENTERPRISEPACK" }),
  ledger: owning({ adele: "ENTERPRISEPACK" }, { g1: "ENTERPRISEPREMIUM" }),
  observed: observed({
    skus: [sku("E3", { enabled: seats, consumed: 1 }), sku("E5", { enabled: 1, consumed: 1 }), sku("MCOEV")],
    users: [user("adele", ["E3"]), user("diego", ["E5/g1"])],
    groups: [group("g1", ["E5"], ["diego"])],
  }),
});

const stuck = (over: Parameters<typeof inputOf>[0]): string[] =>
  planTenant(inputOf(over))
    .findings.filter(({ code }) => code === "seats-stuck")
    .map(({ severity, message }) => `${severity} ${message}`);

// The plan was not refused, since the group could have freed the seat first. It did not: Diego would have lost E5 with
// nothing in exchange, had his E3 been refused.
it("tells of people who wait for a group's seat, which the group keeps until somebody's exchange is done", () => {
  expect(stuck(tenant(1))).toEqual([
    "error 2 people wait for each other's seat (ENTERPRISEPACK, ENTERPRISEPREMIUM): there are enough seats in " +
      "the end, but none is free to begin with: adele@contoso.com, diego@contoso.com.",
  ]);
  expect(stuck(tenant(2))).toEqual([]);
});

it("does not let a group wait for somebody who loses the licence anyway, or to whom nothing is given", () => {
  const { desired: _, ledger, observed: seen } = tenant(1);
  expect(stuck({ desired: desired({ adele: "ENTERPRISEPREMIUM" }), ledger, observed: seen })).toEqual([]);
  expect(stuck({ desired: desired({ adele: "ENTERPRISEPREMIUM", diego: "MCOEV" }), ledger, observed: seen })).toEqual(
    [],
  );
});

it("carries it out where one seat is spare: the exchange, the group, and then the other exchange", async () => {
  const { steps } = await run(tenant(2));
  expect(steps.filter((step) => step.startsWith("write"))).toEqual([
    "write diego +ENTERPRISEPACK",
    "write g1 -ENTERPRISEPREMIUM",
    "write adele +ENTERPRISEPREMIUM -ENTERPRISEPACK",
  ]);
});

it("takes nothing from the group's member where the order of the stack decides", async () => {
  const noSeat = {
    code: "no-seats",
    message: "Subscription does not have any available licenses.",
    remedy: "Buy one.",
  };
  const inOrder = {
    ...open,
    onShortage: { kind: "inOrder", order: ["adele@contoso.com", "diego@contoso.com"] },
  } as const;
  const { steps, execution } = await run(
    { ...tenant(1), policy: inOrder },
    { problems: { adele: noSeat, diego: noSeat } },
  );
  expect(outcomes(execution).slice(0, 1)).toEqual([
    "g1 skipped: what it takes away stays, since at least 1 of its members would be without (diego@contoso.com); " +
      "the next run tries again",
  ]);
  expect(steps.filter((step) => step.startsWith("write g1"))).toEqual([]);
});
