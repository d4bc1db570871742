import { describe, expect, it } from "vitest";
import { canonicalJson, digestOf } from "../../../src/plan/basis/digest";
import { requestReads } from "../../../src/plan/basis/request-reads";
import { indexTenant } from "../../../src/plan/basis/tenant-index";
import { planOf } from "../support/show";
import {
  desired,
  group,
  held,
  noLimits,
  observed,
  owning,
  planIds,
  policy,
  sku,
  skuIds,
  user,
} from "../support/tenant";

const open = policy({ limits: noLimits });

describe("the names in a plan", () => {
  it("are those of every SKU and plan that it mentions, and of no others", () => {
    const plan = planOf({
      desired: desired({ adele: "ENTERPRISEPREMIUM", bob: "STANDARDPACK(-TEAMS1)" }),
      ledger: owning({ adele: "ENTERPRISEPACK", bob: "STANDARDPACK" }, { g: "VISIOCLIENT" }),
      observed: observed({
        users: [user("adele", ["E3(-YAMMER)"]), user("bob", ["E1"]), user("eve", ["VISIO/g"])],
        groups: [group("g", ["VISIO(-VISIO_DRIVE)"], ["eve"])],
      }),
      policy: open,
    });
    expect(
      Object.values(plan.skus)
        .map(({ partNumber }) => partNumber)
        .sort(),
    ).toEqual(["ENTERPRISEPACK", "ENTERPRISEPREMIUM", "STANDARDPACK", "VISIOCLIENT"]);
    expect(plan.skus[skuIds.E5]?.name).toBe("Office 365 E5");
    expect(plan.plans).toEqual({
      [planIds.YAMMER]: "YAMMER_ENTERPRISE",
      [planIds.TEAMS]: "TEAMS1",
      [planIds.VISIO_DRIVE]: "ONEDRIVE_BASIC",
    });
    expect(Object.keys(plan.plans)).toEqual(Object.keys(plan.plans).sort());
  });

  it("are the tenant's, else the ledger's, else the id, and the plan's id where nobody has a name", () => {
    const person = user("adele", [], {
      assignments: [
        { skuId: "gone-sku", disabledPlans: [planIds.YAMMER], state: "Active" },
        { skuId: "lost-sku", disabledPlans: [planIds.VISIO_DRIVE], state: "Active" },
        { ...held("MCOEV"), disabledPlans: ["gone-plan"] },
      ],
    });
    const entry = owning({ adele: "MCOEV, gone-sku, lost-sku" }).users[0]!;
    const ledger = {
      ...owning(),
      users: [
        { ...entry, skus: entry.skus.map((one) => (one.skuId === "gone-sku" ? { ...one, written: "OLDPACK" } : one)) },
      ],
    };
    const plan = planOf({
      desired: desired({ adele: "ENTERPRISEPACK, VISIOCLIENT" }),
      ledger,
      observed: observed({ users: [person] }),
      policy: open,
    });
    expect(plan.skus).toMatchObject({
      "gone-sku": { partNumber: "OLDPACK", name: "OLDPACK" },
      "lost-sku": { partNumber: "lost-sku", name: "lost-sku" },
    });
    expect(plan.plans).toMatchObject({ "gone-plan": "gone-plan" });
  });

  it("include the one whose plans are carried over, and what is lost by plans alone", () => {
    const moved = planOf({
      desired: desired({ adele: "ENTERPRISEPREMIUM" }),
      ledger: owning({}, { g: "ENTERPRISEPACK" }),
      observed: observed({
        users: [user("adele", ["E3(-YAMMER)/g"])],
        groups: [group("g", ["E3(-YAMMER)"], ["adele"])],
      }),
      policy: open,
    });
    expect(Object.keys(moved.skus).sort()).toEqual([skuIds.E3, skuIds.E5].sort());
    const switched = planOf({
      desired: desired({}, { "Group g": "ENTERPRISEPACK(-TEAMS1)" }),
      ledger: owning({}, { g: "ENTERPRISEPACK" }),
      observed: observed({ users: [user("adele", ["E3/g"])], groups: [group("g", ["E3"], ["adele"])] }),
      policy: open,
    });
    expect([Object.keys(switched.skus), switched.plans]).toEqual([[skuIds.E3], { [planIds.TEAMS]: "TEAMS1" }]);
  });
});

describe("what has to be read", () => {
  it("is every name that is written and every id that is owned or protected, sorted, once", () => {
    const ledger = {
      ...owning({ zoe: "MCOEV", adele: "MCOEV" }, { h: "MCOEV", g: "MCOEV" }),
      protectedIds: ["mia", "adele"],
    };
    const stack = desired({ zoe: "MCOEV", adele: "MCOEV" }, { "Group h": "MCOEV", "Group g": "MCOEV" });
    expect(requestReads(stack, ledger, policy({ protected: ["mia@contoso.com", "zoe@contoso.com"] }))).toEqual({
      userNames: ["adele@contoso.com", "mia@contoso.com", "zoe@contoso.com"],
      userIds: ["adele", "mia", "zoe"],
      groupNames: ["Group g", "Group h"],
      unlessHeld: [],
      groupIds: ["g", "h"],
      wholeTenant: false,
    });
  });

  it("is by id whoever seems to be without what is owned and no longer declared", () => {
    const ledger = owning({ adele: "MCOEV, STANDARDPACK", bob: "MCOEV", carl: "MCOEV" });
    const stack = desired({ adele: "MCOEV", Carl: "MCOEV" });
    const [e1, voice] = [skuIds.E1, skuIds.MCOEV];
    expect(requestReads(stack, ledger, policy()).unlessHeld).toEqual([
      { id: "adele", skuIds: [e1] },
      { id: "bob", skuIds: [voice] },
    ]);
    expect(requestReads(undefined, ledger, policy()).unlessHeld?.map(({ id }) => id)).toEqual(["adele", "bob", "carl"]);
  });

  it("is everybody only under authority over the tenant", () => {
    const whole = (scope: "declared" | "tenant") =>
      requestReads(undefined, owning(), policy({ authoritative: { skus: [], scope } })).wholeTenant;
    expect([whole("tenant"), whole("declared")]).toEqual([true, false]);
  });
});

describe("the tenant, ready to be looked into", () => {
  it("has service plans by name, or by id where the name means two or cannot be written", () => {
    const plan = (id: string, name: string, appliesTo: "User" | "Company" = "User") => ({ id, name, appliesTo });
    const { skus } = indexTenant(
      observed({
        skus: [
          sku("E3", {
            servicePlans: [
              plan("1", "Teams1"),
              plan("2", "TWICE"),
              plan("3", "twice"),
              plan("4", "with space"),
              plan("5", "COMPANY", "Company"),
            ],
          }),
        ],
      }),
    );
    const one = skus.get(skuIds.E3);
    expect([...(one?.planLabels ?? [])]).toEqual([
      ["1", "TEAMS1"],
      ["2", "2"],
      ["3", "3"],
      ["4", "4"],
      ["5", "COMPANY"],
    ]);
    expect([...(one?.planByName ?? [])]).toEqual([
      ["TEAMS1", "1"],
      ["2", "2"],
      ["3", "3"],
      ["4", "4"],
    ]);
    expect([one?.planIds, one?.personPlanIds]).toEqual([
      ["1", "2", "3", "4", "5"],
      ["1", "2", "3", "4"],
    ]);
  });

  it("knows who is absent by what was looked up, and by id where there is one", () => {
    const { absent } = indexTenant(
      observed({
        absent: [
          { kind: "deleted", lookup: "A@contoso.com", id: "a" },
          { kind: "purged", lookup: "P@contoso.com", id: "p" },
          { kind: "notFound", lookup: "N@contoso.com" },
        ],
      }),
    );
    expect([...absent].map(([key, { kind }]) => [key, kind])).toEqual([
      ["a@contoso.com", "deleted"],
      ["a", "deleted"],
      ["p@contoso.com", "purged"],
      ["p", "purged"],
      ["n@contoso.com", "notFound"],
    ]);
  });
});

it("digests are of what is said, not of the order of keys", () => {
  expect(canonicalJson({ b: 1, a: [{ d: null, c: undefined }] })).toBe(
    canonicalJson({ a: [{ c: undefined, d: null }], b: 1 }),
  );
  expect(canonicalJson([2, 1])).not.toBe(canonicalJson([1, 2]));
  expect(digestOf({ a: null })).not.toBe(digestOf({ a: {} }));
});

describe("protected members of a group that changes", () => {
  const reached = (
    holds: readonly string[] | undefined,
    gives: readonly string[],
    line: string,
    owned = "ENTERPRISEPACK",
  ) => {
    const users =
      holds === undefined ? [user("adele", [], { assignments: undefined as never })] : [user("adele", holds)];
    const ledger = owning(
      {},
      { g: owned },
      { protectedIds: ["adele"], protectedNames: { "adele@contoso.com": "adele" } },
    );
    const input = {
      desired: desired({}, { "Group g": line }),
      ledger,
      observed: observed({ users, groups: [group("g", gives, ["adele"])] }),
      policy: policy({ limits: noLimits, protected: ["adele@contoso.com"] }),
    };
    return planOf(input)
      .findings.filter(({ code }) => code === "protected-through-group")
      .map(({ principals }) => principals);
  };

  it("refuse it where their plans, their way or their licences would change, or cannot be seen", () => {
    expect(reached(["E3/g"], ["E3"], "ENTERPRISEPACK(-TEAMS1)")).toEqual([["adele@contoso.com"]]);
    expect(reached(["E3/g"], ["E3"], "ENTERPRISEPREMIUM")).toEqual([["adele@contoso.com"]]);
    expect(reached(["E3", "E3/g"], ["E3"], "ENTERPRISEPREMIUM")).toEqual([["adele@contoso.com"]]);
    expect(reached(undefined, ["E3"], "ENTERPRISEPREMIUM")).toEqual([["adele"]]);
    expect(reached(["E3/g"], ["E3"], "ENTERPRISEPACK")).toEqual([]);
  });
});
