import { describe, expect, it } from "vitest";
import { RunState } from "../../../src/plan/execute/run-state";
import { moveOfGiving, moveOfPerson, moveOfTaking, moveOfWrite } from "../../../src/plan/execute/seat-moves";
import type { Transition } from "../../../src/terms/plan";
import { planWithModel } from "../../../src/plan/plan-tenant";
import type { SeatMove } from "../../../src/plan/seats/seat-order";
import { inputOf } from "../support/run";
import { desired, group, observed, owning, skuIds, user } from "../support/tenant";

const short = (seats: SeatMove["needs"]): string =>
  [...seats]
    .map(([id, count]) => `${Object.entries(skuIds).find(([, skuId]) => skuId === id)?.[0] ?? id} ${count}`)
    .join(", ");
const show = ({ id, needs, frees }: SeatMove): string => `${id}: needs ${short(needs)}; frees ${short(frees)}`;

const input = inputOf({
  desired: desired(
    { adele: "ENTERPRISEPREMIUM, VISIOCLIENT, STANDARDPACK" },
    { "Group g": "ENTERPRISEPREMIUM, STANDARDPACK" },
  ),
  ledger: owning({ adele: "ENTERPRISEPACK, MCOEV, STANDARDPACK" }, { g: "ENTERPRISEPACK" }),
  observed: observed({
    users: [
      user("adele", ["E3", "MCOEV", "MCOEV/x", "E1"]),
      user("eve", ["E3/g", "E1"]),
      user("fay", ["E3/g", "E3"]),
      user("gil", ["E3/g"]),
    ],
    groups: [group("g", ["E3"], ["eve", "fay", "gil"])],
  }),
});
const { plan, model } = planWithModel(input);
const state = (): RunState => new RunState(plan, model);
const transitionOf = (id: string): Transition => plan.transitions.find((one) => one.id === id)!;

describe("seats that a step needs and frees", () => {
  it("of a person's call: what is held by another way too is neither needed nor freed", () => {
    const call = (add: readonly string[], remove: readonly string[]): string =>
      show(
        moveOfWrite(state(), {
          principal: "user",
          id: "adele",
          name: "adele",
          add: add.map((skuId) => ({ skuId, disabledPlans: [] })),
          remove: [...remove],
        }),
      );
    expect(call([skuIds.E5, skuIds.VISIO], [skuIds.E3])).toBe("adele: needs E5 1, VISIO 1; frees E3 1");
    expect(call([skuIds.E1], [skuIds.MCOEV])).toBe("adele: needs ; frees ");
  });

  it("of a person's transition: of what is to come only that which is not there yet", () => {
    expect(show(moveOfPerson(state(), transitionOf("adele")))).toBe("adele: needs VISIO 1, E5 1; frees E3 1");
  });

  it("of a group that gives: one for each member who has it by no way", () => {
    expect(show(moveOfGiving(state(), transitionOf("g")))).toBe("g: needs E5 3, E1 2; frees ");
  });

  it("of a group with unreadable members: what it has already is taken for held, and what is new is not", () => {
    const hidden = inputOf({
      desired: desired({}, { "Group h": "MCOEV(+MCOEV), ENTERPRISEPACK" }),
      ledger: owning({}, { h: "MCOEV" }),
      observed: observed({
        users: [user("bob", [], { assignments: undefined as never })],
        groups: [group("h", ["MCOEV(-MCOEV)"], ["bob", "nobody"])],
      }),
    });
    const planned = planWithModel(hidden);
    const giving = planned.plan.transitions.find(({ id }) => id === "h")!;
    expect(giving.grants.map(({ skuId }) => skuId).sort()).toEqual([skuIds.E3, skuIds.MCOEV].sort());
    expect(show(moveOfGiving(new RunState(planned.plan, planned.model), giving))).toBe("h: needs E3 2; frees ");
  });

  it("of a group that takes: one for each member who has it by no other way", () => {
    expect(show(moveOfTaking(state(), transitionOf("g")))).toBe("g taking: needs ; frees E3 2");
  });

  it("of a group that can no longer be read: those of the members that the plan knew", () => {
    const gone = state();
    gone.refresh({ ...input.observed, users: [], groups: [] }, [], ["g"]);
    expect(show(moveOfGiving(gone, transitionOf("g")))).toBe("g: needs ; frees ");
    expect(show(moveOfTaking(gone, transitionOf("g")))).toBe("g taking: needs ; frees E3 2");
  });
});
