import { amount } from "../content/cost";
import {
  assignmentTotals,
  byReason,
  productTotals,
  reasonNote,
  reasonTitle,
  seatsOnce,
  stopsText,
  wasteNotes,
  wasteSummary,
  wayText,
  whyText,
  type WasteReport,
  type WasteTotal,
} from "../content/waste";
import { formatNumber } from "../content/words";
import type { WastedSeat, WasteReason } from "../../terms/waste";
import { dataTable } from "./data-table";
import { countList, noteList } from "./header";
import { html, type Markup } from "./markup";
import { page } from "./page";

/** Bars that say where most of it is. */
const style = `
.share{display:block;height:.5rem;margin-top:.45rem;min-width:6rem;
background:var(--bar-ground);border-radius:3px;overflow:hidden}
.share svg{display:block;width:100%;height:100%}
.share rect{fill:var(--bar)}
.stops{color:var(--loss)}
`;

/** Seats that nobody uses, as one file that loads nothing and has no script. */
export function renderWasteHtml(report: WasteReport): string {
  const { waste, stack, tenant, today, currency } = report;
  const once = seatsOnce(waste.seats);
  const counts: Parameters<typeof countList>[0] = [
    ["left", once.length, once.length === 1 ? "seat to look at" : "seats to look at"],
    ...byReason(waste.seats).map(
      ([reason, seats]) => [reason, seats.length, reasonTitle[reason].toLowerCase()] as const,
    ),
  ];
  const title = `Seats that nobody uses, ${stack}, ${today}`;
  const main = html`<header>
      <h1>${title}</h1>
      <p class="soft">${tenant.displayName}, tenant <code>${tenant.id}</code></p>
    </header>
    <main>
      <p>${capital(wasteSummary(report))}. Nothing was changed in the tenant.</p>
      ${[
        waste.seats.length === 0 ? undefined : countList(counts),
        totals("products", "By product", productTotals(waste.seats), currency),
        totals("assignments", "By assignment", assignmentTotals(waste.seats), currency),
        ...byReason(waste.seats).map(([reason, seats]) => seatTable(reason, seats, report)),
        noteList(wasteNotes(report)),
      ]}
    </main>`;
  return page(title, main, undefined, style);
}

function totals(
  id: string,
  heading: string,
  all: readonly WasteTotal[],
  currency: string | undefined,
): Markup | undefined {
  if (all.length === 0) return undefined;
  const titles = [
    heading === "By product" ? "Product" : "Assignment",
    "Seats",
    ...(currency === undefined ? [] : [`${currency} a month`]),
    "",
  ];
  const of = ({ seats, cost }: WasteTotal): number => (currency === undefined ? seats : cost);
  const most = Math.max(1, ...all.map(of));
  const rows = all.map((total) => {
    const wide = ((of(total) / most) * 100).toFixed(1);
    const money =
      currency === undefined
        ? undefined
        : html`<td class="number" data-title="${titles[2]}">${amount(total.cost)}</td>`;
    return html`<tr>
      <th scope="row">${total.name}</th>
      <td class="number" data-title="Seats">${formatNumber(total.seats)}</td>
      ${money}
      <td>
        <span class="share"
          ><svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
            <rect x="0" y="0" width="${wide}" height="10" /></svg
        ></span>
      </td>
    </tr>`;
  });
  return dataTable({ id, heading, titles, rows, numbers: (column) => column > 0 && column < titles.length - 1 });
}

function seatTable(reason: WasteReason, seats: readonly WastedSeat[], { today, currency }: WasteReport): Markup {
  const money = currency === undefined ? [] : [`${currency} a month`];
  const titles = ["Who", "Product", "Why", "Stops", ...money, "Where"];
  const rows = seats.map(
    (seat) =>
      html`<tr>
        <th scope="row" class="person">${seat.name}</th>
        ${[
          html`<td data-title="Product">${seat.product} <span class="soft">${seat.partNumber}</span></td>`,
          html`<td data-title="Why">${whyText(seat, today)}</td>`,
          html`<td data-title="Stops" class="${seat.stops.length > 0 ? "stops" : ""}">${stopsText(seat)}</td>`,
          ...money.map(
            (title) =>
              html`<td class="number" data-title="${title}">${seat.price === undefined ? "" : amount(seat.price)}</td>`,
          ),
          html`<td data-title="Where">${wayText(seat.way)}</td>`,
        ]}
      </tr>`,
  );
  return dataTable({
    id: reason,
    heading: `${reasonTitle[reason]} (${formatNumber(seats.length)})`,
    titles,
    rows,
    numbers: (column) => currency !== undefined && column === 4,
    after: html`<p class="soft">${reasonNote[reason]}</p>`,
  });
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
