import { buildModel } from "../decide/build-model";
import type { Model } from "../decide/model";
import type { PlanInput } from "../basis/plan-input";
import { type HeldBack, heldBackBy, reportHeldBack } from "./held-back";
import { type Seating, serveSeats } from "./serve-seats";

/**
 * Binds, decides, and counts seats: once where there are seats for everybody, and again for each that is held back for
 * the sake of people who wait.
 */
export function allocateSeats(input: PlanInput): Seating {
  const wanted = buildModel(input);
  const allocated = serveSeats(wanted);
  return allocated.model === wanted ? allocated : allocateAgain(input, wanted, allocated, new Map());
}

function allocateAgain(input: PlanInput, wanted: Model, allocated: Seating, held: HeldBack): Seating {
  const more = heldBackBy(wanted, allocated.model);
  if (more.size === 0) {
    reportHeldBack(allocated.model, held);
    return allocated;
  }
  const all = new Map([...held, ...more]);
  const withheld = new Set([...(input.withheld ?? []), ...all.keys()]);
  const again = serveSeats(buildModel(input, withheld), allocated.asked);
  return allocateAgain(input, wanted, again, all);
}
