import { describe, expect, it } from "vitest";
import type { PlanInput } from "../../../src/plan/basis/plan-input";
import type { Policy } from "../../../src/terms/policy";
import type { Plan } from "../../../src/terms/plan";
import { renderText } from "../../../src/report/text/text";
import { planOf, showTransition } from "../support/show";
import { desired, group, noLimits, observed, owning, policy, pools, skuIds, user } from "../support/tenant";

const names = new Map(Object.entries(skuIds).map(([name, id]): [string, string] => [id, name]));

function shortage(over: Extract<Policy["onShortage"], { kind: "inOrder" }>["together"], ...order: string[]): Policy {
  return policy({
    limits: noLimits,
    onShortage: {
      kind: "inOrder",
      order: order.map((name) => `${name}@contoso.com`),
      ...(over !== undefined && { together: over }),
    },
  });
}
const inOrder = (...order: string[]): Policy => shortage(undefined, ...order);

/** What is done, and who waits for what. */
function told(over: Partial<PlanInput>): string[] {
  const plan = planOf(over);
  return [...plan.transitions.map((one) => showTransition(one).replace(/ \{[^}]*\}/g, "")), ...waiting(plan)];
}

function waiting({ waits = [] }: Plan): string[] {
  return waits.map(({ name, licenses, keeps, group: through }) => {
    const parts = licenses.map(({ skuId, reason }) => {
      const more = "skuId" in reason ? ` ${names.get(reason.skuId)}` : "";
      const seats = reason.kind === "noSeat" ? ` ${reason.left} of ${reason.bought}` : "";
      return `${names.get(skuId)} (${reason.kind}${more}${seats})`;
    });
    const kept = keeps.length === 0 ? "" : ` keeps ${keeps.map((skuId) => names.get(skuId)).join()}`;
    return `${name} waits for ${parts.join(", ")}${kept}${through === undefined ? "" : ` through ${through}`}`;
  });
}

describe("a joiner for whom one of two licences is short", () => {
  const joiner = {
    desired: desired({ joiner: "STANDARDPACK, VISIOCLIENT" }),
    observed: observed({ skus: pools({ VISIO: 0 }), users: [user("joiner")] }),
    policy: inOrder("joiner"),
  };

  it("got nothing, and not a word was said: gets the other one, and waits for the first by name", () => {
    expect(told(joiner)).toEqual([
      "grant joiner@contoso.com: +E1",
      "joiner@contoso.com waits for VISIO (noSeat 0 of 0)",
    ]);
  });

  it("is told of in the next run as well, which has nothing else to do, and is not as declared", () => {
    const next = planOf({
      ...joiner,
      ledger: owning({ joiner: "STANDARDPACK" }),
      observed: observed({ skus: pools({ VISIO: 0 }), users: [user("joiner", ["E1"])] }),
    });
    expect([next.transitions, next.unchanged.count, waiting(next)]).toEqual([
      [],
      0,
      ["joiner@contoso.com waits for VISIO (noSeat 0 of 0)"],
    ]);
    expect(renderText(next)).toContain("nothing to do, 0 as declared, 1 waits for seats");
    expect(renderText(next)).toMatch(/joiner@contoso.com waits: Visio .* \(0 of 0 seats left\)/);
  });

  it("waits for both where the assignment says so", () => {
    const together = [{ skus: ["STANDARDPACK", "VISIOCLIENT"], principals: ["Joiner@contoso.com"] }];
    expect(told({ ...joiner, policy: shortage(together, "joiner") })).toEqual([
      "joiner@contoso.com waits for E1 (together VISIO), VISIO (noSeat 0 of 0)",
    ]);
    const byId = [{ skus: ["STANDARDPACK", skuIds.VISIO], principals: ["joiner@contoso.com"] }];
    expect(told({ ...joiner, policy: shortage(byId, "joiner") })).toHaveLength(1);
    const others = [{ skus: ["STANDARDPACK", "VISIOCLIENT"], principals: ["other@contoso.com"] }];
    expect(told({ ...joiner, policy: shortage(others, "joiner") })[0]).toBe("grant joiner@contoso.com: +E1");
  });
});

describe("what depends on what is short", () => {
  it.each([
    [
      "Phone System on Teams",
      "STANDARDPACK, MCOEV, VISIOCLIENT",
      { E1: 0 },
      "+VISIO",
      "E1 (noSeat 0 of 0), MCOEV (needs E1)",
    ],
    [
      "a Calling Plan on Phone System",
      "STANDARDPACK, MCOEV, MCOPSTN1",
      { MCOEV: 0 },
      "+E1",
      "MCOPSTN1 (needs MCOEV), MCOEV (noSeat 0 of 0)",
    ],
  ] as const)("waits too: %s", (_, line, seats, given, waits) => {
    const over = { desired: desired({ adele: line }), policy: inOrder("adele") };
    expect(told({ ...over, observed: observed({ skus: pools(seats), users: [user("adele")] }) })).toEqual([
      `grant adele@contoso.com: ${given}`,
      `adele@contoso.com waits for ${waits}`,
    ]);
  });

  it("does not wait where the person has what it needs already", () => {
    expect(
      told({
        desired: desired({ adele: "ENTERPRISEPACK, MCOEV" }),
        ledger: owning({ adele: "STANDARDPACK" }),
        observed: observed({ skus: pools({ E3: 0 }), users: [user("adele", ["E1"])] }),
        policy: inOrder("adele"),
      }),
    ).toEqual(["grant adele@contoso.com: +MCOEV", "adele@contoso.com waits for E3 (noSeat 0 of 0) keeps E1"]);
  });
});

describe("what is to be exchanged for what is short", () => {
  it("stays, and what has nothing to do with it is taken and given", () => {
    expect(
      told({
        desired: desired({ adele: "ENTERPRISEPACK, MCOEV" }),
        ledger: owning({ adele: "STANDARDPACK, VISIOCLIENT" }),
        observed: observed({ skus: pools({ E3: 0 }), users: [user("adele", ["E1", "VISIO"])] }),
        policy: inOrder("adele"),
      }),
    ).toEqual(["swap adele@contoso.com: +MCOEV -VISIO", "adele@contoso.com waits for E3 (noSeat 0 of 0) keeps E1"]);
  });

  it("stays for a service that only what is short would go on giving, and nothing of its kind comes beside it", () => {
    expect(
      told({
        desired: desired({ adele: "ENTERPRISEPACK, MCOEV" }),
        ledger: owning({ adele: "ENTERPRISEPREMIUM" }),
        observed: observed({ skus: pools({ MCOEV: 0 }), users: [user("adele", ["E5"])] }),
        policy: inOrder("adele"),
      }),
    ).toEqual(["adele@contoso.com waits for E3 (stays E5), MCOEV (noSeat 0 of 0) keeps E5"]);
  });

  it("leaves a service plan on that would go off for what is short", () => {
    expect(
      told({
        desired: desired({ adele: "ENTERPRISEPACK(-EXCHANGE_S_ENTERPRISE), STANDARDPACK" }),
        ledger: owning({ adele: "ENTERPRISEPACK" }),
        observed: observed({ skus: pools({ E1: 0 }), users: [user("adele", ["E3"])] }),
        policy: inOrder("adele"),
      }),
    ).toEqual(["adele@contoso.com waits for E1 (noSeat 0 of 0)"]);
  });
});

describe("a seat that somebody does not need who waits for something else", () => {
  it("stayed idle, and the next one was told that there was none: goes to the next in order who can use it", () => {
    const together = [{ skus: ["ENTERPRISEPACK", "VISIOCLIENT"], principals: ["adele@contoso.com"] }];
    expect(
      told({
        desired: desired({ adele: "ENTERPRISEPACK, VISIOCLIENT", bob: "ENTERPRISEPACK", carl: "ENTERPRISEPACK" }),
        observed: observed({ skus: pools({ E3: 1, VISIO: 0 }), users: ["adele", "bob", "carl"].map((id) => user(id)) }),
        policy: shortage(together, "adele", "bob", "carl"),
      }),
    ).toEqual([
      "grant bob@contoso.com: +E3",
      "adele@contoso.com waits for E3 (noSeat 0 of 1), VISIO (noSeat 0 of 0)",
      "carl@contoso.com waits for E3 (noSeat 0 of 1)",
    ]);
  });

  it("is given only once", () => {
    expect(
      told({
        desired: desired({ adele: "ENTERPRISEPACK", bob: "ENTERPRISEPACK" }),
        observed: observed({ skus: pools({ E3: 1 }), users: [user("adele"), user("bob")] }),
        policy: inOrder("bob", "adele"),
      }),
    ).toEqual(["grant bob@contoso.com: +E3", "adele@contoso.com waits for E3 (noSeat 0 of 1)"]);
  });
});

it("who waits for another's seat gets the rest", () => {
  expect(
    told({
      desired: desired({ adele: "ENTERPRISEPREMIUM, VISIOCLIENT", bob: "ENTERPRISEPACK, MCOEV" }),
      ledger: owning({ adele: "ENTERPRISEPACK", bob: "ENTERPRISEPREMIUM" }),
      observed: observed({ skus: pools({ E3: 1, E5: 1 }), users: [user("adele", ["E3"]), user("bob", ["E5"])] }),
      policy: inOrder("adele", "bob"),
    }),
  ).toEqual([
    "grant adele@contoso.com: +VISIO",
    "grant bob@contoso.com: +MCOEV",
    "adele@contoso.com waits for E5 (stuck) keeps E3",
    "bob@contoso.com waits for E3 (stuck) keeps E5",
  ]);
});

it("a usage location that is enforced does not wait for a seat, and no gap is filled for who gets nothing", () => {
  const over = (line: string) => ({
    desired: desired({ adele: line }),
    observed: observed({
      skus: pools({ VISIO: 0 }),
      users: [user("adele", [], { usageLocation: undefined as never })],
    }),
    policy: { ...inOrder("adele"), usageLocation: { default: "US", fromCountry: false } },
  });
  expect(told(over("VISIOCLIENT @GB"))[0]).toBe("locate adele@contoso.com: @none>GB");
  expect(told(over("VISIOCLIENT"))).toEqual(["adele@contoso.com waits for VISIO (noSeat 0 of 0)"]);
});

describe("a group", () => {
  const two = (line: string, seats: Parameters<typeof pools>[0], has: string[] = [], ledger = owning()) => ({
    desired: desired({}, { "Group g": line }),
    ledger,
    observed: observed({
      skus: pools(seats),
      users: ["eve", "fay"].map((id) =>
        user(
          id,
          has.map((one) => `${one}/g`),
        ),
      ),
      groups: [group("g", has, ["eve", "fay"])],
    }),
    policy: inOrder(),
  });

  it("gave none of its members anything for want of one licence: goes without that one, and gives the others", () => {
    expect(told(two("ENTERPRISEPACK, VISIOCLIENT", { VISIO: 1 }))).toEqual([
      "grant Group g: +E3",
      "Group g waits for VISIO (noSeat 1 of 1)",
    ]);
    expect(told(two("ENTERPRISEPACK, VISIOCLIENT", { VISIO: 2 }))).toEqual(["grant Group g: +E3 +VISIO"]);
  });

  it("of one licence serves as many members as there are seats, and those left over are named", () => {
    expect(told(two("VISIOCLIENT", { VISIO: 1 }))).toEqual([
      "grant Group g: +VISIO",
      "fay@contoso.com waits for VISIO (noSeat 0 of 1) through Group g",
    ]);
  });

  it("keeps what it was to exchange until there are seats for all its members", () => {
    const owned = owning({}, { g: "ENTERPRISEPACK" });
    expect(told(two("ENTERPRISEPREMIUM, VISIOCLIENT", { E5: 1 }, ["E3"], owned))).toEqual([
      "grant Group g: +VISIO",
      "Group g waits for E5 (noSeat 1 of 1) keeps E3",
    ]);
    expect(told(two("ENTERPRISEPREMIUM", { E5: 2 }, ["E3"], owned))).toEqual(["swap Group g: +E5 -E3"]);
  });

  it("leaves its seats to the people who come next, where there are too few for its members", () => {
    const input = two("ENTERPRISEPACK, VISIOCLIENT", { VISIO: 1 });
    const users = [...input.observed.users, user("adele")];
    const both = {
      ...input,
      desired: desired({ adele: "VISIOCLIENT" }, { "Group g": "ENTERPRISEPACK, VISIOCLIENT" }),
      observed: { ...input.observed, users },
    };
    expect(told(both)).toEqual([
      "grant Group g: +E3",
      "grant adele@contoso.com: +VISIO",
      "Group g waits for VISIO (noSeat 0 of 1)",
    ]);
  });

  it("lost a member the old licence in the second run, as the new one had no seat for them: keeps it for them", () => {
    const half = two(
      "ENTERPRISEPREMIUM",
      { E5: 1 },
      ["E3", "E5"],
      owning({}, { g: "ENTERPRISEPACK, ENTERPRISEPREMIUM" }),
    );
    const users = [user("eve", ["E3/g", "E5/g"]), user("fay", ["E3/g", "E5/g!CountViolation"])];
    const plan = planOf({ ...half, observed: { ...half.observed, users } });
    expect([plan.transitions, plan.losses]).toEqual([[], []]);
    expect(waiting(plan)).toEqual(["fay@contoso.com waits for E5 (noSeat 0 of 1) through Group g"]);
    expect(plan.findings.map(({ code }) => code)).toContain("waits-too");
  });

  it("lost a member, who moves to it, the own licence in the second run: keeps it until there is a seat", () => {
    const plan = planOf({
      desired: desired({}, { "Group g": "ENTERPRISEPACK" }),
      ledger: owning({ eve: "ENTERPRISEPREMIUM" }, { g: "ENTERPRISEPACK" }),
      observed: observed({
        skus: pools({ E3: 1 }),
        users: [user("eve", ["E5", "E3/g!CountViolation"]), user("fay", ["E3/g"])],
        groups: [group("g", ["E3"], ["eve", "fay"])],
      }),
      policy: inOrder(),
    });
    expect([plan.transitions, plan.losses]).toEqual([[], []]);
    expect(plan.findings.map(({ code }) => code)).toContain("waits-too");
  });
});
