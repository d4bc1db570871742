import { isEmpty, parseEntries, parseIntent } from "../../plan/ledger/intent";
import type { Doubt } from "../../terms/intent";
import type { Outputs } from "../contract/properties";

/** The intents of runs, by the id of the run, as texts. */
export class RunBook {
  /** Those in the state: of the last run, and of runs that did not end well. */
  readonly stored = new Map<string, string>();
  /** What this run is about to do, once the engine was told. It is in the state before the tenant's resource begins. */
  recorded: { readonly id: string; readonly text: string } | undefined;

  /** Every run that this one knows of: what it says at its end holds for all of them. */
  get ids(): readonly string[] {
    return [...new Set([...this.stored.keys(), ...(this.recorded === undefined ? [] : [this.recorded.id])])].sort();
  }
}

/**
 * What earlier runs may have given without having been able to say so.
 *
 * A run that began without a ledger counts where there is still no ledger: its first `create` was cut off. Where there
 * is one, a run counts that is not among those of which the last run that ended has told.
 */
export function doubtsOf(
  { stored }: Pick<RunBook, "stored">,
  outputs: Pick<Outputs, "__settled" | "__begun"> | undefined,
  now: Date,
): readonly Doubt[] {
  const settled = new Set(outputs?.__settled);
  const doubts: Doubt[] = [];
  for (const [id, text] of stored) {
    // A run that has ended may have meant everybody: its text is not read again.
    if (text === "" || settled.has(id)) continue;
    const { base, given, losing } = parseIntent(text);
    const isCutOff = outputs === undefined ? base === undefined : base !== undefined;
    if (isCutOff && (!isEmpty(given) || losing !== undefined))
      doubts.push({ given, ...(losing !== undefined && { losing }) });
  }
  const begun = outputs?.__begun;
  if (begun !== undefined && now.toISOString() < begun.until)
    doubts.push({ given: parseEntries(begun.given), until: begun.until });
  return doubts;
}
