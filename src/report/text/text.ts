import { formatPlace } from "../../terms/place";
import type { Finding, Plan } from "../../terms/plan";
import type { Policy } from "../../terms/policy";
import { changeKinds, changeSets, transitionName, type ChangeKind, type ChangeSet } from "../content/changes";
import { costOf, costSummary } from "../content/cost";
import { costLines } from "./cost-text";
import { forecastLines } from "./forecast-text";
import { remedyLines, wrap } from "./layout";
import { membershipTexts } from "../content/memberships";
import { criticalText, lossSets, type LossSet } from "../content/losses";
import { seatLines } from "./seats-text";
import { styleOf, type Style, type TextOptions } from "./style";
import { changesNobody, guardText, quietText, refusalText, summarize, summaryText } from "../content/summary";
import { remarksOf } from "../content/findings";
import { waitLines } from "./waits-text";
import { count, enumerate, enumerateSome, formatNumber } from "../content/words";
import { byText } from "../../text/order";

const headings: Readonly<Record<ChangeKind, string>> = {
  gain: "Gains",
  reprocess: "Processed again, now that there are seats",
  swap: "Swaps",
  move: "Moves between direct and group, without a gap",
  take: "Taken from groups, whose members lose by it",
  withdraw: "Taken back, and nobody loses by it",
  adjust: "Service plans",
  locate: "Usage location",
};

export interface PlanTextOptions extends TextOptions {
  /** Of the stack; without them nothing is said of cost. */
  readonly prices?: Policy["prices"];
}

/** Different changes shown in one section; the rest is counted. */
const maxSets = 25;

/**
 * The plan for a terminal, in the order in which a reviewer needs it: summary, losses, changes, seats, findings,
 * pending people. Lines are joined by `\n`, without trailing spaces and without a last newline.
 */
export function renderText(plan: Plan, options: PlanTextOptions = {}): string {
  const style = styleOf(options);
  const { colors } = style;
  const lines: string[] = [];
  const summary = summarize(plan);
  const cost = costOf(plan, options.prices);
  const isQuiet = changesNobody(plan) && summary.lose === 0;
  const costs = cost === undefined ? "" : `, ${costSummary(cost)}`;
  const said = isQuiet ? quietText(plan) : `${summaryText(summary)}${costs}`;
  const head = `${plan.tenant.displayName}, ${plan.today}: ${said}`;
  lines.push(...wrap(head, style.width, 0, 2).map((line) => colors.bold(line)));
  const refused = refusalText(plan);
  if (refused !== undefined)
    lines.push(
      ...wrap(`REFUSED, nothing is applied: ${refused}`, style.width, 0, 2).map((line) =>
        colors.red(colors.bold(line)),
      ),
    );
  if (refused !== undefined) section(lines, colors.bold("Errors"), findingLines(plan, "error", style));
  section(lines, colors.bold("Losses"), lossLines(plan, style));
  for (const kind of changeKinds) section(lines, colors.bold(headings[kind]), changeLines(plan, kind, style));
  section(lines, colors.bold("Groups that the stack makes"), membershipLines(plan, style));
  section(lines, colors.bold("Waiting for seats"), waitLines(plan, style));
  section(
    lines,
    undefined,
    seatLines(plan, style.width).map((line, index) => (index === 0 ? colors.bold(line) : line)),
  );
  if (cost !== undefined)
    section(
      lines,
      undefined,
      costLines(plan, cost, style.width).map((line, index) => (index === 0 ? colors.bold(line) : line)),
    );
  section(
    lines,
    undefined,
    forecastLines(plan, style.width, options.prices).map((line, index) => (index === 0 ? colors.bold(line) : line)),
  );
  const remarks = remarksOf(plan);
  section(lines, colors.bold("Findings"), [
    ...findingLines(plan, "warning", style),
    ...findingLines({ findings: remarks.ofThisPlan }, "info", style),
    ...restingLines(remarks.resting, style),
  ]);
  section(lines, undefined, noteLines(plan, style));
  return lines.join("\n");
}

function section(lines: string[], title: string | undefined, body: readonly string[]): void {
  if (body.length === 0) return;
  lines.push("", ...(title === undefined ? [] : [title]), ...body);
}

function lossLines(plan: Plan, style: Style): readonly string[] {
  const sets = lossSets(plan);
  const lines = sets.slice(0, maxSets * 4).flatMap((set) => lossSetLines(set, style));
  const rest = sets.slice(maxSets * 4);
  if (rest.length > 0)
    lines.push(
      moreText(
        rest.reduce((sum, set) => sum + set.names.length, 0),
        rest.length,
      ),
    );
  return lines;
}

function lossSetLines(set: LossSet, style: Style): readonly string[] {
  const critical = criticalText(set.critical);
  const loses = critical === undefined ? "" : ` ${set.names.length === 1 ? "loses" : "lose"} ${critical}`;
  const who = set.names.length === 1 ? (set.names[0] ?? "") : count(set.names.length, "person", "people");
  const paint = critical === undefined ? style.colors.magenta : style.colors.red;
  const lines = wrap(`! ${who}${loses}: ${set.what.join("; ")}`, style.width, 2, 6).map((line) => paint(line));
  if (set.names.length > 1) lines.push(...wrap(enumerateSome(set.names, style.maxPeople * 10), style.width, 6));
  const why = [set.why, ...set.consequences].filter((text) => text !== "").join("; ");
  if (why !== "") lines.push(...wrap(why, style.width, 6));
  return lines;
}

function membershipLines(plan: Plan, style: Style): readonly string[] {
  return membershipTexts(plan, style.maxPeople).flatMap(({ name, sign, effects }) =>
    wrap(`${sign} group ${name}: ${effects.join(", ")}`, style.width, 2, 6),
  );
}

function changeLines(plan: Plan, kind: ChangeKind, style: Style): readonly string[] {
  const sets = changeSets(plan).filter((set) => set.kind === kind);
  const lines = sets.slice(0, maxSets).flatMap((set) => changeSetLines(set, style));
  const rest = sets.slice(maxSets);
  if (rest.length > 0)
    lines.push(
      moreText(
        rest.reduce((sum, set) => sum + set.transitions.length, 0),
        rest.length,
      ),
    );
  return lines;
}

function changeSetLines(set: ChangeSet, style: Style): readonly string[] {
  const names = set.transitions.map(transitionName);
  const many =
    set.principal === "group" ? count(names.length, "group", "groups") : count(names.length, "person", "people");
  const one = set.principal === "group" ? `group ${names[0] ?? ""}` : (names[0] ?? "");
  const { colors } = style;
  const sign: Readonly<Record<ChangeKind, string>> = {
    gain: "+",
    reprocess: "+",
    swap: "~",
    move: "~",
    take: "-",
    withdraw: "-",
    adjust: "~",
    locate: "~",
  };
  const paint = set.kind === "gain" ? colors.green : sign[set.kind] === "-" ? colors.magenta : String;
  const lines = wrap(
    `${sign[set.kind]} ${names.length === 1 ? one : many}: ${set.effects.join(", ")}`,
    style.width,
    2,
    6,
  ).map((line) => paint(line));
  if (names.length > 1) lines.push(...wrap(enumerateSome(names, style.maxPeople), style.width, 6));
  if (set.why !== "") lines.push(...wrap(set.why, style.width, 6));
  return lines;
}

/** Findings with place, code and remedy; people named up to the limit. */
function findingLines(plan: Pick<Plan, "findings">, severity: Finding["severity"], style: Style): readonly string[] {
  const { colors } = style;
  const paint = { error: colors.red, warning: colors.magenta, info: String }[severity];
  return plan.findings
    .filter((finding) => finding.severity === severity)
    .flatMap((finding) => {
      const place = finding.place === undefined ? "" : `${formatPlace(finding.place)}: `;
      const lines = wrap(`${severity} ${finding.code}: ${place}${finding.message}`, style.width, 2, 6).map((line) =>
        paint(line),
      );
      const unnamed = finding.principals.filter((name) => !finding.message.includes(name));
      if (unnamed.length > 0) lines.push(...wrap(enumerateSome(unnamed, style.maxPeople), style.width, 6));
      if (finding.remedy !== undefined) lines.push(...remedyLines(finding.remedy, style.width, 6));
      return lines;
    });
}

/** Remarks on what this plan leaves as it is: nobody can act on them here, so they are but counted. */
function restingLines(resting: readonly Finding[], style: Style): readonly string[] {
  if (resting.length === 0) return [];
  const codes = enumerate([...new Set(resting.map(({ code }) => code))].sort(byText));
  const notes = count(resting.length, "note", "notes");
  return wrap(`${notes} on what stays as it is, in the HTML and JSON reports: ${codes}`, style.width, 2, 6);
}

function noteLines(plan: Plan, style: Style): readonly string[] {
  const notes: string[] = [];
  const guard = guardText(plan);
  if (guard !== undefined) notes.push(guard);
  if (plan.unchanged.adopted.length > 0)
    notes.push(`Already held, no call: ${enumerateSome(plan.unchanged.adopted, style.maxPeople)}`);
  if (plan.pending.length > 0) notes.push(`Pending, no account yet: ${enumerateSome(plan.pending, style.maxPeople)}`);
  if (changesNobody(plan) && plan.ledgerChanges)
    notes.push("Nobody changes; what this stack owns is written down anew");
  return notes.flatMap((note) => wrap(note, style.width, 0, 2));
}

function moreText(people: number, sets: number): string {
  return `  and ${formatNumber(people)} more in ${formatNumber(sets)} other combinations; the JSON report has them all`;
}
