import { joinFindings } from "../../stack/problems/join-findings";
import { createHash } from "node:crypto";
import { claimGiven, tellClaims, withDoubtful } from "../../plan/ledger/claim";
import type { PlanWithModel } from "../../plan/decide/model";
import { planWithModel } from "../../plan/plan-tenant";
import { canonicalJson } from "../../plan/basis/digest";
import { requestReads } from "../../plan/basis/request-reads";
import type { ProgramInputs } from "../contract/properties";
import { approvedPart } from "./approved-part";
import { type Declared, readDeclared, unfold } from "./declared";
import { isPlannedAhead } from "./read-ahead";
import { planCurrent } from "./read-current";
import type { Basis, PlannedAhead } from "./shown-lines";
import type { Session } from "./session";

/**
 * The plan of what the program declares. Made once a process: what is recorded as the intent of a run, what a reviewer
 * sees and what is carried out are one plan.
 */
export function planRun(session: Session, basis: Basis, news: ProgramInputs): Promise<PlanWithModel> {
  const { __declared: declared, users, groups, make, asks, policy, tenant, __today: today } = news;
  const lines = [declared, users, groups, make, asks];
  // The engine sorts the keys of what it passes on; a file has them in its own order.
  const asked = JSON.stringify([basis.ledgerDigest, basis.doubts, lines, canonicalJson(policy), tenant, today]);
  const key = createHash("sha256").update(asked).digest("hex");
  if (session.planned?.key !== key) session.planned = { key, plan: planDeclared(session, basis, news) };
  return session.planned.plan;
}

/** The plan of this alone, e.g. of the part that a preview knows. */
export async function planDeclared(session: Session, basis: Basis, news: ProgramInputs): Promise<PlanWithModel> {
  const { findings, planned, names } = takeAhead(session, news) ?? (await planNow(session, basis, news));
  session.refuseWrongClock(news.__today);
  const { plan, model } = await approvedPart(session, planned);
  const told = tellClaims(plan, names, basis.doubts);
  return { plan: { ...told, findings: joinFindings(findings, told.findings) }, model };
}

type Made = Omit<PlannedAhead, "file"> & Pick<Declared, "findings">;

/**
 * What `read` has planned, where it is what the program asks for. It is given out once and forgotten: a second plan of
 * a large tenant is a matter of memory.
 */
function takeAhead(session: Session, news: ProgramInputs): Made | undefined {
  if (session.ahead === undefined) return undefined;
  const { ahead, ...known } = session.ahead;
  session.ahead = known;
  // What a program says itself explains its lines, whatever a file says that was applied before.
  if (ahead === undefined || news.__stack !== undefined || !isPlannedAhead(ahead.file, news)) return undefined;
  const { file, ...made } = ahead;
  return { ...made, findings: file.findings };
}

async function planNow(session: Session, { ledger: stored, doubts }: Basis, news: ProgramInputs): Promise<Made> {
  const { policy, __today: today } = news;
  const { desired, findings } = readDeclared(unfold(news), session.explanation(news));
  const request = requestReads(desired, withDoubtful(stored, doubts), policy);
  return planCurrent(session, request, stored, (observed) => {
    const { ledger, names, newcomers: claimed } = claimGiven(stored, doubts, observed);
    const planned = planWithModel({ desired, ledger, observed, policy, today, now: session.now, claimed });
    return { findings, planned, names };
  });
}
