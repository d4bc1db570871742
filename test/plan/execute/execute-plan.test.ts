import { describe, expect, it } from "vitest";
import { approvalDigest } from "../../../src/plan/guard/approvals";
import { defaultLimits } from "../../../src/terms/policy";
import { deletePlan } from "../../../src/plan/delete-plan";
import { executePlan, PlanRefusedError } from "../../../src/plan/execute/execute-plan";
import type { PlanInput } from "../../../src/plan/basis/plan-input";
import { planTenant, planWithModel } from "../../../src/plan/plan-tenant";
import { restrictToApproved } from "../../../src/plan/restrict";
import type { Plan } from "../../../src/terms/plan";
import { type FakeBehaviour, fakePort } from "../support/fake-port";
import { inputOf, outcomes, owned, run } from "../support/run";
import { show, showFinding } from "../support/show";
import {
  desired,
  group,
  held,
  noLimits,
  now,
  observed,
  owning,
  policy,
  sku,
  skuIds,
  today,
  user,
  written,
} from "../support/tenant";

const problem = { code: "dependency", message: "License assignment failed because", remedy: "Add it." };

describe("carrying out", () => {
  it("reads again, sends one call a person with adds and removes together, and owns what stands", async () => {
    const { steps, execution, progress } = await run({
      desired: desired({ adele: "ENTERPRISEPREMIUM", bob: "MCOEV @GB" }),
      ledger: owning({ adele: "ENTERPRISEPACK", carl: "MCOEV" }),
      observed: observed({
        users: [user("adele", ["E3"]), user("bob", [], { usageLocation: undefined as never }), user("carl", ["MCOEV"])],
      }),
    });
    expect(steps).toEqual([
      "read adele bob carl",
      "write adele +ENTERPRISEPREMIUM -ENTERPRISEPACK",
      "write bob @GB +MCOEV",
      "write carl -MCOEV",
    ]);
    expect(outcomes(execution)).toEqual(["adele applied", "bob applied", "carl applied"]);
    expect(owned(execution)).toEqual({ adele: ["ENTERPRISEPREMIUM"], bob: ["MCOEV"] });
    expect(execution.ledger.users.find((entry) => entry.id === "bob")?.usageLocation).toBe("GB");
    expect(execution.ledger.lossesByDay).toEqual({ [today]: 1 });
    expect(execution.lines.users).toEqual({ "adele@contoso.com": "ENTERPRISEPREMIUM", "bob@contoso.com": "MCOEV @GB" });
    expect(execution.seats.filter(({ used }) => used > 0)).toEqual(
      [
        { skuId: skuIds.E5, bought: 1000, used: 1 },
        { skuId: skuIds.MCOEV, bought: 1000, used: 1 },
      ].sort((a, b) => (a.skuId < b.skuId ? -1 : 1)),
    );
    expect(execution).toMatchObject({ stopped: false, memberProblems: [], unfinishedGroups: [] });
    expect(progress).toEqual([0, 1, 2, 3].map((done) => ({ phase: "assigning", done, total: 3 })));
  });

  it("leaves out what is already so, and does not undo what somebody has done meanwhile", async () => {
    const { steps, execution } = await run(
      {
        desired: desired({ adele: "MCOEV", bob: "ENTERPRISEPACK" }),
        observed: observed({ users: [user("adele"), user("bob")] }),
      },
      {
        before: (step, tenant) => {
          if (!step.startsWith("read")) return;
          tenant.users.set("adele", user("adele", ["MCOEV"]));
          tenant.users.set("bob", user("bob", ["E3(-TEAMS)"]));
        },
      },
    );
    expect(steps).toEqual(["read adele bob"]);
    expect(outcomes(execution)).toEqual(["adele applied", "bob applied"]);
    expect(owned(execution)).toEqual({ adele: ["MCOEV"], bob: ["ENTERPRISEPACK"] });
  });

  it("does not send what would take something that the plan did not tell", async () => {
    const { steps, execution } = await run(
      {
        desired: desired({ adele: "ENTERPRISEPREMIUM" }),
        ledger: owning({ adele: "ENTERPRISEPREMIUM, ENTERPRISEPACK" }),
        observed: observed({ users: [user("adele", ["E3", "E5"])] }),
      },
      {
        before: (step, tenant) => {
          if (step.startsWith("read")) tenant.users.set("adele", user("adele", ["E3"]));
        },
      },
    );
    expect(steps.filter((step) => step.startsWith("write"))).toEqual([]);
    expect(outcomes(execution)).toEqual([
      "adele skipped: since the plan was made the person has changed, and would now lose ENTERPRISEPACK",
    ]);
    expect(owned(execution)).toEqual({ adele: ["ENTERPRISEPACK", "ENTERPRISEPREMIUM"] });
  });

  it.each([
    ["deleted meanwhile", undefined, "the account can no longer be read"],
    [
      "without states",
      user("adele", [], { assignments: undefined as never }),
      "Graph left the person's licenseAssignmentStates out",
    ],
  ])("skips a person %s", async (_, now, why) => {
    const { execution } = await run(
      { desired: desired({ adele: "MCOEV" }), observed: observed({ users: [user("adele")] }) },
      {
        before: (_step, tenant) => {
          if (now === undefined) tenant.users.delete("adele");
          else tenant.users.set("adele", now);
        },
      },
    );
    expect(outcomes(execution)).toEqual([`adele skipped: ${why}`]);
    expect(owned(execution)).toEqual({});
  });

  it("one person's failure does not stop the others, and leaves the ledger truthful", async () => {
    const { execution, input } = await run(
      {
        desired: desired({ adele: "MCOEV", bob: "ENTERPRISEPREMIUM", carl: "MCOEV" }),
        ledger: owning({ bob: "ENTERPRISEPACK" }),
        observed: observed({ users: [user("adele"), user("bob", ["E3"]), user("carl")] }),
      },
      { problems: { adele: problem, bob: problem } },
    );
    expect(outcomes(execution)).toEqual(["adele failed: dependency", "bob failed: dependency", "carl applied"]);
    expect(owned(execution)).toEqual({ bob: ["ENTERPRISEPACK"], carl: ["MCOEV"] });
    const next = planTenant({
      ...input,
      ledger: execution.ledger,
      observed: observed({ users: [user("adele"), user("bob", ["E3"]), user("carl", ["MCOEV"])] }),
    });
    expect(next.transitions.map((one) => one.id)).toEqual(["adele", "bob"]);
  });

  it("a failure after the usage location was written keeps the location", async () => {
    const { execution } = await run(
      {
        desired: desired({ adele: "MCOEV, ENTERPRISEPACK @GB" }),
        ledger: owning({ adele: "ENTERPRISEPACK @US" }),
        observed: observed({ users: [user("adele", ["E3"])] }),
      },
      { problems: { adele: problem } },
    );
    expect(execution.lines.users).toEqual({ "adele@contoso.com": "ENTERPRISEPACK @GB" });
    expect(owned(execution)).toEqual({ adele: ["ENTERPRISEPACK"] });
  });

  it("stops where something was not sent, and says of the rest that it was not", async () => {
    const { execution, steps } = await run(
      {
        desired: desired({ adele: "MCOEV", bob: "MCOEV" }, { "Group g": "MCOEV" }),
        observed: observed({ users: [user("adele"), user("bob")], groups: [group("g", [], [])] }),
      },
      { notSentAfter: 2 },
    );
    expect(outcomes(execution)).toEqual(["g applied", "adele applied", "bob notSent"]);
    expect(execution.stopped).toBe(true);
    expect(owned(execution)).toEqual({ adele: ["MCOEV"], g: ["MCOEV"] });
    expect(steps.at(-1)).toBe("write bob +MCOEV");
  });

  it("throws what is thrown before the first write, and keeps the ledger of what was done after it", async () => {
    const over = {
      desired: desired({ adele: "MCOEV" }, { "Group g": "ENTERPRISEPACK" }),
      observed: observed({ users: [user("adele")], groups: [group("g", [], [])] }),
    };
    const failAt = (step: string): FakeBehaviour => ({
      before: (now) => {
        if (now === step) throw new Error("another tenant");
      },
    });
    await expect(run(over, failAt("read g"))).rejects.toThrow("another tenant");
    const { execution } = await run(over, failAt("read adele"));
    expect(execution).toMatchObject({ stopped: true, interruption: new Error("another tenant") });
    expect(outcomes(execution)).toEqual(["g applied", "adele notSent"]);
    expect(owned(execution)).toEqual({ g: ["ENTERPRISEPACK"] });
  });

  it("refuses a plan that is refused", async () => {
    await expect(run({ desired: desired({}, {}, { tenant: "fabrikam.com" }) })).rejects.toThrow(PlanRefusedError);
  });

  it("remembers approvals that were used, and no losses of those", async () => {
    const approval = { losses: 3, of: ["MCOEV"], until: today, reason: "done" };
    const { execution } = await run({
      ledger: owning(
        { adele: "MCOEV", bob: "MCOEV", carl: "VISIOCLIENT" },
        {},
        {
          lossesByDay: { "2026-11-20": 2, "2026-01-01": 9 },
          approvalsSpent: { [approvalDigest(approval)]: 1, gone: 5 },
        },
      ),
      observed: observed({ users: [user("adele", ["MCOEV"]), user("bob", ["MCOEV"]), user("carl", ["VISIO"])] }),
      policy: policy({ limits: noLimits, approvals: [approval] }),
    });
    expect(execution.ledger.approvalsSpent).toEqual({ [approvalDigest(approval)]: 3 });
    expect(execution.ledger.lossesByDay).toEqual({ "2026-11-20": 2, [today]: 1 });
  });

  it("forgets who is released, remembers who is gone, unseen, protected, or purged by one reading", async () => {
    const { execution } = await run({
      desired: desired({ here: "MCOEV" }),
      ledger: owning({
        here: "MCOEV",
        released: "MCOEV",
        purged: "MCOEV",
        deleted: "MCOEV",
        unseen: "MCOEV",
        safe: "MCOEV",
      }),
      observed: observed({
        users: [user("here", ["MCOEV"]), user("released", ["MCOEV"]), user("safe", ["MCOEV"])],
        absent: [
          { kind: "purged", lookup: "purged", id: "purged" },
          { kind: "deleted", lookup: "deleted", id: "deleted" },
          { kind: "unreadable", lookup: "unseen", reason: "403" },
        ],
      }),
      policy: policy({ release: ["released@contoso.com"], protected: ["safe@contoso.com"] }),
    });
    expect(execution.ledger.users.map((entry) => `${entry.id} ${entry.gone ?? ""}`)).toEqual([
      "deleted deleted",
      "here ",
      "purged missing",
      "safe ",
      "unseen ",
    ]);
    expect(execution.ledger.protectedIds).toEqual(["safe"]);
    expect(execution.ledger.protectedNames).toEqual({ "safe@contoso.com": "safe" });
    expect(execution.lines.users).toEqual({
      "here@contoso.com": "MCOEV",
      "safe@contoso.com": "MCOEV",
      "unseen@contoso.com": "MCOEV",
    });
  });
});

describe("groups", () => {
  const toGroup = {
    desired: desired({}, { "Group g": "ENTERPRISEPACK" }),
    ledger: owning({ adele: "ENTERPRISEPACK" }),
    observed: observed({ users: [user("adele", ["E3"])], groups: [group("g", [], ["adele"])] }),
  };

  it("direct to group: the direct licence goes once the group's is active", async () => {
    const { steps, execution } = await run(toGroup);
    expect(steps.filter((step) => !step.startsWith("read"))).toEqual([
      "write g +ENTERPRISEPACK",
      "await g",
      "write adele -ENTERPRISEPACK",
    ]);
    expect(outcomes(execution)).toEqual(["g applied", "adele applied"]);
    expect(owned(execution)).toEqual({ g: ["ENTERPRISEPACK"] });
    expect(execution.ledger.lossesByDay).toEqual({});
  });

  it("direct to group: on timeout it stays, and stays owned", async () => {
    const { steps, execution } = await run(toGroup, { processes: false });
    expect(steps).not.toContain("write adele -ENTERPRISEPACK");
    expect(outcomes(execution)).toEqual([
      "g applied",
      "adele skipped: a direct licence stays, since the one through the group is not active with the same plans; " +
        "the next run tries again",
    ]);
    expect(execution.unfinishedGroups).toEqual(["g"]);
    expect(owned(execution)).toEqual({ adele: ["ENTERPRISEPACK"], g: ["ENTERPRISEPACK"] });
  });

  it("group to direct: the group's licence goes once the direct one is there", async () => {
    const { steps, execution } = await run({
      desired: desired({ adele: "ENTERPRISEPACK" }),
      ledger: owning({}, { g: "ENTERPRISEPACK" }),
      observed: observed({ users: [user("adele", ["E3/g"])], groups: [group("g", ["E3"], ["adele"])] }),
    });
    expect(steps.filter((step) => !step.startsWith("read"))).toEqual([
      "write adele +ENTERPRISEPACK",
      "write g -ENTERPRISEPACK",
      "await g",
    ]);
    expect(owned(execution)).toEqual({ adele: ["ENTERPRISEPACK"] });
  });

  it("group to direct: where the direct one fails, the group's stays", async () => {
    const { steps, execution } = await run(
      {
        desired: desired({ adele: "ENTERPRISEPACK" }),
        ledger: owning({}, { g: "ENTERPRISEPACK" }),
        observed: observed({ users: [user("adele", ["E3/g"])], groups: [group("g", ["E3"], ["adele"])] }),
      },
      { problems: { adele: problem } },
    );
    expect(steps.filter((step) => step.startsWith("write"))).toEqual(["write adele +ENTERPRISEPACK"]);
    expect(outcomes(execution)).toEqual([
      "g skipped: what it takes away stays, since at least 1 of its members would be without " +
        "(adele@contoso.com); the next run tries again",
      "adele failed: dependency",
    ]);
    expect(owned(execution)).toEqual({ adele: ["ENTERPRISEPACK"], g: ["ENTERPRISEPACK"] });
  });

  it("members with errors are told", async () => {
    const { execution } = await run(toGroup, {
      before: (step, tenant) => {
        if (step === "read adele g") tenant.users.set("adele", user("adele", ["E3", "E3/g!Other"]));
      },
    });
    expect(execution.memberProblems).toEqual([
      { userId: "adele", name: "adele@contoso.com", groupId: "g", skuId: skuIds.E3, error: "Other" },
    ]);
  });
});

describe("destroy", () => {
  const ledger = written(
    owning(
      { adele: "MCOEV, VISIOCLIENT", safe: "MCOEV", gone: "MCOEV" },
      { g: "ENTERPRISEPACK" },
      { protectedIds: ["safe"], protectedNames: { "safe@contoso.com": "safe" } },
    ),
  );
  const seen = observed({
    users: [user("adele", ["MCOEV", "E5"]), user("safe", ["MCOEV"]), user("bob", ["E3/g", "VISIO"])],
    groups: [group("g", ["E3", "VISIO"], ["bob"])],
    absent: [{ kind: "deleted", lookup: "gone", id: "gone" }],
  });

  const applied = { limits: defaultLimits, approvals: [], unprotected: true };

  it("takes back what the ledger lists and nothing else, protected people excepted", async () => {
    const planned = deletePlan({ ledger, observed: seen, today, now, applied });
    expect(`\n${show(planned.plan)}\n`).toMatchInlineSnapshot(`
      "
      withdraw Group g: -E3 {undeclared}
      withdraw adele@contoso.com: -MCOEV {undeclared}
      phase people: adele
      phase withdrawGroups: g
      bob@contoso.com loses E3 by groupRemoved g: mailbox files teams
      seats E3: 1 of 1000 +0 -1 = 0
      seats MCOEV: 2 of 1000 +0 -1 = 1
      guard allowed: 1 losing, 0 approved, 0 before, limit 1 of 4 in 7
      warning user-gone [gone@contoso.com] gone@contoso.com was deleted. >> Take the line out of the stack, or
        restore the account within 30 days.
      safe@contoso.com: MCOEV
      ledger moves
      "
    `);
    const fake = fakePort(seen);
    const execution = await executePlan({ ...planned, port: fake.port });
    expect(fake.steps.filter((step) => step.startsWith("write"))).toEqual([
      "write adele -MCOEV",
      "write g -ENTERPRISEPACK",
    ]);
    expect(owned(execution)).toEqual({ safe: ["MCOEV"], gone: ["MCOEV"] });
  });

  it("is refused under none-removed, for another tenant, and where a group would reach a protected person", () => {
    const refusal = (over: Partial<typeof ledger>, tenant = seen): string[] =>
      deletePlan({ ledger: { ...ledger, ...over }, observed: tenant, today, applied: { ...applied, limits: noLimits } })
        .plan.findings.filter(({ severity }) => severity === "error")
        .map(showFinding);
    expect(refusal({ noneRemoved: true })).toEqual([
      "error destroy-none-removed [] This stack has `limits: none-removed`: nothing is ever taken away, so it cannot " +
        "be destroyed. >> Give the stack other limits, run an update, then destroy it; or forget it without taking " +
        "anything: `pulumi state delete`.",
    ]);
    expect(refusal({ tenantId: "22222222-0000-4000-8000-000000000000" })).toHaveLength(2);
    expect(refusal({ protectedIds: ["bob"], protectedNames: {} })).toHaveLength(1);
    expect(refusal({})).toEqual([]);
  });
});

const partOf = (input: PlanInput, approved: Plan): Plan => restrictToApproved(planWithModel(input), approved).plan;

describe("a part of the approved plan, never more", () => {
  const base = inputOf({
    desired: desired({ adele: "MCOEV", bob: "MCOEV" }),
    ledger: owning({ carl: "VISIOCLIENT", dora: "VISIOCLIENT" }),
    observed: observed({ users: [user("adele"), user("bob"), user("carl", ["VISIO"]), user("dora", ["VISIO"])] }),
  });

  it("is the whole plan where nothing has changed", () => {
    expect(partOf(base, planTenant(base))).toEqual(planTenant(base));
  });

  it("leaves alone whoever has changed since or was not in it, and counts the rest", () => {
    const approved = planTenant({ ...base, desired: desired({ adele: "MCOEV" }) });
    const now = {
      ...base,
      observed: observed({
        users: [user("adele"), user("bob"), user("carl", ["VISIO", "E3"]), user("dora", ["VISIO"])],
      }),
    };
    expect(`\n${show(partOf(now, approved)).replace(approved.digest, "DIGEST")}\n`).toMatchInlineSnapshot(`
      "
      grant adele@contoso.com: +MCOEV {declared by staff}
      withdraw dora@contoso.com: -VISIO {undeclared}
      phase people: adele dora
      dora@contoso.com loses VISIO by removed: files
      seats VISIO: 2 of 1000 +0 -1 = 1
      seats MCOEV: 0 of 1000 +1 -0 = 1
      guard allowed: 1 losing, 0 approved, 0 before, limit 2 of 2 in 7
      warning plan-without-its-base stacks/contoso.yaml:5:7 [adele@contoso.com] MCOEV needs Teams beside it, and 1
        person has none: adele@contoso.com. >> Give ENTERPRISEPACK as well, or switch MCOEV off.
      warning not-approved [bob@contoso.com, carl@contoso.com] 2 changes are not in the approved plan
        DIGEST, or have changed since, and are not made: bob@contoso.com,
        carl@contoso.com. >> Make a new preview and have it approved.
      adele@contoso.com: MCOEV
      carl@contoso.com: VISIOCLIENT
      ledger moves
      "
    `);
  });

  it("does not take from a group what a person who is left out was to have directly", () => {
    const move = inputOf({
      desired: desired({ adele: "ENTERPRISEPACK" }),
      ledger: owning({}, { g: "ENTERPRISEPACK" }),
      observed: observed({ users: [user("adele", ["E3/g"])], groups: [group("g", ["E3"], ["adele"])] }),
    });
    const approved = planTenant(move);
    const now = {
      ...move,
      observed: observed({ users: [user("adele", ["E3/g", "MCOEV"])], groups: [group("g", ["E3"], ["adele"])] }),
    };
    const part = partOf(now, approved);
    expect(part.transitions).toEqual([]);
    expect(part.lines.groups).toEqual({ "Group g": "ENTERPRISEPACK" });
    expect(part.findings.map(({ code }) => code)).toEqual(["not-approved"]);
  });
});

describe("what was approved", () => {
  const input = () =>
    inputOf({ ledger: owning({ bob: "ENTERPRISEPACK" }), observed: observed({ users: [user("bob", ["E3"])] }) });

  it.each([
    ["names fewer services", { critical: ["teams"] as const }],
    ["names another licence", { skuId: skuIds.VISIO }],
    ["is somebody else's", { userId: "zoe" }],
  ])("does not cover a loss where the approved one %s", (_, over) => {
    const plan = planTenant(input());
    expect(partOf(input(), plan).transitions).toHaveLength(1);
    const less = { ...plan, losses: plan.losses.map((loss) => ({ ...loss, ...over })) };
    expect(partOf(input(), less).transitions).toEqual([]);
  });

  it("does not cover what one person would lose because another may lose the same", () => {
    const before = inputOf({
      desired: desired({ adele: "ENTERPRISEPACK" }),
      ledger: owning({ bob: "ENTERPRISEPACK" }, { g: "ENTERPRISEPACK" }),
      observed: observed({
        users: [user("adele", ["E3/g"]), user("bob", ["E3"])],
        groups: [group("g", ["E3"], ["adele"])],
      }),
    });
    const approved = planTenant(before);
    expect(approved.transitions.map(({ id }) => id)).toEqual(["g", "adele", "bob"]);
    const later = {
      ...before,
      observed: observed({ ...before.observed, users: [user("adele", ["E3/g", "VISIO"]), user("bob", ["E3"])] }),
    };
    const part = partOf(later, approved);
    expect(part.transitions.map(({ id }) => id)).toEqual(["bob"]);
    expect(part.findings.find(({ code }) => code === "not-approved")?.principals).toEqual([
      "Group g",
      "adele@contoso.com",
    ]);
  });
});

describe("digests", () => {
  const base = inputOf({
    desired: desired({ adele: "MCOEV", bob: "MCOEV" }),
    ledger: owning({ bob: "VISIOCLIENT" }),
    observed: observed({ users: [user("adele"), user("bob", ["VISIO"])] }),
  });
  const digestsOf = (input: PlanInput): string[] => planTenant(input).transitions.map((one) => one.digest);

  it("are the same for the same inputs, in whatever order they were read", () => {
    const { users } = base.observed;
    expect(planTenant({ ...base, observed: { ...base.observed, users: [...users].reverse() } })).toEqual(
      planTenant(base),
    );
    expect(JSON.stringify(planTenant(base))).toBe(JSON.stringify(planTenant(structuredClone(base))));
  });

  it.each([
    ["desired", { ...base, desired: desired({ adele: "MCOEV", bob: "MCOEV, ENTERPRISEPACK" }) }],
    ["owned", { ...base, ledger: owning({ bob: "VISIOCLIENT, ENTERPRISEPACK" }) }],
    ["observed", { ...base, observed: observed({ users: [user("adele"), user("bob", ["VISIO", "E3/x"])] }) }],
    [
      "the usage location",
      { ...base, observed: observed({ users: [user("adele"), user("bob", ["VISIO"], { usageLocation: "DE" })] }) },
    ],
  ])("change for the person whose %s changes, and for nobody else", (_, other) => {
    const [adele, bob] = digestsOf(base);
    expect(digestsOf(other)[0]).toBe(adele);
    expect(digestsOf(other)[1]).not.toBe(bob);
    expect(planTenant(other).digest).not.toBe(planTenant(base).digest);
  });

  it("of a group change with the people from whom it takes, not with those to whom it gives", () => {
    const taking = (members: string[]) =>
      inputOf({
        ledger: owning({}, { g: "MCOEV" }),
        observed: observed({
          users: members.map((id) => user(id, ["MCOEV/g"])),
          groups: [group("g", ["MCOEV"], members)],
        }),
      });
    expect(digestsOf(taking(["a"]))).not.toEqual(digestsOf(taking(["a", "b"])));
    const giving = (members: string[]) =>
      inputOf({
        desired: desired({}, { "Group g": "MCOEV" }),
        observed: observed({ users: members.map((id) => user(id)), groups: [group("g", [], members)] }),
      });
    expect(digestsOf(giving(["a"]))).toEqual(digestsOf(giving(["a", "b"])));
  });
});

it("seats: an error for want of seats is tried once more when the others are done", async () => {
  const input = {
    desired: desired({ adele: "ENTERPRISEPREMIUM", bob: "ENTERPRISEPREMIUM" }),
    ledger: owning({ bob: "ENTERPRISEPACK" }),
    observed: observed({ skus: [sku("E3"), sku("E5", { enabled: 2 })], users: [user("adele"), user("bob", ["E3"])] }),
  };
  const { execution, steps } = await run(input, {
    problems: { adele: { code: "no-seats", message: "none", remedy: "Buy." } },
  });
  expect(steps.filter((step) => step.startsWith("write adele"))).toHaveLength(2);
  expect(outcomes(execution)).toEqual(["adele failed: no-seats", "bob applied"]);
  expect(execution.lines.users).toEqual({ "bob@contoso.com": "ENTERPRISEPREMIUM" });
  expect(held("E3").state).toBe("Active");
});
