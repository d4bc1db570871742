import { describe, expect, it } from "vitest";
import { approvalDigest } from "../../../src/plan/guard/approvals";
import type { LedgerEntry, LedgerSku } from "../../../src/terms/ledger";
import { nextApprovals, nextEntry, nextLosses, sameEntry, type Confirmed } from "../../../src/plan/ledger/ledger-next";
import type { ResolvedLicense } from "../../../src/plan/bind/resolve-licenses";
import { indexTenant } from "../../../src/plan/basis/tenant-index";
import { declared, noLimits, observed, owning, policy, skuIds, today } from "../support/tenant";

const index = indexTenant(observed());
const unmanaged = { kind: "unmanaged" } as const;
const off = { kind: "off", plans: ["TEAMS1"] } as const;

function licenses(...names: readonly (keyof typeof skuIds)[]): Map<string, ResolvedLicense> {
  return new Map<string, ResolvedLicense>(
    names.map((name): [string, ResolvedLicense] => [
      skuIds[name],
      { skuId: skuIds[name], sku: index.skus.get(skuIds[name])!, written: name, selection: off },
    ]),
  );
}

const now = "2026-11-23T09:00:00.000Z";
const longAgo = "2026-11-01T09:00:00.000Z";

const standing = (held: readonly (keyof typeof skuIds)[], done = true, direct = held): Confirmed => ({
  taken: new Set(),
  sight: { now, byId: true },
  waiting: new Set(),
  held: new Set(held.map((name) => skuIds[name])),
  direct: new Set(direct.map((name) => skuIds[name])),
  done,
});
const entryOf = (line: string, over: Partial<LedgerEntry> = {}): LedgerEntry => ({
  ...(owning({ adele: line }).users[0] as LedgerEntry),
  ...over,
});
const person = (owned?: LedgerEntry, line?: string) => ({
  id: "adele",
  name: "adele@contoso.com",
  ...(owned !== undefined && { owned }),
  ...(line !== undefined && { declared: declared("adele@contoso.com", line) }),
});
const sku = (name: keyof typeof skuIds, selection: LedgerSku["selection"] = off): LedgerSku => ({
  skuId: skuIds[name],
  written: name,
  selection,
});

describe("the entry after a run", () => {
  it("has what is declared and held, sorted, as it is declared now", () => {
    const entry = nextEntry(
      person(entryOf("ENTERPRISEPACK"), "ENTERPRISEPACK, STANDARDPACK @GB"),
      licenses("E3", "E1"),
      standing(["E3", "E1"]),
    );
    expect(entry).toEqual({
      id: "adele",
      name: "adele@contoso.com",
      usageLocation: "GB",
      skus: [sku("E1"), sku("E3")],
    });
  });

  it("keeps what was owned as it was where the run did not come to it, and takes up what it finds", () => {
    const owned = entryOf("ENTERPRISEPACK @US");
    const entry = nextEntry(
      person(owned, "ENTERPRISEPACK, STANDARDPACK @GB"),
      licenses("E3", "E1"),
      standing(["E3", "E1"], false),
    );
    expect(entry).toEqual({
      id: "adele",
      name: "adele@contoso.com",
      usageLocation: "US",
      skus: [sku("E1"), { skuId: skuIds.E3, written: "ENTERPRISEPACK", selection: unmanaged }],
    });
  });

  it("has the location that is declared where nothing was owned, and none where none is", () => {
    expect(
      nextEntry(person(undefined, "STANDARDPACK @GB"), licenses("E1"), standing(["E1"], false))?.usageLocation,
    ).toBe("GB");
    expect(
      nextEntry(person(entryOf("STANDARDPACK @US"), "STANDARDPACK"), licenses("E1"), standing(["E1"])),
    ).not.toHaveProperty("usageLocation");
  });

  it("keeps what is owned and declared although it is not held, and drops what is neither declared nor held", () => {
    const owned = entryOf("ENTERPRISEPACK, VISIOCLIENT, MCOEV", { writtenAt: longAgo });
    const entry = nextEntry(
      person(owned, "ENTERPRISEPACK"),
      licenses("E3"),
      standing(["VISIO", "MCOEV"], true, ["VISIO"]),
    );
    expect(entry?.skus.map(({ skuId }) => skuId)).toEqual([skuIds.E3, skuIds.VISIO]);
  });

  it("drops what the run took, and keeps what is merely not seen, with the moment since which", () => {
    const owned = entryOf("VISIOCLIENT, MCOEV");
    const entry = nextEntry(person(owned), licenses(), {
      ...standing([]),
      taken: new Set([skuIds.MCOEV]),
    });
    expect(entry?.skus).toEqual([{ ...owned.skus.find(({ skuId }) => skuId === skuIds.VISIO), seenAbsent: now }]);
  });

  it("does not say of what is declared or held again that it was not seen", () => {
    const owned = entryOf("ENTERPRISEPACK, MCOEV");
    const unseen = { ...owned, skus: owned.skus.map((one) => ({ ...one, seenAbsent: longAgo })) };
    expect(nextEntry(person(unseen, "ENTERPRISEPACK"), licenses("E3"), standing(["MCOEV"], false))?.skus).toEqual(
      owned.skus,
    );
  });

  it("is none where nothing is owned", () => {
    expect(nextEntry(person(undefined, "ENTERPRISEPACK"), licenses("E3"), standing([]))).toBeUndefined();
    const owned = entryOf("ENTERPRISEPACK", { writtenAt: longAgo });
    expect(nextEntry(person(owned), licenses(), standing([]))).toBeUndefined();
  });
});

describe("two entries", () => {
  const entry = entryOf("ENTERPRISEPACK, MCOEV @GB", { gone: "missing" });

  it("are the same where they say the same", () => {
    expect(sameEntry(entry, structuredClone(entry))).toBe(true);
    expect(sameEntry(undefined, undefined)).toBe(true);
    expect(sameEntry(entry, undefined)).toBe(false);
    expect(sameEntry(undefined, entry)).toBe(false);
  });

  it.each<[string, Partial<LedgerEntry>]>([
    ["name", { name: "other@contoso.com" }],
    ["location", { usageLocation: "US" }],
    ["absence", { gone: "deleted" }],
    ["number of SKUs", { skus: entry.skus.slice(1) }],
    ["SKU", { skus: [entry.skus[0] as LedgerSku, { ...(entry.skus[1] as LedgerSku), skuId: skuIds.VISIO }] }],
    ["writing", { skus: [entry.skus[0] as LedgerSku, { ...(entry.skus[1] as LedgerSku), written: "another name" }] }],
    ["selection", { skus: [{ ...(entry.skus[0] as LedgerSku), selection: off }, entry.skus[1] as LedgerSku] }],
  ])("differ by their %s", (_, over) => {
    expect(sameEntry(entry, { ...entry, ...over })).toBe(false);
  });
});

describe("what a run adds to the counts", () => {
  const days = { "2026-08-24": 1, "2026-08-25": 2, "2026-11-20": 3 };
  const losses = (perDays: number | undefined, unapproved: number) =>
    nextLosses(
      owning({}, {}, { lossesByDay: days }),
      {
        limits: perDays === undefined ? { kind: "noneRemoved" } : { kind: "limited", people: 10, atMost: 25, perDays },
      },
      today,
      unapproved,
    );

  it("forgets losses after ninety days, or after the window where that is longer", () => {
    expect(losses(7, 0)).toEqual({ "2026-08-25": 2, "2026-11-20": 3 });
    expect(losses(undefined, 0)).toEqual({ "2026-08-25": 2, "2026-11-20": 3 });
    expect(losses(120, 0)).toEqual(days);
  });

  it("adds those of the day", () => {
    expect(losses(7, 4)).toEqual({ "2026-08-25": 2, "2026-11-20": 3, [today]: 4 });
    expect(nextLosses(owning({}, {}, { lossesByDay: { [today]: 2 } }), policy({ limits: noLimits }), today, 4)).toEqual(
      { [today]: 6 },
    );
  });

  it("keeps what is spent of the approvals that the stack still has", () => {
    const approval = { losses: 5, of: [], until: today, reason: "a" };
    const digest = approvalDigest(approval);
    const spent = (before: Readonly<Record<string, number>>, now: number) =>
      nextApprovals(
        owning({}, {}, { approvalsSpent: before }),
        { approvals: [approval] },
        new Map(now === 0 ? [] : [[digest, now]]),
      );
    expect(spent({ [digest]: 2, gone: 9 }, 1)).toEqual({ [digest]: 3 });
    expect(spent({}, 1)).toEqual({ [digest]: 1 });
    expect(spent({}, 0)).toEqual({});
  });
});
