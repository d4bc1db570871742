import { describe, expect, it } from "vitest";
import type { PlanInput } from "../../../src/plan/basis/plan-input";
import { formatLedger, parseLedger } from "../../../src/plan/ledger/ledger-text";
import { renderText } from "../../../src/report/text/text";
import type { Ledger, QueuePlace } from "../../../src/terms/ledger";
import type { Priority } from "../../../src/terms/policy";
import { owned, run } from "../support/run";
import { planOf } from "../support/show";
import { desired, noLimits, observed, owning, policy, pools, skuIds, today, user } from "../support/tenant";

const upn = (name: string): string => `${name}@contoso.com`;

function inOrder(names: readonly string[], priorities?: readonly Priority[]): PlanInput["policy"] {
  const order = names.map(upn);
  return policy({
    limits: noLimits,
    onShortage: { kind: "inOrder", order, ...(priorities !== undefined && { priorities }) },
  });
}

const first = (priority: number, ...names: readonly string[]): Priority => ({
  priority,
  skus: ["VISIOCLIENT"],
  principals: names.map(upn),
});

const since = (day: string, ...names: readonly string[]): QueuePlace[] =>
  names.map((name) => ({ principal: "user", id: name, name: upn(name), since: day }));

function waitingFor(visio: readonly QueuePlace[]): Ledger {
  return { ...owning({}), waiting: { [skuIds.VISIO]: visio } };
}

/** Everybody is to have Visio, of which so many seats are left. */
function visioFor(names: readonly string[], seats: number): Partial<PlanInput> {
  return {
    desired: desired(Object.fromEntries(names.map((name) => [name, "VISIOCLIENT"]))),
    observed: observed({ skus: pools({ VISIO: seats }), users: names.map((name) => user(name)) }),
    policy: inOrder(names),
  };
}

const served = (input: Partial<PlanInput>): string[] => planOf(input).transitions.map(({ name }) => name);
const queueAfter = (ledger: Ledger): string[] =>
  (ledger.waiting?.[skuIds.VISIO] ?? []).map(({ name, since: day }) => `${name} ${day}`);

describe("who waits for a seat", () => {
  it("is remembered in the order of waiting, with the day", async () => {
    const { execution, plan } = await run(visioFor(["ann", "bea", "cid"], 1));
    expect(queueAfter(execution.ledger)).toEqual([`${upn("bea")} ${today}`, `${upn("cid")} ${today}`]);
    expect(plan.waits?.map(({ licenses }) => licenses[0]?.since)).toEqual([today, today]);
    expect(parseLedger(formatLedger(execution.ledger))).toStrictEqual(execution.ledger);
  });

  it("goes before who is new in the file, wherever the file has them", () => {
    const input = visioFor(["new", "ann", "bea"], 1);
    expect(served({ ...input, ledger: waitingFor(since("2026-11-01", "bea", "ann")) })).toEqual([upn("bea")]);
    expect(served({ ...input, ledger: waitingFor([]) })).toEqual([upn("new")]);
  });

  it("keeps the day and the place, and those who begin to wait come after", async () => {
    const input = visioFor(["new", "ann", "bea"], 0);
    const { execution } = await run({ ...input, ledger: waitingFor(since("2026-11-01", "bea", "ann")) });
    expect(queueAfter(execution.ledger)).toEqual([
      `${upn("bea")} 2026-11-01`,
      `${upn("ann")} 2026-11-01`,
      `${upn("new")} ${today}`,
    ]);
  });

  it("loses the place with the declaration or the licence, and not by a call that fails", async () => {
    const input = visioFor(["ann", "bea"], 2);
    const ledger = waitingFor(since("2026-11-01", "gone", "ann", "bea"));
    const well = await run({ ...input, ledger });
    expect(owned(well.execution)).toEqual({ ann: ["VISIOCLIENT"], bea: ["VISIOCLIENT"] });
    expect(well.execution.ledger.waiting).toBeUndefined();
    const failed = await run(
      { ...input, ledger },
      { problems: { bea: { code: "Request_BadRequest", message: "no", remedy: "" } } },
    );
    expect(queueAfter(failed.execution.ledger)).toEqual([`${upn("bea")} 2026-11-01`]);
  });

  it("keeps the place where nothing could be read of them", async () => {
    const input = visioFor(["ann", "bea"], 1);
    const { execution } = await run({
      ...input,
      policy: { ...inOrder(["ann", "bea"]), onMissingUser: "wait" },
      observed: observed({
        skus: pools({ VISIO: 0 }),
        users: [user("ann")],
        absent: [{ kind: "notFound", lookup: upn("bea") }],
      }),
      ledger: waitingFor(since("2026-11-01", "bea", "ann")),
    });
    expect(queueAfter(execution.ledger)).toEqual([`${upn("bea")} 2026-11-01`, `${upn("ann")} 2026-11-01`]);
  });

  it("is nobody where the stack refuses a shortage: its ledger says nothing of it", async () => {
    const { execution } = await run({
      ...visioFor(["ann"], 1),
      policy: policy({ limits: noLimits }),
      ledger: waitingFor(since("2026-11-01", "ann")),
    });
    expect(execution.ledger.waiting).toBeUndefined();
  });

  it("makes a run that has nothing else to do write the ledger once, and no second one", async () => {
    const holding = { ...visioFor(["ann", "bea"], 1), ledger: owning({ ann: "VISIOCLIENT" }) };
    const input = {
      ...holding,
      observed: observed({ skus: pools({ VISIO: 1 }), users: [user("ann", ["VISIO"]), user("bea")] }),
    };
    const { execution, plan } = await run(input);
    expect([plan.transitions.length, plan.ledgerChanges]).toEqual([0, true]);
    expect(planOf({ ...input, ledger: execution.ledger }).ledgerChanges).toBe(false);
  });
});

describe("a priority", () => {
  it("goes before who waits longer, and the report says who does", () => {
    const names = ["ann", "bea", "vip"];
    const input = {
      ...visioFor(names, 1),
      policy: inOrder(names, [first(10, "vip")]),
      ledger: waitingFor(since("2026-11-01", "bea", "ann")),
    };
    const plan = planOf(input);
    expect(plan.transitions.map(({ name }) => name)).toEqual([upn("vip")]);
    expect(plan.precedences).toEqual([
      {
        skuId: skuIds.VISIO,
        id: "vip",
        name: upn("vip"),
        priority: 10,
        passed: 2,
        longest: { name: upn("bea"), since: "2026-11-01" },
      },
    ]);
    expect(renderText(plan, { width: 1000 })).toContain(
      "vip@contoso.com gets Visio Plan 2 first, by priority 10; 2 wait longer, bea@contoso.com since 2026-11-01",
    );
  });

  it("counts for the licences of its assignment alone", () => {
    const names = ["ann", "vip"];
    const e3 = { ...first(10, "vip"), skus: ["ENTERPRISEPACK"] };
    expect(served({ ...visioFor(names, 1), policy: inOrder(names, [e3]) })).toEqual([upn("ann")]);
  });

  it("is the highest of several, and nobody is told to be passed who has the same", () => {
    const names = ["ann", "bea", "vip"];
    const plan = planOf({
      ...visioFor(names, 1),
      policy: inOrder(names, [first(1, "vip", "ann"), first(5, "vip"), first(5, "bea")]),
      ledger: waitingFor(since("2026-11-01", "vip", "bea", "ann")),
    });
    expect(plan.transitions.map(({ name }) => name)).toEqual([upn("vip")]);
    expect(plan.precedences).toBeUndefined();
  });
});

describe("two queues", () => {
  it("are one for each licence: who waits for Visio since January does not jump the queue for E3", () => {
    const both = "ENTERPRISEPACK, VISIOCLIENT";
    const plan = planOf({
      desired: desired({ ann: both, bea: "ENTERPRISEPACK" }),
      observed: observed({ skus: pools({ VISIO: 0, E3: 1 }), users: [user("ann"), user("bea")] }),
      policy: inOrder(["ann", "bea"]),
      ledger: {
        ...owning({}),
        waiting: { [skuIds.VISIO]: since("2026-01-01", "ann"), [skuIds.E3]: since("2026-02-01", "bea") },
      },
    });
    expect(plan.transitions.map(({ name }) => name)).toEqual([upn("bea")]);
    expect(plan.waits?.map(({ name }) => name)).toEqual([upn("ann")]);
  });
});
