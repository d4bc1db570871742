import type { Plan, SeatLine } from "../../terms/plan";
import { formatNumber, labelOf, productText } from "../content/words";
import { changeText, graceText, missingOf, orderedSeats } from "../content/seats";
import { dataTable } from "./data-table";
import { noteList } from "./header";
import { html, type Markup } from "./markup";

const titles = ["Product", "Bought", "Used now", "Change", "Used after", "Short"] as const;
const barTitle = "After, of what is bought";

/** Seats of every SKU touched: a table for everybody, with a bar for those who see it. */
export function seatTable(plan: Plan): Markup | undefined {
  const seats = orderedSeats(plan);
  if (seats.length === 0) return undefined;
  const legend = html`<p class="soft legend">
    <i class="after"></i> used after <i class="now"></i> used now <i class="over"></i> more than is bought
  </p>`;
  return dataTable({
    id: "seats-title",
    heading: "Seats",
    titles: [...titles, barTitle],
    numbers: (column) => column > 0 && column < titles.length,
    rows: seats.map((seat) => seatRow(plan, seat)),
    after: html`${legend}${noteList(seats.flatMap((seat) => notesOf(plan, seat)))}`,
  });
}

function notesOf(plan: Plan, seat: SeatLine): readonly string[] {
  return seat.warning > 0 ? [`${labelOf(plan, seat.skuId).partNumber}: ${graceText(seat)}`] : [];
}

function seatRow(plan: Plan, seat: SeatLine): Markup {
  const figures = [
    formatNumber(seat.bought),
    formatNumber(seat.usedNow),
    changeText(seat, "−"),
    formatNumber(seat.usedAfter),
  ];
  const cells = figures.map((text, index) => html`<td class="number" data-title="${titles[index + 1]}">${text}</td>`);
  const missing = missingOf(seat);
  const short = `number${missing > 0 ? " short" : ""}`;
  return html`<tr>
    <th scope="row">${productText(plan, seat.skuId)}</th>
    ${cells}${[
      html`<td class="${short}" data-title="Short">${formatNumber(missing)}</td>`,
      html`<td data-title="${barTitle}">${meter(seat)}</td>`,
    ]}
  </tr>`;
}

/**
 * Ground is what is bought; the thick bar is what is used after, the tick what is used now; red beyond what is bought.
 */
function meter(seat: SeatLine): Markup {
  const scale = Math.max(seat.bought, seat.usedAfter, seat.usedNow, 1);
  const wide = (value: number): string => ((Math.max(0, value) / scale) * 100).toFixed(2);
  const within = Math.min(seat.usedAfter, seat.bought);
  const over = Math.max(0, seat.usedAfter - seat.bought);
  const share =
    seat.bought > 0
      ? `${String(Math.round((seat.usedAfter / seat.bought) * 100))} % of what is bought`
      : "nothing is bought";
  const beyond =
    over > 0
      ? html`<rect class="over" x="${wide(seat.bought)}" y="1.5" width="${wide(over)}" height="7" />`
      : undefined;
  return html`<svg class="meter" viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label="${share}">${[
    html`<rect class="ground" x="0" y="0" width="${wide(seat.bought)}" height="10" />`,
    html`<rect class="after" x="0" y="1.5" width="${wide(within)}" height="7" />`,
    beyond,
    html`<rect class="now" x="${wide(seat.usedNow - scale * 0.004)}" y="0" width="0.8" height="10" />`,
  ]}</svg>`;
}
