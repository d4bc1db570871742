import { describe, expect, it } from "vitest";
import type { PlanInput } from "../../../src/plan/basis/plan-input";
import { planOf } from "../support/show";
import { desired, group, noLimits, now, observed, owning, policy, skuIds, user } from "../support/tenant";

const open = policy({ limits: noLimits });

/** Whether the ledger moves, where nothing is written in the tenant. */
function moves(over: Partial<PlanInput>): boolean {
  const plan = planOf({ policy: open, now, ...over });
  expect(plan.transitions).toEqual([]);
  return plan.ledgerChanges;
}

describe("the ledger moves although nothing is written", () => {
  const person = (owned: string, line: string, holds: readonly string[]) =>
    moves({
      desired: desired(line === "" ? {} : { adele: line }),
      ledger: owning({ adele: owned }),
      observed: observed({ users: [user("adele", holds)] }),
    });

  it.each([
    [
      "a selection that the plans have already",
      "ENTERPRISEPACK",
      "ENTERPRISEPACK(-YAMMER_ENTERPRISE)",
      ["E3(-YAMMER)"],
    ],
    ["a selection that is no longer declared", "ENTERPRISEPACK(-YAMMER_ENTERPRISE)", "ENTERPRISEPACK", ["E3(-YAMMER)"]],
    ["another way of writing the product", "ENTERPRISEPACK", skuIds.E3, ["E3"]],
    ["a usage location that the person has already", "ENTERPRISEPACK", "ENTERPRISEPACK @US", ["E3"]],
    ["a usage location that is no longer enforced", "ENTERPRISEPACK @US", "ENTERPRISEPACK", ["E3"]],
    ["a product that is held already", "ENTERPRISEPACK", "ENTERPRISEPACK, MCOEV", ["E3", "MCOEV"]],
    ["a product that is neither declared nor held", "ENTERPRISEPACK, MCOEV", "ENTERPRISEPACK", ["E3"]],
    ["one product for another", "ENTERPRISEPACK, VISIOCLIENT", "ENTERPRISEPACK, MCOEV", ["E3", "MCOEV"]],
    ["nothing left of a person", "ENTERPRISEPACK", "", []],
  ])("%s", (_, owned, line, holds) => {
    expect(person(owned, line, holds)).toBe(true);
    expect(person(line === "" ? owned : line, line === "" ? owned : line, line === "" ? ["E3"] : holds)).toBe(false);
  });

  it("a person who is there again", () => {
    const ledger = owning({ adele: "MCOEV" });
    const gone = { ...ledger, users: ledger.users.map((entry) => ({ ...entry, gone: "deleted" as const })) };
    const input = { desired: desired({ adele: "MCOEV" }), observed: observed({ users: [user("adele", ["MCOEV"])] }) };
    expect(moves({ ...input, ledger: gone })).toBe(true);
    expect(moves({ ...input, ledger })).toBe(false);
  });

  it.each(["noneRemoved", "limited"] as const)("none-removed comes or goes (%s)", (kind) => {
    const limits = kind === "noneRemoved" ? { kind } : noLimits;
    const input = {
      desired: desired({ adele: "MCOEV" }),
      observed: observed({ users: [user("adele", ["MCOEV"])] }),
      policy: policy({ limits }),
    };
    expect(moves({ ...input, ledger: owning({ adele: "MCOEV" }, {}, { noneRemoved: kind !== "noneRemoved" }) })).toBe(
      true,
    );
    expect(moves({ ...input, ledger: owning({ adele: "MCOEV" }, {}, { noneRemoved: kind === "noneRemoved" }) })).toBe(
      false,
    );
  });

  it("somebody is protected from now on, or no longer", () => {
    const input = { observed: observed({ users: [user("adele")] }) };
    const guarded = policy({ limits: noLimits, protected: ["adele@contoso.com"] });
    const ledger = owning({}, {}, { protectedIds: ["adele"], protectedNames: { "adele@contoso.com": "adele" } });
    expect(moves({ ...input, policy: guarded })).toBe(true);
    expect(moves({ ...input, ledger })).toBe(true);
    expect(moves({ ...input, ledger, policy: guarded })).toBe(false);
  });

  it("one is protected instead of another", () => {
    const ledger = owning({}, {}, { protectedIds: ["adele"], protectedNames: { "adele@contoso.com": "adele" } });
    const input = { ledger, observed: observed({ users: [user("adele"), user("bob")] }) };
    expect(moves({ ...input, policy: policy({ limits: noLimits, protected: ["bob@contoso.com"] }) })).toBe(true);
    expect(moves({ ...input, policy: policy({ limits: noLimits, protected: ["adele@contoso.com"] }) })).toBe(false);
  });

  it("a group's selection, or a group that is released", () => {
    const seen = observed({ groups: [group("g", ["E3(-YAMMER)"])] });
    const owned = (line: string) => ({
      desired: desired({}, { "Group g": line }),
      ledger: owning({}, { g: "ENTERPRISEPACK" }),
      observed: seen,
    });
    expect(moves(owned("ENTERPRISEPACK(-YAMMER_ENTERPRISE)"))).toBe(true);
    expect(moves(owned("ENTERPRISEPACK"))).toBe(false);
    expect(
      moves({
        ledger: owning({}, { g: "ENTERPRISEPACK" }),
        observed: seen,
        policy: policy({ limits: noLimits, release: ["Group g"] }),
      }),
    ).toBe(true);
  });
});

describe("whoever is left out of a run", () => {
  const withheld = new Set(["adele", "g"]);

  it("is owned as before", () => {
    const input = {
      desired: desired({ adele: "ENTERPRISEPACK(-TEAMS1) @GB" }, { "Group g": "ENTERPRISEPACK(-TEAMS1)" }),
      ledger: owning({ adele: "ENTERPRISEPACK" }, { g: "ENTERPRISEPACK" }),
      observed: observed({ users: [user("adele", ["E3"])], groups: [group("g", ["E3"])] }),
      withheld,
    };
    expect(moves(input)).toBe(false);
    expect(planOf({ ...input, policy: open }).lines).toEqual({
      users: { "adele@contoso.com": "ENTERPRISEPACK" },
      groups: { "Group g": "ENTERPRISEPACK" },
    });
  });

  it("is not owned where nothing was", () => {
    const input = {
      desired: desired({ adele: "MCOEV" }, { "Group g": "ENTERPRISEPACK" }),
      observed: observed({ users: [user("adele")], groups: [group("g")] }),
      withheld,
    };
    expect(moves(input)).toBe(false);
    expect(planOf({ ...input, policy: open }).lines).toEqual({ users: {}, groups: {} });
  });
});

describe("lines of people under authority", () => {
  const seen = observed({
    users: [user("adele", ["VISIO", "E3/g"])],
    groups: [group("g", ["E3", "MCOEV"], ["adele"])],
  });
  const lines = (scope: "declared" | "tenant") =>
    planOf({
      ledger: owning({}, { g: "MCOEV" }),
      observed: seen,
      policy: policy({ limits: noLimits, authoritative: { skus: ["VISIOCLIENT"], scope } }),
      withheld: new Set(["adele"]),
    }).lines.users;

  it("are there where the authority is over the tenant, and otherwise only for people of the stack", () => {
    expect(lines("tenant")).toEqual({ "adele@contoso.com": "VISIOCLIENT" });
    expect(lines("declared")).toEqual({});
  });
});
