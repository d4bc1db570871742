import { deletePlan, destroyPolicy, emptyDesired } from "../../plan/delete-plan";
import { executePlan } from "../../plan/execute/execute-plan";
import { parseLedger } from "../../plan/ledger/ledger-text";
import { refusals } from "../../plan/basis/refused";
import { requestReads } from "../../plan/basis/request-reads";
import { renderText } from "../../report/text/text";
import { dayIn } from "../../stack/resolve/dates";
import { renderExecution } from "../../report/text/execution-text";
import { carryingOut } from "./carry-out";
import { reasonsOf } from "../engine/partly-applied";
import type { Outputs } from "../contract/properties";
import { Refusal } from "../engine/refusal";
import { keepUndo, report, stackName } from "../session/report-run";
import type { Session } from "../session/session";

/**
 * Takes back what the ledger lists and nothing else, protected people excepted. The engine calls no `check` before
 * it, so that the resource's protection is what stands before it.
 *
 * @throws Refusal where nothing was begun, or with everybody from whom something could not be taken back; the state
 *   stays as it was, and the
 * next destroy leaves out what is done
 */
export async function destroy(session: Session, { tenant, source, __ledger, __urn: urn }: Outputs): Promise<void> {
  // With what a run that was cut off has given, which the refresh before a destroy has found.
  const ledger = session.foreseen?.owned ?? parseLedger(__ledger);
  session.tenant.expectTenant(ledger.tenantId);
  const policy = destroyPolicy(ledger);
  const today = dayIn("UTC", session.surroundings.now());
  const observed = await session.tenant.readTenant(requestReads(undefined, ledger, policy));
  const plan = deletePlan({ ledger, observed, today, now: session.now });
  const log = session.engineLog(urn);
  await log.info(`${renderText(plan)}\n`);
  const refused = refusals(plan);
  if (refused.length > 0)
    throw new Refusal(
      "destroy-refused",
      refused.map(({ message, remedy }) => `${message} ${remedy ?? ""}`.trim()).join("\n"),
    );
  await keepUndo(session, log, stackName(source, urn), { plan, observed });
  const desired = emptyDesired(tenant);
  const execution = await carryingOut(session, urn, (onProgress) =>
    executePlan({
      plan,
      desired,
      ledger,
      observed,
      policy,
      today,
      now: session.now,
      destroy: true,
      port: session.tenant,
      onProgress,
    }),
  );
  await log.info(`${renderExecution(plan, execution)}\n`);
  await report(session, log, stackName(source, urn), { kind: "applied", plan, execution, policy });
  const reasons = reasonsOf(plan, execution);
  if (reasons.length > 0)
    throw new Refusal(
      "destroy-unfinished",
      `${reasons.length} not taken back:\n${reasons.join("\n")}\nRun the destroy again.`,
    );
}
