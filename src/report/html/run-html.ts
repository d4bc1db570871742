import type { Execution } from "../../terms/execution";
import type { Plan } from "../../terms/plan";
import { failureText, type FailedPhase } from "../content/failure";
import { againText, renderExecution, renderRefusal, stoppedText } from "../text/execution-text";
import { findingList, type Link, type ListedFinding } from "./finding-list";
import { dataTable, figureRow } from "./data-table";
import { alertBox, countList, header } from "./header";
import { html, type Markup } from "./markup";
import { page } from "./page";
import { rowTable } from "./row-table";
import { runRowData } from "./run-rows";
import type { Problems } from "../json/json";
import { enumerateSome, formatNumber, productText } from "../content/words";
import { requestText, runText, summarizeRun, type OutcomeSet, type RunSummary } from "../content/outcomes";
import { byText } from "../../text/order";

/**
 * What a run did, as one HTML file: counts, each failure with what to do about it, what is on its way, everybody to
 * filter and sort.
 */
export function renderRunHtml(plan: Plan, execution: Execution, stack: string): string {
  const title = `Run of ${stack}, ${plan.today}`;
  const run = summarizeRun(plan, execution);
  const data = runRowData(plan, execution);
  const text = renderExecution(plan, execution, { width: 140, maxPeople: 500 });
  const hasRows = data.rows.length > 0;
  const of = (...kinds: readonly OutcomeSet["kind"][]): OutcomeSet[] =>
    run.sets.filter(({ kind }) => kinds.includes(kind));
  const who = rowTable(data, {
    title: "What became of whom",
    columns: ["Outcome", "Person or group", "What", "Why"],
    text,
  });
  const skip = html`<a class="skip" href="#changes-title">Skip to the people and groups</a>`;
  const main = html`${hasRows ? skip : undefined}
    ${header(title, plan)}
    <main>
      <p>${runText(run)}.</p>
      ${[
        run.stopped ? alertBox("Stopped.", stoppedText(run)) : undefined,
        run.failed + run.memberProblems > 0
          ? alertBox("Not everybody was served.", `What to do stands below. ${againText(run)}`)
          : undefined,
        countList(runCounts(run)),
        findingList(
          "failed-title",
          "Failed",
          of("failed", "memberFailed").map((set) => failure(set, "error")),
        ),
        findingList(
          "left-title",
          "Left for the next run",
          of("skipped", "noted", "waits").map((set) => failure(set, "warning")),
        ),
        onItsWay(run),
        hasRows ? who : nobodyChanged,
        seatSection(plan, execution),
      ]}
    </main>`;
  return page(title, main, hasRows ? data : undefined);
}

const nobodyChanged = html`<section aria-labelledby="changes-title">
  <h2 id="changes-title">Who</h2>
  <p>Nobody had to be changed.</p>
</section>`;

/** Why there is no plan, as one HTML file. */
export function renderRefusalHtml(problems: Problems, stack: string, link?: Link, phase?: FailedPhase): string {
  const title = phase === "run" ? `The run of ${stack} failed` : `No plan for ${stack}`;
  const head = failureText(phase);
  const what =
    problems.length === 1
      ? "What is wrong, and what to do about it:"
      : `${formatNumber(problems.length)} things are wrong:`;
  const listed = problems.map((problem) => ({ severity: "error" as const, ...problem }));
  const main = html`<header><h1>${title}</h1></header>
    <main>
      ${alertBox(`${head.charAt(0).toUpperCase()}${head.slice(1)}.`, what)}
      ${findingList("problems-title", "Problems", listed, link)}
      <details>
        <summary>As text</summary>
        <div class="wide" tabindex="0" role="region" aria-label="The report as text">
          <pre>${renderRefusal(problems, stack, { width: 140, ...(phase && { phase }) })}</pre>
        </div>
      </details>
    </main>`;
  return page(title, main);
}

function runCounts(run: RunSummary): Parameters<typeof countList>[0] {
  const counts: Parameters<typeof countList>[0] = [
    ["failed", run.failed, "failed"],
    [
      "failed",
      run.memberProblems,
      run.memberProblems === 1 ? "group member without the licence" : "group members without the licence",
    ],
    ["left", run.skipped, "left for the next run"],
    ["left", run.notSent, "not sent"],
    ["done", run.done, "done"],
  ];
  return counts.filter(([, number, text]) => number > 0 || text === "done" || text === "failed");
}

function failure(set: OutcomeSet, severity: ListedFinding["severity"]): ListedFinding {
  const { code, message, remedy, names } = set;
  return { code, severity, message, remedy, who: enumerateSome(names, 200), note: requestText(set) };
}

function onItsWay(run: RunSummary): Markup | undefined {
  if (run.onItsWay.length === 0) return undefined;
  const items = run.onItsWay.map(({ text, names }) => {
    const people = names.length === 0 ? undefined : html`<br /><span class="soft">${enumerateSome(names, 200)}</span>`;
    return html`<li>${text}${people}</li>`;
  });
  return html`<section aria-labelledby="way-title">
    <h2 id="way-title">On its way</h2>
    <ul>
      ${items}
    </ul>
  </section>`;
}

/** Pools as the run left them. */
function seatSection(plan: Plan, execution: Execution): Markup | undefined {
  const touched = new Set(plan.seats.map((seat) => seat.skuId));
  const seats = execution.seats
    .filter((seat) => touched.has(seat.skuId))
    .sort((one, other) => byText(productText(plan, one.skuId), productText(plan, other.skuId)));
  if (seats.length === 0) return undefined;
  const titles = ["Product", "Bought", "Used", "Free"];
  const rows = seats.map(({ skuId, bought, used }) =>
    figureRow(productText(plan, skuId), titles, [bought, used, Math.max(0, bought - used)].map(formatNumber)),
  );
  return dataTable({ id: "seats-title", heading: "Seats after the run", titles, rows });
}
