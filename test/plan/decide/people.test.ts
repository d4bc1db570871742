import { describe, expect, it } from "vitest";
import type { Absence, ObservedUser } from "../../../src/terms/observed";
import { observedLines } from "../../../src/plan/ledger/observed-lines";
import { run } from "../support/run";
import { planOf, shown } from "../support/show";
import { desired, noLimits, now, observed, owning, policy, skuIds, user } from "../support/tenant";

const absent = (kind: Absence["kind"], lookup: string, id = lookup): Absence => {
  switch (kind) {
    case "notFound":
      return { kind, lookup };
    case "unreadable":
      return { kind, lookup, reason: "403 Forbidden" };
    case "deleted":
    case "purged":
      return { kind, lookup, id };
  }
};

const tenantOf = (users: readonly ObservedUser[], absences: readonly Absence[] = []) =>
  observed({ users, absent: absences });

describe("people are known by object id", () => {
  it("a renamed person is the same person, under the key of the file", () => {
    const renamed = user("adele", ["E3"], { userPrincipalName: "adele.vance@contoso.com" });
    const input = { ledger: owning({ adele: "ENTERPRISEPACK" }), observed: tenantOf([renamed]), policy: policy() };
    expect(shown({ ...input, desired: desired({ adele: "ENTERPRISEPACK, MCOEV" }) })).toMatchInlineSnapshot(`
      "
      grant adele@contoso.com: +MCOEV {declared by staff}
      phase people: adele
      seats MCOEV: 0 of 1000 +1 -0 = 1
      guard allowed: 0 losing, 0 approved, 0 before, limit 1 of 1 in 7
      warning user-renamed stacks/contoso.yaml:5:7 [adele@contoso.com] adele@contoso.com is now called
        adele.vance@contoso.com; it is the same person. >> Write adele.vance@contoso.com instead of
        adele@contoso.com.
      adele@contoso.com: ENTERPRISEPACK, MCOEV
      ledger moves
      "
    `);
    expect(observedLines(input).users).toEqual({ "adele@contoso.com": "ENTERPRISEPACK" });
  });

  it("a renamed person may be written by the new name", () => {
    const renamed = user("adele", ["E3"], { userPrincipalName: "adele.vance@contoso.com" });
    expect(
      shown({
        desired: desired({ "adele.vance": "ENTERPRISEPACK" }),
        ledger: owning({ adele: "ENTERPRISEPACK" }),
        observed: tenantOf([renamed]),
      }),
    ).toMatchInlineSnapshot(`
      "
      guard allowed: 0 losing, 0 approved, 0 before, limit 1 of 1 in 7
      unchanged 1
      adele.vance@contoso.com: ENTERPRISEPACK
      ledger moves
      "
    `);
  });

  it("names are compared without case", () => {
    const input = { desired: desired({ "ADELE@Contoso.com": "MCOEV" }), observed: tenantOf([user("adele")]) };
    expect(shown(input)).toMatchInlineSnapshot(`
      "
      grant ADELE@Contoso.com: +MCOEV {declared by staff}
      phase people: adele
      seats MCOEV: 0 of 1000 +1 -0 = 1
      guard allowed: 0 losing, 0 approved, 0 before, limit 1 of 0 in 7
      warning plan-without-its-base stacks/contoso.yaml:5:7 [ADELE@Contoso.com] MCOEV needs Teams beside it, and 1
        person has none: ADELE@Contoso.com. >> Give ENTERPRISEPACK as well, or switch MCOEV off.
      ADELE@Contoso.com: MCOEV
      ledger moves
      "
    `);
    expect(shown({ ...input, ledger: owning({ adele: "MCOEV" }) })).toMatchInlineSnapshot(`
      "
      grant ADELE@Contoso.com: +MCOEV {drift; declared by staff}
      phase people: adele
      seats MCOEV: 0 of 1000 +1 -0 = 1
      guard allowed: 0 losing, 0 approved, 0 before, limit 1 of 1 in 7
      warning plan-without-its-base stacks/contoso.yaml:5:7 [ADELE@Contoso.com] MCOEV needs Teams beside it, and 1
        person has none: ADELE@Contoso.com. >> Give ENTERPRISEPACK as well, or switch MCOEV off.
      ADELE@Contoso.com: MCOEV
      ledger moves
      "
    `);
  });

  it("a name that belongs to somebody else is an error, also where it was swapped", () => {
    const users = [
      user("adele", ["E3"], { userPrincipalName: "bob@contoso.com" }),
      user("bob", ["E5"], { userPrincipalName: "adele@contoso.com" }),
    ];
    expect(
      shown({
        desired: desired({ adele: "ENTERPRISEPACK" }),
        ledger: owning({ adele: "ENTERPRISEPACK" }),
        observed: tenantOf(users),
      }),
    ).toMatchInlineSnapshot(`
      "
      guard allowed: 0 losing, 0 approved, 0 before, limit 1 of 1 in 7
      error user-name-taken stacks/contoso.yaml:5:7 [adele@contoso.com] adele@contoso.com belongs to somebody else
        now (id bob). This stack knows it as the name of a person who is now called bob@contoso.com (id adele). >>
        Take adele@contoso.com out and write the present name of the person meant; or forget the former person
        without taking anything: \`release: [adele@contoso.com]\`.
      unchanged 1
      adele@contoso.com: ENTERPRISEPACK
      "
    `);
  });

  it("a renamed person and a new one under the old name, both in the file, are each themselves", () => {
    const users = [
      user("adele", ["E3"], { userPrincipalName: "adele.vance@contoso.com" }),
      user("newcomer", [], { userPrincipalName: "adele@contoso.com" }),
    ];
    const input = { ledger: owning({ adele: "ENTERPRISEPACK" }), observed: tenantOf(users) };
    for (const file of [
      { adele: "ENTERPRISEPACK", "adele.vance": "ENTERPRISEPACK" },
      { "adele.vance": "ENTERPRISEPACK", adele: "ENTERPRISEPACK" },
    ])
      expect(shown({ ...input, desired: desired(file) })).toMatchInlineSnapshot(`
        "
        grant adele@contoso.com: +E3 {declared by staff}
        phase people: newcomer
        seats E3: 1 of 1000 +1 -0 = 2
        guard allowed: 0 losing, 0 approved, 0 before, limit 1 of 1 in 7
        info user-succeeded stacks/contoso.yaml:5:7 [adele@contoso.com] adele@contoso.com is the name of another
          account now (id newcomer). The person whom this stack knew by it (id adele) is called
          adele.vance@contoso.com, is in the file under that name too, and keeps what is declared there.
        unchanged 1
        adele.vance@contoso.com: ENTERPRISEPACK
        adele@contoso.com: ENTERPRISEPACK
        ledger moves
        "
      `);
  });

  it("names that went on from one to the next are all of them read as they are now", () => {
    const users = [
      user("adele", ["E3"], { userPrincipalName: "bob@contoso.com" }),
      user("bob", ["E1"], { userPrincipalName: "carla@contoso.com" }),
      user("newcomer", [], { userPrincipalName: "adele@contoso.com" }),
    ];
    const plan = planOf({
      desired: desired({ adele: "MCOEV", bob: "ENTERPRISEPACK", carla: "STANDARDPACK" }),
      ledger: owning({ adele: "ENTERPRISEPACK", bob: "STANDARDPACK" }),
      observed: tenantOf(users),
    });
    expect(plan.transitions.map(({ id, name }) => `${id} ${name}`)).toEqual(["newcomer adele@contoso.com"]);
    expect(plan.findings.map(({ code }) => code)).toEqual([
      "plan-without-its-base",
      "user-succeeded",
      "user-succeeded",
    ]);
  });

  it("names that went round in a circle are an error, although all of them are in the file", () => {
    const users = [
      user("adele", ["E3"], { userPrincipalName: "bob@contoso.com" }),
      user("bob", ["E1"], { userPrincipalName: "adele@contoso.com" }),
    ];
    const plan = planOf({
      desired: desired({ adele: "ENTERPRISEPACK", bob: "STANDARDPACK" }),
      ledger: owning({ adele: "ENTERPRISEPACK", bob: "STANDARDPACK" }),
      observed: tenantOf(users),
    });
    expect(plan.findings.map(({ code, principals }) => `${code} ${principals.join()}`)).toEqual([
      "user-name-taken adele@contoso.com",
      "user-name-taken bob@contoso.com",
    ]);
    expect(plan.transitions).toEqual([]);
  });

  it("two names for one person are an error", () => {
    const input = {
      desired: desired({ adele: "MCOEV", ADELE: "ENTERPRISEPACK", "Adele@contoso.com": "ENTERPRISEPACK" }),
      observed: tenantOf([user("adele")]),
    };
    expect(shown(input)).toMatchInlineSnapshot(`
      "
      grant adele@contoso.com: +MCOEV {declared by staff}
      phase people: adele
      seats MCOEV: 0 of 1000 +1 -0 = 1
      guard allowed: 0 losing, 0 approved, 0 before, limit 1 of 0 in 7
      error user-twice stacks/contoso.yaml:5:7 [ADELE@contoso.com, Adele@contoso.com] adele@contoso.com and
        ADELE@contoso.com and Adele@contoso.com are the same person (adele@contoso.com, id adele). >> Write
        adele@contoso.com everywhere.
      warning plan-without-its-base stacks/contoso.yaml:5:7 [adele@contoso.com] MCOEV needs Teams beside it, and 1
        person has none: adele@contoso.com. >> Give ENTERPRISEPACK as well, or switch MCOEV off.
      adele@contoso.com: MCOEV
      ledger moves
      "
    `);
  });
});

describe("people who are not there", () => {
  it("an unknown user is an error", () => {
    expect(
      shown({
        desired: desired({ adele: "MCOEV", bob: "MCOEV" }),
        observed: tenantOf([user("bob")], [absent("notFound", "adele@contoso.com")]),
      }),
    ).toMatchInlineSnapshot(`
      "
      grant bob@contoso.com: +MCOEV {declared by staff}
      phase people: bob
      seats MCOEV: 0 of 1000 +1 -0 = 1
      guard allowed: 0 losing, 0 approved, 0 before, limit 1 of 0 in 7
      error user-unknown stacks/contoso.yaml:5:7 [adele@contoso.com] The tenant has no user adele@contoso.com. >>
        Mend the name, take the line out, or set \`onMissingUser: wait\` if the account will be made later.
      warning plan-without-its-base stacks/contoso.yaml:5:7 [bob@contoso.com] MCOEV needs Teams beside it, and 1
        person has none: bob@contoso.com. >> Give ENTERPRISEPACK as well, or switch MCOEV off.
      bob@contoso.com: MCOEV
      ledger moves
      "
    `);
  });

  it("an unknown user whose account was deleted, and one with a name nearby, are told so", () => {
    const input = {
      desired: desired({ adele: "MCOEV", bobb: "MCOEV" }),
      observed: { ...tenantOf([user("bob")], [absent("deleted", "adele@contoso.com", "x")]), wholeTenant: true },
    };
    expect(shown(input)).toMatchInlineSnapshot(`
      "
      guard allowed: 0 losing, 0 approved, 0 before, limit 1 of 0 in 7
      error user-unknown stacks/contoso.yaml:5:7 [adele@contoso.com] The tenant has no user adele@contoso.com. An
        account of this name was deleted. >> Mend the name, take the line out, or set \`onMissingUser: wait\` if
        the account will be made later.
      error user-unknown stacks/contoso.yaml:5:7 [bobb@contoso.com] The tenant has no user bobb@contoso.com. The
        nearest are bob@contoso.com. >> Mend the name, take the line out, or set \`onMissingUser: wait\` if the
        account will be made later.
      "
    `);
  });

  it("an unknown user waits where the stack says so", () => {
    const input = {
      desired: desired({ bob: "MCOEV", adele: "MCOEV" }),
      observed: tenantOf([], [absent("notFound", "adele@contoso.com"), absent("notFound", "bob@contoso.com")]),
    };
    expect(shown({ ...input, policy: policy({ onMissingUser: "wait" }) })).toMatchInlineSnapshot(`
      "
      guard allowed: 0 losing, 0 approved, 0 before, limit 1 of 0 in 7
      pending adele@contoso.com
      pending bob@contoso.com
      "
    `);
  });

  it.each(["declared", "not declared"])(
    "a deleted person is told of once, has no line, and stays in the ledger (%s)",
    (how) => {
      const input = {
        desired: desired(how === "declared" ? { adele: "MCOEV" } : {}),
        observed: tenantOf([], [absent("deleted", "adele"), absent("notFound", "adele@contoso.com")]),
        policy: policy(),
      };
      const first = { ...input, ledger: owning({ adele: "MCOEV" }) };
      expect(shown(first)).toContain("warning user-gone");
      expect(shown(first)).toContain("adele@contoso.com was deleted.");
      expect(observedLines(first).users).toEqual({});
      expect(shown(first)).toContain("ledger moves");
      const again = {
        ...input,
        ledger: { ...first.ledger, users: [{ ...first.ledger.users[0]!, gone: "deleted" as const }] },
      };
      expect(shown(again)).toBe(
        "\nguard allowed: 0 losing, 0 approved, 0 before, limit 0 of 0 in 7\n".replace("limit 0", "limit 1"),
      );
    },
  );

  it("several deleted people are one finding", () => {
    const input = {
      ledger: owning({ adele: "MCOEV", bob: "MCOEV" }),
      observed: tenantOf([], [absent("deleted", "adele"), absent("deleted", "bob")]),
    };
    expect(shown(input)).toMatchInlineSnapshot(`
      "
      guard allowed: 0 losing, 0 approved, 0 before, limit 1 of 2 in 7
      warning user-gone [adele@contoso.com, bob@contoso.com] 2 people: each was deleted: adele@contoso.com,
        bob@contoso.com. >> Take the line out of the stack, or restore the account within 30 days.
      ledger moves
      "
    `);
  });

  it("a purged person leaves the ledger once two readings some minutes apart say so; a missing one does not", () => {
    const input = {
      ledger: owning({ adele: "MCOEV", bob: "MCOEV" }),
      observed: tenantOf([], [absent("purged", "adele"), absent("notFound", "bob")]),
    };
    expect(shown(input)).toMatchInlineSnapshot(`
      "
      guard allowed: 0 losing, 0 approved, 0 before, limit 1 of 2 in 7
      warning user-gone [bob@contoso.com] bob@contoso.com is missing from the tenant. >> Take the line out of the
        stack.
      warning user-gone [adele@contoso.com] adele@contoso.com is neither in the tenant nor among its deleted
        accounts. >> Take the line out of the stack.
      ledger moves
      "
    `);
  });

  it("an account that was deleted a moment ago, and is restored, still gives back what this stack gave", async () => {
    const input = {
      desired: desired(),
      policy: policy({ limits: noLimits }),
      observed: tenantOf([], [absent("purged", "adele")]),
    };
    // Its list of deleted accounts does not have it yet.
    const first = await run({ ...input, ledger: owning({ adele: "MCOEV" }), now });
    const [entry] = first.execution.ledger.users;
    expect(entry).toMatchObject({ gone: "missing", skus: [{ seenAbsent: now }] });
    const soon = await run({ ...input, ledger: first.execution.ledger, now: "2026-11-23T09:04:59.000Z" });
    expect(soon.plan.ledgerChanges).toBe(false);
    expect(soon.execution.ledger.users).toEqual([entry]);

    const listed = await run({
      ...input,
      ledger: first.execution.ledger,
      observed: tenantOf([], [absent("deleted", "adele")]),
    });
    expect(listed.execution.ledger.users).toMatchObject([{ gone: "deleted", skus: [{ written: "MCOEV" }] }]);
    expect(listed.execution.ledger.users[0]?.skus[0]).not.toHaveProperty("seenAbsent");
    const restored = planOf({
      ...input,
      ledger: listed.execution.ledger,
      observed: tenantOf([user("adele", ["MCOEV"])]),
    });
    expect(restored.transitions).toMatchObject([{ id: "adele", kind: "withdraw" }]);

    const later = await run({ ...input, ledger: first.execution.ledger, now: "2026-11-23T09:05:00.000Z" });
    expect(later.plan.ledgerChanges).toBe(true);
    expect(later.execution.ledger.users).toEqual([]);
  });

  it("a purged person who is still declared is an unknown user", () => {
    const input = {
      desired: desired({ adele: "MCOEV" }),
      ledger: owning({ adele: "MCOEV" }),
      observed: tenantOf([], [absent("purged", "adele"), absent("notFound", "adele@contoso.com")]),
    };
    expect(shown(input)).toMatchInlineSnapshot(`
      "
      guard allowed: 0 losing, 0 approved, 0 before, limit 1 of 1 in 7
      error user-unknown stacks/contoso.yaml:5:7 [adele@contoso.com] The tenant has no user adele@contoso.com. >>
        Mend the name, take the line out, or set \`onMissingUser: wait\` if the account will be made later.
      warning user-gone [adele@contoso.com] adele@contoso.com is neither in the tenant nor among its deleted
        accounts. >> Take the line out of the stack.
      ledger moves
      "
    `);
  });

  it("a person who comes back with a new id, the old one deleted, is bound to the new id and inherits nothing", () => {
    const back = user("adele2", [], { userPrincipalName: "adele@contoso.com" });
    const input = {
      desired: desired({ adele: "MCOEV" }),
      ledger: owning({ adele: "MCOEV, ENTERPRISEPACK" }),
      policy: policy({ limits: noLimits }),
    };
    expect(shown({ ...input, observed: tenantOf([back], [absent("deleted", "adele")]) })).toMatchInlineSnapshot(`
      "
      grant adele@contoso.com: +MCOEV {declared by staff}
      phase people: adele2
      seats MCOEV: 0 of 1000 +1 -0 = 1
      guard allowed: 0 losing, 0 approved, 0 before, limit 1 of 1 in 7
      warning plan-without-its-base stacks/contoso.yaml:5:7 [adele@contoso.com] MCOEV needs Teams beside it, and 1
        person has none: adele@contoso.com. >> Give ENTERPRISEPACK as well, or switch MCOEV off.
      info user-succeeded [adele@contoso.com] adele@contoso.com (id adele) was deleted; the account with id adele2
        has the name now, and begins with nothing.
      adele@contoso.com: MCOEV
      ledger moves
      "
    `);
    expect(shown({ ...input, observed: tenantOf([back], [absent("purged", "adele")]) })).toMatchInlineSnapshot(`
      "
      grant adele@contoso.com: +MCOEV {declared by staff}
      phase people: adele2
      seats MCOEV: 0 of 1000 +1 -0 = 1
      guard allowed: 0 losing, 0 approved, 0 before, limit 1 of 1 in 7
      warning plan-without-its-base stacks/contoso.yaml:5:7 [adele@contoso.com] MCOEV needs Teams beside it, and 1
        person has none: adele@contoso.com. >> Give ENTERPRISEPACK as well, or switch MCOEV off.
      info user-succeeded [adele@contoso.com] adele@contoso.com (id adele) was deleted; the account with id adele2
        has the name now, and begins with nothing.
      adele@contoso.com: MCOEV
      ledger moves
      "
    `);
    expect(shown({ ...input, observed: tenantOf([back], [absent("notFound", "adele")]) })).toMatchInlineSnapshot(`
      "
      guard allowed: 0 losing, 0 approved, 0 before, limit 1 of 1 in 7
      error user-name-taken stacks/contoso.yaml:5:7 [adele@contoso.com] adele@contoso.com belongs to somebody else
        now (id adele2). This stack knows it as the name of a person whose id adele cannot be found, nor be
        confirmed as deleted. >> Take adele@contoso.com out and write the present name of the person meant; or
        forget the former person without taking anything: \`release: [adele@contoso.com]\`.
      warning user-gone [adele@contoso.com] adele@contoso.com is missing from the tenant. >> Take the line out of
        the stack.
      ledger moves
      "
    `);
  });

  it.each([
    ["403", tenantOf([], [absent("unreadable", "adele")])],
    ["states left out", tenantOf([user("adele", [], { assignments: undefined as never })])],
    ["not read", tenantOf([])],
  ])("an unreadable person is no drift and is left alone: %s", (_, seen) => {
    const input = {
      ledger: owning({ adele: "ENTERPRISEPACK(-YAMMER_ENTERPRISE) @GB" }),
      observed: seen,
      policy: policy(),
    };
    const before = observedLines(input).users;
    expect(before).toEqual({ "adele@contoso.com": "ENTERPRISEPACK(-YAMMER_ENTERPRISE) @GB" });
    for (const line of ["ENTERPRISEPACK(-YAMMER_ENTERPRISE) @GB", "ENTERPRISEPREMIUM"]) {
      const text = shown({ ...input, desired: desired({ adele: line }) });
      expect(text).toContain("warning user-unreachable");
      expect(text).toContain("adele@contoso.com: ENTERPRISEPACK(-YAMMER_ENTERPRISE) @GB");
      expect(text).not.toContain("ledger moves");
      expect(text).not.toContain("phase");
    }
    expect(shown(input)).toContain("adele@contoso.com: ENTERPRISEPACK(-YAMMER_ENTERPRISE) @GB");
  });

  it("a leaver of whom Graph says that a licence is assigned, and not how, keeps it, and stays in the ledger", () => {
    const input = {
      desired: desired({}),
      ledger: owning({ adele: "ENTERPRISEPACK" }),
      observed: tenantOf([user("adele", [], { assignments: undefined as never, withoutState: [skuIds.E3] })]),
      policy: policy(),
    };
    const text = shown(input).replaceAll("\n  ", " ");
    expect(text).toContain("Graph says that it has ENTERPRISEPACK, and not whether directly or through a group");
    expect(text).toContain("adele@contoso.com: ENTERPRISEPACK");
    expect(text).not.toContain("ledger moves");
    expect(text).not.toContain("phase");
  });

  it("an unreadable joiner has no line", () => {
    const input = {
      desired: desired({ adele: "MCOEV", bob: "MCOEV" }),
      observed: tenantOf(
        [user("bob", [], { assignments: undefined as never })],
        [absent("unreadable", "adele@contoso.com")],
      ),
    };
    expect(shown(input)).toMatchInlineSnapshot(`
      "
      guard allowed: 0 losing, 0 approved, 0 before, limit 1 of 0 in 7
      warning user-unreachable stacks/contoso.yaml:5:7 [adele@contoso.com] 1 person could not be read (403
        Forbidden) and is left alone: adele@contoso.com. >> Nothing is taken from them or given to them; the next
        run tries again. Where it stays so, a restricted administrative unit may keep this application out.
      warning user-unreachable stacks/contoso.yaml:5:7 [bob@contoso.com] 1 person could not be read (Graph left
        its licenseAssignmentStates out, or something in its answer cannot be read) and is left alone:
        bob@contoso.com. >> Nothing is taken from them or given to them; the next run tries again. Where it stays
        so, a restricted administrative unit may keep this application out.
      "
    `);
  });
});
