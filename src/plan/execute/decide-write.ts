import type { CatalogFacts } from "../basis/catalog-facts";
import { coversPlans, directOf, isDirect, isHeld, isSound } from "../basis/holdings";
import { type BareLoss, lossesBetween } from "../guard/losses";
import type { ObjectId, ObservedAssignment, ObservedUser, PlanId, SkuId } from "../../terms/observed";
import type { CriticalFamily, Grant, Loss, Removal, Transition } from "../../terms/plan";
import { sameMembers, sortedUnique } from "../basis/sets";
import { skuLabel, type TenantIndex } from "../basis/tenant-index";
import type { PrincipalWrite } from "../../terms/port";
import { firstCall, heldBackText, sortRemovals, type RemovalContext, type Stays } from "./sort-removals";

/** What the plan said that one person may lose, and what it gives the person. */
export interface Allowance {
  readonly lostSkus: ReadonlySet<SkuId>;
  readonly critical: ReadonlySet<CriticalFamily>;
  readonly granted: ReadonlySet<SkuId>;
  /** The person's assignments when the plan was made. */
  readonly planned?: readonly ObservedAssignment[];
}

export interface WriteContext extends RemovalContext {
  readonly index: TenantIndex;
  readonly catalog: CatalogFacts;
  /** "group sku" of everything that this plan takes from groups: it does not count as held. */
  readonly withdrawn: ReadonlySet<string>;
  /** "group sku" to the plans that this plan switches off in groups: they do not count as on. */
  readonly switchedOff: ReadonlyMap<string, readonly PlanId[]>;
}

export type WriteDecision =
  /** `heldBack`: part of the transition waits for the next run. */
  /** `alone`: removals that Graph may refuse for reasons of their own, each in a call of its own after this one. */
  | {
      readonly kind: "write";
      readonly write: PrincipalWrite;
      readonly alone?: readonly SkuId[];
      readonly heldBack?: string;
    }
  | { readonly kind: "nothing"; readonly heldBack?: string }
  | { readonly kind: "skip"; readonly why: string };

export function withdrawnKey(group: ObjectId, skuId: SkuId): string {
  return `${group} ${skuId}`;
}

/** Inherited licences that stay, of one SKU, with what this plan leaves on of them. */
function stayingWays(context: WriteContext, user: ObservedUser, skuId: SkuId): ObservedAssignment[] {
  return (user.assignments ?? [])
    .filter(
      (way) =>
        way.skuId === skuId &&
        !isDirect(way) &&
        isHeld(way) &&
        !context.withdrawn.has(withdrawnKey(way.assignedByGroup ?? "", skuId)),
    )
    .map((way) => {
      const off = context.switchedOff.get(withdrawnKey(way.assignedByGroup ?? "", skuId));
      return off === undefined ? way : { ...way, disabledPlans: sortedUnique([...way.disabledPlans, ...off]) };
    });
}

function isStillNeeded(context: WriteContext, user: ObservedUser, grant: Grant): boolean {
  const direct = directOf(user, grant.skuId);
  if (direct !== undefined) return grant.managed === true && !sameMembers(direct.disabledPlans, grant.disabledPlans);
  const ways = stayingWays(context, user, grant.skuId);
  if (ways.length === 0) return true;
  return grant.managed === true && !coversPlans(context.index, ways, grant);
}

/** Whether the licence through the group is there and does what the direct one does. */
function isReplaced(context: WriteContext, user: ObservedUser, removal: Removal, direct: ObservedAssignment): boolean {
  return stayingWays(context, user, removal.skuId).some(
    (way) => isSound(way) && coversPlans(context.index, [way], direct),
  );
}

/**
 * Losses that the plan did not tell: nothing that causes one is sent. What goes in several calls is weighed as a whole
 * too: that which is no loss between the planned start and this call's end is none, although it may look like one from
 * halfway (the last of two licences, in which nothing is on any more).
 */
export function untoldLosses(
  context: Pick<WriteContext, "index" | "catalog">,
  before: readonly ObservedAssignment[],
  after: readonly ObservedAssignment[],
  allowance: Allowance,
): Pick<Loss, "skuId" | "critical">[] {
  const untold = (from: readonly ObservedAssignment[]): BareLoss[] =>
    lossesBetween(context.index, context.catalog, from, after, allowance.granted).filter(
      (loss) =>
        (loss.skuId !== undefined && !allowance.lostSkus.has(loss.skuId)) ||
        loss.critical.some((family) => !allowance.critical.has(family)),
    );
  const now = untold(before);
  if (now.length === 0 || allowance.planned === undefined) return now;
  const known = new Set(allowance.planned.map(({ skuId }) => skuId));
  return untold(allowance.planned).length === 0 && now.every(({ fromSku }) => known.has(fromSku)) ? [] : now;
}

/** A person's assignments after one write. */
export function afterWrite(
  assignments: readonly ObservedAssignment[],
  write: Pick<PrincipalWrite, "add" | "remove">,
): ObservedAssignment[] {
  const changed = new Set([...write.remove, ...write.add.map((license) => license.skuId)]);
  const after = assignments.filter((assignment) => !isDirect(assignment) || !changed.has(assignment.skuId));
  for (const { skuId, disabledPlans } of write.add) after.push({ skuId, disabledPlans, state: "Active" });
  return after;
}

function usageLocationFor(transition: Transition, user: ObservedUser, enforced: boolean): string | undefined {
  const after = transition.usageLocation?.after;
  if (after === user.usageLocation) return undefined;
  return enforced || user.usageLocation === undefined ? after : undefined;
}

const notActiveYet =
  "a direct licence stays, since the one through the group is not active with the same plans; the next run tries again";

/**
 * What is still to be sent for one person: what is already so is left out, a direct licence stays until the group's
 * replaces it, and nothing is sent by which the person would lose what the plan did not tell.
 */
export function decideUserWrite(
  context: WriteContext,
  transition: Transition,
  user: ObservedUser | undefined,
  options: { readonly allowance: Allowance; readonly enforcedLocation: boolean; readonly refused?: Stays },
): WriteDecision {
  if (user === undefined) return { kind: "skip", why: "the account can no longer be read" };
  if (user.assignments === undefined)
    return { kind: "skip", why: "Graph left the person's licenseAssignmentStates out" };
  const add = transition.grants
    .filter((grant) => isStillNeeded(context, user, grant))
    .map(({ skuId, disabledPlans }) => ({ skuId, disabledPlans }));
  const due: SkuId[] = [];
  const waiting: string[] = [];
  for (const removal of transition.removals) {
    const direct = directOf(user, removal.skuId);
    if (direct === undefined) continue;
    if (removal.onlyIfInherited !== undefined && !isReplaced(context, user, removal, direct))
      waiting.push(notActiveYet);
    else due.push(removal.skuId);
  }
  const { remove, alone, heldBack } = sortRemovals(context, due, options.refused);
  const usageLocation = usageLocationFor(transition, user, options.enforcedLocation);
  const rest = heldBackText([...waiting, ...heldBack]);
  if (add.length + remove.length + alone.length === 0 && usageLocation === undefined)
    return { kind: "nothing", ...rest };
  const untold = untoldLosses(
    context,
    user.assignments,
    afterWrite(user.assignments, { add, remove: [...remove, ...alone] }),
    options.allowance,
  );
  if (untold.length > 0)
    return {
      kind: "skip",
      why:
        "since the plan was made the person has changed, and would now lose " + describeLosses(context.index, untold),
    };
  const write = {
    principal: "user",
    id: transition.id,
    name: transition.name,
    add,
    remove,
    ...(usageLocation !== undefined && { usageLocation }),
  } as const;
  return { kind: "write", ...firstCall(write, alone), ...rest };
}

/**
 * What may be taken from a person before anything is given: what the plan told to be lost, and what something else that
 * the person keeps contains. Where the person may be without for a moment: everything that is to go.
 */
export function removableFirst(
  context: WriteContext,
  transition: Transition,
  user: ObservedUser | undefined,
  allowance: Allowance,
  mayInterrupt: boolean,
): SkuId[] {
  const states = user?.assignments ?? [];
  return transition.removals
    .filter(
      ({ skuId, onlyIfInherited }) =>
        onlyIfInherited === undefined && states.some((state) => state.skuId === skuId && isDirect(state)),
    )
    .map(({ skuId }) => skuId)
    .filter(
      (skuId) =>
        mayInterrupt ||
        untoldLosses(context, states, afterWrite(states, { add: [], remove: [skuId] }), allowance).length === 0,
    );
}

function describeLosses(index: TenantIndex, losses: readonly Pick<Loss, "skuId" | "critical">[]): string {
  const things = losses.flatMap((loss): readonly string[] =>
    loss.skuId === undefined ? loss.critical : [skuLabel(index, loss.skuId)],
  );
  return [...new Set(things)].join(", ");
}
