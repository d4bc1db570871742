import { describe, expect, it } from "vitest";
import type { DesiredPrincipal } from "../../../src/terms/desired";
import type { ObservedAssignment } from "../../../src/terms/observed";
import type { PlanInput } from "../../../src/plan/basis/plan-input";
import { selectionKey } from "../../../src/plan/basis/selection";
import { planOf } from "../support/show";
import {
  declared,
  desired,
  group,
  held,
  noLimits,
  observed,
  owning,
  policy,
  sku,
  skuIds,
  user,
} from "../support/tenant";
import { hasWork, refusals } from "../../../src/terms/refusals";

const open = policy({ limits: noLimits });
const first = (over: Partial<PlanInput>) => planOf({ policy: open, ...over }).transitions[0];

describe("the digest of a person", () => {
  const digest = (over: {
    readonly line?: string;
    readonly owned?: string;
    readonly states?: readonly ObservedAssignment[];
    readonly location?: string;
  }) =>
    first({
      desired: desired({ adele: over.line ?? "ENTERPRISEPACK, MCOEV" }),
      ledger: owning({ adele: over.owned ?? "VISIOCLIENT, STANDARDPACK" }),
      observed: observed({
        users: [
          user("adele", [], {
            assignments: over.states ?? [held("VISIO"), held("E1(-YAMMER,-TEAMS)"), held("E5/g")],
            usageLocation: over.location ?? "US",
          }),
        ],
      }),
    })?.digest;
  const states = (...more: readonly ObservedAssignment[]): readonly ObservedAssignment[] => [
    held("VISIO"),
    held("E1(-YAMMER,-TEAMS)"),
    ...more,
  ];

  it.each<[string, Parameters<typeof digest>[0]]>([
    ["a licence that is declared", { line: "ENTERPRISEPACK, MCOEV, MCOPSTN1" }],
    ["plans that are declared", { line: "ENTERPRISEPACK(all), MCOEV" }],
    ["plans that are declared of what is held already", { line: "ENTERPRISEPACK, MCOEV, ENTERPRISEPREMIUM(all)" }],
    ["a location that is declared and stands", { line: "ENTERPRISEPACK, MCOEV @US" }],
    ["a licence that is owned", { owned: "VISIOCLIENT, STANDARDPACK, ENTERPRISEPACK" }],
    ["plans that are owned", { owned: "VISIOCLIENT, STANDARDPACK(all)" }],
    ["a licence that is held", { states: states() }],
    ["the group that gives it", { states: states(held("E5/h")) }],
    ["its plans", { states: states(held("E5(-YAMMER)/g")) }],
    ["its state", { states: states({ ...held("E5/g"), state: "ActiveWithError" }) }],
    ["its error", { states: states({ ...held("E5/g"), error: "Other" }) }],
    ["the location", { location: "DE" }],
  ])("changes with %s", (_, over) => {
    expect(digest(over)).not.toBe(digest({}));
  });

  it("changes with plans that are declared although they are so already", () => {
    expect(digest({ line: "ENTERPRISEPACK, MCOEV, ENTERPRISEPREMIUM(all)" })).not.toBe(
      digest({ line: "ENTERPRISEPACK, MCOEV, ENTERPRISEPREMIUM" }),
    );
  });

  it("does not change with the way in which a product is written", () => {
    expect(digest({ line: `${skuIds.E3}, ${skuIds.MCOEV}` })).toBe(digest({}));
    expect(digest({ line: `ENTERPRISEPACK, ${skuIds.VISIO}, MCOEV` })).toBe(
      digest({ line: "ENTERPRISEPACK, MCOEV, VISIOCLIENT" }),
    );
    expect(digest({ line: `${skuIds.E1}, MCOEV` })).toBe(digest({ line: "MCOEV, STANDARDPACK" }));
  });

  it("changes with what is done, though what is declared, owned and held stays the same", () => {
    const of = (over: Partial<PlanInput>) =>
      planOf({ policy: open, ...over }).transitions.find(({ principal }) => principal === "user")?.digest;
    const authority = (...skus: readonly string[]) =>
      of({
        desired: desired({ adele: "ENTERPRISEPACK" }),
        observed: observed({ users: [user("adele", ["VISIO", "MCOEV"])] }),
        policy: policy({ limits: noLimits, authoritative: { skus, scope: "declared" } }),
      });
    expect(new Set([authority(), authority("VISIOCLIENT"), authority("MCOEV")]).size).toBe(3);
    const carried = (owned: string) =>
      of({
        desired: desired({ adele: "ENTERPRISEPREMIUM" }),
        ledger: owning({}, { g: owned }),
        observed: observed({
          users: [user("adele", ["E3(-YAMMER)/g"])],
          groups: [group("g", ["E3(-YAMMER)", "VISIO"], ["adele"])],
        }),
      });
    expect(carried("ENTERPRISEPACK")).not.toBe(carried("VISIOCLIENT"));
    const filled = (location: string) =>
      of({
        desired: desired({ adele: "MCOEV" }),
        observed: observed({ users: [user("adele", [], { usageLocation: undefined as never })] }),
        policy: policy({ limits: noLimits, usageLocation: { default: location, fromCountry: false } }),
      });
    expect(filled("US")).not.toBe(filled("GB"));
  });

  it("does not change with the order in which anything was written or read", () => {
    expect(digest({ line: "MCOEV, ENTERPRISEPACK" })).toBe(digest({}));
    expect(digest({ states: [held("E5/g"), held("E1(-TEAMS,-YAMMER)"), held("VISIO")] })).toBe(digest({}));
  });
});

describe("the digest of a group", () => {
  const digest = (over: {
    readonly line?: string;
    readonly owned?: string;
    readonly gives?: readonly string[];
    readonly members?: readonly string[];
  }) =>
    first({
      desired: desired({}, { "Group g": over.line ?? "ENTERPRISEPACK, MCOEV" }),
      ledger: owning({}, { g: over.owned ?? "VISIOCLIENT" }),
      observed: observed({ groups: [group("g", over.gives ?? ["VISIO", "E1(-YAMMER,-TEAMS)"], over.members ?? [])] }),
    })?.digest;

  it.each<[string, Parameters<typeof digest>[0]]>([
    ["a licence that is declared", { line: "ENTERPRISEPACK" }],
    ["plans that are declared", { line: "ENTERPRISEPACK(-TEAMS1), MCOEV" }],
    ["a licence that is owned", { owned: "VISIOCLIENT, STANDARDPACK" }],
    ["a licence that it gives", { gives: ["VISIO"] }],
    ["the plans of what it gives", { gives: ["VISIO", "E1(-YAMMER)"] }],
    ["a member, since something is taken", { members: ["a"] }],
  ])("changes with %s", (_, over) => {
    expect(digest(over)).not.toBe(digest({}));
  });

  it("changes with the members where only plans are switched, and not where only something is given", () => {
    const adjusted = { line: "STANDARDPACK(-TEAMS1)", owned: "STANDARDPACK", gives: ["E1"] };
    expect(digest({ ...adjusted, members: ["a"] })).not.toBe(digest(adjusted));
    const mixed = { ...adjusted, line: "STANDARDPACK(-TEAMS1), MCOEV" };
    expect(digest({ ...mixed, members: ["a"] })).not.toBe(digest(mixed));
    const given = { line: "STANDARDPACK", owned: "STANDARDPACK", gives: [] };
    expect(digest({ ...given, members: ["a"] })).toBe(digest(given));
  });

  it("changes with the plans that an allow-list switches off, when Microsoft adds one to the product", () => {
    const of = (...more: readonly string[]) => {
      const e3 = sku("E3");
      const skus = [
        sku("E3", {
          servicePlans: [
            ...e3.servicePlans,
            ...more.map((id) => ({ id, name: id.toUpperCase(), appliesTo: "User" as const })),
          ],
        }),
      ];
      return first({
        desired: desired({}, { "Group g": "ENTERPRISEPACK(+TEAMS1)" }),
        observed: observed({ skus, groups: [group("g")] }),
      })?.digest;
    };
    expect(of("new-plan")).not.toBe(of());
  });

  it("does not change with the order in which anything was written or read", () => {
    expect(digest({ gives: ["E1(-TEAMS,-YAMMER)", "VISIO"], line: "MCOEV, ENTERPRISEPACK", members: ["b", "a"] })).toBe(
      digest({ members: ["a", "b"] }),
    );
  });
});

describe("a transition", () => {
  it("stands at the first place that is known, or nowhere", () => {
    const place = { file: "stacks/contoso.yaml", line: 9, column: 3 };
    const at = (declarations: DesiredPrincipal["declarations"]) => {
      const principal = { ...declared("adele@contoso.com", "MCOEV"), declarations };
      return first({ desired: { ...desired(), users: [principal] }, observed: observed({ users: [user("adele")] }) });
    };
    expect(
      at([
        { assignment: "a", skus: [] },
        { assignment: "b", place, skus: [] },
      ])?.place,
    ).toEqual(place);
    expect(at([])).not.toHaveProperty("place");
    expect(at([])).not.toHaveProperty("usageLocation");
  });

  it("lists grants and removals by SKU", () => {
    const change = first({
      desired: desired({ adele: "STANDARDPACK, ENTERPRISEPREMIUM" }),
      ledger: owning({ adele: "VISIOCLIENT, ENTERPRISEPACK" }),
      observed: observed({ users: [user("adele", ["VISIO", "E3"])] }),
    });
    expect(change?.grants.map(({ skuId }) => skuId)).toEqual([skuIds.E1, skuIds.E5]);
    expect(change?.removals.map(({ skuId }) => skuId)).toEqual([skuIds.E3, skuIds.VISIO]);
    const ofGroup = first({
      desired: desired({}, { "Group g": "ENTERPRISEPREMIUM, STANDARDPACK" }),
      ledger: owning({}, { g: "VISIOCLIENT, ENTERPRISEPACK" }),
      observed: observed({ groups: [group("g", ["VISIO", "E3"])] }),
    });
    expect(ofGroup?.grants.map(({ skuId }) => skuId)).toEqual([skuIds.E1, skuIds.E5]);
    expect(ofGroup?.removals.map(({ skuId }) => skuId)).toEqual([skuIds.E3, skuIds.VISIO]);
  });

  it("lists what is taken under authority among what is no longer declared", () => {
    const authority = policy({ limits: noLimits, authoritative: { skus: ["VISIOCLIENT"], scope: "declared" } });
    const change = first({
      desired: desired({ adele: "STANDARDPACK" }),
      ledger: owning({ adele: "MCOEV" }),
      observed: observed({ users: [user("adele", ["VISIO", "MCOEV"])] }),
      policy: authority,
    });
    expect(change?.removals.map(({ skuId }) => skuId)).toEqual([skuIds.VISIO, skuIds.MCOEV]);
  });

  it("is an exchange where something comes and goes, or is switched and goes", () => {
    const kind = (line: string, owned: string, holds: readonly string[]) =>
      first({
        desired: desired(line === "" ? {} : { adele: line }),
        ledger: owning({ adele: owned }),
        observed: observed({ users: [user("adele", holds)] }),
      })?.kind;
    expect(kind("ENTERPRISEPACK", "VISIOCLIENT", ["VISIO"])).toBe("swap");
    expect(kind("ENTERPRISEPACK(all)", "ENTERPRISEPACK, VISIOCLIENT", ["E3(-YAMMER)", "VISIO"])).toBe("swap");
    expect(kind("ENTERPRISEPACK(all)", "ENTERPRISEPACK", ["E3(-YAMMER)"])).toBe("adjust");
    expect(kind("", "VISIOCLIENT", ["VISIO"])).toBe("withdraw");
    expect(kind("ENTERPRISEPACK @GB", "ENTERPRISEPACK", ["E3"])).toBe("locate");
  });

  it("says of a group which members keep a SKU by another way: those who had it from this group", () => {
    const plan = planOf({
      desired: desired({ dora: "ENTERPRISEPACK" }),
      ledger: owning({}, { g: "ENTERPRISEPACK, MCOEV", h: "VISIOCLIENT" }),
      observed: observed({
        users: [
          user("zoe", ["E3/g", "E3", "MCOEV/g"]),
          user("adele", ["E3/g", "E3/x"]),
          user("bob", ["E3", "MCOEV/g"]),
          user("carl", ["E3/g"]),
          user("dora", ["E3/x", "VISIO/h"]),
        ],
        groups: [group("g", ["E3", "MCOEV"], ["zoe", "adele", "bob", "carl"]), group("h", ["VISIO"], ["dora"])],
      }),
      policy: open,
    });
    expect(
      plan.transitions.map(({ id, removals }) => [id, removals.map(({ skuId, keptBy }) => [skuId, keptBy])]),
    ).toEqual([
      [
        "g",
        [
          [skuIds.E3, ["adele", "zoe"]],
          [skuIds.MCOEV, undefined],
        ],
      ],
      ["h", [[skuIds.VISIO, undefined]]],
    ]);
  });

  it("says who keeps a SKU in the order of ids, whoever of them is declared", () => {
    const plan = planOf({
      desired: desired({ zoe: "ENTERPRISEPACK" }),
      ledger: owning({}, { g: "ENTERPRISEPACK" }),
      observed: observed({
        users: [user("zoe", ["E3/g"]), user("adele", ["E3/g", "E3"])],
        groups: [group("g", ["E3"], ["zoe", "adele"])],
      }),
      policy: open,
    });
    expect(plan.transitions[0]?.removals.map(({ keptBy }) => keptBy)).toEqual([["adele", "zoe"]]);
  });

  it("comes in the order of names, and of ids where names are the same", () => {
    const same = (id: string) => user(id, ["MCOEV"], { userPrincipalName: "x@contoso.com" });
    const authority = policy({ limits: noLimits, authoritative: { skus: ["MCOEV"], scope: "tenant" } });
    const plan = planOf({
      observed: observed({ users: [same("b"), same("a"), user("adele", ["MCOEV"])], wholeTenant: true }),
      policy: authority,
    });
    expect(plan.transitions.map(({ id }) => id)).toEqual(["adele", "a", "b"]);
  });
});

it("a plan has work where something is written or the ledger moves, and is refused by errors alone", () => {
  const plan = planOf({});
  expect(hasWork(plan)).toBe(false);
  expect(hasWork({ ...plan, ledgerChanges: true })).toBe(true);
  const change = first({ desired: desired({ adele: "MCOEV" }), observed: observed({ users: [user("adele")] }) });
  expect(hasWork({ ...plan, ledgerChanges: false, transitions: change === undefined ? [] : [change] })).toBe(true);
  const finding = (severity: "error" | "warning") => ({ code: severity, severity, message: "", principals: [] });
  expect(refusals({ ...plan, findings: [finding("warning"), finding("error")] }).map(({ code }) => code)).toEqual([
    "error",
  ]);
});

it("selections are the same by what they say, not by the order in which it is written", () => {
  const key = (kind: "off" | "only", ...plans: readonly string[]) => selectionKey({ kind, plans });
  expect(key("off", "A", "B")).toBe(key("off", "B", "A"));
  expect(
    new Set([
      selectionKey({ kind: "unmanaged" }),
      key("off"),
      key("only"),
      key("off", "AB"),
      key("off", "A", "B"),
      key("only", "A", "B"),
    ]).size,
  ).toBe(6);
});

it("members in whatever order they were read give the same plan", () => {
  const seen = (turned: boolean) => {
    const members = ["a", "b", "c"];
    const users = members.map((id) => user(id, ["E3(-YAMMER,-TEAMS)/g"]));
    return observed({
      users: turned ? [...users].reverse() : users,
      groups: [group("g", ["E3"], turned ? [...members].reverse() : members)],
    });
  };
  const text = (turned: boolean): string =>
    JSON.stringify(planOf({ ledger: owning({}, { g: "ENTERPRISEPACK" }), observed: seen(turned), policy: open }));
  expect(text(true)).toBe(text(false));
});
