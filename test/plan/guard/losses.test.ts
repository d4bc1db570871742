import { describe, expect, it } from "vitest";
import { planOf, showLoss, shown } from "../support/show";
import { desired, group, noLimits, observed, owning, policy, user } from "../support/tenant";

const open = policy({ limits: noLimits });

/** Losses when adele, who holds `holds` and is owned `owned`, is declared `line`. */
function lossesOf(holds: readonly string[], owned: string, line: string): string[] {
  const plan = planOf({
    desired: desired(line === "" ? {} : { adele: line }),
    ledger: owning({ adele: owned }),
    observed: observed({ users: [user("adele", holds)] }),
    policy: open,
  });
  return plan.losses.map(showLoss);
}

describe("a loss is", () => {
  it.each([
    [
      "a SKU taken away with nothing of its kind in exchange",
      ["VISIO"],
      "VISIOCLIENT",
      "",
      ["adele@contoso.com loses VISIO by removed: files"],
    ],
    [
      "E3 to nothing: mailbox, files and Teams",
      ["E3"],
      "ENTERPRISEPACK",
      "",
      ["adele@contoso.com loses E3 by removed: mailbox files teams"],
    ],
    ["not E3 to E5", ["E3"], "ENTERPRISEPACK", "ENTERPRISEPREMIUM", []],
    ["not E3 to E1, for mail, files and Teams still work", ["E3"], "ENTERPRISEPACK", "STANDARDPACK", []],
    [
      "E5 to E3: the phone",
      ["E5"],
      "ENTERPRISEPREMIUM",
      "ENTERPRISEPACK",
      ["adele@contoso.com loses of E5 by removed: phone"],
    ],
    ["not E5 to E3 and Phone System", ["E5"], "ENTERPRISEPREMIUM", "ENTERPRISEPACK, MCOEV", []],
    [
      "Phone System",
      ["E3", "MCOEV"],
      "ENTERPRISEPACK, MCOEV",
      "ENTERPRISEPACK",
      ["adele@contoso.com loses MCOEV by removed: phone"],
    ],
    ["not Phone System where E5 comes", ["E3", "MCOEV"], "ENTERPRISEPACK, MCOEV", "ENTERPRISEPREMIUM", []],
    [
      "a Calling Plan, although Phone System stays",
      ["E5", "MCOPSTN1"],
      "ENTERPRISEPREMIUM, MCOPSTN1",
      "ENTERPRISEPREMIUM",
      ["adele@contoso.com loses MCOPSTN1 by removed: phone"],
    ],
    [
      "a critical plan that goes off",
      ["E3"],
      "ENTERPRISEPACK",
      "ENTERPRISEPACK(-EXCHANGE_S_ENTERPRISE)",
      ["adele@contoso.com loses of E3(-EXCHANGE) by plansOff: mailbox"],
    ],
    [
      "enable: [TEAMS1] on people with mailboxes",
      ["E3"],
      "ENTERPRISEPACK",
      "ENTERPRISEPACK(+TEAMS1)",
      ["adele@contoso.com loses of E3(-SHAREPOINT,-YAMMER,-EXCHANGE) by plansOff: mailbox files"],
    ],
    ["not a plan of no critical family", ["E3"], "ENTERPRISEPACK", "ENTERPRISEPACK(-YAMMER_ENTERPRISE)", []],
    [
      "not a plan that another licence has on",
      ["E3", "E1"],
      "ENTERPRISEPACK, STANDARDPACK",
      "ENTERPRISEPACK(-TEAMS1), STANDARDPACK",
      [],
    ],
    [
      "not a licence that was off already",
      ["E3(-EXCHANGE)"],
      "ENTERPRISEPACK(-EXCHANGE_S_ENTERPRISE)",
      "ENTERPRISEPACK(-EXCHANGE_S_ENTERPRISE)",
      [],
    ],
    [
      "one entry a SKU",
      ["VISIO", "MCOEV"],
      "VISIOCLIENT, MCOEV",
      "",
      ["adele@contoso.com loses VISIO by removed: files", "adele@contoso.com loses MCOEV by removed: phone"],
    ],
    ["not what somebody holds through a group as well", ["E3", "E3/g"], "ENTERPRISEPACK", "", []],
    [
      "what a group holds in error only",
      ["E3", "E3/g!CountViolation"],
      "ENTERPRISEPACK",
      "",
      ["adele@contoso.com loses E3 by removed: mailbox files teams"],
    ],
    [
      "what a group has off",
      ["E3", "E3(-EXCHANGE)/g"],
      "ENTERPRISEPACK",
      "",
      ["adele@contoso.com loses of E3 by removed: mailbox"],
    ],
    [
      "a service that only two removals together take",
      ["E3(-SHAREPOINT)", "E1(-SHAREPOINT_E1)"],
      "ENTERPRISEPACK, STANDARDPACK",
      "",
      ["adele@contoso.com loses E1 by removed: mailbox teams", "adele@contoso.com loses E3 by removed: mailbox teams"],
    ],
  ])("%s", (_, holds, owned, line, losses) => {
    expect(lossesOf(holds, owned, line).sort()).toEqual([...losses].sort());
  });

  it("E3, where E1 was there before: a product that merely stays is no exchange", () => {
    expect(lossesOf(["E3", "E1"], "ENTERPRISEPACK, STANDARDPACK", "STANDARDPACK")).toEqual([
      "adele@contoso.com loses E3 by removed",
    ]);
  });
});

describe("members of a group that loses something count one by one", () => {
  const members = ["adele", "bob", "carol"];
  const users = [user("adele", ["E3/g"]), user("bob", ["E3/g", "E5"]), user("carol", ["E3/g", "E3/h"])];
  const groups = [group("g", ["E3"], members)];

  it("by removal; those who have it or its plans otherwise do not", () => {
    expect(shown({ ledger: owning({}, { g: "ENTERPRISEPACK" }), observed: observed({ users, groups }), policy: open }))
      .toMatchInlineSnapshot(`
      "
      withdraw Group g: -E3 kept by carol {undeclared}
      phase withdrawGroups: g
      adele@contoso.com loses E3 by groupRemoved g: mailbox files teams
      seats E3: 3 of 1000 +0 -2 = 1
      guard allowed: 1 losing, 0 approved, 0 before, limit 3 of 3 in 7
      ledger moves
      "
    `);
  });

  it("by plans that go off", () => {
    const stack = desired({}, { "Group g": "ENTERPRISEPACK(-EXCHANGE_S_ENTERPRISE,-TEAMS1)" });
    expect(
      shown({
        desired: stack,
        ledger: owning({}, { g: "ENTERPRISEPACK" }),
        observed: observed({ users, groups }),
        policy: open,
      }),
    ).toMatchInlineSnapshot(`
      "
      adjust Group g: +E3(-TEAMS,-EXCHANGE) was E3 {declared by staff}
      phase withdrawGroups: g
      adele@contoso.com loses of E3(-TEAMS,-EXCHANGE) by groupPlansOff g: mailbox teams
      guard allowed: 1 losing, 0 approved, 0 before, limit 3 of 3 in 7
      warning paid-twice stacks/contoso.yaml:5:7 [Group g] 1 member of the group Group g has both ENTERPRISEPACK
        and ENTERPRISEPREMIUM, which contains everything that is on in ENTERPRISEPACK: it is paid for twice:
        bob@contoso.com. >> Take ENTERPRISEPACK away from them.
      Group g: ENTERPRISEPACK(-EXCHANGE_S_ENTERPRISE,-TEAMS1)
      ledger moves
      "
    `);
  });

  it("also members who could not be read, and those who have left the group and still have its licence", () => {
    const seen = observed({
      users: [user("adele", ["E3/g"]), user("dora", ["E3/g"])],
      groups: [group("g", ["E3"], ["adele", "bob"])],
    });
    expect(shown({ ledger: owning({}, { g: "ENTERPRISEPACK" }), observed: seen, policy: open })).toMatchInlineSnapshot(`
      "
      withdraw Group g: -E3 {undeclared}
      phase withdrawGroups: g
      adele@contoso.com loses E3 by groupRemoved g: mailbox files teams
      bob loses E3 by groupRemoved g: mailbox files teams
      dora@contoso.com loses E3 by groupRemoved g: mailbox files teams
      seats E3: 2 of 1000 +0 -2 = 0
      guard refused: 3 losing, 0 approved, 0 before, limit 2 of 2 in 7
      error too-many-losses [] 3 of 2 people (150.0 %) would lose something; the limit is 2 people in 7 days (100
        % of 2, at most 1000000): adele@contoso.com (ENTERPRISEPACK: mailbox, files, teams), dora@contoso.com
        (ENTERPRISEPACK: mailbox, files, teams), bob (ENTERPRISEPACK: mailbox, files, teams). >> Split the change,
        or add to the stack file: approve: [{ losses: 3, of: [ENTERPRISEPACK], until: 2026-11-30, reason: ... }]
      ledger moves
      "
    `);
  });

  it("not those whom the same plan gives it directly, or through another group", () => {
    const seen = observed({
      users: [user("adele", ["E3(-YAMMER)/g"]), user("bob", ["E3/g"])],
      groups: [group("g", ["E3"], ["adele", "bob"]), group("h", [], ["bob"])],
    });
    expect(
      shown({
        desired: desired({ adele: "ENTERPRISEPACK" }, { "Group h": "ENTERPRISEPACK" }),
        ledger: owning({}, { g: "ENTERPRISEPACK" }),
        observed: seen,
        policy: open,
      }),
    ).toMatchInlineSnapshot(`
      "
      withdraw Group g: -E3 kept by adele,bob {undeclared}
      grant Group h: +E3 {declared by staff}
      grant adele@contoso.com: +E3(-YAMMER) {moved to direct (g); declared by staff; plans of E3}
      phase grantGroups: h
      phase awaitGroups: h
      phase people: adele
      phase withdrawGroups: g
      phase reprocess: h
      guard allowed: 0 losing, 0 approved, 0 before, limit 2 of 2 in 7
      adele@contoso.com: ENTERPRISEPACK
      Group h: ENTERPRISEPACK
      ledger moves
      "
    `);
  });
});

it("lists critical losses first, then by name", () => {
  const users = [user("adele", ["E3", "E1"]), user("zoe", ["E3"]), user("bob", ["MCOEV"])];
  const ledger = owning({ adele: "ENTERPRISEPACK, STANDARDPACK", zoe: "ENTERPRISEPACK", bob: "MCOEV" });
  const plan = planOf({
    desired: desired({ adele: "STANDARDPACK" }),
    ledger,
    observed: observed({ users }),
    policy: open,
  });
  expect(plan.losses.map(showLoss)).toEqual([
    "bob@contoso.com loses MCOEV by removed: phone",
    "zoe@contoso.com loses E3 by removed: mailbox files teams",
    "adele@contoso.com loses E3 by removed",
  ]);
});
