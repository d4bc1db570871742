import { describe, expect, it } from "vitest";
import { callOf, afterCall } from "../../../src/plan/execute/calls";
import type { PrincipalWrite, TenantPort, WriteOutcome, WriteProblem } from "../../../src/terms/port";
import { outcomes, owned, run } from "../support/run";
import { desired, group, observed, owning, sku, skuIds, user } from "../support/tenant";

const says = (code: string, message: string, skuId?: string): WriteProblem => ({
  code,
  message,
  remedy: "-",
  ...(skuId !== undefined && { skuId }),
});
const noCompanyLicense = (skuId: string): WriteProblem =>
  says("unknown-sku", `License ${skuId} does not correspond to a valid company License.`, skuId);

/** A Graph that refuses every call of which `judge` says so, and does the others. */
function refusing(judge: (write: PrincipalWrite) => WriteProblem | undefined) {
  return (port: TenantPort): Partial<TenantPort> => ({
    write: async (writes, onOutcome) => {
      const told: WriteOutcome[] = [];
      for (const write of writes) {
        const problem = judge(write);
        const done = problem === undefined ? await port.write([write], () => undefined) : [];
        const outcome = done[0] ?? { kind: "failed", id: write.id, problem: problem!, located: true };
        told.push(outcome);
        onOutcome(outcome);
      }
      return told;
    },
  });
}

const takesVisio = ({ remove }: PrincipalWrite): boolean => remove.includes(skuIds.VISIO);
const swap = {
  desired: desired({ ann: "ENTERPRISEPACK" }),
  ledger: owning({ ann: "VISIOCLIENT" }),
  observed: observed({ users: [user("ann", ["VISIO"])] }),
};

describe("a removal that Graph refuses although nobody doubted it", () => {
  it("took what was given in the same call with it: the rest is sent once more, in the same run", async () => {
    const { steps, execution } = await run(
      swap,
      {},
      refusing((write) => (takesVisio(write) ? noCompanyLicense(skuIds.VISIO) : undefined)),
    );
    expect(steps).toEqual(["read ann", "write ann +ENTERPRISEPACK", "read ann"]);
    expect(outcomes(execution)).toEqual([
      "ann applied: VISIOCLIENT stays, also in the ledger, since Graph does not take it: License " +
        `${skuIds.VISIO} does not correspond to a valid company License.`,
    ]);
    expect(owned(execution)).toEqual({ ann: ["ENTERPRISEPACK", "VISIOCLIENT"] });
    expect(execution.ledger.lossesByDay).toEqual({});
  });

  it("is no failure where there is nothing else to do, and is told once for all", async () => {
    const people = ["ann", "bob"];
    const { execution } = await run(
      {
        ledger: owning({ ann: "VISIOCLIENT", bob: "VISIOCLIENT" }),
        observed: observed({ users: people.map((id) => user(id, ["VISIO"])) }),
      },
      {},
      refusing(() => says("not-assignable", `License ${skuIds.VISIO} cannot be assigned to a user.`, skuIds.VISIO)),
    );
    const [one, other] = execution.outcomes;
    expect(one).toMatchObject({ kind: "skipped", name: "ann@contoso.com" });
    expect(other).toMatchObject({ kind: "skipped", why: (one as { why: string }).why });
    expect(owned(execution)).toEqual({ ann: ["VISIOCLIENT"], bob: ["VISIOCLIENT"] });
  });

  it("does not keep what else is taken, nor the location that was written", async () => {
    const { execution, steps } = await run(
      {
        desired: desired({ ann: "ENTERPRISEPACK @GB" }),
        ledger: owning({ ann: "MCOEV, VISIOCLIENT" }),
        observed: observed({ users: [user("ann", ["VISIO", "MCOEV"])] }),
      },
      {},
      refusing((write) => (takesVisio(write) ? noCompanyLicense(skuIds.VISIO) : undefined)),
    );
    expect(steps).toContain("write ann +ENTERPRISEPACK -MCOEV");
    expect(owned(execution)).toEqual({ ann: ["ENTERPRISEPACK", "VISIOCLIENT"] });
  });

  it.each(["rejected", "inherited", "not-assigned", "forbidden"])(
    "is told as failed where it is not known why (%s), and what is given stands",
    async (code) => {
      const { steps, execution } = await run(
        swap,
        {},
        refusing((write) => (takesVisio(write) ? says(code, "No.") : undefined)),
      );
      expect(steps.filter((step) => step.startsWith("write"))).toEqual(["write ann +ENTERPRISEPACK"]);
      expect(outcomes(execution)).toEqual([`ann failed: ${code}`]);
      expect(owned(execution)).toEqual({ ann: ["ENTERPRISEPACK", "VISIOCLIENT"] });
    },
  );

  it.each(["no-seats", "dependency", "conflict", "usage-location", "busy"])(
    "is not looked for where Graph speaks of something else (%s): an exchange stays one call",
    async (code) => {
      const sent: string[] = [];
      await run(
        swap,
        {},
        refusing(({ add, remove }) => {
          sent.push(`${add.length} and ${remove.length}`);
          return says(code, "No.");
        }),
      );
      expect(new Set(sent)).toEqual(new Set(["1 and 1"]));
    },
  );

  it("of a group keeps neither its other licences nor its plans as they were", async () => {
    const { execution, tenant } = await run(
      {
        desired: desired({}, { "Group g": "ENTERPRISEPACK(-YAMMER_ENTERPRISE)" }),
        ledger: owning({}, { g: "ENTERPRISEPACK, MCOEV, VISIOCLIENT" }),
        observed: observed({
          users: [user("ann", ["E3/g", "MCOEV/g", "VISIO/g"])],
          groups: [group("g", ["E3", "MCOEV", "VISIO"], ["ann"])],
        }),
      },
      {},
      refusing((write) => (takesVisio(write) ? noCompanyLicense(skuIds.VISIO) : undefined)),
    );
    expect(
      tenant.groups
        .get("g")
        ?.licenses.map(({ skuId }) => skuId)
        .sort(),
    ).toEqual([skuIds.E3, skuIds.VISIO].sort());
    expect(outcomes(execution)[0]).toContain("g applied: VISIOCLIENT stays");
    expect(owned(execution)).toEqual({ g: ["ENTERPRISEPACK", "VISIOCLIENT"] });
  });
});

it("a subscription that vanishes between plan and write was sent, and refused with everything else", async () => {
  const input = { ...swap, observed: observed({ users: [user("ann", ["VISIO"])] }) };
  const { steps, execution } = await run(input, {}, (port) => ({
    reread: async (userIds, groupIds) => {
      const seen = await port.reread(userIds, groupIds);
      return { ...seen, skus: seen.skus.filter(({ skuId }) => skuId !== skuIds.VISIO) };
    },
  }));
  expect(steps).toContain("write ann +ENTERPRISEPACK");
  expect(outcomes(execution)).toEqual([
    "ann applied: VISIOCLIENT stays, also in the ledger, since the tenant no longer has its subscription",
  ]);
  expect(owned(execution)).toEqual({ ann: ["ENTERPRISEPACK", "VISIOCLIENT"] });
  expect(execution.ledger.lossesByDay).toEqual({});
});

describe("a removal that is doubtful", () => {
  const lapsed = { capabilityStatus: "Suspended", enabled: 0, suspended: 5 } as const;
  const tenant = (...holds: readonly string[]) =>
    observed({
      skus: [sku("E3"), sku("MCOEV"), sku("VISIO", lapsed), sku("MCOPSTN1", lapsed)],
      users: [user("ann", holds)],
    });

  it("goes in a call of its own, after everything that is given and taken in common", async () => {
    const { steps, execution } = await run({
      desired: desired({ ann: "ENTERPRISEPACK" }),
      ledger: owning({ ann: "MCOEV, VISIOCLIENT, MCOPSTN1" }),
      observed: tenant("MCOEV", "VISIO", "MCOPSTN1"),
    });
    expect(steps).toEqual([
      "read ann",
      "write ann +ENTERPRISEPACK -MCOEV",
      "write ann -MCOPSTN1",
      "write ann -VISIOCLIENT",
    ]);
    expect(outcomes(execution)).toEqual(["ann applied"]);
    expect(owned(execution)).toEqual({ ann: ["ENTERPRISEPACK"] });
  });

  it("is not sent where what is given was refused: nobody is without both", async () => {
    const { steps } = await run(
      {
        desired: desired({ ann: "ENTERPRISEPACK" }),
        ledger: owning({ ann: "VISIOCLIENT" }),
        observed: tenant("VISIO"),
      },
      {},
      refusing(({ add }) => (add.length > 0 ? says("conflict", "No.") : undefined)),
    );
    expect(steps.filter((step) => step.startsWith("write"))).toEqual([]);
  });

  it("stays where Graph does not take it, in whatever words, and the other one goes", async () => {
    const { steps, execution } = await run(
      { ledger: owning({ ann: "VISIOCLIENT, MCOPSTN1" }), observed: tenant("VISIO", "MCOPSTN1") },
      {},
      refusing((write) => (takesVisio(write) ? says("rejected", "It is suspended.") : undefined)),
    );
    expect(steps.filter((step) => step.startsWith("write"))).toEqual(["write ann -MCOPSTN1"]);
    expect(outcomes(execution)).toEqual([
      "ann applied: VISIOCLIENT stays, also in the ledger, since Graph does not take it: It is suspended.",
    ]);
    expect(owned(execution)).toEqual({ ann: ["VISIOCLIENT"] });
  });
});

describe("the calls of one principal", () => {
  const write = (add: readonly string[], remove: readonly string[]): PrincipalWrite => ({
    principal: "user",
    id: "ann",
    name: "ann@contoso.com",
    add: add.map((skuId) => ({ skuId, disabledPlans: [] })),
    remove,
    usageLocation: "GB",
  });
  const failed = (problem: WriteProblem, located = false): WriteOutcome => ({
    kind: "failed",
    id: "ann",
    problem,
    located,
  });
  const told = ({ next, refused }: ReturnType<typeof afterCall>): string[] => [
    ...(next === undefined ? [] : [next.write, ...next.then]).map(({ add, remove, usageLocation }) =>
      [
        ...(usageLocation === undefined ? [] : [`@${usageLocation}`]),
        ...add.map(({ skuId }) => `+${skuId}`),
        ...remove.map((skuId) => `-${skuId}`),
      ].join(" "),
    ),
    ...(refused === undefined ? [] : [`${refused.skuId} refused`]),
  ];

  it.each<[string, PrincipalWrite, readonly string[], WriteOutcome, readonly string[]]>([
    ["go on with what goes alone", write(["a"], ["b"]), ["c"], { kind: "applied", id: "ann" }, ["-c"]],
    ["end where nothing is sent", write(["a"], ["b"]), ["c"], { kind: "notSent", id: "ann" }, []],
    [
      "leave the named one out",
      write(["a"], ["b", "d"]),
      ["c"],
      failed(noCompanyLicense("b")),
      ["@GB +a -d", "-c", "b refused"],
    ],
    [
      "do not write a location twice",
      write(["a"], ["b"]),
      [],
      failed(noCompanyLicense("b"), true),
      ["+a", "b refused"],
    ],
    ["end where what is given is named", write(["a"], ["b"]), ["c"], failed(noCompanyLicense("a")), []],
    [
      "part where nothing is named",
      write(["a"], ["b", "d"]),
      [],
      failed(says("rejected", "No."), true),
      ["+a", "-b", "-d"],
    ],
    [
      "part where only removals are left",
      write([], ["b", "d"]),
      ["c"],
      failed(says("inherited", "No.")),
      ["-b", "-d", "-c"],
    ],
    ["tell of the only one", write([], ["b"]), ["c"], failed(says("inherited", "No.")), ["-c", "b refused"]],
    ["end where something else is wrong", write(["a"], ["b"]), ["c"], failed(says("no-seats", "No.")), []],
    ["go on where nothing was given", write([], ["b"]), ["c"], failed(says("dependency", "No.")), ["-c"]],
  ])("%s", (_, first, alone, outcome, expected) => {
    expect(told(afterCall(callOf(first, alone), outcome, true))).toEqual(expected);
  });

  it("are not tried piece by piece where this application may not write at all", () => {
    const outcome = failed(says("forbidden", "No."));
    expect(told(afterCall(callOf(write(["a"], ["b"]), []), outcome, false))).toEqual([]);
    expect(told(afterCall(callOf(write(["a"], ["b"]), []), outcome, true))).toEqual(["@GB +a", "-b"]);
  });
});
