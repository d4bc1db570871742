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

export interface Counter {
  count(route: string, status: number, units: number, isWrite: boolean): void;
  read(): Statistics;
  reset(): void;
}

export function createCounter(): Counter {
  let totals = { requests: 0, resourceUnits: 0, writes: 0, throttled: 0 };
  let byRoute = new Map<string, number>();
  let byStatus = new Map<string, number>();
  return {
    count(route, status, units, isWrite) {
      totals.requests += 1;
      totals.resourceUnits += units;
      if (isWrite) totals.writes += 1;
      if (status === 429 || status === 503) totals.throttled += 1;
      byRoute.set(route, (byRoute.get(route) ?? 0) + 1);
      byStatus.set(String(status), (byStatus.get(String(status)) ?? 0) + 1);
    },
    read: () => ({ ...totals, byRoute: sorted(byRoute), byStatus: sorted(byStatus) }),
    reset() {
      totals = { requests: 0, resourceUnits: 0, writes: 0, throttled: 0 };
      byRoute = new Map();
      byStatus = new Map();
    },
  };
}

function sorted(counts: ReadonlyMap<string, number>): Readonly<Record<string, number>> {
  return Object.fromEntries([...counts].sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0)));
}
