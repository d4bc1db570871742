import type { Plan } from "../../terms/plan";
import { membershipTexts } from "../content/memberships";
import { cell, type Context, namesText, restText } from "./detail";

/** Groups that the stack makes: those that are made, and those of which somebody else is a member after the run. */
export function membershipsPart(plan: Plan, context: Context): string {
  const groups = membershipTexts(plan, context.detail.names);
  if (groups.length === 0) return "";
  const shown = groups.slice(0, context.detail.sets);
  const lines = shown.map(
    ({ name, effects }) => `- group ${namesText([name], context.detail.names)} ${cell(effects.join(", "), context)}`,
  );
  const rest = restText(
    groups.slice(shown.length).map(() => 1),
    "change",
  );
  return `#### Groups that the stack makes\n\n${lines.join("\n")}${rest}`;
}
