import { dataTable } from "../../report/html/data-table";
import { html, type Markup } from "../../report/html/markup";
import { amount } from "../../report/content/cost";
import { formatNumber } from "../../report/content/words";
import { byText } from "../../text/order";
import { courseChart, type Span, type Step } from "./course-chart";
import type { ProductCourse, StackCourse } from "./site-book";

/** Products of one stack, those that cost most first, with their seats now and over time. */
export function productTable({ products, currency, day }: StackCourse, span: Span, id: string): Markup {
  const titles = ["Product", "In use", "Bought", "Free", `${currency ?? ""} a month`, "Of that idle", "Over time"];
  const isPriced = products.some(({ price }) => price !== undefined);
  const shown = titles.filter((_, at) => isPriced || (at !== 4 && at !== 5));
  const rows = [...products]
    .sort(
      (one, other) =>
        costOf(other) - costOf(one) || lastOf(other).used - lastOf(one).used || byText(one.name, other.name),
    )
    .filter((product) => lastOf(product).bought > 0 || lastOf(product).used > 0)
    .map((product) => productRow(product, span, titles, isPriced));
  return dataTable({
    id,
    heading: `Seats on ${day}`,
    titles: shown,
    numbers: (column) => column > 0 && column < shown.length - 1,
    rows,
  });
}

/** Seats of several products together, day by day. */
export function seatSteps(products: readonly ProductCourse[]): readonly Step[] {
  const changes = new Map<string, { whole: number; part: number }>();
  for (const { figures } of products) {
    let before = { bought: 0, used: 0 };
    for (const { day, bought, used } of figures) {
      const change = changes.get(day) ?? { whole: 0, part: 0 };
      changes.set(day, { whole: change.whole + bought - before.bought, part: change.part + used - before.used });
      before = { bought, used };
    }
  }
  let [whole, part] = [0, 0];
  return [...changes]
    .sort(([one], [other]) => byText(one, other))
    .map(([day, change]) => {
      whole += change.whole;
      part += change.part;
      return { day, whole, part };
    });
}

function productRow(product: ProductCourse, span: Span, titles: readonly string[], isPriced: boolean): Markup {
  const { name, partNumber, price } = product;
  const { bought, used } = lastOf(product);
  const free = bought - used;
  const number = (at: number, text: string, more = ""): Markup =>
    html`<td class="number${more}" data-title="${titles[at]}">${text}</td>`;
  const money = (at: number, seats: number): Markup => number(at, price === undefined ? "" : amount(seats * price));
  const chart = courseChart(seatSteps([product]), span, `${name} over time, now ${used} of ${bought}`);
  return html`<tr>
    <th scope="row">${name === partNumber ? partNumber : html`${name} <span class="soft">${partNumber}</span>`}</th>
    ${[
      number(1, formatNumber(used)),
      number(2, formatNumber(bought)),
      number(3, free < 0 ? `${formatNumber(-free)} over` : formatNumber(free), free < 0 ? " short" : ""),
      ...(isPriced ? [money(4, Math.max(bought, used)), money(5, Math.max(0, free))] : []),
      html`<td>${chart}</td>`,
    ]}
  </tr>`;
}

function lastOf({ figures }: ProductCourse): { readonly bought: number; readonly used: number } {
  return figures.at(-1) ?? { bought: 0, used: 0 };
}

function costOf(product: ProductCourse): number {
  const { bought, used } = lastOf(product);
  return (product.price ?? 0) * Math.max(bought, used);
}
