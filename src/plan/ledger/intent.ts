import type { Entries, Intent } from "../../terms/intent";
import type { LedgerEntry, LedgerSku } from "../../terms/ledger";
import type { ObjectId, SkuId } from "../../terms/observed";
import type { Plan, Transition } from "../../terms/plan";
import { emptyLedger, formatLedger, parseLedger } from "./ledger-text";
import { LedgerTextError } from "./ledger-schema";

/**
 * The intent of a run. A run that is cut off leaves no word of what it has done; what it was about to do is in the
 * state all the same, and whoever holds that afterwards and did not before has it from this stack.
 */
export function intentOf({ transitions }: Pick<Plan, "transitions">, base?: string): Intent {
  return {
    ...(base !== undefined && { base }),
    given: entriesOf(transitions, ({ grants }) =>
      grants.filter(({ disabledBefore }) => disabledBefore === undefined).map(({ skuId }) => owned(skuId)),
    ),
    taken: entriesOf(transitions, ({ removals }) =>
      removals.map(({ skuId, disabledBefore }) => ({
        ...owned(skuId),
        ...(disabledBefore.length > 0 && { selection: { kind: "off", plans: disabledBefore } as const }),
      })),
    ),
  };
}

/** By its id: that never comes to mean another SKU. */
function owned(skuId: SkuId): LedgerSku {
  return { skuId, written: skuId, selection: { kind: "unmanaged" } };
}

function entriesOf(
  transitions: readonly Transition[],
  skusOf: (transition: Transition) => readonly LedgerSku[],
): Entries {
  const of = (wanted: Transition["principal"]): LedgerEntry[] =>
    transitions.flatMap((transition) => {
      const { principal, id, name } = transition;
      const skus = principal === wanted ? skusOf(transition) : [];
      return skus.length === 0 ? [] : [{ id, name, skus }];
    });
  return { users: of("user"), groups: of("group") };
}

export function isEmpty({ users, groups }: Entries): boolean {
  return users.length === 0 && groups.length === 0;
}

const version = 1;

/** One text, for the state. Equal intents are equal texts. */
export function formatIntent({ base, given, taken }: Intent, tenantId: ObjectId): string {
  const text = {
    intent: version,
    ...(base !== undefined && { base }),
    given: formatEntries(given, tenantId),
    taken: formatEntries(taken, tenantId),
  };
  return JSON.stringify(text);
}

/** The inverse of {@link formatIntent}. Throws {@link LedgerTextError} for anything else. */
export function parseIntent(text: string): Intent {
  const { intent, base, given, taken } = parseObject(text);
  if (intent !== version || typeof given !== "string" || typeof taken !== "string")
    throw new LedgerTextError("The record of a run in the state is damaged. Restore the state from its history.");
  return {
    ...(typeof base === "string" && { base }),
    given: parseEntries(given),
    taken: parseEntries(taken),
  };
}

export function formatEntries(entries: Entries, tenantId: ObjectId): string {
  return formatLedger({ ...emptyLedger(tenantId), ...entries });
}

export function parseEntries(text: string): Entries {
  const { users, groups } = parseLedger(text);
  return { users, groups };
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
