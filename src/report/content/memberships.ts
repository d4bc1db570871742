import type { Membership, Plan } from "../../terms/plan";
import { enumerateSome, formatNumber } from "./words";

/** A group that the stack makes: what the run does to it, in phrases. */
export interface MembershipText {
  readonly name: string;
  readonly sign: "+" | "-" | "~";
  readonly effects: readonly string[];
}

/** @param some so many people are named */
export function membershipTexts(plan: Pick<Plan, "memberships">, some: number): readonly MembershipText[] {
  return (plan.memberships ?? []).map((membership) => ({
    name: membership.name,
    sign: membership.isNew === true ? "+" : membership.leave.length > 0 ? "-" : "~",
    effects: effectsOf(membership, some),
  }));
}

function effectsOf({ isNew, join, leave, rule }: Membership, some: number): readonly string[] {
  const people = (names: readonly string[], one: string, many: string): readonly string[] =>
    names.length === 0
      ? []
      : [`${formatNumber(names.length)} ${names.length === 1 ? one : many} (${enumerateSome(names, some)})`];
  return [
    ...(isNew === true ? ["is made"] : []),
    ...people(join, "joins", "join"),
    ...people(leave, "leaves", "leave"),
    ...(rule === undefined ? [] : [ruleText(rule)]),
  ];
}

function ruleText({ before, after }: NonNullable<Membership["rule"]>): string {
  return before === undefined ? `Entra puts people into it by the rule ${after}` : `rule ${before} → ${after}`;
}
