import type { Finding, Loss, Plan, Reason, Transition } from "../../../src/terms/plan";
import type { PlanInput } from "../../../src/plan/basis/plan-input";
import { planTenant } from "../../../src/plan/plan-tenant";
import { desired, now, observed, owning, planIds, policy, skuIds, today } from "./tenant";

const shortSkus = new Map(Object.entries(skuIds).map(([name, id]) => [id as string, name]));
const shortPlans = new Map(Object.entries(planIds).map(([name, id]) => [id as string, name]));

const sku = (id: string): string => shortSkus.get(id) ?? id;
const plans = (ids: readonly string[]): string =>
  ids.length === 0 ? "" : `(-${ids.map((id) => shortPlans.get(id) ?? id).join(",-")})`;

function showReason(reason: Reason): string {
  switch (reason.kind) {
    case "declared":
      return `declared by ${reason.assignment}`;
    case "expired":
      return `${reason.assignment} ended ${reason.until}`;
    case "left":
      return `left ${reason.assignment}: ${reason.why}`;
    case "authority":
      return `authority over ${reason.scope}`;
    case "carriedOver":
      return `plans of ${sku(reason.fromSku)}`;
    case "moved":
      return `moved to ${reason.to} (${reason.group})`;
    case "drift":
    case "undeclared":
      return reason.kind;
  }
}

export function showTransition(transition: Transition): string {
  const parts = [
    ...(transition.usageLocation === undefined
      ? []
      : [`@${transition.usageLocation.before ?? "none"}>${transition.usageLocation.after}`]),
    ...transition.grants.map(({ skuId, disabledPlans, disabledBefore, reasons }) => {
      const before = disabledBefore === undefined ? "" : ` was ${sku(skuId)}${plans(disabledBefore)}`;
      return `+${sku(skuId)}${plans(disabledPlans)}${before} {${reasons.map(showReason).join("; ")}}`;
    }),
    ...transition.removals.map(({ skuId, disabledBefore, onlyIfInherited, keptBy, reasons }) => {
      const condition = onlyIfInherited === undefined ? "" : ` if by ${onlyIfInherited}`;
      const kept = keptBy === undefined ? "" : ` kept by ${keptBy.join(",")}`;
      return `-${sku(skuId)}${plans(disabledBefore)}${condition}${kept} {${reasons.map(showReason).join("; ")}}`;
    }),
  ];
  return `${transition.kind} ${transition.name}: ${parts.join(" ")}`;
}

export function showLoss(loss: Loss): string {
  const path = "group" in loss.path ? `${loss.path.kind} ${loss.path.group}` : loss.path.kind;
  const off = "plans" in loss.path ? plans(loss.path.plans) : "";
  const critical = loss.critical.length === 0 ? "" : `: ${loss.critical.join(" ")}`;
  return (
    `${loss.name} loses ${loss.skuId === undefined ? `of ${sku(loss.fromSku ?? "")}` : sku(loss.skuId)}${off} by ` +
    `${path}${critical}${loss.approvedBy === undefined ? "" : ", approved"}`
  );
}

export function showFinding(finding: Finding): string {
  const place =
    finding.place === undefined ? "" : ` ${finding.place.file}:${finding.place.line}:${finding.place.column}`;
  return (
    `${finding.severity} ${finding.code}${place} [${finding.principals.join(", ")}] ` +
    `${finding.message}${finding.remedy === undefined ? "" : ` >> ${finding.remedy}`}`
  );
}

/** Snapshots write a backtick as two characters. */
const written = (text: string): number => text.replaceAll("`", "\\`").length;

/** A finding over several lines, so that a snapshot of it can be read. */
function foldFinding(finding: Finding): string {
  const lines = [""];
  for (const word of showFinding(finding).split(/(?<=[^ ]) /)) {
    const last = lines.at(-1) ?? "";
    if (last !== "" && written(`${last} ${word}`) > 108) lines.push(`  ${word}`);
    else lines[lines.length - 1] = last === "" ? word : `${last} ${word}`;
  }
  return lines.join("\n");
}

/** Everything of a plan that a reader would want to check, one thing a line, with short names. */
export function show(plan: Plan): string {
  const { guard } = plan;
  const { count, adopted } = plan.unchanged;
  return [
    ...plan.transitions.map(showTransition),
    ...plan.phases.map((phase) => `phase ${phase.kind}: ${phase.ids.join(" ")}`),
    ...plan.losses.map(showLoss),
    ...plan.seats.map(
      (line) =>
        `seats ${sku(line.skuId)}: ${line.usedNow} of ${line.bought} +${line.gained} -${line.freed} = ` +
        `${line.usedAfter}${line.short === 0 ? "" : `, ${line.short} short: ${line.goWithout.join(" ")}`}`,
    ),
    `guard ${guard.verdict}: ${guard.losing} losing, ${guard.approved} approved, ${guard.inWindow} before, limit ` +
      `${guard.limit} of ${guard.of} in ${guard.perDays}`,
    ...plan.findings.map(foldFinding),
    ...plan.pending.map((name) => `pending ${name}`),
    ...(count === 0 ? [] : [`unchanged ${count}${adopted.length === 0 ? "" : `, adopted ${adopted.join(" ")}`}`]),
    ...Object.entries(plan.lines.users).map(([name, line]) => `${name}: ${line}`),
    ...Object.entries(plan.lines.groups).map(([name, line]) => `${name}: ${line}`),
    ...(plan.ledgerChanges ? ["ledger moves"] : []),
  ].join("\n");
}

/** A plan of these inputs; what is left out is an empty stack in an empty tenant. */
export function planOf(over: Partial<PlanInput>): Plan {
  return planTenant({
    desired: desired(),
    ledger: owning(),
    observed: observed(),
    policy: policy(),
    today,
    now,
    ...over,
  });
}

export function shown(over: Partial<PlanInput>): string {
  return `\n${show(planOf(over))}\n`;
}

export function findings(over: Partial<PlanInput>): string {
  return `\n${planOf(over).findings.map(foldFinding).join("\n")}\n`;
}
