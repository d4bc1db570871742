import { describe, expect, it } from "vitest";
import { heldSkus } from "../../../src/plan/basis/holdings";
import type { ObservedUser } from "../../../src/terms/observed";
import { outcomes, run } from "../support/run";
import { planOf, showLoss } from "../support/show";
import { desired, group, held, noLimits, observed, owning, policy, skuIds, user } from "../support/tenant";

const open = policy({ limits: noLimits });

describe("who loses something", () => {
  it("is told of a product for which one comes that was there before by another way: that is no exchange", () => {
    const plan = planOf({
      desired: desired({ adele: "STANDARDPACK" }),
      ledger: owning({ adele: "ENTERPRISEPACK" }, { g: "STANDARDPACK" }),
      observed: observed({ users: [user("adele", ["E3", "E1/g"])], groups: [group("g", ["E1"], ["adele"])] }),
      policy: open,
    });
    expect(plan.losses.map(showLoss)).toEqual(["adele@contoso.com loses E3 by removed"]);
  });

  it("is not told of a product for which a group gives another of its kind, and the run goes through", async () => {
    const { plan, execution } = await run({
      desired: desired({}, { "Group g": "STANDARDPACK" }),
      ledger: owning({ adele: "ENTERPRISEPACK" }),
      observed: observed({ users: [user("adele", ["E3"])], groups: [group("g", [], ["adele"])] }),
    });
    expect(plan.losses).toEqual([]);
    expect(outcomes(execution)).toEqual(["g applied", "adele applied"]);
  });

  it("is told with the reasons of the change that takes it, of the person or of the group", () => {
    const plan = planOf({
      desired: desired(
        {},
        {},
        {
          dormant: [
            { assignment: "temps", until: "2026-11-01", principals: ["adele@contoso.com"], skus: ["VISIOCLIENT"] },
          ],
        },
      ),
      ledger: owning({ adele: "MCOEV, VISIOCLIENT" }, { g: "ENTERPRISEPACK" }),
      observed: observed({
        users: [user("adele", ["MCOEV", "VISIO", "E3/g"])],
        groups: [group("g", ["E3"], ["adele", "bob"])],
      }),
      policy: open,
    });
    expect(plan.losses.map((loss) => [loss.name, loss.skuId, loss.reasons.map(({ kind }) => kind)])).toEqual([
      ["adele@contoso.com", skuIds.E3, ["undeclared"]],
      ["adele@contoso.com", skuIds.VISIO, ["expired"]],
      ["adele@contoso.com", skuIds.MCOEV, ["undeclared"]],
      ["bob", skuIds.E3, ["undeclared"]],
    ]);
  });

  it.each([
    [
      "a group gives another of its kind",
      { desired: desired({}, { "Group g": "STANDARDPACK" }) },
      ["E3", "VISIO"],
      ["E3", "E1/g"],
      ["g applied", "adele applied"],
    ],
    [
      "somebody has given another of its kind before the run does",
      { desired: desired({ adele: "STANDARDPACK" }) },
      ["E3", "VISIO"],
      ["E3", "E1"],
      ["adele applied"],
    ],
  ])(
    "is not told of a product for which %s, although something else of the person is gone meanwhile",
    async (_, over, holds, meanwhile, expected) => {
      const { execution } = await run(
        {
          ...over,
          ledger: owning({ adele: "ENTERPRISEPACK" }),
          observed: observed({ users: [user("adele", holds)], groups: [group("g", [], ["adele"])] }),
        },
        {
          before: (step, tenant) =>
            void (/^(read|await) .*/.test(step) && tenant.users.set("adele", user("adele", meanwhile))),
        },
      );
      expect(outcomes(execution)).toEqual(expected);
    },
  );

  it("tells plans that go off with the reasons of the change that switches them", () => {
    const plan = planOf({
      desired: desired({ adele: "MCOEV, ENTERPRISEPACK(-EXCHANGE_S_ENTERPRISE)" }),
      ledger: owning({ adele: "MCOEV, ENTERPRISEPACK" }),
      observed: observed({ users: [user("adele", ["MCOEV", "E3"])] }),
      policy: open,
    });
    expect(plan.losses.map((loss) => loss.reasons)).toEqual([
      [{ kind: "declared", assignment: "staff", place: { file: "stacks/contoso.yaml", line: 5, column: 7 } }],
    ]);
  });
});

describe("members of a group who could not be read", () => {
  const withdrawn = (members: readonly string[] | undefined, users: readonly ObservedUser[] = []) =>
    planOf({
      desired: desired({}, { "Group g": "ENTERPRISEPACK" }),
      ledger: owning({}, { g: "ENTERPRISEPACK, MCOEV" }),
      observed: observed({
        users,
        groups: [group("g", ["E3", "MCOEV"], members)].map((one) =>
          members === undefined ? { ...one, members: undefined as never } : one,
        ),
      }),
      policy: open,
    }).losses.map(showLoss);

  it("lose what the group gives up and keep the rest", () => {
    expect(withdrawn(["x", "b"])).toEqual([
      "b loses MCOEV by groupRemoved g: phone",
      "x loses MCOEV by groupRemoved g: phone",
    ]);
  });

  it("are called by their name where at least that was read", () => {
    expect(withdrawn(["adele"], [user("adele", [], { assignments: undefined as never })])).toEqual([
      "adele@contoso.com loses MCOEV by groupRemoved g: phone",
    ]);
  });

  /** What x loses, of two groups that have this, where g gives MCOEV up and h becomes this. */
  const ofTwo = (g: readonly string[], keeps: Readonly<Record<string, string>>): readonly string[] =>
    planOf({
      desired: desired({}, keeps),
      ledger: owning({}, { g: "MCOEV", h: "MCOEV" }),
      observed: observed({ groups: [group("g", g, ["x"]), group("h", ["MCOEV"], ["x"])] }),
      policy: open,
    }).losses.map(showLoss);

  it.each([
    ["stays as it is", "MCOEV"],
    ["changes otherwise", "MCOEV, VISIOCLIENT"],
  ])(
    "lose it although another group, which %s, goes on giving it: whether that one reaches them is not known",
    (_how, line) => {
      expect(ofTwo(["MCOEV"], { "Group h": line })).toEqual(["x loses MCOEV by groupRemoved g: phone"]);
    },
  );

  it("lose nothing where the same group goes on giving as much", () => {
    expect(ofTwo(["MCOEV", "E5"], { "Group h": "MCOEV" })).toEqual([]);
  });

  it("lose each thing that a group gives up", () => {
    const plan = planOf({
      ledger: owning({}, { g: "MCOEV, VISIOCLIENT" }),
      observed: observed({ groups: [group("g", ["MCOEV", "VISIO"], ["x"])] }),
      policy: open,
    });
    expect(plan.losses.map(showLoss)).toEqual([
      "x loses VISIO by groupRemoved g: files",
      "x loses MCOEV by groupRemoved g: phone",
    ]);
  });

  it("lose once what two groups give up", () => {
    expect(ofTwo(["MCOEV"], {})).toEqual(["x loses MCOEV by groupRemoved g: phone"]);
  });

  it("use up an approval in the order of their ids", () => {
    const approvals = [{ losses: 1, of: [], until: "2026-12-31", reason: "one of them" }];
    const plan = planOf({
      ledger: owning({}, { g: "MCOEV" }),
      observed: observed({ groups: [group("g", ["MCOEV"], ["x", "b"])] }),
      policy: policy({ approvals }),
    });
    expect(plan.losses.map(showLoss)).toEqual([
      "b loses MCOEV by groupRemoved g: phone, approved",
      "x loses MCOEV by groupRemoved g: phone",
    ]);
  });

  it("are nobody where the members were not read", () => {
    expect(withdrawn(undefined)).toEqual([]);
  });

  it("lose nothing by a group that gives up nothing", () => {
    const plan = planOf({
      desired: desired({}, { "Group g": "ENTERPRISEPACK, MCOEV" }),
      ledger: owning({}, { g: "ENTERPRISEPACK" }),
      observed: observed({ groups: [group("g", ["E3"], ["x"])] }),
      policy: open,
    });
    expect(plan.losses).toEqual([]);
  });
});

it("a SKU is held directly in any state, and through a group unless it failed", () => {
  expect([...heldSkus([{ ...held("E3"), state: "Error" }, held("E1/g"), held("VISIO/g!CountViolation")])]).toEqual([
    skuIds.E3,
    skuIds.E1,
  ]);
});
