import type { Plan } from "../../terms/plan";
import { type WaitSet, waitSets } from "../content/waits";
import { count } from "../content/words";
import { cell, type Context, namesText, restText } from "./detail";

/** Who does not get everything in this run for want of seats. */
export function waitsPart(plan: Plan, context: Context): string {
  const sets = waitSets(plan);
  if (sets.length === 0) return "";
  const shown = sets.slice(0, context.detail.sets);
  const rest = restText(
    sets.slice(shown.length).map(({ names }) => names.length),
    "wait",
  );
  return `#### Waiting for seats\n\n${shown.map((set) => line(set, context)).join("\n")}${rest}`;
}

function line({ principal, text, names }: WaitSet, context: Context): string {
  const who = names.length === 1 ? "" : `${count(names.length, "person", "people")}: `;
  return `- ${principal === "group" ? "group " : who}${namesText(names, context.detail.names)} ${cell(text, context)}`;
}
