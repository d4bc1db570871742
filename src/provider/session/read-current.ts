import { contradictedByLists } from "../../plan/ledger/contradicted";
import type { Ledger } from "../../terms/ledger";
import type { PlanWithModel } from "../../plan/decide/model";
import type { Observed, ReadRequest } from "../../terms/observed";
import type { Session } from "./session";

/**
 * Reads the tenant and plans; once more where lists contradict what this stack has written lately, with those people
 * read by id.
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
  const plan = made.planned?.plan;
  const inPerson = plan === undefined ? [] : contradictedByLists(plan, ledger, observed, session.now);
  return inPerson.length === 0 ? made : planOf(await session.tenant.readTenant({ ...request, inPerson }));
}
