import { expect, it } from "vitest";
import { duringTaking } from "../../../src/plan/execute/decide-group-write";
import { held, planIds, skuIds } from "../support/tenant";

const before = [held("E3(-YAMMER)/g"), held("MCOEV/g"), held("E3(-TEAMS)/h"), held("VISIO")];

it("during a group's call, what it takes and switches off is gone, and what it switches on is not there yet", () => {
  const write = { id: "g", add: [{ skuId: skuIds.E3, disabledPlans: [planIds.TEAMS] }], remove: [skuIds.MCOEV] };
  expect(duringTaking(before, write)).toEqual([
    { ...held("E3/g"), disabledPlans: [planIds.TEAMS, planIds.YAMMER].sort() },
    held("E3(-TEAMS)/h"),
    held("VISIO"),
  ]);
});

it("while a group's call is on its way, what it says nothing of stays", () => {
  expect(duringTaking(before, { id: "g", add: [], remove: [] })).toEqual(before);
});
