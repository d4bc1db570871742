import { formatRoster } from "../../roster/format";
import type { PlanSelection, RosterLicense } from "../../roster/types";
import { isDirect, isHeld } from "../basis/holdings";
import type { LedgerEntry } from "../../terms/ledger";
import type { ObservedAssignment, ObservedGroup, ObservedUser, PlanId, SkuId } from "../../terms/observed";
import { showSelection } from "../basis/selection";
import type { TenantIndex } from "../basis/tenant-index";
import type { Lines } from "../../terms/plan";
import { sortedRecord } from "../basis/sets";
import { visible } from "../../text/visible";

interface ShownSku {
  readonly skuId: SkuId;
  readonly written?: string;
  readonly selection: PlanSelection;
  readonly seenAbsent?: string;
}

function labelOf(index: TenantIndex, sku: ShownSku): string {
  return index.skus.get(sku.skuId)?.label ?? sku.written ?? sku.skuId;
}

/**
 * Plans that are off for a person in one SKU: those of the direct assignment, or else those that no group switches on.
 */
function disabledOf(assignments: readonly ObservedAssignment[], skuId: SkuId): readonly PlanId[] | undefined {
  let off: readonly PlanId[] | undefined;
  for (const assignment of assignments) {
    if (assignment.skuId !== skuId || !isHeld(assignment)) continue;
    const { disabledPlans } = assignment;
    if (isDirect(assignment)) return disabledPlans;
    off = off?.filter((plan) => disabledPlans.includes(plan)) ?? disabledPlans;
  }
  return off;
}

function format(licenses: readonly RosterLicense[], usageLocation: string | undefined): string | undefined {
  if (licenses.length === 0) return undefined;
  return formatRoster(usageLocation === undefined ? { licenses } : { licenses, usageLocation });
}

/**
 * The line of a person: of what the entry lists (and of `authority`, held directly) that which is held, with the plans
 * as they are where they are managed. Undefined where nothing of it is held.
 */
export function userLine(
  index: TenantIndex,
  entry: LedgerEntry | undefined,
  authority: ReadonlySet<SkuId>,
  assignments: readonly ObservedAssignment[],
  usageLocation: string | undefined,
): string | undefined {
  const owned = entry?.skus ?? [];
  const shown = authority.size === 0 ? owned : withAuthority(owned, authority, assignments);
  const licenses: RosterLicense[] = [];
  for (const sku of shown) {
    // What is to be taken back, should it turn up, is not had by a group's licence.
    const ways = sku.seenAbsent === undefined ? assignments : assignments.filter(isDirect);
    const disabledPlans = disabledOf(ways, sku.skuId);
    if (disabledPlans === undefined) continue;
    licenses.push({
      sku: labelOf(index, sku),
      selection: showSelection(sku.selection, index.skus.get(sku.skuId), disabledPlans),
    });
  }
  return format(licenses, entry?.usageLocation === undefined ? undefined : usageLocation);
}

function withAuthority(
  owned: readonly ShownSku[],
  authority: ReadonlySet<SkuId>,
  assignments: readonly ObservedAssignment[],
): readonly ShownSku[] {
  const shown = [...owned];
  for (const assignment of assignments) {
    if (
      !isDirect(assignment) ||
      !authority.has(assignment.skuId) ||
      shown.some((sku) => sku.skuId === assignment.skuId)
    )
      continue;
    shown.push({ skuId: assignment.skuId, selection: { kind: "unmanaged" } });
  }
  return shown;
}

export function groupLine(
  index: TenantIndex,
  entry: LedgerEntry,
  licenses: ObservedGroup["licenses"],
): string | undefined {
  const given = new Map(licenses.map((license) => [license.skuId, license.disabledPlans]));
  const shown = entry.skus.flatMap((sku): RosterLicense[] => {
    const disabledPlans = given.get(sku.skuId);
    if (disabledPlans === undefined) return [];
    return [
      { sku: labelOf(index, sku), selection: showSelection(sku.selection, index.skus.get(sku.skuId), disabledPlans) },
    ];
  });
  return format(shown, undefined);
}

/** The line of somebody who could not be read: as the ledger believes it, so that it is no change. */
export function believedLine(index: TenantIndex, entry: LedgerEntry): string | undefined {
  const licenses = entry.skus.map((sku) => ({ sku: labelOf(index, sku), selection: sku.selection }));
  return format(licenses, entry.usageLocation);
}

/**
 * Collects lines and delivers them sorted. The engine prints names and lines as they are: what a state or a tenant has
 * put into them is shown for what it is.
 */
export class LineBook {
  private readonly users: [string, string][] = [];
  private readonly groups: [string, string][] = [];

  addUser(name: string, line: string | undefined): void {
    if (line !== undefined) this.users.push([visible(name), visible(line)]);
  }

  addGroup(name: string, line: string | undefined): void {
    if (line !== undefined) this.groups.push([visible(name), visible(line)]);
  }

  toLines(): Lines {
    // Of two lines of one name the last one stands: the sort is stable.
    return { users: sortedRecord(this.users), groups: sortedRecord(this.groups) };
  }
}

/** Whether a person's assignments can be believed. */
export function isReadable(
  user: ObservedUser | undefined,
): user is ObservedUser & { assignments: readonly ObservedAssignment[] } {
  return user?.assignments !== undefined;
}
