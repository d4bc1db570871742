import { amount } from "../content/cost";
import {
  assignmentTotals,
  byReason,
  productTotals,
  reasonNote,
  reasonTitle,
  stopsText,
  wasteNotes,
  wasteSummary,
  wayText,
  whyText,
  type WasteReport,
  type WasteTotal,
} from "../content/waste";
import { formatNumber } from "../content/words";
import { tableLines, wrap } from "./layout";
import { styleOf, type TextOptions } from "./style";

/** Seats that nobody uses, for a terminal. */
export function renderWaste(report: WasteReport, options: TextOptions): string {
  const style = styleOf(options);
  const { colors, width } = style;
  const { waste, today, stack, currency } = report;
  const lines = wrap(`${stack}, ${today}: ${wasteSummary(report)}`, width, 0, 2).map((line) => colors.bold(line));
  for (const [reason, seats] of byReason(waste.seats)) {
    lines.push("", colors.bold(`${reasonTitle[reason]} (${formatNumber(seats.length)})`));
    lines.push(...wrap(reasonNote[reason], width, 2).map((line) => colors.dim(line)));
    const shown = seats.slice(0, style.maxPeople * 5);
    for (const seat of shown) {
      const price = seat.price === undefined || currency === undefined ? "" : `, ${amount(seat.price)} ${currency}`;
      lines.push(...wrap(`${seat.name}: ${seat.partNumber}${price}`, width, 2, 4));
      lines.push(...wrap(`${whyText(seat, today)}; stops: ${stopsText(seat)}; ${wayText(seat.way)}`, width, 6));
    }
    const rest = seats.length - shown.length;
    if (rest > 0) lines.push(`  and ${formatNumber(rest)} more, with --json or --out`);
  }
  if (waste.seats.length > 0)
    lines.push(
      ...totalLines("Product", productTotals(waste.seats), currency, width),
      ...totalLines("Assignment", assignmentTotals(waste.seats), currency, width),
    );
  const notes = wasteNotes(report);
  if (notes.length > 0) lines.push("", ...notes.flatMap((note) => wrap(note, width, 0, 2)));
  return lines.join("\n");
}

function totalLines(
  title: string,
  totals: readonly WasteTotal[],
  currency: string | undefined,
  width: number,
): readonly string[] {
  const isPriced = currency !== undefined;
  const columns = [
    { title, yields: "shorter" as const },
    { title: "seats", align: "right" as const },
    ...(isPriced ? [{ title: `${currency} a month`, align: "right" as const }] : []),
  ];
  const rows = totals.map(({ name, seats, cost }) => [name, formatNumber(seats), ...(isPriced ? [amount(cost)] : [])]);
  return ["", ...tableLines(columns, rows, width)];
}
