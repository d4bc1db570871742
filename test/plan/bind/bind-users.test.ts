import { describe, expect, it } from "vitest";
import { UserBinder } from "../../../src/plan/bind/bind-users";
import type { DesiredPrincipal } from "../../../src/terms/desired";
import { FindingList } from "../../../src/plan/basis/findings";
import type { LedgerEntry } from "../../../src/terms/ledger";
import type { Absence, Observed, ObservedUser } from "../../../src/terms/observed";
import { indexTenant } from "../../../src/plan/basis/tenant-index";
import { showFinding } from "../support/show";
import { declared, observed, owning, user } from "../support/tenant";

interface Given {
  readonly declared?: readonly DesiredPrincipal[];
  readonly owned?: readonly LedgerEntry[];
  readonly users?: readonly ObservedUser[];
  readonly absent?: readonly Absence[];
  readonly wholeTenant?: boolean;
  readonly wait?: boolean;
}

function bind({
  declared: principals = [],
  owned = [],
  users = [],
  absent = [],
  wholeTenant = false,
  wait = false,
}: Given) {
  const findings = new FindingList();
  const seen: Observed = observed({ users, absent, wholeTenant });
  const bound = new UserBinder(indexTenant(seen), owned, { onMissingUser: wait ? "wait" : "error" }, findings).bind(
    principals,
  );
  return { ...bound, findings: findings.toFindings() };
}

const adele = declared("adele@contoso.com", "MCOEV");
const [owned] = owning({ adele: "MCOEV" }).users as [LedgerEntry];
const there = user("adele", ["MCOEV"]);
const deleted: Absence = { kind: "deleted", lookup: "adele", id: "adele" };
const withoutStates = (id: string): ObservedUser => user(id, [], { assignments: undefined as never });

describe("binding people", () => {
  it("binds nothing of nothing", () => {
    expect(bind({})).toEqual({ bound: [], absent: [], vanished: [], findings: [] });
  });

  it("binds what is declared, what is owned, and both", () => {
    expect(bind({ declared: [adele], users: [there] }).bound).toStrictEqual([
      { id: "adele", name: "adele@contoso.com", user: there, declared: adele },
    ]);
    expect(bind({ owned: [owned], users: [there] }).bound).toStrictEqual([
      { id: "adele", name: "adele@contoso.com", user: there, owned },
    ]);
    expect(bind({ declared: [adele], owned: [owned], users: [there] }).bound).toStrictEqual([
      { id: "adele", name: "adele@contoso.com", user: there, declared: adele, owned },
    ]);
  });

  it("knows a name as that of the person who is there, before one of the same name who is gone", () => {
    const gone: LedgerEntry = { ...owned, id: "old", gone: "deleted" };
    for (const entries of [
      [gone, owned],
      [owned, gone],
    ]) {
      const { bound, absent } = bind({
        declared: [adele],
        owned: entries,
        users: [there],
        absent: [{ kind: "deleted", lookup: "old", id: "old" }],
      });
      expect(bound.map(({ id }) => id)).toEqual(["adele"]);
      expect(absent.map(({ entry }) => entry?.id)).toEqual(["old"]);
    }
  });

  it("knows a name as that of a person who is gone where nobody else has it", () => {
    const { bound, absent, findings } = bind({
      declared: [adele],
      owned: [{ ...owned, gone: "deleted" }],
      absent: [deleted],
    });
    expect(bound).toEqual([]);
    expect(absent).toStrictEqual([
      { kind: "gone", name: "adele@contoso.com", declared: adele, entry: { ...owned, gone: "deleted" } },
    ]);
    expect(findings).toEqual([]);
  });

  it("knows a renamed person by the name in the file, although somebody who is gone was called so too", () => {
    const renamed = user("adele", ["MCOEV"], { userPrincipalName: "adele.new@contoso.com" });
    const gone: LedgerEntry = { ...owned, id: "old", gone: "deleted" };
    for (const entries of [
      [gone, owned],
      [owned, gone],
    ]) {
      const { bound, findings } = bind({
        declared: [adele],
        owned: entries,
        users: [renamed],
        absent: [{ kind: "deleted", lookup: "old", id: "old" }],
      });
      expect(bound).toStrictEqual([{ id: "adele", name: "adele@contoso.com", user: renamed, declared: adele, owned }]);
      expect(findings.map(({ code }) => code)).toEqual(["user-renamed"]);
    }
  });

  it("calls somebody renamed only where the name is nobody else's", () => {
    const renamed = user("adele", [], { userPrincipalName: "adele.new@contoso.com" });
    expect(bind({ declared: [adele], owned: [owned], users: [renamed] }).findings.map(({ code }) => code)).toEqual([
      "user-renamed",
    ]);
    const other = user("other", [], { userPrincipalName: "adele@contoso.com" });
    expect(
      bind({ declared: [adele], owned: [owned], users: [renamed, other] }).findings.map(({ code }) => code),
    ).toEqual(["user-name-taken"]);
  });
});

describe("people who are not there", () => {
  it.each<[string, Absence, Partial<LedgerEntry>]>([
    ["deleted", deleted, { gone: "deleted" }],
    ["missing", { kind: "notFound", lookup: "adele" }, { gone: "missing" }],
    ["purged", { kind: "purged", lookup: "adele", id: "adele" }, { gone: "missing" }],
  ])("%s: have vanished, once", (_, absence, entry) => {
    const first = bind({ owned: [owned], absent: [absence] });
    expect(first.absent).toStrictEqual([{ kind: "gone", name: "adele@contoso.com", entry: { ...owned, ...entry } }]);
    expect(first.vanished).toEqual(["adele"]);
    expect(first.findings.map(({ code }) => code)).toEqual(["user-gone"]);
    const again = bind({ owned: [{ ...owned, gone: "missing" }], absent: [absence] });
    expect(again.vanished).toEqual([]);
    expect(again.findings).toEqual([]);
  });

  it("have vanished once, however often and in whatever spelling they are declared", () => {
    const { absent, vanished, findings } = bind({
      declared: [adele, declared("ADELE@contoso.com", "MCOEV")],
      owned: [owned],
      absent: [deleted],
    });
    expect(absent).toStrictEqual([
      { kind: "gone", name: "adele@contoso.com", declared: adele, entry: { ...owned, gone: "deleted" } },
    ]);
    expect(vanished).toEqual(["adele"]);
    expect(findings.map(({ principals }) => principals)).toEqual([["adele@contoso.com"]]);
  });

  it("are unknown or pending where nobody has the name", () => {
    expect(bind({ declared: [adele] }).absent).toStrictEqual([
      { kind: "unknown", name: "adele@contoso.com", declared: adele },
    ]);
    expect(bind({ declared: [adele], wait: true }).absent).toStrictEqual([
      { kind: "pending", name: "adele@contoso.com", declared: adele },
    ]);
  });

  it("are unseen where they could not be read, by name or by id, and stay owned", () => {
    const unseen = { kind: "unseen", name: "adele@contoso.com", declared: adele };
    expect(
      bind({ declared: [adele], absent: [{ kind: "unreadable", lookup: "adele@contoso.com", reason: "403" }] }).absent,
    ).toStrictEqual([unseen]);
    expect(bind({ declared: [adele], users: [withoutStates("adele")] }).absent).toStrictEqual([unseen]);
    expect(bind({ declared: [adele], owned: [owned], users: [withoutStates("adele")] }).absent).toStrictEqual([
      { ...unseen, entry: owned },
    ]);
    expect(
      bind({ owned: [owned], absent: [{ kind: "unreadable", lookup: "adele", reason: "403" }] }).absent,
    ).toStrictEqual([{ kind: "unseen", name: "adele@contoso.com", entry: owned }]);
    expect(bind({ owned: [owned] }).findings[0]?.message).toContain("(it was not read)");
    expect(
      bind({ owned: [owned], absent: [{ kind: "unreadable", lookup: "adele", reason: "403" }] }).findings[0]?.message,
    ).toContain("(403)");
  });

  it("are told of together where the same keeps them from being read, although nobody declares them any more", () => {
    const entries = owning({ adele: "MCOEV", bob: "MCOEV" }).users;
    const absent = ["adele", "bob"].map((lookup): Absence => ({ kind: "unreadable", lookup, reason: "403" }));
    expect(bind({ owned: entries, absent }).findings.map(showFinding)).toEqual([
      "warning user-unreachable [adele@contoso.com, bob@contoso.com] 2 people could not be read (403) and are " +
        "left alone: adele@contoso.com, bob@contoso.com. >> " +
        "Nothing is taken from them or given to them; the next run tries again. Where it stays so, a restricted " +
        "administrative unit may keep this application out.",
    ]);
  });

  it("are told of once, under the name in the file, although the ledger has them too", () => {
    const newName = declared("adele.new@contoso.com", "MCOEV");
    const { absent } = bind({
      declared: [newName],
      owned: [owned],
      users: [{ ...withoutStates("adele"), userPrincipalName: "adele.new@contoso.com" }],
    });
    expect(absent).toStrictEqual([{ kind: "unseen", name: "adele.new@contoso.com", declared: newName, entry: owned }]);
  });

  it("have those of the same domain with a name nearby named, where everybody was read", () => {
    const users = [user("adela"), user("x", [], { userPrincipalName: "adele@fabrikam.com" })];
    const message = (wholeTenant: boolean): string =>
      bind({ declared: [adele], users, wholeTenant }).findings[0]?.message ?? "";
    expect(message(true)).toBe("The tenant has no user adele@contoso.com. The nearest are adela@contoso.com.");
    expect(message(false)).toBe("The tenant has no user adele@contoso.com.");
    const two = bind({ declared: [adele], users: [...users, user("adela2")], wholeTenant: true });
    expect(two.findings[0]?.message).toBe(
      "The tenant has no user adele@contoso.com. The nearest are adela@contoso.com, adela2@contoso.com.",
    );
  });

  it("are told of at the first place that is known, or at none", () => {
    const place = { file: "stacks/contoso.yaml", line: 9, column: 3 };
    const at = (declarations: DesiredPrincipal["declarations"]) =>
      bind({ declared: [{ ...adele, declarations }] }).findings[0]?.place;
    expect(
      at([
        { assignment: "a", skus: [] },
        { assignment: "b", place, skus: [] },
      ]),
    ).toEqual(place);
    expect(at([{ assignment: "a", skus: [] }])).toBeUndefined();
    expect(at([])).toBeUndefined();
  });
});
