import type { User } from "@microsoft/microsoft-graph-types";
import type { ObjectId, ObservedUser } from "../../terms/observed";
import { observeUser } from "./observe";
import { pageSize, propertiesOf, query } from "../batches/odata";
import { type ReadContext, userPropertiesWith } from "./read-context";
import { readUsers } from "./read-users";
import { absenceKey, isUserKnown, rememberUser } from "./snapshot";
import { type Wire, asText } from "../batches/wire";
import { byText } from "../../text/order";

/** `ids` where lists are not to be believed about licences, since they lag behind what was just written. */
export type MemberDetail = "licences" | "ids";

/** Groups whose member lists are read side by side; each list follows its own next links. */
const sideBySide = 4;

/**
 * The direct members of these groups, with their licences. Only people count: Graph gives licences to first-level
 * members alone, so nested groups are merely counted. A list that breaks off leaves the group without `members`, and
 * says so: half a list is not the members.
 *
 * @param which `transitiveMembers`: together with the people of groups within them
 */
export async function readMembers(
  context: ReadContext,
  groupIds: readonly ObjectId[],
  detail: MemberDetail,
  which: "members" | "transitiveMembers" = "members",
): Promise<void> {
  const queue = [...groupIds];
  const withoutStates = new Set<ObjectId>();
  const work = async (): Promise<void> => {
    for (let id = queue.shift(); id !== undefined; id = queue.shift())
      await readMembersOf(context, id, { detail, which }, withoutStates);
  };
  await Promise.all(Array.from({ length: Math.min(sideBySide, queue.length) }, work));
  await readUsers(context, [], [...withoutStates].sort(byText));
}

async function readMembersOf(
  context: ReadContext,
  groupId: ObjectId,
  { detail, which }: { readonly detail: MemberDetail; readonly which: "members" | "transitiveMembers" },
  withoutStates: Set<ObjectId>,
): Promise<void> {
  const { snapshot, reader } = context;
  const properties =
    detail === "ids" || snapshot.wholeTenant
      ? propertiesOf<User>("id", "userPrincipalName")
      : userPropertiesWith(snapshot.attributes);
  const members = new Set<ObjectId>();
  let nestedGroups = 0;
  let unreadable = 0;
  const answer = await reader.readPages(
    { url: `/groups/${encodeURIComponent(groupId)}/${which}?${query({ $select: properties, $top: pageSize })}` },
    (entries) => {
      for (const entry of entries) {
        const type = asText(entry["@odata.type"]);
        const member: Wire<User> = entry;
        if (type === "#microsoft.graph.group") nestedGroups += 1;
        const isPerson =
          type === undefined ? asText(member.userPrincipalName) !== undefined : type === "#microsoft.graph.user";
        const id = asText(member.id)?.toLowerCase();
        const isKnown = type !== undefined || isPerson;
        if (!isKnown || (isPerson && id === undefined)) unreadable += 1;
        if (!isPerson || id === undefined) continue;
        members.add(id);
        if (detail === "licences") rememberMember(context, id, observeUser(entry, snapshot.attributes), withoutStates);
      }
    },
  );
  const group = snapshot.groups.get(groupId);
  if (group === undefined) return;
  if (answer.kind !== "done" || unreadable > 0) {
    const why = answer.kind === "done" ? `Graph left out who ${unreadable} of them are` : answer.error.message;
    snapshot.absent.set(absenceKey("group", groupId), {
      kind: "unreadable",
      lookup: groupId,
      reason: `its members could not be read: ${why}`,
    });
    return;
  }
  const people = [...members].sort(byText);
  snapshot.groups.set(
    groupId,
    which === "members" ? { ...group, members: people, nestedGroups } : { ...group, everybody: people },
  );
}

/** A list of members may come without the states, which are the point: such people are read by themselves. */
function rememberMember(
  context: ReadContext,
  id: ObjectId,
  user: ObservedUser | undefined,
  withoutStates: Set<ObjectId>,
): void {
  if (isUserKnown(context.snapshot, id)) return;
  if (user?.assignments !== undefined && !context.single.has(id)) rememberUser(context.snapshot, user);
  else withoutStates.add(id);
}
