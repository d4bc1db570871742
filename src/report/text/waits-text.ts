import type { Plan } from "../../terms/plan";
import { waitSets } from "../content/waits";
import { count, enumerateSome } from "../content/words";
import { wrap } from "./layout";
import type { Style } from "./style";

/** Who does not get everything in this run for want of seats. */
export function waitLines(plan: Plan, style: Style): readonly string[] {
  return waitSets(plan).flatMap(({ principal, text, names }) => {
    const [only = ""] = names;
    const one = principal === "group" ? `group ${only}` : only;
    const many =
      principal === "group" ? count(names.length, "group", "groups") : count(names.length, "person", "people");
    const who = names.length === 1 ? one : many;
    const lines = wrap(`. ${who} ${names.length === 1 ? text : text.replace(/^waits/, "wait")}`, style.width, 2, 6);
    return names.length === 1 ? lines : [...lines, ...wrap(enumerateSome(names, style.maxPeople * 10), style.width, 6)];
  });
}
