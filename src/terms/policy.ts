import type { Place } from "./place";

export type Severity = "error" | "warning" | "info" | "off";

/** How much may be taken away in a sliding window. */
export type Limits =
  | { readonly kind: "noneRemoved" }
  | {
      readonly kind: "limited";
      /** Share of the people under the ledger, 0 to 100. */
      readonly people: number;
      readonly atMost: number;
      readonly perDays: number;
    };

/** An entry of `approve`: lifts a limit in the reviewed file itself. */
export interface Approval {
  readonly losses: number;
  /** SKU names as written in rosters, user principal names or group names; empty: any. */
  readonly of: readonly string[];
  /** Last day on which it counts, YYYY-MM-DD. */
  readonly until: string;
  readonly reason: string;
  readonly place?: Place;
}

/** Licences that these people and groups get all at once or not at all (`together: true` on an assignment). */
export interface Together {
  /** As written in lines. */
  readonly skus: readonly string[];
  readonly principals: readonly string[];
}

/** Whose turn for a seat of these licences comes before others' (`priority` on an assignment). */
export interface Priority {
  /** The higher goes first; 0 where no assignment says one. */
  readonly priority: number;
  /** As written in lines. */
  readonly skus: readonly string[];
  readonly principals: readonly string[];
}

/** Everything of a stack that is not an assignment. Small: it is one property of the resource. */
export interface Policy {
  /** Fills a gap only. `fromCountry`: the person's country first, then `default`. */
  readonly usageLocation?: { readonly default?: string; readonly fromCountry: boolean };
  readonly limits: Limits;
  readonly approvals: readonly Approval[];
  /** User principal names never touched, on no path. */
  readonly protected: readonly string[];
  /** User principal names (or group names) to forget without taking anything. */
  readonly release: readonly string[];
  readonly authoritative?: { readonly skus: readonly string[]; readonly scope: "declared" | "tenant" };
  readonly onMissingUser: "error" | "wait";
  /** `inOrder`: declared order decides who goes without, and is then part of the policy. */
  readonly onShortage:
    | { readonly kind: "refuse" }
    | {
        readonly kind: "inOrder";
        readonly order: readonly string[];
        readonly together?: readonly Together[];
        readonly priorities?: readonly Priority[];
      };
  /** People who may be without a licence for a moment, so that two who wait for each other's seat can be swapped. */
  readonly allowInterruption: readonly string[];
  /** Severities by rule code. */
  readonly rules: Readonly<Record<string, Severity>>;
  /** Price a seat and month by SKU name, in one currency. */
  readonly prices?: { readonly currency: string; readonly bySku: Readonly<Record<string, number>> };
}

/** The defaults of a stack that says nothing: 10 % of the people, at most 25, in seven days. */
export const defaultLimits: Limits = { kind: "limited", people: 10, atMost: 25, perDays: 7 };
