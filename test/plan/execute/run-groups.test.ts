import { describe, expect, it } from "vitest";
import type { TenantPort, WriteOutcome } from "../../../src/terms/port";
import type { FakeBehaviour, FakeTenant } from "../support/fake-port";
import { outcomes, owned, run } from "../support/run";
import { desired, group, observed, owning, pools, skuIds, user } from "../support/tenant";

const problem = { code: "dependency", message: "License assignment failed because", remedy: "Add it." };

/** Steps, and what did not simply succeed. */
async function told(...[over, behaviour, answers]: Parameters<typeof run>): Promise<readonly string[]> {
  const { steps, execution } = await run(over, behaviour, answers);
  return [...steps, ...outcomes(execution).filter((outcome) => !outcome.endsWith(" applied"))];
}

/** Does something to the tenant before a step. */
const at = (step: string, change: (tenant: FakeTenant) => void): FakeBehaviour => ({
  before: (now, tenant) => {
    if (now === step) change(tenant);
  },
});

describe("a group that gives and takes", () => {
  const over = {
    desired: desired({}, { "Group g": "ENTERPRISEPREMIUM(-TEAMS1)" }),
    ledger: owning({}, { g: "ENTERPRISEPACK, ENTERPRISEPREMIUM" }),
    observed: observed({ users: [user("eve", ["E3/g"])], groups: [group("g", ["E3"], ["eve"])] }),
  };
  const selections = async (...[behaviour, answers]: [FakeBehaviour?, Parameters<typeof run>[2]?]): Promise<string> => {
    const { execution } = await run(over, behaviour, answers);
    return [
      ...outcomes(execution),
      ...execution.ledger.groups.flatMap(({ skus }) =>
        skus.map(({ written, selection }) => `${written} ${selection.kind}`),
      ),
    ].join(", ");
  };

  it("is entered as declared once both are done", async () => {
    expect(await selections()).toBe("g applied, ENTERPRISEPREMIUM off");
  });

  it("is not sent where the second call was not: what it still gives stays owned", async () => {
    expect(await selections({ notSentAfter: 1 })).toBe(
      "g notSent, ENTERPRISEPACK unmanaged, ENTERPRISEPREMIUM unmanaged",
    );
  });

  it("says that something is still to be taken where the run ended in between", async () => {
    const away = at("read eve g", () => {
      throw new Error("Graph is out of reach");
    });
    expect(await selections(away)).toBe(
      "g applied: what it takes away has not been taken yet, ENTERPRISEPACK unmanaged, ENTERPRISEPREMIUM unmanaged",
    );
  });

  it("has failed where the second call did, and is not waited for again", async () => {
    const problems: Record<string, typeof problem> = {};
    const behaviour = { problems, ...at("read eve g", () => void (problems["g"] = problem)) };
    expect(await told(over, behaviour)).toMatchInlineSnapshot(`
      [
        "read g",
        "write g +ENTERPRISEPREMIUM",
        "await g",
        "read eve g",
        "write g -ENTERPRISEPACK",
        "read eve g",
        "g failed: dependency",
      ]
    `);
    delete problems["g"];
    expect(await selections(behaviour)).toBe(
      "g failed: dependency, ENTERPRISEPACK unmanaged, ENTERPRISEPREMIUM unmanaged",
    );
  });

  it("is skipped in part where a member can no longer be read", async () => {
    expect(await selections(at("read eve g", (tenant) => void tenant.users.delete("eve")))).toBe(
      "g applied: 1 of its members can no longer be read, so that what they would lose is not known, " +
        "ENTERPRISEPACK unmanaged, ENTERPRISEPREMIUM unmanaged",
    );
  });

  it("is tried again as long as the run goes on", async () => {
    let reads = 0;
    const before = (step: string, tenant: FakeTenant): void => {
      if (step !== "read eve g") return;
      reads += 1;
      if (reads === 1) tenant.users.delete("eve");
      else tenant.users.set("eve", user("eve", ["E3/g", "E5(-TEAMS)/g"]));
    };
    expect(await told(over, { before })).toMatchInlineSnapshot(`
      [
        "read g",
        "write g +ENTERPRISEPREMIUM",
        "await g",
        "read eve g",
        "read eve g",
        "read g",
        "read eve g",
        "write g -ENTERPRISEPACK",
        "await g",
        "read eve g",
      ]
    `);
  });
});

describe("what a group has been waited for", () => {
  it("is over for those that Graph has finished, and told of the others, sorted", async () => {
    const over = {
      desired: desired({}, { "Group 1": "MCOEV", "Group 2": "MCOEV", "Group 3": "MCOEV" }),
      observed: observed({
        groups: [
          group("z", [], [], { displayName: "Group 1" }),
          group("m", [], [], { displayName: "Group 2" }),
          group("a", [], [], { displayName: "Group 3" }),
        ],
      }),
    };
    const unfinished = async (slow: readonly string[]): Promise<readonly string[]> =>
      (await run(over, {}, () => ({ awaitGroups: () => Promise.resolve({ unfinished: slow }) }))).execution
        .unfinishedGroups;
    expect(await unfinished([])).toEqual([]);
    expect(await unfinished(["m"])).toEqual(["m"]);
    expect(await unfinished(["z", "m", "a"])).toEqual(["a", "m", "z"]);
  });

  it("tells in the lines of the stack's people what they have of it, and reads nobody else for that", async () => {
    const { execution, steps } = await run({
      desired: desired({ adele: "ENTERPRISEPACK" }, { "Group g": "ENTERPRISEPACK" }),
      observed: observed({ users: [user("adele"), user("eve")], groups: [group("g", [], ["adele", "eve"])] }),
    });
    expect(execution.lines.users).toEqual({ "adele@contoso.com": "ENTERPRISEPACK" });
    expect(owned(execution)).toEqual({ adele: ["ENTERPRISEPACK"], g: ["ENTERPRISEPACK"] });
    expect(steps).toEqual(["read g", "write g +ENTERPRISEPACK", "await g", "read adele", "read adele eve g"]);
  });

  it.each([
    ["declared", { adele: "VISIOCLIENT" }],
    ["owned", {}],
  ])("counts the seat that somebody has given up by it who was %s when the plan was made", async (_, users) => {
    const { execution } = await run({
      desired: desired(users),
      ledger: owning({ adele: "VISIOCLIENT" }, { g: "MCOEV" }),
      observed: observed({ users: [user("adele", ["VISIO", "MCOEV/g"])], groups: [group("g", ["MCOEV"], ["adele"])] }),
    });
    expect(execution.seats.find(({ skuId }) => skuId === skuIds.MCOEV)?.used).toBe(0);
  });
});

describe("the members of a group from which something is taken", () => {
  const gone = (members: readonly string[]) => ({
    desired: desired({}, { "Group a": "MCOEV", "Group z": "MCOEV" }),
    ledger: owning({}, { a: "MCOEV", g: "VISIOCLIENT", z: "MCOEV" }),
    observed: observed({
      users: [user("eve", ["VISIO/g"]), user("zoe", ["MCOEV/a"])],
      groups: [group("a", ["MCOEV"], ["zoe"]), group("g", ["VISIO"], members), group("z", ["MCOEV"], ["zoe"])],
    }),
  });

  it("may be unknown where they were when the plan was made: it told what they lose", async () => {
    const { plan } = await run(gone(["eve", "stranger"]));
    expect(plan.losses.map(({ name }) => name)).toEqual(["eve@contoso.com", "stranger"]);
    expect(await told(gone(["eve", "stranger"]))).toEqual(["read eve stranger g", "write g -VISIOCLIENT", "await g"]);
  });

  it("may not be unknown where they could be read when the plan was made, or have joined since", async () => {
    const skipped = "g skipped: 1 of its members can no longer be read, so that what they would lose is not known";
    expect(
      await told(
        gone(["eve"]),
        at("read eve g", (tenant) => void tenant.users.delete("eve")),
      ),
    ).toEqual(["read eve g", skipped]);
    const joins = at("read eve g", (tenant) => void tenant.groups.set("g", group("g", ["VISIO"], ["eve", "stranger"])));
    expect(await told(gone(["eve"]), joins)).toEqual(["read eve g", "read stranger", skipped]);
  });

  it("are not those of another group of the plan", async () => {
    const over = {
      desired: desired({}, { "Group h": "MCOEV" }),
      ledger: owning({}, { g: "VISIOCLIENT" }),
      observed: observed({
        users: [user("eve", ["VISIO/g"]), user("fay")],
        groups: [group("g", ["VISIO"], ["eve"]), group("h", [], ["fay"])],
      }),
    };
    expect(await told(over)).toEqual([
      "read h",
      "write h +MCOEV",
      "await h",
      "read eve g",
      "write g -VISIOCLIENT",
      "await g",
      "read fay h",
    ]);
  });
});

describe("a direct licence that goes for a group's", () => {
  const toGroup = (line: string, gives: readonly string[]) => ({
    desired: desired({}, { "Group g": line }),
    ledger: owning({ adele: "ENTERPRISEPACK" }, { g: "ENTERPRISEPACK" }),
    observed: observed({ users: [user("adele", ["E3"])], groups: [group("g", gives, ["adele"])] }),
  });
  const stays =
    "adele skipped: a direct licence stays, since the one through the group is not active with the same plans; " +
    "the next run tries again";

  it("stays where what the group really gives has fewer plans on", async () => {
    const came = (way: string) =>
      at("read adele", (tenant) => void tenant.users.set("adele", user("adele", ["E3", way])));
    expect(await told(toGroup("ENTERPRISEPACK", []), came("E3/g"))).toContain("write adele -ENTERPRISEPACK");
    expect(await told(toGroup("ENTERPRISEPACK", []), came("E3(-TEAMS)/g"))).toContain(stays);
  });

  it("goes where the group has just switched on what was missing, and its other licences stand as before", async () => {
    const { steps, execution } = await run({
      ...toGroup("ENTERPRISEPACK(all)", ["E3(-TEAMS)", "VISIO"]),
      desired: desired({}, { "Group g": "ENTERPRISEPACK(all), VISIOCLIENT" }),
    });
    expect(steps).toEqual([
      "read g",
      "write g +ENTERPRISEPACK",
      "await g",
      "read adele",
      "read adele",
      "write adele -ENTERPRISEPACK",
      "read adele g",
    ]);
    expect(execution.lines).toEqual({ users: {}, groups: { "Group g": "ENTERPRISEPACK(all), VISIOCLIENT" } });
  });

  it("stays where the group does not give it any more, though Graph still shows it", async () => {
    const leftover = {
      desired: desired({}, { "Group x": "VISIOCLIENT" }),
      ledger: owning({ adele: "ENTERPRISEPACK" }, { x: "VISIOCLIENT" }),
      observed: observed({ users: [user("adele", ["E3", "E3/x"])], groups: [group("x", ["VISIO"], ["adele"])] }),
    };
    expect(await told(leftover)).toEqual(["read adele", stays]);
  });
});

describe("members who are processed again", () => {
  /** Eve waits for the E5 that Carl gives up, and Bob for an E3 that Dora cannot give up. */
  const over = {
    desired: desired(
      { bob: "ENTERPRISEPACK", carl: "STANDARDPACK", dora: "STANDARDPACK" },
      { "Group g": "ENTERPRISEPREMIUM, VISIOCLIENT" },
    ),
    ledger: owning({ carl: "ENTERPRISEPREMIUM", dora: "ENTERPRISEPACK" }, { g: "ENTERPRISEPREMIUM" }),
    observed: observed({
      skus: pools({ E3: 1, E5: 1 }),
      users: [user("bob"), user("carl", ["E5"]), user("dora", ["E3"]), user("eve", ["E5/g!CountViolation"])],
      groups: [group("g", ["E5"], ["eve"])],
    }),
  };
  const answering = async (kind: "applied" | "failed" | "notSent"): Promise<readonly string[]> => {
    const reprocess: TenantPort["reprocess"] = (userIds) =>
      Promise.resolve(
        userIds.map((id): WriteOutcome => (kind === "failed" ? { kind, id, problem, located: false } : { kind, id })),
      );
    const { steps, execution } = await run(over, { processes: false, problems: { dora: problem } }, (port) => ({
      reprocess: async (ids, onOutcome) => (await port.reprocess(ids, () => undefined), reprocess(ids, onOutcome)),
    }));
    return [
      ...steps.slice(steps.indexOf("reprocess eve")),
      ...outcomes(execution).slice(1),
      `stopped ${execution.stopped}`,
    ];
  };

  it("let the run go on where Graph says that they are, and those who find no seat go last", async () => {
    expect(await answering("applied")).toMatchInlineSnapshot(`
      [
        "reprocess eve",
        "read eve g",
        "read bob",
        "read eve g",
        "reprocess eve",
        "read eve g",
        "read bob",
        "read eve g",
        "reprocess eve",
        "read eve g",
        "read bob",
        "read eve g",
        "reprocess eve",
        "read eve g",
        "read bob",
        "read eve g",
        "read bob",
        "read bob",
        "write bob +ENTERPRISEPACK",
        "read eve g",
        "bob applied",
        "carl applied",
        "dora failed: dependency",
        "stopped false",
      ]
    `);
  });

  it("let nobody wait for them where Graph refuses it", async () => {
    expect(await answering("failed")).toMatchInlineSnapshot(`
      [
        "reprocess eve",
        "read eve g",
        "read bob",
        "read eve g",
        "reprocess eve",
        "read eve g",
        "read bob",
        "read bob",
        "write bob +ENTERPRISEPACK",
        "read eve g",
        "reprocess eve",
        "read eve g",
        "bob applied",
        "carl applied",
        "dora failed: dependency",
        "stopped false",
      ]
    `);
  });

  it("end the run where they were not sent", async () => {
    expect(await answering("notSent")).toMatchInlineSnapshot(`
      [
        "reprocess eve",
        "bob notSent",
        "carl applied",
        "dora failed: dependency",
        "stopped true",
      ]
    `);
  });

  it("are counted while it goes on", async () => {
    const { progress } = await run(over, { processes: false });
    expect(progress.filter(({ phase }) => phase === "reprocessing members").slice(0, 2)).toEqual(
      [0, 1].map((done) => ({ phase: "reprocessing members", done, total: 1 })),
    );
  });
});

describe("groups where seats are short", () => {
  it("those that are done are not read again for the sake of people who wait", async () => {
    const over = {
      desired: desired({ adele: "ENTERPRISEPREMIUM", bob: "STANDARDPACK" }, { "Group g": "VISIOCLIENT" }),
      ledger: owning({ adele: "ENTERPRISEPACK", bob: "ENTERPRISEPREMIUM" }),
      observed: observed({
        skus: pools({ E5: 1 }),
        users: [user("adele", ["E3"]), user("bob", ["E5"])],
        groups: [group("g")],
      }),
    };
    expect(await told(over)).toMatchInlineSnapshot(`
      [
        "read g",
        "write g +VISIOCLIENT",
        "await g",
        "read adele bob",
        "write bob +STANDARDPACK -ENTERPRISEPREMIUM",
        "read adele",
        "write adele +ENTERPRISEPREMIUM -ENTERPRISEPACK",
      ]
    `);
  });

  it("somebody is served at once where a group gives up later what the next one needs", async () => {
    const over = {
      desired: desired({ adele: "ENTERPRISEPACK", bob: "ENTERPRISEPACK" }),
      ledger: owning({}, { g: "ENTERPRISEPACK" }),
      observed: observed({
        skus: pools({ E3: 2 }),
        users: [user("adele"), user("bob"), user("eve", ["E3/g"])],
        groups: [group("g", ["E3"], ["eve"])],
      }),
    };
    expect(await told(over)).toMatchInlineSnapshot(`
      [
        "read adele bob",
        "write adele +ENTERPRISEPACK",
        "read eve g",
        "write g -ENTERPRISEPACK",
        "await g",
        "read eve",
        "read bob",
        "write bob +ENTERPRISEPACK",
      ]
    `);
  });

  it("the same of two groups, where a third one gives and takes", async () => {
    const over = {
      desired: desired({}, { "Group a": "VISIOCLIENT", "Group b": "ENTERPRISEPACK", "Group c": "ENTERPRISEPACK" }),
      ledger: owning({}, { a: "ENTERPRISEPACK" }),
      observed: observed({
        skus: pools({ E3: 2 }),
        users: ["bob", "carl"].map((id) => user(id)).concat(user("eve", ["E3/a"])),
        groups: [group("a", ["E3"], ["eve"]), group("b", [], ["bob"]), group("c", [], ["carl"])],
      }),
    };
    expect(await told(over)).toMatchInlineSnapshot(`
      [
        "read a b c",
        "write a +VISIOCLIENT",
        "write b +ENTERPRISEPACK",
        "await a b",
        "read eve bob",
        "read eve a",
        "write a -ENTERPRISEPACK",
        "await a",
        "read eve",
        "read eve bob carl a b c",
        "read c",
        "write c +ENTERPRISEPACK",
        "await c",
        "read carl",
        "read eve bob carl a b c",
      ]
    `);
  });

  it("the members that a group had count where it is read again without them", async () => {
    const over = {
      desired: desired({ bob: "STANDARDPACK" }, { "Group g": "ENTERPRISEPREMIUM" }),
      ledger: owning({ bob: "ENTERPRISEPREMIUM" }),
      observed: observed({
        skus: pools({ E5: 1 }),
        users: [user("bob", ["E5"]), user("eve")],
        groups: [group("g", [], ["eve", "stranger"])],
      }),
    };
    const before = (_: string, tenant: FakeTenant): void => {
      const { members: _members, ...rest } = tenant.groups.get("g")!;
      tenant.groups.set("g", rest);
    };
    expect((await told(over, { before })).filter((step) => step.startsWith("write"))).toEqual([
      "write bob +STANDARDPACK -ENTERPRISEPREMIUM",
      "write g +ENTERPRISEPREMIUM",
    ]);
  });

  it("one that waits for somebody who fails is sent last, and nobody else is read for it", async () => {
    const over = {
      desired: desired({ bob: "STANDARDPACK" }, { "Group g": "ENTERPRISEPREMIUM" }),
      ledger: owning({ bob: "ENTERPRISEPREMIUM" }),
      observed: observed({
        skus: pools({ E5: 1 }),
        users: [user("bob", ["E5"]), user("eve")],
        groups: [group("g", [], ["eve"])],
      }),
    };
    expect(await told(over, { problems: { bob: problem } })).toMatchInlineSnapshot(`
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
        "bob failed: dependency",
      ]
    `);
  });

  it("two who wait for each other's seat keep what nobody lacks", async () => {
    const over = {
      desired: desired({ adele: "VISIOCLIENT", bob: "MCOEV, STANDARDPACK" }),
      ledger: owning({ adele: "MCOEV, STANDARDPACK", bob: "VISIOCLIENT" }),
      observed: observed({
        skus: pools({ VISIO: 1, MCOEV: 1 }),
        users: [user("adele", ["MCOEV", "E1"]), user("bob", ["VISIO"])],
      }),
    };
    expect((await told(over)).filter((step) => step.startsWith("write"))).toEqual([
      "write adele -MCOEV",
      "write bob +STANDARDPACK +MCOEV -VISIOCLIENT",
      "write adele +VISIOCLIENT -STANDARDPACK",
    ]);
  });
});
