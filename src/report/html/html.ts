import type { Finding, Plan } from "../../terms/plan";
import type { Policy } from "../../terms/policy";
import { costOf, costSummary } from "../content/cost";
import { costTable } from "./cost-table";
import { findingList, type Link } from "./finding-list";
import { forecastSection } from "./forecast-chart";
import { alertBox, countList, header, noteList } from "./header";
import { lossTable } from "./loss-table";
import { html, type Markup } from "./markup";
import { membershipTable } from "./membership-table";
import { page } from "./page";
import { rowTable } from "./row-table";
import { rowData, type RowData } from "./rows";
import { seatTable } from "./seat-chart";
import { waitTable } from "./wait-table";
import { remarksOf } from "../content/findings";
import { count, enumerateSome, formatNumber } from "../content/words";
import { guardText, refusalText, summarize, summaryText, type Summary } from "../content/summary";
import { renderText } from "../text/text";

export interface HtmlOptions {
  readonly stack: string;
  readonly prices?: Policy["prices"];
  /** Where a line of the stack can be looked at. */
  readonly link?: Link;
}

/**
 * The plan as one HTML file: counts, errors, seats with bars, every change to filter and sort, findings. Without
 * scripts it shows the text report.
 */
export function renderHtml(plan: Plan, options: HtmlOptions): string {
  const data = rowData(plan);
  const summary = summarize(plan);
  const title = `Licences of ${options.stack}, ${plan.today}`;
  const refused = refusalText(plan);
  const cost = costOf(plan, options.prices);
  const { link } = options;
  const remarks = remarksOf(plan);
  const main = html`<a class="skip" href="#changes-title">Skip to the changes</a>
    ${header(title, plan)}
    <main>
      <p>${summaryText(summary)}${cost === undefined ? "" : `, ${costSummary(cost)}`}.</p>
      ${[
        refused === undefined ? undefined : alertBox("Refused, nothing is applied:", `${refused}.`),
        findings(plan, "error", "Errors", link),
        countList(planCounts(summary)),
        lossTable(plan),
        membershipTable(plan),
        waitTable(plan),
        seatTable(plan),
        cost === undefined ? undefined : costTable(plan, cost),
        forecastSection(plan, options.prices),
        changesSection(plan, data, options.prices),
        findings(plan, "warning", "Warnings", link),
        findings({ findings: remarks.ofThisPlan }, "info", "Notes", link),
        resting(remarks.resting, link),
        noteSection(plan),
      ]}
    </main>`;
  return page(title, main, data.rows.length === 0 ? undefined : data);
}

function planCounts(summary: Summary): Parameters<typeof countList>[0] {
  const counts: Parameters<typeof countList>[0] = [
    ["lose", summary.lose, summary.lose === 1 ? "person loses something" : "people lose something"],
    ["lose", summary.critical, "of them critical"],
    ["gain", summary.gain, summary.gain === 1 ? "gains" : "gain"],
    ["swap", summary.swap, summary.swap === 1 ? "swaps" : "swap"],
    ["move", summary.move, summary.move === 1 ? "moves" : "move"],
    ["withdraw", summary.withdraw, summary.withdraw === 1 ? "gives back" : "give back"],
    ["adjust", summary.adjust, summary.adjust === 1 ? "changes plans" : "change plans"],
    ["locate", summary.locate, summary.locate === 1 ? "usage location" : "usage locations"],
    ["groups", summary.groups, summary.groups === 1 ? "group changes" : "groups change"],
    ["unchanged", summary.unchanged, "unchanged"],
    ["waiting", summary.waiting, summary.waiting === 1 ? "waits for seats" : "wait for seats"],
    ["pending", summary.pending, "pending"],
  ];
  return counts.filter(([, number, text]) => number > 0 || text === "people lose something" || text === "unchanged");
}

function changesSection(plan: Plan, data: RowData, prices: HtmlOptions["prices"]): Markup {
  const title = "Who gains, swaps and loses what";
  if (data.rows.length === 0)
    return html`<section aria-labelledby="changes-title">
      <h2 id="changes-title" tabindex="-1">${title}</h2>
      <p>Nobody changes: ${formatNumber(plan.unchanged.count)} as declared.</p>
    </section>`;
  return rowTable(data, {
    title,
    columns: ["Kind", "Person or group", "What", "Why"],
    text: renderText(plan, { maxPeople: 1000, prices }),
  });
}

/** Remarks on what this plan leaves as it is: nobody can act on them here, so they are folded. */
function resting(remarks: readonly Finding[], link: Link): Markup | undefined {
  const listed = remarks.map((finding) => ({ ...finding, names: finding.principals }));
  const list = findingList("resting-title", "Notes on what stays as it is", listed, link);
  if (list === undefined) return undefined;
  return html`<details>
    <summary>${count(remarks.length, "note", "notes")} on what stays as it is</summary>
    ${list}
  </details>`;
}

function findings(
  plan: Pick<Plan, "findings">,
  severity: Finding["severity"],
  title: string,
  link: Link,
): Markup | undefined {
  const listed = plan.findings
    .filter((finding) => finding.severity === severity)
    .map((finding) => ({ ...finding, names: finding.principals }));
  return findingList(`${severity}-title`, title, listed, link);
}

function noteSection(plan: Plan): Markup | undefined {
  const guard = guardText(plan);
  const list = noteList([
    ...(guard === undefined ? [] : [guard]),
    ...(plan.unchanged.adopted.length === 0
      ? []
      : [`Already held, no call: ${enumerateSome(plan.unchanged.adopted, 200)}`]),
    ...(plan.pending.length === 0 ? [] : [`Pending, no account yet: ${enumerateSome(plan.pending, 200)}`]),
  ]);
  return list === undefined
    ? undefined
    : html`<section>
        <h2>More</h2>
        ${list}
      </section>`;
}
