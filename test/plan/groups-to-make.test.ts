import { describe, expect, it } from "vitest";
import type { GroupToMake } from "../../src/terms/desired";
import type { Plan } from "../../src/terms/plan";
import type { PlanInput } from "../../src/plan/basis/plan-input";
import { claimGiven } from "../../src/plan/ledger/claim";
import { formatIntent, intentOf, parseIntent } from "../../src/plan/ledger/intent";
import { planWithModel } from "../../src/plan/plan-tenant";
import { refuseExisting } from "../../src/plan/refuse-existing";
import { restrictToApproved } from "../../src/plan/restrict";
import { inputOf, run } from "./support/run";
import { planOf, showLoss } from "./support/show";
import { declared, desired, group, observed, owning, policy, pools, user } from "./support/tenant";

const place = { file: "stacks/contoso.yaml", line: 9, column: 3 };
const mail = (id: string): string => `${id}@contoso.com`;

function made(name: string, members?: readonly string[], over: Partial<GroupToMake> = {}): GroupToMake {
  return { name, ...(members !== undefined && { members: members.map(mail) }), place, ...over };
}

function asking(make: readonly GroupToMake[], groups: Readonly<Record<string, string>>) {
  return desired({}, groups, { make });
}

/** A group `g` with E3, owned, in which a, b and c have it. */
const sales = {
  users: ["a", "b", "c"].map((id) => user(id, ["E3/g"])),
  groups: [group("g", ["E3"], ["a", "b", "c"])],
};
const owned = owning({}, { g: "ENTERPRISEPACK" });
const licensed = { "Group g": "ENTERPRISEPACK" };

function members(plan: Plan) {
  return (plan.memberships ?? []).map(({ name, isNew, join, leave, rule }) => ({ name, isNew, join, leave, rule }));
}
const codes = (plan: Plan): readonly string[] => plan.findings.map(({ code }) => code);
const losses = (plan: Plan): readonly string[] => plan.losses.map(showLoss);

describe("a group that is not there yet", () => {
  const input = (seats = 10, over: Partial<PlanInput> = {}): PlanInput =>
    inputOf({
      desired: asking([made("New", ["a", "b"])], { New: "ENTERPRISEPACK" }),
      observed: observed({ users: [user("a"), user("b", ["E3"])], skus: pools({ E3: seats }) }),
      ...over,
    });

  it("is planned as made and licensed: who joins, who gains by it, and the seats that it takes", () => {
    const { plan } = planWithModel(input());
    expect(members(plan)).toEqual([
      { name: "New", isNew: true, join: [mail("a"), mail("b")], leave: [], rule: undefined },
    ]);
    expect(plan.transitions.map(({ kind, name, reach }) => [kind, name, reach?.gain])).toEqual([
      ["grant", "New", [mail("a")]],
    ]);
    expect(plan.seats.map(({ gained, usedAfter }) => [gained, usedAfter])).toEqual([[1, 2]]);
    expect(plan.losses).toEqual([]);
    expect(codes(plan)).not.toContain("group-unknown");
  });

  it("is refused where its members need more seats than there are", () => {
    expect(codes(planWithModel(input(1)).plan)).toContain("seats-short");
  });

  it("is the same plan under its object id, once that is known", () => {
    const before = planWithModel(input());
    const after = planWithModel({ ...before.model.input, made: new Map([["new", "made-id"]]) });
    expect(after.plan.transitions.map(({ id, grants }) => [id, grants])).toEqual(
      before.plan.transitions.map(({ grants }) => ["made-id", grants]),
    );
    expect(members(after.plan)).toEqual(members(before.plan));
    expect(after.plan.seats).toEqual(before.plan.seats);
  });

  it("leaves nothing in the intent of a run that nobody could find again", () => {
    expect(intentOf(planWithModel(input()).plan).given.groups).toEqual([]);
  });

  it("takes everybody without an account for pending where the stack waits for people, else for an error", () => {
    const over = { observed: observed({ users: [user("a")] }) };
    const { findings } = planWithModel(input(10, over)).plan;
    expect(findings.find(({ code }) => code === "group-member-unknown")).toMatchObject({
      severity: "error",
      principals: [mail("b")],
      place,
    });
    const waiting = planWithModel(input(10, { ...over, policy: policy({ onMissingUser: "wait" }) }));
    expect(waiting.plan.pending).toEqual([mail("b")]);
    expect(codes(waiting.plan)).not.toContain("group-member-unknown");
  });

  it("never takes a member for missing who could not be read", () => {
    const absent = [{ kind: "unreadable", lookup: mail("b"), reason: "403" }] as const;
    const over = { observed: observed({ users: [user("a")], absent }), policy: policy({ onMissingUser: "wait" }) };
    expect(codes(planWithModel(input(10, over)).plan)).toContain("group-member-unknown");
  });

  it("is made anew where the ledger's group is gone for good", () => {
    const plan = planOf({
      desired: asking([made("Group g", ["a"])], licensed),
      ledger: owned,
      observed: observed({ users: [user("a")], absent: [{ kind: "purged", lookup: "g", id: "g" }] }),
    });
    expect(members(plan)).toMatchObject([{ name: "Group g", isNew: true }]);
  });

  it("stays without a licence where no assignment of the day gives it one", () => {
    const { plan } = planWithModel(inputOf({ desired: asking([made("New")], {}) }));
    expect(members(plan)).toMatchObject([{ name: "New", isNew: true, join: [] }]);
    expect(plan.transitions).toEqual([]);
    expect(codes(plan)).toEqual([]);
  });
});

describe("who is in a group that the stack makes", () => {
  it("is told by whom it gains and loses, and whoever is taken out counts as a loss", () => {
    const tenant = observed({ ...sales, users: [...sales.users, user("d")] });
    const plan = planOf({ desired: asking([made("Group g", ["a", "d"])], licensed), ledger: owned, observed: tenant });
    expect(members(plan)).toEqual([
      { name: "Group g", isNew: undefined, join: [mail("d")], leave: [mail("b"), mail("c")], rule: undefined },
    ]);
    expect(plan.transitions).toEqual([]);
    expect(losses(plan)).toEqual([
      "b@contoso.com loses E3 by leftGroup g: mailbox files teams",
      "c@contoso.com loses E3 by leftGroup g: mailbox files teams",
    ]);
    expect(plan.seats.map(({ gained, freed }) => [gained, freed])).toEqual([[1, 2]]);
    expect(plan.skus[plan.losses[0]?.skuId ?? ""]?.partNumber).toBe("ENTERPRISEPACK");
  });

  it("is refused by the guard like every other loss, and let through by an approval that names the group", () => {
    const over = {
      desired: asking([made("Group g", ["a"])], licensed),
      ledger: owned,
      observed: observed(sales),
    };
    const refused = planOf({ ...over, policy: policy() });
    expect(refused.guard).toMatchObject({ losing: 2, limit: 1, verdict: "refused" });
    const approvals = [{ losses: 2, of: ["Group g"], until: "2026-12-01", reason: "they left" }];
    expect(planOf({ ...over, policy: policy({ approvals }) }).guard).toMatchObject({ approved: 2, verdict: "allowed" });
  });

  it("costs nobody anything who has it on another path, or in the same run", () => {
    const users = [user("a", ["E3/g", "E3"]), user("b", ["E3/g"])];
    const plan = planOf({
      desired: { ...asking([made("Group g", [])], licensed), users: [declared(mail("b"), "ENTERPRISEPACK")] },
      ledger: owned,
      observed: observed({ users, groups: [group("g", ["E3"], ["a", "b"])] }),
    });
    expect(plan.losses).toEqual([]);
    expect(plan.transitions.map(({ name, kind }) => [name, kind])).toEqual([[mail("b"), "grant"]]);
  });

  it("counts whoever is taken out and cannot be read", () => {
    const users = [user("a", ["E3/g"]), { ...user("b"), assignments: undefined }].map(({ assignments, ...rest }) => ({
      ...rest,
      ...(assignments !== undefined && { assignments }),
    }));
    const plan = planOf({
      desired: asking([made("Group g", ["a"])], licensed),
      ledger: owned,
      observed: observed({ users, groups: [group("g", ["E3"], ["a", "b"])] }),
    });
    expect(losses(plan)).toEqual(["b@contoso.com loses E3 by leftGroup g: mailbox files teams"]);
  });

  it("keeps everybody in it under `limits: none-removed`, and lets others join", () => {
    const { plan, model } = planWithModel(
      inputOf({
        desired: asking([made("Group g", ["a", "d"])], licensed),
        ledger: owned,
        observed: observed({ ...sales, users: [...sales.users, user("d")] }),
        policy: policy({ limits: { kind: "noneRemoved" } }),
      }),
    );
    expect(members(plan)).toMatchObject([{ join: [mail("d")], leave: [] }]);
    expect([...(model.groupModels[0]?.members?.ids ?? [])].sort()).toEqual(["a", "b", "c", "d"]);
    expect(codes(plan)).toContain("none-removed");
  });

  it("may not reach whoever is protected", () => {
    const over = { ledger: owned, policy: policy({ protected: [mail("c"), mail("d")] }) };
    const tenant = observed({ ...sales, users: [...sales.users, user("d")] });
    const leaving = planOf({ ...over, desired: asking([made("Group g", ["a", "b"])], licensed), observed: tenant });
    expect(leaving.findings.find(({ code }) => code === "protected-through-group")?.principals).toEqual([mail("c")]);
    const joining = planOf({
      ...over,
      desired: asking([made("Group g", ["a", "b", "c", "d"])], licensed),
      observed: tenant,
    });
    expect(joining.findings.find(({ code }) => code === "protected-through-group")?.principals).toEqual([mail("d")]);
  });

  it("finds by the ledger whoever was renamed", () => {
    const users = [user("a", ["E3/g"], { userPrincipalName: "new@contoso.com" })];
    const plan = planOf({
      desired: { ...asking([made("Group g", ["a"])], licensed), users: [declared(mail("a"), "VISIOCLIENT")] },
      ledger: owning({ a: "VISIOCLIENT" }, { g: "ENTERPRISEPACK" }),
      observed: observed({
        users,
        groups: [group("g", ["E3"], ["a"])],
        absent: [{ kind: "notFound", lookup: mail("a") }],
      }),
    });
    expect(members(plan)).toEqual([]);
    expect(codes(plan)).not.toContain("group-member-unknown");
  });

  it("is nobody's business here where the stack says nothing of it", () => {
    const plan = planOf({ desired: asking([made("Group g")], licensed), ledger: owned, observed: observed(sales) });
    expect(plan.memberships).toBeUndefined();
    expect(plan.losses).toEqual([]);
  });

  it("loses what the group loses when the stack no longer makes it", () => {
    const plan = planOf({ desired: desired(), ledger: owned, observed: observed(sales), policy: policy() });
    expect(plan.transitions.map(({ kind, name }) => [kind, name])).toEqual([["withdraw", "Group g"]]);
    expect(plan.guard.verdict).toBe("refused");
  });

  it("is without a gap where another group of the stack takes over, and the old one is taken apart last", () => {
    const { plan } = planWithModel(
      inputOf({
        desired: asking([made("Other", ["a", "b", "c"])], { Other: "ENTERPRISEPACK" }),
        ledger: owned,
        observed: observed(sales),
      }),
    );
    expect(plan.losses).toEqual([]);
    expect(plan.phases.map(({ kind }) => kind)).toEqual(["grantGroups", "awaitGroups", "withdrawGroups", "reprocess"]);
    expect(plan.transitions.find(({ name }) => name === "Group g")?.removals[0]?.keptBy).toEqual(["a", "b", "c"]);
  });

  it("is renamed where the stack says what the group was called before", () => {
    const plan = planOf({
      desired: asking([made("Seller", ["a", "b", "c"], { renamedFrom: "Group g" })], { Seller: "ENTERPRISEPACK" }),
      ledger: owned,
      observed: observed(sales),
    });
    expect(plan.memberships).toBeUndefined();
    expect([plan.transitions, plan.losses, codes(plan)]).toEqual([[], [], []]);
    expect(plan.lines.groups).toEqual({ Seller: "ENTERPRISEPACK" });
  });
});

describe("a group that the engine would make", () => {
  const planned = planWithModel(
    inputOf({
      desired: asking([made("Group g", ["a", "b", "c"]), made("New", ["a"])], licensed),
      ledger: owned,
      observed: observed(sales),
    }),
  );

  it("is refused where the tenant has one of that name, with the command that has the stack take it over", () => {
    expect(
      refuseExisting(
        planned,
        new Map([
          ["group g", undefined],
          ["new", undefined],
        ]),
      ).findings,
    ).toMatchObject([{ code: "group-exists", severity: "error", principals: ["Group g"], place }]);
    expect(refuseExisting(planned, new Map([["group g", undefined]])).findings[0]?.remedy).toContain(
      'pulumi import --generate-code=false azuread:index/group:Group "group g" /groups/g',
    );
  });

  it("is let through where it stands in the engine's state, or is not there", () => {
    expect(
      refuseExisting(
        planned,
        new Map([
          ["group g", "G"],
          ["new", undefined],
        ]),
      ),
    ).toBe(planned.plan);
  });

  it("is refused where the engine's group of that name is another one", () => {
    const { findings } = refuseExisting(planned, new Map([["group g", "h"]]));
    expect(findings[0]).toMatchObject({ code: "group-other", severity: "error", place });
    expect(findings[0]?.message).toContain("has the id g in the tenant, and h in the engine's state");
  });
});

describe("a rule of membership", () => {
  const ruled = (rule: string) => ({ ...sales, groups: [group("g", ["E3"], ["a", "b", "c"], { rule })] });
  const asked = asking([made("Group g", undefined, { rule: 'user.city -eq "B"' })], licensed);

  it("that is another one counts everybody who has something from the group as somebody who may lose it", () => {
    const over = { desired: asked, ledger: owned, observed: observed(ruled('user.city -eq "A"')) };
    const refused = planOf({ ...over, policy: policy() });
    expect(losses(refused)).toEqual(
      ["a", "b", "c"].map((id) => `${mail(id)} loses E3 by ruleChanged g: mailbox files teams`),
    );
    expect(refused.guard.verdict).toBe("refused");
    expect(codes(refused)).not.toContain("everybody-loses");
    expect(members(refused)).toMatchObject([{ rule: { before: 'user.city -eq "A"', after: 'user.city -eq "B"' } }]);
    const approvals = [{ losses: 3, of: ["Group g"], until: "2026-12-01", reason: "a new rule" }];
    expect(planOf({ ...over, policy: policy({ approvals }) }).guard.verdict).toBe("allowed");
  });

  it("of many can be approved although everybody in the stack stands in it", () => {
    const ids = ["a", "b", "c", "d", "e", "f"];
    const tenant = observed({
      users: ids.map((id) => user(id, ["E3/g"])),
      groups: [group("g", ["E3"], ids, { rule: "x" })],
    });
    const approvals = [{ losses: 6, of: ["Group g"], until: "2026-12-01", reason: "a new rule" }];
    const plan = planOf({ desired: asked, ledger: owned, observed: tenant, policy: policy({ approvals }) });
    expect(plan.guard.verdict).toBe("allowed");
    expect(codes(plan)).not.toContain("everybody-loses");
  });

  it("differs in white space alone: nothing happens, and the tenant's stays", () => {
    const { plan, model } = planWithModel(
      inputOf({ desired: asked, ledger: owned, observed: observed(ruled('user.city   -eq\n"B"')) }),
    );
    expect(plan.memberships).toBeUndefined();
    expect(model.groupModels[0]?.members?.rule?.after).toBe('user.city   -eq\n"B"');
  });

  it("stays as it is under `limits: none-removed`", () => {
    const { plan, model } = planWithModel(
      inputOf({
        desired: asked,
        ledger: owned,
        observed: observed(ruled("old")),
        policy: policy({ limits: { kind: "noneRemoved" } }),
      }),
    );
    expect(model.groupModels[0]?.members?.rule?.after).toBe("old");
    expect(codes(plan)).toContain("none-removed");
    expect(plan.memberships).toBeUndefined();
  });

  it.each([
    ["a list becomes a rule", asked, sales],
    ["a rule becomes a list", asking([made("Group g", ["a", "b", "c"])], licensed), ruled("x")],
    ["a rule becomes nothing", asking([made("Group g")], licensed), ruled("x")],
  ])("is refused where %s: the group would be deleted and made anew", (_, wanted, tenant) => {
    const plan = planOf({ desired: wanted, ledger: owned, observed: observed(tenant) });
    expect(plan.findings.find(({ code }) => code === "group-kind")).toMatchObject({ severity: "error", place });
  });
});

describe("what was approved", () => {
  const input = (names: readonly string[], over: Partial<PlanInput> = {}) =>
    planWithModel(
      inputOf({
        desired: asking([made("Group g", names)], licensed),
        ledger: owned,
        observed: observed({ ...sales, users: [...sales.users, user("d")] }),
        ...over,
      }),
    );

  it("covers who is in a group: another list is left alone, and everybody stays", () => {
    const approved = input(["a", "b", "d"]).plan;
    const part = restrictToApproved(input(["a", "d"]), approved);
    expect(part.plan.memberships).toBeUndefined();
    expect(part.plan.losses).toEqual([]);
    expect(part.model.groupModels[0]?.members?.ids).toEqual(["a", "b", "c"]);
    expect(codes(part.plan)).toContain("not-approved");
    const same = restrictToApproved(input(["a", "b", "d"]), approved);
    expect(members(same.plan)).toEqual(members(approved));
  });

  it("has another digest with other members, and the digest holds what it says", () => {
    expect(input(["a", "b"]).plan.digest).not.toBe(input(["a", "c"]).plan.digest);
  });

  it("refuses a new group that is not in it: it would be made all the same", () => {
    const wanted = asking([made("Group g", ["a", "b", "c"]), made("New", ["d"])], { ...licensed, New: "MCOEV" });
    const part = restrictToApproved(input([], { desired: wanted }), input(["a", "b", "c"]).plan);
    expect(part.plan.findings.find(({ code }) => code === "new-group-not-approved")).toMatchObject({
      severity: "error",
      principals: ["New"],
    });
  });
});

describe("a run with groups that the stack makes", () => {
  it("counts whom it took out of a group, although nothing of the group's licences changes", async () => {
    const { execution } = await run({
      desired: asking([made("Group g", ["a"])], licensed),
      ledger: owned,
      observed: observed(sales),
    });
    expect(execution.ledger.lossesByDay).toEqual({ "2026-11-23": 2 });
  });

  it("that was cut off is counted by who is seen without it", () => {
    const { plan } = planWithModel(
      inputOf({ desired: asking([made("Group g", ["a"])], licensed), ledger: owned, observed: observed(sales) }),
    );
    const { losing } = parseIntent(formatIntent(intentOf(plan, "base"), plan.tenant.id));
    const doubts = [{ given: { users: [], groups: [] }, ...(losing !== undefined && { losing }) }];
    const after = { ...sales, users: [user("a", ["E3/g"]), user("b", ["E3/g"]), user("c")] };
    expect(claimGiven(owned, doubts, observed(after)).ledger.lossesByDay).toEqual({ "2026-11-23": 1 });
    expect(claimGiven(owned, doubts, observed(sales)).ledger.lossesByDay).toEqual({});
  });
});
