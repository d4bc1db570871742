import { describe, expect, it } from "vitest";
import type { FakeBehaviour } from "../support/fake-port";
import { outcomes, owned, run } from "../support/run";
import { desired, group, observed, owning, today, user } from "../support/tenant";

const away = new Error("Graph is out of reach");

function failAt(step: string): FakeBehaviour {
  return {
    before: (now) => {
      if (now === step) throw away;
    },
  };
}

describe("something thrown halfway through the writes", () => {
  const over = {
    desired: desired({ adele: "MCOEV", bob: "MCOEV", dora: "MCOEV" }),
    ledger: owning({ adele: "ENTERPRISEPACK", bob: "ENTERPRISEPACK", carl: "ENTERPRISEPACK" }),
    observed: observed({ users: [user("adele", ["E3"]), user("bob", ["E3"]), user("carl", ["E3"]), user("dora")] }),
  };

  it("keeps what was done before, and tells of everything else which half it belongs to", async () => {
    const { execution } = await run(over, failAt("write bob +MCOEV -ENTERPRISEPACK"));
    expect(outcomes(execution)).toEqual([
      "adele applied",
      "bob failed: unconfirmed",
      "carl failed: unconfirmed",
      "dora failed: unconfirmed",
    ]);
    expect(execution.outcomes[1]).toMatchObject({
      problem: {
        message: "The run was interrupted before an answer came (Graph is out of reach).",
        remedy: "It is not known whether this was done: run again, the tenant is then read first.",
      },
    });
    expect(execution).toMatchObject({ stopped: true, interruption: away });
  });

  it("owns what was done, still owns what perhaps was not, and not yet what perhaps was", async () => {
    const { execution } = await run(over, failAt("write bob +MCOEV -ENTERPRISEPACK"));
    expect(owned(execution)).toEqual({ adele: ["MCOEV"], bob: ["ENTERPRISEPACK"], carl: ["ENTERPRISEPACK"] });
    expect(execution.lines.users).toMatchObject({
      "adele@contoso.com": "MCOEV",
      "bob@contoso.com": "ENTERPRISEPACK",
      "carl@contoso.com": "ENTERPRISEPACK",
    });
  });

  it("counts losses that have perhaps happened", async () => {
    const { execution } = await run(over, failAt("write bob +MCOEV -ENTERPRISEPACK"));
    expect(execution.ledger.lossesByDay).toEqual({ [today]: 3 });
  });

  it("sends nothing more", async () => {
    const { steps } = await run(
      {
        ...over,
        desired: desired({ adele: "MCOEV" }, { "Group g": "VISIOCLIENT" }),
        observed: observed({ ...over.observed, groups: [group("g")] }),
      },
      failAt("read adele bob carl"),
    );
    expect(steps).toEqual(["read g", "write g +VISIOCLIENT", "await g"]);
  });

  it("is thrown on where nothing was written, so that the state stays as it was", async () => {
    await expect(run(over, failAt("write adele +MCOEV -ENTERPRISEPACK"))).rejects.toBe(away);
  });

  it("tells what else was thrown than an error", async () => {
    const text = "no route";
    const before = (now: string): void => {
      // oxlint-disable-next-line typescript/only-throw-error -- a library may do so
      if (now.startsWith("write bob")) throw text;
    };
    const { execution } = await run(over, { before });
    expect(execution.outcomes[1]).toMatchObject({
      problem: { message: "The run was interrupted before an answer came (no route)." },
    });
    expect(execution.interruption).toBe("no route");
  });
});

describe("something thrown between a group's write and its processing", () => {
  const over = {
    desired: desired({ adele: "MCOEV" }, { "Group g": "ENTERPRISEPACK" }),
    observed: observed({ users: [user("adele"), user("eve")], groups: [group("g", [], ["eve"])] }),
  };

  it("tells that the group is not processed yet", async () => {
    const { execution } = await run(over, failAt("await g"));
    expect(outcomes(execution)).toEqual(["g applied", "adele notSent"]);
    expect(execution).toMatchObject({ unfinishedGroups: ["g"], stopped: true, interruption: away });
    expect(owned(execution)).toEqual({ g: ["ENTERPRISEPACK"] });
  });

  it("the same where the engine is gone while groups are taken from", async () => {
    const { execution, steps } = await run(
      {
        desired: desired({}, { "Group h": "MCOEV" }),
        ledger: owning({}, { g: "MCOEV", h: "ENTERPRISEPACK, MCOEV" }),
        observed: observed({ groups: [group("g", ["MCOEV"]), group("h", ["E3", "MCOEV"])] }),
      },
      { notSentAfter: 1 },
    );
    expect(outcomes(execution)).toEqual(["g applied", "h notSent"]);
    expect(execution.unfinishedGroups).toEqual(["g"]);
    expect(steps.at(-1)).toBe("write h -ENTERPRISEPACK");
  });
});

it("something thrown while members are reprocessed keeps what the run has done", async () => {
  const { execution } = await run(
    {
      desired: desired({}, { "Group g": "ENTERPRISEPACK, MCOEV" }),
      ledger: owning({}, { g: "MCOEV" }),
      observed: observed({
        users: [user("eve", ["MCOEV/g!CountViolation"])],
        groups: [group("g", ["MCOEV"], ["eve"])],
      }),
    },
    {
      processes: false,
      before: (now) => {
        if (now === "reprocess eve") throw away;
      },
    },
  );
  expect(outcomes(execution)).toEqual(["g applied"]);
  expect(execution).toMatchObject({ stopped: true, interruption: away, unfinishedGroups: ["g"] });
});
