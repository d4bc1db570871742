import type { CriticalFamily, Loss, Plan } from "../../terms/plan";
import { reasonsText } from "./reasons";
import { familyConsequence, familyText, groupName, planNames, productText } from "./words";
import { byText } from "../../text/order";

/** People who lose the same by the same paths. */
export interface LossSet {
  readonly critical: readonly CriticalFamily[];
  /** `Office 365 E1 (STANDARDPACK) is taken back`. */
  readonly what: readonly string[];
  readonly why: string;
  /** What cannot be undone by giving the licence back. */
  readonly consequences: readonly string[];
  readonly names: readonly string[];
}

const families: readonly CriticalFamily[] = ["mailbox", "files", "teams", "phone"];

/** What each person loses, in the order in which the plan first names the person. */
export function lossesByPerson(plan: Pick<Plan, "losses">): ReadonlyMap<string, readonly Loss[]> {
  const people = new Map<string, Loss[]>();
  for (const loss of plan.losses) people.set(loss.userId, [...(people.get(loss.userId) ?? []), loss]);
  return people;
}

/** One entry for people who lose the same; critical ones first, then the biggest. */
export function lossSets(plan: Plan): readonly LossSet[] {
  const people = lossesByPerson(plan);
  const sets = new Map<string, { set: LossSet; names: string[] }>();
  for (const losses of people.values()) {
    const [first] = losses;
    if (first === undefined) continue;
    const critical = families.filter((family) => losses.some((loss) => loss.critical.includes(family)));
    const what = [...new Set(losses.map((loss) => lossText(plan, loss)))].sort(byText);
    const approved = losses.every((loss) => loss.approvedBy !== undefined) ? "approved in the file" : "";
    const why = [
      reasonsText(
        plan,
        losses.flatMap((loss) => loss.reasons),
      ),
      approved,
    ]
      .filter((text) => text !== "")
      .join("; ");
    const key = JSON.stringify([critical, what, why]);
    const found = sets.get(key);
    if (found !== undefined) found.names.push(first.name);
    else {
      const consequences = critical.map((family) => familyConsequence[family]).filter((text) => text !== undefined);
      sets.set(key, { set: { critical, what, why, consequences, names: [] }, names: [first.name] });
    }
  }
  return [...sets.values()]
    .map(({ set, names }) => ({ ...set, names: names.sort(byText) }))
    .sort(
      (one, other) =>
        other.critical.length - one.critical.length ||
        other.names.length - one.names.length ||
        byText(one.names[0] ?? "", other.names[0] ?? ""),
    );
}

/** What one loss is. The switch is exhaustive, so a new path of the planner cannot go unprinted. */
export function lossText(plan: Plan, loss: Loss): string {
  const { path } = loss;
  switch (path.kind) {
    case "removed":
      return `${takenText(plan, loss)} taken back`;
    case "groupRemoved":
      return `${takenText(plan, loss)} taken from the group ${groupName(plan, path.group)}`;
    case "leftGroup":
      return `${takenText(plan, loss)} lost with the membership of the group ${groupName(plan, path.group)}`;
    case "ruleChanged":
      return (
        `${takenText(plan, loss)} perhaps lost: another rule says who is in the group ` +
        `${groupName(plan, path.group)}, and nobody knows before who stays`
      );
    case "plansOff":
      return `${planNames(plan, path.plans).join(", ")} of ${productText(plan, path.skuId)} off`;
    case "groupPlansOff":
      return (
        `${planNames(plan, path.plans).join(", ")} of ${productText(plan, path.skuId)} off in the group ` +
        groupName(plan, path.group)
      );
  }
}

/** Where what comes instead of a product has less in it, the product itself is no loss, and still the cause of one. */
function takenText(plan: Plan, { skuId, fromSku }: Loss): string {
  const cause = skuId ?? fromSku;
  return cause === undefined ? "licences are" : `${productText(plan, cause)} is`;
}

/** `mailbox, files and phone`, or undefined where nothing critical goes. */
export function criticalText(critical: readonly CriticalFamily[]): string | undefined {
  return critical.length === 0
    ? undefined
    : families
        .filter((family) => critical.includes(family))
        .map((family) => familyText[family])
        .join(", ");
}
