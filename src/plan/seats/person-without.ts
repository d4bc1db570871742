import { afterDecision, type Model, type PersonModel, type WaitCause } from "../decide/model";
import type { SkuId } from "../../terms/observed";
import { withoutSeats } from "./without-seats";

/**
 * A person for whom there is no seat of some SKUs: everything else is done.
 *
 * @param person as it would be with seats for everybody
 */
export function personWithout(
  model: Model,
  person: PersonModel,
  short: ReadonlyMap<SkuId, WaitCause>,
  together: readonly ReadonlySet<SkuId>[],
): PersonModel {
  if (short.size === 0) return person;
  const { base, before, memberOf, bound } = person;
  const { grants, removals, waits } = withoutSeats(
    model,
    { base, before, decision: person.decision, fromGroups: memberOf.flatMap((effect) => [...effect.grants.keys()]) },
    short,
    together,
  );
  const decision = { ...person.decision, grants, removals };
  const { location, ...rest } = person;
  // Where nothing is given, no gap is filled.
  const isLocated = location !== undefined && (grants.length > 0 || bound.declared?.usageLocation !== undefined);
  return { ...rest, decision, after: afterDecision(base, decision), waits, ...(isLocated && { location }) };
}
