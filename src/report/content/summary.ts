import type { Plan } from "../../terms/plan";
import { changeKindOf, type ChangeKind } from "./changes";
import { countWaiting } from "./waits";
import { count, formatNumber } from "./words";
import { changesTenant, isRefused } from "../../terms/refusals";

/**
 * What a reviewer sees first: people by what happens to them, each counted once among the changes, and again where they
 * lose something.
 */
export interface Summary {
  /** People who lose something, by whatever path. */
  readonly lose: number;
  /** Of `lose`, people who lose mailbox, files, Teams or phone. */
  readonly critical: number;
  readonly gain: number;
  readonly swap: number;
  readonly move: number;
  /** People from whom something is taken back and who lose nothing by it. */
  readonly withdraw: number;
  readonly adjust: number;
  readonly locate: number;
  /** Groups that change in whatever way. */
  readonly groups: number;
  readonly unchanged: number;
  /** People and groups who do not get everything in this run for want of seats. */
  readonly waiting: number;
  readonly pending: number;
  readonly errors: number;
  readonly warnings: number;
  readonly refused: boolean;
}

export function summarize(plan: Plan): Summary {
  const losing = new Set(plan.losses.map((loss) => loss.userId));
  const changes: Record<Exclude<ChangeKind, "reprocess" | "take">, number> = {
    gain: 0,
    swap: 0,
    move: 0,
    withdraw: 0,
    adjust: 0,
    locate: 0,
  };
  for (const transition of plan.transitions) {
    const kind = changeKindOf(transition);
    if (transition.principal === "group" || kind === "reprocess" || kind === "take") continue;
    if (kind !== "withdraw" || !losing.has(transition.id)) changes[kind] += 1;
  }
  return {
    lose: losing.size,
    critical: new Set(plan.losses.filter((loss) => loss.critical.length > 0).map((loss) => loss.userId)).size,
    ...changes,
    groups: new Set([
      ...plan.transitions.filter((transition) => transition.principal === "group").map(({ id }) => id),
      ...(plan.memberships ?? []).map(({ group }) => group),
    ]).size,
    unchanged: plan.unchanged.count,
    waiting: countWaiting(plan),
    pending: plan.pending.length,
    errors: plan.findings.filter((finding) => finding.severity === "error").length,
    warnings: plan.findings.filter((finding) => finding.severity === "warning").length,
    refused: isRefused(plan),
  };
}

/**
 * `1 person loses something (1 critical), 2 gain, 1 swaps, 40 unchanged`. Losses first; of the rest, what is zero is
 * left out.
 */
export function summaryText(summary: Summary): string {
  const verb = (number: number, one: string, many: string): string =>
    `${formatNumber(number)} ${number === 1 ? one : many}`;
  const critical = summary.critical > 0 ? ` (${formatNumber(summary.critical)} critical)` : "";
  const parts = [
    summary.lose === 0
      ? "nobody loses anything"
      : `${verb(summary.lose, "person loses", "people lose")} something${critical}`,
  ];
  const add = (number: number, one: string, many: string): void => {
    if (number > 0) parts.push(verb(number, one, many));
  };
  add(summary.gain, "gains", "gain");
  add(summary.swap, "swaps", "swap");
  add(summary.move, "moves", "move");
  add(summary.withdraw, "gives back", "give back");
  add(summary.adjust, "changes plans", "change plans");
  add(summary.locate, "gets a usage location", "get a usage location");
  add(summary.groups, "group changes", "groups change");
  parts.push(`${formatNumber(summary.unchanged)} unchanged`);
  add(summary.waiting, "waits for seats", "wait for seats");
  add(summary.pending, "pending", "pending");
  return parts.join(", ");
}

/**
 * Why nothing will be applied: `more is taken away than the limits allow; 2 errors (seats-short, user-unknown)`, or
 * undefined.
 */
export function refusalText(plan: Plan): string | undefined {
  if (!isRefused(plan)) return undefined;
  const isGuard = plan.guard.verdict === "refused";
  // The guard's own error is what the first words say.
  const errors = plan.findings.filter(
    (finding) => finding.severity === "error" && !(isGuard && finding.code === "too-many-losses"),
  );
  const codes = [...new Set(errors.map((finding) => finding.code))];
  const named = codes.length > 4 ? `${codes.slice(0, 4).join(", ")}, …` : codes.join(", ");
  return [
    isGuard ? "more is taken away than the limits allow" : "",
    errors.length > 0 ? `${count(errors.length, "error", "errors")} (${named})` : "",
  ]
    .filter((text) => text !== "")
    .join("; ");
}

/** Where nothing is sent and nobody loses anything. */
export function quietText(plan: Plan): string {
  const waiting = countWaiting(plan);
  const waits = waiting === 0 ? "" : `, ${formatNumber(waiting)} ${waiting === 1 ? "waits" : "wait"} for seats`;
  return `nothing to do, ${formatNumber(plan.unchanged.count)} as declared${waits}`;
}

/** Whether a run would send nothing to the tenant. */
export function changesNobody(plan: Plan): boolean {
  return !changesTenant(plan);
}

/** The guard in numbers. */
export function guardText(plan: Plan): string | undefined {
  const { guard } = plan;
  const window =
    guard.inWindow > 0
      ? `, ${count(guard.inWindow, "loss", "losses")} already in the last ${count(guard.perDays, "day", "days")}`
      : "";
  const approved = guard.approved > 0 ? `, ${formatNumber(guard.approved)} approved` : "";
  if (guard.verdict === "noneRemoved") return "Limits: nothing is ever taken away (limits: none-removed)";
  if (guard.losing === 0 && guard.verdict === "allowed") return undefined;
  const people =
    `${formatNumber(guard.losing)} of ${count(guard.of, "person", "people")} ` +
    `${guard.losing === 1 ? "loses" : "lose"} something`;
  return (
    `Limits: ${people}${approved}${window}; the limit is ${formatNumber(guard.limit)} in ` +
    `${count(guard.perDays, "day", "days")}: ${guard.verdict}`
  );
}
