import { z } from "zod";
import type { Entries, Intent, Losing } from "../../terms/intent";
import type { LedgerEntry, LedgerSku } from "../../terms/ledger";
import type { ObjectId, SkuId } from "../../terms/observed";
import type { Loss, Plan, Transition } from "../../terms/plan";
import { emptyLedger, formatLedger, parseLedger } from "./ledger-text";
import { LedgerTextError } from "./ledger-schema";

/**
 * The intent of a run. A run that is cut off leaves no word of what it has done; what it was about to do is in the
 * state all the same, and whoever holds that afterwards and did not before has it from this stack.
 */
export function intentOf(
  {
    transitions: all,
    memberships = [],
    losses = [],
    today = "",
  }: Pick<Plan, "transitions" | "memberships"> & Partial<Pick<Plan, "losses" | "today">>,
  base?: string,
): Intent {
  const people = losses.flatMap(losingOf);
  // A group that is not there yet has no id by which it could be found again. Its licence is found by its name.
  const unmade = new Set(memberships.filter(({ isNew }) => isNew === true).map(({ group }) => group));
  const transitions = all.filter(({ id }) => !unmade.has(id));
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
    ...(people.length > 0 && { losing: { day: today, people } }),
  };
}

/** Of a loss that counts: the licence that goes. Plans that go off in a licence that stays show nothing later. */
function losingOf({ userId: id, path, fromSku: skuId, approvedBy }: Loss): Losing["people"] {
  if (approvedBy !== undefined || skuId === undefined) return [];
  if (path.kind === "removed") return [{ id, skuId }];
  if (path.kind === "leftGroup" || path.kind === "ruleChanged") return [{ id, skuId, left: path.group }];
  return path.kind === "groupRemoved" ? [{ id, skuId, group: path.group }] : [];
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

/** Records of earlier versions have none. */
const losingSchema = z.object({
  day: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  people: z.array(
    z.object({
      id: z.string(),
      skuId: z.string(),
      group: z.string().exactOptional(),
      left: z.string().exactOptional(),
    }),
  ),
});

/** One text, for the state. Equal intents are equal texts. */
export function formatIntent({ base, given, taken, losing }: Intent, tenantId: ObjectId): string {
  const text = {
    intent: version,
    ...(base !== undefined && { base }),
    given: formatEntries(given, tenantId),
    taken: formatEntries(taken, tenantId),
    ...(losing !== undefined && { losing }),
  };
  return JSON.stringify(text);
}

/** The inverse of {@link formatIntent}. Throws {@link LedgerTextError} for anything else. */
export function parseIntent(text: string): Intent {
  const { intent, base, given, taken, losing } = parseObject(text);
  const lost = losingSchema.safeParse(losing).data;
  if (intent !== version || typeof given !== "string" || typeof taken !== "string")
    throw new LedgerTextError("The record of a run in the state is damaged. Restore the state from its history.");
  return {
    ...(typeof base === "string" && { base }),
    given: parseEntries(given),
    taken: parseEntries(taken),
    ...(lost !== undefined && { losing: lost }),
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
