import { checkGroups } from "./compose/check-groups";
import { checkMembers } from "./compose/check-members";
import { checkRemovals } from "./compose/check-removals";
import { checkSignIn } from "./compose/check-sign-in";
import { collectLosses } from "./guard/collect-losses";
import { isHeld } from "./basis/holdings";
import { digestOfPlan } from "./basis/plan-digest";
import { guard } from "./guard/guard";
import { refuseLookAlikes } from "./guard/refuse-look-alikes";
import { allocateSeats } from "./seats/allocate-seats";
import { labelsOf } from "./compose/labels";
import type { Model, PersonModel, PlanWithModel } from "./decide/model";
import { sortedUnique } from "./basis/sets";
import { membershipsOf } from "./compose/memberships";
import { withReach } from "./compose/member-reach";
import { phasesOf } from "./compose/phases";
import type { Loss, Plan } from "../terms/plan";
import type { PlanInput } from "./basis/plan-input";
import { ruleContextOf } from "./rules/context-of-model";
import { checkRules } from "./rules/run-rules";
import { poolsOf } from "./seats/seats";
import { reportSubscriptions } from "./seats/report-subscriptions";
import { ledgerMoves, predictedLines } from "./ledger/entries";
import { reportUnseen } from "./ledger/report-unseen";
import { answerQuestions } from "./select/answer-questions";
import { strandedMembers, withStranded } from "./seats/stranded";
import { precedencesOf, waitsOf } from "./seats/tell-waits";
import { transitionsOf } from "./compose/transitions";
import { byText } from "../text/order";

/** People already as declared; those of whom this stack did not own everything yet are adopted. */
function unchangedPeople(people: readonly PersonModel[], changed: ReadonlySet<string>): Plan["unchanged"] {
  const unchanged = people.filter(
    ({ bound, withheld, waits }) =>
      bound.declared !== undefined && withheld === undefined && waits === undefined && !changed.has(bound.id),
  );
  const adopted = unchanged.filter(isAdopted);
  return { count: unchanged.length, adopted: adopted.map(({ bound }) => bound.name).sort(byText) };
}

function isAdopted({ bound, licenses, before }: PersonModel): boolean {
  for (const skuId of licenses.keys()) {
    const owned = bound.owned?.skus.some((sku) => sku.skuId === skuId) ?? false;
    if (!owned && before.some((one) => one.skuId === skuId && isHeld(one))) return true;
  }
  return false;
}

/** Critical losses first, then by name. */
function sortLosses(losses: readonly Loss[]): Loss[] {
  return [...losses].sort(
    (a, b) =>
      Number(b.critical.length > 0) - Number(a.critical.length > 0) ||
      byText(a.name, b.name) ||
      byText(a.userId, b.userId) ||
      byText(a.skuId ?? a.fromSku ?? "", b.skuId ?? b.fromSku ?? ""),
  );
}

/** People without an account yet, of the stack and of the groups that it makes. */
function pendingPeople({ users, groupModels }: Model): readonly string[] {
  const people = users.absent.filter(({ kind }) => kind === "pending").map(({ name }) => name);
  const members = groupModels.flatMap((group) => group.members?.pending ?? []);
  return sortedUnique([...people, ...members]);
}

export function planWithModel(asked: PlanInput): PlanWithModel {
  const input = answerQuestions(asked);
  const allocated = allocateSeats(input);
  const { model, seats: told } = allocated;
  let known: ReturnType<typeof poolsOf> | undefined;
  const pools = (): ReturnType<typeof poolsOf> => (known ??= poolsOf(input.observed));
  const stranded = strandedMembers(model, told, pools);
  const seats = withStranded(told, stranded, pools);
  const waits = waitsOf(model, allocated, stranded, seats, pools);
  const precedences = precedencesOf(model);
  const { verdict, losses } = guard(model, collectLosses(model));
  const transitions = withReach(model, transitionsOf(model, stranded), losses);
  refuseLookAlikes(model, losses);
  checkGroups(model);
  checkMembers(model, stranded);
  checkRemovals(model);
  checkSignIn(model);
  reportSubscriptions(model, seats);
  checkRules(ruleContextOf(model), model.findings);
  reportUnseen(model);
  const memberships = membershipsOf(model);
  const changed = new Set(transitions.map((transition) => transition.id));
  const sorted = sortLosses(losses);
  const { tenant } = input.observed;
  const plan: Plan = {
    version: 1,
    tenant: { id: tenant.id, displayName: tenant.displayName },
    today: input.today,
    ...labelsOf(model, transitions, seats, waits, losses),
    transitions,
    ...(memberships.length > 0 && { memberships }),
    phases: phasesOf(transitions, seats),
    losses: sorted,
    seats,
    ...(waits.length > 0 && { waits }),
    ...(precedences.length > 0 && { precedences }),
    guard: verdict,
    findings: model.findings.toFindings(),
    unchanged: unchangedPeople(model.people, changed),
    pending: pendingPeople(model),
    lines: predictedLines(model),
    ledgerChanges: ledgerMoves(model, waits),
    digest: digestOfPlan({ tenant, transitions, losses: sorted, memberships }),
  };
  return { plan, model };
}

/**
 * The plan: what has to happen to whom, in which order, what it costs in seats, who loses something, and whether it may
 * be done at all. A pure function; equal inputs give equal bytes. Nothing is thrown: what is wrong is in `findings`,
 * and a finding of severity `error` refuses the plan as a whole (see `refusals`).
 */
export function planTenant(input: PlanInput): Plan {
  return planWithModel(input).plan;
}
