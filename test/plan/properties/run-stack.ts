import { type Execution, executePlan } from "../../../src/plan/execute/execute-plan";
import type { Plan } from "../../../src/terms/plan";
import { planWithModel } from "../../../src/plan/plan-tenant";
import { requestReads } from "../../../src/plan/basis/request-reads";
import { now, today } from "../oracle/day";
import { BrokenError, type SimulatedTenant } from "../oracle/simulated-tenant";
import type { Stack } from "../oracle/stack";
import { refusals } from "../../../src/terms/refusals";

/** What one `up` did. */
export interface Up {
  readonly plan: Plan;
  readonly refused: readonly string[];
  /** Absent: refused, or broken off before anything was written. */
  readonly execution?: Execution;
  /** The stack as it stands for the next run: with the ledger that this one left. */
  readonly next: Stack;
}

/** Reads the tenant, plans, and carries the plan out unless it is refused. */
export async function runStack(simulated: SimulatedTenant, stack: Stack): Promise<Up> {
  const observed = simulated.read(requestReads(stack.desired, stack.ledger, stack.policy));
  const planned = planWithModel({ ...stack, observed, today, now });
  const { plan } = planned;
  const refused = refusals(plan).map(({ code, message }) => `${code}: ${message}`);
  if (refused.length > 0) return { plan, refused, next: stack };
  try {
    const execution = await executePlan({ ...planned, clock: () => now, port: simulated.port });
    return { plan, refused, execution, next: { ...stack, ledger: execution.ledger } };
  } catch (error) {
    if (error instanceof BrokenError) return { plan, refused, next: stack };
    throw error;
  }
}

/** What did not become of the plan, in words. */
export function shortfalls({ execution }: Up): string[] {
  if (execution === undefined) return [];
  const outcomes = execution.outcomes.flatMap((outcome) =>
    outcome.kind === "applied" && outcome.note === undefined ? [] : [`${outcome.name} ${JSON.stringify(outcome)}`],
  );
  return [...outcomes, ...execution.memberProblems.map((problem) => `member ${JSON.stringify(problem)}`)];
}
