import { joinFindings } from "../../stack/problems/join-findings";
import { createHash } from "node:crypto";
import { claimGiven, tellClaims, withDoubtful } from "../../plan/ledger/claim";
import { requestReads } from "../../plan/basis/request-reads";
import type { ProgramInputs } from "../contract/properties";
import { approvedPart } from "./approved-part";
import { readDeclared, unfold } from "./declared";
import { isPlannedAhead } from "./read-ahead";
import type { Basis, DeclaredPlan } from "./planned";
import type { Session } from "./session";

/**
 * The plan of what the program declares. Made once a process: what is recorded as the intent of a run, what a reviewer
 * sees and what is carried out are one plan.
 */
export function planRun(session: Session, basis: Basis, news: ProgramInputs): Promise<DeclaredPlan> {
  const { __declared: declared, users, groups, policy, tenant, __today: today } = news;
  const asked = JSON.stringify([basis.ledgerDigest, basis.doubts, declared, users, groups, policy, tenant, today]);
  const key = createHash("sha256").update(asked).digest("hex");
  if (session.planned?.key !== key) session.planned = { key, plan: planDeclared(session, basis, news) };
  return session.planned.plan;
}

/** The plan of this alone, e.g. of the part that a preview knows. */
export async function planDeclared(session: Session, basis: Basis, news: ProgramInputs): Promise<DeclaredPlan> {
  const { ahead, approvedPlanFile } = session;
  if (ahead?.ahead !== undefined && approvedPlanFile === undefined && isPlannedAhead(ahead.ahead.file, news)) {
    const { file, plan, ...planned } = ahead.ahead;
    return {
      ...planned,
      plan: { ...plan, findings: joinFindings(file.findings, plan.findings) },
      desired: file.desired,
    };
  }
  const { policy, __today: today } = news;
  const { doubts } = basis;
  const { desired, findings } = readDeclared(unfold(news), session.stackFile(news.source));
  const observed = await session.tenant.readTenant(requestReads(desired, withDoubtful(basis.ledger, doubts), policy));
  const { ledger, names, newcomers: claimed } = claimGiven(basis.ledger, doubts, observed);
  const plan = tellClaims(
    await approvedPart(session, { desired, ledger, observed, policy, today, now: session.now, claimed }),
    names,
    doubts,
  );
  return { plan: { ...plan, findings: joinFindings(findings, plan.findings) }, desired, ledger, observed };
}
