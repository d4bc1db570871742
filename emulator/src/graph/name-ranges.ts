import type { Tenant } from "../tenant/tenant-type";
import type { Filter } from "./query/parse-filter";

interface Range {
  readonly from: string | undefined;
  readonly to: string | undefined;
}

interface Named {
  readonly name: string;
  /** In the order of everybody. */
  readonly place: number;
}

/**
 * People in the order of their names, for a filter that asks for nothing but a range of names: a large tenant is not
 * looked at as a whole for each page of a part. Made anew when the tenant has changed.
 */
export class NameRanges {
  readonly #tenant: Tenant;
  #madeAt = -1;
  #people: readonly Named[] = [];

  constructor(tenant: Tenant) {
    this.#tenant = tenant;
  }

  /** Ids in the order in which lists show them; undefined where a filter asks for something else. */
  ids(filter: Filter): readonly string[] | undefined {
    const range = rangeOf(filter);
    if (range === undefined) return undefined;
    const { userOrder } = this.#tenant.state;
    const places = Int32Array.from(this.#within(range), ({ place }) => place).sort();
    return Array.from(places, (place) => userOrder[place] ?? "");
  }

  #within({ from, to }: Range): readonly Named[] {
    this.#refresh();
    const begin = from === undefined ? 0 : this.#firstWhere((name) => name >= from);
    const end = to === undefined ? this.#people.length : this.#firstWhere((name) => name > to);
    return this.#people.slice(begin, Math.max(begin, end));
  }

  #refresh(): void {
    const { log, state } = this.#tenant;
    if (this.#madeAt === log.length) return;
    this.#madeAt = log.length;
    const people = [...state.users.values()].map(({ userPrincipalName, id }): Named => ({
      name: userPrincipalName.toLowerCase(),
      place: state.userPositions.get(id) ?? 0,
    }));
    this.#people = people.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  }

  /** How many come before the first of whom this is true. */
  #firstWhere(isBehind: (name: string) => boolean): number {
    let [low, high] = [0, this.#people.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBehind(this.#people[middle]?.name ?? "")) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

function rangeOf(filter: Filter): Range | undefined {
  if (filter.kind === "and") {
    const [first, second] = filter.filters.map(rangeOf);
    if (filter.filters.length !== 2 || first === undefined || second === undefined) return undefined;
    const isTwoSided = (first.from === undefined) !== (second.from === undefined);
    return isTwoSided ? { from: first.from ?? second.from, to: first.to ?? second.to } : undefined;
  }
  if (filter.kind !== "compare" || filter.property !== "userPrincipalName" || typeof filter.value !== "string")
    return undefined;
  const value = filter.value.toLowerCase();
  if (filter.operator === "ge") return { from: value, to: undefined };
  return filter.operator === "le" ? { from: undefined, to: value } : undefined;
}
