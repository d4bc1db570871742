import { describe, expect, it } from "vitest";
import { observedLines } from "../../src/plan/ledger/observed-lines";
import { findings, planOf, shown } from "./support/show";
import {
  declared,
  desired,
  group,
  noLimits,
  observed,
  owning,
  policy,
  sku,
  skuIds,
  tenantId,
  user,
} from "./support/tenant";

const open = policy({ limits: noLimits });

describe("the tenant", () => {
  it.each(["contoso.com", "CONTOSO.onmicrosoft.com", tenantId])("is meant by %s", (tenant) => {
    expect(planOf({ desired: desired({}, {}, { tenant }) }).findings).toEqual([]);
  });

  it("must be the one of the ledger and the one of the file", () => {
    expect(
      findings({
        desired: desired({}, {}, { tenant: "fabrikam.com" }),
        ledger: owning({}, {}, { tenantId: "22222222-0000-4000-8000-000000000000" }),
      }),
    ).toMatchInlineSnapshot(`
      "
      error tenant-mismatch [] The stack file is for fabrikam.com, but the credentials lead to Contoso
        (11111111-0000-4000-8000-000000000000; contoso.com, contoso.onmicrosoft.com). >> Mend \`tenant:\` in the
        stack file, or use credentials of that tenant.
      error tenant-mismatch [] This stack belongs to the tenant 22222222-0000-4000-8000-000000000000, but the
        credentials lead to Contoso (11111111-0000-4000-8000-000000000000). >> Use credentials of the stack's own
        tenant, or a new stack for the other one.
      "
    `);
  });
});

describe("licences", () => {
  const adele = observed({ users: [user("adele"), user("bob")] });

  it("that the tenant lacks, that mean two, that belong to the company, and unknown plans are told all at once", () => {
    const skus = [
      sku("E3"),
      sku("MCOEV", { appliesTo: "Company" }),
      sku("VISIO", { skuId: "00000000-0000-4000-8000-000000000001", partNumber: "TWICE" }),
      sku("VISIO", { skuId: "00000000-0000-4000-8000-000000000002", partNumber: "twice" }),
    ];
    const stack = desired({
      adele: "ENTERPRISEPAKC, TWICE, MCOEV, ENTERPRISEPACK(-YAMER_ENTERPRISE)",
      bob: "ENTERPRISEPAKC, 00000000-0000-4000-8000-000000000002, ENTERPRISEPACK(+QQQQQQQQ)",
    });
    expect(findings({ desired: stack, observed: { ...adele, skus } })).toMatchInlineSnapshot(`
      "
      error plan-unknown stacks/contoso.yaml:5:7 [bob@contoso.com] ENTERPRISEPACK has no service plan QQQQQQQQ. It
        is declared for 1 principal. >> Take QQQQQQQQ out of the licence ENTERPRISEPACK.
      error plan-unknown stacks/contoso.yaml:5:7 [adele@contoso.com] ENTERPRISEPACK has no service plan
        YAMER_ENTERPRISE. The nearest it has: YAMMER_ENTERPRISE. It is declared for 1 principal. >> Write
        YAMMER_ENTERPRISE instead of YAMER_ENTERPRISE.
      error sku-ambiguous stacks/contoso.yaml:5:7 [adele@contoso.com] TWICE may mean 2 subscriptions of this
        tenant: 00000000-0000-4000-8000-000000000001 (TWICE, TWICE); 00000000-0000-4000-8000-000000000002 (twice,
        twice). It is declared for 1 principal. >> Write the id: 00000000-0000-4000-8000-000000000001 or
        00000000-0000-4000-8000-000000000002.
      error sku-not-assignable stacks/contoso.yaml:5:7 [adele@contoso.com] MCOEV belongs to the company as a whole
        and cannot be assigned to people or groups. It is declared for 1 principal. >> Take MCOEV out of the
        stack.
      error sku-unknown stacks/contoso.yaml:5:7 [adele@contoso.com, bob@contoso.com] The tenant Contoso has no
        subscription ENTERPRISEPAKC. The nearest it has: ENTERPRISEPACK. It is declared for 2 principals. >> Write
        a part number or id of a subscription of this tenant (Graph: \`GET /subscribedSkus\`), or buy the product
        first.
      "
    `);
  });

  it("are written in lines by part number, or by id where that is ambiguous", () => {
    const skus = [
      sku("E3"),
      sku("VISIO", { partNumber: "TWICE" }),
      sku("MCOEV", { partNumber: "Twice" }),
      sku("MCOPSTN1", { partNumber: "odd (name)" }),
    ];
    const stack = desired({
      adele: `${skuIds.E3}(-7547a3fe-08ee-4ccb-b430-5077c5041653), ${skuIds.VISIO}, ${skuIds.MCOPSTN1}`,
    });
    expect(planOf({ desired: stack, observed: { ...adele, skus } }).lines.users["adele@contoso.com"]).toBe(
      `${skuIds.MCOPSTN1}, ENTERPRISEPACK(-YAMMER_ENTERPRISE), ${skuIds.VISIO}`,
    );
  });

  it("declared twice for one person by two names are an error", () => {
    expect(findings({ desired: desired({ adele: `ENTERPRISEPACK, ${skuIds.E3}` }), observed: adele }))
      .toMatchInlineSnapshot(`
        "
        error sku-twice stacks/contoso.yaml:5:7 [adele@contoso.com] 6fd2c87f-b296-42f0-b197-1e91e994b900 and
          ENTERPRISEPACK are the same subscription, and both are declared for adele@contoso.com. >> Declare
          6fd2c87f-b296-42f0-b197-1e91e994b900 only.
        "
      `);
  });

  it("whose name means another subscription than when the ledger was written are an error, not an exchange", () => {
    const ledger = owning({ adele: "ENTERPRISEPACK" });
    const skus = [sku("E3", { skuId: "00000000-0000-4000-8000-000000000001" }), sku("E3", { partNumber: "OLDPACK" })];
    expect(
      findings({
        desired: desired({ adele: "ENTERPRISEPACK" }),
        ledger,
        observed: observed({ skus, users: [user("adele", ["E3"])] }),
      }),
    ).toMatchInlineSnapshot(`
      "
      error sku-name-moved [adele@contoso.com] ENTERPRISEPACK meant the subscription
        6fd2c87f-b296-42f0-b197-1e91e994b900 when this stack last ran, and means
        00000000-0000-4000-8000-000000000001 now. >> Write the id of the subscription that is meant,
        6fd2c87f-b296-42f0-b197-1e91e994b900 or 00000000-0000-4000-8000-000000000001.
      "
    `);
  });

  it("of a company plan are refused, and an allow-list leaves those plans alone", () => {
    const plans = sku("E3").servicePlans.map((plan) =>
      plan.name === "YAMMER_ENTERPRISE" ? { ...plan, appliesTo: "Company" as const } : plan,
    );
    const seen = { ...adele, skus: [sku("E3", { servicePlans: plans })] };
    expect(findings({ desired: desired({ adele: "ENTERPRISEPACK(-YAMMER_ENTERPRISE)" }), observed: seen }))
      .toMatchInlineSnapshot(`
        "
        error plan-of-company stacks/contoso.yaml:5:7 [adele@contoso.com] The service plan YAMMER_ENTERPRISE of
          ENTERPRISEPACK applies to the company as a whole and cannot be switched for one person. It is declared for
          1 principal. >> Take YAMMER_ENTERPRISE out of the licence ENTERPRISEPACK.
        "
      `);
    expect(shown({ desired: desired({ adele: "ENTERPRISEPACK(+TEAMS1)" }), observed: seen })).toContain(
      "+E3(-SHAREPOINT,-EXCHANGE) {declared by staff}",
    );
  });
});

describe("groups", () => {
  const groups = [
    group("g1", [], [], { displayName: "Sales", mailNickname: "sales" }),
    group("g2", [], [], { displayName: "sales" }),
    group("g3", [], [], { displayName: "Marketing", mailNickname: "mkt" }),
  ];
  const bound = (name: string) => planOf({ desired: desired({}, { [name]: "MCOEV" }), observed: observed({ groups }) });

  it.each([["Marketing"], ["MARKETING"], ["mkt"], ["g3"]])(
    "are known by display name, mail nickname or id: %s",
    (name) => {
      expect(bound(name).transitions.map((one) => [one.id, one.name, one.currentName])).toEqual([
        ["g3", name, "Marketing"],
      ]);
    },
  );

  it("with an ambiguous or unknown name are an error that lists the candidates", () => {
    expect(findings({ desired: desired({}, { Sales: "MCOEV", Nobody: "MCOEV" }), observed: observed({ groups }) }))
      .toMatchInlineSnapshot(`
        "
        error group-ambiguous stacks/contoso.yaml:5:7 [Sales] Sales is the name of 2 groups: g1 (Sales, sales); g2
          (sales). >> Write the object id of the group that is meant.
        error group-unknown stacks/contoso.yaml:5:7 [Nobody] The tenant has no group Nobody. >> Write the display
          name, mail nickname or object id of a group of this tenant.
        "
      `);
  });

  it("by two names are an error", () => {
    expect(findings({ desired: desired({}, { mkt: "MCOEV", Marketing: "MCOEV" }), observed: observed({ groups }) }))
      .toMatchInlineSnapshot(`
        "
        error group-twice stacks/contoso.yaml:5:7 [Marketing] mkt and Marketing are the same group (g3 (Marketing,
          mkt)). >> Write mkt everywhere.
        warning group-add-on-apart stacks/contoso.yaml:5:7 [mkt] The group mkt gives MCOEV, which needs Teams, and
          no licence of this group has it. What its members hold in other ways does not count. >> Declare a licence
          with Teams for mkt too, or MCOEV for the people instead of the group.
        "
      `);
  });

  it("stay the same when renamed, or when another gets the name", () => {
    const ledger = owning({}, { g1: "MCOEV" });
    const named = { ...ledger, groups: ledger.groups.map((entry) => ({ ...entry, name: "Vertrieb" })) };
    const input = { desired: desired({}, { Vertrieb: "MCOEV" }), ledger: named };
    expect(
      findings({ ...input, observed: observed({ groups: [group("g1", ["MCOEV"], [], { displayName: "Sales" })] }) }),
    ).toMatchInlineSnapshot(`
      "
      warning group-add-on-apart stacks/contoso.yaml:5:7 [Vertrieb] The group Vertrieb gives MCOEV, which needs
        Teams, and no licence of this group has it. What its members hold in other ways does not count. >> Declare
        a licence with Teams for Vertrieb too, or MCOEV for the people instead of the group.
      warning group-renamed stacks/contoso.yaml:5:7 [Vertrieb] The group Vertrieb is now called Sales; it is the
        same group. >> Write Sales instead of Vertrieb.
      "
    `);
    const other = group("g9", [], [], { displayName: "Vertrieb" });
    expect(
      findings({
        ...input,
        observed: observed({ groups: [group("g1", ["MCOEV"], [], { displayName: "Sales" }), other] }),
      }),
    ).toMatchInlineSnapshot(`
      "
      error group-name-taken stacks/contoso.yaml:5:7 [Vertrieb] Vertrieb is the name of another group now, g9
        (Vertrieb). This stack knows it as the name of g1 (Sales). >> Write the object id of the group that is
        meant, g1 or g9.
      warning group-add-on-apart stacks/contoso.yaml:5:7 [Vertrieb] The group Vertrieb gives MCOEV, which needs
        Teams, and no licence of this group has it. What its members hold in other ways does not count. >> Declare
        a licence with Teams for Vertrieb too, or MCOEV for the people instead of the group.
      "
    `);
  });

  it("that cannot carry licences are an error", () => {
    expect(
      findings({
        desired: desired({}, { mail: "MCOEV" }),
        observed: observed({ groups: [group("m", [], [], { displayName: "mail", securityEnabled: false })] }),
      }),
    ).toMatchInlineSnapshot(`
      "
      error group-not-licensable stacks/contoso.yaml:5:7 [mail] The group mail cannot carry licences: only
        security groups, and Microsoft 365 groups with securityEnabled, can. >> Make it security enabled, or name
        another group.
      warning group-add-on-apart stacks/contoso.yaml:5:7 [mail] The group mail gives MCOEV, which needs Teams, and
        no licence of this group has it. What its members hold in other ways does not count. >> Declare a licence
        with Teams for mail too, or MCOEV for the people instead of the group.
      "
    `);
  });

  it("that are gone or unreadable are told of", () => {
    const input = (kind: "deleted" | "purged" | "notFound" | "unreadable") => ({
      desired: desired({}, { "Group g": "MCOEV" }),
      ledger: owning({}, { g: "MCOEV" }),
      observed: observed({
        absent: [kind === "unreadable" ? { kind, lookup: "g", reason: "403" } : { kind, lookup: "g", id: "g" }],
      }),
    });
    expect(shown(input("deleted"))).toMatchInlineSnapshot(`
      "
      guard allowed: 0 losing, 0 approved, 0 before, limit 1 of 0 in 7
      warning group-gone [Group g] The group Group g (id g) is no longer in the tenant. >> Take the group out of
        the stack, or restore it within 30 days.
      ledger moves
      "
    `);
    expect(shown(input("purged"))).toMatchInlineSnapshot(`
      "
      guard allowed: 0 losing, 0 approved, 0 before, limit 1 of 0 in 7
      error group-unknown stacks/contoso.yaml:5:7 [Group g] The tenant has no group Group g. >> Write the display
        name, mail nickname or object id of a group of this tenant.
      warning group-gone [Group g] The group Group g (id g) is no longer in the tenant. >> Take the group out of
        the stack, or restore it within 30 days.
      ledger moves
      "
    `);
    expect(shown(input("notFound"))).toMatchInlineSnapshot(`
      "
      guard allowed: 0 losing, 0 approved, 0 before, limit 1 of 0 in 7
      warning group-gone [Group g] The group Group g (id g) is no longer in the tenant. >> Take the group out of
        the stack, or restore it within 30 days.
      ledger moves
      "
    `);
    expect(shown(input("unreadable"))).toMatchInlineSnapshot(`
      "
      guard allowed: 0 losing, 0 approved, 0 before, limit 1 of 0 in 7
      warning group-unreachable [Group g] 1 group could not be read (403) and is left alone: Group g. >> Grant
        GroupMember.Read.All where it is missing: \`npx m365-licenses doctor\` says so. Where the application has
        it, a restricted administrative unit may keep it out.
      Group g: MCOEV
      "
    `);
    expect(observedLines({ ...input("unreadable"), policy: open }).groups).toEqual({ "Group g": "MCOEV" });
    expect(observedLines({ ...input("deleted"), policy: open }).groups).toEqual({});
  });
});

describe("protected people", () => {
  const breakglass = policy({ limits: noLimits, protected: ["BreakGlass@contoso.com"] });

  it("are not touched, whether declared, owned or under authority", () => {
    const input = {
      desired: desired({ breakglass: "ENTERPRISEPREMIUM @GB" }),
      ledger: owning({ breakglass: "ENTERPRISEPACK" }),
      observed: observed({ users: [user("breakglass", ["E3", "VISIO"])] }),
      policy: { ...breakglass, authoritative: { skus: ["VISIOCLIENT"], scope: "tenant" } } as const,
    };
    expect(shown(input)).toMatchInlineSnapshot(`
      "
      guard allowed: 0 losing, 0 approved, 0 before, limit 1 of 1 in 7
      warning protected-declared [breakglass@contoso.com] 1 person is declared and protected; protection wins,
        nothing is done: breakglass@contoso.com. >> Take the name out of \`protected\`, or out of the assignments.
      unchanged 1
      breakglass@contoso.com: ENTERPRISEPACK, VISIOCLIENT
      ledger moves
      "
    `);
  });

  it("refuse a group that would give them something or take something from them", () => {
    const seen = (licenses: string[], states: string[]) =>
      observed({
        users: [user("breakglass", states), user("adele", states)],
        groups: [group("g", licenses, ["breakglass", "adele"])],
      });
    const codes = (input: Parameters<typeof planOf>[0]) =>
      planOf({ ...input, policy: breakglass })
        .findings.filter(({ severity }) => severity === "error")
        .map((finding) => finding.code);
    expect(findings({ ledger: owning({}, { g: "MCOEV" }), observed: seen(["MCOEV"], ["MCOEV/g"]), policy: breakglass }))
      .toMatchInlineSnapshot(`
        "
        error protected-through-group [breakglass@contoso.com] The change of the group Group g would reach 1 person
          who is protected: breakglass@contoso.com. >> Take these people out of the group, or off the list
          \`protected\`.
        "
      `);
    expect(codes({ desired: desired({}, { "Group g": "MCOEV" }), observed: seen([], []) })).toEqual([
      "protected-through-group",
    ]);
    expect(
      codes({
        desired: desired({}, { "Group g": "ENTERPRISEPACK(-TEAMS1)" }),
        ledger: owning({}, { g: "ENTERPRISEPACK" }),
        observed: seen(["E3"], ["E3/g"]),
      }),
    ).toEqual(["protected-through-group"]);
    const elsewhere = observed({ users: [user("breakglass"), user("adele")], groups: [group("g", [], ["adele"])] });
    expect(codes({ desired: desired({}, { "Group g": "MCOEV" }), observed: elsewhere })).toEqual([]);
  });

  it("stay protected when renamed, and a name that is nobody's is an error", () => {
    const ledger = owning(
      { breakglass: "MCOEV" },
      {},
      { protectedIds: ["breakglass"], protectedNames: { "breakglass@contoso.com": "breakglass" } },
    );
    const renamed = observed({ users: [user("breakglass", ["MCOEV"], { userPrincipalName: "bg@contoso.com" })] });
    expect(planOf({ ledger, observed: renamed, policy: breakglass }).transitions).toEqual([]);
    expect(planOf({ ledger, observed: renamed, policy: breakglass }).ledgerChanges).toBe(false);
    expect(findings({ policy: breakglass })).toMatchInlineSnapshot(`
      "
      error protected-unknown [BreakGlass@contoso.com] BreakGlass@contoso.com is protected, but the tenant has no
        such user: nobody would be protected by this line. >> Write the present user principal name of the person,
        or take the line out.
      "
    `);
    const unreadable = observed({ absent: [{ kind: "unreadable", lookup: "breakglass@contoso.com", reason: "403" }] });
    expect(findings({ policy: breakglass, observed: unreadable })).toMatchInlineSnapshot(`
      "
      error protected-unreachable [BreakGlass@contoso.com] BreakGlass@contoso.com is protected, but could not be
        read (403): who is meant is not known, so nobody would be protected by this line. >> Let this application
        read the account (a restricted administrative unit may keep it out), or take the line out.
      "
    `);
  });

  it("are no longer protected once their name is off the list", () => {
    const ledger = owning(
      { breakglass: "MCOEV" },
      {},
      { protectedIds: ["breakglass"], protectedNames: { "breakglass@contoso.com": "breakglass" } },
    );
    const seen = observed({ users: [user("breakglass", ["MCOEV"])] });
    expect(planOf({ ledger, observed: seen, policy: open }).transitions).toHaveLength(1);
    expect(
      planOf({ ledger: { ...ledger, protectedNames: {} }, observed: seen, policy: open }).transitions,
    ).toHaveLength(0);
  });
});

it("people whom the ledger protects are not touched by a destroy, whatever its policy says", () => {
  const ledger = {
    ...owning({ adele: "MCOEV", bob: "MCOEV" }),
    protectedIds: ["adele"],
    protectedNames: { "adele@contoso.com": "adele" },
  };
  const plan = planOf({
    ledger,
    observed: observed({ users: [user("adele", ["MCOEV"]), user("bob", ["MCOEV"])] }),
    destroy: true,
  });
  expect(plan.transitions.map(({ id }) => id)).toEqual(["bob"]);
});

describe("released people and groups", () => {
  it("are forgotten without taking anything, by any of their names", () => {
    const input = {
      ledger: owning({ adele: "MCOEV", bob: "MCOEV" }, { g: "MCOEV" }),
      observed: observed({
        users: [user("adele", ["MCOEV"], { userPrincipalName: "adele.v@contoso.com" }), user("bob", ["MCOEV"])],
        groups: [group("g", ["MCOEV"], [])],
      }),
    };
    for (const release of [
      ["adele@contoso.com", "BOB@contoso.com", "Group g"],
      ["adele.v@contoso.com", "bob", "g"],
    ]) {
      expect(shown({ ...input, policy: policy({ limits: noLimits, release }) })).toBe(
        "\nguard allowed: 0 losing, 0 approved, 0 before, limit 1 of 0 in 7\nledger moves\n",
      );
    }
  });

  it("are only those who are named", () => {
    const input = {
      desired: desired({ adele: "MCOEV", bob: "MCOEV" }),
      ledger: owning({ adele: "MCOEV", bob: "MCOEV" }),
      observed: observed({ users: [user("adele", ["MCOEV"]), user("bob", ["MCOEV"])] }),
    };
    const released = (name: string) => planOf({ ...input, policy: policy({ release: [name] }) });
    expect(
      released("adele@contoso.com")
        .findings.filter(({ code }) => code === "released-and-declared")
        .map(({ principals }) => principals),
    ).toEqual([["adele@contoso.com"]]);
    expect(released("zoe@contoso.com")).toMatchObject({ ledgerChanges: false });
    expect(released("zoe@contoso.com").findings.map(({ code }) => code)).not.toContain("released-and-declared");
  });

  it("that are declared as well are refused where there is nothing that Graph never takes back", () => {
    const input = {
      desired: desired({ adele: "MCOEV" }),
      ledger: owning({ adele: "ENTERPRISEPACK" }),
      observed: observed({ users: [user("adele", ["E3"])] }),
    };
    expect(shown({ ...input, policy: policy({ release: ["adele@contoso.com"] }) })).toMatchInlineSnapshot(`
      "
      swap adele@contoso.com: +MCOEV {declared by staff} -E3 {undeclared}
      phase people: adele
      adele@contoso.com loses E3 by removed: mailbox files teams
      seats E3: 1 of 1000 +0 -1 = 0
      seats MCOEV: 0 of 1000 +1 -0 = 1
      guard allowed: 1 losing, 0 approved, 0 before, limit 1 of 1 in 7
      error released-and-declared stacks/contoso.yaml:5:7 [adele@contoso.com] adele@contoso.com is to be
        forgotten, and is declared too. Of whoever is declared only what the tenant cannot take back any more can
        be forgotten, and there is nothing of that. >> Take the declaration out, or the name out of \`release\`.
      warning plan-without-its-base stacks/contoso.yaml:5:7 [adele@contoso.com] MCOEV needs Teams beside it, and 1
        person has none: adele@contoso.com. >> Give ENTERPRISEPACK as well, or switch MCOEV off.
      adele@contoso.com: MCOEV
      ledger moves
      "
    `);
  });
});

describe("authority", () => {
  const visio = (scope: "declared" | "tenant") =>
    policy({ limits: noLimits, authoritative: { skus: ["VISIOCLIENT"], scope } });
  const users = [
    user("adele", ["VISIO", "MCOEV"]),
    user("bob", ["VISIO"]),
    user("stranger", ["VISIO", "MCOEV"]),
    user("member", ["VISIO/x"]),
    user("other", ["MCOEV"]),
  ];
  const input = {
    desired: desired({ adele: "MCOEV", bob: "VISIOCLIENT" }),
    observed: observed({ users, wholeTenant: true }),
  };

  it("over the declared: they hold exactly what is declared of these SKUs", () => {
    expect(shown({ ...input, policy: visio("declared") })).toMatchInlineSnapshot(`
      "
      withdraw adele@contoso.com: -VISIO {authority over declared}
      phase people: adele
      adele@contoso.com loses VISIO by removed: files
      seats VISIO: 4 of 1000 +0 -1 = 3
      guard allowed: 1 losing, 0 approved, 0 before, limit 1 of 0 in 7
      unchanged 1, adopted bob@contoso.com
      adele@contoso.com: MCOEV
      bob@contoso.com: VISIOCLIENT
      ledger moves
      "
    `);
  });

  it("over the tenant: nobody else holds them directly", () => {
    expect(shown({ ...input, policy: visio("tenant") })).toMatchInlineSnapshot(`
      "
      withdraw adele@contoso.com: -VISIO {authority over tenant}
      withdraw stranger@contoso.com: -VISIO {authority over tenant}
      phase people: adele stranger
      adele@contoso.com loses VISIO by removed: files
      stranger@contoso.com loses VISIO by removed: files
      seats VISIO: 4 of 1000 +0 -2 = 2
      guard refused: 2 losing, 0 approved, 0 before, limit 1 of 0 in 7
      error too-many-losses [] 2 of 0 people would lose something; the limit is 1 person in 7 days (100 % of 0, at
        most 1000000): adele@contoso.com (VISIOCLIENT: files), stranger@contoso.com (VISIOCLIENT: files). >> Split
        the change, or add to the stack file: approve: [{ losses: 2, of: [VISIOCLIENT], until: 2026-11-30, reason:
        ... }]
      unchanged 1, adopted bob@contoso.com
      adele@contoso.com: MCOEV
      bob@contoso.com: VISIOCLIENT
      ledger moves
      "
    `);
    expect(observedLines({ ledger: owning(), observed: input.observed, policy: visio("tenant") }).users).toEqual({
      "adele@contoso.com": "VISIOCLIENT",
      "bob@contoso.com": "VISIOCLIENT",
      "stranger@contoso.com": "VISIOCLIENT",
    });
  });

  it("does not reach what cannot be assigned to people, nor other SKUs", () => {
    const skus = [sku("VISIO", { appliesTo: "Company" }), sku("MCOEV")];
    expect(
      planOf({
        ...input,
        desired: desired({ adele: "MCOEV" }),
        observed: { ...input.observed, skus },
        policy: visio("tenant"),
      }).transitions,
    ).toEqual([]);
    expect(
      planOf({ ...input, policy: policy({ authoritative: { skus: ["NOTHERE"], scope: "tenant" } }) }).transitions.map(
        (one) => one.name,
      ),
    ).toEqual([]);
  });
});

describe("usage location", () => {
  const joiner = (over: Parameters<typeof user>[2], line = "VISIOCLIENT", more = {}) => ({
    desired: desired({ adele: line }),
    observed: observed({ users: [user("adele", [], { usageLocation: undefined as never, ...over })] }),
    policy: policy(more),
  });

  it.each([
    [
      "the person's country first",
      joiner({ country: "de" }, "VISIOCLIENT", { usageLocation: { default: "US", fromCountry: true } }),
      "@none>DE",
    ],
    [
      "then the default",
      joiner({}, "VISIOCLIENT", { usageLocation: { default: "US", fromCountry: true } }),
      "@none>US",
    ],
    [
      "the default alone",
      joiner({ country: "DE" }, "VISIOCLIENT", { usageLocation: { default: "US", fromCountry: false } }),
      "@none>US",
    ],
    [
      "what an assignment enforces before all",
      joiner({ country: "DE" }, "VISIOCLIENT @GB", { usageLocation: { default: "US", fromCountry: true } }),
      "@none>GB",
    ],
  ])("fills a gap with %s", (_, input, text) => {
    expect(shown(input)).toContain(`grant adele@contoso.com: ${text} +VISIO`);
    expect(planOf(input).findings).toEqual([]);
  });

  it("is not filled where there is one, nor where nothing is assigned", () => {
    const fill = { usageLocation: { default: "US", fromCountry: false } };
    expect(shown(joiner({ usageLocation: "FR" }, "VISIOCLIENT", fill))).toContain("grant adele@contoso.com: +VISIO");
    const held = {
      ...joiner({}, "VISIOCLIENT", fill),
      observed: observed({ users: [user("adele", ["VISIO"], { usageLocation: undefined as never })] }),
    };
    expect(planOf(held).transitions).toEqual([]);
  });

  it("that is missing and cannot be filled is an error, whose severity the stack may change", () => {
    expect(findings(joiner({ country: " " }, "VISIOCLIENT", { usageLocation: { fromCountry: true } })))
      .toMatchInlineSnapshot(`
        "
        error usage-location-missing [adele@contoso.com] 1 person would get a licence and has no usage location;
          Graph refuses that: adele@contoso.com. >> Set it in the directory, or give the stack one for such cases:
          \`usageLocation: { default: US }\`.
        "
      `);
    expect(planOf(joiner({}, "VISIOCLIENT", { rules: { "usage-location-missing": "off" } })).findings).toEqual([]);
    expect(planOf(joiner({}, "VISIOCLIENT", { rules: { "usage-location-missing": "info" } })).findings).toMatchObject([
      { severity: "info" },
    ]);
  });

  it("that is enforced is set, except for people synchronised from on-premises", () => {
    const enforced = (synced: boolean) => ({
      desired: desired({ adele: "MCOEV @GB" }),
      ledger: owning({ adele: "MCOEV @GB" }),
      observed: observed({ users: [user("adele", ["MCOEV"], { onPremisesSyncEnabled: synced })] }),
    });
    expect(shown(enforced(false))).toMatchInlineSnapshot(`
      "
      locate adele@contoso.com: @US>GB
      phase people: adele
      guard allowed: 0 losing, 0 approved, 0 before, limit 1 of 1 in 7
      adele@contoso.com: MCOEV @GB
      "
    `);
    expect(shown(enforced(true))).toMatchInlineSnapshot(`
      "
      guard allowed: 0 losing, 0 approved, 0 before, limit 1 of 1 in 7
      warning usage-location-synced [adele@contoso.com] 1 person should have the usage location GB, but is
        synchronised from on-premises: adele@contoso.com. >> Set the country in the on-premises directory
        (msExchUsageLocation).
      unchanged 1
      adele@contoso.com: MCOEV @US
      "
    `);
  });
});

describe("lines", () => {
  it("show of the observed what the ledger owns, with the plans as they are where they are managed", () => {
    const ledger = owning(
      {
        adele: "ENTERPRISEPACK(-TEAMS1), MCOEV",
        bob: "ENTERPRISEPACK(+TEAMS1)",
        carl: "ENTERPRISEPACK",
        dora: "ENTERPRISEPACK(all)",
        eve: "MCOEV",
        fay: "MCOEV @GB",
      },
      { g: "ENTERPRISEPACK(all), MCOEV", h: "MCOEV" },
    );
    const users = [
      user("adele", ["E3(-YAMMER)", "VISIO"]),
      user("bob", ["E3(-SHAREPOINT,-YAMMER,-EXCHANGE)"]),
      user("carl", ["E3(-YAMMER)"]),
      user("dora", ["E3(-TEAMS,-YAMMER)/x", "E3(-YAMMER,-EXCHANGE)/y"]),
      user("eve", ["MCOEV/x!CountViolation"]),
      user("fay", ["MCOEV"]),
    ];
    const groups = [group("g", ["E3(-TEAMS)", "VISIO"]), group("h", ["VISIO"])];
    expect(observedLines({ ledger, observed: observed({ users, groups }), policy: open })).toStrictEqual({
      users: {
        "adele@contoso.com": "ENTERPRISEPACK(-YAMMER_ENTERPRISE)",
        "bob@contoso.com": "ENTERPRISEPACK(+TEAMS1)",
        "carl@contoso.com": "ENTERPRISEPACK",
        "dora@contoso.com": "ENTERPRISEPACK(-YAMMER_ENTERPRISE)",
        "fay@contoso.com": "MCOEV @US",
      },
      groups: { "Group g": "ENTERPRISEPACK(-TEAMS1)" },
    });
  });

  it("of a subscription that the tenant no longer lists have the name of the ledger", () => {
    const seen = observed({ skus: [sku("E3")], users: [user("adele", ["MCOEV"])] });
    expect(observedLines({ ledger: owning({ adele: "MCOEV" }), observed: seen, policy: open }).users).toEqual({
      "adele@contoso.com": "MCOEV",
    });
    expect(planOf({ ledger: owning({ adele: "MCOEV" }), observed: seen, policy: open }).lines.users).toEqual({
      "adele@contoso.com": "MCOEV",
    });
  });

  it("are the same before and after, byte for byte, where nothing changes", () => {
    const stack = { adele: "ENTERPRISEPACK(-TEAMS1), MCOEV @GB", bob: "ENTERPRISEPACK(+TEAMS1)" };
    const input = {
      desired: desired(stack, { "Group g": "ENTERPRISEPACK" }),
      ledger: owning(stack, { g: "ENTERPRISEPACK" }),
      observed: observed({
        users: [
          user("adele", ["E3(-TEAMS)", "MCOEV"], { usageLocation: "GB" }),
          user("bob", ["E3(-SHAREPOINT,-YAMMER,-EXCHANGE)"]),
        ],
        groups: [group("g", ["E3(-TEAMS)"])],
      }),
      policy: open,
    };
    const plan = planOf(input);
    expect(plan.transitions).toEqual([]);
    expect(plan.ledgerChanges).toBe(false);
    expect(JSON.stringify(plan.lines)).toBe(JSON.stringify(observedLines(input)));
  });
});

describe("explanation", () => {
  it("names every assignment that declares a licence, and the one that ended", () => {
    const both = {
      ...declared("adele@contoso.com", "MCOEV"),
      declarations: ["sales", "staff"].map((assignment) => ({ assignment, skus: ["MCOEV"] })),
    };
    const dormant = [
      { assignment: "temps", until: "2026-11-22", principals: ["ADELE@contoso.com"], skus: ["enterprisepack"] },
      { assignment: "later", from: "2026-12-01", principals: ["adele@contoso.com"], skus: ["ENTERPRISEPACK"] },
      { assignment: "today", until: "2026-11-23", principals: ["adele@contoso.com"], skus: ["ENTERPRISEPACK"] },
      { assignment: "others", until: "2026-11-01", principals: ["bob@contoso.com"], skus: ["ENTERPRISEPACK"] },
      { assignment: "visio", until: "2026-11-01", principals: ["adele@contoso.com"], skus: ["VISIOCLIENT"] },
    ];
    const input = {
      desired: { ...desired(), users: [both], dormant },
      ledger: owning({ adele: "ENTERPRISEPACK" }),
      observed: observed({ users: [user("adele", ["E3"])] }),
      policy: open,
    };
    expect(shown(input)).toContain(
      "swap adele@contoso.com: +MCOEV {declared by sales; declared by staff} -E3 {temps ended 2026-11-22}",
    );
    expect(planOf(input).losses[0]?.reasons).toStrictEqual([
      { kind: "expired", assignment: "temps", until: "2026-11-22" },
    ]);
  });
});
