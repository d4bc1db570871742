import { defaultCatalog, findProduct } from "../catalog/catalog";
import { criticalFamily, criticalLosses } from "../catalog/critical";
import { findPaidTwice } from "../catalog/overlaps";
import type { Declaration, DesiredPrincipal } from "../terms/desired";
import type { SkuId } from "../terms/observed";
import type { CriticalFamily } from "../terms/plan";
import type { HeldSeat, SeatHolder, SeatWay, Waste, WastedSeat, WasteReason } from "../terms/waste";
import { byText } from "../text/order";

/** What judging needs beside who holds what. */
export interface WasteRules {
  readonly days: number;
  /** The moment, ISO 8601. */
  readonly now: string;
  readonly reasons: ReadonlySet<WasteReason>;
  /** User principal names. */
  readonly protected: readonly string[];
  readonly released: readonly string[];
  /** Who is declared, with the SKU that each name of a licence means. */
  readonly declared: readonly DesiredPrincipal[];
  readonly skuOf: (name: string) => SkuId | undefined;
  readonly labelOf: (skuId: SkuId) => { readonly partNumber: string; readonly name: string };
  readonly priceOf: (skuId: SkuId) => number | undefined;
}

/**
 * Seats that nobody uses. Where something is not known (a sign-in, how old an account is) nobody is told to be idle for
 * it. People who are protected or released, and accounts that are younger than `days`, are left alone altogether; what
 * costs nothing is no waste.
 */
export function findWaste(
  holders: readonly SeatHolder[],
  rules: WasteRules,
  unknown: Pick<Waste, "signInsUnknown" | "mailboxesUnknown" | "asking"> = {},
): Waste {
  const cutoff = cutoffOf(rules);
  const [protectedNames, releasedNames] = [namesOf(rules.protected), namesOf(rules.released)];
  const declared = new Map(rules.declared.map((person) => [person.name.toLowerCase(), person]));
  const spared = { protected: 0, released: 0, young: 0 };
  const neverSeen: string[] = [];
  const seats: WastedSeat[] = [];
  for (const holder of holders) {
    const keys = [holder.userPrincipalName.toLowerCase(), holder.id];
    if (keys.some((key) => protectedNames.has(key))) spared.protected += 1;
    else if (keys.some((key) => releasedNames.has(key))) spared.released += 1;
    else if (holder.created === undefined || holder.created > cutoff) spared.young += 1;
    else {
      const person = declared.get(keys[0] ?? "") ?? declared.get(holder.id);
      const wasted = seatsOf(holder, person, cutoff, rules);
      const isSeen = holder.lastSignIn.kind !== "none" || holder.isDisabled !== false;
      if (!isSeen && wasted.length === 0) neverSeen.push(holder.userPrincipalName);
      seats.push(...wasted);
    }
  }
  return {
    days: rules.days,
    seats: seats.sort((one, other) => byText(one.name, other.name) || byText(one.partNumber, other.partNumber)),
    neverSeen: neverSeen.sort(byText),
    spared,
    holders: holders.length,
    ...unknown,
  };
}

function cutoffOf({ now, days }: Pick<WasteRules, "now" | "days">): string {
  return new Date(Date.parse(now) - days * 86_400_000).toISOString();
}

/** Of whom it is worth asking what the mailbox is for: who has one, and does not sign in. */
export function perhapsShared(
  holders: readonly SeatHolder[],
  rules: Pick<WasteRules, "now" | "days">,
): readonly string[] {
  const cutoff = cutoffOf(rules);
  return holders
    .filter(({ lastSignIn }) => lastSignIn.kind !== "known" || lastSignIn.moment <= cutoff)
    .filter(({ seats }) => seats.some(({ plans }) => plans.some((plan) => isOf("mailbox", plan))))
    .map(({ id }) => id);
}

function namesOf(names: readonly string[]): ReadonlySet<string> {
  return new Set(names.map((name) => name.toLowerCase()));
}

interface Found {
  readonly seat: HeldSeat;
  readonly reason: WasteReason;
  readonly containedIn?: SkuId;
}

function seatsOf(
  holder: SeatHolder,
  person: DesiredPrincipal | undefined,
  cutoff: string,
  rules: WasteRules,
): readonly WastedSeat[] {
  const found = judge(holder, cutoff, rules.reasons);
  if (found.length === 0) return [];
  const gone = new Set(found.map(({ seat }) => seat));
  const plansOf = (seats: readonly HeldSeat[]): readonly string[] => seats.flatMap(({ plans }) => plans);
  const stops = criticalLosses(plansOf(holder.seats), plansOf(holder.seats.filter((seat) => !gone.has(seat))));
  const { lastSignIn } = holder;
  return found.map(({ seat, reason, containedIn }) => {
    const { partNumber, name } = rules.labelOf(seat.skuId);
    const price = rules.priceOf(seat.skuId);
    return {
      userId: holder.id,
      name: person?.name ?? holder.userPrincipalName,
      skuId: seat.skuId,
      partNumber,
      product: name,
      reason,
      ...(lastSignIn.kind === "known" ? { lastSignIn: lastSignIn.moment.slice(0, 10) } : {}),
      ...(containedIn === undefined ? {} : { containedIn: rules.labelOf(containedIn).name }),
      stops: stops.filter((family) => seat.plans.some((plan) => isOf(family, plan))),
      ...(price === undefined ? {} : { price }),
      way: wayOf(seat, person, rules),
    };
  });
}

/** Each product once: who holds it directly and by a group uses one seat, which only goes if both go. */
function judge(holder: SeatHolder, cutoff: string, reasons: ReadonlySet<WasteReason>): readonly Found[] {
  const reason = reasonOf(holder, cutoff, reasons);
  const paid = holder.seats.filter(({ skuId }) => findProduct(defaultCatalog, skuId)?.free !== true);
  if (reason !== undefined) {
    // Whoever was given something lately is expected: only who was forgotten is idle.
    const isNew = ({ changed }: HeldSeat): boolean =>
      reason === "unused" && (changed === undefined || changed > cutoff);
    return paid.filter((seat) => !isNew(seat)).map((seat) => ({ seat, reason }));
  }
  if (!reasons.has("paidTwice")) return [];
  const bySku = new Map<SkuId, string[]>();
  for (const { skuId, plans } of holder.seats) bySku.set(skuId, [...(bySku.get(skuId) ?? []), ...plans]);
  const twice = findPaidTwice([...bySku].map(([skuId, plans]) => ({ skuId, plans: new Set(plans) })));
  return twice.flatMap(({ skuId, containedIn }) =>
    paid.filter((seat) => seat.skuId === skuId).map((seat) => ({ seat, reason: "paidTwice" as const, containedIn })),
  );
}

function reasonOf(
  { isDisabled, isGuest, lastSignIn, mailbox }: SeatHolder,
  cutoff: string,
  reasons: ReadonlySet<WasteReason>,
): WasteReason | undefined {
  // Whoever signs in to it uses it for something else than its mail.
  const isSeen = lastSignIn.kind === "known" && lastSignIn.moment > cutoff;
  if (mailbox === "shared" && !isSeen && reasons.has("sharedMailbox")) return "sharedMailbox";
  if (isDisabled === true) return reasons.has("disabled") ? "disabled" : undefined;
  const isIdle = isDisabled === false && lastSignIn.kind === "known" && lastSignIn.moment <= cutoff;
  if (isIdle && reasons.has("unused")) return "unused";
  return isGuest && reasons.has("guest") ? "guest" : undefined;
}

function wayOf(seat: HeldSeat, person: DesiredPrincipal | undefined, { skuOf }: WasteRules): SeatWay {
  if (seat.group !== undefined) return { kind: "group", group: seat.group.name };
  const assignments = (person?.declarations ?? [])
    .filter(({ skus }) => skus.some((sku) => skuOf(sku) === seat.skuId))
    .map(({ assignment, place }: Declaration) => ({ assignment, ...(place === undefined ? {} : { place }) }));
  return assignments.length === 0 ? { kind: "elsewhere" } : { kind: "stack", assignments };
}

function isOf(family: CriticalFamily, plan: string): boolean {
  return criticalFamily(plan) === family;
}
