import type { Plan, SeatLine } from "../../terms/plan";
import { count, formatNumber, labelOf } from "./words";
import { byText } from "../../text/order";

/** Pools as a reviewer wants to see them: those that do not suffice first, then by product name. */
export function orderedSeats(plan: Plan): readonly SeatLine[] {
  const name = (seat: SeatLine): string => labelOf(plan, seat.skuId).name;
  return [...plan.seats].sort(
    (one, other) => Number(other.short > 0) - Number(one.short > 0) || byText(name(one), name(other)),
  );
}

/** `+3 -1`: seats that are taken and seats that become free. */
export function changeText({ gained, freed }: SeatLine, minus: "-" | "−" = "-"): string {
  const parts = [gained > 0 ? `+${formatNumber(gained)}` : "", freed > 0 ? `${minus}${formatNumber(freed)}` : ""];
  return parts.filter((text) => text !== "").join(" ");
}

/** Seats that nobody has bought yet and the plan needs; of a plan without the figure, as many as people go without. */
export function missingOf({ short, missing = short }: SeatLine): number {
  return missing;
}

/** `1 of 25 seats is expired and in grace`. */
export function graceText({ warning, bought }: SeatLine): string {
  const verb = warning === 1 ? "is" : "are";
  return `${formatNumber(warning)} of ${count(bought, "seat", "seats")} ${verb} expired and in grace`;
}
