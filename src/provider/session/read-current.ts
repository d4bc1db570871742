import { contradictedByLists } from "../../plan/ledger/contradicted";
import type { Ledger } from "../../terms/ledger";
import type { PlanWithModel } from "../../plan/decide/model";
import type { Observed, ReadRequest } from "../../terms/observed";
import type { Session } from "./session";

/**
 * Reads the tenant and plans; once more where lists contradict what this stack has written lately, with those people
 * read by id, or where they alone say that somebody is no longer meant.
 */
export async function planCurrent<T extends { readonly planned?: PlanWithModel | undefined }>(
  session: Session,
  request: ReadRequest,
  ledger: Ledger,
  planOf: (observed: Observed) => T,
): Promise<T> {
  const observed = await session.tenant.readTenant(request);
  session.refuseWrongClock();
  const made = planOf(observed);
  if (made.planned === undefined) return made;
  const { plan, model } = made.planned;
  const inPerson = [
    ...contradictedByLists(plan, ledger, observed, session.now),
    ...(model.input.answered?.doubtful ?? []),
  ];
  return inPerson.length === 0 ? made : planOf(await session.tenant.readTenant({ ...request, inPerson }));
}
