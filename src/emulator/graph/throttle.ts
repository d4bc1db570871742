import type { Clock } from "../tenant/clock";

/** Published limits of the identity service for an application in one tenant, by size of the tenant. (Microsoft: "Identity and access service limits") */
const unitsPerWindow = (people: number): number => (people < 50 ? 3500 : people <= 500 ? 5000 : 8000);
const unitWindowMs = 10_000;
const writesPerWindow = 3000;
const writeWindowMs = 150_000;
/** Above this share of a limit the answers say how much of it is used. */
const warningShare = 0.8;

export interface ThrottleVerdict {
  readonly kind: "pass" | "units" | "writes";
  readonly retryAfterSeconds: number;
  /** Share of the nearest limit, where it is worth saying. */
  readonly percentage: number | undefined;
}

export interface Throttle {
  /** Counts a request, or says that it is one too many. */
  admit(caller: string, units: number, isWrite: boolean): ThrottleVerdict;
  /** Gives back what a request turned out not to cost. */
  refund(caller: string, units: number): void;
}

interface Window {
  startsAt: number;
  used: number;
}

export function createThrottle(clock: Clock, people: () => number): Throttle {
  const windows = new Map<string, { readonly units: Window; readonly writes: Window }>();
  const current = (window: Window, length: number): Window => {
    const now = clock();
    if (now - window.startsAt >= length || now < window.startsAt) {
      window.startsAt = now;
      window.used = 0;
    }
    return window;
  };
  const of = (caller: string): { readonly units: Window; readonly writes: Window } => {
    const known = windows.get(caller) ?? { units: { startsAt: clock(), used: 0 }, writes: { startsAt: clock(), used: 0 } };
    windows.set(caller, known);
    return { units: current(known.units, unitWindowMs), writes: current(known.writes, writeWindowMs) };
  };
  const wait = (window: Window, length: number): number => Math.max(1, Math.ceil((window.startsAt + length - clock()) / 1000));

  return {
    admit(caller, units, isWrite) {
      const { units: unitWindow, writes } = of(caller);
      const limit = unitsPerWindow(people());
      if (isWrite && writes.used + 1 > writesPerWindow) return { kind: "writes", retryAfterSeconds: wait(writes, writeWindowMs), percentage: writes.used / writesPerWindow };
      if (unitWindow.used + units > limit) return { kind: "units", retryAfterSeconds: wait(unitWindow, unitWindowMs), percentage: unitWindow.used / limit };
      unitWindow.used += units;
      if (isWrite) writes.used += 1;
      const share = Math.max(unitWindow.used / limit, writes.used / writesPerWindow);
      return { kind: "pass", retryAfterSeconds: 0, percentage: share >= warningShare ? share : undefined };
    },
    refund(caller, units) {
      of(caller).units.used -= units;
    },
  };
}
