import type { Execution } from "../../terms/execution";
import type { Plan } from "../../terms/plan";
import { againText, renderExecution, renderRefusal, stoppedText } from "../text/execution-text";
import { findingList, type Link, type ListedFinding } from "./finding-list";
import { alertBox, countList, header } from "./header";
import { page } from "./page";
import { rowTable } from "./row-table";
import { runRowData } from "./run-rows";
import type { Problems } from "../json/json";
import { escapeHtml, compareText, enumerateSome, formatNumber, productText } from "../content/words";
import { requestText, runText, summarizeRun, type OutcomeSet, type RunSummary } from "../content/outcomes";

/**
 * What a run did, as one HTML file: counts, each failure with what to do about it, what is on its way, everybody to
 * filter and sort.
 */
export function renderRunHtml(plan: Plan, execution: Execution, stack: string): string {
  const title = `Run of ${stack}, ${plan.today}`;
  const run = summarizeRun(plan, execution);
  const data = runRowData(plan, execution);
  const text = renderExecution(plan, execution, { width: 140, maxPeople: 500 });
  const main = [
    data.rows.length === 0 ? "" : '<a class="skip" href="#changes-title">Skip to the people and groups</a>',
    header(title, plan),
    "<main>",
    `<p>${escapeHtml(runText(run))}.</p>`,
    run.stopped ? alertBox("Stopped.", stoppedText(run)) : "",
    run.failed + run.memberProblems > 0
      ? alertBox("Not everybody was served.", `What to do stands below. ${againText(run)}`)
      : "",
    countList(runCounts(run)),
    findingList(
      "failed-title",
      "Failed",
      run.sets
        .filter((set) => set.kind === "failed" || set.kind === "memberFailed")
        .map((set) => failure(set, "error")),
    ),
    findingList(
      "left-title",
      "Left for the next run",
      run.sets.filter((set) => set.kind === "skipped" || set.kind === "noted").map((set) => failure(set, "warning")),
    ),
    onItsWay(run),
    data.rows.length === 0
      ? '<section aria-labelledby="changes-title"><h2 id="changes-title">Who</h2><p>Nobody had to be ' +
        "changed.</p></section>"
      : rowTable(data, { title: "What became of whom", columns: ["Outcome", "Person or group", "What", "Why"], text }),
    seatSection(plan, execution),
    "</main>",
  ];
  return page(title, main.filter((part) => part !== "").join("\n"), data.rows.length === 0 ? undefined : data);
}

/** Why there is no plan, as one HTML file. */
export function renderRefusalHtml(problems: Problems, stack: string, link?: Link): string {
  const title = `No plan for ${stack}`;
  const main = [
    `<header><h1>${escapeHtml(title)}</h1></header>`,
    "<main>",
    alertBox(
      "No plan could be made, nothing is changed.",
      problems.length === 1
        ? "What is wrong, and what to do about it:"
        : `${formatNumber(problems.length)} things are wrong:`,
    ),
    findingList(
      "problems-title",
      "Problems",
      problems.map((problem) => ({ severity: "error", ...problem })),
      link,
    ),
    `<details><summary>As text</summary><div class="wide" tabindex="0" role="region" aria-label="The report as ` +
      `text"><pre>${escapeHtml(renderRefusal(problems, stack, { width: 140 }))}</pre></div></details>`,
    "</main>",
  ];
  return page(title, main.filter((part) => part !== "").join("\n"));
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

function onItsWay(run: RunSummary): string {
  if (run.onItsWay.length === 0) return "";
  const items = run.onItsWay.map(
    ({ text, names }) =>
      `<li>${escapeHtml(text)}${names.length === 0 ? "" : `<br><span class="soft">${escapeHtml(enumerateSome(names, 200))}</span>`}</li>`,
  );
  return `<section aria-labelledby="way-title"><h2 id="way-title">On its way</h2><ul>${items.join("")}</ul></section>`;
}

/** Pools as the run left them. */
function seatSection(plan: Plan, execution: Execution): string {
  const touched = new Set(plan.seats.map((seat) => seat.skuId));
  const seats = execution.seats
    .filter((seat) => touched.has(seat.skuId))
    .sort((one, other) => compareText(productText(plan, one.skuId), productText(plan, other.skuId)));
  if (seats.length === 0) return "";
  const head = ["Product", "Bought", "Used", "Free"]
    .map((name, column) => `<th scope="col"${column > 0 ? ' class="number"' : ""}>${name}</th>`)
    .join("");
  const rows = seats.map(
    ({ skuId, bought, used }) =>
      `<tr><th scope="row">${escapeHtml(productText(plan, skuId))}</th>${[bought, used, Math.max(0, bought - used)].map((number) => `<td class="number">${formatNumber(number)}</td>`).join("")}</tr>`,
  );
  return (
    `<section aria-labelledby="seats-title"><h2 id="seats-title">Seats after the run</h2><div class="wide" ` +
    `tabindex="0" role="region" ` +
    `aria-labelledby="seats-title"><table><thead><tr>${head}</tr></thead><tbody>\n${rows.join("\n")}\n</tbody></table></div></section>`
  );
}
