import type { Finding, Plan } from "../plan/plan";
import type { Policy } from "../plan/policy";
import { costOf, costSummary } from "./cost";
import { costTable } from "./html/cost-table";
import { page } from "./html/page";
import { kindNames, rowData, type RowData } from "./html/rows";
import { seatTable } from "./html/seat-chart";
import { escapeHtml } from "./markdown-text";
import { guardText, refusalText, summarize, summaryText, type Summary } from "./summary";
import { renderText } from "./text";
import { enumerateSome, formatNumber, placeText } from "./words";

export interface HtmlOptions {
  readonly stack: string;
  readonly prices?: Policy["prices"];
}

/** The plan as one HTML file: counts, errors, seats with bars, every change to filter and sort, findings. Without scripts it shows the text report. */
export function renderHtml(plan: Plan, options: HtmlOptions): string {
  const data = rowData(plan);
  const summary = summarize(plan);
  const title = `Licences of ${options.stack}, ${plan.today}`;
  const refused = refusalText(plan);
  const cost = costOf(plan, options.prices);
  const main = [
    '<a class="skip" href="#changes-title">Skip to the changes</a>',
    `<header><h1>${escapeHtml(title)}</h1><p class="soft">${escapeHtml(plan.tenant.displayName)}, tenant <code>${escapeHtml(plan.tenant.id)}</code>, digest <code>${escapeHtml(plan.digest)}</code></p></header>`,
    "<main>",
    `<p>${escapeHtml(summaryText(summary))}${cost === undefined ? "" : `, ${escapeHtml(costSummary(cost))}`}.</p>`,
    refused === undefined ? "" : `<p class="refused" role="alert"><strong>Refused, nothing is applied:</strong> ${escapeHtml(refused)}.</p>`,
    countList(summary),
    findingList(plan, "error", "Errors"),
    seatTable(plan),
    cost === undefined ? "" : costTable(plan, cost),
    changesSection(plan, data, options.prices),
    findingList(plan, "warning", "Warnings"),
    findingList(plan, "info", "Notes"),
    noteSection(plan),
    "</main>",
  ];
  return page(title, main.filter((part) => part !== "").join("\n"), data.rows.length === 0 ? undefined : data);
}

function countList(summary: Summary): string {
  const counts: readonly (readonly [string, number, string])[] = [
    ["lose", summary.lose, summary.lose === 1 ? "person loses something" : "people lose something"],
    ["critical", summary.critical, "of them critical"],
    ["gain", summary.gain, summary.gain === 1 ? "gains" : "gain"],
    ["swap", summary.swap, summary.swap === 1 ? "swaps" : "swap"],
    ["move", summary.move, summary.move === 1 ? "moves" : "move"],
    ["withdraw", summary.withdraw, summary.withdraw === 1 ? "gives back" : "give back"],
    ["adjust", summary.adjust, "change plans"],
    ["locate", summary.locate, "usage locations"],
    ["groups", summary.groups, summary.groups === 1 ? "group changes" : "groups change"],
    ["unchanged", summary.unchanged, "unchanged"],
    ["pending", summary.pending, "pending"],
  ];
  const items = counts.filter(([name, number]) => number > 0 || name === "lose" || name === "unchanged").map(([name, number, text]) => `<li class="${number > 0 ? name : ""}"><b>${formatNumber(number)}</b>${text}</li>`);
  return `<ul class="counts">${items.join("")}</ul>`;
}

function changesSection(plan: Plan, data: RowData, prices: HtmlOptions["prices"]): string {
  const heading = '<h2 id="changes-title" tabindex="-1">Who gains, swaps and loses what</h2>';
  if (data.rows.length === 0) return `<section aria-labelledby="changes-title">${heading}<p>Nobody changes: ${formatNumber(plan.unchanged.count)} as declared.</p></section>`;
  const option = (value: string, text: string): string => `<option value="${escapeHtml(value)}">${escapeHtml(text)}</option>`;
  const present = new Set(data.rows.map((row) => row.kind));
  const kinds = Object.entries(kindNames).filter(([kind]) => present.has(kind as keyof typeof kindNames)).map(([kind, name]) => option(kind, name));
  const numbered = (names: readonly string[]): string => names.map((name, index) => [name, index] as const).sort(([one], [other]) => (one < other ? -1 : 1)).map(([name, index]) => option(String(index), name)).join("");
  const head = ["Kind", "Person or group", "What", "Why"].map((title, index) => `<th scope="col" data-sort="${["kind", "person", "what", "why"][index] ?? ""}"><button type="button">${title}</button></th>`).join("");
  return [
    `<section aria-labelledby="changes-title">${heading}`,
    `<noscript><pre>${escapeHtml(renderText(plan, { maxPeople: 1000, prices }))}</pre></noscript>`,
    '<form id="filters" role="search" aria-label="Filter the changes">',
    '<label>Person or group<br><input name="person" type="search" autocomplete="off"></label>',
    `<label>Product<br><select name="sku"><option value="">all</option>${numbered(data.skus)}</select></label>`,
    `<label>Assignment<br><select name="assignment"><option value="">all</option>${numbered(data.assignments)}</select></label>`,
    `<label>Kind<br><select name="kind"><option value="">all</option>${kinds.join("")}</select></label>`,
    '<button type="reset">Clear</button></form>',
    '<p id="status" role="status" class="soft"></p>',
    `<div class="wide" tabindex="0" role="region" aria-labelledby="changes-title"><table><thead><tr>${head}</tr></thead><tbody id="changes"></tbody></table></div>`,
    '<p><button id="more" class="more" type="button" hidden></button></p></section>',
  ].join("\n");
}

function findingList(plan: Plan, severity: Finding["severity"], title: string): string {
  const findings = plan.findings.filter((finding) => finding.severity === severity);
  if (findings.length === 0) return "";
  const items = findings.map((finding) => {
    const place = finding.place === undefined ? "" : ` <code>${escapeHtml(placeText(finding.place))}</code>`;
    const unnamed = finding.principals.filter((name) => !finding.message.includes(name));
    const people = unnamed.length === 0 ? "" : ` <span class="soft">(${escapeHtml(enumerateSome(unnamed, 200))})</span>`;
    const remedy = finding.remedy === undefined ? "" : `<br>${escapeHtml(finding.remedy)}`;
    return `<li><strong class="${severity}">${escapeHtml(finding.code)}</strong>${place} ${escapeHtml(finding.message)}${people}${remedy}</li>`;
  });
  return `<section><h2>${title} (${formatNumber(findings.length)})</h2><ul class="findings">${items.join("\n")}</ul></section>`;
}

function noteSection(plan: Plan): string {
  const guard = guardText(plan);
  const notes = [
    ...(guard === undefined ? [] : [guard]),
    ...(plan.unchanged.adopted.length === 0 ? [] : [`Already held, no call: ${enumerateSome(plan.unchanged.adopted, 200)}`]),
    ...(plan.pending.length === 0 ? [] : [`Pending, no account yet: ${enumerateSome(plan.pending, 200)}`]),
  ];
  return notes.length === 0 ? "" : `<section><h2>More</h2><ul>${notes.map((note) => `<li>${escapeHtml(note)}</li>`).join("")}</ul></section>`;
}
