import { describe, expect, it } from "vitest";
import type { PlanInput } from "../../../src/plan/basis/plan-input";
import { planOf, shown } from "../support/show";
import { declared, desired, group, observed, owning, policy, noLimits, sku, skuIds, user } from "../support/tenant";

const limits = { limits: noLimits };

/** Visio was bought once, and its subscription has been deleted since: people still show it. */
const tenant = observed({
  skus: [sku("E3"), sku("MCOEV")],
  users: [user("ann", ["VISIO"]), user("bob", ["VISIO/g1"])],
  groups: [group("g1", ["VISIO"], ["bob"])],
});
const owned = owning({ ann: "VISIOCLIENT" }, { g1: "VISIOCLIENT" });
const codes = (over: Partial<PlanInput>) => planOf(over).findings.map(({ code, severity }) => `${severity} ${code}`);

describe("a subscription that is gone, and that the file drops", () => {
  it("blocked everybody who was to gain something else: it stays with them, and what is declared comes", () => {
    const to = (line: string) => ({
      desired: desired({ ann: line }, { "Group g1": line }),
      ledger: owned,
      observed: tenant,
      policy: policy(limits),
    });
    expect(shown(to("ENTERPRISEPACK"))).toMatchInlineSnapshot(`
      "
      grant Group g1: +E3 {declared by staff}
      grant ann@contoso.com: +E3 {declared by staff}
      phase grantGroups: g1
      phase awaitGroups: g1
      phase people: ann
      phase reprocess: g1
      seats E3: 0 of 1000 +2 -0 = 2
      guard allowed: 0 losing, 0 approved, 0 before, limit 2 of 2 in 7
      warning license-gone [Group g1, ann@contoso.com] The tenant no longer has the subscription VISIOCLIENT, and
        Graph takes nothing back of what is not there: 2 principals keep it, and so does the ledger: Group g1,
        ann@contoso.com. >> Nothing has to be done: it gives nobody anything, and is taken back should the
        subscription return. To forget it, name them under \`release\` for one update, also those who are
        declared.
      ann@contoso.com: ENTERPRISEPACK, VISIOCLIENT
      Group g1: ENTERPRISEPACK, VISIOCLIENT
      ledger moves
      "
    `);
  });

  it("counted as a loss of the leaver, who keeps it for ever", () => {
    const plan = planOf({ ledger: owned, observed: tenant, policy: policy({ limits: { kind: "noneRemoved" } }) });
    expect(plan.transitions).toEqual([]);
    expect(plan.losses).toEqual([]);
    expect(plan.findings.map(({ code, principals }) => [code, principals])).toEqual([
      ["license-gone", ["Group g1", "ann@contoso.com"]],
    ]);
  });

  it("is taken back when it returns", () => {
    const back = { ...tenant, skus: [...tenant.skus, sku("VISIO")] };
    expect(
      planOf({ ledger: owned, observed: back, policy: policy(limits) }).transitions.flatMap(({ name, removals }) =>
        removals.map(({ skuId }) => `${name} ${skuId}`),
      ),
    ).toEqual([`Group g1 ${skuIds.VISIO}`, `ann@contoso.com ${skuIds.VISIO}`]);
  });
});

describe("a subscription that is gone, and that the file still declares", () => {
  const input = {
    desired: desired({ ann: "ENTERPRISEPACK, VISIOCLIENT" }, { "Group g1": "VISIOCLIENT(-ONEDRIVE_BASIC)" }),
    ledger: owned,
    observed: tenant,
    policy: policy(limits),
  };

  it("was told as no longer in the file: whoever holds it keeps it, and the others get what they can", () => {
    expect(shown(input)).toMatchInlineSnapshot(`
      "
      grant ann@contoso.com: +E3 {declared by staff}
      phase people: ann
      seats E3: 0 of 1000 +1 -0 = 1
      guard allowed: 0 losing, 0 approved, 0 before, limit 2 of 2 in 7
      warning license-gone stacks/contoso.yaml:5:7 [Group g1, ann@contoso.com] The tenant no longer has the
        subscription VISIOCLIENT. Whoever is declared for it and holds it keeps it as it is, and nobody else can
        be given it: Group g1, ann@contoso.com. >> Take VISIOCLIENT out of the stack, which takes it from nobody,
        or buy it again.
      ann@contoso.com: ENTERPRISEPACK, VISIOCLIENT
      Group g1: VISIOCLIENT(-ONEDRIVE_BASIC)
      ledger moves
      "
    `);
  });

  it("is kept by whoever holds it by another name for it, or without having it from this stack", () => {
    const forms = ["VISIOCLIENT", skuIds.VISIO];
    for (const line of forms)
      for (const ledger of [owning(), owned])
        expect(codes({ ...input, ledger, desired: desired({ ann: line }) }), line).toContain("warning license-gone");
  });

  it("can be given to nobody: a joiner for whom it is declared refuses the plan, at the licence's place", () => {
    const joiner = declared("joe@contoso.com", "VISIOCLIENT");
    const at = { file: "stacks/contoso.yaml", line: 3, column: 11 };
    const [first] = joiner.declarations;
    const placed = { ...joiner, declarations: [{ ...first!, licensePlaces: new Map([["VISIOCLIENT", at]]) }] };
    const plan = planOf({
      ...input,
      desired: { ...input.desired, users: [...input.desired.users, placed] },
      observed: { ...tenant, users: [...tenant.users, user("joe")] },
    });
    expect(plan.findings.filter(({ severity }) => severity === "error")).toMatchObject([
      { code: "sku-unknown", place: at, principals: ["joe@contoso.com"] },
    ]);
    expect(plan.transitions.find(({ name }) => name === "joe@contoso.com")).toBeUndefined();
  });

  it("is not made of a mere slip: what nobody shows is unknown, with what is near", () => {
    const plan = planOf({ ...input, desired: desired({ ann: "MCOE" }) });
    expect(plan.findings[0]).toMatchObject({ code: "sku-unknown", severity: "error" });
    expect(plan.findings[0]?.message).toContain("The nearest it has: MCOEV");
  });
});

it("a name that no longer resolves was told as no longer in the file, with everything that hangs on it", () => {
  const twins = ["1", "2"].map((last) => sku("E3", { skuId: `00000000-0000-4000-8000-00000000000${last}` }));
  const plan = planOf({
    desired: desired({ ann: "ENTERPRISEPACK" }),
    ledger: { ...owning(), users: [{ id: "ann", name: "ann@contoso.com", skus: [entryOf(twins[0]!.skuId)] }] },
    observed: observed({
      skus: twins,
      users: [user("ann", [], { assignments: [{ skuId: twins[0]!.skuId, disabledPlans: [], state: "Active" }] })],
    }),
    policy: policy(limits),
  });
  expect(plan.findings.map(({ code }) => code)).toEqual(["sku-ambiguous"]);
  expect([plan.transitions, plan.losses]).toEqual([[], []]);
});

function entryOf(skuId: string) {
  return { skuId, written: "ENTERPRISEPACK", selection: { kind: "unmanaged" } as const };
}

describe("`release` of somebody who is declared", () => {
  const released = (over: Partial<PlanInput> = {}) => ({
    desired: desired({ ann: "ENTERPRISEPACK" }, { "Group g1": "ENTERPRISEPACK" }),
    ledger: owning({ ann: "VISIOCLIENT, MCOEV" }, { g1: "VISIOCLIENT" }),
    observed: {
      ...tenant,
      users: [user("ann", ["VISIO", "MCOEV"]), user("bob", ["VISIO/g1"])],
    },
    policy: policy({ ...limits, release: ["Ann@contoso.com", "Group g1"] }),
    ...over,
  });

  it("was refused: it forgets what is gone, and that alone", () => {
    const plan = planOf(released());
    expect(plan.findings.filter(({ code }) => code !== "paid-twice")).toEqual([]);
    expect(plan.transitions.map(({ name, removals }) => [name, removals.map(({ skuId }) => skuId)])).toEqual([
      ["Group g1", []],
      ["ann@contoso.com", [skuIds.MCOEV]],
    ]);
    expect(plan.lines.users).toEqual({ "ann@contoso.com": "ENTERPRISEPACK" });
  });

  it("moves the ledger although nothing else changes, and is no error once it is done", () => {
    const settled = {
      desired: desired({ ann: "MCOEV" }),
      observed: { ...tenant, users: [user("ann", ["VISIO", "MCOEV"])] },
      policy: policy({ ...limits, release: ["ann@contoso.com"] }),
    };
    const first = planOf({ ...settled, ledger: owning({ ann: "VISIOCLIENT, MCOEV" }) });
    expect([first.transitions, first.ledgerChanges, first.findings]).toEqual([[], true, []]);
    const second = planOf({ ...settled, ledger: owning({ ann: "MCOEV" }) });
    expect([second.transitions, second.ledgerChanges, second.findings]).toEqual([[], false, []]);
  });

  it("forgets nothing that the file declares, gone or not", () => {
    const plan = planOf(released({ desired: desired({ ann: "VISIOCLIENT, MCOEV" }) }));
    expect(plan.lines.users).toEqual({ "ann@contoso.com": "MCOEV, VISIOCLIENT" });
  });
});

describe("what belongs to the company", () => {
  const skus = [sku("E3"), sku("VISIO", { appliesTo: "Company" })];

  it("stays with whoever has it, in the ledger too, and in nobody's way", () => {
    const input = { desired: desired({ ann: "ENTERPRISEPACK" }), ledger: owned, observed: { ...tenant, skus } };
    const plan = planOf({ ...input, policy: policy(limits) });
    expect(plan.findings.map(({ code, principals }) => [code, principals])).toEqual([
      ["license-of-company", ["Group g1", "ann@contoso.com"]],
    ]);
    expect(plan.transitions).toMatchObject([{ kind: "grant", name: "ann@contoso.com", removals: [] }]);
    expect(plan.lines.users).toEqual({ "ann@contoso.com": "ENTERPRISEPACK, VISIOCLIENT" });
  });

  it("was told as no longer in the file where the file declares it: it is one error, and nothing is lost", () => {
    const plan = planOf({
      desired: desired({ ann: "VISIOCLIENT" }),
      ledger: owning({ ann: "VISIOCLIENT" }),
      observed: { ...tenant, skus },
      policy: policy(limits),
    });
    expect(plan.findings.map(({ code }) => code)).toEqual(["sku-not-assignable"]);
    expect([plan.transitions, plan.losses]).toEqual([[], []]);
  });
});

describe("what people buy for themselves", () => {
  const skus = [sku("E3"), sku("VISIO", { partNumber: "VISIO_PLAN1_DEPT" })];

  it("is an error where it is declared, which a stack that knows better can set", () => {
    const input = { desired: desired({ ann: "VISIO_PLAN1_DEPT" }), observed: { ...tenant, skus } };
    expect(codes({ ...input, policy: policy(limits) })).toEqual(["error sku-self-service"]);
    expect(codes({ ...input, policy: policy({ ...limits, rules: { "sku-self-service": "off" } }) })).toEqual([]);
  });

  it("is not under authority, and a removal of it is told to be doubtful", () => {
    const authority = policy({ ...limits, authoritative: { skus: ["VISIO_PLAN1_DEPT"], scope: "declared" } });
    const input = { desired: desired({ ann: "ENTERPRISEPACK" }), observed: { ...tenant, skus } };
    expect(planOf({ ...input, policy: authority }).transitions).toMatchObject([{ removals: [] }]);
    expect(codes({ ...input, ledger: owned, policy: policy(limits) })).toEqual(["info removal-doubtful"]);
  });
});

it.each(["Suspended", "LockedOut", "Deleted"] as const)(
  "what is %s is planned to be taken back, and told once to be doubtful",
  (capabilityStatus) => {
    const plan = planOf({
      desired: desired({ ann: "ENTERPRISEPACK" }),
      ledger: owned,
      observed: { ...tenant, skus: [sku("E3"), sku("VISIO", { capabilityStatus, enabled: 0, suspended: 5 })] },
      policy: policy(limits),
    });
    expect(plan.transitions).toMatchObject([
      { name: "Group g1", removals: [{ skuId: skuIds.VISIO }] },
      { name: "ann@contoso.com", removals: [{ skuId: skuIds.VISIO }] },
    ]);
    const [finding, ...more] = plan.findings.filter(({ code }) => code === "removal-doubtful");
    expect([finding?.principals, more]).toEqual([["Group g1", "ann@contoso.com"], []]);
    expect(finding?.message).toContain(`since its subscription is ${capabilityStatus}: Group g1, ann@contoso.com.`);
  },
);

it.each(["Enabled", "Warning"] as const)("what is %s is taken back like anything else", (capabilityStatus) => {
  expect(
    codes({
      ledger: owned,
      observed: { ...tenant, skus: [sku("VISIO", { capabilityStatus, warning: 5 })] },
      policy: policy(limits),
    }),
  ).toEqual([]);
});
