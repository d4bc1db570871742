import type { MemberReach, Plan, Reason, Transition } from "../../terms/plan";
import { reasonText } from "./reasons";
import { count, enumerate, enumerateSome, formatNumber, groupName, planNames, productText, type Names } from "./words";
import { byText } from "../../text/order";

/** Sections of a report, in reading order. */
export type ChangeKind = "gain" | "reprocess" | "swap" | "move" | "take" | "withdraw" | "adjust" | "locate";
export const changeKinds: readonly ChangeKind[] = [
  "gain",
  "reprocess",
  "swap",
  "move",
  "take",
  "withdraw",
  "adjust",
  "locate",
];

/** Principals to whom exactly the same happens for the same reasons. */
export interface ChangeSet {
  readonly kind: ChangeKind;
  readonly principal: "user" | "group";
  /** What happens, each part a phrase: `Office 365 E3 (ENTERPRISEPACK) → Office 365 E5 (ENTERPRISEPREMIUM)`. */
  readonly effects: readonly string[];
  readonly why: string;
  readonly transitions: readonly Transition[];
}

/**
 * Puts together what reads the same, so that 340 joiners are one line; biggest sets first, then by name. Who gives
 * something back and loses by it stands under losses with everything that is taken, and is not listed again.
 */
export function changeSets(plan: Plan): readonly ChangeSet[] {
  const losing = new Set(plan.losses.map((loss) => loss.userId));
  const sets = new Map<string, { first: ChangeSet; transitions: Transition[] }>();
  for (const transition of plan.transitions) {
    const kind = changeKindOf(transition);
    if (kind === "withdraw" && losing.has(transition.id)) continue;
    const effects = effectsOf(plan, transition);
    const key = JSON.stringify([kind, transition.principal, effects, assignmentsOf(plan, transition)]);
    const found = sets.get(key);
    if (found !== undefined) found.transitions.push(transition);
    else
      sets.set(key, {
        first: { kind, principal: transition.principal, effects, why: "", transitions: [] },
        transitions: [transition],
      });
  }
  return [...sets.values()]
    .map(({ first, transitions }) => {
      const byName = transitions.sort((one, other) => byText(one.name, other.name));
      return { ...first, transitions: byName, why: whyOf(plan, byName) };
    })
    .sort(
      (one, other) =>
        changeKinds.indexOf(one.kind) - changeKinds.indexOf(other.kind) ||
        byText(one.principal, other.principal) ||
        other.transitions.length - one.transitions.length ||
        byText(one.transitions[0]?.name ?? "", other.transitions[0]?.name ?? ""),
    );
}

/**
 * A swap between direct and group is a move: nobody gains or loses by it. What is taken from a group is given back by
 * nobody where members lose by it.
 */
export function changeKindOf(transition: Transition): ChangeKind {
  const parts = [...transition.grants, ...transition.removals];
  if (parts.length > 0 && parts.every((part) => part.reasons.some((reason) => reason.kind === "moved"))) return "move";
  if (transition.kind === "withdraw" && (transition.reach?.lose.length ?? 0) > 0) return "take";
  return transition.kind === "grant" ? "gain" : transition.kind;
}

/** What happens to one principal, in phrases; product names beside part numbers. */
export function effectsOf(plan: Names, transition: Transition): readonly string[] {
  const gained = transition.grants.filter((grant) => grant.disabledBefore === undefined);
  const adjusted = transition.grants.filter((grant) => grant.disabledBefore !== undefined);
  const gains = gained
    .map((grant) => productText(plan, grant.skuId) + withoutText(planNames(plan, grant.disabledPlans)))
    .sort(byText);
  const removed = transition.removals.map((removal) => {
    const product = productText(plan, removal.skuId);
    return removal.onlyIfInherited === undefined
      ? product
      : `direct ${product}, once the group ${groupName(plan, removal.onlyIfInherited)} gives it`;
  });
  const effects: string[] = [];
  if (gains.length > 0 && removed.length > 0) effects.push(`${removed.join(" + ")} → ${gains.join(" + ")}`);
  else if (gains.length > 0) effects.push(gains.join(" + "));
  else if (removed.length > 0) effects.push((adjusted.length > 0 ? "- " : "") + removed.join(" + "));
  for (const grant of adjusted) {
    const before = new Set(grant.disabledBefore);
    const after = new Set(grant.disabledPlans);
    const off = planNames(
      plan,
      grant.disabledPlans.filter((id) => !before.has(id)),
    );
    const on = planNames(
      plan,
      [...before].filter((id) => !after.has(id)),
    );
    const changes = [
      off.length > 0 ? `off: ${listPlans(off)}` : "",
      on.length > 0 ? `on: ${listPlans(on)}` : "",
    ].filter((text) => text !== "");
    effects.push(`${productText(plan, grant.skuId)}: ${changes.length > 0 ? changes.join("; ") : "assigned again"}`);
  }
  const location = transition.usageLocation;
  if (location !== undefined)
    effects.push(
      location.before === undefined
        ? `usage location ${location.after}`
        : `usage location ${location.before} → ${location.after}`,
    );
  if (transition.again !== undefined) effects.push(againText(plan, transition.again));
  if (transition.reach !== undefined) effects.push(reachText(transition.reach));
  return effects;
}

function againText(plan: Names, { skuIds, members }: NonNullable<Transition["again"]>): string {
  const products = skuIds.map((skuId) => productText(plan, skuId)).sort(byText);
  const names = members.map(({ name }) => name);
  const who = `${count(members.length, "member", "members")} for whom there was no seat`;
  return `${enumerate(products)} for ${who}: ${enumerateSome(names, 10)}`;
}

/** `2 of 15 members gain (a and b), 1 loses something (c)`; who loses what stands under losses. */
function reachText({ total, gain, lose }: MemberReach): string {
  const some = (names: readonly string[], verbs: readonly [one: string, many: string]): string =>
    `${formatNumber(names.length)} ${names.length === 1 ? verbs[0] : verbs[1]} (${enumerateSome(names, 10)})`;
  const parts = [
    ...(gain.length > 0 ? [some(gain, ["gains", "gain"])] : []),
    ...(lose.length > 0 ? [some(lose, ["loses something", "lose something"])] : []),
  ];
  const members = count(total, "member", "members");
  return parts.length === 0 ? `none of ${members} gains or loses` : `of ${members} ${parts.join(", ")}`;
}

/** The name as written, and the present one where the principal was renamed. */
export function transitionName(transition: Transition): string {
  if (transition.principal === "group" || transition.currentName.toLowerCase() === transition.name.toLowerCase())
    return transition.name;
  return `${transition.name} (now ${transition.currentName})`;
}

function withoutText(plans: readonly string[]): string {
  return plans.length === 0 ? "" : ` without ${listPlans(plans)}`;
}

/** Products have up to 86 plans; more than a handful is a number, the detail stands in the JSON report. */
function listPlans(plans: readonly string[]): string {
  return plans.length > 6
    ? `${plans.slice(0, 4).join(", ")} and ${String(plans.length - 4)} more plans`
    : plans.join(", ");
}

/** That a product is no longer in the file goes without saying where another comes for it. */
function reasonsOf({ kind, grants, removals }: Transition): readonly Reason[] {
  const reasons = [...grants, ...removals].flatMap((part) => part.reasons);
  return kind === "swap" ? reasons.filter((reason) => reason.kind !== "undeclared") : reasons;
}

/** Reasons without their places: a list file has one line a person, and they still belong together. */
function assignmentsOf(plan: Plan, transition: Transition): readonly string[] {
  return [...new Set(reasonsOf(transition).map((reason) => reasonText(plan, withoutPlace(reason))))];
}

function withoutPlace(reason: Reason): Reason {
  if (reason.kind === "declared") return { kind: reason.kind, assignment: reason.assignment };
  if (reason.kind === "expired") return { kind: reason.kind, assignment: reason.assignment, until: reason.until };
  return reason;
}

function whyOf(plan: Plan, transitions: readonly Transition[]): string {
  const texts = transitions.map((transition) =>
    [...new Set(reasonsOf(transition).map((reason) => reasonText(plan, reason)))].join("; "),
  );
  const [first] = transitions;
  if (first === undefined) return "";
  const same = texts.every((text) => text === texts[0]);
  return same ? (texts[0] ?? "") : assignmentsOf(plan, first).join("; ");
}
