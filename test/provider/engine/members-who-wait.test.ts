import { expect, it } from "vitest";
import { reasonsOf } from "../../../src/provider/engine/partly-applied";
import { executionOf } from "../../report/executions";
import { e3, planOf } from "../../report/plans";

const execution = (error: string) =>
  executionOf({ memberProblems: [{ userId: "eve", name: "eve@contoso.com", groupId: "Sales", skuId: e3, error }] });
const licenses = [{ skuId: e3, reason: { kind: "noSeat", left: 0, bought: 1 } }] as const;
const told = planOf({
  waits: [{ principal: "user", id: "fay", name: "fay@contoso.com", licenses, keeps: [], group: "Sales" }],
});

it("the run was red and the next one green: a shortage among members that the plan tells of makes neither red", () => {
  expect(reasonsOf(told, execution("CountViolation"))).toEqual([]);
  expect(reasonsOf(told, execution("Other"))).toEqual([]);
  expect(reasonsOf(told, execution("DependencyViolation"))).toHaveLength(1);
  expect(reasonsOf(planOf(), execution("CountViolation"))).toHaveLength(1);
});
