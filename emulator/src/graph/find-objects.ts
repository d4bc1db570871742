import type { Group, User } from "../tenant/model";
import type { Outcome } from "../tenant/refusals";
import { describeRefusal } from "./describe-refusal";
import { badRequest, notFound, RequestError } from "./graph-error";
import { isGuid } from "./read-body";
import type { Surface } from "./route";

/** A user by object id or user principal name. @throws RequestError 404 */
export function findUser(surface: Surface, name: string): User {
  const { state } = surface.tenant;
  const id = isGuid(name) ? name.toLowerCase() : state.userIdsByName.get(name.toLowerCase());
  const user = id === undefined ? undefined : state.users.get(id);
  if (user === undefined || isTooNew(surface, user.createdAt)) throw new RequestError(notFound(name));
  return user;
}

/** A group by object id. @throws RequestError 400 for what is no id, 404 */
export function findGroup(surface: Surface, name: string): Group {
  if (!isGuid(name)) throw new RequestError(badRequest(`Invalid object identifier '${name}'.`));
  const group = surface.tenant.state.groups.get(name.toLowerCase());
  if (group === undefined || isTooNew(surface, group.createdAt)) throw new RequestError(notFound(name));
  return group;
}

/** New objects take a while until every replica knows them. */
function isTooNew(surface: Surface, createdAt: number): boolean {
  return createdAt + surface.tenant.settings().newObjectLagMs > surface.tenant.clock();
}

/** The value of an outcome, or its refusal as Graph words it. @throws RequestError */
export function expectDone<Value>(surface: Surface, outcome: Outcome<Value>): Value {
  if (outcome.kind === "done") return outcome.value;
  if (outcome.refusal.kind === "noSeats") surface.replica.noteFailedRace(outcome.refusal.skuId);
  throw new RequestError(describeRefusal(outcome.refusal, surface.tenant.settings()));
}
