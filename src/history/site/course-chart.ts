import { html, type Markup } from "../../report/html/markup";

/** What something came to, from that day on until the next. */
export interface Step {
  readonly day: string;
  /** The whole, and the part of it that is filled. */
  readonly whole: number;
  readonly part: number;
}

export interface Span {
  readonly from: string;
  readonly to: string;
}

const wide = 240;
const tall = 60;

/**
 * Steps over time: the filled part of the whole, the whole as a line. More columns than anybody can tell apart are put
 * together, each with what stood at its end, so that a year of a hundred stacks stays a small page.
 *
 * @param top what the height of the chart stands for; a large one then, with a scale beside it
 */
export function courseChart(steps: readonly Step[], span: Span, label: string, top?: number): Markup {
  const most = top ?? steps.reduce((found, { whole, part }) => Math.max(found, whole, part), 1);
  const columns = columnsOf(steps, span);
  const y = (value: number): string => shorten(tall - (value / most) * (tall - 2));
  const line = (of: (step: Step) => number): string => {
    const [first, ...rest] = columns;
    if (first === undefined) return "";
    let last = y(of(first.step));
    const parts = [`M${String(first.column)} ${last}`];
    for (const { column, step } of rest) {
      const next = y(of(step));
      if (next === last) continue;
      parts.push(`H${String(column)}V${next}`);
      last = next;
    }
    return `${parts.join("")}H${String(wide)}`;
  };
  const from = String(columns[0]?.column ?? 0);
  const area = (path: string): string => (path === "" ? "" : `${path}V${String(tall)}H${from}Z`);
  const [whole, part] = [line((step) => step.whole), line((step) => step.part)];
  const over = line((step) => (step.part > step.whole ? step.part : 0));
  const isOver = steps.some((step) => step.part > step.whole);
  return html`<svg
    class="${top === undefined ? "course" : "course large"}"
    viewBox="0 0 ${wide} ${tall}"
    preserveAspectRatio="none"
    role="img"
    aria-label="${label}"
  >
    ${isOver ? html`<path class="beyond" d="${area(over)}" />` : undefined}
    <path class="whole" d="${area(whole)}" />
    <path class="part" d="${area(line((step) => Math.min(step.part, step.whole)))}" />
    <path class="edge" d="${part}" />
    <path class="limit" d="${whole}" />
  </svg>`;
}

function columnsOf(steps: readonly Step[], span: Span): readonly { readonly column: number; readonly step: Step }[] {
  const begin = dayNumber(span.from);
  const length = Math.max(1, dayNumber(span.to) - begin);
  const columns = new Map<number, Step>();
  for (const step of steps)
    columns.set(Math.max(0, Math.min(wide - 1, Math.round(((dayNumber(step.day) - begin) / length) * wide))), step);
  return [...columns].map(([column, step]) => ({ column, step }));
}

export function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 86_400_000;
}

function shorten(value: number): string {
  return String(Math.round(value * 10) / 10);
}
