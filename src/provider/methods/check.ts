import type { Ledger } from "../../terms/ledger";
import { emptyLedger } from "../../plan/ledger/ledger-text";
import type { Desired } from "../../terms/desired";
import type { Observed } from "../../terms/observed";
import type { Finding, Plan } from "../../terms/plan";
import { refusals } from "../../plan/basis/refused";
import { requestReads } from "../../plan/basis/request-reads";
import { renderText } from "../../report/text/text";
import { formatProblem } from "../../stack/problems/format-problem";
import { readDeclared, unfold } from "../session/declared";
import { countLines, fewLines, isForeseen } from "../session/foresee";
import type { Inputs, Lines, ProgramInputs } from "../contract/properties";
import { refusalOf, staleInputs } from "../engine/refusal";
import type { Session } from "../session/session";
import { sameLines, shownLines } from "../contract/shown-lines";
import { setUnknownAside } from "../session/unknown";
import { approvedPart } from "../session/approved-part";
import { report, stackName } from "../session/report-run";

export interface CheckResult {
  readonly inputs: Inputs;
  readonly failures: readonly { readonly property: string; readonly reason: string }[];
}

/**
 * Plans, and prints the plan: the one place where a reviewer sees it, and where it is refused before anything is
 * written. The inputs it returns are what will be after the run. Whatever goes wrong becomes a failure of the
 * resource: nothing is thrown.
 */
export async function check(session: Session, olds: Partial<Inputs>, news: ProgramInputs): Promise<CheckResult> {
  session.root = news.__root;
  try {
    return await planInputs(session, olds, news);
  } catch (failure) {
    const { code, message } = refusalOf(failure);
    const log = session.engineLog(news.__urn);
    await report(session, log, stackName(news.source, news.__urn), { kind: "failed", problems: [{ code, message }] });
    // A failure that names a property prints the property's whole value; none is named.
    return { inputs: news, failures: [{ property: "", reason: message }] };
  }
}

async function planInputs(session: Session, olds: Partial<Inputs>, news: ProgramInputs): Promise<CheckResult> {
  const log = session.engineLog(news.__urn);
  const ownLedger = await ledgerOf(session, olds);
  const { policy, source, __today: today, __urn: urn } = news;
  const foreseen = foreseenPlan(session, news);
  const { inputs, paths, ledger, putBack } = setUnknownAside(foreseen === undefined ? unfold(news) : news, ownLedger);
  const { plan, desired, observed } = foreseen ?? (await planDeclared(session, inputs, ledger));

  if (paths.length > 0) await log.warn(`Not known before the run, and left out of this plan: ${paths.join(", ")}.`);
  await log.info(`${renderText(plan, { prices: policy.prices })}\n`);
  await report(session, log, stackName(source, urn), { kind: "plan", plan, policy, phase: "preview" });

  session.checked = { plan, desired, ledger: ownLedger, observed, today, urn };
  const before = session.foreseen?.lines ?? heldAlready(plan);
  const lines = putBack({
    users: shownLines(olds.users ?? {}, before?.users, plan.lines.users),
    groups: shownLines(olds.groups ?? {}, before?.groups, plan.lines.groups),
  });
  return {
    inputs: {
      tenant: news.tenant,
      ...lines,
      policy,
      ...(source === undefined ? {} : { source }),
      ...(olds.users !== undefined && sameLines(olds.users, lines.users) && sameLines(olds.groups ?? {}, lines.groups)
        ? besideLines(plan)
        : {}),
      ...(olds.__ledger === undefined ? {} : { __ledger: olds.__ledger }),
    },
    failures: refusals(plan).map((finding) => ({ property: "", reason: formatProblem(finding) })),
  };
}

/**
 * Of a large stack that begins: the lines of those for whom nothing has to be sent, so that the engine is given the
 * others.
 */
function heldAlready({ transitions, lines: { users, groups } }: Plan): Pick<Inputs, "users" | "groups"> | undefined {
  if (countLines({ users, groups }) <= fewLines) return undefined;
  const changed = (principal: "user" | "group"): Set<string> =>
    new Set(transitions.filter((transition) => transition.principal === principal).map(({ name }) => name));
  const without = (lines: Lines, names: ReadonlySet<string>): Lines =>
    Object.fromEntries(Object.entries(lines).filter(([name]) => !names.has(name)));
  return { users: without(users, changed("user")), groups: without(groups, changed("group")) };
}

/**
 * What there is to do although no line differs: the engine would not call the provider without a difference that it
 * sees.
 */
function besideLines(plan: Plan): Pick<Inputs, "ledger" | "members"> {
  const again = plan.transitions.flatMap(({ name, again: { members = [] } = {} }) =>
    members.length === 0 ? [] : `${members.length} of ${name}`,
  );
  return {
    ...(plan.ledgerChanges ? { ledger: "the run has something to remember although no licence changes" } : {}),
    ...(again.length === 0 ? {} : { members: `processed again, now that there are seats: ${again.join(", ")}` }),
  };
}

interface Planned {
  readonly plan: Plan;
  readonly desired: Desired;
  readonly observed: Observed;
}

/** The plan that `read` made already, where the program asks for the same. */
function foreseenPlan({ foreseen, approvedPlanFile }: Session, news: ProgramInputs): Planned | undefined {
  if (foreseen?.ahead === undefined || approvedPlanFile !== undefined || !isForeseen(foreseen.ahead.file, news))
    return undefined;
  const { file, observed, plan } = foreseen.ahead;
  return { plan: { ...plan, findings: joinFindings(file.findings, plan.findings) }, desired: file.desired, observed };
}

async function planDeclared(session: Session, inputs: ProgramInputs, ledger: Ledger): Promise<Planned> {
  const { policy, __today: today } = inputs;
  const { desired, findings } = readDeclared(inputs, session.stackFile(inputs.source));
  const observed = await session.tenant.readTenant(requestReads(desired, ledger, policy));
  const plan = await approvedPart(session, { desired, ledger, observed, policy, today });
  return { plan: { ...plan, findings: joinFindings(findings, plan.findings) }, desired, observed };
}

/**
 * What this stack owns: nothing yet, or what `read` found in the state. A check sees the inputs of the state alone,
 * which have but its digest.
 */
async function ledgerOf(session: Session, olds: Partial<Inputs>): Promise<Ledger> {
  if (olds.__ledger !== undefined) {
    if (session.foreseen?.ledgerDigest !== olds.__ledger) throw staleInputs();
    return session.foreseen.ledger;
  }
  const { tenant } = await session.tenant.readTenant({
    userNames: [],
    userIds: [],
    groupNames: [],
    groupIds: [],
    wholeTenant: false,
  });
  return emptyLedger(tenant.id);
}

/**
 * What the file says of itself, then what only the plan can say; what both say is said once, by the one that knows the
 * place.
 */
function joinFindings(ofFile: readonly Finding[], ofPlan: readonly Finding[]): readonly Finding[] {
  const said = new Set(ofFile.map(({ code }) => code));
  return [...ofFile, ...ofPlan.filter(({ code }) => !said.has(code))];
}
