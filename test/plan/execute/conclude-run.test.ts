import { describe, expect, it } from "vitest";
import type { Execution } from "../../../src/terms/execution";
import type { PlanSelection } from "../../../src/roster/types";
import type { FakeBehaviour } from "../support/fake-port";
import { outcomes, owned, run } from "../support/run";
import { desired, group, held, noLimits, observed, owning, policy, sku, skuIds, today, user } from "../support/tenant";

const problem = { code: "dependency", message: "License assignment failed because", remedy: "Add it." };
const selections = ({ ledger }: Execution): Record<string, PlanSelection["kind"][]> =>
  Object.fromEntries(
    [...ledger.users, ...ledger.groups].map(({ id, skus }) => [id, skus.map(({ selection }) => selection.kind)]),
  );

describe("what a person's entry says of the plans", () => {
  const over = {
    desired: desired({ adele: "ENTERPRISEPACK(-TEAMS1) @GB" }),
    ledger: owning({ adele: "ENTERPRISEPACK @US" }),
    observed: observed({ users: [user("adele", ["E3"])] }),
  };
  const vanishes: FakeBehaviour = {
    before: (step, tenant) => void (step.startsWith("read") && tenant.users.delete("adele")),
  };

  it.each<[string, FakeBehaviour, string, PlanSelection["kind"], string]>([
    ["done: as declared", {}, "applied", "off", "GB"],
    ["failed: as before", { problems: { adele: problem } }, "failed", "unmanaged", "US"],
    ["not sent: as before", { notSentAfter: 0 }, "notSent", "unmanaged", "US"],
    ["skipped: as before", vanishes, "skipped", "unmanaged", "US"],
  ])("%s", async (_, behaviour, kind, selection, location) => {
    const { execution } = await run(over, behaviour);
    expect(execution.outcomes.map((outcome) => outcome.kind)).toEqual([kind]);
    expect(selections(execution)).toEqual({ adele: [selection] });
    expect(execution.ledger.users[0]?.usageLocation).toBe(location);
  });

  it.each<[string, string, string, readonly string[]]>([
    ["a licence of which plans are to go off", "ENTERPRISEPACK(-TEAMS1)", "ENTERPRISEPACK", ["E3"]],
    [
      "a licence that is to go, beside one that is as declared",
      "ENTERPRISEPACK(-TEAMS1)",
      "ENTERPRISEPACK, VISIOCLIENT",
      ["E3(-TEAMS)", "VISIO"],
    ],
  ])("failed, where that was all: as before (%s)", async (_, line, before, holds) => {
    const one = {
      desired: desired({ adele: line }),
      ledger: owning({ adele: before }),
      observed: observed({ users: [user("adele", holds)] }),
    };
    expect(selections((await run(one, { problems: { adele: problem } })).execution)["adele"]?.[0]).toBe("unmanaged");
    expect(selections((await run(one)).execution)["adele"]).toEqual(["off"]);
  });

  it("waiting for a seat: of what waits as before, of the rest as declared, and told so before the run", async () => {
    const short = {
      desired: desired({ adele: "ENTERPRISEPACK(-TEAMS1), MCOEV", bob: "VISIOCLIENT" }),
      ledger: owning({ adele: "ENTERPRISEPACK" }),
      observed: observed({
        skus: [sku("E3"), sku("VISIO"), sku("MCOEV", { enabled: 0 })],
        users: [user("adele", ["E3(-YAMMER)"]), user("bob")],
      }),
      policy: policy({
        limits: noLimits,
        onShortage: { kind: "inOrder", order: ["adele@contoso.com", "bob@contoso.com"] },
      }),
    } as const;
    const { execution, plan } = await run(short);
    expect(selections(execution)).toEqual({ adele: ["off"], bob: ["unmanaged"] });
    expect(execution.lines).toEqual(plan.lines);
    expect(plan.lines.users).toEqual({
      "adele@contoso.com": "ENTERPRISEPACK(-TEAMS1)",
      "bob@contoso.com": "VISIOCLIENT",
    });
  });

  it("nothing to be done: as declared", async () => {
    const { execution } = await run({
      ...over,
      desired: desired({ adele: "ENTERPRISEPACK(-YAMMER_ENTERPRISE) @US" }),
      observed: observed({ users: [user("adele", ["E3(-YAMMER)"])] }),
    });
    expect(execution.outcomes).toEqual([]);
    expect(selections(execution)).toEqual({ adele: ["off"] });
  });

  it("only the location: as it came about", async () => {
    const located = { ...over, desired: desired({ adele: "ENTERPRISEPACK @GB" }) };
    expect((await run(located)).execution.ledger.users[0]?.usageLocation).toBe("GB");
    expect((await run(located, { notSentAfter: 0 })).execution.ledger.users[0]?.usageLocation).toBe("US");
  });

  it("held back in part: as before, and told with a note", async () => {
    const { execution } = await run(
      {
        desired: desired({ adele: "MCOEV(-MCOEV)" }, { "Group g": "ENTERPRISEPACK" }),
        ledger: owning({ adele: "ENTERPRISEPACK, MCOEV" }),
        observed: observed({ users: [user("adele", ["E3", "MCOEV"])], groups: [group("g", [], ["adele"])] }),
      },
      { processes: false },
    );
    expect(outcomes(execution)).toEqual([
      "g applied",
      "adele applied: a direct licence stays, since the one through the group is not active with the same plans; " +
        "the next run tries again",
    ]);
    expect(selections(execution)["adele"]).toEqual(["unmanaged", "unmanaged"]);
    expect(execution.unfinishedGroups).toEqual(["g"]);
  });
});

describe("what a group's entry says of the plans", () => {
  const over = {
    desired: desired({}, { "Group g": "ENTERPRISEPACK(-TEAMS1)" }),
    ledger: owning({}, { g: "ENTERPRISEPACK" }),
  };

  it.each<[string, FakeBehaviour, PlanSelection["kind"]]>([
    ["done", {}, "off"],
    ["failed", { problems: { g: problem } }, "unmanaged"],
    ["not sent", { notSentAfter: 0 }, "unmanaged"],
  ])("%s", async (_, behaviour, selection) => {
    const { execution } = await run({ ...over, observed: observed({ groups: [group("g", ["E3"])] }) }, behaviour);
    expect(selections(execution)).toEqual({ g: [selection] });
  });

  it("nothing to be done", async () => {
    const { execution } = await run({ ...over, observed: observed({ groups: [group("g", ["E3(-TEAMS)"])] }) });
    expect(selections(execution)).toEqual({ g: ["off"] });
  });
});

describe("what stays as it is because it was not approved", () => {
  it("is entered as before, of people and groups", async () => {
    const { execution, plan } = await run({
      desired: desired({ adele: "ENTERPRISEPACK(-TEAMS1)", bob: "MCOEV" }, { "Group g": "ENTERPRISEPACK(-TEAMS1)" }),
      ledger: owning({ adele: "ENTERPRISEPACK" }, { g: "ENTERPRISEPACK" }),
      observed: observed({ users: [user("adele", ["E3"]), user("bob")], groups: [group("g", ["E3"])] }),
      withheld: new Set(["adele", "g"]),
    });
    expect(selections(execution)).toEqual({ adele: ["unmanaged"], bob: ["unmanaged"], g: ["unmanaged"] });
    expect(execution.lines).toEqual(plan.lines);
  });
});

describe("what is kept besides", () => {
  it("groups that were not seen, and those that are gone, or purged for all one reading says", async () => {
    const { execution } = await run({
      ledger: owning({}, { z: "MCOEV", u: "MCOEV", d: "MCOEV", p: "MCOEV" }),
      observed: observed({
        groups: [group("z", ["MCOEV"])],
        absent: [
          { kind: "unreadable", lookup: "u", reason: "403" },
          { kind: "deleted", lookup: "d", id: "d" },
          { kind: "purged", lookup: "p", id: "p" },
        ],
      }),
      desired: desired({}, { "Group z": "MCOEV" }),
    });
    expect(Object.keys(owned(execution))).toEqual(["d", "p", "u", "z"]);
    expect(execution.lines.groups).toEqual({ "Group u": "MCOEV", "Group z": "MCOEV" });
  });

  it("only losses that came about", async () => {
    const leaving = {
      desired: desired({ zoe: "MCOEV" }),
      ledger: owning({ adele: "MCOEV", bob: "MCOEV", zoe: "MCOEV" }, { g: "MCOEV", h: "MCOEV" }),
      observed: observed({
        users: [
          user("zoe", ["MCOEV"]),
          user("adele", ["MCOEV"]),
          user("bob", ["MCOEV"]),
          user("eve", ["MCOEV/g"]),
          user("fay", ["MCOEV/h"]),
        ],
        groups: [group("g", ["MCOEV"], ["eve"]), group("h", ["MCOEV"], ["fay"])],
      }),
    };
    expect((await run(leaving)).execution.ledger.lossesByDay).toEqual({ [today]: 4 });
    expect((await run(leaving, { problems: { adele: problem, g: problem } })).execution.ledger.lossesByDay).toEqual({
      [today]: 2,
    });
    expect(
      (await run(leaving, { problems: { adele: { ...problem, code: "unavailable", uncertain: true }, g: problem } }))
        .execution.ledger.lossesByDay,
    ).toEqual({ [today]: 3 });
  });

  it.each([true, false])("none-removed (%s), and who is protected, sorted", async (none) => {
    const { execution } = await run({
      desired: desired({ carl: "MCOEV" }),
      observed: observed({ users: [user("carl"), user("bob"), user("adele")] }),
      policy: policy({
        limits: none ? { kind: "noneRemoved" } : noLimits,
        protected: none ? ["bob@contoso.com", "adele@contoso.com"] : [],
      }),
    });
    expect(execution.ledger.noneRemoved).toBe(none);
    expect(execution.ledger.protectedIds).toEqual(none ? ["adele", "bob"] : []);
    expect(JSON.stringify(execution.ledger.protectedNames)).toBe(
      none ? '{"adele@contoso.com":"adele","bob@contoso.com":"bob"}' : undefined,
    );
  });

  it("lines of people under authority over the tenant, and of no others", async () => {
    const seen = observed({
      users: [user("adele", ["VISIO", "E3/g"])],
      groups: [group("g", ["E3", "MCOEV"], ["adele"])],
    });
    const lines = async (scope: "declared" | "tenant") => {
      const { execution } = await run(
        {
          ledger: owning({}, { g: "MCOEV" }),
          observed: seen,
          policy: policy({ limits: noLimits, authoritative: { skus: ["VISIOCLIENT"], scope } }),
        },
        { problems: { adele: problem } },
      );
      return execution.lines.users;
    };
    expect(await lines("tenant")).toEqual({ "adele@contoso.com": "VISIOCLIENT" });
    expect(await lines("declared")).toEqual({});
  });

  it("lines of declared people under authority, though nothing of what is declared stands", async () => {
    const { execution } = await run(
      {
        desired: desired({ adele: "MCOEV" }),
        observed: observed({ users: [user("adele", ["VISIO"])] }),
        policy: policy({ limits: noLimits, authoritative: { skus: ["VISIOCLIENT"], scope: "declared" } }),
      },
      { problems: { adele: problem } },
    );
    expect(execution.lines.users).toEqual({ "adele@contoso.com": "VISIOCLIENT" });
    expect(owned(execution)).toEqual({});
  });
});

describe("members whom a group could not give its licence", () => {
  it("are told by group and name, sorted, and only those of groups that were given something", async () => {
    const troubled = { ...held("E3/g"), state: "ActiveWithError" as const, error: "Other" };
    const { execution } = await run(
      {
        desired: desired({}, { "Group g": "ENTERPRISEPACK, VISIOCLIENT", "Group h": "MCOEV" }),
        ledger: owning({}, { g: "ENTERPRISEPACK", h: "MCOEV, VISIOCLIENT" }),
        observed: observed({
          users: [
            user("zoe", [], { assignments: [troubled] }),
            user("bob", ["E3/g!CountViolation"]),
            user("carl", ["MCOEV/h!CountViolation"]),
            user("dora", ["E3/g"]),
          ],
          groups: [group("g", ["E3"], ["zoe", "bob", "dora"]), group("h", ["MCOEV", "VISIO"], ["carl"])],
        }),
      },
      { processes: false },
    );
    expect(execution.memberProblems.map(({ name, groupId, error }) => [name, groupId, error])).toEqual([
      ["bob@contoso.com", "g", "CountViolation"],
      ["zoe@contoso.com", "g", "Other"],
    ]);
  });

  it("are told sorted by group, and not for what another group could not give", async () => {
    const { execution } = await run(
      {
        desired: desired({}, { "Group 1": "ENTERPRISEPACK, VISIOCLIENT", "Group 2": "MCOEV, VISIOCLIENT" }),
        ledger: owning({}, { z: "ENTERPRISEPACK", a: "MCOEV" }),
        observed: observed({
          users: [
            user("bob", ["E3/z!Other", "E1/x!CountViolation"]),
            user("carl", ["MCOEV/a!Other", "E1/x!CountViolation"]),
          ],
          groups: [
            group("z", ["E3"], ["bob"], { displayName: "Group 1" }),
            group("a", ["MCOEV"], ["carl"], { displayName: "Group 2" }),
          ],
        }),
      },
      { processes: false },
    );
    expect(
      execution.memberProblems.map(({ userId, groupId, skuId, error }) => [groupId, userId, skuId, error]),
    ).toEqual([
      ["a", "carl", skuIds.MCOEV, "Other"],
      ["z", "bob", skuIds.E3, "Other"],
    ]);
  });
});

it("progress tells how many groups are through", async () => {
  const { progress } = await run({
    desired: desired({}, { "Group g": "MCOEV", "Group h": "MCOEV" }),
    observed: observed({ groups: [group("g"), group("h")] }),
  });
  expect(progress.filter(({ phase }) => phase === "waiting for groups")).toEqual(
    [0, 0, 2].map((done) => ({ phase: "waiting for groups", done, total: 2 })),
  );
});
