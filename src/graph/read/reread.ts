import type { Observed, ObjectId } from "../../terms/observed";
import type { ReadContext } from "./read-context";
import { fillSnapshot } from "./read-tenant";
import { absenceKey, createSnapshot, rememberUser, select } from "./snapshot";

interface Wanted {
  readonly userIds: readonly ObjectId[];
  readonly groupIds: readonly ObjectId[];
  /** Of the people, those about whom no list is believed. */
  readonly inPerson?: readonly ObjectId[] | undefined;
}

/**
 * Fresh state of these people and groups, and of every pool, apart from the snapshot; what is found goes into the
 * snapshot afterwards. Groups come with the members they have now: whoever joined since the plan was made must not
 * lose something unseen.
 */
export async function reread(
  { single, ...context }: ReadContext,
  { userIds, groupIds, inPerson = [] }: Wanted,
): Promise<Observed> {
  const fresh = createSnapshot();
  const request = { userNames: [], userIds, groupNames: [], groupIds, wholeTenant: false };
  const inDoubt = new Set([...single, ...inPerson.map((id) => id.toLowerCase())]);
  await fillSnapshot({ ...context, single: inDoubt, snapshot: fresh }, request, { members: "ids", pages: false });
  const { snapshot } = context;
  snapshot.tenant = fresh.tenant;
  snapshot.skus = fresh.skus;
  for (const id of userIds) if (!fresh.users.has(id.toLowerCase())) snapshot.users.delete(id.toLowerCase());
  for (const user of fresh.users.values()) {
    rememberUser(snapshot, user);
    snapshot.absent.delete(absenceKey("user", user.id));
  }
  for (const group of fresh.groups.values()) {
    snapshot.groups.set(group.id, group);
    snapshot.absent.delete(absenceKey("group", group.id));
  }
  for (const [key, absence] of fresh.absent) snapshot.absent.set(key, absence);
  return select(fresh, request);
}
