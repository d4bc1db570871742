import type { Place } from "../../terms/place";

/** Seats of one product on one day. */
export interface ObservedPool {
  readonly skuId: string;
  readonly partNumber: string;
  readonly name: string;
  readonly bought: number;
  readonly used: number;
  /** Of one seat for one month. */
  readonly price?: number | undefined;
}

export interface OpenFinding {
  readonly code?: string | undefined;
  readonly severity: "error" | "warning" | "info";
  readonly message: string;
  readonly remedy?: string | undefined;
  readonly principals: readonly string[];
  readonly place?: Place | undefined;
}

interface Head {
  readonly stack: string;
  readonly at?: string;
}

interface Dated extends Head {
  readonly day: string;
  readonly tenant: { readonly id: string; readonly displayName: string };
}

/** What one report says of the state of a stack. */
export type Snapshot =
  | (Dated & {
      readonly kind: "plan";
      readonly currency?: string;
      /** The report has every product of the tenant; those of older versions have what the run touches. */
      readonly isWhole: boolean;
      readonly pools: readonly ObservedPool[];
      readonly findings: readonly OpenFinding[];
      readonly waiting: number;
    })
  | (Dated & {
      readonly kind: "run";
      readonly seats: readonly { readonly skuId: string; readonly bought: number; readonly used: number }[];
    })
  | (Head & { readonly kind: "refusal"; readonly problems: readonly Omit<OpenFinding, "severity" | "principals">[] });
