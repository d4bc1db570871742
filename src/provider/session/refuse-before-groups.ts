import type { PlanWithModel } from "../../plan/decide/model";
import { renderText } from "../../report/text/text";
import { formatProblem } from "../../stack/problems/format-problem";
import { refusals } from "../../terms/refusals";
import type { ProgramInputs } from "../contract/properties";
import { Refusal, refusalOf } from "../engine/refusal";
import { report, stackName } from "./report-run";
import type { Session } from "./session";

interface Planned<Answer> {
  readonly planned: PlanWithModel;
  readonly answer: Answer;
}

/**
 * Refuses a run before the engine makes or changes a group, and says why as the tenant's own resource would: that one
 * comes after the groups, and so not at all.
 *
 * @throws Refusal where the plan is refused, or cannot be made
 */
export async function refuseBeforeGroups<Answer>(
  session: Session,
  { __urn: urn, source, policy }: ProgramInputs,
  plan: () => Promise<Planned<Answer>>,
): Promise<Answer> {
  const log = session.engineLog(urn);
  const stack = stackName(source, urn);
  let made: Planned<Answer>;
  try {
    made = await plan();
  } catch (failure) {
    const { code, message } = refusalOf(failure);
    await report(session, log, stack, { kind: "failed", problems: [{ code, message }] });
    throw failure;
  }
  const refused = refusals(made.planned.plan);
  if (refused.length === 0) return made.answer;
  await log.info(`${renderText(made.planned.plan, { prices: policy.prices })}\n`);
  await report(session, log, stack, { kind: "plan", plan: made.planned.plan, policy, phase: "preview" });
  const reasons = refused.map(formatProblem).join(" ");
  throw new Refusal("plan-refused", `The plan is refused, and no group is made or changed: ${reasons}`);
}
