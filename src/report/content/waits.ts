import type { Plan, Precedence, Wait, WaitReason } from "../../terms/plan";
import type { SkuId } from "../../terms/observed";
import { enumerate, formatNumber, labelOf } from "./words";

/** Principals who wait for the same for the same reasons. */
export interface WaitSet {
  readonly principal: Wait["principal"];
  /** `waits: Visio Plan 2 (0 of 5 seats left); Office 365 E1 stays meanwhile`. */
  readonly text: string;
  readonly names: readonly string[];
}

/** Who gets a seat before others, and who waits, in the order in which they are served. */
export function waitSets(plan: Plan): readonly WaitSet[] {
  const first = (plan.precedences ?? []).map((precedence): WaitSet => ({
    principal: "user",
    text: precedenceText(plan, precedence),
    names: [precedence.name],
  }));
  return [...first, ...waitingSets(plan)];
}

/** In the order in which people are served; those for whom it reads the same are one. */
export function waitingSets({ waits = [], ...plan }: Plan): readonly WaitSet[] {
  const sets = new Map<string, WaitSet & { readonly names: string[] }>();
  for (const wait of waits) {
    const text = waitText(plan, wait);
    const key = `${wait.principal} ${text}`;
    const known = sets.get(key);
    if (known === undefined) sets.set(key, { principal: wait.principal, text, names: [wait.name] });
    else known.names.push(wait.name);
  }
  return [...sets.values()];
}

/** How many people and groups wait for a seat. */
export function countWaiting({ waits = [] }: Pick<Plan, "waits">): number {
  return new Set(waits.map(({ id }) => id)).size;
}

function waitText(plan: Pick<Plan, "skus" | "today">, { principal, licenses, keeps, group }: Wait): string {
  const name = (skuId: SkuId): string => labelOf(plan, skuId).name;
  const short = principal === "group" ? ", too few for all its members" : "";
  const parts = licenses.map(
    ({ skuId, reason, since }) =>
      `${name(skuId)} (${reasonText(reason, name)}${reason.kind === "noSeat" ? short : ""}` +
      `${since === undefined || since === plan.today ? "" : `, since ${since}`})`,
  );
  const kept = keeps.map(name);
  const through = group === undefined ? "" : `, through the group ${group}`;
  const stays = kept.length === 0 ? "" : `; ${enumerate(kept)} ${kept.length === 1 ? "stays" : "stay"} meanwhile`;
  return `waits: ${parts.join(", ")}${through}${stays}`;
}

function precedenceText(
  plan: Pick<Plan, "skus">,
  { skuId, priority, passed, longest: { name, since } }: Precedence,
): string {
  const others = passed === 1 ? `${name} waits` : `${formatNumber(passed)} wait longer, ${name}`;
  return `gets ${labelOf(plan, skuId).name} first, by priority ${formatNumber(priority)}; ${others} since ${since}`;
}

function reasonText(reason: WaitReason, name: (skuId: SkuId) => string): string {
  switch (reason.kind) {
    case "noSeat":
      return `${formatNumber(reason.left)} of ${formatNumber(reason.bought)} seats left`;
    case "stuck":
      return "another who waits has the seat";
    case "needs":
      return `needs ${name(reason.skuId)}`;
    case "together":
      return `only together with ${name(reason.skuId)}`;
    case "stays":
      return `comes for ${name(reason.skuId)}, which stays`;
  }
}
