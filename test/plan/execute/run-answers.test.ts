import { describe, expect, it } from "vitest";
import { type Progress, type PrincipalWrite, type WriteOutcome } from "../../../src/terms/port";
import { PlanRefusedError } from "../../../src/plan/execute/execute-plan";
import type { FakeBehaviour, FakeTenant } from "../support/fake-port";
import { open, outcomes, owned, run } from "../support/run";
import { desired, group, observed, owning, policy, sku, user } from "../support/tenant";

const problem = { code: "dependency", message: "License assignment failed because", remedy: "Add it." };

describe("what is asked of the tenant", () => {
  it("is complete for each principal, and nothing is announced where there is nothing to send", async () => {
    const writes: PrincipalWrite[] = [];
    const announced = async (
      over: Parameters<typeof run>[0],
      behaviour: FakeBehaviour = {},
    ): Promise<readonly Progress[]> => {
      const { progress } = await run(over, behaviour, (port) => ({
        write: (some, onOutcome) => (writes.push(...some), port.write(some, onOutcome)),
      }));
      return progress;
    };
    const adele = { desired: desired({ adele: "MCOEV" }), observed: observed({ users: [user("adele")] }) };
    expect(
      await announced(adele, { before: (_, tenant) => void tenant.users.set("adele", user("adele", ["MCOEV"])) }),
    ).toEqual([]);
    expect(writes).toEqual([]);
    expect(await announced(adele)).toEqual([0, 1].map((done) => ({ phase: "assigning", done, total: 1 })));
    const [{ skuId }] = [sku("MCOEV")];
    expect(writes).toEqual([
      { principal: "user", id: "adele", name: "adele@contoso.com", add: [{ skuId, disabledPlans: [] }], remove: [] },
    ]);
  });

  it("is of the same kind where somebody gives something up before anything is given", async () => {
    const principals: string[] = [];
    await run(
      {
        desired: desired({ adele: "VISIOCLIENT", bob: "MCOEV" }),
        ledger: owning({ adele: "MCOEV", bob: "VISIOCLIENT" }),
        observed: observed({
          skus: [sku("VISIO", { enabled: 1 }), sku("MCOEV", { enabled: 1 })],
          users: [user("adele", ["MCOEV"]), user("bob", ["VISIO"])],
        }),
      },
      {},
      (port) => ({
        write: (some, onOutcome) => (
          principals.push(...some.map(({ principal, id }) => `${principal} ${id}`)),
          port.write(some, onOutcome)
        ),
      }),
    );
    expect(principals).toEqual(["user adele", "user bob", "user adele", "user bob"]);
  });

  it("is a leaver's licence first, where its seat is needed", async () => {
    const { steps, progress } = await run({
      desired: desired({ joiner: "MCOEV" }),
      ledger: owning({ leaver: "MCOEV" }),
      observed: observed({ skus: [sku("MCOEV", { enabled: 1 })], users: [user("joiner"), user("leaver", ["MCOEV"])] }),
    });
    expect(steps).toEqual(["read leaver", "write leaver -MCOEV", "read joiner", "write joiner +MCOEV"]);
    expect(progress.filter(({ done }) => done === 1).map(({ phase }) => phase)).toEqual([
      "taking back licences whose seats are needed",
      "assigning",
    ]);
  });

  it("is nothing more once something was not sent, in whatever phase", async () => {
    const { steps, execution } = await run(
      {
        desired: desired({ adele: "MCOEV" }, { "Group g": "MCOEV" }),
        observed: observed({ users: [user("adele")], groups: [group("g")] }),
      },
      { notSentAfter: 0 },
    );
    expect(steps).toEqual(["read g", "write g +MCOEV"]);
    expect(outcomes(execution)).toEqual(["g notSent", "adele notSent"]);
    expect(execution.stopped).toBe(true);
  });

  it("is no usage location that somebody has filled in meanwhile, unless it is declared", async () => {
    const unlocated = user("adele", [], { usageLocation: undefined as never });
    const before = (_: string, tenant: FakeTenant): void =>
      void tenant.users.set("adele", user("adele", [], { usageLocation: "DE" }));
    const writes = async (line: string): Promise<readonly string[]> =>
      (
        await run(
          {
            desired: desired({ adele: line }),
            observed: observed({ users: [unlocated] }),
            policy: { ...open, usageLocation: { default: "GB", fromCountry: false } },
          },
          { before },
        )
      ).steps.filter((step) => step.startsWith("write"));
    expect(await writes("MCOEV")).toEqual(["write adele +MCOEV"]);
    expect(await writes("MCOEV @GB")).toEqual(["write adele @GB +MCOEV"]);
  });

  it("is not a plan that is refused, and the error says which and why", async () => {
    const refused = run({ desired: desired({}, {}, { tenant: "fabrikam.com" }) });
    await expect(refused).rejects.toThrow(PlanRefusedError);
    await expect(refused).rejects.toMatchObject({
      name: "PlanRefusedError",
      message: expect.stringContaining("fabrikam.com"),
    });
  });
});

describe("what the tenant answers to a write", () => {
  const over = {
    desired: desired({ adele: "ENTERPRISEPACK, MCOEV @GB", bob: "MCOEV" }),
    ledger: owning({ adele: "ENTERPRISEPACK @US" }),
    observed: observed({ users: [user("adele", ["E3"]), user("bob")] }),
  };

  it("a failure before the usage location was written: it stands as it was", async () => {
    const failed: WriteOutcome = { kind: "failed", id: "adele", problem, located: false };
    const { execution } = await run(over, {}, () => ({
      write: (writes) => Promise.resolve(writes.map(({ id }) => (id === "adele" ? failed : { kind: "applied", id }))),
    }));
    expect(outcomes(execution)).toEqual(["adele failed: dependency", "bob applied"]);
    expect(execution.lines.users).toEqual({ "adele@contoso.com": "ENTERPRISEPACK @US", "bob@contoso.com": "MCOEV" });
  });

  it("nothing, after which the run was interrupted: nobody claims that the usage location was written", async () => {
    const bobFirst = { ...over, desired: desired({ adele: "ENTERPRISEPACK, MCOEV @GB", Bob: "MCOEV" }) };
    const away = new Error("Graph is out of reach");
    const { execution } = await run(bobFirst, {
      before: (step) => {
        if (step.startsWith("write adele")) throw away;
      },
    });
    expect(outcomes(execution)).toEqual(["bob applied", "adele failed: unconfirmed"]);
    expect(execution.lines.users).toMatchObject({ "adele@contoso.com": "ENTERPRISEPACK @US" });
  });

  it("success, of a licence only: an enforced usage location stays in the line", async () => {
    const { execution } = await run({
      ...over,
      desired: desired({ adele: "ENTERPRISEPACK, MCOEV @US", bob: "MCOEV" }),
    });
    expect(execution.lines.users).toEqual({
      "adele@contoso.com": "ENTERPRISEPACK, MCOEV @US",
      "bob@contoso.com": "MCOEV",
    });
  });

  it("nothing at all about somebody: that is told as not sent, and ends the run", async () => {
    const { execution } = await run(over, {}, (port) => ({
      write: (writes, onOutcome) => port.write(writes.slice(0, 1), onOutcome),
    }));
    expect(outcomes(execution)).toEqual(["adele applied", "bob notSent"]);
    expect(execution.stopped).toBe(true);
    expect(execution.interruption).toBeUndefined();
  });

  it("something twice, or about somebody who was not asked for: it counts once, and for nobody", async () => {
    const { execution } = await run(over, {}, (port) => ({
      write: async (writes, onOutcome) => [
        ...(await port.write(writes, onOutcome)),
        { kind: "failed", id: "adele", problem, located: false },
        { kind: "applied", id: "zoe" },
      ],
    }));
    expect(outcomes(execution)).toEqual(["adele applied", "bob applied"]);
    expect(execution.stopped).toBe(false);
  });

  it("that nobody was sent anything: those who wait for a seat are not sent either", async () => {
    const { execution } = await run(
      {
        desired: desired({ adele: "ENTERPRISEPREMIUM", bob: "STANDARDPACK" }),
        ledger: owning({ adele: "ENTERPRISEPACK", bob: "ENTERPRISEPREMIUM" }),
        observed: observed({
          skus: [sku("E1"), sku("E3"), sku("E5", { enabled: 1 })],
          users: [user("adele", ["E3"]), user("bob", ["E5"])],
        }),
      },
      { notSentAfter: 0 },
    );
    expect(outcomes(execution)).toEqual(["adele notSent", "bob notSent"]);
    expect(owned(execution)).toEqual({ adele: ["ENTERPRISEPACK"], bob: ["ENTERPRISEPREMIUM"] });
  });
});

it("somebody who failed keeps nobody else from the last seat", async () => {
  const skus = (seats: number) => [sku("E1"), sku("E5", { enabled: seats })];
  const over = {
    desired: desired({ adele: "ENTERPRISEPREMIUM", bob: "ENTERPRISEPREMIUM", carl: "STANDARDPACK" }),
    ledger: owning({ carl: "ENTERPRISEPREMIUM" }),
    observed: observed({ skus: skus(2), users: [user("adele"), user("bob"), user("carl", ["E5"])] }),
  };
  // One of the two seats is no longer bought when Bob's turn comes.
  const { steps } = await run(over, { problems: { adele: problem } }, (port) => ({
    reread: async (users, groups) => ({
      ...(await port.reread(users, groups)),
      skus: skus(users.length === 1 ? 1 : 2),
    }),
  }));
  expect(steps).toEqual([
    "read adele bob carl",
    "write adele +ENTERPRISEPREMIUM",
    "write carl +STANDARDPACK -ENTERPRISEPREMIUM",
    "read bob",
    "write bob +ENTERPRISEPREMIUM",
  ]);
});

describe("readings that lag behind", () => {
  it("nobody is written more than four times in one run, though what was written never shows", async () => {
    const { steps } = await run(
      {
        desired: desired({ adele: "VISIOCLIENT" }, { "Group g": "ENTERPRISEPACK" }),
        ledger: owning({ adele: "ENTERPRISEPACK" }),
        observed: observed({ users: [user("adele", ["E3"])], groups: [group("g", [], ["adele"])] }),
        policy: policy({ limits: open.limits }),
      },
      {
        processes: false,
        before: (step, tenant) => {
          if (step.startsWith("read")) tenant.users.set("adele", user("adele", ["E3"]));
        },
      },
    );
    expect(steps.filter((step) => step.startsWith("write adele"))).toEqual(
      Array.from({ length: 4 }, () => "write adele +VISIOCLIENT"),
    );
  });
});
