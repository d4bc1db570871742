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
import { markdownMarker } from "./markdown";
import { code, escapeMarkdown } from "./markdown-text";

/** GitHub takes 65,536 characters. */
const budget = 60_000;
const levels = [400, 150, 50, 15];

/** Seats that nobody uses, for an issue or a wiki; where there are too many it names fewer, and how many more. */
export function renderWasteMarkdown(report: WasteReport): string {
  let text = "";
  for (const most of levels) {
    text = compose(report, most);
    if (text.length < budget) break;
  }
  return text;
}

function compose(report: WasteReport, most: number): string {
  const { waste, stack, today, currency } = report;
  const money = (price: number | undefined): string => (price === undefined ? "" : amount(price));
  const tables = byReason(waste.seats).map(([reason, seats]) => {
    const rows = seats
      .slice(0, most)
      .map((seat) =>
        [
          code(seat.name),
          code(seat.partNumber),
          escapeMarkdown(whyText(seat, today)),
          escapeMarkdown(stopsText(seat)),
          ...(currency === undefined ? [] : [money(seat.price)]),
          escapeMarkdown(wayText(seat.way)),
        ].join(" | "),
      );
    const titles = ["Who", "Product", "Why", "Stops", ...(currency === undefined ? [] : [currency]), "Where"];
    const rest = seats.length - most;
    return [
      `### ${reasonTitle[reason]} (${formatNumber(seats.length)})`,
      "",
      escapeMarkdown(reasonNote[reason]),
      "",
      `| ${titles.join(" | ")} |`,
      `| ${titles.map((title) => (title === currency ? "---:" : "---")).join(" | ")} |`,
      ...rows.map((row) => `| ${row} |`),
      ...(rest > 0 ? ["", `${formatNumber(rest)} more, in the JSON.`] : []),
    ].join("\n");
  });
  const totals =
    waste.seats.length === 0
      ? []
      : [
          totalTable("Product", productTotals(waste.seats), currency, most),
          totalTable("Assignment", assignmentTotals(waste.seats), currency, most),
        ];
  const notes = wasteNotes(report).map((note) => `- ${escapeMarkdown(note)}`);
  return [
    markdownMarker(`${stack} waste`) +
      `\n**${escapeMarkdown(stack)}**, ${today}: ${escapeMarkdown(wasteSummary(report))}`,
    ...totals,
    ...tables,
    ...(notes.length === 0 ? [] : [notes.join("\n")]),
  ]
    .join("\n\n")
    .concat("\n");
}

function totalTable(title: string, totals: readonly WasteTotal[], currency: string | undefined, most: number): string {
  const money = currency === undefined ? [] : [`${currency} a month`];
  const rest = totals.length - most;
  return [
    `| ${[title, "Seats", ...money].join(" | ")} |`,
    `| ${["---", "---:", ...money.map(() => "---:")].join(" | ")} |`,
    ...totals
      .slice(0, most)
      .map(
        ({ name, seats, cost }) =>
          `| ${[escapeMarkdown(name), formatNumber(seats), ...money.map(() => amount(cost))].join(" | ")} |`,
      ),
    ...(rest > 0 ? ["", `${formatNumber(rest)} more, in the JSON.`] : []),
  ].join("\n");
}
