import type { Plan } from "../../terms/plan";
import { changeKinds, changeSets, transitionName, type ChangeKind, type ChangeSet } from "../content/changes";
import { count } from "../content/words";
import { shorten } from "../text/layout";
import { cell, type Context, namesText, restText } from "./detail";
import { code, details, markdownTable } from "./markdown-text";

const headings: Readonly<Record<ChangeKind, string>> = {
  gain: "gains",
  reprocess: "processed again",
  swap: "swaps",
  move: "moves",
  take: "gives up",
  withdraw: "gives back",
  adjust: "plans",
  locate: "location",
};

export function changesPart(plan: Plan, context: Context): string {
  const sets = changeSets(plan);
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
