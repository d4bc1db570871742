import type { Loss, Plan, Reason } from "../../terms/plan";
import { changeKindOf, effectsOf, transitionName, type ChangeKind } from "../content/changes";
import { criticalText, lossesByPerson, lossText } from "../content/losses";
import { reasonsText } from "../content/reasons";
import { productText } from "../content/words";
import { byText } from "../../text/order";

export type RowKind = ChangeKind | "lose";

/** One line of the big table; SKUs and assignments are indexes, so that 50,000 rows stay small. */
export interface Row {
  readonly order: number;
  readonly kind: string;
  readonly person: string;
  readonly what: string;
  readonly why: string;
  readonly skus: readonly number[];
  readonly assignments: readonly number[];
}

export interface RowData {
  /** What the rows are, in the plural. */
  readonly noun: string;
  /** What each kind is called, in reading order. */
  readonly kinds: Readonly<Record<string, string>>;
  readonly skus: readonly string[];
  readonly assignments: readonly string[];
  readonly rows: readonly Row[];
}

const kindNames: Readonly<Record<RowKind, string>> = {
  lose: "loses",
  gain: "gains",
  reprocess: "processed again",
  swap: "swaps",
  move: "moves",
  take: "gives up, and members lose",
  withdraw: "gives back",
  adjust: "changes plans",
  locate: "usage location",
};

/** Who loses most of what is critical first, then by name. */
function urgentFirst(people: ReadonlyMap<string, readonly Loss[]>): readonly (readonly Loss[])[] {
  const families = (losses: readonly Loss[]): number => new Set(losses.flatMap((loss) => loss.critical)).size;
  return [...people.values()].sort(
    (one, other) => families(other) - families(one) || byText(one[0]?.name ?? "", other[0]?.name ?? ""),
  );
}

/**
 * Losses first, then the other transitions in plan order. Who gives something back and loses it is one row; who swaps
 * and loses by it is two.
 */
export function rowData(plan: Plan): RowData {
  const skus = new Index();
  const assignments = new Index();
  const rows: Row[] = [];
  const add = (
    kind: RowKind,
    person: string,
    what: string,
    skuIds: readonly string[],
    reasons: readonly Reason[],
  ): void => {
    rows.push({
      order: rows.length,
      kind,
      person,
      what,
      why: reasonsText(plan, reasons),
      skus: skuIds.map((id) => skus.of(productText(plan, id))),
      assignments: reasons.flatMap((reason) => ("assignment" in reason ? [assignments.of(reason.assignment)] : [])),
    });
  };
  const people = lossesByPerson(plan);
  for (const losses of urgentFirst(people)) {
    const critical = criticalText(losses.flatMap((loss) => loss.critical));
    const what = [...new Set(losses.map((loss) => lossText(plan, loss)))].join("; ");
    add(
      "lose",
      losses[0]?.name ?? "",
      critical === undefined ? what : `${critical}: ${what}`,
      losses.flatMap((loss) => loss.skuId ?? []),
      losses.flatMap((loss) => loss.reasons),
    );
  }
  for (const transition of plan.transitions) {
    // Who loses stands above, with everything that is taken back.
    if (people.has(transition.id) && changeKindOf(transition) === "withdraw") continue;
    const parts = [...transition.grants, ...transition.removals];
    const name = `${transition.principal === "group" ? "group " : ""}${transitionName(transition)}`;
    const skuIds = [...parts.map((part) => part.skuId), ...(transition.again?.skuIds ?? [])];
    add(
      changeKindOf(transition),
      name,
      effectsOf(plan, transition).join(", "),
      skuIds,
      parts.flatMap((part) => part.reasons),
    );
  }
  return { noun: "changes", kinds: kindNames, skus: skus.names, assignments: assignments.names, rows };
}

/** Names by the order in which they came. */
export class Index {
  readonly #positions = new Map<string, number>();

  of(name: string): number {
    const known = this.#positions.get(name);
    if (known !== undefined) return known;
    this.#positions.set(name, this.#positions.size);
    return this.#positions.size - 1;
  }

  get names(): readonly string[] {
    return [...this.#positions.keys()];
  }
}
