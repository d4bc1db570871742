import type { GraphResponse } from "../graph-request";
import { Random } from "./random";

/** What goes wrong with an answer on its way. */
export type TransportFault =
  | { readonly kind: "disconnect" }
  /** Nothing is answered; the connection is closed after so long. */
  | { readonly kind: "hang"; readonly ms: number }
  | { readonly kind: "truncate" }
  | { readonly kind: "delay"; readonly ms: number };

export type FaultEffect =
  | {
      readonly kind: "status";
      readonly status: number;
      readonly code?: string;
      readonly message?: string;
      readonly retryAfter?: number;
      /** The request is done all the same, and the answer lies. */
      readonly applied?: boolean;
    }
  | { readonly kind: "throttle"; readonly retryAfter?: number; readonly applied?: boolean }
  | { readonly kind: "concurrency" }
  | { readonly kind: "disconnect"; readonly applied?: boolean }
  | { readonly kind: "hang"; readonly ms: number; readonly applied?: boolean }
  | { readonly kind: "truncate" }
  | { readonly kind: "delay"; readonly ms: number };

/** A rule of what goes wrong: for which requests, how often, and what. */
export interface FaultRule {
  readonly id: string;
  readonly method?: string;
  /** A regular expression over the path after the version, such as `^/users/[^/]+/assignLicense$`. */
  readonly path?: string;
  /** Requests of a batch only, or those outside of one only. */
  readonly inBatch?: boolean;
  /** Lets so many matching requests pass first. */
  readonly skip?: number;
  /** Strikes so many times; without it, always. */
  readonly times?: number;
  /**
   * Share of the matching requests that it strikes, decided by a seeded generator: the same seed, the same requests.
   */
  readonly probability?: number;
  readonly seed?: number;
  readonly effect: FaultEffect;
}

/** Answers with a fault on the way carry it along to whoever writes to the socket. */
export interface FaultyResponse extends GraphResponse {
  readonly transport?: TransportFault;
}

interface Entry {
  readonly rule: FaultRule;
  readonly path: RegExp | undefined;
  readonly random: Random;
  seen: number;
  struck: number;
}

/** The rules of what goes wrong, and how often each has struck. */
export class FaultBook {
  readonly #rules = new Map<string, Entry>();

  add(rule: FaultRule): void {
    const path = rule.path === undefined ? undefined : new RegExp(rule.path, "i");
    this.#rules.set(rule.id, { rule, path, seen: 0, struck: 0, random: new Random(rule.seed ?? 1) });
  }

  clear(id?: string): void {
    if (id === undefined) this.#rules.clear();
    else this.#rules.delete(id);
  }

  list(): readonly (FaultRule & { readonly struck: number })[] {
    return [...this.#rules.values()].map(({ rule, struck }) => ({ ...rule, struck }));
  }

  /** The effect that strikes this request, if any. */
  strike(method: string, path: string, inBatch: boolean): FaultEffect | undefined {
    for (const entry of this.#rules.values()) {
      const { rule } = entry;
      if (!concerns(entry, method, path, inBatch)) continue;
      entry.seen += 1;
      if (entry.seen <= (rule.skip ?? 0) || entry.struck >= (rule.times ?? Infinity)) continue;
      if (rule.probability !== undefined && entry.random.next() >= rule.probability) continue;
      entry.struck += 1;
      return rule.effect;
    }
    return undefined;
  }
}

function concerns({ rule, path: pattern }: Entry, method: string, path: string, inBatch: boolean): boolean {
  if (rule.method !== undefined && rule.method.toUpperCase() !== method) return false;
  return pattern?.test(path) !== false && (rule.inBatch === undefined || rule.inBatch === inBatch);
}
