import type { DesiredPrincipal, DormantAssignment } from "../../terms/desired";
import type { LedgerSku } from "../../terms/ledger";
import type { Reason } from "../../terms/plan";
import type { Left } from "../basis/plan-input";
import type { ResolvedLicense } from "../bind/resolve-licenses";

interface EndedAssignment extends DormantAssignment {
  readonly until: string;
}

/** Assignments that ended before this day, by principal in lower case. */
export type EndedAssignments = ReadonlyMap<string, readonly EndedAssignment[]>;

export function indexEnded(dormant: readonly DormantAssignment[], today: string): EndedAssignments {
  const ended = new Map<string, EndedAssignment[]>();
  for (const assignment of dormant) {
    const { until } = assignment;
    if (until === undefined || until >= today) continue;
    const one = { ...assignment, until };
    for (const principal of assignment.principals) {
      const key = principal.toLowerCase();
      const known = ended.get(key);
      if (known === undefined) ended.set(key, [one]);
      else known.push(one);
    }
  }
  return ended;
}

/** The assignments that declare this licence, as reasons. */
export function declaredReasons(declared: DesiredPrincipal, license: ResolvedLicense): Reason[] {
  return declared.declarations
    .filter((declaration) => declaration.skus.includes(license.written))
    .map(({ assignment, place }) => ({ kind: "declared", assignment, ...(place !== undefined && { place }) }));
}

/**
 * Why something owned is taken back: the assignment that ended, the one that means others now, or simply that it is no
 * longer declared.
 */
export function withdrawnReasons(
  name: string,
  owned: LedgerSku,
  ended: EndedAssignments,
  left: readonly Left[] = [],
): Reason[] {
  const expired = (ended.get(name.toLowerCase()) ?? [])
    .filter((assignment) => assignment.skus.some((sku) => sku.toUpperCase() === owned.written.toUpperCase()))
    .map(({ assignment, until, place }): Reason => ({
      kind: "expired",
      assignment,
      until,
      ...(place !== undefined && { place }),
    }));
  if (expired.length > 0) return expired;
  const gone = left
    .filter(({ skus }) => skus.has(owned.written.toUpperCase()))
    .map(({ assignment, why, place }): Reason => ({
      kind: "left",
      assignment,
      why,
      ...(place !== undefined && { place }),
    }));
  return gone.length > 0 ? gone : [{ kind: "undeclared" }];
}
