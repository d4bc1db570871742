import { count, people } from "../basis/findings";
import type { Model } from "../decide/model";
import type { ObservedSku, SkuId } from "../../terms/observed";
import type { SeatLine } from "../../terms/plan";
import type { TenantSku } from "../basis/tenant-index";
import { byText } from "../../text/order";
import { poolsOf } from "./seats";

/** What the stack has to do with a subscription once the plan is done. */
interface Share {
  people: number;
  groups: number;
}

type Lapse = Exclude<ObservedSku["capabilityStatus"], "Enabled">;

const lapses: Readonly<Record<Lapse, { readonly what: string; readonly follows: string; readonly remedy: string }>> = {
  Warning: {
    what: "has expired",
    follows: "its licences still work, and stop when the time of grace is over",
    remedy: "Renew it, or move its people to another product while there is time.",
  },
  Suspended: {
    what: "is suspended",
    follows: "nobody can be given it, and what it gives no longer works for its people",
    remedy: "Renew it before its data is deleted, or take it out of the stack.",
  },
  LockedOut: {
    what: "is locked",
    follows: "neither its people nor administrators can use what it gives",
    remedy: "Ask Microsoft, or whoever sold it, why; or take it out of the stack.",
  },
  Deleted: {
    what: "is deleted",
    follows: "nobody can be given it, and what it gave is gone",
    remedy: "Take it out of the stack, or buy it anew.",
  },
};

/** Says which subscriptions that the stack declares are running out, and of which more is used than bought. */
export function reportSubscriptions(model: Model, seats: readonly SeatLine[]): void {
  const shares = sharesOf(model);
  if (shares.size === 0) return;
  const pools = poolsOf(model.input.observed);
  for (const [skuId, share] of [...shares].sort(([a], [b]) => byText(a, b))) {
    const known = model.index.skus.get(skuId);
    if (known === undefined) continue;
    const status = known.sku.capabilityStatus;
    if (status !== "Enabled") reportLapse(model, known, status, share);
    const line = seats.find((one) => one.skuId === skuId);
    // Whoever goes without uses no seat.
    const used = line === undefined ? (pools.get(skuId)?.used ?? 0) : line.usedAfter - line.short;
    if (status === "Enabled" || status === "Warning") reportOveruse(model, known, used);
  }
}

/** For how many each subscription is declared. What is owned and no longer declared goes back in this run. */
function sharesOf(model: Model): ReadonlyMap<SkuId, Readonly<Share>> {
  const shares = new Map<SkuId, Share>();
  const shareOf = (skuId: SkuId): Share => {
    const share = shares.get(skuId) ?? { people: 0, groups: 0 };
    shares.set(skuId, share);
    return share;
  };
  for (const { licenses } of model.people) for (const skuId of licenses.keys()) shareOf(skuId).people++;
  for (const { licenses } of model.groupModels) for (const skuId of licenses.keys()) shareOf(skuId).groups++;
  return shares;
}

function reportLapse({ findings }: Model, { sku, label }: TenantSku, status: Lapse, share: Share): void {
  const { what, follows, remedy } = lapses[status];
  findings.addRule({
    code: "subscription-lapsed",
    severity: "warning",
    key: sku.skuId,
    message: () => `The subscription ${label} ${what}: ${follows}. It is declared for ${shareText(share)}.`,
    remedy,
  });
}

function shareText(share: Share): string {
  const parts = [
    ...(share.people > 0 ? [people(share.people)] : []),
    ...(share.groups > 0 ? [count(share.groups, "group")] : []),
  ];
  return parts.join(" and ");
}

/** More people hold it than seats are paid for: Microsoft cuts off whom it likes, not whom the stack would choose. */
function reportOveruse({ findings }: Model, { sku, label }: TenantSku, used: number): void {
  const { skuId, enabled, warning, capabilityStatus } = sku;
  const bought = capabilityStatus === "Warning" ? enabled + warning : enabled;
  if (used <= bought) return;
  const seats = count(used, "seat");
  const grace =
    capabilityStatus === "Enabled" && warning > 0
      ? `, and ${warning} more ${warning === 1 ? "is" : "are"} in grace`
      : "";
  findings.addRule({
    code: "subscription-overused",
    severity: "warning",
    key: skuId,
    message: () =>
      `${seats} of ${label} ${used === 1 ? "is" : "are"} in use after this run, and ${bought} ` +
      `${bought === 1 ? "is" : "are"} bought${grace}.`,
    remedy: `Buy ${count(used - bought, "seat")}, or take the licence from ${people(used - bought)}.`,
  });
}
