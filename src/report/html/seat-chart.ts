import type { Plan, SeatLine } from "../../terms/plan";
import { escapeHtml, count, enumerateSome, formatNumber, labelOf, productText } from "../content/words";
import { orderedSeats } from "../content/seats";

/** Seats of every SKU touched: a table for everybody, with a bar for those who see it. */
export function seatTable(plan: Plan): string {
  const seats = orderedSeats(plan);
  if (seats.length === 0) return "";
  const head = ["Product", "Bought", "Used now", "Change", "Used after", "Short"]
    .map((title, column) => `<th scope="col"${column > 0 ? ' class="number"' : ""}>${title}</th>`)
    .join("");
  const rows = seats.map((seat) => seatRow(plan, seat)).join("\n");
  const notes = seats.flatMap((seat) => [
    ...(seat.goWithout.length > 0
      ? [
          `${count(seat.goWithout.length, "person", "people")} would go without ` +
            `${labelOf(plan, seat.skuId).partNumber}: ${enumerateSome(seat.goWithout, 200)}`,
        ]
      : []),
    ...(seat.warning > 0
      ? [
          `${formatNumber(seat.warning)} of ${count(seat.bought, "seat", "seats")} of ` +
            `${labelOf(plan, seat.skuId).partNumber} are expired and in grace`,
        ]
      : []),
  ]);
  const list = notes.length === 0 ? "" : `<ul>${notes.map((note) => `<li>${escapeHtml(note)}</li>`).join("")}</ul>`;
  return (
    `<section aria-labelledby="seats-title"><h2 id="seats-title">Seats</h2><div class="wide" tabindex="0" ` +
    `role="region" aria-labelledby="seats-title"><table><thead><tr>${head}<th scope="col">After, of what is ` +
    `bought</th></tr></thead><tbody>\n${rows}\n</tbody></table></div>${list}</section>`
  );
}

function seatRow(plan: Plan, seat: SeatLine): string {
  const change = [
    seat.gained > 0 ? `+${formatNumber(seat.gained)}` : "",
    seat.freed > 0 ? `−${formatNumber(seat.freed)}` : "",
  ]
    .filter((text) => text !== "")
    .join(" ");
  const cells = [formatNumber(seat.bought), formatNumber(seat.usedNow), change, formatNumber(seat.usedAfter)]
    .map((text) => `<td class="number">${text}</td>`)
    .join("");
  const short = `<td class="number${seat.short > 0 ? " short" : ""}">${formatNumber(seat.short)}</td>`;
  return `<tr><th scope="row">${escapeHtml(productText(plan, seat.skuId))}</th>${cells}${short}<td>${meter(seat)}</td></tr>`;
}

/**
 * Ground is what is bought; the thick bar is what is used after, the tick what is used now; red beyond what is bought.
 */
function meter(seat: SeatLine): string {
  const scale = Math.max(seat.bought, seat.usedAfter, seat.usedNow, 1);
  const wide = (value: number): string => ((Math.max(0, value) / scale) * 100).toFixed(2);
  const within = Math.min(seat.usedAfter, seat.bought);
  const over = Math.max(0, seat.usedAfter - seat.bought);
  const share =
    seat.bought > 0
      ? `${String(Math.round((seat.usedAfter / seat.bought) * 100))} % of what is bought`
      : "nothing is bought";
  return (
    `<svg class="meter" viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label="${share}">` +
    `<rect class="ground" x="0" y="0" width="${wide(seat.bought)}" height="10"/>` +
    `<rect class="after" x="0" y="1.5" width="${wide(within)}" height="7"/>` +
    (over > 0 ? `<rect class="over" x="${wide(seat.bought)}" y="1.5" width="${wide(over)}" height="7"/>` : "") +
    `<rect class="now" x="${wide(seat.usedNow - scale * 0.004)}" y="0" width="0.8" height="10"/></svg>`
  );
}
