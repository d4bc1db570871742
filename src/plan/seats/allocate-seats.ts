import { buildModel } from "../decide/build-model";
import type { PlanInput } from "../basis/plan-input";
import { type GroupsWithout, nextGroupWithout, partOfGroups } from "./groups-without";
import { type HeldBack, heldBackBy, lostAnyway, missSeats, reportHeldBack } from "./held-back";
import { type Seating, serveSeats } from "./serve-seats";

/** What is left out of a plan for want of seats: groups that stay as they are, and SKUs that groups go without. */
interface Left {
  readonly held: HeldBack;
  readonly groups: GroupsWithout;
}

/**
 * Binds, decides, and counts seats: once where there are seats for everybody, and again for each that is held back for
 * the sake of people who wait.
 */
export function allocateSeats(input: PlanInput): Seating {
  const wanted = buildModel(input);
  const allocated = serveSeats(wanted);
  if (input.policy.onShortage.kind === "refuse") return allocated;
  const isServed = allocated.model === wanted && allocated.without.size === 0 && !missSeats(wanted);
  if (isServed) return allocated;
  return allocateAgain(input, lostAnyway(wanted), allocated, { held: new Map(), groups: new Map() });
}

function allocateAgain(input: PlanInput, anyway: ReadonlySet<string>, allocated: Seating, left: Left): Seating {
  const groups = nextGroupWithout(allocated, left.groups);
  if (groups !== undefined) return again({ ...left, groups });
  const more = heldBackBy(anyway, allocated.model);
  if (more.size > 0) return again({ ...left, held: new Map([...left.held, ...more]) });
  reportHeldBack(allocated.model, left.held);
  return allocated;

  function again(next: Left): Seating {
    const withheld = new Set([...(input.withheld ?? []), ...next.held.keys()]);
    const partOf = partOfGroups(next.groups, input.policy);
    return allocateAgain(input, anyway, serveSeats(buildModel(input, { withheld, partOf }), allocated.asked), next);
  }
}
