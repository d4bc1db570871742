import type { FilePlace } from "../../terms/place";
import type { Policy } from "../../terms/policy";
import { formatNumber } from "../content/words";
import { shorten } from "../text/layout";
import { code, escapeMarkdown } from "./markdown-text";

export interface MarkdownOptions {
  /** Name of the stack, for the heading and the marker by which a pipeline finds its comment again. */
  readonly stack: string;
  readonly prices?: Policy["prices"];
  /** Where a line of the stack can be looked at. */
  readonly link?: (place: FilePlace) => string | undefined;
  /** Characters; 60,000 where nothing is said (GitHub takes 65,536). */
  readonly budget?: number;
}

/** How much is said; each level says less, and says how much it leaves to the JSON report. */
export interface Detail {
  readonly lossNames: number;
  readonly names: number;
  readonly sets: number;
  readonly findings: number;
  readonly cell: number;
}
export const levels: readonly Detail[] = [
  { lossNames: 500, names: 200, sets: 100, findings: 200, cell: 2000 },
  { lossNames: 300, names: 50, sets: 60, findings: 100, cell: 600 },
  { lossNames: 200, names: 20, sets: 30, findings: 50, cell: 400 },
  { lossNames: 100, names: 10, sets: 20, findings: 30, cell: 300 },
  { lossNames: 40, names: 5, sets: 10, findings: 15, cell: 200 },
  { lossNames: 10, names: 2, sets: 5, findings: 5, cell: 150 },
  { lossNames: 3, names: 0, sets: 2, findings: 2, cell: 100 },
];

export interface Context extends MarkdownOptions {
  readonly detail: Detail;
}

/** Names as code up to a limit, and how many more there are. */
export function namesText(names: readonly string[], limit: number): string {
  const shown = names.slice(0, limit).map((name) => code(shorten(name, 120)));
  const more = names.length - shown.length;
  if (more <= 0) return shown.join(", ");
  return shown.length === 0
    ? `${formatNumber(more)} in the JSON report`
    : `${shown.join(", ")} and ${formatNumber(more)} more`;
}

export function restText(sizes: readonly number[], verb: string): string {
  if (sizes.length === 0) return "";
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return (
    `\n\n…and ${formatNumber(total)} more ${verb}, in ${formatNumber(sizes.length)} other combinations; the JSON ` +
    "report has them all."
  );
}

export function cell(text: string, context: Context): string {
  return escapeMarkdown(shorten(text, context.detail.cell));
}
