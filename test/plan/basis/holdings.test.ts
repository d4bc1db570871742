import { describe, expect, it } from "vitest";
import {
  afterGroups,
  coversPlans,
  directOf,
  enabledPlans,
  type GroupEffect,
  holdingsOf,
  isHeld,
  isSound,
  plansOf,
} from "../../../src/plan/basis/holdings";
import { indexTenant } from "../../../src/plan/basis/tenant-index";
import { held, observed, planIds, skuIds, user } from "../support/tenant";

const index = indexTenant(observed());

describe("one way of having a SKU", () => {
  it("is held directly in any state, and through a group unless it failed", () => {
    expect(isHeld({ ...held("E3"), state: "Error" })).toBe(true);
    expect(isHeld(held("E3/g"))).toBe(true);
    expect(isHeld({ ...held("E3/g"), state: "ActiveWithError", error: "Other" })).toBe(true);
    expect(isHeld(held("E3/g!CountViolation"))).toBe(false);
  });

  it("is sound only when active and without any error", () => {
    expect(isSound(held("E3/g"))).toBe(true);
    expect(isSound({ ...held("E3/g"), error: "Other" })).toBe(false);
    expect(isSound({ ...held("E3/g"), state: "ActiveWithError" })).toBe(false);
    expect(isSound({ ...held("E3/g"), state: "Disabled" })).toBe(false);
  });

  it("is direct where no group gives it", () => {
    expect(directOf(user("adele", ["E3/g", "E3(-YAMMER)"]), skuIds.E3)).toEqual(held("E3(-YAMMER)"));
    expect(directOf(user("adele", ["E3/g", "E1"]), skuIds.E3)).toBeUndefined();
    expect(directOf(user("adele", [], { assignments: undefined as never }), skuIds.E3)).toBeUndefined();
  });

  it("has the plans on that are not off, and none of a SKU that the tenant does not list", () => {
    expect(enabledPlans(index, held("MCOEV"))).toEqual([planIds.MCOEV]);
    expect(enabledPlans(index, { skuId: skuIds.VISIO, disabledPlans: [planIds.VISIO_DRIVE] })).toEqual([planIds.VISIO]);
    expect(enabledPlans(index, { skuId: "unknown", disabledPlans: [] })).toEqual([]);
    expect(enabledPlans(index, { skuId: "unknown", disabledPlans: [planIds.VISIO] })).toEqual([]);
  });

  it("covers another where everything that is on there is on here", () => {
    expect(coversPlans(index, [held("E3")], held("E3(-YAMMER)"))).toBe(true);
    expect(coversPlans(index, [held("E3(-YAMMER)")], held("E3"))).toBe(false);
    expect(coversPlans(index, [held("E3(-YAMMER)"), held("E3(-TEAMS)/g")], held("E3"))).toBe(true);
    expect(coversPlans(index, [], held("E3"))).toBe(false);
  });
});

it("what a person has is the union of all ways that did not fail", () => {
  const holdings = holdingsOf(index, [
    held("E3(-EXCHANGE)"),
    held("E3(-TEAMS)/g"),
    held("VISIO/g!CountViolation"),
    held("MCOEV"),
  ]);
  expect([...holdings.keys()]).toEqual([skuIds.E3, skuIds.MCOEV]);
  expect(new Set(holdings.get(skuIds.E3))).toEqual(
    new Set([planIds.EXCHANGE, planIds.SHAREPOINT, planIds.TEAMS, planIds.YAMMER]),
  );
  expect(plansOf(holdings).size).toBe(5);
});

describe("a person's assignments once groups have changed", () => {
  const effect: GroupEffect = {
    id: "g",
    grants: new Map([[skuIds.E3, [planIds.YAMMER]]]),
    removals: new Set([skuIds.VISIO]),
    members: new Set(["adele"]),
  };
  const after = (assignments: readonly string[], memberOf: readonly GroupEffect[] = [effect]) =>
    afterGroups(user("adele", assignments), new Map([["g", effect]]), memberOf);

  it("have what the groups give, with the plans of the group, once", () => {
    expect(after([])).toEqual([
      { skuId: skuIds.E3, assignedByGroup: "g", disabledPlans: [planIds.YAMMER], state: "Active" },
    ]);
    expect(after(["E3/g"])).toEqual([{ ...held("E3/g"), disabledPlans: [planIds.YAMMER] }]);
    expect(after(["E3", "E1/g", "E3/h"])).toHaveLength(4);
    expect(after(["E3/g"], [])).toHaveLength(1);
  });

  it("have not what the groups take, and everything else as it was", () => {
    expect(after(["VISIO/g", "VISIO/h", "VISIO"], [])).toEqual([held("VISIO/h"), held("VISIO")]);
  });

  it("stay failed where they had failed: whether Graph gives it now is not known before it has", () => {
    expect(after(["E3/g!CountViolation"])).toEqual([
      { ...held("E3/g!CountViolation"), disabledPlans: [planIds.YAMMER] },
    ]);
  });

  it("are what groups give where nothing is known of the person", () => {
    expect(afterGroups({}, new Map([["g", effect]]), [effect])).toHaveLength(1);
    expect(afterGroups({}, new Map([["g", effect]]), [])).toEqual([]);
  });
});
