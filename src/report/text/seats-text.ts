import type { Plan } from "../../terms/plan";
import { bar, shorten, tableLines, wrap } from "./layout";
import { formatNumber, labelOf } from "../content/words";
import { changeText, graceText, missingOf, orderedSeats } from "../content/seats";

const titles = ["bought", "now", "change", "after", "short", ""];

/** Seats of every SKU touched as an aligned table with bars; who would go without is said by the finding. */
export function seatLines(plan: Plan, width: number): readonly string[] {
  const seats = orderedSeats(plan);
  if (seats.length === 0) return [];
  const figures = seats.map((seat) => [
    formatNumber(seat.bought),
    formatNumber(seat.usedNow),
    changeText(seat),
    formatNumber(seat.usedAfter),
    missingOf(seat) > 0 ? `${formatNumber(missingOf(seat))} SHORT` : "0",
    bar(seat.usedAfter, seat.bought),
  ]);
  const taken = titles.reduce(
    (sum, title, column) => sum + 2 + Math.max(title.length, ...figures.map((row) => row[column]?.length ?? 0)),
    2,
  );
  const rows = seats.map((seat, index) => [
    `  ${fittingLabel(plan, seat.skuId, width - taken)}`,
    ...(figures[index] ?? []),
  ]);
  const lines = [
    ...tableLines(
      [
        { title: "Seats" },
        ...titles.map((title) => ({ title, align: title === "" ? ("left" as const) : ("right" as const) })),
      ],
      rows,
    ),
  ];
  for (const seat of seats) {
    const { partNumber } = labelOf(plan, seat.skuId);
    if (seat.warning > 0) lines.push(...wrap(`${partNumber}: ${graceText(seat)}`, width, 2, 6));
  }
  return lines;
}

/** The product's name gives way where there is no room; the part number never does. */
export function fittingLabel(plan: Plan, skuId: string, room: number): string {
  const { name, partNumber } = labelOf(plan, skuId);
  const forName = room - partNumber.length - 3;
  if (name === partNumber || forName < 6) return partNumber;
  return `${shorten(name, forName)} (${partNumber})`;
}
