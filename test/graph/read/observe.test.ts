import { describe, expect, it } from "vitest";
import { observeUser } from "../../../src/graph/read/observe";

const direct = {
  skuId: "6FD2C87F-b296-42f0-b197-1e91e994b900",
  disabledPlans: ["B", "a"],
  assignedByGroup: null,
  state: "Active",
  error: "None",
  lastUpdatedDateTime: "2024-01-15T08:00:00Z",
};
const read = (states: unknown): ReturnType<typeof observeUser> =>
  observeUser({ id: "AA", userPrincipalName: "Adele@contoso.com", licenseAssignmentStates: states });

describe("what is observed of a person", () => {
  it("is the same in memory for everybody who has the same, however long ago it was assigned", () => {
    const [one, other] = [read([direct]), read([{ ...direct, lastUpdatedDateTime: "2025-01-15T08:00:00Z" }])];
    expect(one?.assignments).toEqual([
      { skuId: "6fd2c87f-b296-42f0-b197-1e91e994b900", disabledPlans: ["a", "b"], state: "Active" },
    ]);
    expect(other?.assignments).toBe(one?.assignments);
  });

  it.each([
    ["another group", [{ ...direct, assignedByGroup: "99999999-9999-4999-8999-999999999999" }]],
    ["an error", [{ ...direct, state: "Error", error: "CountViolation" }]],
    ["another plan", [{ ...direct, disabledPlans: ["a"] }]],
    ["one plan that is named like two", [{ ...direct, disabledPlans: ["B,a"] }]],
    ["two of them", [direct, { ...direct, assignedByGroup: "99999999-9999-4999-8999-999999999999" }]],
    ["none", []],
  ])("is apart for who has %s", (_, states) => {
    expect(read(states)?.assignments).not.toEqual(read([direct])?.assignments);
  });

  it("is the same where nothing is wrong, said as null or as None, and where the plans are left out", () => {
    expect(read([{ ...direct, error: null }])?.assignments).toEqual(read([direct])?.assignments);
    const without = { ...direct, disabledPlans: undefined };
    expect(read([without])?.assignments).toEqual([
      { skuId: "6fd2c87f-b296-42f0-b197-1e91e994b900", disabledPlans: [], state: "Active" },
    ]);
  });

  it.each([
    [undefined],
    [null],
    ["text"],
    [[null]],
    [[{ ...direct, state: "Unheard of" }]],
    [[{ ...direct, skuId: 5 }]],
    [[direct, {}]],
  ])("is nothing where the states are %o", (states) => {
    expect(read(states)).toEqual({ id: "aa", userPrincipalName: "Adele@contoso.com", onPremisesSyncEnabled: false });
  });
});

describe("a person's sign-in", () => {
  it.each([
    [false, true],
    [true, undefined],
    [null, undefined],
    [undefined, undefined],
  ])("is blocked where accountEnabled %s says so, and only there", (accountEnabled, signInBlocked) => {
    expect(observeUser({ id: "AA", userPrincipalName: "a@contoso.com", accountEnabled })?.signInBlocked).toBe(
      signInBlocked,
    );
  });
});

describe("a person of whom the states leave a licence out that is assigned", () => {
  const e5 = "c7df2760-2c81-4ef7-b578-5b5392b571df";
  const person = (assignedLicenses: unknown): ReturnType<typeof observeUser> =>
    observeUser({ id: "AA", userPrincipalName: "a@contoso.com", licenseAssignmentStates: [direct], assignedLicenses });

  it("has assignments that nobody knows, and says which licence is unexplained", () => {
    const seen = person([{ skuId: direct.skuId }, { skuId: e5.toUpperCase(), disabledPlans: [] }]);
    expect(seen?.assignments).toBeUndefined();
    expect(seen?.withoutState).toEqual([e5]);
  });

  it.each([
    ["both lists say the same, in whatever case", [{ skuId: direct.skuId.toUpperCase() }]],
    ["the list of licences is missing", undefined],
    ["it is null", null],
    ["it is empty: the state is the newer of the two", []],
  ])("is known where %s", (_, assigned) => {
    expect(person(assigned)?.assignments).toHaveLength(1);
    expect(person(assigned)?.withoutState).toBeUndefined();
  });

  it.each([
    ["an entry of it cannot be read", [{ skuId: 7 }]],
    ["it is no list", "E5"],
  ])("is left alone where %s: it may be a licence without a state", (_, assigned) => {
    expect(person(assigned)).toMatchObject({ id: "aa" });
    expect(person(assigned)?.assignments).toBeUndefined();
  });
});
