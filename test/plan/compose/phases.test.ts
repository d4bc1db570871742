import { expect, it } from "vitest";
import { phasesOf } from "../../../src/plan/compose/phases";
import type { Grant, Removal, SeatLine, Transition } from "../../../src/terms/plan";
import { planIds, skuIds } from "../support/tenant";

const grant = (over: Partial<Grant> = {}): Grant => ({ skuId: skuIds.E3, disabledPlans: [], reasons: [], ...over });
const removal = (over: Partial<Removal> = {}): Removal => ({
  skuId: skuIds.VISIO,
  disabledBefore: [],
  reasons: [],
  ...over,
});
const transition = (id: string, over: Partial<Transition>): Transition => ({
  principal: "user",
  id,
  name: id,
  currentName: id,
  kind: "swap",
  grants: [],
  removals: [],
  digest: "",
  ...over,
});
const seats = (over: Partial<SeatLine>): SeatLine => ({
  skuId: skuIds.VISIO,
  bought: 1,
  warning: 0,
  usedNow: 1,
  usedAfter: 1,
  gained: 1,
  freed: 1,
  short: 0,
  goWithout: [],
  ...over,
});
const phases = (transitions: readonly Transition[], lines: readonly SeatLine[] = []): string[] =>
  phasesOf(transitions, lines).map(({ kind, ids }) => `${kind} ${ids.join(" ")}`);

const leaver = transition("leaver", { kind: "withdraw", removals: [removal()] });

it("leavers go first where the seats of one of their products are needed", () => {
  expect(phases([leaver], [seats({})])).toEqual(["freeSeats leaver"]);
  expect(phases([{ ...leaver, removals: [removal(), removal({ skuId: skuIds.E3 })] }], [seats({})])).toEqual([
    "freeSeats leaver",
  ]);
  expect(phases([leaver], [seats({ skuId: skuIds.E3 })])).toEqual(["people leaver"]);
  expect(phases([leaver], [seats({ bought: 2 })])).toEqual(["people leaver"]);
  expect(phases([leaver], [seats({ gained: 0, usedNow: 5 })])).toEqual(["people leaver"]);
});

it("whoever keeps something, or waits for a group, is no leaver", () => {
  expect(phases([{ ...leaver, kind: "swap" }], [seats({})])).toEqual(["people leaver"]);
  expect(
    phases([{ ...leaver, removals: [removal(), removal({ skuId: skuIds.E3, onlyIfInherited: "g" })] }], [seats({})]),
  ).toEqual(["people leaver"]);
});

it("a group from which everything is taken is no leaver", () => {
  expect(phases([{ ...leaver, principal: "group" }], [seats({})])).toEqual(["withdrawGroups leaver"]);
});

const grouped = (over: Partial<Transition>): string[] => phases([transition("g", { principal: "group", ...over })]);
const giving = ["grantGroups g", "awaitGroups g", "reprocess g"];
const both = ["grantGroups g", "awaitGroups g", "withdrawGroups g", "reprocess g"];
const { YAMMER, TEAMS } = planIds;

it.each<[string, Partial<Transition>, readonly string[]]>([
  ["gives a licence", { grants: [grant()] }, giving],
  ["gives a licence with plans off", { grants: [grant({ disabledPlans: [YAMMER] })] }, giving],
  ["switches a plan on", { grants: [grant({ disabledBefore: [YAMMER] })] }, giving],
  [
    "switches one of two plans on",
    { grants: [grant({ disabledBefore: [YAMMER, TEAMS], disabledPlans: [TEAMS] })] },
    giving,
  ],
  ["switches a plan off", { grants: [grant({ disabledBefore: [], disabledPlans: [YAMMER] })] }, ["withdrawGroups g"]],
  [
    "switches one more plan off",
    { grants: [grant({ disabledBefore: [TEAMS], disabledPlans: [TEAMS, YAMMER] })] },
    ["withdrawGroups g"],
  ],
  ["switches one on and one off", { grants: [grant({ disabledBefore: [YAMMER], disabledPlans: [TEAMS] })] }, both],
  [
    "gives one and switches a plan of another off",
    { grants: [grant(), grant({ skuId: skuIds.E5, disabledBefore: [], disabledPlans: [TEAMS] })] },
    both,
  ],
  ["takes a licence", { removals: [removal()] }, ["withdrawGroups g"]],
  ["exchanges a licence", { grants: [grant()], removals: [removal()] }, both],
])("a group %s", (_, over, expected) => {
  expect(grouped(over)).toEqual(expected);
});
