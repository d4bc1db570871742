import { describe, expect, it } from "vitest";
import { planOf } from "../support/show";
import { desired, group, noLimits, observed, owning, policy, user } from "../support/tenant";

type Users = Readonly<Record<string, readonly string[]>>;

/** Findings about groups, with a and b protected. */
function said(
  users: Users,
  groups: readonly ReturnType<typeof group>[],
  declared: Readonly<Record<string, string>>,
  owned: Readonly<Record<string, string>> = {},
): string[] {
  const tenant = observed({ users: Object.entries(users).map(([id, states]) => user(id, states)), groups });
  const rules = policy({ limits: noLimits, protected: ["a@contoso.com", "b@contoso.com"] });
  const { findings } = planOf({
    desired: desired({}, declared),
    ledger: owning({}, owned),
    observed: tenant,
    policy: rules,
  });
  return findings
    .filter(({ code }) => code === "protected-through-group" || code === "group-not-licensable")
    .map(({ code, message, principals }) => `${code} [${principals.join("; ")}] ${message}`);
}

describe("protected people and groups", () => {
  it("are told together, once for the group that reaches them", () => {
    const groups = [group("g", [], ["a", "b", "c"]), group("h", [], ["c"])];
    expect(said({ a: [], b: [], c: [] }, groups, { "Group g": "MCOEV", "Group h": "VISIOCLIENT" })).toEqual([
      "protected-through-group [a@contoso.com; b@contoso.com] The change of the group Group g would reach 2 " +
        "people who are protected: a@contoso.com, b@contoso.com.",
    ]);
  });

  it("are told once for each group where two reach them", () => {
    const groups = [group("g", [], ["a"]), group("h", [], ["a"])];
    expect(
      said({ a: [], b: [] }, groups, { "Group g": "MCOEV", "Group h": "VISIOCLIENT" }).map((text) => text.slice(0, 72)),
    ).toEqual([
      "protected-through-group [a@contoso.com] The change of the group Group g ",
      "protected-through-group [a@contoso.com] The change of the group Group h ",
    ]);
  });

  it("are told in the order of their names, however they were read", () => {
    expect(said({ b: [], a: [] }, [group("g", [], ["b", "a"])], { "Group g": "MCOEV" })).toEqual([
      "protected-through-group [a@contoso.com; b@contoso.com] The change of the group Group g would reach 2 " +
        "people who are protected: a@contoso.com, b@contoso.com.",
    ]);
  });

  it("are told by id where they could not be read, beside those who were", () => {
    const ledger = owning(
      {},
      {},
      {
        protectedIds: ["a", "b", "c"],
        protectedNames: { "a@contoso.com": "a", "b@contoso.com": "b", "c@contoso.com": "c" },
      },
    );
    const input = {
      desired: desired({}, { "Group g": "MCOEV" }),
      ledger,
      observed: observed({
        users: [user("a"), user("b", [], { assignments: undefined as never })],
        groups: [group("g", [], ["a", "b", "c"])],
      }),
      policy: policy({ limits: noLimits, protected: ["a@contoso.com", "b@contoso.com", "c@contoso.com"] }),
    };
    const reached = (members: readonly string[]) =>
      planOf({ ...input, observed: { ...input.observed, groups: [group("g", [], members)] } })
        .findings.filter(({ code }) => code === "protected-through-group")
        .map(({ message }) => message.split("would reach ")[1]);
    expect(reached(["a", "b"])).toEqual(["2 people who are protected: a@contoso.com, b."]);
    expect(reached(["c"])).toEqual(["1 person who is protected: c."]);
  });

  it("are reached by an exchange of one group's licence for another group's", () => {
    const groups = [group("g", ["E3"], ["a"]), group("h", [], ["a"])];
    expect(
      said({ a: ["E3/g"], b: [] }, groups, { "Group h": "ENTERPRISEPACK" }, { g: "ENTERPRISEPACK" }).map((text) =>
        text.slice(0, 72),
      ),
    ).toEqual([
      "protected-through-group [a@contoso.com] The change of the group Group g ",
      "protected-through-group [a@contoso.com] The change of the group Group h ",
    ]);
  });

  it("are not reached where they have already what the group is to give, in whatever order its plans were read", () => {
    for (const state of ["E3(-TEAMS,-YAMMER)/g", "E3(-YAMMER,-TEAMS)/g"]) {
      expect(
        said(
          { a: [state], b: [] },
          [group("g", ["E3"], ["a"])],
          { "Group g": "ENTERPRISEPACK(-TEAMS1,-YAMMER_ENTERPRISE)" },
          { g: "ENTERPRISEPACK" },
        ),
      ).toEqual([]);
    }
  });

  it("are not reached by what they do not have", () => {
    expect(
      said(
        { a: ["E3/g"], b: [] },
        [group("g", ["E3", "VISIO"], ["a"])],
        { "Group g": "ENTERPRISEPACK" },
        { g: "ENTERPRISEPACK, VISIOCLIENT" },
      ),
    ).toEqual([]);
  });

  it("are reached by a way that goes, although they have the licence by another", () => {
    expect(said({ a: ["E3", "E3/g"], b: [] }, [group("g", ["E3"], ["a"])], {}, { g: "ENTERPRISEPACK" })).toHaveLength(
      1,
    );
  });
});

describe("a group that cannot carry licences", () => {
  it("is an error where it is given something, and none where something is taken", () => {
    const mail = group("g", ["VISIO"], ["c"], { securityEnabled: false });
    const users = { a: [], b: [], c: ["VISIO/g"] };
    expect(said(users, [mail], { "Group g": "MCOEV" })).toHaveLength(1);
    expect(said(users, [mail], {}, { g: "VISIOCLIENT" })).toEqual([]);
  });
});
