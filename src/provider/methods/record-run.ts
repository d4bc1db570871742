import { formatIntent, intentOf } from "../../plan/ledger/intent";
import { dayIn } from "../../stack/resolve/dates";
import { digestOfLines } from "../contract/declared-text";
import type { ProgramInputs, RunInputs, RunOutputs } from "../contract/properties";
import { emptyBasis, readAheadNow } from "../session/basis";
import { unfold } from "../session/declared";
import { handOver } from "../session/hand-over";
import { planRun } from "../session/plan-run";
import type { Session } from "../session/session";
import { hasUnknown } from "../session/unknown";
import { refusals } from "../../terms/refusals";

/**
 * Records what a run is about to do before it does anything.
 *
 * The engine reads the resource of a run twice: an earlier one from the state, before the program begins, and the one
 * that the program asks for. What is answered to the program is in the state when the engine goes on to the tenant's
 * resource. A read is no change: no preview shows it.
 */
export async function recordRun(session: Session, id: string, properties: RunInputs | RunOutputs): Promise<RunOutputs> {
  if ("__intent" in properties) {
    const { __intent: text } = properties;
    session.runs.stored.set(id, text);
    handOver(session);
    return { __intent: text };
  }
  const text = await intentText(session, properties);
  session.runs.recorded = { id, text };
  return { __intent: text };
}

/** Empty where there is no plan, or a refused one: the tenant's own resource says why. */
async function intentText(session: Session, asked: RunInputs): Promise<string> {
  const news = programInputs(session, asked);
  if (news === undefined) return "";
  try {
    const basis = (await readAheadNow(session, asked.__urn)) ?? (await emptyBasis(session));
    const { plan } = await planRun(session, basis, news);
    if (refusals(plan).length > 0) return "";
    return plan.transitions.length === 0 ? "" : formatIntent(intentOf(plan, basis.ledgerDigest), plan.tenant.id);
  } catch {
    return "";
  }
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
  const news = { ...common, ...__asked, __today: dayIn(__zone, session.surroundings.now()) };
  return hasUnknown(unfold(news)) ? undefined : news;
}
