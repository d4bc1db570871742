import { describe, expect, it } from "vitest";
import type { Grant, Plan } from "../../../src/terms/plan";
import { arrivals } from "../../../src/report/content/arrivals";
import { grantOf, transitionOf } from "../plans";

const known = "0dab259f-bf13-4952-b7f8-7db8f131b28d"; // MCOPSTN1
const plan = "4ed3ff63-69d7-4fb7-b984-5aec7f605ca8";
const unknown = "99999999-0000-4000-8000-000000000001";
const new1 = "99999999-0000-4000-8000-000000000002";

const skus: Plan["skus"] = {
  [known]: { partNumber: "MCOPSTN1", name: "Domestic Calling Plan", callingPlans: [plan] },
  [unknown]: { partNumber: "MCOPSTN_PAYG_9", name: "MCOPSTN_PAYG_9", callingPlans: [new1] },
};

const grant = (skuId: string, over: Partial<Grant> = {}): Grant => ({ ...grantOf(skuId), ...over });
const told = (grants: readonly Grant[], labels = skus): boolean =>
  arrivals(labels, [transitionOf("a@contoso.com", "grant", { grants })]).length > 0;

describe("arrivals", () => {
  it.each([
    ["a Calling Plan", grant(known), true],
    ["one that only the tenant knows", grant(unknown), true],
    ["one that is switched off", grant(known, { disabledPlans: [plan] }), false],
    ["one that was there already", grant(known, { disabledBefore: [] }), false],
    ["one that is switched on now", grant(known, { disabledBefore: [plan] }), true],
    ["one that stays off", grant(known, { disabledBefore: [plan], disabledPlans: [plan] }), false],
    ["something else", grant("6fd2c87f-b296-42f0-b197-1e91e994b900"), false],
  ])("%s: %s", (_, one, expected) => {
    expect(told([one])).toBe(expected);
  });

  it("asks the catalog where the plan does not say what a SKU has", () => {
    expect(told([grant(known)], {})).toBe(true);
    expect(told([grant(unknown)], {})).toBe(false);
  });

  it("names people, and the members of groups", () => {
    const applied = [
      transitionOf("a@contoso.com", "grant", { grants: [grant(known)] }),
      transitionOf("Sales", "grant", { principal: "group", grants: [grant(known)] }),
      transitionOf("b@contoso.com", "grant"),
    ];
    expect(arrivals(skus, applied).map(({ names }) => names)).toEqual([["a@contoso.com", "members of Sales"], []]);
  });
});
