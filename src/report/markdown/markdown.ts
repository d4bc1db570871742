import type { Place } from "../../terms/desired";
import type { Finding, Plan, SeatLine } from "../../terms/plan";
import type { Policy } from "../../terms/policy";
import { changeKinds, changeSets, transitionName, type ChangeKind, type ChangeSet } from "../content/changes";
import { amount, costNotes, costOf, costSummary, difference } from "../content/cost";
import { bar, shorten } from "../text/layout";
import { criticalText, lossSets, type LossSet } from "../content/losses";
import {
  code,
  details,
  escapeMarkdown,
  inlineMarkdown,
  markdownTable,
  placeLink,
  remedyMarkdown,
} from "./markdown-text";
import { changesNobody, guardText, refusalText, summarize, summaryText } from "../content/summary";
import { count, formatNumber, labelOf, productText } from "../content/words";
import { orderedSeats } from "../content/seats";

export interface MarkdownOptions {
  /** Name of the stack, for the heading and the marker by which a pipeline finds its comment again. */
  readonly stack: string;
  readonly prices?: Policy["prices"];
  /** Where a line of the stack can be looked at. */
  readonly link?: (place: Place) => string | undefined;
  /** Characters; 60,000 where nothing is said (GitHub takes 65,536). */
  readonly budget?: number;
}

/** How much is said; each level says less, and says how much it leaves to the JSON report. */
interface Detail {
  readonly lossNames: number;
  readonly names: number;
  readonly sets: number;
  readonly findings: number;
  readonly cell: number;
}
const levels: readonly Detail[] = [
  { lossNames: 500, names: 200, sets: 100, findings: 200, cell: 2000 },
  { lossNames: 300, names: 50, sets: 60, findings: 100, cell: 600 },
  { lossNames: 200, names: 20, sets: 30, findings: 50, cell: 400 },
  { lossNames: 100, names: 10, sets: 20, findings: 30, cell: 300 },
  { lossNames: 40, names: 5, sets: 10, findings: 15, cell: 200 },
  { lossNames: 10, names: 2, sets: 5, findings: 5, cell: 150 },
  { lossNames: 3, names: 0, sets: 2, findings: 2, cell: 100 },
];

interface Context extends MarkdownOptions {
  readonly detail: Detail;
}

/** By this comment a pipeline finds the comment of a stack again. */
export function markdownMarker(stack: string): string {
  return `<!-- m365-licenses: ${stack.replace(/--+/g, "-").replace(/[<>]/g, "")} -->`;
}

/**
 * A pull request comment: one line of summary, losses first, changes, seats, cost, findings. Fits the budget by saying
 * less, never by cutting.
 */
export function renderMarkdown(plan: Plan, options: MarkdownOptions): string {
  const budget = options.budget ?? 60_000;
  let text = "";
  for (const detail of levels) {
    text = compose(plan, { ...options, detail });
    if (text.length < budget) break;
  }
  return text;
}

function compose(plan: Plan, context: Context): string {
  const summary = summarize(plan);
  const refused = refusalText(plan);
  const cost = costOf(plan, context.prices);
  const headline =
    changesNobody(plan) && summary.lose === 0
      ? `nothing to do, ${formatNumber(plan.unchanged.count)} as declared`
      : `${summaryText(summary)}${cost === undefined ? "" : `, ${escapeMarkdown(costSummary(cost))}`}`;
  const parts = [
    `${markdownMarker(context.stack)}\n**${escapeMarkdown(context.stack)}** ` +
      `(${escapeMarkdown(shorten(plan.tenant.displayName, 100))}): ` +
      `${refused === undefined ? "" : "**refused**, "}${headline}`,
    refused === undefined ? "" : `> [!CAUTION]\n> Refused, nothing is applied: ${escapeMarkdown(refused)}`,
    findingsPart(plan, "error", "Errors", context),
    lossesPart(plan, context),
    changesPart(plan, context),
    seatsPart(plan, context),
    costPart(plan, context),
    findingsPart(plan, "warning", "Warnings", context),
    findingsPart(plan, "info", "Notes", context),
    notesPart(plan, context),
    `<sub>Plan of ${plan.today}, digest ${code(plan.digest)}</sub>`,
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function lossesPart(plan: Plan, context: Context): string {
  const sets = lossSets(plan);
  if (sets.length === 0) return "";
  const shown = sets.slice(0, context.detail.sets);
  const rows = shown.map((set) => [
    lossWho(set, context),
    set.critical.length === 0 ? "" : `**${criticalText(set.critical) ?? ""}**`,
    cell(set.what.join("; "), context),
    cell([set.why, ...set.consequences].filter((text) => text !== "").join("; "), context),
  ]);
  const rest = restText(
    sets.slice(shown.length).map((set) => set.names.length),
    "people lose something",
  );
  const folded = shown
    .filter((set) => set.names.length > namedInTable)
    .map((set) => `- ${cell(set.what.join("; "), context)}: ${namesText(set.names, context.detail.lossNames)}`);
  const who = folded.length === 0 ? "" : `\n\n${details("Who loses it", folded.join("\n"))}`;
  return `#### Losses\n\n${markdownTable(["Who", "Loses", "What", "Why"], rows)}${rest}${who}`;
}

/** More names than this would push aside what they lose and why. */
const namedInTable = 10;

function lossWho(set: LossSet, context: Context): string {
  const { names } = set;
  if (names.length === 1) return code(shorten(names[0] ?? "", 120));
  const people = `${formatNumber(names.length)} people`;
  return names.length > namedInTable ? people : `${people}: ${namesText(names, context.detail.lossNames)}`;
}

const headings: Readonly<Record<ChangeKind, string>> = {
  gain: "gains",
  reprocess: "processed again",
  swap: "swaps",
  move: "moves",
  withdraw: "gives back",
  adjust: "plans",
  locate: "location",
};

function changesPart(plan: Plan, context: Context): string {
  const losing = new Set(plan.losses.map((loss) => loss.userId));
  const sets = changeSets(plan).filter(
    (set) => !(set.kind === "withdraw" && set.transitions.every((transition) => losing.has(transition.id))),
  );
  if (sets.length === 0) return "";
  const shown = changeKinds.flatMap((kind) => sets.filter((set) => set.kind === kind).slice(0, context.detail.sets));
  const rows = shown.map((set) => [
    headings[set.kind],
    changeWho(set),
    cell(set.effects.join(", "), context),
    cell(set.why, context),
  ]);
  const hidden = sets.filter((set) => !shown.includes(set));
  const rest = restText(
    hidden.map((set) => set.transitions.length),
    "people or groups change",
  );
  const people = shown
    .filter((set) => set.transitions.length > 1)
    .map(
      (set) =>
        `- ${cell(set.effects.join(", "), context)}: ` +
        namesText(set.transitions.map(transitionName), context.detail.names),
    );
  const folded =
    people.length === 0 || context.detail.names === 0 ? "" : `\n\n${details("Who they are", people.join("\n"))}`;
  return `#### Changes\n\n${markdownTable(["", "Who", "What", "Why"], rows)}${rest}${folded}`;
}

function changeWho(set: ChangeSet): string {
  const [first] = set.transitions;
  if (set.transitions.length === 1 && first !== undefined)
    return `${set.principal === "group" ? "group " : ""}${code(shorten(transitionName(first), 250))}`;
  return set.principal === "group"
    ? count(set.transitions.length, "group", "groups")
    : count(set.transitions.length, "person", "people");
}

function seatsPart(plan: Plan, context: Context): string {
  const seats = orderedSeats(plan);
  if (seats.length === 0) return "";
  const shown = seats.slice(0, context.detail.sets);
  const rows = shown.map((seat) => [
    cell(productText(plan, seat.skuId), context),
    formatNumber(seat.bought),
    formatNumber(seat.usedNow),
    changeOf(seat),
    formatNumber(seat.usedAfter),
    seat.short > 0 ? `**${formatNumber(seat.short)}**` : "0",
    seatBar(seat),
  ]);
  const table = markdownTable(
    ["Seats", "Bought", "Now", "Change", "After", "Short", ""],
    rows,
    new Set([1, 2, 3, 4, 5]),
  );
  const rest =
    seats.length > shown.length
      ? `\n\n…and ${count(seats.length - shown.length, "more product", "more products")}.`
      : "";
  const notes = shown.flatMap((seat) => {
    const partNumber = code(labelOf(plan, seat.skuId).partNumber);
    return [
      ...(seat.goWithout.length > 0
        ? [
            `- ${partNumber}: ${count(seat.goWithout.length, "person", "people")} would go without: ` +
              namesText(seat.goWithout, context.detail.names),
          ]
        : []),
      ...(seat.warning > 0
        ? [
            `- ${partNumber}: ${formatNumber(seat.warning)} of ${formatNumber(seat.bought)} seats are expired ` +
              "and in grace",
          ]
        : []),
    ];
  });
  return `#### Seats\n\n${table}${rest}${notes.length > 0 ? `\n\n${notes.join("\n")}` : ""}`;
}

function changeOf(seat: SeatLine): string {
  return [seat.gained > 0 ? `+${formatNumber(seat.gained)}` : "", seat.freed > 0 ? `−${formatNumber(seat.freed)}` : ""]
    .filter((text) => text !== "")
    .join(" ");
}

function seatBar(seat: SeatLine): string {
  return seat.bought > 0
    ? `\`${bar(seat.usedAfter, seat.bought)}\` ${String(Math.round((seat.usedAfter / seat.bought) * 100))} %`
    : "";
}

function costPart(plan: Plan, context: Context): string {
  const cost = costOf(plan, context.prices);
  if (cost === undefined) return "";
  const shown = cost.lines.slice(0, context.detail.sets);
  const rows = shown.map((line) => [
    cell(productText(plan, line.skuId), context),
    amount(line.price),
    amount(line.now),
    amount(line.after),
    difference(line),
  ]);
  if (cost.lines.length > 1)
    rows.push([
      `**these products**${cost.lines.length > shown.length ? `, with ${count(cost.lines.length - shown.length, "more product", "more products")}` : ""}`,
      "",
      amount(cost.now),
      amount(cost.after),
      `**${difference(cost)}**`,
    ]);
  const notes = costNotes(cost).map((note) => `- ${cell(note, context)}`);
  return `#### Cost\n\n${markdownTable([`Used seats, ${cell(cost.currency, context)} a month`, "A seat", "Now", "After", "Change"], rows, new Set([1, 2, 3, 4]))}${notes.length > 0 ? `\n\n${notes.join("\n")}` : ""}`;
}

function findingsPart(plan: Plan, severity: Finding["severity"], title: string, context: Context): string {
  const findings = plan.findings.filter((finding) => finding.severity === severity);
  if (findings.length === 0) return "";
  const shown = findings.slice(0, context.detail.findings);
  const lines = shown.map((finding) => {
    const place = finding.place === undefined ? "" : ` ${placeLink(finding.place, context.link)}`;
    const unnamed = finding.principals.filter((name) => !finding.message.includes(name));
    const people = unnamed.length === 0 ? "" : ` (${namesText(unnamed, context.detail.names)})`;
    return (
      `- ${code(finding.code)}${place} ` +
      `${inlineMarkdown(shorten(finding.message, context.detail.cell))}${people}${finding.remedy === undefined ? "" : remedyMarkdown(finding.remedy, context.detail.cell)}`
    );
  });
  const hidden = findings.slice(shown.length);
  if (hidden.length > 0) lines.push(`- …and ${formatNumber(hidden.length)} more; ${byCode(hidden)}`);
  const body = lines.join("\n");
  return severity === "info"
    ? details(`${title} (${formatNumber(findings.length)})`, body)
    : `#### ${title}\n\n${body}`;
}

function byCode(findings: readonly Finding[]): string {
  const numbers = new Map<string, number>();
  for (const { code: id } of findings) numbers.set(id, (numbers.get(id) ?? 0) + 1);
  const parts = [...numbers]
    .sort(([, one], [, other]) => other - one)
    .slice(0, 20)
    .map(([id, number]) => `${formatNumber(number)} × ${code(id)}`);
  return parts.join(", ");
}

function notesPart(plan: Plan, context: Context): string {
  const guard = guardText(plan);
  const notes = [
    guard === undefined ? "" : `- ${escapeMarkdown(guard)}`,
    plan.unchanged.adopted.length === 0
      ? ""
      : `- Already held, no call: ${namesText(plan.unchanged.adopted, context.detail.names)}`,
    plan.pending.length === 0 ? "" : `- Pending, no account yet: ${namesText(plan.pending, context.detail.names)}`,
    changesNobody(plan) && plan.ledgerChanges ? "- Nobody changes; what this stack owns is written down anew" : "",
  ].filter((note) => note !== "");
  return notes.join("\n");
}

/** Names as code up to a limit, and how many more there are. */
function namesText(names: readonly string[], limit: number): string {
  const shown = names.slice(0, limit).map((name) => code(shorten(name, 120)));
  const more = names.length - shown.length;
  if (more <= 0) return shown.join(", ");
  return shown.length === 0
    ? `${formatNumber(more)} in the JSON report`
    : `${shown.join(", ")} and ${formatNumber(more)} more`;
}

function restText(sizes: readonly number[], verb: string): string {
  if (sizes.length === 0) return "";
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return (
    `\n\n…and ${formatNumber(total)} more ${verb}, in ${formatNumber(sizes.length)} other combinations; the JSON ` +
    "report has them all."
  );
}

function cell(text: string, context: Context): string {
  return escapeMarkdown(shorten(text, context.detail.cell));
}
