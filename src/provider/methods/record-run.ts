import { formatIntent, intentOf } from "../../plan/ledger/intent";
import { dayIn } from "../../stack/resolve/dates";
import { digestOfLines } from "../contract/declared-text";
import type { ProgramInputs, RunInputs, RunOutputs } from "../contract/properties";
import { notRecorded } from "../engine/refusal";
import { emptyBasis, readAheadNow } from "../session/basis";
import { handOver } from "../session/hand-over";
import { membersToBe } from "../session/members-to-be";
import { planRun } from "../session/plan-run";
import { refuseBeforeGroups } from "../session/refuse-before-groups";
import type { Session } from "../session/session";
import { hasUnknown } from "../session/unknown";
import type { Plan } from "../../terms/plan";
import { changesTenant, refusals } from "../../terms/refusals";

/**
 * Records what a run is about to do before it does anything.
 *
 * The engine reads the resource of a run twice: an earlier one from the state, before the program begins, and the one
 * that the program asks for. What is answered to the program is in the state when the engine goes on to the tenant's
 * resource. A read is no change: no preview shows it.
 *
 * A program that makes groups waits for the answer, and takes from it who is to be in them: what the guard refuses, or
 * nobody has approved, changes no group.
 *
 * @throws Refusal where the program makes groups and there is no plan, or a refused one
 */
export async function recordRun(session: Session, id: string, properties: RunInputs | RunOutputs): Promise<RunOutputs> {
  if ("__intent" in properties) {
    session.runs.stored.set(id, properties.__intent);
    handOver(session);
    return properties;
  }
  const recorded = properties.__makes === true ? await beforeGroups(session, properties) : undefined;
  const answer = recorded ?? { __intent: await intentText(session, properties) };
  session.runs.recorded = { id, text: answer.__intent };
  return answer;
}

/** Empty where nothing changes. */
export function textOfIntent(plan: Plan, ledgerDigest: string | undefined): string {
  return changesTenant(plan) ? formatIntent(intentOf(plan, ledgerDigest), plan.tenant.id) : "";
}

/** Empty where there is no plan, or a refused one: the tenant's own resource says why. */
async function intentText(session: Session, asked: RunInputs): Promise<string> {
  const news = programInputs(session, asked);
  if (news === undefined) return "";
  try {
    const basis = (await readAheadNow(session, asked.__urn)) ?? (await emptyBasis(session));
    const { plan } = await planRun(session, basis, news);
    return refusals(plan).length > 0 ? "" : textOfIntent(plan, basis.ledgerDigest);
  } catch {
    return "";
  }
}

/** Undefined in a preview that does not know everything: it changes nothing, and the run asks again. */
async function beforeGroups(session: Session, asked: RunInputs): Promise<RunOutputs | undefined> {
  if ("__asked" in asked && hasUnknown(asked.__asked)) return undefined;
  const news = programInputs(session, asked);
  if (news === undefined) throw notRecorded();
  return refuseBeforeGroups(session, news, async () => {
    const basis = (await readAheadNow(session, asked.__urn)) ?? (await emptyBasis(session));
    const planned = await planRun(session, basis, news);
    return {
      planned,
      answer: { __intent: textOfIntent(planned.plan, basis.ledgerDigest), groups: membersToBe(planned) },
    };
  });
}

function programInputs(session: Session, asked: RunInputs): ProgramInputs | undefined {
  const { __urn, __source: source } = asked;
  const common = { __urn, __root: session.root ?? "", ...(source === undefined ? {} : { source }) };
  if ("__lines" in asked) {
    const file = session.stackFile(source);
    if (file === undefined || digestOfLines(file.text) !== asked.__lines) return undefined;
    const { policy, today } = file;
    const { tenant } = file.desired;
    return { ...common, tenant, policy, users: {}, groups: {}, __declared: file.text, __today: today };
  }
  const { __asked, __zone } = asked;
  if (hasUnknown(__asked)) return undefined;
  return { ...common, ...__asked, __today: dayIn(__zone, session.surroundings.now()) };
}
