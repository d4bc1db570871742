import { describe, expect, it } from "vitest";
import { builtInCatalog, type CatalogFacts } from "../../../src/plan/basis/catalog-facts";
import { lossesBetween } from "../../../src/plan/guard/losses";
import type { ObservedAssignment } from "../../../src/terms/observed";
import { indexTenant } from "../../../src/plan/basis/tenant-index";
import { held, observed, planIds, skuIds } from "../support/tenant";

const index = indexTenant(observed());

function between(
  before: readonly string[],
  after: readonly string[],
  granted: readonly (keyof typeof skuIds)[] = [],
  catalog: CatalogFacts = builtInCatalog,
) {
  const states = (texts: readonly string[]): ObservedAssignment[] => texts.map(held);
  return lossesBetween(index, catalog, states(before), states(after), new Set(granted.map((name) => skuIds[name])));
}

describe("what one person loses between two moments", () => {
  it("is told with the path that takes it, although the SKU stays on another", () => {
    expect(between(["E3", "E3(-EXCHANGE)/g"], ["E3(-EXCHANGE)/g"])).toEqual([
      { path: { kind: "removed" }, fromSku: skuIds.E3, critical: ["mailbox"] },
    ]);
    expect(between(["E3(-EXCHANGE)", "E3/g"], ["E3(-EXCHANGE)"])).toEqual([
      { path: { kind: "groupRemoved", group: "g" }, fromSku: skuIds.E3, critical: ["mailbox"] },
    ]);
  });

  it("is told with the group that takes it, whatever another group gives of the same SKU", () => {
    expect(between(["E3/g", "E3(-EXCHANGE)/h"], ["E3(-EXCHANGE)/h"])).toEqual([
      { path: { kind: "groupRemoved", group: "g" }, fromSku: skuIds.E3, critical: ["mailbox"] },
    ]);
  });

  it("is told once a SKU, with its own path first and then by group and SKU, in whatever order it was read", () => {
    const gone = between(["VISIO/h", "E3/h", "E3", "E3/g"], []);
    expect(
      gone.map(({ path, skuId, fromSku }) => [fromSku, "group" in path ? path.group : "", skuId !== undefined]),
    ).toEqual([
      [skuIds.E3, "", true],
      [skuIds.E3, "g", false],
      [skuIds.E3, "h", false],
      [skuIds.VISIO, "h", true],
    ]);
    expect(between(["E3/g", "E3", "E3/h", "VISIO/h"], [])).toEqual(gone);
    const own = [
      ["E3/0a", "E3"],
      ["E3", "E3/0a"],
    ].map((before) => between(before, []).map(({ path }) => path.kind));
    expect(own).toEqual([
      ["removed", "groupRemoved"],
      ["removed", "groupRemoved"],
    ]);
  });

  it("includes what a group gave and can no longer give", () => {
    expect(between(["MCOEV/g"], ["MCOEV/g!CountViolation"])).toEqual([
      { path: { kind: "groupRemoved", group: "g" }, skuId: skuIds.MCOEV, fromSku: skuIds.MCOEV, critical: ["phone"] },
    ]);
  });

  it("includes neither what a group could not give, nor plans that were off", () => {
    expect(between(["MCOEV/g!CountViolation"], [])).toEqual([]);
    expect(between(["E3(-EXCHANGE)"], ["E3(-YAMMER,-EXCHANGE)"])).toEqual([]);
  });

  it("is no SKU for which the run gives another of its kind, also where an earlier phase has given it already", () => {
    expect(between(["E3", "E1"], ["E1"], ["E1"])).toEqual([]);
    expect(between(["E3", "E1"], ["E1"])).toMatchObject([{ skuId: skuIds.E3 }]);
  });

  it("is judged by what comes and by what stays, each by itself", () => {
    const asked: unknown[] = [];
    const catalog: CatalogFacts = {
      ...builtInCatalog,
      judgeRemoval: (change) => {
        asked.push([
          change.removed.skuId,
          change.granted.map(({ skuId }) => skuId),
          change.kept.map(({ skuId }) => skuId),
        ]);
        return "exchanged";
      },
    };
    between(["E3", "VISIO"], ["VISIO", "E5"], [], catalog);
    expect(asked).toEqual([[skuIds.E3, [skuIds.E5], [skuIds.VISIO]]]);
  });
});

describe("critical services by another catalogue", () => {
  const lostTogether: CatalogFacts = {
    ...builtInCatalog,
    judgeRemoval: () => "covered",
    criticalLosses: (before, after) => {
      const [had, has] = [new Set(before), new Set(after)];
      return had.has(planIds.VISIO) && had.has(planIds.MCOEV) && !has.has(planIds.VISIO) ? ["files", "phone"] : [];
    },
  };

  it("that only several changes together take away are told with the first of them", () => {
    expect(between(["MCOEV", "VISIO"], [], [], lostTogether)).toEqual([
      { path: { kind: "removed" }, fromSku: skuIds.VISIO, critical: ["files", "phone"] },
    ]);
    expect(between(["MCOEV", "E3"], ["E3"], [], lostTogether)).toEqual([]);
    expect(between(["E1", "MCOEV", "VISIO"], ["E1"], [], lostTogether).map(({ fromSku }) => fromSku)).toEqual([
      skuIds.VISIO,
    ]);
  });

  it("are told with the change that takes them, and not again with the first", () => {
    const byPlan: CatalogFacts = {
      ...builtInCatalog,
      judgeRemoval: () => "covered",
      criticalLosses: (before, after) =>
        new Set(before).has(planIds.MCOEV) && !new Set(after).has(planIds.MCOEV) ? ["phone"] : [],
    };
    expect(between(["MCOEV", "VISIO"], [], [], byPlan).map(({ fromSku, critical }) => [fromSku, critical])).toEqual([
      [skuIds.MCOEV, ["phone"]],
    ]);
  });

  it("are told only as far as the person loses them over all", () => {
    const careful: CatalogFacts = {
      ...builtInCatalog,
      judgeRemoval: () => "covered",
      criticalLosses: (before) => ([...before].length > 1 ? ["phone"] : ["phone", "teams"]),
    };
    expect(between(["MCOEV", "E1"], [], [], careful).flatMap(({ critical }) => critical)).not.toContain("teams");
  });
});
