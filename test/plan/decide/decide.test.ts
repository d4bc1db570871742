import { describe, expect, it } from "vitest";
import type { PlanInput } from "../../../src/plan/basis/plan-input";
import { planOf, showTransition } from "../support/show";
import { desired, group, held, noLimits, observed, owning, planIds, policy, skuIds, user } from "../support/tenant";

const open = policy({ limits: noLimits });
const transitions = (over: Partial<PlanInput>) => planOf({ policy: open, ...over }).transitions;

describe("what a group becomes", () => {
  const decided = (owned: string, line: string | undefined, gives: readonly string[]) =>
    transitions({
      desired: desired({}, line === undefined ? {} : { "Group g": line }),
      ledger: owning({}, owned === "" ? {} : { g: owned }),
      observed: observed({ groups: [group("g", gives)] }),
    }).map(showTransition);

  it.each<[string, string, string | undefined, readonly string[], readonly string[]]>([
    ["keeps what nobody declared nor owns", "ENTERPRISEPACK", "ENTERPRISEPACK", ["E3", "VISIO(-VISIO_DRIVE)"], []],
    [
      "does not take over plans of what it keeps",
      "",
      "ENTERPRISEPREMIUM",
      ["E3(-YAMMER)"],
      ["grant Group g: +E5 {declared by staff}"],
    ],
    [
      "does not take over plans of what stays declared",
      "ENTERPRISEPACK",
      "ENTERPRISEPACK, ENTERPRISEPREMIUM",
      ["E3(-YAMMER)"],
      ["grant Group g: +E5 {declared by staff}"],
    ],
    [
      "takes over plans of what goes",
      "ENTERPRISEPACK",
      "ENTERPRISEPREMIUM",
      ["E3(-YAMMER,-VISIO)"],
      ["swap Group g: +E5(-YAMMER) {declared by staff; plans of E3} -E3(-VISIO,-YAMMER) {undeclared}"],
    ],
    [
      "names that from which it takes them over",
      "VISIOCLIENT, ENTERPRISEPACK",
      "ENTERPRISEPREMIUM",
      ["VISIO(-VISIO_DRIVE)", "E3(-YAMMER)"],
      [
        "swap Group g: +E5(-YAMMER) {declared by staff; plans of E3} -E3(-YAMMER) {undeclared} " +
          "-VISIO(-VISIO_DRIVE) {undeclared}",
      ],
    ],
    [
      "takes over no plans where they are declared",
      "ENTERPRISEPACK",
      "ENTERPRISEPREMIUM(-YAMMER_ENTERPRISE)",
      ["E3(-YAMMER)"],
      ["swap Group g: +E5(-YAMMER) {declared by staff} -E3(-YAMMER) {undeclared}"],
    ],
    [
      "has as many plans off as declared, but others",
      "ENTERPRISEPACK(-TEAMS1,-YAMMER_ENTERPRISE)",
      "ENTERPRISEPACK(-TEAMS1,-YAMMER_ENTERPRISE)",
      ["E3(-TEAMS,-EXCHANGE)"],
      ["adjust Group g: +E3(-TEAMS,-YAMMER) was E3(-TEAMS,-EXCHANGE) {drift; declared by staff}"],
    ],
    [
      "has declared plans repaired",
      "ENTERPRISEPACK(-YAMMER_ENTERPRISE)",
      "ENTERPRISEPACK(-YAMMER_ENTERPRISE)",
      ["E3(-TEAMS,-EXCHANGE)"],
      ["adjust Group g: +E3(-YAMMER) was E3(-TEAMS,-EXCHANGE) {drift; declared by staff}"],
    ],
    [
      "has newly declared plans done",
      "ENTERPRISEPACK",
      "ENTERPRISEPACK(-YAMMER_ENTERPRISE)",
      ["E3"],
      ["adjust Group g: +E3(-YAMMER) was E3 {declared by staff}"],
    ],
    [
      "gets back what somebody took",
      "ENTERPRISEPACK",
      "ENTERPRISEPACK",
      [],
      ["grant Group g: +E3 {drift; declared by staff}"],
    ],
  ])("%s", (_, owned, line, gives, expected) => {
    expect(decided(owned, line, gives)).toEqual(expected);
  });

  it("keeps a subscription that is gone, and what was off there stays off in what replaces it", () => {
    const seen = { ...group("g", []), licenses: [{ skuId: "gone-sku", disabledPlans: [planIds.YAMMER] }] };
    const [change] = transitions({
      desired: desired({}, { "Group g": "ENTERPRISEPACK" }),
      ledger: owning({}, { g: "gone-sku" }),
      observed: observed({ groups: [seen] }),
    });
    expect(change).toMatchObject({
      grants: [{ skuId: skuIds.E3, disabledPlans: [planIds.YAMMER] }],
      removals: [],
    });
  });

  it("has its plans sorted, in whatever order they were read", () => {
    const [one, two] = [["E3(-TEAMS,-EXCHANGE)"], ["E3(-EXCHANGE,-TEAMS)"]].map((gives) => [
      decided("ENTERPRISEPACK", undefined, gives),
      decided("ENTERPRISEPACK", "ENTERPRISEPACK(-YAMMER_ENTERPRISE)", gives),
    ]);
    expect(one).toEqual(two);
  });
});

describe("what a person becomes", () => {
  const decided = (owned: string, line: string, holds: readonly string[], over: Partial<PlanInput> = {}) =>
    transitions({
      desired: desired(line === "" ? {} : { adele: line }),
      ledger: owning({ adele: owned }),
      observed: observed({ users: [user("adele", holds)] }),
      ...over,
    });

  it("says of a grant whether the plans are declared", () => {
    expect(decided("VISIOCLIENT", "ENTERPRISEPACK", [])[0]?.grants[0]).not.toHaveProperty("managed");
    expect(decided("VISIOCLIENT", "ENTERPRISEPACK(-TEAMS1)", [])[0]?.grants[0]).toMatchObject({ managed: true });
  });

  it("names no source where nothing is carried over, nor where the plans are declared", () => {
    expect(decided("STANDARDPACK", "ENTERPRISEPACK", ["E1"]).map(showTransition)).toEqual([
      "swap adele@contoso.com: +E3 {declared by staff} -E1 {undeclared}",
    ]);
    expect(
      decided("ENTERPRISEPACK", "ENTERPRISEPREMIUM(-YAMMER_ENTERPRISE)", ["E3(-YAMMER)"]).map(showTransition),
    ).toEqual(["swap adele@contoso.com: +E5(-YAMMER) {declared by staff} -E3(-YAMMER) {undeclared}"]);
  });

  it("carries nothing over from what a group could not give, nor from what another group goes on giving", () => {
    const withdrawn = (holds: readonly string[]) =>
      transitions({
        desired: desired({ adele: "ENTERPRISEPREMIUM" }),
        ledger: owning({}, { g: "ENTERPRISEPACK" }),
        observed: observed({ users: [user("adele", holds)], groups: [group("g", ["E3(-YAMMER)"], ["adele"])] }),
      })
        .filter(({ principal }) => principal === "user")
        .map(showTransition);
    expect(withdrawn(["E3(-YAMMER)/g"])).toEqual([
      "grant adele@contoso.com: +E5(-YAMMER) {declared by staff; plans of E3}",
    ]);
    expect(withdrawn(["E3(-YAMMER)/g!CountViolation"])).toEqual(["grant adele@contoso.com: +E5 {declared by staff}"]);
    expect(withdrawn(["E3(-YAMMER)/g", "E3/h"])).toEqual(["grant adele@contoso.com: +E5 {declared by staff}"]);
  });

  it("has everything on that was on by any of the ways that go", () => {
    const input = (direct: string, way: string) => ({
      desired: desired({ adele: "ENTERPRISEPREMIUM" }),
      ledger: owning({ adele: "ENTERPRISEPACK" }, { g: "ENTERPRISEPACK" }),
      observed: observed({ users: [user("adele", [direct, way])], groups: [group("g", ["E3"], ["adele"])] }),
    });
    const grant = (direct: string, way: string) =>
      transitions(input(direct, way))
        .find(({ principal }) => principal === "user")
        ?.grants.map(({ disabledPlans }) => disabledPlans);
    expect(grant("E3(-YAMMER)", "E3/g")).toEqual([[]]);
    expect(grant("E3", "E3(-YAMMER)/g")).toEqual([[]]);
    expect(grant("E3(-YAMMER)", "E3(-YAMMER)/g")).toEqual([[planIds.YAMMER]]);
  });

  it("names the first by id of several groups and products that it lacks now, in whatever order they were read", () => {
    const moved = (line: string, holds: readonly string[], lost: string) =>
      transitions({
        desired: desired({ adele: line }),
        ledger: owning({}, { g: lost, h: lost }),
        observed: observed({
          users: [user("adele", holds)],
          groups: [group("g", ["E3", "E1"], ["adele"]), group("h", ["E3", "E1"], ["adele"])],
        }),
      })
        .filter(({ principal }) => principal === "user")
        .map(showTransition);
    for (const holds of [
      ["E3/g", "E3/h"],
      ["E3/h", "E3/g"],
    ])
      expect(moved("ENTERPRISEPACK", holds, "ENTERPRISEPACK")).toEqual([
        "grant adele@contoso.com: +E3 {moved to direct (g); declared by staff}",
      ]);
    for (const holds of [
      ["E1(-TEAMS)/h", "E3(-TEAMS)/g"],
      ["E3(-TEAMS)/g", "E1(-TEAMS)/h"],
    ]) {
      expect(moved("ENTERPRISEPREMIUM", holds, "ENTERPRISEPACK, STANDARDPACK")).toEqual([
        "grant adele@contoso.com: +E5(-TEAMS) {declared by staff; plans of E1}",
      ]);
    }
  });

  it("does not wait for another product that has the same plans", () => {
    expect(decided("ENTERPRISEPACK", "", ["E5/g", "E3"]).map(showTransition)).toEqual([
      "withdraw adele@contoso.com: -E3 {undeclared}",
    ]);
  });

  it("stays for the first by id of several groups of the stack that cannot give it", () => {
    const kept = (holds: readonly string[]) =>
      planOf({
        desired: desired({}, { "Group g": "ENTERPRISEPACK", "Group h": "ENTERPRISEPACK" }),
        ledger: owning({ adele: "ENTERPRISEPACK" }, { g: "ENTERPRISEPACK", h: "ENTERPRISEPACK" }),
        observed: observed({
          users: [user("adele", holds)],
          groups: [group("g", ["E3"], ["adele"]), group("h", ["E3"], ["adele"])],
        }),
        policy: open,
      })
        .findings.filter(({ code }) => code === "direct-kept")
        .map(({ message }) => / of the group (.*) is in error/.exec(message)?.[1]);
    expect(kept(["E3", "E3/g!CountViolation", "E3/h!CountViolation"])).toEqual(["Group g"]);
    expect(kept(["E3", "E3/h!CountViolation", "E3/g!CountViolation"])).toEqual(["Group g"]);
  });

  it("names the first of several groups by id, in whatever order they were read", () => {
    const moved = (holds: readonly string[]) => decided("ENTERPRISEPACK", "", holds).map(showTransition);
    expect(moved(["E3/h", "E3/g", "E3"])).toEqual([
      "withdraw adele@contoso.com: -E3 if by g {undeclared; moved to group (g)}",
    ]);
    expect(moved(["E1/g", "E3/h", "E3"])).toEqual([
      "withdraw adele@contoso.com: -E3 if by h {undeclared; moved to group (h)}",
    ]);
  });

  it("stays for the group of the stack that declares the same product, and for no other", () => {
    const kept = (line: string) =>
      transitions({
        desired: desired({}, { "Group g": line }),
        ledger: owning({ adele: "ENTERPRISEPACK" }, { g: line }),
        observed: observed({
          users: [user("adele", ["E3", "E3(-YAMMER)/g"])],
          groups: [group("g", ["E3(-YAMMER)", "E1"], ["adele"])],
        }),
      })
        .filter(({ principal }) => principal === "user")
        .map(({ id }) => id);
    expect(kept("ENTERPRISEPACK")).toEqual([]);
    expect(kept("STANDARDPACK")).toEqual(["adele"]);
  });

  it("keeps a subscription that is gone, and what was off there stays off in what replaces it", () => {
    const person = user("adele", [], {
      assignments: [
        { skuId: "gone-sku", disabledPlans: [planIds.YAMMER, planIds.EXCHANGE], state: "Active" },
        held("E1"),
      ],
    });
    const [change] = decided("gone-sku, STANDARDPACK", "ENTERPRISEPACK, STANDARDPACK", [], {
      observed: observed({ users: [person] }),
    });
    expect(change).toMatchObject({
      grants: [{ skuId: skuIds.E3, disabledPlans: [planIds.YAMMER, planIds.EXCHANGE] }],
      removals: [],
    });
  });

  it("has its plans sorted, in whatever order they were read", () => {
    const [one, two] = [["E3(-TEAMS,-EXCHANGE)"], ["E3(-EXCHANGE,-TEAMS)"]].map((holds) => [
      decided("ENTERPRISEPACK", "", holds),
      decided("ENTERPRISEPACK", "ENTERPRISEPACK(-YAMMER_ENTERPRISE)", holds),
    ]);
    expect(JSON.stringify(one)).toBe(JSON.stringify(two));
  });
});
