import { describe, expect, it } from "vitest";
import type { FakeBehaviour, FakeTenant } from "../support/fake-port";
import { outcomes, run } from "../support/run";
import { desired, group, noLimits, observed, owning, policy, pools, user } from "../support/tenant";

const noSeat = { code: "no-seats", message: "No seat.", remedy: "Buy one." };

async function steps(over: Parameters<typeof run>[0], behaviour: FakeBehaviour = {}): Promise<readonly string[]> {
  const { steps: done, execution } = await run(over, behaviour);
  return [...done, ...outcomes(execution).filter((outcome) => !outcome.endsWith(" applied"))];
}

describe("people in waves", () => {
  const chain = {
    desired: desired({ adele: "ENTERPRISEPREMIUM", bob: "STANDARDPACK", zoe: "VISIOCLIENT" }),
    ledger: owning({ adele: "ENTERPRISEPACK", bob: "ENTERPRISEPREMIUM" }),
    observed: observed({ skus: pools({ E5: 1 }), users: [user("adele", ["E3"]), user("bob", ["E5"]), user("zoe")] }),
  };

  it("whoever frees a seat goes before the one who waits for it, and those who wait are read again", async () => {
    expect(await steps(chain)).toMatchInlineSnapshot(`
      [
        "read adele bob zoe",
        "write bob +STANDARDPACK -ENTERPRISEPREMIUM",
        "write zoe +VISIOCLIENT",
        "read adele",
        "write adele +ENTERPRISEPREMIUM -ENTERPRISEPACK",
      ]
    `);
  });

  it("nobody waits where there are seats for all", async () => {
    expect(await steps({ ...chain, observed: { ...chain.observed, skus: pools({ E5: 2 }) } })).toMatchInlineSnapshot(`
      [
        "read adele bob zoe",
        "write adele +ENTERPRISEPREMIUM -ENTERPRISEPACK",
        "write bob +STANDARDPACK -ENTERPRISEPREMIUM",
        "write zoe +VISIOCLIENT",
      ]
    `);
  });

  it("where the one who frees it fails, the other is tried all the same, and Graph has the last word", async () => {
    expect(await steps(chain, { problems: { bob: { ...noSeat, code: "dependency" }, adele: noSeat } }))
      .toMatchInlineSnapshot(`
      [
        "read adele bob zoe",
        "write bob +STANDARDPACK -ENTERPRISEPREMIUM",
        "write zoe +VISIOCLIENT",
        "read adele",
        "read adele",
        "read adele",
        "write adele +ENTERPRISEPREMIUM -ENTERPRISEPACK",
        "adele failed: no-seats",
        "bob failed: dependency",
      ]
    `);
  });
});

describe("two who wait for each other's seat", () => {
  const crosswise = {
    desired: desired({ adele: "VISIOCLIENT", bob: "MCOEV" }),
    ledger: owning({ adele: "MCOEV", bob: "VISIOCLIENT" }),
    observed: observed({
      skus: pools({ VISIO: 1, MCOEV: 1 }),
      users: [user("adele", ["MCOEV"]), user("bob", ["VISIO"])],
    }),
  };

  it("give up first what nobody migrates from", async () => {
    expect(await steps(crosswise)).toMatchInlineSnapshot(`
      [
        "read adele bob",
        "read adele bob",
        "write adele -MCOEV",
        "write bob -VISIOCLIENT",
        "read adele bob",
        "write adele +VISIOCLIENT",
        "write bob +MCOEV",
      ]
    `);
  });

  it("give it up only for seats that are wanted", async () => {
    expect(
      await steps({
        ...crosswise,
        ledger: owning({ adele: "MCOEV, STANDARDPACK", bob: "VISIOCLIENT" }),
        observed: { ...crosswise.observed, users: [user("adele", ["MCOEV", "E1"]), user("bob", ["VISIO"])] },
      }),
    ).toMatchInlineSnapshot(`
      [
        "read adele bob",
        "read adele bob",
        "write adele -MCOEV",
        "write bob -VISIOCLIENT",
        "read adele bob",
        "write adele +VISIOCLIENT -STANDARDPACK",
        "write bob +MCOEV",
      ]
    `);
  });

  it("are without for a moment where they may be, in any case of the name", async () => {
    const exchange = {
      desired: desired({ adele: "ENTERPRISEPREMIUM", bob: "ENTERPRISEPACK, MCOEV" }),
      ledger: owning({ adele: "ENTERPRISEPACK", bob: "ENTERPRISEPREMIUM" }),
      observed: observed({ skus: pools({ E3: 1, E5: 1 }), users: [user("adele", ["E3"]), user("bob", ["E5"])] }),
      policy: policy({ limits: noLimits, allowInterruption: ["ADELE@contoso.com"] }),
    };
    expect(await steps(exchange)).toMatchInlineSnapshot(`
      [
        "read adele bob",
        "read adele bob",
        "write adele -ENTERPRISEPACK",
        "read adele bob",
        "write bob +ENTERPRISEPACK +MCOEV -ENTERPRISEPREMIUM",
        "read adele",
        "write adele +ENTERPRISEPREMIUM",
      ]
    `);
  });
});

describe("groups in waves", () => {
  it("a group gives once there are seats for its members", async () => {
    const over = {
      desired: desired({ bob: "STANDARDPACK" }, { "Group g": "ENTERPRISEPREMIUM" }),
      ledger: owning({ bob: "ENTERPRISEPREMIUM" }),
      observed: observed({
        skus: pools({ E5: 1 }),
        users: [user("bob", ["E5"]), user("eve")],
        groups: [group("g", [], ["eve"])],
      }),
    };
    expect(await steps(over)).toMatchInlineSnapshot(`
      [
        "read g",
        "read bob",
        "write bob +STANDARDPACK -ENTERPRISEPREMIUM",
        "read eve g",
        "read g",
        "write g +ENTERPRISEPREMIUM",
        "await g",
        "read eve",
        "read eve g",
      ]
    `);
  });

  it("a seat that a group gives up goes to whom it was promised, in the same run", async () => {
    const over = {
      desired: desired({ adele: "ENTERPRISEPREMIUM" }),
      ledger: owning({ adele: "ENTERPRISEPACK" }, { g: "ENTERPRISEPREMIUM" }),
      observed: observed({
        skus: pools({ E5: 1 }),
        users: [user("adele", ["E3"]), user("eve", ["E5/g"])],
        groups: [group("g", ["E5"], ["eve"])],
      }),
    };
    expect(await steps(over)).toMatchInlineSnapshot(`
      [
        "read adele",
        "read eve g",
        "write g -ENTERPRISEPREMIUM",
        "await g",
        "read eve",
        "read adele",
        "write adele +ENTERPRISEPREMIUM -ENTERPRISEPACK",
      ]
    `);
  });

  it("members who got nothing for want of a seat are processed again when one is free", async () => {
    const over = {
      desired: desired({ bob: "STANDARDPACK" }, { "Group g": "ENTERPRISEPREMIUM, VISIOCLIENT" }),
      ledger: owning({ bob: "ENTERPRISEPREMIUM" }, { g: "ENTERPRISEPREMIUM" }),
      observed: observed({
        skus: pools({ E5: 1 }),
        users: [
          user("bob", ["E5"]),
          user("eve", ["E5/g!CountViolation"]),
          user("fay", ["E5/g!MutuallyExclusiveViolation"]),
        ],
        groups: [group("g", ["E5"], ["eve", "fay"])],
      }),
    };
    expect(await steps(over, { processes: false })).toMatchInlineSnapshot(`
      [
        "read g",
        "write g +VISIOCLIENT",
        "await g",
        "read bob",
        "write bob +STANDARDPACK -ENTERPRISEPREMIUM",
        "read eve fay g",
        "reprocess eve",
        "read eve fay g",
      ]
    `);
  });

  it("who joined a group since the plan was made is looked at before something is taken", async () => {
    const over = {
      desired: desired({ zoe: "MCOEV" }),
      ledger: owning({ zoe: "MCOEV" }, { g: "VISIOCLIENT" }),
      observed: observed({
        users: [user("zoe", ["MCOEV"]), user("adele", ["VISIO/g"])],
        groups: [group("g", ["VISIO"], ["adele"])],
      }),
    };
    const joins = (holds: readonly string[] | undefined): FakeBehaviour => ({
      before: (step: string, tenant: FakeTenant) => {
        if (step !== "read adele g") return;
        tenant.groups.set("g", group("g", ["VISIO"], ["adele", "bob"]));
        if (holds !== undefined) tenant.users.set("bob", user("bob", holds));
      },
    });
    expect(await steps(over, joins(["VISIO/g", "VISIO"]))).toMatchInlineSnapshot(`
      [
        "read adele g",
        "read bob",
        "write g -VISIOCLIENT",
        "await g",
      ]
    `);
    expect(await steps(over, joins(["VISIO/g"]))).toEqual([
      "read adele g",
      "read bob",
      "g skipped: what it takes away stays, since at least 1 of its members would be without (bob@contoso.com); " +
        "the next run tries again",
    ]);
    expect(await steps(over, joins(undefined))).toMatchInlineSnapshot(`
      [
        "read adele g",
        "read bob",
        "g skipped: 1 of its members can no longer be read, so that what they would lose is not known",
      ]
    `);
  });

  it("a group that gives and takes is sent both, and neither is sent for one that is gone", async () => {
    const over = {
      desired: desired({}, { "Group g": "ENTERPRISEPREMIUM" }),
      ledger: owning({}, { g: "ENTERPRISEPACK" }),
      observed: observed({ users: [user("eve", ["E3/g"])], groups: [group("g", ["E3"], ["eve"])] }),
    };
    expect(await steps(over)).toMatchInlineSnapshot(`
      [
        "read g",
        "write g +ENTERPRISEPREMIUM",
        "await g",
        "read eve g",
        "write g -ENTERPRISEPACK",
        "await g",
        "read eve g",
      ]
    `);
    expect(await steps(over, { before: (_, tenant) => void tenant.groups.delete("g") })).toMatchInlineSnapshot(`
      [
        "read g",
        "read eve g",
        "read eve g",
        "g skipped: the group can no longer be read",
      ]
    `);
    expect(await steps(over, { problems: { g: { ...noSeat, code: "busy" } } })).toMatchInlineSnapshot(`
      [
        "read g",
        "write g +ENTERPRISEPREMIUM",
        "read eve g",
        "g failed: busy",
      ]
    `);
  });
});
