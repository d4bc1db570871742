import { describe, expect, it } from "vitest";
import { planOf, showLoss, shown } from "../support/show";
import { desired, group, noLimits, observed, owning, policy, user } from "../support/tenant";

const open = policy({ limits: noLimits });

describe("direct to group", () => {
  /** adele's E3 is no longer declared; she is a member of g, whose licences now and then are given. */
  const toGroup = (states: readonly string[], licenses: readonly string[], line = "ENTERPRISEPACK") => ({
    desired: desired({}, { "Group g": line }),
    ledger: owning({ adele: "ENTERPRISEPACK" }, { g: line }),
    observed: observed({ users: [user("adele", states)], groups: [group("g", licenses, ["adele"])] }),
    policy: open,
  });

  it.each([
    [
      "the group gives it already",
      toGroup(["E3", "E3/g"], ["E3"]),
      "withdraw adele@contoso.com: -E3 if by g {undeclared; moved to group (g)}",
    ],
    [
      "the group will give it in this run",
      toGroup(["E3"], []),
      "withdraw adele@contoso.com: -E3 if by g {undeclared; moved to group (g)}",
    ],
    [
      "Graph has not processed the group yet",
      toGroup(["E3"], ["E3"]),
      "withdraw adele@contoso.com: -E3 if by g {undeclared; moved to group (g)}",
    ],
    [
      "the group has more on",
      toGroup(["E3(-YAMMER)", "E3/g"], ["E3"]),
      "withdraw adele@contoso.com: -E3(-YAMMER) if by g {undeclared; moved to group (g)}",
    ],
  ])("goes only if it is there: %s", (_, input, transition) => {
    const text = shown(input);
    expect(text).toContain(transition);
    expect(planOf(input).losses).toEqual([]);
    expect(planOf(input).findings).toEqual([]);
  });

  it.each([
    ["the group's is in error", toGroup(["E3", "E3/g!CountViolation"], ["E3"])],
    [
      "the group has fewer plans on",
      toGroup(["E3", "E3(-YAMMER)/g"], ["E3(-YAMMER)"], "ENTERPRISEPACK(-YAMMER_ENTERPRISE)"),
    ],
    ["the group will have fewer plans on", toGroup(["E3", "E3/g"], ["E3"], "ENTERPRISEPACK(-YAMMER_ENTERPRISE)")],
    ["the group will come with fewer plans", toGroup(["E3"], [], "ENTERPRISEPACK(-YAMMER_ENTERPRISE)")],
  ])("stays, is told of, and stays owned: %s", (_, input) => {
    const plan = planOf(input);
    expect(plan.transitions.filter((one) => one.principal === "user")).toEqual([]);
    expect(plan.findings.map((finding) => finding.code)).toEqual(["direct-kept"]);
    expect(plan.lines.users).toEqual({ "adele@contoso.com": "ENTERPRISEPACK" });
  });

  it("tells who keeps what and why", () => {
    expect(shown(toGroup(["E3", "E3/g!CountViolation"], ["E3"]))).toMatchInlineSnapshot(`
      "
      guard allowed: 0 losing, 0 approved, 0 before, limit 1 of 1 in 7
      warning direct-kept [adele@contoso.com] 1 person keeps a direct ENTERPRISEPACK that is no longer declared,
        since the one of the group Group g is in error or has fewer plans on: adele@contoso.com. >> Mend the
        group's licence, or switch the same plans on in the group Group g; the next run then takes the direct
        licence back.
      adele@contoso.com: ENTERPRISEPACK
      Group g: ENTERPRISEPACK
      "
    `);
  });

  it("counts a licence through a group that this stack knows nothing of as well", () => {
    const input = (way: string) => ({
      ledger: owning({ adele: "ENTERPRISEPACK" }),
      observed: observed({ users: [user("adele", ["E3", way])] }),
      policy: open,
    });
    expect(shown(input("E3/x"))).toContain("-E3 if by x {undeclared; moved to group (x)}");
    expect(shown(input("E3(-YAMMER)/x"))).toContain("withdraw adele@contoso.com: -E3 {undeclared}");
    expect(shown(input("E3/x!Other"))).toContain("withdraw adele@contoso.com: -E3 {undeclared}");
  });

  it("goes only if it is there where the group has given another product already", () => {
    const input = toGroup(["MCOEV", "E3/g"], ["E3", "MCOEV"], "ENTERPRISEPACK, MCOEV");
    const plan = planOf({ ...input, ledger: owning({ adele: "MCOEV" }, { g: "ENTERPRISEPACK, MCOEV" }) });
    expect(plan.transitions.flatMap(({ removals }) => removals.map(({ onlyIfInherited }) => onlyIfInherited))).toEqual([
      "g",
    ]);
    expect(plan.losses).toEqual([]);
    expect(plan.seats).toEqual([]);
  });

  it("is no loss, however many go to the group at once: only what does not is", () => {
    const input = toGroup(["E3", "MCOEV", "VISIO"], ["E3", "MCOEV"], "ENTERPRISEPACK, MCOEV");
    const plan = planOf({
      ...input,
      ledger: owning({ adele: "ENTERPRISEPACK, MCOEV, VISIOCLIENT" }, { g: "ENTERPRISEPACK, MCOEV" }),
    });
    expect(plan.transitions.flatMap(({ removals }) => removals.map(({ onlyIfInherited }) => onlyIfInherited))).toEqual([
      "g",
      undefined,
      "g",
    ]);
    expect(plan.losses.map(showLoss)).toEqual(["adele@contoso.com loses VISIO by removed"]);
  });

  it("is a loss where a group of the stack may give less of it some day, and nothing waits for that", () => {
    const input = toGroup(["E3"], ["E3(-EXCHANGE)", "MCOEV"], "MCOEV");
    expect(planOf(input).losses.map(showLoss)).toEqual(["adele@contoso.com loses E3 by removed: mailbox files teams"]);
  });

  it("keeps a direct licence that is still declared, beside the group's", () => {
    const input = toGroup(["E3", "E3/g"], ["E3"]);
    expect(
      planOf({ ...input, desired: desired({ adele: "ENTERPRISEPACK" }, { "Group g": "ENTERPRISEPACK" }) }).transitions,
    ).toEqual([]);
  });
});

describe("a licence held through a group counts as held", () => {
  const through = (line: string, state: string) => ({
    desired: desired({ adele: line }),
    observed: observed({ users: [user("adele", [state])] }),
  });

  it.each([
    ["no call where nothing is declared of its plans", "ENTERPRISEPACK", "E3(-YAMMER)/x", []],
    ["no call where it has on what is declared", "ENTERPRISEPACK(-YAMMER_ENTERPRISE)", "E3/x", []],
    [
      "a direct one where it has less on",
      "ENTERPRISEPACK(all)",
      "E3(-YAMMER)/x",
      ["grant adele@contoso.com: +E3 {declared by staff}"],
    ],
    [
      "a direct one where it is in error",
      "ENTERPRISEPACK",
      "E3/x!CountViolation",
      ["grant adele@contoso.com: +E3 {declared by staff}"],
    ],
  ])("%s", (_, line, state, transitions) => {
    const text = shown(through(line, state))
      .split("\n")
      .filter((one) => /^(grant|swap|adjust|withdraw)/.test(one));
    expect(text).toEqual(transitions);
  });

  it("is never removed from a person", () => {
    const input = {
      ledger: owning({ adele: "ENTERPRISEPACK" }),
      observed: observed({ users: [user("adele", ["E3/x"])] }),
    };
    expect(planOf(input).transitions).toEqual([]);
    expect(planOf(input).ledgerChanges).toBe(true);
    expect(planOf(input).lines.users).toEqual({});
  });
});

describe("group to direct", () => {
  it("the direct licence comes first, with the plans that were on, and the group's goes after it", () => {
    const input = {
      desired: desired({ adele: "ENTERPRISEPACK" }),
      ledger: owning({}, { g: "ENTERPRISEPACK" }),
      observed: observed({
        users: [user("adele", ["E3(-YAMMER)/g"])],
        groups: [group("g", ["E3(-YAMMER)"], ["adele"])],
      }),
    };
    expect(shown(input)).toMatchInlineSnapshot(`
      "
      withdraw Group g: -E3(-YAMMER) kept by adele {undeclared}
      grant adele@contoso.com: +E3(-YAMMER) {moved to direct (g); declared by staff; plans of E3}
      phase people: adele
      phase withdrawGroups: g
      guard allowed: 0 losing, 0 approved, 0 before, limit 1 of 1 in 7
      adele@contoso.com: ENTERPRISEPACK
      ledger moves
      "
    `);
  });

  it("one SKU taken from a group that keeps another", () => {
    const input = {
      desired: desired({}, { "Group g": "ENTERPRISEPREMIUM" }),
      ledger: owning({}, { g: "ENTERPRISEPACK" }),
      observed: observed({ users: [user("adele", ["E3/g"])], groups: [group("g", ["E3"], ["adele"])] }),
    };
    expect(shown(input)).toMatchInlineSnapshot(`
      "
      swap Group g: +E5 {declared by staff} -E3 {undeclared}
      phase grantGroups: g
      phase awaitGroups: g
      phase withdrawGroups: g
      phase reprocess: g
      seats E3: 1 of 1000 +0 -1 = 0
      seats E5: 0 of 1000 +1 -0 = 1
      guard allowed: 0 losing, 0 approved, 0 before, limit 1 of 1 in 7
      info e5-without-credits stacks/contoso.yaml:5:7 [Group g] 1 member of the group Group g has Phone System in
        ENTERPRISEPREMIUM and no Communications Credits, which Microsoft asks for before anybody calls phone
        numbers: adele@contoso.com. >> Give Communications Credits (MCOPSTNC) to those who are to call phone
        numbers, or say \`pstn: onPremises\` of those who call over your own lines.
      Group g: ENTERPRISEPREMIUM
      ledger moves
      "
    `);
  });
});

describe("plan selections that nobody declared", () => {
  const swap = (holds: readonly string[], owned: string, line: string): string[] =>
    shown({
      desired: desired({ adele: line }),
      ledger: owning({ adele: owned }),
      observed: observed({ users: [user("adele", holds)] }),
      policy: open,
    })
      .split("\n")
      .filter((one) => /^(grant|swap|adjust|withdraw)/.test(one));

  it.each([
    ["are never changed", ["E3(-YAMMER)"], "ENTERPRISEPACK", "ENTERPRISEPACK", []],
    [
      "are carried over where the new SKU has the same plan",
      ["E3(-YAMMER,-EXCHANGE)"],
      "ENTERPRISEPACK",
      "ENTERPRISEPREMIUM",
      [
        "swap adele@contoso.com: +E5(-YAMMER,-EXCHANGE) {declared by staff; plans of E3} -E3(-YAMMER,-EXCHANGE) " +
          "{undeclared}",
      ],
    ],
    [
      "but not where it has another",
      ["E3(-YAMMER,-EXCHANGE)"],
      "ENTERPRISEPACK",
      "STANDARDPACK",
      ["swap adele@contoso.com: +E1(-YAMMER) {declared by staff; plans of E3} -E3(-YAMMER,-EXCHANGE) {undeclared}"],
    ],
    [
      "nor where another replaced licence has the plan on",
      ["E3(-YAMMER)", "E1"],
      "ENTERPRISEPACK, STANDARDPACK",
      "ENTERPRISEPREMIUM",
      ["swap adele@contoso.com: +E5 {declared by staff} -E1 {undeclared} -E3(-YAMMER) {undeclared}"],
    ],
    [
      "nor where something is declared",
      ["E3(-YAMMER)"],
      "ENTERPRISEPACK",
      "ENTERPRISEPREMIUM(-TEAMS1)",
      ["swap adele@contoso.com: +E5(-TEAMS) {declared by staff} -E3(-YAMMER) {undeclared}"],
    ],
    [
      "nor where nothing is replaced",
      ["E3(-YAMMER)"],
      "ENTERPRISEPACK",
      "ENTERPRISEPACK, MCOEV",
      ["grant adele@contoso.com: +MCOEV {declared by staff}"],
    ],
    [
      "declared ones are repaired",
      ["E3(-YAMMER)"],
      "ENTERPRISEPACK(-TEAMS1)",
      "ENTERPRISEPACK(-TEAMS1)",
      ["adjust adele@contoso.com: +E3(-TEAMS) was E3(-YAMMER) {drift; declared by staff}"],
    ],
    [
      "newly declared ones are done",
      ["E3(-YAMMER)"],
      "ENTERPRISEPACK",
      "ENTERPRISEPACK(-TEAMS1)",
      ["adjust adele@contoso.com: +E3(-TEAMS) was E3(-YAMMER) {declared by staff}"],
    ],
    [
      "an allow-list switches off every other plan",
      ["E3"],
      "ENTERPRISEPACK",
      "ENTERPRISEPACK(+TEAMS1,+EXCHANGE_S_ENTERPRISE)",
      ["adjust adele@contoso.com: +E3(-SHAREPOINT,-YAMMER) was E3 {declared by staff}"],
    ],
    [
      "(all) switches everything on",
      ["E3(-YAMMER)"],
      "ENTERPRISEPACK(all)",
      "ENTERPRISEPACK(all)",
      ["adjust adele@contoso.com: +E3 was E3(-YAMMER) {drift; declared by staff}"],
    ],
    [
      "drift: somebody took it away",
      [],
      "ENTERPRISEPACK",
      "ENTERPRISEPACK",
      ["grant adele@contoso.com: +E3 {drift; declared by staff}"],
    ],
  ])("%s", (_, holds, owned, line, transitions) => {
    expect(swap(holds, owned, line)).toEqual(transitions);
  });
});
