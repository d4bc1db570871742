import { type Execution, executePlan } from "../../../src/plan/execute/execute-plan";
import type { Progress, TenantPort } from "../../../src/terms/port";
import type { PlanInput } from "../../../src/plan/basis/plan-input";
import { planWithModel } from "../../../src/plan/plan-tenant";
import { type FakeBehaviour, fakePort } from "./fake-port";
import { desired, noLimits, observed, owning, policy, now, today } from "./tenant";

/** When every run of these tests is over. */
const finished = "2026-11-23T09:10:00.000Z";

/** A policy that lets everything through. */
export const open = policy({ limits: noLimits });

export function inputOf(over: Partial<PlanInput>): PlanInput {
  return { desired: desired(), ledger: owning(), observed: observed(), policy: open, today, now, ...over };
}

/**
 * Plans, and carries the plan out in a tenant that does as it is told, or answers otherwise in what `answers` has
 * instead.
 */
export async function run(
  over: Partial<PlanInput>,
  behaviour: FakeBehaviour = {},
  answers: (port: TenantPort) => Partial<TenantPort> = () => ({}),
) {
  const input = inputOf(over);
  const fake = fakePort(input.observed, behaviour);
  const progress: Progress[] = [];
  const planned = planWithModel(input);
  const port = { ...fake.port, ...answers(fake.port) };
  const execution = await executePlan({
    ...planned,
    port,
    clock: () => finished,
    onProgress: (one) => progress.push(one),
  });
  return { ...fake, plan: planned.plan, execution, progress, input, finished };
}

/** Part numbers by principal. */
export const owned = (execution: Execution): Record<string, string[]> =>
  Object.fromEntries(
    [...execution.ledger.users, ...execution.ledger.groups].map((entry) => [
      entry.id,
      entry.skus.map((one) => one.written).sort(),
    ]),
  );
export const outcomes = (execution: Execution): string[] =>
  execution.outcomes.map((one) => {
    const text =
      one.kind === "failed"
        ? one.problem.code
        : one.kind === "skipped"
          ? one.why
          : one.kind === "applied"
            ? (one.note ?? "")
            : "";
    return `${one.id} ${one.kind}${text === "" ? "" : `: ${text}`}`;
  });
