import { describe, expect, it } from "vitest";
import { planOf } from "../support/show";
import { desired, group, noLimits, observed, owning, policy, sku, skuIds, user } from "../support/tenant";

/** Findings about the members a and b of group g, for which E3 is declared and there, and no seat is left. */
function said(
  a: readonly string[],
  b: readonly string[],
  groups: Readonly<Record<string, string>> = { "Group g": "ENTERPRISEPACK" },
) {
  const tenant = observed({
    skus: [sku("E3", { enabled: 1, consumed: 1 })],
    users: [user("a", a), user("b", b)],
    groups: [group("g", ["E3"], ["a", "b"])],
  });
  const { findings, transitions } = planOf({
    desired: desired({}, groups),
    ledger: owning({}, { g: "ENTERPRISEPACK" }),
    observed: tenant,
    policy: policy({ limits: noLimits }),
  });
  return { found: findings.filter(({ code }) => code === "member-without"), transitions };
}

describe("members whom a group could not serve", () => {
  it("are named by every further run, although nothing of the group differs", () => {
    const { found, transitions } = said(["E3/g!CountViolation"], ["E3/g"]);
    expect(transitions).toEqual([]);
    expect(found).toMatchObject([
      {
        severity: "warning",
        principals: ["a@contoso.com"],
        message: "ENTERPRISEPACK of the group Group g is in error for 1 person (CountViolation): a@contoso.com.",
        remedy: "Buy or free seats: the next run then has Graph try again.",
      },
    ]);
  });

  it("are one finding an error, however many they are", () => {
    expect(said(["E3/g!CountViolation"], ["E3/g!CountViolation"]).found).toMatchObject([
      { principals: ["a@contoso.com", "b@contoso.com"] },
    ]);
    expect(said(["E3/g!CountViolation"], ["E3/g!DependencyViolation"]).found).toHaveLength(2);
  });

  it("are named in the same order, however the tenant was read", () => {
    const members = [user("b", ["E3/g!DependencyViolation"]), user("a", ["E3/g!DependencyViolation"])];
    const tenant = observed({ users: members, groups: [group("g", ["E3"], ["b", "a"])] });
    const { findings } = planOf({
      desired: desired({}, { "Group g": "ENTERPRISEPACK" }),
      ledger: owning({}, { g: "ENTERPRISEPACK" }),
      observed: tenant,
    });
    expect(findings.map(({ principals }) => principals)).toEqual([["a@contoso.com", "b@contoso.com"]]);
  });

  it("are told of one group though another group's run takes care of them", () => {
    const tenant = observed({
      users: [user("a", ["E3/g!CountViolation", "VISIO/h!DependencyViolation"])],
      groups: [group("g", ["E3"], ["a"]), group("h", ["VISIO"], ["a"])],
    });
    const both = { "Group g": "ENTERPRISEPACK", "Group h": "VISIOCLIENT" };
    const { findings, transitions } = planOf({
      desired: desired({}, both),
      ledger: owning({}, { g: "ENTERPRISEPACK", h: "VISIOCLIENT" }),
      observed: tenant,
      policy: policy({ limits: noLimits }),
    });
    expect(transitions.map(({ kind, name }) => `${kind} ${name}`)).toEqual(["reprocess Group g"]);
    expect(findings.map(({ message }) => message)).toEqual([
      "VISIOCLIENT of the group Group h is in error for 1 person (DependencyViolation): a@contoso.com.",
    ]);
  });

  it("are no news where they have it otherwise, or where the group loses it", () => {
    expect(said(["E3", "E3/g!CountViolation"], ["E3/g"]).found).toEqual([]);
    expect(said(["E3/g!CountViolation"], ["E3/g"], {}).found).toEqual([]);
  });

  it.each([
    ["DependencyViolation", "Declare what it depends on for the same group"],
    [
      "MutuallyExclusiveViolation",
      "Take away the licence that it does not go with, or switch one of the two plans off",
    ],
    [
      "ProhibitedInUsageLocationViolation",
      "Mend the usage location, or switch off the service plan that is not sold there",
    ],
    ["UniquenessViolation", "Mend the address that somebody else has too"],
    ["Other", "Mend what stands in the way"],
  ])("are told with what mends %s, and with the place of the group", (error, mending) => {
    const [finding] = said([`E3/g!${error}`], ["E3/g"]).found;
    expect(finding?.remedy?.split(", then")[0]).toBe(mending);
    expect(finding?.place).toEqual({ file: "stacks/contoso.yaml", line: 5, column: 7 });
  });

  it("are told although the group loses something else in this run", () => {
    const tenant = observed({
      users: [user("a", ["E3/g!CountViolation", "VISIO/g"])],
      groups: [group("g", ["E3", "VISIO"], ["a"])],
    });
    const { findings } = planOf({
      desired: desired({}, { "Group g": "ENTERPRISEPACK" }),
      ledger: owning({}, { g: "ENTERPRISEPACK, VISIOCLIENT" }),
      observed: tenant,
      policy: policy({ limits: noLimits }),
    });
    expect(findings.filter(({ code }) => code === "member-without").map(({ principals }) => principals)).toEqual([
      ["a@contoso.com"],
    ]);
  });

  it("are told without a place where the stack file could not be read again", () => {
    const stack = desired({}, { "Group g": "ENTERPRISEPACK" });
    const tenant = observed({ users: [user("a", ["E3/g!DependencyViolation"])], groups: [group("g", ["E3"], ["a"])] });
    const { findings } = planOf({
      desired: { ...stack, groups: stack.groups.map((one) => ({ ...one, declarations: [] })) },
      ledger: owning({}, { g: "ENTERPRISEPACK" }),
      observed: tenant,
    });
    expect(findings.map(({ code, place }) => [code, place])).toEqual([["member-without", undefined]]);
  });

  it("are told with the state where Graph names no error", () => {
    const failing = { skuId: skuIds.E3, assignedByGroup: "g", disabledPlans: [], state: "Error" } as const;
    const tenant = observed({
      users: [user("a", [], { assignments: [failing] })],
      groups: [group("g", ["E3"], ["a", "nobody"])],
    });
    const { findings } = planOf({
      desired: desired({}, { "Group g": "ENTERPRISEPACK" }),
      ledger: owning({}, { g: "ENTERPRISEPACK" }),
      observed: tenant,
    });
    expect(findings.map(({ message }) => message)).toEqual([
      "ENTERPRISEPACK of the group Group g is in error for 1 person (Error): a@contoso.com.",
    ]);
  });

  it("are not those who lack what nobody declared for the group, or what another group fails to give", () => {
    const tenant = observed({
      users: [user("a", ["E3/g", "MCOEV/g!CountViolation", "E3/x!CountViolation"])],
      groups: [group("g", ["E3", "MCOEV"], ["a"])],
    });
    const { findings } = planOf({
      desired: desired({}, { "Group g": "ENTERPRISEPACK" }),
      ledger: owning({}, { g: "ENTERPRISEPACK" }),
      observed: tenant,
    });
    expect(findings.filter(({ code }) => code === "member-without")).toEqual([]);
  });
});
