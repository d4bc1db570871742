import { describe, expect, it } from "vitest";
import type { Declaration, DesiredPrincipal } from "../../../src/terms/desired";
import { findings, planOf } from "../support/show";
import { declared, desired, observed, planIds, sku, skuIds, user } from "../support/tenant";

const people = observed({ users: [user("adele"), user("bob")] });

describe("a licence that does not resolve", () => {
  it("is told with nothing nearby where nothing is", () => {
    expect(findings({ desired: desired({ adele: "QQQQQQQQ" }), observed: people })).toMatchInlineSnapshot(`
      "
      error sku-unknown stacks/contoso.yaml:5:7 [adele@contoso.com] The tenant Contoso has no subscription
        QQQQQQQQ. It is declared for 1 principal. >> Write a part number or id of a subscription of this tenant
        (Graph: \`GET /subscribedSkus\`), or buy the product first.
      "
    `);
  });

  it("is asked for by the ids in one order, in whatever order they were read", () => {
    const twice = ["2", "1"].map((last) =>
      sku("VISIO", { skuId: `00000000-0000-4000-8000-00000000000${last}`, partNumber: "TWICE" }),
    );
    const text = (skus: typeof twice): string =>
      findings({ desired: desired({ adele: "TWICE" }), observed: { ...people, skus } });
    expect(text(twice)).toMatchInlineSnapshot(`
      "
      error sku-ambiguous stacks/contoso.yaml:5:7 [adele@contoso.com] TWICE may mean 2 subscriptions of this
        tenant: 00000000-0000-4000-8000-000000000001 (TWICE, TWICE); 00000000-0000-4000-8000-000000000002 (TWICE,
        TWICE). It is declared for 1 principal. >> Write the id: 00000000-0000-4000-8000-000000000001 or
        00000000-0000-4000-8000-000000000002.
      "
    `);
    expect(text([...twice].reverse())).toBe(text(twice));
  });

  it("was still ambiguous by the very id that the message asks for, where the catalog knows the id", () => {
    const twins = [skuIds.E3, "00000000-0000-4000-8000-000000000003"].map((skuId) =>
      sku("E3", { skuId, partNumber: "ENTERPRISEPACK" }),
    );
    const plan = (written: string) =>
      planOf({ desired: desired({ adele: written }), observed: { ...people, skus: twins } });
    expect(plan("ENTERPRISEPACK").findings.map(({ code }) => code)).toEqual(["sku-ambiguous"]);
    for (const { skuId } of twins) {
      const { findings: found, transitions } = plan(skuId);
      expect(found.filter(({ severity }) => severity === "error")).toEqual([]);
      expect(transitions.map(({ grants }) => grants.map((grant) => grant.skuId))).toEqual([[skuId]]);
    }
  });

  it("is told once for each person who has it twice", () => {
    const twice = `ENTERPRISEPACK, ${skuIds.E3}`;
    expect(
      planOf({ desired: desired({ adele: twice, bob: twice }), observed: people }).findings.map(
        ({ principals }) => principals,
      ),
    ).toEqual([["adele@contoso.com"], ["bob@contoso.com"]]);
  });

  it("is told where the licence is written, else at the assignment that declares it, at the first, or nowhere", () => {
    const at = (line: number, ...skus: readonly string[]): Declaration => ({
      assignment: `a${line}`,
      place: { file: "stacks/contoso.yaml", line, column: 3 },
      skus,
    });
    const place = (...declarations: readonly Declaration[]): number | undefined => {
      const principal: DesiredPrincipal = { ...declared("adele@contoso.com", "QQQQQQQQ"), declarations };
      return planOf({ desired: { ...desired(), users: [principal] }, observed: people }).findings[0]?.place?.line;
    };
    expect(place(at(4, "MCOEV"), at(9, "MCOEV", "QQQQQQQQ"))).toBe(9);
    expect(place(at(4, "MCOEV"), at(9, "MCOEV"))).toBe(4);
    const license = { file: "stacks/contoso.yaml", line: 7, column: 16 };
    const declaration = { ...at(9, "QQQQQQQQ"), licensePlaces: new Map([["QQQQQQQQ", license]]) };
    expect(place(at(4, "MCOEV"), declaration)).toBe(7);
    expect(place()).toBeUndefined();
  });
});

describe("service plans", () => {
  it("of another product are an error, and so is a name that two are near to", () => {
    expect(
      findings({
        desired: desired({ adele: "STANDARDPACK(-MCOEV)", bob: "STANDARDPACK(-STANDARD)" }),
        observed: people,
      }),
    ).toMatchInlineSnapshot(`
      "
      error plan-unknown stacks/contoso.yaml:5:7 [adele@contoso.com] STANDARDPACK has no service plan MCOEV. It is
        declared for 1 principal. >> Take MCOEV out of the licence STANDARDPACK.
      error plan-unknown stacks/contoso.yaml:5:7 [bob@contoso.com] STANDARDPACK has no service plan STANDARD. The
        nearest it has: SHAREPOINTSTANDARD, EXCHANGE_S_STANDARD. It is declared for 1 principal. >> Write
        SHAREPOINTSTANDARD instead of STANDARD.
      "
    `);
  });

  it("are those that are written, although others read alike", () => {
    const plans = ["A", "BC", "AB", "C"].map((name) => ({ id: `plan-${name}`, name, appliesTo: "User" as const }));
    const seen = { ...people, skus: [sku("E3", { servicePlans: plans })] };
    const off = planOf({
      desired: desired({ adele: "ENTERPRISEPACK(-A,-BC)", bob: "ENTERPRISEPACK(-AB,-C)" }),
      observed: seen,
    }).transitions.map(({ grants }) => grants[0]?.disabledPlans);
    expect(off).toEqual([
      ["plan-A", "plan-BC"],
      ["plan-AB", "plan-C"],
    ]);
  });

  it("are compared one by one: as many others are not the same", () => {
    const [change] = planOf({
      desired: desired({ adele: "ENTERPRISEPACK(-TEAMS1,-YAMMER_ENTERPRISE)" }),
      observed: observed({ users: [user("adele", ["E3(-TEAMS,-EXCHANGE)"])] }),
    }).transitions;
    expect(change?.grants.map(({ disabledPlans }) => disabledPlans)).toEqual([[planIds.TEAMS, planIds.YAMMER]]);
  });
});
