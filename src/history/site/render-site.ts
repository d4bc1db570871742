import { findingList } from "../../report/html/finding-list";
import { countList, noteList } from "../../report/html/header";
import { html, type Markup } from "../../report/html/markup";
import { page } from "../../report/html/page";
import { amount, cents } from "../../report/content/cost";
import { count, formatNumber } from "../../report/content/words";
import { byText } from "../../text/order";
import { courseChart, dayNumber, type Span } from "./course-chart";
import { productTable, seatSteps } from "./product-table";
import type { CostFigure, StackCourse } from "./site-book";
import { siteStyle } from "./site-style";

/** What was read for the page. */
export interface SiteSource {
  readonly reports: number;
  readonly skipped: readonly { readonly file: string; readonly why: string }[];
}

/** Days after which a stack without a report is no longer a matter of course. */
const patience = 7;
const mostFindings = 50;

/**
 * All stacks on one page, which loads nothing: what seats cost over time, each stack with its seats and what is to be
 * done about it. Those that need somebody stand first. It opens without a script.
 */
export function renderSite(courses: readonly StackCourse[], { reports, skipped }: SiteSource): string {
  const days = courses.flatMap(({ products, day }) => [
    day,
    ...products.flatMap(({ figures }) => figures[0]?.day ?? []),
  ]);
  const span = { from: days.reduce(earlier, "9999"), to: days.reduce(later, "") };
  const ordered = [...courses].sort(
    (one, other) => needOf(other, span) - needOf(one, span) || byText(one.stack, other.stack),
  );
  const [only] = courses;
  const title =
    courses.length === 1 ? `Licences of ${only?.stack ?? ""}` : `Licences of ${formatNumber(courses.length)} stacks`;
  const read = `${count(reports, "report", "reports")}${courses.length === 0 ? "" : `, ${span.from} to ${span.to}`}`;
  const main = html`<header>
      <h1>${title}</h1>
      <p class="soft">Out of ${read}</p>
    </header>
    <main>
      ${countList(countsOf(courses, span))} ${costSections(courses, span)}
      ${courses.length === 0 ? undefined : stackSection(ordered, span)} ${skippedSection(skipped)}
    </main>`;
  return page(title, main, undefined, siteStyle);
}

function countsOf(courses: readonly StackCourse[], span: Span): Parameters<typeof countList>[0] {
  const of = (severity: string): number =>
    courses.flatMap(({ findings }) => findings).filter((finding) => finding.severity === severity).length;
  const waiting = courses.reduce((sum, course) => sum + course.waiting, 0);
  const silent = courses.filter((course) => isSilent(course, span)).length;
  return [
    ["stacks", courses.length, courses.length === 1 ? "stack" : "stacks"],
    ["lose", of("error"), of("error") === 1 ? "error" : "errors"],
    ["left", of("warning"), of("warning") === 1 ? "warning" : "warnings"],
    ...(waiting === 0 ? [] : [["left", waiting, waiting === 1 ? "waits for seats" : "wait for seats"] as const]),
    ...(silent === 0 ? [] : [["left", silent, "without a recent report"] as const]),
  ];
}

/** One chart for each currency: what the seats of all its stacks cost. */
function costSections(courses: readonly StackCourse[], span: Span): readonly Markup[] {
  const currencies = [...new Set(courses.flatMap(({ currency, costs }) => (costs.length > 0 && currency) || []))].sort(
    byText,
  );
  return currencies.map((currency) => {
    const figures = sumOf(courses.filter((course) => course.currency === currency).map(({ costs }) => costs));
    const last = figures.at(-1) ?? { used: 0, idle: 0 };
    const most = roundUp(figures.reduce((top, { used, idle }) => Math.max(top, used + idle), 1));
    const steps = figures.map(({ day, used, idle }) => ({ day, whole: used + idle, part: used }));
    const label =
      `${currency} a month over time, seats in use and all that are bought: ` +
      figures
        .filter((_, at) => at === 0 || at === figures.length - 1)
        .map(({ day, used, idle }) => `${day} ${amount(used)} of ${amount(used + idle)}`)
        .join(", ");
    const scale = [most, most / 2, 0].map((value) => html`<span>${whole(value)}</span>`);
    return html`<figure>
      <figcaption>
        <span><strong>${whole(last.used + last.idle)} ${currency} a month</strong></span>
        <span class="soft legend"
          ><span><i class="used"></i> in use ${whole(last.used)}</span>
          <span><i class="idle"></i> bought and idle ${whole(last.idle)}</span></span
        >
      </figcaption>
      <div class="plot">
        <div class="scale" aria-hidden="true">${scale}</div>
        <div class="canvas">${courseChart(steps, span, label, most)}</div>
        <div class="days" aria-hidden="true"><span>${span.from}</span><span>${span.to}</span></div>
      </div>
    </figure>`;
  });
}

/** Stacks are not all read on the same days: what was last known of one counts until the next figure. */
function sumOf(courses: readonly (readonly CostFigure[])[]): readonly CostFigure[] {
  const changes = new Map<string, { used: number; idle: number }>();
  for (const figures of courses) {
    let before = { used: 0, idle: 0 };
    for (const { day, used, idle } of figures) {
      const change = changes.get(day) ?? { used: 0, idle: 0 };
      changes.set(day, { used: change.used + used - before.used, idle: change.idle + idle - before.idle });
      before = { used, idle };
    }
  }
  let [used, idle] = [0, 0];
  return [...changes]
    .sort(([one], [other]) => byText(one, other))
    .map(([day, change]) => {
      used += change.used;
      idle += change.idle;
      return { day, used: cents(used), idle: cents(idle) };
    });
}

function stackSection(courses: readonly StackCourse[], span: Span): Markup {
  const items = courses.map((course, at) => stackDetails(course, span, at));
  return html`<section aria-labelledby="stacks-title">
    <h2 id="stacks-title">Stacks</h2>
    <p class="soft legend"><i class="used"></i> seats in use <i class="idle"></i> bought and idle</p>
    <div class="stacks">${items}</div>
  </section>`;
}

function stackDetails(course: StackCourse, span: Span, at: number): Markup {
  const { stack, tenant, currency, findings, products } = course;
  const steps = seatSteps(countedOf(course));
  const last = steps.at(-1) ?? { whole: 0, part: 0 };
  const seats = `${formatNumber(last.part)} of ${formatNumber(last.whole)}`;
  const cost = course.costs.at(-1);
  const idle = cost === undefined || cost.idle === 0 ? "" : `, ${whole(cost.idle)} idle`;
  const figures =
    cost === undefined
      ? html`<span class="figure"></span>`
      : html`<span class="figure">${whole(cost.used + cost.idle)} ${currency}<small>a month${idle}</small></span>`;
  const shown = findings.filter(({ severity }) => severity !== "info");
  const list = findingList(
    `findings-${String(at)}`,
    "To do",
    shown.slice(0, mostFindings).map((finding) => ({ ...finding, names: finding.principals })),
  );
  const rest = shown.length - mostFindings;
  const more = rest > 0 ? noteList([`${formatNumber(rest)} more in the report of ${course.day}`]) : undefined;
  return html`<details class="stack" id="stack-${at}">
    <summary>
      <span class="name"><b>${stack}</b><span class="soft">${tenant.displayName}</span></span>
      ${courseChart(steps, span, `seats in use over time, now ${seats}`)}
      <span class="figure">${seats}<small>seats</small></span>
      ${figures}
      <span class="state">${stateOf(course, span)}</span>
    </summary>
    <div class="inside">
      <p class="soft">Last report of ${course.day}, tenant <code>${tenant.id}</code></p>
      ${list} ${more} ${products.length === 0 ? undefined : productTable(course, span, `products-${String(at)}`)}
    </div>
  </details>`;
}

/** Products that cost something; where the stack has no prices, all but those that are given away by the thousand. */
function countedOf({ products }: StackCourse): StackCourse["products"] {
  const priced = products.filter(({ price }) => price !== undefined);
  return priced.length > 0 ? priced : products.filter(({ figures }) => (figures.at(-1)?.bought ?? 0) < 10_000);
}

function stateOf(course: StackCourse, span: Span): readonly Markup[] {
  const of = (severity: string): number => course.findings.filter((finding) => finding.severity === severity).length;
  const [errors, warnings] = [of("error"), of("warning")];
  const lines = [
    ...(errors > 0 ? [html`<span class="error">${count(errors, "error", "errors")}</span>`] : []),
    ...(warnings > 0 ? [html`<span class="warning">${count(warnings, "warning", "warnings")}</span>`] : []),
    ...(course.waiting > 0
      ? [html`<span class="warning">${formatNumber(course.waiting)} ${course.waiting === 1 ? "waits" : "wait"}</span>`]
      : []),
    ...(isSilent(course, span) ? [html`<span class="warning">no report since ${course.day}</span>`] : []),
  ];
  return lines.length > 0 ? lines : [html`<span class="well">nothing to do</span>`];
}

function needOf(course: StackCourse, span: Span): number {
  const of = (severity: string): number => Number(course.findings.some((finding) => finding.severity === severity));
  return 4 * of("error") + 2 * Number(isSilent(course, span)) + of("warning");
}

function isSilent({ day }: StackCourse, span: Span): boolean {
  return dayNumber(span.to) - dayNumber(day) > patience;
}

function skippedSection(skipped: SiteSource["skipped"]): Markup | undefined {
  if (skipped.length === 0) return undefined;
  const most = 50;
  const rest = skipped.length - most;
  return html`<details>
    <summary>${count(skipped.length, "file was", "files were")} not read</summary>
    ${noteList([
      ...skipped.slice(0, most).map(({ file, why }) => `${file}: ${why}`),
      ...(rest > 0 ? [`${formatNumber(rest)} more`] : []),
    ])}
  </details>`;
}

/** The next number that reads well at the side of a chart. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * ([1, 1.2, 1.6, 2, 3, 4, 5, 6, 8].find((step) => step * power >= value) ?? 10);
}

/** Money without its cents. */
function whole(value: number): string {
  return formatNumber(Math.round(value));
}

function earlier(one: string, other: string): string {
  return other < one ? other : one;
}

function later(one: string, other: string): string {
  return other > one ? other : one;
}
