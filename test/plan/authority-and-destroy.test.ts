import { describe, expect, it } from "vitest";
import { deletePlan, destroyPolicy, emptyDesired } from "../../src/plan/delete-plan";
import { defaultLimits } from "../../src/terms/policy";
import { planOf, showFinding, showTransition } from "./support/show";
import { desired, group, noLimits, observed, owning, policy, skuIds, tenantId, today, user } from "./support/tenant";

describe("whom authority reaches", () => {
  const seen = observed({
    users: [
      user("adele", ["VISIO", "MCOEV"]),
      user("bob", ["VISIO"]),
      user("carl", ["VISIO", "MCOPSTN1"]),
      user("dora", ["MCOPSTN1"]),
      user("eve", ["VISIO/x"]),
    ],
    wholeTenant: true,
  });
  const reached = (scope: "declared" | "tenant" | undefined) =>
    planOf({
      desired: desired({ adele: "MCOEV" }),
      ledger: owning({ adele: "MCOEV", bob: "STANDARDPACK" }),
      observed: seen,
      policy: policy({
        limits: noLimits,
        ...(scope !== undefined && { authoritative: { skus: ["VISIOCLIENT"], scope } }),
      }),
    }).transitions.map(showTransition);

  it("over the declared: people whom the file declares, not those whom it only owns", () => {
    expect(reached("declared")).toEqual(["withdraw adele@contoso.com: -VISIO {authority over declared}"]);
  });

  it("over the tenant: everybody, in the order of names, and of what they hold directly only this", () => {
    expect(reached("tenant")).toEqual(
      ["adele", "bob", "carl"].map((name) => `withdraw ${name}@contoso.com: -VISIO {authority over tenant}`),
    );
  });

  it("nobody where there is none", () => {
    expect(reached(undefined)).toEqual([]);
  });
});

it("counts of what a group will give only that for which a direct licence goes", () => {
  const plan = planOf({
    desired: desired({}, { "Group g": "ENTERPRISEPACK, VISIOCLIENT" }),
    ledger: owning({ adele: "ENTERPRISEPACK, MCOPSTN1" }, { g: "ENTERPRISEPACK, VISIOCLIENT", h: "STANDARDPACK" }),
    observed: observed({
      users: [user("adele", ["E3", "MCOPSTN1"])],
      groups: [group("g", ["E3", "VISIO"], ["adele"])],
    }),
    policy: policy({ limits: noLimits }),
  });
  expect(plan.transitions.map(showTransition)).toEqual([
    "withdraw adele@contoso.com: -MCOPSTN1 {undeclared} -E3 if by g {undeclared; moved to group (g)}",
  ]);
  expect(plan.seats.map(({ skuId }) => skuId)).toEqual([skuIds.MCOPSTN1]);
  expect(plan.losses.map(({ skuId }) => skuId)).toEqual([skuIds.MCOPSTN1]);
});

it("nothing that a group is about to lose is expected of it", () => {
  const plan = planOf({
    desired: desired({}, { "Group g": "VISIOCLIENT" }),
    ledger: owning({ adele: "ENTERPRISEPACK" }, { g: "ENTERPRISEPACK, VISIOCLIENT" }),
    observed: observed({ users: [user("adele", ["E3"])], groups: [group("g", ["E3", "VISIO"], ["adele"])] }),
    policy: policy({ limits: noLimits }),
  });
  expect(plan.transitions.map(showTransition)).toContain("withdraw adele@contoso.com: -E3 {undeclared}");
  expect(plan.losses.map(({ skuId }) => skuId)).toEqual([skuIds.E3]);
});

describe("a destroy", () => {
  const ledger = owning(
    { adele: "MCOEV" },
    {},
    { protectedIds: ["bob"], protectedNames: { "bob@contoso.com": "bob" } },
  );

  const approval = { losses: 2, of: [], until: "2026-12-31", reason: "the office closes" };
  const applied = { limits: defaultLimits, approvals: [approval], unprotected: true };

  it("has the policy that the ledger remembers, the limits and approvals applied last, and nothing declared", () => {
    const rest = {
      approvals: [approval],
      release: [],
      onMissingUser: "wait",
      onShortage: { kind: "refuse" },
      allowInterruption: [],
      rules: {},
    };
    expect(destroyPolicy(ledger, applied)).toEqual({ ...rest, limits: defaultLimits, protected: ["bob@contoso.com"] });
    expect(destroyPolicy(owning({}, {}, { noneRemoved: true }), applied)).toEqual({
      ...rest,
      limits: { kind: "noneRemoved" },
      protected: [],
    });
    expect(emptyDesired("contoso.com")).toEqual({ tenant: "contoso.com", users: [], groups: [], dormant: [] });
  });

  it("says why it is refused, and takes nothing, under none-removed", () => {
    const { plan } = deletePlan({
      ledger: { ...ledger, noneRemoved: true },
      observed: observed({ users: [user("adele", ["MCOEV"]), user("bob")] }),
      today,
      applied,
    });
    expect(plan.transitions).toEqual([]);
    expect(showFinding(plan.findings[0]!)).toBe(
      "error destroy-none-removed [] This stack has `limits: none-removed`: nothing is ever taken away, so it " +
        "cannot be destroyed. >> Give the stack other limits, run an update, then destroy it; or forget it without " +
        "taking anything: `pulumi state delete`.",
    );
  });
});

describe("a destroy of more people than the limits allow", () => {
  const ledger = owning({ adele: "MCOEV", bob: "MCOEV" });
  const seen = observed({ users: [user("adele", ["MCOEV"]), user("bob", ["MCOEV"])] });
  const plan = (losses: number, unprotected = true) =>
    deletePlan({
      ledger,
      observed: seen,
      today,
      applied: {
        limits: defaultLimits,
        approvals: losses === 0 ? [] : [{ losses, of: ["MCOEV"], until: today, reason: "the office closes" }],
        unprotected,
      },
    }).plan;
  const codes = (made: ReturnType<typeof plan>): readonly string[] =>
    made.findings.filter(({ severity }) => severity === "error").map(({ code }) => code);

  it("needs an approval of that many in the file that was applied last", () => {
    expect(codes(plan(0))).toEqual(["too-many-losses"]);
    expect(plan(0).findings.map(({ remedy }) => remedy)[0]).toContain(
      "run an update first: approve: [{ losses: 2, of: [MCOEV]",
    );
    expect(codes(plan(1))).toEqual([]);
    expect(codes(plan(2))).toEqual([]);
    expect(plan(2).guard).toMatchObject({ losing: 2, approved: 2, verdict: "allowed" });
  });

  it("and is refused whatever was approved where no applied file took the protection off", () => {
    expect(codes(plan(2, false))).toEqual(["destroy-protected"]);
    expect(codes(plan(0, false))).toEqual(["destroy-protected", "too-many-losses"]);
  });
});

describe("a plan", () => {
  it("names its tenant, and who is adopted, sorted: those of whom something was held and not owned", () => {
    const plan = planOf({
      desired: desired({ zoe: "MCOEV, VISIOCLIENT", adele: "MCOEV", bob: "MCOEV", carl: "MCOEV" }),
      ledger: owning({ zoe: "VISIOCLIENT", bob: "MCOEV" }),
      observed: observed({
        users: [user("zoe", ["MCOEV", "VISIO"]), user("adele", ["MCOEV"]), user("bob", ["MCOEV"]), user("carl")],
      }),
    });
    expect(plan.tenant).toEqual({ id: tenantId, displayName: "Contoso" });
    expect(plan.unchanged).toEqual({ count: 3, adopted: ["adele@contoso.com", "zoe@contoso.com"] });
  });

  it("lists one person's losses by SKU, and those of people of the same name by id", () => {
    const twin = (id: string) => user(id, ["VISIO", "E3"], { userPrincipalName: "x@contoso.com" });
    const plan = planOf({
      observed: observed({ users: [twin("b"), twin("a")], wholeTenant: true }),
      policy: policy({ limits: noLimits, authoritative: { skus: ["VISIOCLIENT", "ENTERPRISEPACK"], scope: "tenant" } }),
    });
    expect(plan.losses.map(({ userId, skuId }) => [userId, skuId])).toEqual(
      ["a", "b"].flatMap((id) => [
        [id, skuIds.E3],
        [id, skuIds.VISIO],
      ]),
    );
  });
});
