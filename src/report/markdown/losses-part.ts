import type { Plan } from "../../terms/plan";
import { criticalText, lossSets, type LossSet } from "../content/losses";
import { formatNumber } from "../content/words";
import { shorten } from "../text/layout";
import { cell, type Context, namesText, restText } from "./detail";
import { code, details, markdownTable } from "./markdown-text";

export function lossesPart(plan: Plan, context: Context): string {
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
