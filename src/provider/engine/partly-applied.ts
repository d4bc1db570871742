import type { Execution } from "../../terms/execution";
import type { Plan } from "../../terms/plan";
import { visible } from "../../text/visible";
import type { Inputs, Outputs } from "../contract/properties";

/**
 * A run that did a part: the engine keeps `properties` as the state and shows `reasons`; the next run goes on from
 * there.
 */
export class PartlyApplied extends Error {
  readonly id: string;
  readonly properties: object;
  readonly reasons: readonly string[];

  constructor(id: string, outputs: Outputs, inputs: Inputs, reasons: readonly string[]) {
    super(`${reasons.length} ${reasons.length === 1 ? "thing is" : "things are"} not yet as declared`);
    this.name = "PartlyApplied";
    this.id = id;
    // Without the provider's own text no later run could read the resource again.
    this.properties = { ...outputs, __provider: (inputs as { __provider?: unknown }).__provider };
    // The engine prints each as it is.
    this.reasons = reasons.map(visible);
    this.stack = "";
  }
}

/** One line for everything that is not as declared after the run, with the reason and what to do about it. */
export function reasonsOf(
  plan: Plan,
  { outcomes, memberProblems, unfinishedGroups, interruption }: Execution,
): readonly string[] {
  const groupName = (id: string): string => plan.transitions.find((transition) => transition.id === id)?.name ?? id;
  const reasons: string[] = [];
  const notSent: string[] = [];
  for (const outcome of outcomes) {
    if (outcome.kind === "failed")
      reasons.push(`${outcome.name}: ${outcome.problem.message} ${outcome.problem.remedy} [${outcome.problem.code}]`);
    if (outcome.kind === "notSent") notSent.push(outcome.name);
  }
  // Members who wait for a seat were told of in the plan, and the next run says the same of them without being red.
  const short = new Set((plan.waits ?? []).flatMap(({ group }) => group ?? []));
  for (const { name, skuId, groupId, error } of memberProblems) {
    if (short.has(groupName(groupId)) && ["CountViolation", "Other"].includes(error)) continue;
    reasons.push(
      `${name} does not get ${plan.skus[skuId]?.partNumber ?? skuId} from group ${groupName(groupId)}: ${error}. ` +
        `Mend that, and run the update again. [member-${error}]`,
    );
  }
  for (const groupId of unfinishedGroups) {
    reasons.push(
      `Group ${groupName(groupId)} is still being processed by Microsoft. What it gives is checked by the next ` +
        "run. [group-unfinished]",
    );
  }
  if (notSent.length > 0) {
    const done = outcomes.flatMap((outcome) => (outcome.kind === "applied" ? [outcome.name] : []));
    const why = interruption instanceof Error ? interruption.message : "the run was stopped";
    reasons.push(
      `${done.length} done: ${some(done)}. ${notSent.length} not sent: ${some(notSent)}; ${why}. ` +
        "Run the update again. [not-sent]",
    );
  }
  return reasons;
}

/** A reason is one line of a terminal's scroll, not its end. */
const named = 200;

function some(names: readonly string[]): string {
  if (names.length === 0) return "nobody";
  const more = names.length > named ? ` and ${names.length - named} more` : "";
  return `${names.slice(0, named).join(", ")}${more}`;
}
