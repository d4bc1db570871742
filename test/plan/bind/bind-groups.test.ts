import { describe, expect, it } from "vitest";
import { GroupBinder } from "../../../src/plan/bind/bind-groups";
import type { DesiredPrincipal } from "../../../src/terms/desired";
import { FindingList } from "../../../src/plan/basis/findings";
import type { LedgerEntry } from "../../../src/terms/ledger";
import type { Absence, ObservedGroup } from "../../../src/terms/observed";
import { indexTenant } from "../../../src/plan/basis/tenant-index";
import { showFinding } from "../support/show";
import { declared, group, observed, owning } from "../support/tenant";

function bind(over: {
  readonly declared?: readonly DesiredPrincipal[];
  readonly owned?: readonly LedgerEntry[];
  readonly groups?: readonly ObservedGroup[];
  readonly absent?: readonly Absence[];
}) {
  const findings = new FindingList();
  const index = indexTenant(observed({ groups: over.groups ?? [], absent: over.absent ?? [] }));
  const { bound, absent } = new GroupBinder(index, over.owned ?? [], findings).bind(over.declared ?? []);
  return { bound, absent, findings: findings.toFindings() };
}

const sales = declared("Sales", "MCOEV");
const [entry] = owning({}, { g: "MCOEV" }).groups as [LedgerEntry];
const owned: LedgerEntry = { ...entry, name: "Sales" };
const salesGroup = group("g", ["MCOEV"], [], { displayName: "Sales" });
const another = group("h", [], [], { displayName: "SALES" });
const absent = (kind: "deleted" | "purged" | "notFound", lookup = "g"): Absence =>
  kind === "notFound" ? { kind, lookup } : { kind, lookup, id: lookup };
const unreadable = (lookup: string): Absence => ({ kind: "unreadable", lookup, reason: "403" });

describe("binding groups", () => {
  it("binds nothing of nothing", () => {
    expect(bind({})).toEqual({ bound: [], absent: [], findings: [] });
  });

  it("binds what is declared, what is owned, and both", () => {
    expect(bind({ declared: [sales], groups: [salesGroup] }).bound).toEqual([
      { id: "g", name: "Sales", group: salesGroup, declared: sales },
    ]);
    expect(bind({ owned: [owned], groups: [salesGroup] }).bound).toEqual([
      { id: "g", name: "Sales", group: salesGroup, owned },
    ]);
    expect(bind({ declared: [sales], owned: [owned], groups: [salesGroup] }).bound).toEqual([
      { id: "g", name: "Sales", group: salesGroup, declared: sales, owned },
    ]);
    expect(bind({ declared: [sales], groups: [salesGroup] }).bound[0]).not.toHaveProperty("owned");
  });

  it("binds an owned name to the group of the ledger, although another has that name too", () => {
    const { bound, findings } = bind({ declared: [sales], owned: [owned], groups: [another, salesGroup] });
    expect(bound.map(({ id }) => id)).toEqual(["g"]);
    expect(findings).toEqual([]);
  });

  it("takes a renamed one and a new one under the old name, both in the file, each for itself", () => {
    const vertrieb = declared("Vertrieb", "MCOEV");
    const renamed = group("g", ["MCOEV"], [], { displayName: "Vertrieb" });
    for (const file of [
      [sales, vertrieb],
      [vertrieb, sales],
    ]) {
      const { bound, findings } = bind({ declared: file, owned: [owned], groups: [renamed, another] });
      expect(Object.fromEntries(bound.map(({ id, name }) => [id, name]))).toEqual({ g: "Vertrieb", h: "Sales" });
      expect(bound.find(({ id }) => id === "h")).not.toHaveProperty("owned");
      expect(findings).toEqual([]);
    }
    const { findings } = bind({ declared: [sales], owned: [owned], groups: [renamed, another] });
    expect(findings.map(({ code }) => code)).toEqual(["group-name-taken"]);
  });

  it("does not call a group renamed that still has the name as a mail nickname, in any case", () => {
    const renamed = group("g", ["MCOEV"], [], { displayName: "Vertrieb", mailNickname: "SALES" });
    expect(bind({ declared: [sales], owned: [owned], groups: [renamed] }).findings).toEqual([]);
    expect(
      bind({ declared: [sales], owned: [owned], groups: [{ ...renamed, mailNickname: "verkauf" }] }).findings.map(
        ({ code }) => code,
      ),
    ).toEqual(["group-renamed"]);
  });

  it("takes what the ledger no longer believes in by name", () => {
    const { bound } = bind({
      declared: [sales],
      owned: [{ ...owned, gone: "deleted" }],
      groups: [another],
      absent: [absent("deleted")],
    });
    expect(bound.map(({ id }) => id)).toEqual(["h"]);
    expect(bind({ owned: [{ ...owned, gone: "deleted" }], groups: [salesGroup] }).bound.map(({ id }) => id)).toEqual([
      "g",
    ]);
  });

  it("knows a name as that of a group that is gone where no other has it: told once, never unknown", () => {
    const {
      bound,
      absent: gone,
      findings,
    } = bind({ declared: [sales], owned: [{ ...owned, gone: "deleted" }], absent: [absent("deleted")] });
    expect([bound, findings]).toEqual([[], []]);
    expect(gone).toEqual([{ kind: "gone", name: "Sales", entry: { ...owned, gone: "deleted" } }]);
  });

  it("knows a name as that of the group that is there, before one of the same name that is gone", () => {
    const renamed = group("g", ["MCOEV"], [], { displayName: "Vertrieb" });
    const gone: LedgerEntry = { ...owned, id: "old", gone: "deleted" };
    for (const entries of [
      [gone, owned],
      [owned, gone],
    ]) {
      const { bound, findings } = bind({
        declared: [sales],
        owned: entries,
        groups: [renamed],
        absent: [absent("deleted", "old")],
      });
      expect(bound).toEqual([{ id: "g", name: "Sales", group: renamed, declared: sales, owned }]);
      expect(findings.map(({ code }) => code)).toEqual(["group-renamed"]);
    }
  });

  it("asks which of two is meant, in one order", () => {
    const { findings, absent: missing } = bind({ declared: [sales], groups: [another, salesGroup] });
    expect(findings.map(({ message }) => message)).toEqual(["Sales is the name of 2 groups: g (Sales); h (SALES)."]);
    expect(missing).toEqual([{ kind: "unknown", name: "Sales" }]);
  });

  it("says where a group is written: at the first place that is known, or nowhere", () => {
    const place = { file: "stacks/contoso.yaml", line: 9, column: 3 };
    const at = (declarations: DesiredPrincipal["declarations"]) =>
      bind({ declared: [{ ...sales, declarations }] }).findings[0]?.place;
    expect(
      at([
        { assignment: "a", skus: [] },
        { assignment: "b", place, skus: [] },
      ]),
    ).toEqual(place);
    expect(at([])).toBeUndefined();
  });
});

describe("groups that are not there", () => {
  it.each([
    ["deleted", "deleted"],
    ["notFound", "missing"],
  ] as const)("%s: stay in the ledger as %s, and are told of once", (kind, gone) => {
    const first = bind({ owned: [owned], absent: [absent(kind)] });
    expect(first.absent).toEqual([{ kind: "gone", name: "Sales", entry: { ...owned, gone } }]);
    expect(first.findings.map(({ code }) => code)).toEqual(["group-gone"]);
    const again = bind({ owned: [{ ...owned, gone }], absent: [absent(kind)] });
    expect(again.absent).toEqual(first.absent);
    expect(again.findings).toEqual([]);
  });

  it("purged: are to leave the ledger, and their name may be another group's", () => {
    const gone = [{ kind: "gone", name: "Sales", entry: { ...owned, gone: "missing" } }];
    expect(bind({ owned: [owned], absent: [absent("purged")] }).absent).toEqual(gone);
    const { bound, absent: missing } = bind({
      declared: [sales],
      owned: [owned],
      groups: [another],
      absent: [absent("purged")],
    });
    expect(bound.map(({ id }) => id)).toEqual(["h"]);
    expect(missing).toEqual(gone);
  });

  it("deleted: another group of the name is meant; without one nothing is looked up", () => {
    const { bound, findings } = bind({
      declared: [sales],
      owned: [owned],
      groups: [another],
      absent: [absent("deleted")],
    });
    expect(bound.map(({ id }) => id)).toEqual(["h"]);
    expect(findings.map(({ code }) => code)).toEqual(["group-gone"]);
    expect(
      bind({ declared: [sales], owned: [owned], absent: [absent("deleted")] }).findings.map(({ code }) => code),
    ).toEqual(["group-gone"]);
  });

  it("not found and not confirmed as deleted: another group of the name is not meant", () => {
    const { bound } = bind({ declared: [sales], owned: [owned], groups: [another], absent: [absent("notFound")] });
    expect(bound).toEqual([]);
  });

  it("not read or unreadable: stay as they are", () => {
    const notRead = bind({ owned: [owned] });
    expect(notRead.absent).toEqual([{ kind: "unseen", name: "Sales", entry: owned }]);
    expect(notRead.findings.map(showFinding)).toEqual([
      "warning group-unreachable [Sales] 1 group could not be read (it was not read) and is left alone: Sales. " +
        ">> Grant GroupMember.Read.All where it is missing: `npx m365-licenses doctor` says so. Where the " +
        "application has it, a restricted administrative unit may keep it out.",
    ]);
    expect(bind({ declared: [sales], owned: [owned] })).toEqual(notRead);
    expect(bind({ owned: [owned], absent: [unreadable("g")] }).absent).toEqual(notRead.absent);
    expect(bind({ declared: [sales], owned: [owned], groups: [another], absent: [unreadable("g")] }).bound).toEqual([]);
  });

  it("a declared name that cannot be read is told of with the others, at its place, and is no error", () => {
    const { absent: missing, findings } = bind({
      declared: [sales, declared("Marketing", "MCOEV")],
      absent: [unreadable("sales"), unreadable("marketing")],
    });
    expect(missing).toEqual([
      { kind: "unseen", name: "Sales" },
      { kind: "unseen", name: "Marketing" },
    ]);
    expect(findings.map(showFinding)).toEqual([
      "warning group-unreachable stacks/contoso.yaml:5:7 [Marketing, Sales] 2 groups could not be read (403) and " +
        "are left alone: Marketing, Sales. >> Grant GroupMember.Read.All where it is missing: `npx m365-licenses " +
        "doctor` says so. Where the application has it, a restricted administrative unit may keep it out.",
    ]);
  });

  it("a name of two groups of which one lookup failed is ambiguous all the same", () => {
    const { findings } = bind({ declared: [sales], groups: [salesGroup, another], absent: [unreadable("sales")] });
    expect(findings.map(({ code }) => code)).toEqual(["group-ambiguous"]);
  });
});
