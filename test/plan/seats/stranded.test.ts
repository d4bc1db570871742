import { describe, expect, it } from "vitest";
import { planOf } from "../support/show";
import { outcomes, run } from "../support/run";
import {
  desired,
  group,
  noLimits,
  observed,
  owning,
  policy,
  pools,
  skuIds,
  type SkuName,
  user,
} from "../support/tenant";

const given = {
  desired: desired({}, { "Group g": "ENTERPRISEPACK" }),
  ledger: owning({}, { g: "ENTERPRISEPACK" }),
  policy: policy({ limits: noLimits }),
};

/** Of whom the plan says that Graph shall process them again, where a group has E3 and everybody but c is a member. */
function again(
  users: readonly ReturnType<typeof user>[],
  seats: Partial<Record<SkuName, number>> = {},
  over: Partial<typeof given> = {},
  licenses: readonly string[] = ["E3"],
): readonly string[] {
  const tenant = observed({
    skus: pools(seats),
    users: [...users],
    groups: [
      group(
        "g",
        licenses,
        users.map(({ id }) => id).filter((id) => id !== "c"),
      ),
    ],
  });
  const { transitions } = planOf({ ...given, observed: tenant, ...over });
  return transitions.flatMap((transition) => transition.again?.members.map(({ name }) => name.split("@")[0]!) ?? []);
}

/** c gives up the one seat that there is. */
const late = {
  ...given,
  ledger: owning({ c: "ENTERPRISEPACK" }, { g: "ENTERPRISEPACK" }),
  observed: observed({
    users: [user("a", ["E3/g!CountViolation"]), user("c", ["E3"])],
    groups: [group("g", ["E3"], ["a"])],
  }),
};
const a = user("a", ["E3/g!CountViolation"]);
const b = user("b", ["E3/g!CountViolation"]);

describe("members for whom a group had no seat", () => {
  it("are processed again once there is one, with the group's licences as they are", () => {
    const tenant = observed({
      skus: pools({ E3: 2 }),
      users: [user("c", ["E3"]), a, b],
      groups: [group("g", ["E3"], ["a", "b"])],
    });
    const {
      transitions,
      phases,
      seats,
      findings,
      losses,
      ledgerChanges,
      skus: names,
    } = planOf({ ...given, observed: tenant });
    expect(transitions).toEqual([
      {
        principal: "group",
        id: "g",
        name: "Group g",
        currentName: "Group g",
        kind: "reprocess",
        grants: [],
        removals: [],
        again: { skuIds: [skuIds.E3], members: [{ id: "a", name: "a@contoso.com" }] },
        place: { file: "stacks/contoso.yaml", line: 5, column: 7 },
        digest: expect.any(String) as string,
      },
    ]);
    expect(phases).toEqual([{ kind: "strandedMembers", ids: ["g"] }]);
    expect(seats).toEqual([
      {
        skuId: skuIds.E3,
        bought: 2,
        warning: 0,
        usedNow: 1,
        usedAfter: 2,
        gained: 1,
        freed: 0,
        short: 0,
        goWithout: [],
      },
    ]);
    expect(names[skuIds.E3]).toEqual({ partNumber: "ENTERPRISEPACK", name: "Office 365 E3" });
    // Who goes on without is told as before.
    expect(findings.map(({ code, principals }) => [code, ...principals])).toEqual([
      ["member-without", "b@contoso.com"],
    ]);
    expect([losses, ledgerChanges]).toEqual([[], false]);
  });

  it("wait for as many seats as there are, by name, and for seats that the run itself frees", () => {
    expect(again([b, a], { E3: 1 })).toEqual(["a"]);
    expect(again([a, b], { E3: 0 })).toEqual([]);
    const leaver = { desired: given.desired, ledger: owning({ c: "ENTERPRISEPACK" }, { g: "ENTERPRISEPACK" }) };
    expect(again([a, user("c", ["E3"])], { E3: 1 }, leaver)).toEqual(["a"]);
  });

  it("get no seat that somebody else gets in this run", () => {
    const joiner = { desired: desired({ c: "ENTERPRISEPACK" }, { "Group g": "ENTERPRISEPACK" }) };
    expect(again([a, user("c")], { E3: 1 }, joiner)).toEqual([]);
    expect(again([a, user("c")], { E3: 2 }, joiner)).toEqual(["a"]);
  });

  it("need a seat of everything that the group has and they have not", () => {
    const both = user("a", ["E3/g!CountViolation", "VISIO/g!Other"]);
    expect(again([both], { VISIO: 0 }, {}, ["E3", "VISIO"])).toEqual([]);
    expect(again([both], { VISIO: 1 }, {}, ["E3", "VISIO"])).toEqual(["a"]);
    expect(
      again([user("a", ["E3/g!CountViolation", "VISIO/g!Other", "VISIO"])], { VISIO: 0 }, {}, ["E3", "VISIO"]),
    ).toEqual(["a"]);
  });

  it("lack what is declared also where the seat was missing of something else that the group has", () => {
    expect(again([user("a", ["E3/g!Other", "VISIO/g!CountViolation"])], {}, {}, ["E3", "VISIO"])).toEqual(["a"]);
  });

  it.each([
    ["who has it on another path", [user("a", ["E3", "E3/g!CountViolation"])], {}],
    [
      "who gets it on another path in this run",
      [a],
      { desired: desired({ a: "ENTERPRISEPACK" }, { "Group g": "ENTERPRISEPACK" }) },
    ],
    ["who lacks something else as well", [user("a", ["E3/g!CountViolation", "VISIO/g!DependencyViolation"])], {}],
    ["who lacks something that is not declared", [user("a", ["E3/g", "VISIO/g!CountViolation"])], {}],
    ["who lacks it from another group", [user("a", ["E3/h!CountViolation"])], {}],
    ["who is protected", [a], { policy: policy({ limits: noLimits, protected: ["a@contoso.com"] }) }],
    ["whose group nobody declares", [a], { desired: desired(), ledger: owning() }],
  ])("are not processed again: %s", (_who, users, over) => {
    expect(again(users, {}, over)).toEqual([]);
  });

  it("are left alone where Graph might take something by it: what they hold in spite of an error", () => {
    const uneasy = {
      skuId: skuIds.VISIO,
      assignedByGroup: "h",
      disabledPlans: [],
      state: "ActiveWithError",
      error: "DependencyViolation",
    } as const;
    expect(again([user("a", [], { assignments: [...(a.assignments ?? []), uneasy] })])).toEqual([]);
    expect(again([user("a", ["E3/g!CountViolation", "VISIO/h", "MCOEV/h!CountViolation", "E1"])])).toEqual(["a"]);
    const own = { skuId: skuIds.VISIO, disabledPlans: [], state: "ActiveWithError", error: "Other" } as const;
    expect(again([user("a", [], { assignments: [...(a.assignments ?? []), own] })])).toEqual(["a"]);
  });

  it("are served before anything is taken from them where there is a seat, else after the run has freed it", () => {
    const kinds = (seats: number) =>
      planOf({ ...late, observed: observed({ ...late.observed, skus: pools({ E3: seats }) }) }).phases.map(
        ({ kind, ids }) => `${kind} ${ids.join()}`,
      );
    expect(kinds(2)).toEqual(["strandedMembers g", "people c"]);
    expect(kinds(1)).toEqual(["freeSeats c", "reprocess g"]);
  });

  it("are served late, too, where they are people of the stack who give nothing up", () => {
    const users = [user("a", ["E3/g!CountViolation", "VISIO"]), user("c", ["E3"])];
    const keeping = {
      desired: desired({ a: "VISIOCLIENT" }, { "Group g": "ENTERPRISEPACK" }),
      ledger: owning({ a: "VISIOCLIENT", c: "ENTERPRISEPACK" }, { g: "ENTERPRISEPACK" }),
    };
    const { phases } = planOf({
      ...late,
      ...keeping,
      observed: observed({ ...late.observed, users, skus: pools({ E3: 1 }) }),
    });
    expect(phases.map(({ kind }) => kind)).toEqual(["freeSeats", "reprocess"]);
  });

  it("are served late where one of several seats comes late", () => {
    const users = (held: readonly string[]) => [
      user("a", ["E3/g!CountViolation", "MCOEV/g!Other", ...held]),
      user("c", ["E3"]),
    ];
    const tenant = (held: readonly string[]) =>
      observed({ users: users(held), groups: [group("g", ["E3", "MCOEV"], ["a"])], skus: pools({ E3: 1 }) });
    expect(planOf({ ...late, observed: tenant([]) }).phases.map(({ kind }) => kind)).toEqual([
      "freeSeats",
      "reprocess",
    ]);
    const giving = { ...late, ledger: owning({ a: "VISIOCLIENT", c: "ENTERPRISEPACK" }, { g: "ENTERPRISEPACK" }) };
    expect(planOf({ ...giving, observed: tenant(["VISIO"]) }).transitions.map(({ kind }) => kind)).toEqual([
      "withdraw",
      "withdraw",
    ]);
  });

  it("have their seats shown beside those of others, by SKU", () => {
    const joiner = {
      desired: desired({ c: "VISIOCLIENT" }, { "Group g": "ENTERPRISEPACK" }),
      ledger: owning({}, { g: "ENTERPRISEPACK" }),
    };
    const { seats } = planOf({ ...late, ...joiner, observed: observed({ ...late.observed, users: [a, user("c")] }) });
    expect(seats.map(({ skuId, gained }) => [skuId, gained])).toEqual([
      [skuIds.E3, 1],
      [skuIds.VISIO, 1],
    ]);
  });

  it("wait for the next run where their seats come late and they give something up", () => {
    const both = { ...late, ledger: owning({ a: "VISIOCLIENT", c: "ENTERPRISEPACK" }, { g: "ENTERPRISEPACK" }) };
    const users = [user("a", ["E3/g!CountViolation", "VISIO"]), user("c", ["E3"])];
    const served = (seats: number) =>
      planOf({
        ...both,
        observed: observed({ ...late.observed, users, skus: pools({ E3: seats }) }),
      }).transitions.filter(({ kind }) => kind === "reprocess").length;
    expect([served(2), served(1)]).toEqual([1, 0]);
  });

  it("are processed by the change itself where the run changes the group, and not at all where it is withheld", () => {
    expect(again([a], {}, { desired: desired({}, { "Group g": "ENTERPRISEPACK, VISIOCLIENT" }) })).toEqual([]);
    const { transitions } = planOf({
      ...given,
      observed: observed({ users: [a], groups: [group("g", ["E3"], ["a"])] }),
      withheld: new Set(["g"]),
    });
    expect(transitions).toEqual([]);
  });

  it("are part of what is approved", () => {
    const digestOf = (users: readonly ReturnType<typeof user>[]) =>
      planOf({ ...given, observed: observed({ users: [...users], groups: [group("g", ["E3"], ["a", "b"])] }) });
    const [one, two, same] = [digestOf([a]), digestOf([a, b]), digestOf([a])];
    expect(one.transitions[0]?.digest).not.toBe(two.transitions[0]?.digest);
    expect(one.digest).not.toBe(two.digest);
    expect(one.digest).toBe(same.digest);
  });
});

describe("a run that has members processed again", () => {
  const tenant = (users: readonly ReturnType<typeof user>[], e3 = 5) =>
    observed({
      skus: pools({ E3: e3 }),
      users: [...users, user("c", ["E3/g!DependencyViolation"])],
      groups: [group("g", ["E3"], ["a", "b", "c"])],
    });

  it("asks for those alone whom the plan names, and is done", async () => {
    const { steps, execution } = await run(
      { ...given, observed: tenant([a]) },
      { before: (step, { users }) => void (step === "reprocess a" && users.set("a", user("a", ["E3/g"]))) },
    );
    expect(steps).toEqual(["read a g", "reprocess a", "read a g"]);
    expect(outcomes(execution)).toEqual(["g applied"]);
    expect(execution.memberProblems).toEqual([]);
    expect(execution.lines.groups).toEqual({ "Group g": "ENTERPRISEPACK" });
  });

  it("asks for nobody for the sake of another group", async () => {
    const users = [user("a", ["E3/h!CountViolation"])];
    const giving = {
      desired: desired({}, { "Group g": "MCOEV" }),
      observed: observed({ users, groups: [group("g", [], ["a"]), group("h", ["E3"], ["a"])] }),
      policy: given.policy,
    };
    const { steps, execution } = await run(giving);
    expect(execution.interruption).toBeUndefined();
    expect(steps).toContain("write g +MCOEV");
    expect(steps.filter((step) => step.startsWith("reprocess"))).toEqual([]);
  });

  it("asks for nobody who has it by now", async () => {
    const { steps, execution } = await run(
      { ...given, observed: tenant([a]) },
      { before: (step, { users }) => void (step === "read a g" && users.set("a", user("a", ["E3/g"]))) },
    );
    expect(steps).toEqual(["read a g"]);
    expect(outcomes(execution)).toEqual(["g applied"]);
  });

  it("names who still has none where the seat was gone again", async () => {
    const { execution } = await run(
      { ...given, observed: tenant([a]) },
      { problems: { a: { code: "no-seats", message: "No seat.", remedy: "Buy one." } } },
    );
    expect(outcomes(execution)).toEqual(["g applied"]);
    expect(execution.memberProblems).toEqual([
      { userId: "a", name: "a@contoso.com", groupId: "g", skuId: skuIds.E3, error: "CountViolation" },
    ]);
  });

  it("fails for the group where it may not ask", async () => {
    const { execution } = await run(
      { ...given, observed: tenant([a]) },
      { problems: { a: { code: "forbidden", message: "Insufficient privileges.", remedy: "Grant it." } } },
    );
    expect(outcomes(execution)).toEqual(["g failed: forbidden"]);
  });

  it("fails for that group alone", async () => {
    const users = [a, user("d", ["E3/h!CountViolation"])];
    const two = {
      desired: desired({}, { "Group g": "ENTERPRISEPACK", "Group h": "ENTERPRISEPACK" }),
      ledger: owning({}, { g: "ENTERPRISEPACK", h: "ENTERPRISEPACK" }),
      observed: observed({
        skus: pools({ E3: 5 }),
        users,
        groups: [group("g", ["E3"], ["a"]), group("h", ["E3"], ["d"])],
      }),
    };
    const { execution } = await run(two, {
      problems: { a: { code: "forbidden", message: "Insufficient privileges.", remedy: "Grant it." } },
    });
    expect(outcomes(execution)).toEqual(["g failed: forbidden", "h applied"]);
  });

  it("has not sent what it was stopped before", async () => {
    const { execution } = await run({ ...given, observed: tenant([a]) }, { notSentAfter: 0 });
    expect(outcomes(execution)).toEqual(["g notSent"]);
    expect(execution.stopped).toBe(true);
  });
});
