import { describe, expect, it } from "vitest";
import { outcomes, run } from "../support/run";
import { planOf } from "../support/show";
import { desired, group, noLimits, observed, owning, policy, pools, skuIds, user } from "../support/tenant";

const order = ["diego@contoso.com", "adele@contoso.com"];
const apart = policy({ limits: noLimits, onShortage: { kind: "inOrder", order } });
/** Diego gets E3 and Visio both or neither. */
const inOrder = policy({
  limits: noLimits,
  onShortage: {
    kind: "inOrder",
    order,
    together: [{ skus: ["ENTERPRISEPACK", "VISIOCLIENT"], principals: ["diego@contoso.com"] }],
  },
});

/**
 * Diego has E3 through g, which is to give it up; declared for him are E3 and Visio, of which there are so many seats.
 */
const moving = (visio: number) => ({
  desired: desired({ diego: "ENTERPRISEPACK, VISIOCLIENT" }),
  ledger: owning({}, { g: "ENTERPRISEPACK" }),
  observed: observed({
    skus: pools({ VISIO: visio }),
    users: [user("diego", ["E3/g"]), user("eve", ["E3/g"])],
    groups: [group("g", ["E3"], ["diego", "eve"])],
  }),
  policy: inOrder,
});

describe("a group that takes something from somebody who waits for a seat", () => {
  it("stays as it is, and is told with those who wait", () => {
    const plan = planOf(moving(0));
    expect([plan.transitions, plan.losses]).toEqual([[], []]);
    expect(plan.lines.groups).toEqual({ "Group g": "ENTERPRISEPACK" });
    expect(
      plan.findings.map(({ code, severity, principals, message, remedy }) => [
        code,
        severity,
        principals,
        message,
        remedy,
      ]),
    ).toContainEqual([
      "waits-too",
      "warning",
      ["Group g"],
      "Group g stays as it is in this run: while others wait for a seat, 1 person would lose something by the " +
        "change: diego@contoso.com.",
      "Buy the seats that are short; the next run then makes the change.",
    ]);
  });

  it("is changed where what is to come for it does not wait, and the rest waits alone", () => {
    const { transitions, losses, waits } = planOf({ ...moving(0), policy: apart });
    expect(transitions.map(({ name, kind }) => `${kind} ${name}`)).toEqual([
      "withdraw Group g",
      "grant diego@contoso.com",
    ]);
    expect(losses.map(({ name }) => name)).toEqual(["eve@contoso.com"]);
    expect(waits).toMatchObject([{ name: "diego@contoso.com", licenses: [{ skuId: skuIds.VISIO }] }]);
  });

  it("is changed once there is a seat", () => {
    const plan = planOf(moving(1));
    expect(plan.transitions.map(({ name, kind }) => `${kind} ${name}`)).toEqual([
      "withdraw Group g",
      "grant diego@contoso.com",
    ]);
    expect(plan.findings.filter(({ code }) => code === "waits-too")).toEqual([]);
  });

  it("keeps what it gives in the run, and the ledger knows it", async () => {
    const { steps, execution } = await run(moving(0));
    expect([steps, outcomes(execution)]).toEqual([[], []]);
    expect(execution.ledger.groups).toMatchObject([{ id: "g", skus: [{ written: "ENTERPRISEPACK" }] }]);
  });

  it("stays for the sake of several, each named, where the licence that they wait for is itself the exchange", () => {
    const plan = planOf({
      desired: desired({ diego: "ENTERPRISEPACK", adele: "ENTERPRISEPACK" }),
      ledger: owning({}, { g: "ENTERPRISEPREMIUM" }),
      observed: observed({
        skus: pools({ E3: 0 }),
        users: [user("diego", ["E5/g"]), user("adele", ["E5/g"])],
        groups: [group("g", ["E5"], ["diego", "adele"])],
      }),
      policy: inOrder,
    });
    expect([plan.transitions, plan.losses]).toEqual([[], []]);
    expect(plan.findings.find(({ code }) => code === "waits-too")?.message).toContain(
      "2 people would lose something by the change: adele@contoso.com, diego@contoso.com.",
    );
  });

  it("goes ahead where they would lose it anyway, and where they have it otherwise", () => {
    const anyway = planOf({ ...moving(0), desired: desired({ diego: "VISIOCLIENT" }) });
    expect(anyway.transitions.map(({ name }) => name)).toEqual(["Group g"]);
    expect(anyway.losses.map(({ name }) => name)).toEqual(["diego@contoso.com", "eve@contoso.com"]);
    const otherwise = moving(0);
    const users = [user("diego", ["E3/g", "E3"]), user("eve", ["E3/g"])];
    expect(
      planOf({ ...otherwise, observed: { ...otherwise.observed, users } }).transitions.map(({ name }) => name),
    ).toEqual(["Group g"]);
  });

  it("stays for a licence by which no critical service stops, too", () => {
    const drawing = (e3: number) => ({
      desired: desired({ diego: "ENTERPRISEPACK, VISIOCLIENT" }),
      ledger: owning({}, { g: "VISIOCLIENT" }),
      observed: observed({
        skus: pools({ E3: e3 }),
        users: [user("diego", ["VISIO(-VISIO_DRIVE)/g"])],
        groups: [group("g", ["VISIO(-VISIO_DRIVE)"], ["diego"])],
      }),
      policy: inOrder,
    });
    expect(planOf(drawing(0)).transitions).toEqual([]);
    expect(planOf(drawing(1)).transitions.map(({ name }) => name)).toEqual(["Group g", "diego@contoso.com"]);
  });

  it("stays although some of what they would lose goes anyway", () => {
    const { transitions, losses } = planOf({
      desired: desired({ diego: "ENTERPRISEPACK" }),
      ledger: owning({}, { g: "ENTERPRISEPREMIUM", h: "MCOEV" }),
      observed: observed({
        skus: pools({ E3: 0 }),
        users: [user("diego", ["E5/g", "MCOEV/h"])],
        groups: [group("g", ["E5"], ["diego"]), group("h", ["MCOEV"], ["diego"])],
      }),
      policy: inOrder,
    });
    expect(transitions.map(({ name }) => name)).toEqual(["Group h"]);
    expect(losses).toEqual([]);
  });

  it("has others wait too, who relied on what it was to give, also with a licence of their own", () => {
    const swap = { "Group h": "MCOEV" };
    const over = {
      desired: desired({ diego: "ENTERPRISEPACK, VISIOCLIENT" }, swap),
      ledger: owning({ eve: "MCOEV" }, { g: "MCOEV", h: "ENTERPRISEPACK" }),
      observed: observed({
        skus: pools({ VISIO: 0 }),
        users: [user("diego", ["E3/h", "MCOEV/g"]), user("eve", ["E3/h", "E1", "MCOEV"])],
        groups: [group("g", ["MCOEV"], ["diego"]), group("h", ["E3"], ["diego", "eve"])],
      }),
      policy: inOrder,
    };
    const { transitions, findings, losses } = planOf(over);
    expect(transitions).toEqual([]);
    expect(losses).toEqual([]);
    expect(findings.filter(({ code }) => code === "waits-too").map(({ principals }) => principals)).toEqual([
      ["eve@contoso.com"],
      ["Group g"],
      ["Group h"],
    ]);
    expect(
      planOf({ ...over, observed: { ...over.observed, skus: pools({ VISIO: 1 }) } }).transitions.map(
        ({ name }) => name,
      ),
    ).toEqual(["Group g", "Group h", "diego@contoso.com", "eve@contoso.com"]);
  });

  it("goes ahead where nobody is let wait: the plan is refused as a whole", () => {
    const refused = planOf({ ...moving(0), policy: policy({ limits: noLimits }) });
    expect(refused.findings.map(({ code }) => code)).not.toContain("waits-too");
    expect(refused.findings.map(({ code }) => code)).toContain("seats-short");
  });
});
