import { digestOf } from "../basis/digest";
import type { Ledger } from "../../terms/ledger";
import type { Loss } from "../../terms/plan";
import type { Approval } from "../../terms/policy";
import { groupBy, sortedUnique } from "../basis/sets";

/** What an approval is remembered by; its place in the file does not matter. */
export function approvalDigest(approval: Approval): string {
  return digestOf([
    approval.losses,
    sortedUnique(approval.of.map((name) => name.toUpperCase())),
    approval.until,
    approval.reason,
  ]);
}

/** Whether an approval still counts on this day, and for how many people. */
export function remainderOf(approval: Approval, ledger: Pick<Ledger, "approvalsSpent">, today: string): number {
  if (approval.until < today) return 0;
  return Math.max(0, approval.losses - (ledger.approvalsSpent[approvalDigest(approval)] ?? 0));
}

/**
 * Distributes approvals over losses. A person is approved when each of its losses is named by an approval with a
 * remainder; every approval that is used pays one for the person. Whoever is not approved entirely is not approved.
 *
 * `namesOf` gives the names by which an `of` can mean a loss (SKU, person, group), in upper case.
 */
export function applyApprovals(
  losses: readonly Loss[],
  approvals: readonly Approval[],
  ledger: Pick<Ledger, "approvalsSpent">,
  today: string,
  namesOf: (loss: Loss) => readonly string[],
): Loss[] {
  const open = approvals.map((approval) => ({
    digest: approvalDigest(approval),
    of: new Set(approval.of.map((name) => name.toUpperCase())),
    left: remainderOf(approval, ledger, today),
  }));
  const approved: Loss[] = [];
  for (const personal of groupBy(losses, (loss) => loss.userId).values()) {
    const covered = personal.flatMap((loss) => {
      const approval = open.find(
        ({ of, left }) => left > 0 && (of.size === 0 || namesOf(loss).some((name) => of.has(name))),
      );
      return approval === undefined ? [] : [{ loss, approval }];
    });
    if (covered.length < personal.length) {
      approved.push(...personal);
      continue;
    }
    for (const approval of new Set(covered.map((one) => one.approval))) approval.left -= 1;
    for (const { loss, approval } of covered) approved.push({ ...loss, approvedBy: approval.digest });
  }
  return approved;
}
