import type { PlanWithModel } from "../decide/model";
import type { Execution } from "../../terms/execution";
import type { Progress, TenantPort, WriteOutcome } from "../../terms/port";
import { runPlan } from "./run-plan";
import { RunState } from "./run-state";
import { concludeRun } from "./conclude-run";
import type { Answers, Step } from "./step";
import { refusals } from "../../terms/refusals";

export type { Execution } from "../../terms/execution";

/** What was planned, and how it is carried out. It is not planned again: the model is the plan's own. */
export interface ExecuteInput extends PlanWithModel {
  readonly port: TenantPort;
  /** The moment (ISO 8601, UTC): whoever is written is noted with the moment at which the run was over. */
  readonly clock?: () => string;
  readonly onProgress?: (progress: Progress) => void;
}

/** Somebody tried to carry out a plan that is refused. */
export class PlanRefusedError extends Error {
  override readonly name = "PlanRefusedError";
}

type Send = (onOutcome: (outcome: WriteOutcome) => void) => Promise<readonly WriteOutcome[]>;

/**
 * What the port tells of its writes, also where it throws halfway. Thrown on: what was thrown before anything is known
 * to have been written.
 */
async function outcomesOf(send: Send, state: RunState, count: () => void): Promise<Answers> {
  const told: WriteOutcome[] = [];
  try {
    const outcomes = await send((outcome) => {
      told.push(outcome);
      count();
    });
    return { outcomes };
  } catch (by) {
    if (told.length === 0 && !state.written) throw by;
    return { outcomes: told, interruption: { by } };
  }
}

async function answer(
  step: Step,
  state: RunState,
  port: TenantPort,
  onProgress: (progress: Progress) => void,
): Promise<Answers> {
  const counting = (phase: string, total: number): (() => void) => {
    let done = 0;
    onProgress({ phase, done, total });
    return () => {
      done += 1;
      onProgress({ phase, done, total });
    };
  };
  switch (step.kind) {
    case "reread":
      return { observed: await port.reread(step.userIds, step.groupIds, step.inPerson) };
    case "write":
      return outcomesOf(
        (onOutcome) => port.write(step.writes, onOutcome),
        state,
        counting(step.phase, step.writes.length),
      );
    case "await": {
      const total = step.groupIds.length;
      const waiting = (unfinished: number): void =>
        onProgress({ phase: "waiting for groups", done: total - unfinished, total });
      waiting(total);
      return { unfinished: (await port.awaitGroups(step.groupIds, waiting)).unfinished };
    }
    case "reprocess":
      return outcomesOf(
        (onOutcome) => port.reprocess(step.userIds, onOutcome),
        state,
        counting("reprocessing members", step.userIds.length),
      );
  }
}

/**
 * Carries out a plan and tells what became of each principal. One principal's failure never stops the others and is
 * never thrown; what concerns the whole run (no access, another tenant) is thrown as long as nothing was written, and
 * afterwards ends the run with `stopped` and `interruption`: what was done is told as done and stands in the ledger,
 * what was sent without an answer is told as unconfirmed, and the rest as not sent.
 *
 * Throws {@link PlanRefusedError} for a plan with findings of severity `error`.
 */
export async function executePlan(input: ExecuteInput): Promise<Execution> {
  const { plan, model, port, clock, onProgress = () => undefined } = input;
  const [refusal] = refusals(plan);
  if (refusal !== undefined) throw new PlanRefusedError(refusal.message);
  const state = new RunState(plan, model);
  const run = runPlan(state);
  try {
    let next = run.next();
    while (next.done !== true) next = run.next(await answer(next.value, state, port, onProgress));
  } catch (by) {
    if (!state.written) throw by;
    state.interrupt({ by });
  }
  return concludeRun(state, clock?.());
}
