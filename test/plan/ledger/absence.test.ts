import { describe, expect, it } from "vitest";
import { planTenant } from "../../../src/plan/plan-tenant";
import { afterAbsence } from "../../../src/plan/ledger/absence";
import type { LedgerEntry, LedgerSku } from "../../../src/terms/ledger";
import { inputOf, owned, run } from "../support/run";
import { planOf } from "../support/show";
import { noLimits, now, observed, owning, policy, skuIds, user } from "../support/tenant";

const sku: LedgerSku = { skuId: skuIds.E1, written: "STANDARDPACK", selection: { kind: "unmanaged" } };
const at = (minutesBefore: number): string => new Date(Date.parse(now) - minutesBefore * 60_000).toISOString();

interface Case {
  readonly name: string;
  readonly byId?: boolean;
  readonly seen?: number;
  readonly written?: number;
  readonly becomes: "forgotten" | "kept" | { readonly since: number };
}

describe("what is no longer declared and was not seen", () => {
  it.each<Case>([
    { name: "in a list", byId: false, written: 600, becomes: "kept" },
    { name: "in a list, after it was seen absent by id", byId: false, seen: 30, written: 600, becomes: { since: 30 } },
    { name: "by id, a minute after the last write", written: 1, becomes: { since: 0 } },
    { name: "by id, an hour after the last write", written: 60, becomes: "forgotten" },
    { name: "by id, not quite an hour after the last write", written: 59.9, becomes: { since: 0 } },
    { name: "by id, where nobody knows when it was written", becomes: { since: 0 } },
    { name: "by id, twice, four minutes apart", seen: 4, written: 10, becomes: { since: 4 } },
    { name: "by id, twice, five minutes apart", seen: 5, written: 10, becomes: "forgotten" },
    { name: "by id, twice, where nobody knows when it was written", seen: 5, becomes: "forgotten" },
    { name: "by id, twice, with a write in between", seen: 20, written: 10, becomes: { since: 0 } },
    { name: "by a clock that runs behind", seen: -4, written: -3, becomes: { since: -4 } },
  ])("$name", ({ byId = true, seen, written, becomes }) => {
    const known: LedgerSku = { ...sku, ...(seen !== undefined && { seenAbsent: at(seen) }) };
    const entry: LedgerEntry = {
      id: "adele",
      name: "adele@contoso.com",
      skus: [known],
      ...(written !== undefined && { writtenAt: at(written) }),
    };
    const left = afterAbsence(known, entry, { now, byId });
    const expected =
      becomes === "forgotten" ? undefined : becomes === "kept" ? sku : { ...sku, seenAbsent: at(becomes.since) };
    expect(left).toEqual(expected);
  });

  it("is never forgotten by a run that does not know the time", () => {
    const entry: LedgerEntry = { id: "adele", name: "adele@contoso.com", skus: [sku], writtenAt: at(600) };
    expect(afterAbsence(sku, entry, { byId: true })).toEqual(sku);
  });
});

describe("a person who was taken out of the file, and does not seem to hold anything", () => {
  const ledger = owning({ adele: "STANDARDPACK" });
  const adele = user("adele");

  it("is told of and stays in the ledger, seen absent since this run", async () => {
    const { plan, execution } = await run({ ledger, observed: observed({ users: [adele] }) });
    expect(plan.findings.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      "seen-absent: STANDARDPACK is to be taken back from 1 person, but was not seen there since 2026-11-23 " +
        "09:00 UTC, " +
        "which is not believed yet: adele@contoso.com.",
    ]);
    expect(plan.ledgerChanges).toBe(true);
    expect(execution.ledger.users).toEqual([{ ...ledger.users[0], skus: [{ ...sku, seenAbsent: now }] }]);
  });

  it("is forgotten by a run five minutes later that reads the same", async () => {
    const first = await run({ ledger, observed: observed({ users: [adele] }) });
    const second = await run({ ledger: first.execution.ledger, observed: observed({ users: [adele] }), now: at(-5) });
    expect(second.plan.findings).toEqual([]);
    expect(second.execution.ledger.users).toEqual([]);
  });

  it("does not make the next run restless: within these minutes there is nothing to do", async () => {
    const first = await run({ ledger, observed: observed({ users: [adele] }) });
    const plan = planTenant(
      inputOf({ ledger: first.execution.ledger, observed: observed({ users: [adele] }), now: at(-1) }),
    );
    expect(plan.ledgerChanges).toBe(false);
  });

  it("has it taken back where it turns up after all", async () => {
    const first = await run({ ledger, observed: observed({ users: [adele] }) });
    const second = await run({
      ledger: first.execution.ledger,
      observed: observed({ users: [user("adele", ["E1"])] }),
    });
    expect(second.steps).toContain("write adele -STANDARDPACK");
    expect(owned(second.execution)).toEqual({});
  });

  it("is noted with the moment of the last write, and loses it again where nobody knows the time", async () => {
    const users = [user("adele", ["E1"])];
    const change = { ledger: owning({ adele: "STANDARDPACK, MCOEV" }), observed: observed({ users }) };
    const { execution, finished } = await run(change);
    expect(execution.ledger.users).toEqual([
      expect.objectContaining({
        id: "adele",
        writtenAt: finished,
        skus: [expect.objectContaining({ seenAbsent: now })],
      }),
    ]);
  });
});

describe("a destroy that does not see what it is to take back", () => {
  it("names whom somebody has to look at once more, since no run will", () => {
    const { findings } = planOf({
      destroy: true,
      ledger: owning({ adele: "MCOEV" }),
      observed: observed({ users: [user("adele")] }),
      policy: policy({ limits: noLimits }),
    });
    expect(findings.filter(({ code }) => code === "seen-absent")).toMatchObject([
      {
        principals: ["adele@contoso.com"],
        remedy: "This stack takes nothing back any more: look at these people once more, in some minutes.",
      },
    ]);
  });
});
