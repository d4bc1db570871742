import { isDeepStrictEqual } from "node:util";
import { deletePlan, destroyPolicy, type AppliedRules } from "../../plan/delete-plan";
import { parseLedger } from "../../plan/ledger/ledger-text";
import { requestReads } from "../../plan/basis/request-reads";
import { renderText } from "../../report/text/text";
import { dayIn } from "../../stack/resolve/dates";
import type { PlanWithModel } from "../../plan/decide/model";
import type { Plan } from "../../terms/plan";
import type { Outputs } from "../contract/properties";
import type { Session } from "../session/session";

/**
 * What a destroy takes from whom, under the rules that were applied last, and whether it may. What the refresh before
 * it has planned is what it does.
 */
export async function planDestroy(session: Session, outputs: Outputs): Promise<PlanWithModel> {
  const known = session.plannedDestroy;
  if (known !== undefined && isDeepStrictEqual(known.of, outputs)) return known.planned;
  // With what a run that was cut off has given, which the refresh before a destroy has found.
  const ledger = session.ahead?.owned ?? parseLedger(outputs.__ledger);
  session.tenant.expectTenant(ledger.tenantId);
  const { limits, approvals } = outputs.policy;
  // A state of a version that did not write it down knows of no such file: one has to be applied again.
  const applied: AppliedRules = { limits, approvals, unprotected: outputs.protect === false };
  const today = dayIn("UTC", session.surroundings.now());
  const reads = requestReads(undefined, ledger, destroyPolicy(ledger, applied));
  const observed = await session.tenant.readTenant(reads);
  const planned = deletePlan({ ledger, observed, today, now: session.now, applied });
  session.plannedDestroy = { of: outputs, planned };
  return planned;
}

/**
 * Says what a destroy would take from whom, once a process. The engine's preview of a destroy calls nothing but
 * `read`, and so does the beginning of every other operation: it is said where a destroy would be let through, which
 * is while the stack is not protected.
 */
export async function foretellDestroy(session: Session, outputs: Outputs): Promise<void> {
  if (outputs.protect !== false) return;
  let plan: Plan;
  try {
    ({ plan } = await planDestroy(session, outputs));
  } catch {
    return; // The run itself meets what is wrong, and says it.
  }
  await showDestroy(session, outputs.__urn, plan);
}

/** The plan of a destroy under the resource, unless this process has shown it already. */
export async function showDestroy(session: Session, urn: string, plan: Plan): Promise<void> {
  if (session.shownDestroy === plan.digest) return;
  session.shownDestroy = plan.digest;
  await session
    .engineLog(urn)
    .info(`This stack is not protected (\`protect: false\`). A destroy does this:\n\n${renderText(plan)}\n`);
}
