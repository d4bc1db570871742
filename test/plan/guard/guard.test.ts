import { describe, expect, it } from "vitest";
import { approvalDigest } from "../../../src/plan/guard/approvals";
import type { Ledger } from "../../../src/terms/ledger";
import type { Approval, Policy } from "../../../src/terms/policy";
import { findings, planOf, shown } from "../support/show";
import { desired, group, observed, owning, policy, sku, skuIds, today, user } from "../support/tenant";

const names = (count: number): string[] => Array.from({ length: count }, (_, at) => `u${String(at).padStart(3, "0")}`);

/** A stack of `count` people with MCOEV, of whom the first `leaving` are no longer declared. */
function company(count: number, leaving: number, over: Partial<Policy> = {}, ledger: Partial<Ledger> = {}) {
  const people = names(count);
  return {
    desired: desired(Object.fromEntries(people.slice(leaving).map((name) => [name, "MCOEV"]))),
    ledger: owning(Object.fromEntries(people.map((name) => [name, "MCOEV"])), {}, ledger),
    observed: observed({ users: people.map((name) => user(name, ["MCOEV"])) }),
    policy: policy(over),
  };
}

const verdict = (input: Parameters<typeof planOf>[0]): string => planOf(input).guard.verdict;
const codes = (input: Parameters<typeof planOf>[0]): string[] => planOf(input).findings.map((finding) => finding.code);

describe("the limit", () => {
  it.each([
    ["is 10 % of the people by default", 100, 10, {}, "allowed"],
    ["and not one more", 100, 11, {}, "refused"],
    ["is at most 25 by default", 1000, 25, {}, "allowed"],
    ["and not one more, although it is 2.6 %", 1000, 26, {}, "refused"],
    ["lets one person always lose something", 5, 1, {}, "allowed"],
    ["but not two", 5, 2, {}, "refused"],
    ["is rounded down", 19, 2, {}, "refused"],
    ["can be set as a share", 20, 10, { limits: { kind: "limited", people: 50, atMost: 25, perDays: 7 } }, "allowed"],
    ["the smaller of both holds", 20, 4, { limits: { kind: "limited", people: 50, atMost: 3, perDays: 7 } }, "refused"],
    [
      "of nothing still lets one person lose something",
      20,
      1,
      { limits: { kind: "limited", people: 0, atMost: 0, perDays: 7 } },
      "allowed",
    ],
    ["but not two", 20, 2, { limits: { kind: "limited", people: 0, atMost: 0, perDays: 7 } }, "refused"],
  ] as const)("%s (%i people, %i leave)", (_, count, leaving, over, expected) => {
    expect(verdict(company(count, leaving, over))).toBe(expected);
    expect(codes(company(count, leaving, over)).includes("too-many-losses")).toBe(expected === "refused");
  });

  it("says number, limit, the first people and the YAML that lifts it", () => {
    expect(findings(company(20, 6))).toMatchInlineSnapshot(`
      "
      error too-many-losses [] 6 of 20 people (30.0 %) would lose something; the limit is 2 people in 7 days (10 %
        of 20, at most 25): u000@contoso.com (MCOEV: phone), u001@contoso.com (MCOEV: phone), u002@contoso.com
        (MCOEV: phone), u003@contoso.com (MCOEV: phone), u004@contoso.com (MCOEV: phone) and 1 more. >> Split the
        change, or add to the stack file: approve: [{ losses: 6, of: [MCOEV], until: 2026-11-30, reason: ... }]
      "
    `);
  });

  it("is a share of the people in the ledger and of the members of owned groups", () => {
    const members = names(30);
    const input = {
      desired: desired({}, { "Group g": "MCOEV" }),
      ledger: owning({ zoe: "MCOEV", gone: "MCOEV" }, { g: "MCOEV" }),
      observed: observed({
        users: [user("zoe", ["MCOEV"]), ...members.map((name) => user(name, ["MCOEV/g"]))],
        groups: [group("g", ["MCOEV"], members)],
        absent: [{ kind: "deleted", lookup: "gone", id: "gone" }],
      }),
    };
    const gone = {
      ...input.ledger,
      users: input.ledger.users.map((entry) => (entry.id === "gone" ? { ...entry, gone: "deleted" as const } : entry)),
    };
    const released = { ...input, desired: desired(), ledger: gone, policy: policy({ release: ["Group g"] }) };
    expect(planOf(released).guard).toMatchObject({ of: 1 });
    expect(planOf({ ...input, ledger: gone }).guard).toEqual({
      losing: 1,
      approved: 0,
      inWindow: 0,
      limit: 3,
      of: 31,
      perDays: 7,
      verdict: "allowed",
    });
  });
});

describe("the message of a refusal", () => {
  const two = policy({ limits: { kind: "limited", people: 0, atMost: 0, perDays: 7 } });

  it("names what hurts most first, the part number where known, and every SKU in the entry that lifts it", () => {
    const input = {
      desired: desired({ carl: "STANDARDPACK", bob: "ENTERPRISEPACK(-EXCHANGE_S_ENTERPRISE)" }),
      ledger: owning({ adele: skuIds.VISIO, bob: "ENTERPRISEPACK", carl: "ENTERPRISEPACK, STANDARDPACK" }),
      observed: observed({
        skus: [sku("E1"), sku("E3"), sku("VISIO", { partNumber: "own", servicePlans: [] })],
        users: [user("adele", ["VISIO"]), user("bob", ["E3"]), user("carl", ["E3", "E1"])],
      }),
      policy: two,
    };
    const [finding] = planOf(input).findings.filter(({ code }) => code === "too-many-losses");
    expect(finding?.message).toContain(
      "bob@contoso.com (ENTERPRISEPACK: mailbox), carl@contoso.com (ENTERPRISEPACK), adele@contoso.com (OWN).",
    );
    expect(finding?.remedy).toContain("{ losses: 3, of: [ENTERPRISEPACK, OWN], until: 2026-11-30, reason: ... }");
  });

  it("has no share of nothing", () => {
    const seen = observed({ users: [user("adele", ["VISIO"]), user("bob", ["VISIO"])] });
    const authority = { authoritative: { skus: ["VISIOCLIENT"], scope: "declared" as const } };
    const [finding] = planOf({
      desired: desired({ adele: "MCOEV", bob: "MCOEV" }),
      observed: seen,
      policy: policy({ ...two, ...authority }),
    }).findings.filter(({ code }) => code === "too-many-losses");
    expect(finding?.message).toContain("2 of 0 people would lose something;");
  });
});

describe("the sliding window", () => {
  it.each([
    ["today's losses count", { [today]: 8 }, "refused"],
    ["those of six days ago count", { "2026-11-17": 8 }, "refused"],
    ["those of seven days ago do not", { "2026-11-16": 8 }, "allowed"],
    ["they are added up", { "2026-11-22": 4, "2026-11-20": 4 }, "refused"],
    ["up to the limit", { "2026-11-22": 4, "2026-11-20": 3 }, "allowed"],
  ])("%s", (_, lossesByDay, expected) => {
    expect(verdict(company(100, 3, {}, { lossesByDay }))).toBe(expected);
  });

  it("does not refuse who takes nothing", () => {
    expect(verdict(company(100, 0, {}, { lossesByDay: { [today]: 50 } }))).toBe("allowed");
  });

  it("is told of", () => {
    expect(findings(company(20, 2, {}, { lossesByDay: { "2026-11-22": 1 } }))).toMatchInlineSnapshot(`
      "
      error too-many-losses [] 2 of 20 people (10.0 %) would lose something, and 1 person lost something in the 7
        days before; the limit is 2 people in 7 days (10 % of 20 and the 1 before, at most 25): u000@contoso.com
        (MCOEV: phone), u001@contoso.com (MCOEV: phone). >> Split the change, or add to the stack file: approve:
        [{ losses: 2, of: [MCOEV], until: 2026-11-30, reason: ... }]
      "
    `);
  });
});

describe("approve", () => {
  const approval = (over: Partial<Approval> = {}): Approval => ({
    losses: 6,
    of: ["MCOEV"],
    until: "2026-11-30",
    reason: "Lyon closes",
    ...over,
  });
  const spent = (approvals: Approval, people: number): Partial<Ledger> => ({
    approvalsSpent: { [approvalDigest(approvals)]: people },
  });

  it.each([
    ["lifts the limit", approval(), {}, "allowed"],
    ["counts on its last day", approval({ until: today }), {}, "allowed"],
    ["does not count after it", approval({ until: "2026-11-22" }), {}, "refused"],
    ["names SKUs in any case", approval({ of: ["mcoev"] }), {}, "allowed"],
    [
      "names people",
      approval({ of: ["u000@contoso.com", "u001@contoso.com", "u002@contoso.com", "u003@contoso.com"] }),
      {},
      "allowed",
    ],
    ["names nothing: anything", approval({ of: [] }), {}, "allowed"],
    ["does not lift what it does not name", approval({ of: ["ENTERPRISEPACK"] }), {}, "refused"],
    ["leaves the rest to the limit", approval({ losses: 4 }), {}, "allowed"],
    ["but no more than that", approval({ losses: 3 }), {}, "refused"],
    ["keeps its remainder when partly used", approval(), spent(approval(), 2), "allowed"],
    ["is spent once used", approval(), spent(approval(), 4), "refused"],
    ["is another one with another number", approval({ losses: 7 }), spent(approval(), 6), "allowed"],
  ])("%s", (_, one, ledger, expected) => {
    expect(verdict(company(20, 6, { approvals: [one] }, ledger))).toBe(expected);
  });

  it("does not count approved losses against the window", () => {
    const plan = planOf(company(20, 6, { approvals: [approval({ losses: 4 })] }, { lossesByDay: { [today]: 1 } }));
    expect(plan.guard).toEqual({
      losing: 6,
      approved: 4,
      inWindow: 1,
      limit: 2,
      of: 20,
      perDays: 7,
      verdict: "refused",
    });
  });

  it("covers a person only where every loss of the person is named", () => {
    const input = {
      ledger: owning({ adele: "MCOEV, VISIOCLIENT", bob: "MCOEV" }),
      observed: observed({ users: [user("adele", ["MCOEV", "VISIO"]), user("bob", ["MCOEV"])] }),
    };
    expect(planOf({ ...input, policy: policy({ approvals: [approval()] }) }).guard).toMatchObject({
      losing: 2,
      approved: 1,
    });
    const both = planOf({
      ...input,
      policy: policy({ approvals: [approval({ losses: 2 }), approval({ of: ["VISIOCLIENT"] })] }),
    });
    expect(both.guard).toMatchObject({ losing: 2, approved: 2 });
    expect(new Set(both.losses.map((loss) => loss.approvedBy)).size).toBe(2);
  });

  it.each([
    ["a SKU of which only plans go off", "ENTERPRISEPACK"],
    ["a SKU by its id", skuIds.E3],
    ["a person by the present name", "adele.vance@contoso.com"],
    ["a person by the name in the file", "adele@contoso.com"],
  ])("names %s", (_, name) => {
    const input = {
      desired: desired({ adele: "ENTERPRISEPACK(-EXCHANGE_S_ENTERPRISE)" }),
      ledger: owning({ adele: "ENTERPRISEPACK" }),
      observed: observed({ users: [user("adele", ["E3"], { userPrincipalName: "adele.vance@contoso.com" })] }),
    };
    expect(planOf({ ...input, policy: policy({ approvals: [approval({ of: [name] })] }) }).guard).toMatchObject({
      losing: 1,
      approved: 1,
    });
    expect(
      planOf({ ...input, policy: policy({ approvals: [approval({ of: ["VISIOCLIENT"] })] }) }).guard,
    ).toMatchObject({ losing: 1, approved: 0 });
  });

  it("is for nobody who has something of a subscription that the tenant no longer lists: that is no loss", () => {
    const input = {
      ledger: owning({ adele: "gone-sku" }),
      observed: observed({
        users: [user("adele", [], { assignments: [{ skuId: "gone-sku", disabledPlans: [], state: "Active" }] })],
      }),
    };
    expect(planOf({ ...input, policy: policy({ approvals: [approval({ of: ["GONE-SKU"] })] }) }).guard).toMatchObject({
      losing: 0,
      approved: 0,
    });
  });

  it("goes on to the next entry where one is spent, and counts one person once", () => {
    const approvals = [approval({ losses: 2 }), approval({ losses: 5, reason: "and Nantes" })];
    const plan = planOf(company(20, 6, { approvals }, spent(approvals[0] as Approval, 2)));
    expect(plan.guard).toMatchObject({ losing: 6, approved: 5 });
    expect(new Set(plan.losses.map((loss) => loss.approvedBy))).toEqual(
      new Set([undefined, approvalDigest(approvals[1] as Approval)]),
    );
  });

  it("names members of a group who could not be read by the group or by their id", () => {
    const input = (of: string[]) => ({
      ledger: owning({}, { g: "MCOEV", h: "MCOEV" }),
      observed: observed({
        users: [user("adele", ["MCOEV/h"])],
        groups: [group("g", ["MCOEV"], ["u1"]), group("h", ["MCOEV"], ["adele"])],
      }),
      policy: policy({ approvals: [approval({ of })] }),
    });
    expect(planOf(input(["Group g"])).guard).toMatchObject({ losing: 2, approved: 1 });
    expect(planOf(input(["Group g"])).losses.find((loss) => loss.approvedBy !== undefined)?.name).toBe("u1");
    expect(planOf(input(["u1"])).guard).toMatchObject({ losing: 2, approved: 1 });
  });

  it("names groups, by name or id", () => {
    const members = names(5);
    const input = (of: string[]) => ({
      ledger: owning({}, { g: "MCOEV" }),
      observed: observed({
        users: members.map((name) => user(name, ["MCOEV/g"])),
        groups: [group("g", ["MCOEV"], members)],
      }),
      policy: policy({ approvals: [approval({ of })] }),
    });
    for (const name of ["Group g", "g"]) expect(planOf(input([name])).guard).toMatchObject({ losing: 5, approved: 5 });
    expect(planOf(input(["Group h"])).guard).toMatchObject({ losing: 5, approved: 0 });
  });

  it("is a finding when spent or expired, never an error", () => {
    expect(codes(company(20, 0, { approvals: [approval({ until: today })] }))).toEqual([]);
    const expired = approval({ until: "2026-11-01", place: { file: "stacks/contoso.yaml", line: 30, column: 5 } });
    expect(
      findings(company(20, 0, { approvals: [approval(), expired, approval({ losses: 9 })] }, spent(approval(), 6))),
    ).toMatchInlineSnapshot(`
      "
      info approval-expired stacks/contoso.yaml:30:5 [] The approval of 6 losses until 2026-11-01 (Lyon closes)
        has expired. >> Delete it from \`approve\`.
      info approval-spent [] The approval of 6 losses until 2026-11-30 (Lyon closes) is spent. >> Delete it from
        \`approve\`.
      "
    `);
  });
});

describe("a stack that would lose everybody", () => {
  const generous = { limits: { kind: "limited", people: 100, atMost: 1000, perDays: 7 } } as const;

  it("is refused whatever limits and approvals say", () => {
    const approvals = [{ losses: 100, of: [], until: "2026-12-31", reason: "all" }];
    expect(findings(company(4, 4, { ...generous, approvals }))).toMatchInlineSnapshot(`
      "
      error everybody-loses [] All 4 people of this stack would lose what they have from it. No approval lifts
        this. >> If the stack is given up, run \`pulumi destroy\`, or let the people keep their licences:
        \`release: [...]\`. Otherwise look for an empty list or a lost assignment.
      warning approval-too-wide [] The approval of 100 losses until 2026-12-31 (all) is needed for 4 people; it
        would let 96 more lose something. >> Write \`losses: 4\`.
      "
    `);
    expect(verdict(company(4, 4, { ...generous, approvals }))).toBe("refused");
  });

  it("is not refused for three people", () => {
    expect(verdict(company(3, 3, generous))).toBe("allowed");
  });

  it("nor where one person stays", () => {
    expect(verdict(company(5, 4, generous))).toBe("allowed");
  });

  it("nor where all lose one thing and keep another", () => {
    const people = names(4);
    const input = {
      desired: desired(Object.fromEntries(people.map((name) => [name, "ENTERPRISEPACK"]))),
      ledger: owning(Object.fromEntries(people.map((name) => [name, "ENTERPRISEPACK, MCOEV"]))),
      observed: observed({ users: people.map((name) => user(name, ["E3", "MCOEV"])) }),
      policy: policy(generous),
    };
    expect(planOf(input).guard).toMatchObject({ losing: 4, verdict: "allowed" });
  });

  it("is lifted by release", () => {
    expect(verdict(company(5, 5, { ...generous, release: ["u000@contoso.com", "u001@contoso.com"] }))).toBe("allowed");
    expect(verdict(company(6, 6, { ...generous, release: ["u000@contoso.com"] }))).toBe("refused");
  });

  it("nor where everybody loses something and one person keeps another licence of the stack", () => {
    const input = {
      desired: desired({ u000: "ENTERPRISEPACK" }),
      ledger: owning(Object.fromEntries(names(4).map((name) => [name, "ENTERPRISEPACK, MCOEV"]))),
      observed: observed({ users: names(4).map((name) => user(name, ["E3", "MCOEV"])) }),
      policy: policy(generous),
    };
    expect(planOf(input).guard).toMatchObject({ losing: 4, verdict: "allowed" });
  });

  it("also where somebody new comes", () => {
    const leaving = company(4, 4, generous);
    const newcomer = {
      desired: desired({ zoe: "MCOEV" }),
      observed: observed({ users: [...leaving.observed.users, user("zoe")] }),
    };
    expect(codes({ ...leaving, ...newcomer })).toContain("everybody-loses");
  });

  it.each([
    ["a group of the stack still gives them something", "ENTERPRISEPACK", "allowed"],
    ["a group that the stack gives up still has something", undefined, "refused"],
  ])("all lose their own licence, and %s", (_, line, expected) => {
    const people = names(4);
    const input = {
      desired: desired({}, line === undefined ? {} : { "Group g": line }),
      ledger: owning(Object.fromEntries(people.map((name) => [name, "MCOEV"])), { g: line ?? "MCOPSTN1" }),
      observed: observed({
        users: people.map((name) => user(name, ["MCOEV", "E3/g"])),
        groups: [group("g", ["E3"], people)],
      }),
      policy: policy(generous),
    };
    expect(planOf(input).guard).toMatchObject({ losing: 4, verdict: expected });
  });

  it("counts the members of groups that lose all they have", () => {
    const members = names(4);
    const seen = observed({
      users: members.map((name) => user(name, ["MCOEV/g"])),
      groups: [group("g", ["MCOEV"], members)],
    });
    expect(codes({ ledger: owning({}, { g: "MCOEV" }), observed: seen, policy: policy(generous) })).toEqual([
      "everybody-loses",
    ]);
  });
});

describe("people who have vanished at once", () => {
  const tenantWithout = (count: number, missing: number) => {
    const people = names(count);
    return {
      desired: desired(Object.fromEntries(people.map((name) => [name, "MCOEV"]))),
      ledger: owning(Object.fromEntries(people.map((name) => [name, "MCOEV"]))),
      observed: observed({
        users: people.slice(missing).map((name) => user(name, ["MCOEV"])),
        absent: people.slice(0, missing).map((name) => ({ kind: "deleted", lookup: name, id: name })),
      }),
    };
  };

  it.each([
    [10, 3, false],
    [10, 4, true],
    [400, 4, false],
    [399, 4, true],
    [500, 6, true],
  ])("of %i people %i: refused %s", (count, missing, refused) => {
    expect(codes(tenantWithout(count, missing)).includes("people-vanished")).toBe(refused);
  });

  it("are a share of those who were there before", () => {
    const input = tenantWithout(400, 5);
    const users = input.ledger.users.map((entry) =>
      entry.id === "u000" ? { ...entry, gone: "missing" as const } : entry,
    );
    expect(codes({ ...input, ledger: { ...input.ledger, users } })).toContain("people-vanished");
  });

  it("count once", () => {
    const input = tenantWithout(10, 5);
    const users = input.ledger.users.map((entry) =>
      entry.id < "u002" ? { ...entry, gone: "missing" as const } : entry,
    );
    expect(codes({ ...input, ledger: { ...input.ledger, users } })).not.toContain("people-vanished");
  });

  it("are told by number, limit and name", () => {
    expect(findings(tenantWithout(10, 4))).toMatchInlineSnapshot(`
      "
      error people-vanished [] 4 of 10 people of this stack are missing from the tenant at once (40.0 %); the
        limit is 1 %, or 3: u000@contoso.com, u001@contoso.com, u002@contoso.com, u003@contoso.com. >> Check that
        the credentials see the whole tenant. If the accounts were deleted on purpose, forget them: \`release:
        [...]\`.
      warning user-gone stacks/contoso.yaml:5:7 [u000@contoso.com, u001@contoso.com, u002@contoso.com,
        u003@contoso.com] 4 people: each was deleted: u000@contoso.com, u001@contoso.com, u002@contoso.com,
        u003@contoso.com. >> Take the line out of the stack, or restore the account within 30 days.
      "
    `);
  });
});

describe("every kind of removal counts", () => {
  it.each([
    [
      "expiry",
      {
        desired: desired(
          {},
          {},
          {
            dormant: [{ assignment: "temps", until: "2026-11-01", principals: ["adele@contoso.com"], skus: ["MCOEV"] }],
          },
        ),
      },
      "MCOEV",
      "MCOEV",
    ],
    [
      "drift repair",
      { desired: desired({ adele: "ENTERPRISEPACK(-EXCHANGE_S_ENTERPRISE)" }) },
      "ENTERPRISEPACK(-EXCHANGE_S_ENTERPRISE)",
      "E3",
    ],
    [
      "authority",
      {
        desired: desired({ adele: "MCOEV" }),
        policy: policy({ authoritative: { skus: ["VISIOCLIENT"], scope: "declared" } }),
      },
      "MCOEV",
      "VISIO",
    ],
  ])("%s", (_, over, owned, holds) => {
    const input = {
      ledger: owning({ adele: owned }),
      observed: observed({
        users: [user("adele", [holds, ...(owned === "MCOEV" && holds !== "MCOEV" ? ["MCOEV"] : [])])],
      }),
    };
    expect(planOf({ ...input, ...over }).guard.losing).toBe(1);
  });
});

it("limits: none-removed is a mode in which nothing is ever taken", () => {
  const input = {
    desired: desired(
      { adele: "ENTERPRISEPREMIUM, VISIOCLIENT", bob: "ENTERPRISEPACK(-TEAMS1), MCOEV", carl: "ENTERPRISEPACK(all)" },
      { "Group g": "ENTERPRISEPREMIUM" },
    ),
    ledger: owning(
      { adele: "ENTERPRISEPACK", bob: "ENTERPRISEPACK", carl: "ENTERPRISEPACK(-TEAMS1), MCOEV", dora: "MCOEV" },
      { g: "ENTERPRISEPACK" },
    ),
    observed: observed({
      users: [
        user("adele", ["E3"]),
        user("bob", ["E3"]),
        user("carl", ["E3(-TEAMS)", "MCOEV"]),
        user("dora", ["MCOEV"]),
        user("eve", ["E3/g"]),
      ],
      groups: [group("g", ["E3"], ["eve"])],
    }),
    policy: policy({ limits: { kind: "noneRemoved" } }),
  };
  expect(shown(input)).toMatchInlineSnapshot(`
    "
    grant adele@contoso.com: +VISIO {declared by staff}
    grant bob@contoso.com: +MCOEV {declared by staff}
    adjust carl@contoso.com: +E3 was E3(-TEAMS) {declared by staff}
    phase people: adele bob carl
    seats VISIO: 0 of 1000 +1 -0 = 1
    seats MCOEV: 2 of 1000 +1 -0 = 3
    guard noneRemoved: 0 losing, 0 approved, 0 before, limit 0 of 5 in 0
    warning none-removed [Group g, adele@contoso.com, bob@contoso.com, carl@contoso.com, dora@contoso.com] 5
      principals would lose or exchange something, which \`limits: none-removed\` forbids; that part is not
      done: Group g, adele@contoso.com, bob@contoso.com, carl@contoso.com, dora@contoso.com. >> Give the stack
      limits, for example \`limits: { people: 10%, atMost: 25, per: 7d }\`.
    adele@contoso.com: ENTERPRISEPACK, VISIOCLIENT
    bob@contoso.com: ENTERPRISEPACK(all), MCOEV
    carl@contoso.com: ENTERPRISEPACK(all), MCOEV
    dora@contoso.com: MCOEV
    Group g: ENTERPRISEPACK
    ledger moves
    "
  `);
});

describe("limits: none-removed", () => {
  const none = policy({ limits: { kind: "noneRemoved" } });
  const kinds = (line: string, owned: string, holds: readonly string[]) => {
    const plan = planOf({
      desired: desired({ adele: line }),
      ledger: owning({ adele: owned }),
      observed: observed({ users: [user("adele", holds)] }),
      policy: none,
    });
    return [
      plan.transitions.map(({ grants, removals }) => [grants.map(({ skuId }) => skuId), removals.length]),
      plan.findings.some(({ code }) => code === "none-removed"),
    ];
  };

  it("gives what takes nothing, without a word", () => {
    expect(kinds("ENTERPRISEPACK(-TEAMS1)", "VISIOCLIENT", [])).toEqual([[[[skuIds.E3], 0]], false]);
  });

  it("switches plans on although another licence of the kind was to go", () => {
    expect(kinds("ENTERPRISEPACK(all)", "ENTERPRISEPACK, ENTERPRISEPREMIUM", ["E3(-TEAMS)", "E5"])).toEqual([
      [[[skuIds.E3], 0]],
      true,
    ]);
  });
});

describe("an approval of many more than the plan needs", () => {
  const approving = (losses: number): string[] =>
    codes(company(20, 3, { approvals: [{ losses, of: [], until: "2026-12-01", reason: "Lyon closes." }] }));

  it("is a finding", () => expect(approving(500)).toContain("approval-too-wide"));
  it("is none where a few more are meant", () => expect(approving(8)).not.toContain("approval-too-wide"));
});
