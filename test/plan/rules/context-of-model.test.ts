import { describe, expect, it } from "vitest";
import type { PlanInput } from "../../../src/plan/basis/plan-input";
import { planTenant } from "../../../src/plan/plan-tenant";
import { declared, desired, group, noLimits, observed, owning, policy, sku, today, user } from "../support/tenant";

type Given = Partial<Omit<PlanInput, "today">>;

/** Codes with the principals whom they name, of a whole plan. */
function found(given: Given): Readonly<Record<string, readonly string[]>> {
  const { findings } = planTenant({
    desired: desired(),
    ledger: owning(),
    observed: observed(),
    policy: policy({ limits: noLimits }),
    today,
    ...given,
  });
  return Object.fromEntries(findings.map((finding) => [finding.code, finding.principals]));
}

describe("rules within a plan", () => {
  it("look at what is there after the run", () => {
    const tenant = observed({ users: [user("a", ["E3", "MCOPSTN1"]), user("b", ["E3", "MCOEV", "MCOPSTN1"])] });
    const ledger = owning({ a: "ENTERPRISEPACK, MCOPSTN1", b: "ENTERPRISEPACK, MCOEV, MCOPSTN1" });
    expect(
      found({
        desired: desired({ a: "ENTERPRISEPACK, MCOEV, MCOPSTN1", b: "ENTERPRISEPACK, MCOPSTN1" }),
        ledger,
        observed: tenant,
      }),
    ).toEqual({ "calling-plan-without-phone-system": ["b@contoso.com"] });
  });

  it("count what others gave, and are silent about people who are not in the stack", () => {
    const users = [user("a", ["MCOEV"]), user("x", ["E5", "MCOEV"])];
    expect(found({ desired: desired({ a: "ENTERPRISEPREMIUM" }), observed: observed({ users }) })).toEqual({
      "paid-twice": ["a@contoso.com"],
      "e5-without-credits": ["a@contoso.com"],
    });
  });

  it("say nothing of people whom the stack only has to take something from", () => {
    expect(
      found({
        ledger: owning({ a: "VISIOCLIENT" }),
        observed: observed({ users: [user("a", ["E5", "MCOEV", "VISIO"])] }),
      }),
    ).toEqual({});
  });

  it("know what a group will give before Graph has processed it", () => {
    const given = {
      desired: desired({ a: "MCOPSTN1" }, { "Group g": "ENTERPRISEPACK, MCOEV" }),
      ledger: owning({}, { g: "ENTERPRISEPACK, MCOEV" }),
    };
    expect(
      found({ ...given, observed: observed({ users: [user("a")], groups: [group("g", ["E3", "MCOEV"], ["a"])] }) }),
    ).toEqual({});
    expect(
      found({ ...given, observed: observed({ users: [user("a")], groups: [group("g", ["E3", "MCOEV"], [])] }) }),
    ).toEqual({ "calling-plan-without-phone-system": ["a@contoso.com"] });
    expect(found({ ...given, observed: observed({ users: [user("a")], groups: [group("g", [], ["a"])] }) })).toEqual(
      {},
    );
  });

  it("know what is still to come of a group of which something has arrived, and of two groups", () => {
    const given = {
      desired: desired({ a: "MCOPSTN1" }, { "Group g": "ENTERPRISEPACK, MCOEV", "Group h": "VISIOCLIENT" }),
      ledger: owning({}, { g: "ENTERPRISEPACK, MCOEV", h: "VISIOCLIENT" }),
    };
    const groups = [group("g", ["E3", "MCOEV"], ["a"]), group("h", ["VISIO"], ["a"])];
    for (const holds of [["E3/g"], []])
      expect(found({ ...given, observed: observed({ users: [user("a", holds)], groups }) })).toEqual({});
  });

  it("know what a group will give of a licence that its member has in another way", () => {
    const tenant = observed({ users: [user("x", ["E5(-MCOEV)", "MCOEV"])], groups: [group("g", ["E5"], ["x"])] });
    const given = {
      desired: desired({}, { "Group g": "ENTERPRISEPREMIUM" }),
      ledger: owning({}, { g: "ENTERPRISEPREMIUM" }),
      observed: tenant,
    };
    expect(found({ ...given, policy: policy({ rules: { "e5-without-credits": "off" } }) })).toEqual({
      "paid-twice": ["Group g"],
    });
  });

  it("know that Graph has processed a group in vain", () => {
    const states = ["E3/g!CountViolation", "MCOEV/g!CountViolation", "MCOPSTN1"];
    const given = {
      desired: desired({ a: "MCOPSTN1" }, { "Group g": "ENTERPRISEPACK, MCOEV" }),
      ledger: owning({}, { g: "ENTERPRISEPACK, MCOEV" }),
    };
    expect(
      found({
        ...given,
        observed: observed({
          skus: [sku("E3", { enabled: 0 }), sku("MCOEV", { enabled: 0 }), sku("MCOPSTN1")],
          users: [user("a", states)],
          groups: [group("g", ["E3", "MCOEV"], ["a"])],
        }),
      }),
    ).toEqual({
      "calling-plan-without-phone-system": ["a@contoso.com"],
      "member-without": ["a@contoso.com"],
    });
  });

  it("see members of a group that does not change, under the name of the group", () => {
    const tenant = observed({
      users: [user("x", ["E5/g", "MCOEV"]), user("y", ["E5/g"])],
      groups: [group("g", ["E5"], ["x", "y"])],
    });
    expect(
      found({
        desired: desired({}, { "Group g": "ENTERPRISEPREMIUM" }),
        ledger: owning({}, { g: "ENTERPRISEPREMIUM" }),
        observed: tenant,
        policy: policy({ rules: { "e5-without-credits": "off" } }),
      }),
    ).toEqual({ "paid-twice": ["Group g"] });
  });

  it("see what a group carries after the run", () => {
    const given = {
      observed: observed({ groups: [group("g", ["E3", "MCOEV", "MCOPSTN1"], [], { nestedGroups: 2 })] }),
      ledger: owning({}, { g: "ENTERPRISEPACK, MCOEV, MCOPSTN1" }),
    };
    expect(found({ ...given, desired: desired({}, { "Group g": "ENTERPRISEPACK, MCOEV, MCOPSTN1" }) })).toEqual({
      "group-nested": ["Group g"],
    });
    expect(found({ ...given, desired: desired({}, { "Group g": "ENTERPRISEPACK, MCOPSTN1" }) })).toEqual({
      "group-nested": ["Group g"],
      "group-add-on-apart": ["Group g"],
    });
    expect(found({ ...given, desired: desired() })).toEqual({});
    expect(
      found({
        ...given,
        desired: desired({}, { "Group g": "MCOEV" }),
        ledger: owning(),
        observed: observed({ groups: [group("g")] }),
      }),
    ).toEqual({ "group-add-on-apart": ["Group g"] });
  });

  it("see which plans a group has on after the run, and say nothing of a group that gives nothing", () => {
    const seen = observed({ groups: [group("g", ["E3", "MCOEV"], [], { nestedGroups: 2 })] });
    const ledger = owning({}, { g: "ENTERPRISEPACK, MCOEV" });
    expect(
      found({ desired: desired({}, { "Group g": "ENTERPRISEPACK(-TEAMS1), MCOEV" }), ledger, observed: seen }),
    ).toEqual({ "group-nested": ["Group g"], "group-add-on-apart": ["Group g"] });
    expect(
      found({
        desired: desired({}, { "Group g": "NOTHERE" }),
        observed: observed({ groups: [group("g", [], [], { nestedGroups: 2 })] }),
      }),
    ).toEqual({ "sku-unknown": ["Group g"] });
  });

  it("list members in the order of their names, and leave out who has left the group", () => {
    const users = ["z", "x", "left"].map((id) => user(id, ["E5/g", "MCOEV"]));
    const owned = ["y", "gone"].map((id) => user(id, ["E5/g", "MCOEV", "VISIO"]));
    const { findings } = planTenant({
      desired: desired({}, { "Group g": "ENTERPRISEPREMIUM" }),
      ledger: owning({ y: "VISIOCLIENT", gone: "VISIOCLIENT" }, { g: "ENTERPRISEPREMIUM" }),
      observed: observed({ users: [...users, ...owned], groups: [group("g", ["E5"], ["z", "y", "x"])] }),
      policy: policy({ limits: noLimits, rules: { "e5-without-credits": "off" } }),
      today,
    });
    expect(findings.map(({ message }) => message)).toEqual([
      "3 members of the group Group g have both MCOEV and ENTERPRISEPREMIUM, which contains everything that is " +
        "on in MCOEV: it is paid for twice: x@contoso.com, y@contoso.com, z@contoso.com.",
    ]);
  });

  it("are silent about groups that the stack no longer declares", () => {
    const given = {
      observed: observed({ groups: [group("g", ["E3"], [], { nestedGroups: 2 })] }),
      ledger: owning({}, { g: "ENTERPRISEPACK" }),
      policy: policy({ limits: { kind: "noneRemoved" } }),
    };
    expect(found(given)).toEqual({ "none-removed": ["Group g"] });
  });

  it("count members whom Graph has not processed yet", () => {
    const tenant = observed({ users: [user("x", ["MCOEV"])], groups: [group("g", ["E3", "E5"], ["x"])] });
    const given = {
      desired: desired({}, { "Group g": "ENTERPRISEPREMIUM" }),
      ledger: owning({}, { g: "ENTERPRISEPREMIUM" }),
      observed: tenant,
    };
    expect(found({ ...given, policy: policy({ rules: { "e5-without-credits": "off" } }) })).toEqual({
      "paid-twice": ["Group g"],
    });
  });

  it("name somebody who is in the stack and in one of its groups by name only", () => {
    const tenant = observed({ users: [user("a", ["MCOEV", "E5/g"])], groups: [group("g", ["E5"], ["a"])] });
    const given = {
      desired: desired({ a: "MCOEV" }, { "Group g": "ENTERPRISEPREMIUM" }),
      ledger: owning({ a: "MCOEV" }, { g: "ENTERPRISEPREMIUM" }),
      observed: tenant,
    };
    expect(found({ ...given, policy: policy({ rules: { "e5-without-credits": "off" } }) })).toEqual({
      "paid-twice": ["a@contoso.com"],
    });
  });

  it("put members without a usage location where the directory is", () => {
    const nowhere = { id: "x", userPrincipalName: "x@contoso.com", onPremisesSyncEnabled: false, assignments: [] };
    const there = observed();
    const licenses = "ENTERPRISEPACK, MCOEV, MCOPSTN1";
    const given = { desired: desired({}, { "Group g": licenses }), ledger: owning({}, { g: licenses }) };
    const at = (countryLetterCode: string): readonly string[] =>
      Object.keys(
        found({
          ...given,
          observed: {
            ...there,
            tenant: { ...there.tenant, countryLetterCode },
            users: [nowhere],
            groups: [group("g", ["E3", "MCOEV", "MCOPSTN1"], ["x"])],
          },
        }),
      );
    expect(at("BR")).toEqual(["calling-plan-country-unknown"]);
    expect(at("GB")).toEqual([]);
  });

  it("leave members with a usage location where they are", () => {
    const there = observed();
    const licenses = "ENTERPRISEPACK, MCOEV, MCOPSTN1";
    const given = { desired: desired({}, { "Group g": licenses }), ledger: owning({}, { g: licenses }) };
    const at = (usageLocation: string): readonly string[] =>
      Object.keys(
        found({
          ...given,
          observed: {
            ...there,
            tenant: { ...there.tenant, countryLetterCode: "GB" },
            users: [user("x", [], { usageLocation })],
            groups: [group("g", ["E3", "MCOEV", "MCOPSTN1"], ["x"])],
          },
        }),
      );
    expect(at("BR")).toEqual(["calling-plan-country-unknown"]);
    expect(at("US")).toEqual([]);
  });

  it("leave protected people alone", () => {
    const tenant = observed({ users: [user("x", ["E5/g", "MCOEV"])], groups: [group("g", ["E5"], ["x"])] });
    const given = {
      desired: desired({}, { "Group g": "ENTERPRISEPREMIUM" }),
      ledger: owning({}, { g: "ENTERPRISEPREMIUM" }),
      observed: tenant,
    };
    expect(found({ ...given, policy: policy({ protected: ["x@contoso.com"] }) })).toEqual({});
    const both = {
      desired: desired({ x: "ENTERPRISEPREMIUM" }),
      observed: observed({ users: [user("x", ["E5", "MCOEV"])] }),
    };
    expect(found({ ...both, policy: policy({ protected: ["x@contoso.com"] }) })).toEqual({
      "protected-declared": ["x@contoso.com"],
    });
  });

  it("use the usage location that the run will write", () => {
    const moved = (line: string): readonly string[] =>
      Object.keys(
        found({
          desired: desired({ a: line }),
          observed: observed({ users: [user("a", [], { usageLocation: "US" })] }),
        }),
      );
    expect(moved("ENTERPRISEPACK, MCOEV, MCOPSTN1")).toEqual([]);
    expect(moved("ENTERPRISEPACK, MCOEV, MCOPSTN1 @BR")).toEqual(["calling-plan-country-unknown"]);
  });

  it("refuse a Calling Plan through a group for people on phone lines of their own", () => {
    const people = [{ ...declared("a@contoso.com", "ENTERPRISEPACK, MCOEV"), onPremisesPstn: true }];
    const groups = [declared("Group g", "ENTERPRISEPACK, MCOEV, MCOPSTN1")];
    const plan = planTenant({
      desired: desired({}, {}, { users: people, groups }),
      ledger: owning(),
      observed: observed({ users: [user("a")], groups: [group("g", [], ["a"])] }),
      policy: policy({ limits: noLimits, rules: { "calling-plan-on-premises": "off" } }),
      today,
    });
    expect(plan.findings.filter((finding) => finding.severity === "error")).toMatchObject([
      {
        code: "calling-plan-on-premises",
        principals: ["a@contoso.com"],
        place: { file: "stacks/contoso.yaml", line: 5, column: 7 },
      },
    ]);
  });

  it("say which service plans are Calling Plans, for what is told after the run", () => {
    const plan = planTenant({
      desired: desired({ a: "ENTERPRISEPACK, MCOEV, MCOPSTN1" }),
      ledger: owning(),
      observed: observed({ users: [user("a")] }),
      policy: policy(),
      today,
    });
    expect(Object.values(plan.skus).map(({ partNumber, callingPlans }) => [partNumber, callingPlans])).toEqual([
      ["MCOPSTN1", ["4ed3ff63-69d7-4fb7-b984-5aec7f605ca8"]],
      ["ENTERPRISEPACK", undefined],
      ["MCOEV", undefined],
    ]);
  });
});
