import { historyText } from "../../../src/history/history-lines";
import { readSnapshot } from "../../../src/history/site/kept-snapshot";
import { renderSite } from "../../../src/history/site/render-site";
import { SiteBook } from "../../../src/history/site/site-book";
import { HistoryBook } from "../../../src/history/tell-history";
import { renderReports } from "../../../src/provider/reports/write-reports";
import { paintedLines } from "../../../src/text/visible";
import { busyExecution } from "../../report/executions";
import { busyPlan } from "../../report/plans";
import { Oddities } from "../mutate/oddities";
import { damageText } from "../mutate/text";
import { changeTree, treeOf } from "../mutate/tree";
import { writeJson } from "../mutate/write-json";
import { expectSound, expectThat } from "../support/expect-sound";
import type { MakeKind, Outcome } from "../support/kind";
import { wordsOf } from "../support/words";

/** Reports that somebody kept, as `history` and `site` find them years later. */
export const makeKeptKind: MakeKind = () => {
  const plan = busyPlan();
  const at = "2026-11-23T10:00:00.000Z";
  const reports = [
    renderReports("contoso", { kind: "applied", plan, execution: busyExecution(), at }, {}).json,
    renderReports("contoso", { kind: "plan", plan, phase: "up", at }, {}).json,
    renderReports("contoso", { kind: "failed", problems: [{ message: "No." }], at }, {}).json,
  ].map((text) => JSON.parse(text) as object);
  const trees = reports.map(treeOf);
  const odd = new Oddities(reports.flatMap((report) => wordsOf(report)));
  return {
    name: "kept",
    draw: (chance) => {
      const text = writeJson(changeTree(chance.pick(trees), chance, odd));
      const shown = chance.happens(8) ? damageText(text, chance, odd) : text;
      return { show: () => shown, give: () => lookBack(shown) };
    },
  };
};

function lookBack(text: string): Outcome {
  const book = new HistoryBook();
  book.take({ place: { file: "x.json" }, key: () => text, text });
  const missing = book.missing();
  const told = book.tell({}, new Map([...missing.values()].map((digest) => [digest, text])));
  expectThat(told.runs + told.previews + told.refusals + told.skipped.length <= 1, () => "one file counts twice");
  for (const line of paintedLines(historyText(told, {}, {})).split("\n")) expectSound(line, { quoted: text });
  for (const { why } of told.skipped) expectSound(why, { quoted: text });
  const snapshot = readSnapshot(text);
  if (snapshot === undefined) return told.runs + told.previews + told.refusals > 0 ? "taken" : "refused";
  const site = new SiteBook();
  site.take(snapshot);
  const page = renderSite(site.courses(), { reports: 1, skipped: told.skipped });
  expectThat(!/NaN|Infinity|undefined/.test(page.replaceAll(/>[^<]*</g, "><")), () => "a figure of the page is none");
  return "taken";
}
