import { describe, expect, it } from "vitest";
import type { ObservedSku } from "../../../src/terms/observed";
import { findings, planOf, shown } from "../support/show";
import { desired, group, noLimits, observed, owning, policy, sku, type SkuName, skuIds, user } from "../support/tenant";

/** A tenant whose pools of these SKUs are as given, and ample else. */
function pools(over: Partial<Record<SkuName, Partial<ObservedSku>>>): ObservedSku[] {
  return (Object.keys(skuIds) as SkuName[]).map((name) => sku(name, over[name]));
}

describe("seats", () => {
  it("a leaver's seat goes to a joiner in the same run, first of all", () => {
    const input = {
      desired: desired({ joiner: "MCOEV" }),
      ledger: owning({ leaver: "MCOEV" }),
      observed: observed({
        skus: pools({ MCOEV: { enabled: 1, consumed: 1 } }),
        users: [user("joiner"), user("leaver", ["MCOEV"])],
      }),
    };
    expect(shown(input)).toMatchInlineSnapshot(`
      "
      grant joiner@contoso.com: +MCOEV {declared by staff}
      withdraw leaver@contoso.com: -MCOEV {undeclared}
      phase freeSeats: leaver
      phase people: joiner
      leaver@contoso.com loses MCOEV by removed: phone
      seats MCOEV: 1 of 1 +1 -1 = 1
      guard allowed: 1 losing, 0 approved, 0 before, limit 1 of 1 in 7
      warning plan-without-its-base stacks/contoso.yaml:5:7 [joiner@contoso.com] MCOEV needs Teams beside it, and
        1 person has none: joiner@contoso.com. >> Give ENTERPRISEPACK as well, or switch MCOEV off.
      joiner@contoso.com: MCOEV
      ledger moves
      "
    `);
  });

  it("leavers go with the others where nobody needs their seats", () => {
    const input = {
      desired: desired({ joiner: "MCOEV" }),
      ledger: owning({ leaver: "MCOEV" }),
      observed: observed({
        skus: pools({ MCOEV: { enabled: 2, consumed: 1 } }),
        users: [user("joiner"), user("leaver", ["MCOEV"])],
      }),
    };
    expect(planOf(input).phases).toEqual([{ kind: "people", ids: ["joiner", "leaver"] }]);
  });

  it("those who go without are told before anything is written: the last ones of the file", () => {
    const input = {
      desired: desired({ zoe: "MCOEV", adele: "MCOEV", bob: "MCOEV" }),
      observed: observed({
        skus: pools({ MCOEV: { enabled: 5, consumed: 4 } }),
        users: [user("adele"), user("bob"), user("zoe")],
      }),
    };
    expect(shown(input)).toMatchInlineSnapshot(`
      "
      grant adele@contoso.com: +MCOEV {declared by staff}
      grant bob@contoso.com: +MCOEV {declared by staff}
      grant zoe@contoso.com: +MCOEV {declared by staff}
      phase people: adele bob zoe
      seats MCOEV: 4 of 5 +3 -0 = 7, 2 short: adele@contoso.com bob@contoso.com
      guard allowed: 0 losing, 0 approved, 0 before, limit 1 of 0 in 7
      error seats-short [adele@contoso.com, bob@contoso.com] MCOEV: 2 seats short. 5 bought, 4 used, 3 needed, 0
        freed in this run. 2 people would go without. >> Buy 2 seats, take people out, or let the order of the
        stack decide: \`onShortage: assignInOrder\`.
      warning plan-without-its-base stacks/contoso.yaml:5:7 [adele@contoso.com, bob@contoso.com, zoe@contoso.com]
        MCOEV needs Teams beside it, and 3 people have none: adele@contoso.com, bob@contoso.com, zoe@contoso.com.
        >> Give ENTERPRISEPACK as well, or switch MCOEV off.
      adele@contoso.com: MCOEV
      bob@contoso.com: MCOEV
      zoe@contoso.com: MCOEV
      ledger moves
      "
    `);
  });

  it("told to buy too few where more are in use than were bought", () => {
    const input = {
      desired: desired({ adele: "MCOEV", bob: "MCOEV", carl: "MCOEV", diego: "MCOEV" }),
      observed: observed({
        skus: pools({ MCOEV: { enabled: 30, consumed: 31 } }),
        users: ["adele", "bob", "carl", "diego"].map((name) => user(name)),
      }),
    };
    const plan = planOf(input);
    expect(plan.seats).toMatchObject([{ bought: 30, usedNow: 31, usedAfter: 35, short: 4, missing: 5 }]);
    expect(plan.findings.find(({ code }) => code === "seats-short")).toMatchObject({
      message: "MCOEV: 5 seats short. 30 bought, 31 used, 4 needed, 0 freed in this run. 4 people would go without.",
      remedy: expect.stringMatching(/^Buy 5 seats, /),
    });
    const bought = observed({ ...input.observed, skus: pools({ MCOEV: { enabled: 35, consumed: 31 } }) });
    expect(planOf({ ...input, observed: bought }).findings.map(({ code }) => code)).not.toContain("seats-short");
  });

  it("onShortage: assignInOrder serves the others", () => {
    const input = {
      desired: desired({ zoe: "MCOEV", adele: "MCOEV", bob: "MCOEV" }),
      observed: observed({
        skus: pools({ MCOEV: { enabled: 5, consumed: 4 } }),
        users: [user("adele"), user("bob"), user("zoe")],
      }),
    };
    expect(
      shown({
        ...input,
        policy: policy({ onShortage: { kind: "inOrder", order: ["bob@contoso.com", "ZOE@contoso.com"] } }),
      }),
    ).toMatchInlineSnapshot(`
      "
      grant bob@contoso.com: +MCOEV {declared by staff}
      phase people: bob
      seats MCOEV: 4 of 5 +1 -0 = 5, 2 short: zoe@contoso.com adele@contoso.com
      guard allowed: 0 losing, 0 approved, 0 before, limit 1 of 0 in 7
      warning plan-without-its-base stacks/contoso.yaml:5:7 [bob@contoso.com] MCOEV needs Teams beside it, and 1
        person has none: bob@contoso.com. >> Give ENTERPRISEPACK as well, or switch MCOEV off.
      warning seats-short [adele@contoso.com, zoe@contoso.com] MCOEV: 2 seats short. 5 bought, 4 used, 3 needed, 0
        freed in this run. 2 people would go without. >> Buy 2 seats; the next run then assigns them.
      bob@contoso.com: MCOEV
      ledger moves
      "
    `);
  });

  it("who goes without an E5 keeps the E3, and its seat then serves nobody else", () => {
    const input = {
      desired: desired({ adele: "ENTERPRISEPREMIUM", bob: "ENTERPRISEPREMIUM", carl: "ENTERPRISEPACK" }),
      ledger: owning({ adele: "ENTERPRISEPACK", bob: "ENTERPRISEPACK" }),
      observed: observed({
        skus: pools({ E5: { enabled: 1 }, E3: { enabled: 2, consumed: 2 } }),
        users: [user("adele", ["E3"]), user("bob", ["E3"]), user("carl")],
      }),
      policy: policy({
        onShortage: { kind: "inOrder", order: ["bob@contoso.com", "adele@contoso.com", "carl@contoso.com"] },
      }),
    };
    expect(shown(input)).toMatchInlineSnapshot(`
      "
      swap bob@contoso.com: +E5 {declared by staff} -E3 {undeclared}
      grant carl@contoso.com: +E3 {declared by staff}
      phase people: bob carl
      seats E3: 2 of 2 +1 -1 = 2
      seats E5: 0 of 1 +1 -0 = 1, 1 short: adele@contoso.com
      guard allowed: 0 losing, 0 approved, 0 before, limit 1 of 2 in 7
      warning seats-short [adele@contoso.com] ENTERPRISEPREMIUM: 1 seat short. 1 bought, 0 used, 2 needed, 0 freed
        in this run. 1 person would go without. >> Buy 1 seat; the next run then assigns them.
      info e5-without-credits stacks/contoso.yaml:5:7 [bob@contoso.com] 1 person has Phone System in
        ENTERPRISEPREMIUM and no Communications Credits, which Microsoft asks for before anybody calls phone
        numbers: bob@contoso.com. >> Give Communications Credits (MCOPSTNC) to those who are to call phone
        numbers, or say \`pstn: onPremises\` of those who call over your own lines.
      adele@contoso.com: ENTERPRISEPACK
      bob@contoso.com: ENTERPRISEPREMIUM
      carl@contoso.com: ENTERPRISEPACK
      ledger moves
      "
    `);
    const other = {
      ...input,
      policy: policy({
        onShortage: { kind: "inOrder", order: ["carl@contoso.com", "bob@contoso.com", "adele@contoso.com"] },
      }),
    } as const;
    expect(planOf(other).transitions.map((one) => one.name)).toEqual(["bob@contoso.com", "carl@contoso.com"]);
  });

  it("seats in grace count; suspended ones do not, and a pool that is overdrawn has none", () => {
    const input = (over: Partial<ObservedSku>) => ({
      desired: desired({ adele: "MCOEV" }),
      observed: observed({ skus: pools({ MCOEV: over }), users: [user("adele")] }),
    });
    expect(planOf(input({ enabled: 0, warning: 1 })).seats).toMatchObject([{ bought: 1, warning: 1, short: 0 }]);
    expect(findings(input({ enabled: 0, suspended: 9, capabilityStatus: "Suspended" }))).toMatchInlineSnapshot(`
      "
      error seats-short [adele@contoso.com] MCOEV: 1 seat short (the subscription is Suspended). 0 bought, 0 used,
        1 needed, 0 freed in this run. 1 person would go without. >> Buy 1 seat, take people out, or let the order
        of the stack decide: \`onShortage: assignInOrder\`.
      warning plan-without-its-base stacks/contoso.yaml:5:7 [adele@contoso.com] MCOEV needs Teams beside it, and 1
        person has none: adele@contoso.com. >> Give ENTERPRISEPACK as well, or switch MCOEV off.
      warning subscription-lapsed [] The subscription MCOEV is suspended: nobody can be given it, and what it
        gives no longer works for its people. It is declared for 1 person. >> Renew it before its data is deleted,
        or take it out of the stack.
      "
    `);
    expect(planOf(input({ enabled: 2, consumed: 5 })).seats).toMatchObject([
      { usedNow: 5, usedAfter: 6, gained: 1, short: 1, goWithout: ["adele@contoso.com"] },
    ]);
  });

  it("are told of nobody who holds something of a subscription that the tenant no longer lists: it stays", () => {
    const input = {
      ledger: owning({ adele: "MCOEV" }),
      observed: observed({ skus: [sku("E3")], users: [user("adele", ["MCOEV"])] }),
    };
    expect(planOf(input).seats).toEqual([]);
  });

  it("are counted from the people where everybody was read, and are never fewer than those who were read", () => {
    const users = [
      user("adele"),
      user("bob", ["MCOEV", "MCOEV/g"]),
      user("carl", ["MCOEV/g!CountViolation"]),
      user("dora", ["MCOEV"]),
    ];
    const input = (consumed: number, wholeTenant: boolean) => ({
      desired: desired({ adele: "MCOEV" }),
      observed: observed({ skus: pools({ MCOEV: { consumed } }), users, wholeTenant }),
    });
    expect(planOf(input(9, true)).seats[0]?.usedNow).toBe(2);
    expect(planOf(input(1, false)).seats[0]?.usedNow).toBe(2);
    expect(planOf(input(9, false)).seats[0]?.usedNow).toBe(9);
    const unread = input(9, true);
    expect(
      planOf({
        ...unread,
        observed: { ...unread.observed, users: [...users, user("eve", [], { assignments: undefined as never })] },
      }).seats[0]?.usedNow,
    ).toBe(9);
    const absences = (kind: "unreadable" | "purged") => [
      kind === "unreadable" ? { kind, lookup: "eve@contoso.com", reason: "403" } : { kind, lookup: "eve", id: "eve" },
    ];
    expect(
      planOf({ ...unread, observed: { ...unread.observed, absent: absences("unreadable") } }).seats[0]?.usedNow,
    ).toBe(9);
    expect(planOf({ ...unread, observed: { ...unread.observed, absent: absences("purged") } }).seats[0]?.usedNow).toBe(
      2,
    );
  });

  it("are needed for members of a group who hold the SKU by no path yet, and only once", () => {
    const members = ["adele", "bob", "carl", "dora"];
    const users = [user("adele"), user("bob", ["E3"]), user("carl", ["E3/h"]), user("dora", ["E3/h!CountViolation"])];
    const input = {
      desired: desired({ adele: "ENTERPRISEPACK" }, { "Group g": "ENTERPRISEPACK" }),
      observed: observed({
        skus: pools({ E3: { enabled: 3, consumed: 2 } }),
        users,
        groups: [group("g", [], members)],
      }),
    };
    expect(shown(input)).toMatchInlineSnapshot(`
      "
      grant Group g: +E3 {declared by staff}
      phase grantGroups: g
      phase awaitGroups: g
      phase reprocess: g
      seats E3: 2 of 3 +2 -0 = 4, 1 short: dora@contoso.com
      guard allowed: 0 losing, 0 approved, 0 before, limit 1 of 0 in 7
      error seats-short [dora@contoso.com] ENTERPRISEPACK: 1 seat short. 3 bought, 2 used, 2 needed, 0 freed in
        this run. 1 person would go without. >> Buy 1 seat, take people out, or let the order of the stack decide:
        \`onShortage: assignInOrder\`.
      warning direct-and-group stacks/contoso.yaml:5:7 [adele@contoso.com] 1 person should have ENTERPRISEPACK
        directly, and has it as a member of the group Group g too: adele@contoso.com. >> Declare it in one of the
        two places only: service plans that are off in one stay on through the other.
      unchanged 1
      adele@contoso.com: ENTERPRISEPACK
      Group g: ENTERPRISEPACK
      ledger moves
      "
    `);
  });

  it("are freed by a group whose members have it by no other path", () => {
    const input = {
      desired: desired({ zoe: "ENTERPRISEPACK" }, {}),
      ledger: owning({}, { g: "ENTERPRISEPACK" }),
      observed: observed({
        skus: pools({ E3: { enabled: 3, consumed: 3 } }),
        users: [user("zoe"), user("adele", ["E3/g"]), user("bob", ["E3/g", "E3"])],
        groups: [group("g", ["E3"], ["adele", "bob"])],
      }),
      policy: policy({ limits: noLimits }),
    };
    expect(planOf(input).seats).toMatchObject([{ usedNow: 3, gained: 1, freed: 1, usedAfter: 3, short: 0 }]);
  });
});

describe("two people who wait for each other's seat", () => {
  const exchange = (free: number) => ({
    desired: desired({ adele: "ENTERPRISEPREMIUM", bob: "ENTERPRISEPACK, MCOEV" }),
    ledger: owning({ adele: "ENTERPRISEPACK", bob: "ENTERPRISEPREMIUM" }),
    observed: observed({
      skus: pools({ E3: { enabled: 1 }, E5: { enabled: 1 + free } }),
      users: [user("adele", ["E3"]), user("bob", ["E5"])],
    }),
  });
  const codes = (over: Parameters<typeof planOf>[0]) =>
    planOf(over)
      .findings.map((finding) => finding.code)
      .filter((code) => code.startsWith("seats"));

  it("are told with the choice", () => {
    expect(findings(exchange(0))).toMatchInlineSnapshot(`
      "
      error seats-stuck [] 2 people wait for each other's seat (ENTERPRISEPACK, ENTERPRISEPREMIUM): there are
        enough seats in the end, but none is free to begin with: adele@contoso.com, bob@contoso.com. >> Buy a
        spare seat of ENTERPRISEPACK or ENTERPRISEPREMIUM, or let people be without a licence for a moment:
        \`allowInterruption: [adele@contoso.com]\`.
      info e5-without-credits stacks/contoso.yaml:5:7 [adele@contoso.com] 1 person has Phone System in
        ENTERPRISEPREMIUM and no Communications Credits, which Microsoft asks for before anybody calls phone
        numbers: adele@contoso.com. >> Give Communications Credits (MCOPSTNC) to those who are to call phone
        numbers, or say \`pstn: onPremises\` of those who call over your own lines.
      "
    `);
  });

  it("are not where a seat is spare, or where one of them may be without for a moment", () => {
    expect(codes(exchange(1))).toEqual([]);
    expect(codes({ ...exchange(0), policy: policy({ allowInterruption: ["ADELE@contoso.com"] }) })).toEqual([]);
    expect(
      planOf({ ...exchange(0), policy: policy({ allowInterruption: ["ADELE@contoso.com"] }) }).findings.filter(
        ({ code }) => code === "interruption",
      ),
    ).toMatchObject([
      {
        principals: ["adele@contoso.com"],
        message:
          "1 person may be without a licence for a moment, as `allowInterruption` says, since each waits for " +
          "another's seat: adele@contoso.com.",
      },
    ]);
    expect(
      planOf({ ...exchange(1), policy: policy({ allowInterruption: ["adele@contoso.com"] }) }).findings.filter(
        ({ code }) => code === "interruption",
      ),
    ).toEqual([]);
    expect(codes({ ...exchange(0), policy: policy({ allowInterruption: ["carl@contoso.com"] }) })).toEqual([
      "seats-stuck",
    ]);
  });

  it("keep what they have under assignInOrder, and the others are served", () => {
    const input = exchange(0);
    const plan = planOf({
      ...input,
      desired: desired({ adele: "ENTERPRISEPREMIUM", bob: "ENTERPRISEPACK", carl: "VISIOCLIENT" }),
      observed: { ...input.observed, users: [...input.observed.users, user("carl")] },
      policy: policy({ onShortage: { kind: "inOrder", order: ["adele@contoso.com", "bob@contoso.com"] } }),
    });
    expect(plan.transitions.map((one) => one.name)).toEqual(["carl@contoso.com"]);
    expect(plan.findings.filter(({ code }) => code === "seats-stuck")).toMatchObject([{ severity: "warning" }]);
    expect(plan.lines.users).toEqual({
      "adele@contoso.com": "ENTERPRISEPACK",
      "bob@contoso.com": "ENTERPRISEPREMIUM",
      "carl@contoso.com": "VISIOCLIENT",
    });
  });

  it("are not where a leaver frees a seat, or a removal of nothing's kind may go first", () => {
    const input = exchange(0);
    const leaver = {
      ...input,
      ledger: owning({ adele: "ENTERPRISEPACK", bob: "ENTERPRISEPREMIUM", carl: "ENTERPRISEPREMIUM" }),
    };
    const users = [...input.observed.users, user("carl", ["E5"])];
    expect(
      codes({
        ...leaver,
        observed: { ...input.observed, skus: pools({ E3: { enabled: 1 }, E5: { enabled: 2 } }), users },
        policy: policy({ limits: noLimits }),
      }),
    ).toEqual([]);
    const crosswise = {
      desired: desired({ adele: "VISIOCLIENT", bob: "MCOEV" }),
      ledger: owning({ adele: "MCOEV", bob: "VISIOCLIENT" }),
      observed: observed({
        skus: pools({ VISIO: { enabled: 1 }, MCOEV: { enabled: 1 } }),
        users: [user("adele", ["MCOEV"]), user("bob", ["VISIO"])],
      }),
      policy: policy({ limits: noLimits }),
    };
    expect(codes(crosswise)).toEqual([]);
  });

  it("are not where a group gives up the seat at the end of the run", () => {
    const input = {
      desired: desired({ adele: "ENTERPRISEPREMIUM" }),
      ledger: owning({ adele: "ENTERPRISEPACK" }, { g: "ENTERPRISEPREMIUM" }),
      policy: policy({ limits: noLimits }),
    };
    const seen = (members: Readonly<Record<string, readonly string[]>>) =>
      observed({
        skus: pools({ E3: { enabled: 1 }, E5: { enabled: 1 } }),
        users: [user("adele", ["E3"]), ...Object.entries(members).map(([name, holds]) => user(name, holds))],
        groups: [group("g", ["E5"], Object.keys(members))],
      });
    expect(codes({ ...input, observed: seen({ eve: ["E5/g"] }) })).toEqual([]);
    expect(codes({ ...input, observed: seen({ eve: ["E5/g", "E5"] }) })).toEqual(["seats-short"]);
  });

  it("are where a group waits for the seat of somebody who waits for a third one's", () => {
    const input = {
      desired: desired({ adele: "ENTERPRISEPACK", bob: "ENTERPRISEPREMIUM" }, { "Group g": "ENTERPRISEPREMIUM" }),
      ledger: owning({ adele: "ENTERPRISEPREMIUM", bob: "ENTERPRISEPACK" }),
      policy: policy({ limits: noLimits }),
    };
    const seen = (e5: number) =>
      observed({
        skus: pools({ E3: { enabled: 1 }, E5: { enabled: e5 } }),
        users: [user("adele", ["E5"]), user("bob", ["E3"]), user("eve")],
        groups: [group("g", [], ["eve"])],
      });
    expect(codes({ ...input, observed: seen(1) })).toEqual(["seats-short"]);
    expect(codes({ ...input, observed: seen(2) })).toEqual([]);
  });

  it("get what there are seats of, and what somebody does not need who waits for it goes to nobody before them", () => {
    const plan = planOf({
      desired: desired({ adele: "ENTERPRISEPREMIUM", bob: "ENTERPRISEPREMIUM, VISIOCLIENT", carl: "VISIOCLIENT" }),
      ledger: owning({ dora: "MCOEV" }),
      observed: observed({
        skus: pools({ E5: { enabled: 1 }, VISIO: { enabled: 1 } }),
        users: ["adele", "bob", "carl"].map((name) => user(name)).concat(user("dora", ["MCOEV"])),
      }),
      policy: policy({
        limits: noLimits,
        onShortage: { kind: "inOrder", order: ["adele@contoso.com", "bob@contoso.com", "carl@contoso.com"] },
      }),
    });
    expect(plan.transitions.map(({ name }) => name)).toEqual([
      "adele@contoso.com",
      "bob@contoso.com",
      "dora@contoso.com",
    ]);
    expect(
      plan.seats.map(({ skuId, gained, freed, short, goWithout }) => [skuId, gained, freed, short, goWithout]),
    ).toEqual([
      [skuIds.VISIO, 1, 0, 1, ["carl@contoso.com"]],
      [skuIds.E5, 1, 0, 1, ["bob@contoso.com"]],
      [skuIds.MCOEV, 0, 1, 0, []],
    ]);
    expect(plan.unchanged.count).toBe(0);
  });

  it("are served before people whom the order does not name, and members of groups before them all", () => {
    const plan = planOf({
      desired: desired({ adele: "MCOEV", bob: "MCOEV" }, { "Group g": "MCOEV" }),
      observed: observed({
        skus: pools({ MCOEV: { enabled: 2 } }),
        users: [user("adele"), user("bob"), user("eve")],
        groups: [group("g", [], ["eve"])],
      }),
      policy: policy({ limits: noLimits, onShortage: { kind: "inOrder", order: ["BOB@contoso.com"] } }),
    });
    expect(plan.seats).toMatchObject([{ short: 1, goWithout: ["adele@contoso.com"] }]);
    expect(plan.transitions.map(({ name }) => name)).toEqual(["Group g", "bob@contoso.com"]);
  });
});
