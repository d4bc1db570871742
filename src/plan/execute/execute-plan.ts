import type { Plan } from "../plan";
import type { PlanInput } from "../plan-input";
import { planWithModel } from "../plan-tenant";
import { refusals } from "../refused";
import type { Execution } from "./execution";
import type { Progress, TenantPort, WriteOutcome } from "./port";
import { type Answers, PlanRun, type Step } from "./run-plan";
import { RunState } from "./run-state";
import { settle } from "./settle";

export type { Execution, MemberProblem, PrincipalOutcome } from "./execution";

export interface ExecuteInput extends PlanInput {
  /** A plan of exactly these inputs, or a part of it (`restrictToApproved`). */
  readonly plan: Plan;
  readonly port: TenantPort;
  readonly onProgress?: (progress: Progress) => void;
}

/** Somebody tried to carry out a plan that is refused. */
export class PlanRefusedError extends Error {
  override readonly name = "PlanRefusedError";
}

async function answer(step: Step, port: TenantPort, onProgress: (progress: Progress) => void): Promise<Answers> {
  const counting = (phase: string, total: number): ((outcome: WriteOutcome) => void) => {
    let done = 0;
    onProgress({ phase, done, total });
    return () => {
      done += 1;
      onProgress({ phase, done, total });
    };
  };
  switch (step.kind) {
    case "reread":
      return { observed: await port.reread(step.userIds, step.groupIds) };
    case "write":
      return { outcomes: await port.write(step.writes, counting(step.phase, step.writes.length)) };
    case "await": {
      const total = step.groupIds.length;
      const waiting = (unfinished: number): void => onProgress({ phase: "waiting for groups", done: total - unfinished, total });
      waiting(total);
      return { unfinished: (await port.awaitGroups(step.groupIds, waiting)).unfinished };
    }
    case "reprocess":
      return { outcomes: await port.reprocess(step.userIds, counting("reprocessing members", step.userIds.length)) };
  }
}

/**
 * Carries out a plan and tells what became of each principal. One principal's failure never stops the others and is
 * never thrown; what concerns the whole run (no access, another tenant) is thrown as long as nothing was written, and
 * afterwards ends the run with `stopped` and `interruption`, so that the ledger of what was done is not lost.
 *
 * Throws {@link PlanRefusedError} for a plan with findings of severity `error`.
 */
export async function executePlan(input: ExecuteInput): Promise<Execution> {
  const { plan, port, onProgress = () => undefined, ...planned } = input;
  const [refusal] = refusals(plan);
  if (refusal !== undefined) throw new PlanRefusedError(refusal.message);
  const state = new RunState(plan, planWithModel(planned).model);
  const run = new PlanRun(state).run();
  try {
    let next = run.next();
    while (next.done !== true) next = run.next(await answer(next.value, port, onProgress));
  } catch (interruption) {
    if (!state.written) throw interruption;
    state.stopped = true;
    return { ...settle(state), interruption };
  }
  return settle(state);
}
