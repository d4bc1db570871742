/** What was asked of the emulator since it started, or since the last reset. */
export interface Statistics {
  readonly requests: number;
  readonly resourceUnits: number;
  readonly writes: number;
  readonly throttled: number;
  /** Requests by method and route, items of batches each on their own. */
  readonly byRoute: Readonly<Record<string, number>>;
  readonly byStatus: Readonly<Record<string, number>>;
}

export class Counter {
  #totals = noTotals();
  #byRoute = new Map<string, number>();
  #byStatus = new Map<string, number>();

  count(route: string, status: number, units: number, isWrite: boolean): void {
    this.#totals.requests += 1;
    this.#totals.resourceUnits += units;
    if (isWrite) this.#totals.writes += 1;
    if (status === 429 || status === 503) this.#totals.throttled += 1;
    this.#byRoute.set(route, (this.#byRoute.get(route) ?? 0) + 1);
    this.#byStatus.set(String(status), (this.#byStatus.get(String(status)) ?? 0) + 1);
  }

  read(): Statistics {
    return { ...this.#totals, byRoute: sorted(this.#byRoute), byStatus: sorted(this.#byStatus) };
  }

  reset(): void {
    this.#totals = noTotals();
    this.#byRoute = new Map();
    this.#byStatus = new Map();
  }
}

function noTotals(): { requests: number; resourceUnits: number; writes: number; throttled: number } {
  return { requests: 0, resourceUnits: 0, writes: 0, throttled: 0 };
}

function sorted(counts: ReadonlyMap<string, number>): Readonly<Record<string, number>> {
  return Object.fromEntries([...counts].sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0)));
}
