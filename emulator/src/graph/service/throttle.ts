import type { Clock } from "../../tenant/clock";
import type { Settings } from "../../settings/settings";

type Counted = "writes" | "units" | "requests";

/** One published limit: who shares it, what it counts, how much of it there is in which time. */
interface Scope {
  /** First part of x-ms-throttle-scope; only Tenant_Application is published in full. */
  readonly name: "Tenant_Application" | "Tenant" | "Application" | "Global";
  readonly counts: Counted;
  readonly windowMs: number;
  readonly limit: (people: number) => number;
  /** Setting that says how much of it others use: one emulated tenant alone comes nowhere near the wider limits. */
  readonly load?: "tenantLoad" | "applicationLoad" | "globalLoad";
}

/**
 * Microsoft: "Microsoft Graph service-specific throttling limits", global limit and identity and access service limits.
 */
const scopes: readonly Scope[] = [
  { name: "Tenant_Application", counts: "writes", windowMs: 150_000, limit: () => 3000 },
  {
    name: "Tenant_Application",
    counts: "units",
    windowMs: 10_000,
    limit: (people) => (people < 50 ? 3500 : people <= 500 ? 5000 : 8000),
  },
  { name: "Tenant", counts: "writes", windowMs: 300_000, limit: () => 18_000, load: "tenantLoad" },
  { name: "Application", counts: "writes", windowMs: 300_000, limit: () => 35_000, load: "applicationLoad" },
  { name: "Application", counts: "units", windowMs: 20_000, limit: () => 150_000, load: "applicationLoad" },
  { name: "Global", counts: "requests", windowMs: 10_000, limit: () => 130_000, load: "globalLoad" },
];

/** Above this share of a limit the answers say how much of it is used. */
const warningShare = 0.8;

export type ThrottleVerdict =
  /** `percentage`: share of the nearest limit, where it is worth saying. */
  | { readonly kind: "pass"; readonly percentage: number | undefined }
  | {
      readonly kind: "refused";
      readonly scope: Scope["name"];
      readonly counted: Counted;
      readonly retryAfterSeconds: number;
    };

interface Window {
  startsAt: number;
  used: number;
}

/** How much of each limit is used. */
export class Throttle {
  readonly #clock: Clock;
  readonly #people: () => number;
  readonly #settings: () => Settings;
  readonly #windows = new Map<Scope, Map<string, Window>>(scopes.map((scope) => [scope, new Map()]));

  constructor(clock: Clock, people: () => number, settings: () => Settings) {
    this.#clock = clock;
    this.#people = people;
    this.#settings = settings;
  }

  /** Counts a request, or says that it is one too many. */
  admit(caller: string, units: number, isWrite: boolean): ThrottleVerdict {
    const costs = { units, writes: isWrite ? 1 : 0, requests: 1 };
    const charged: { readonly window: Window; readonly cost: number }[] = [];
    let share = 0;
    for (const scope of scopes) {
      const cost = costs[scope.counts];
      if (cost === 0) continue;
      const window = this.#current(scope, caller);
      const limit = scope.limit(this.#people());
      const total = window.used + cost + this.#usedByOthers(scope, limit);
      if (total > limit) {
        const retryAfterSeconds = Math.max(1, Math.ceil((window.startsAt + scope.windowMs - this.#clock()) / 1000));
        return { kind: "refused", scope: scope.name, counted: scope.counts, retryAfterSeconds };
      }
      charged.push({ window, cost });
      share = Math.max(share, total / limit);
    }
    for (const { window, cost } of charged) window.used += cost;
    return { kind: "pass", percentage: share >= warningShare ? share : undefined };
  }

  /** Gives back what a request turned out not to cost. */
  refund(caller: string, units: number): void {
    for (const scope of scopes) if (scope.counts === "units") this.#current(scope, caller).used -= units;
  }

  #usedByOthers({ load }: Scope, limit: number): number {
    return load === undefined ? 0 : (limit * this.#settings()[load]) / 100;
  }

  #current(scope: Scope, caller: string): Window {
    const now = this.#clock();
    const key = scope.name === "Tenant" ? "everybody" : caller;
    const windows = this.#windows.get(scope);
    const window = windows?.get(key) ?? { startsAt: now, used: 0 };
    if (now - window.startsAt >= scope.windowMs || now < window.startsAt) {
      window.startsAt = now;
      window.used = 0;
    }
    windows?.set(key, window);
    return window;
  }
}
