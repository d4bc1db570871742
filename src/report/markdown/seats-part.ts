import type { Plan, SeatLine } from "../../terms/plan";
import { changeText, graceText, missingOf, orderedSeats } from "../content/seats";
import { count, formatNumber, labelOf, productText } from "../content/words";
import { bar } from "../text/layout";
import { cell, type Context } from "./detail";
import { code, markdownTable } from "./markdown-text";

export function seatsPart(plan: Plan, context: Context): string {
  const seats = orderedSeats(plan);
  if (seats.length === 0) return "";
  const shown = seats.slice(0, context.detail.sets);
  const rows = shown.map((seat) => [
    cell(productText(plan, seat.skuId), context),
    formatNumber(seat.bought),
    formatNumber(seat.usedNow),
    changeText(seat, "−"),
    formatNumber(seat.usedAfter),
    missingOf(seat) > 0 ? `**${formatNumber(missingOf(seat))}**` : "0",
    seatBar(seat),
  ]);
  const table = markdownTable(
    ["Seats", "Bought", "Now", "Change", "After", "Short", ""],
    rows,
    new Set([1, 2, 3, 4, 5]),
  );
  const rest =
    seats.length > shown.length
      ? `\n\n…and ${count(seats.length - shown.length, "more product", "more products")}.`
      : "";
  const notes = shown
    .filter((seat) => seat.warning > 0)
    .map((seat) => `- ${code(labelOf(plan, seat.skuId).partNumber)}: ${graceText(seat)}`);
  return `#### Seats\n\n${table}${rest}${notes.length > 0 ? `\n\n${notes.join("\n")}` : ""}`;
}

function seatBar(seat: SeatLine): string {
  return seat.bought > 0
    ? `\`${bar(seat.usedAfter, seat.bought)}\` ${String(Math.round((seat.usedAfter / seat.bought) * 100))} %`
    : "";
}
