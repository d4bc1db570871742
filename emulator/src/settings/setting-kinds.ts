/**
 * How sure the default is: documented or seen in a full answer, matched by other people's code, inferred, or a guess.
 */
export type Evidence = "documented" | "observed" | "matched" | "inferred" | "guess";

export interface ChoiceSetting<Value extends string | boolean> {
  readonly kind: "choice";
  /** The first is the default: the likelier one. */
  readonly values: readonly [Value, ...Value[]];
  readonly evidence: Evidence;
  readonly about: string;
}

export interface AmountSetting {
  readonly kind: "amount";
  readonly unit: "ms" | "s" | "members" | "units" | "%";
  readonly default: number;
  /** Values that a test matrix should try, the default included. */
  readonly samples: readonly number[];
  readonly evidence: Evidence;
  readonly about: string;
}

export function choice<const Value extends string | boolean>(
  values: readonly [Value, ...Value[]],
  evidence: Evidence,
  about: string,
): ChoiceSetting<Value> {
  return { kind: "choice", values, evidence, about };
}

export function amount(
  unit: AmountSetting["unit"],
  samples: readonly [number, ...number[]],
  evidence: Evidence,
  about: string,
): AmountSetting {
  return { kind: "amount", unit, default: samples[0], samples, evidence, about };
}
