import type { Ledger } from "../../terms/ledger";
import type { Observed, ObjectId } from "../../terms/observed";
import type { Plan } from "../../terms/plan";
import { isWrittenLately } from "./absence";

/**
 * People of whom a list says otherwise than this stack has written lately: what it gave them is not there, or what it
 * took still is. The list is mostly older than the write. A plan made from it would do the same again, and show work
 * that is none; so such people are read by id, and planned for once more.
 */
export function contradictedByLists(
  { transitions }: Pick<Plan, "transitions">,
  ledger: Ledger,
  observed: Observed,
  now: string,
): readonly ObjectId[] {
  const changed = new Set(transitions.map(({ id }) => id));
  const entries = new Map(ledger.users.filter(({ id }) => changed.has(id)).map((entry) => [entry.id, entry]));
  const fromLists = new Set(
    observed.users.filter(({ id, byId }) => byId !== true && changed.has(id)).map(({ id }) => id),
  );
  return transitions.flatMap(({ id, grants, removals }) => {
    const entry = entries.get(id);
    if (entry === undefined || !fromLists.has(id) || !isWrittenLately(entry, now)) return [];
    const owned = new Set(entry.skus.map(({ skuId }) => skuId));
    return grants.some(({ skuId }) => owned.has(skuId)) || removals.some(({ skuId }) => !owned.has(skuId)) ? [id] : [];
  });
}
