import { executePlan } from "../../plan/execute/execute-plan";
import { renderExecution } from "../../report/text/execution-text";
import { carryOut } from "./carry-out";
import { planDestroy, showDestroy } from "./plan-destroy";
import { reasonsOf } from "../engine/partly-applied";
import type { Outputs } from "../contract/properties";
import { verifyOutputs } from "../engine/verify-outputs";
import { Refusal } from "../engine/refusal";
import { keepUndo, report, stackName } from "../session/report-run";
import type { Session } from "../session/session";
import { refusals } from "../../terms/refusals";

/**
 * Takes back what the ledger lists and nothing else, protected people excepted. The engine calls no `check` before
 * it, so that everything which may refuse it is asked here, before the first write.
 *
 * @throws Refusal where nothing was begun, or with everybody from whom something could not be taken back; the state
 *   stays as it was, and the next destroy leaves out what is done
 */
export async function destroy(session: Session, outputs: Outputs): Promise<void> {
  verifyOutputs(outputs);
  const { source, __urn: urn } = outputs;
  const planned = await planDestroy(session, outputs);
  const { plan, model } = planned;
  const refused = refusals(plan);
  if (refused.length > 0)
    throw new Refusal(
      "destroy-refused",
      refused.map(({ message, remedy }) => `${message} ${remedy ?? ""}`.trim()).join("\n"),
    );
  const log = session.engineLog(urn);
  await showDestroy(session, urn, plan);
  await keepUndo(session, log, stackName(source, urn), planned);
  const execution = await carryOut(session, urn, (onProgress) =>
    executePlan({ plan, model, port: session.tenant, onProgress }),
  );
  await log.info(`${renderExecution(plan, execution)}\n`);
  await report(session, log, stackName(source, urn), { kind: "applied", plan, execution, policy: model.input.policy });
  const reasons = reasonsOf(plan, execution);
  if (reasons.length > 0)
    throw new Refusal(
      "destroy-unfinished",
      `${reasons.length} not taken back:\n${reasons.join("\n")}\nRun the destroy again.`,
    );
}
