import { unknownValue } from "@pulumi/pulumi/runtime/rpc";
import { unseenOf } from "../../plan/ledger/claim";
import { refuseExisting } from "../../plan/refuse-existing";
import { renderText } from "../../report/text/text";
import { formatProblem } from "../../stack/problems/format-problem";
import type { Plan } from "../../terms/plan";
import type { CheckResult, Inputs, LineByName, ProgramInputs } from "../contract/properties";
import { inBlocks, sameLines, shownLines } from "../contract/shown-lines";
import { beginsAnew, notRecorded, refusalOf, staleInputs, twoResources } from "../engine/refusal";
import { textOfIntent } from "./record-run";
import { emptyBasis, readAheadNow } from "../session/basis";
import { refuseShared } from "../session/other-stacks";
import { countLines, fewLines, losers } from "../session/read-ahead";
import { forgetHandedOver } from "../session/hand-over";
import { lookAhead } from "../session/look-ahead";
import { planDeclared, planRun } from "../session/plan-run";
import type { Basis } from "../session/shown-lines";
import { poolLines } from "../reports/pool-lines";
import { leaveUnplanned } from "./leave-unplanned";
import { report, stackName } from "../session/report-run";
import type { Checked, Session } from "../session/session";
import { setUnknownAside, stillUnknown } from "../session/unknown";
import { refusals } from "../../terms/refusals";

/**
 * Plans, and prints the plan: the one place where a reviewer sees it, and where it is refused before anything is
 * written. The inputs it returns are what will be after the run. Whatever goes wrong becomes a failure of the
 * resource: nothing is thrown.
 */
export async function check(session: Session, olds: Partial<Inputs>, news: ProgramInputs): Promise<CheckResult> {
  session.root = news.__root;
  session.plannedDestroy = undefined;
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
  const basis = await basisOf(session, olds, news.__urn);
  forgetHandedOver(session, news.__urn);
  const { policy, source, __urn: urn, __run: run } = news;
  const missing = stillUnknown(news);
  if (missing.length > 0) return leaveUnplanned(session, olds, news, missing);
  if (session.checked !== undefined && session.checked.urn !== urn) throw twoResources(session.checked.urn);
  const { inputs, paths, ledger: known, putBack } = setUnknownAside(news, basis.ledger);
  // What is unknown is neither declared nor undeclared: nobody is to look as if a run had given it by mistake.
  const planned =
    paths.length === 0
      ? await lookAhead(session, await planRun(session, basis, news), news)
      : await planDeclared(session, { ...basis, ledger: known, doubts: [] }, inputs);
  const { model } = planned;
  const made = madeGroups(news);
  const plan = refuseExisting(planned, made);
  refuseShared(session, news, model.input.observed.tenant);

  if (paths.length > 0) await log.warn(`Not known before the run, and left out of this plan: ${paths.join(", ")}.`);
  await log.info(`${renderText(plan, { prices: policy.prices })}\n`);
  const pools = poolLines(model.input.observed);
  await report(session, log, stackName(source, urn), { kind: "plan", plan, policy, phase: "preview", pools });
  if (run !== undefined && paths.length === 0 && refusals(plan).length === 0) verifyRecorded(session, run, basis, plan);

  session.checked = { plan, model, urn, made, unseen: unseenOf(basis.doubts, model.input.ledger) };
  const before = session.ahead?.lines ?? heldAlready(plan);
  const people = shownLines(olds.users ?? {}, before?.users, plan.lines.users);
  const lines = putBack({
    users: source === undefined ? people : inBlocks(people, losers(plan), olds.users ?? {}),
    groups: shownLines(olds.groups ?? {}, before?.groups, plan.lines.groups),
  });
  return {
    inputs: {
      tenant: news.tenant,
      ...lines,
      policy,
      ...(news.__unprotected === true ? { protect: false as const } : {}),
      ...(source === undefined ? {} : { source }),
      ...(olds.users !== undefined && sameLines(olds.users, lines.users) && sameLines(olds.groups ?? {}, lines.groups)
        ? besideLines(plan)
        : {}),
      ...(olds.__ledger === undefined ? {} : { __ledger: olds.__ledger }),
    },
    failures: refusals(plan).map((finding) => ({ property: "", reason: formatProblem(finding) })),
  };
}

/** Nothing is given or taken that is not in the state first, or a run that is cut off would leave no trace of it. */
function verifyRecorded({ runs: { recorded } }: Session, run: string, { ledgerDigest }: Basis, plan: Plan): void {
  const text = textOfIntent(plan, ledgerDigest);
  if (recorded?.id !== run || recorded.text !== text) throw notRecorded();
}

/**
 * Of a large stack that begins: the lines of those for whom nothing has to be sent, so that the engine is given the
 * others.
 */
function heldAlready({ transitions, lines: { users, groups } }: Plan): Pick<Inputs, "users" | "groups"> | undefined {
  if (countLines({ users, groups }) <= fewLines) return undefined;
  const changed = (principal: "user" | "group"): Set<string> =>
    new Set(transitions.filter((transition) => transition.principal === principal).map(({ name }) => name));
  const without = (lines: LineByName, names: ReadonlySet<string>): LineByName =>
    Object.fromEntries(Object.entries(lines).filter(([name]) => !names.has(name)));
  return { users: without(users, changed("user")), groups: without(groups, changed("group")) };
}

/** The object ids that the engine has for groups of the program; undefined where it would make one. */
function madeGroups({ __made: made }: ProgramInputs): Checked["made"] {
  // Unknown as a whole, or one by one.
  const known: unknown = made;
  if (known === undefined || typeof known !== "object" || known === null) return new Map();
  return new Map(
    Object.entries(known).map(([name, id]) => [name, typeof id === "string" && id !== unknownValue ? id : undefined]),
  );
}

/**
 * What there is to do although no line differs: the engine would not call the provider without a difference that it
 * sees.
 */
function besideLines(plan: Plan): Pick<Inputs, "ledger" | "members"> {
  const again = plan.transitions.flatMap(({ name, again: { members = [] } = {} }) =>
    members.length === 0 ? [] : `${members.length} of ${name}`,
  );
  const moved = (plan.memberships ?? []).map(
    ({ name, join, leave, rule }) =>
      `${join.length} join and ${leave.length} leave ${name}${rule === undefined ? "" : ", by another rule"}`,
  );
  const members = [
    ...(again.length === 0 ? [] : [`processed again, now that there are seats: ${again.join(", ")}`]),
    ...moved,
  ];
  return {
    ...(plan.ledgerChanges ? { ledger: "the run has something to remember although no licence changes" } : {}),
    ...(members.length === 0 ? {} : { members: members.join("; ") }),
  };
}

/**
 * What this stack owns: nothing yet, or what `read` found in the state. A check sees the inputs of the state alone,
 * which have but its digest.
 */
async function basisOf(session: Session, olds: Partial<Inputs>, urn: string): Promise<Basis> {
  if (olds.__ledger === undefined) {
    const owner = session.ahead?.outputs.__urn;
    if (owner !== undefined) throw beginsAnew(owner);
    return emptyBasis(session);
  }
  const ahead = await readAheadNow(session, urn);
  if (ahead?.ledgerDigest !== olds.__ledger) throw staleInputs();
  return ahead;
}
