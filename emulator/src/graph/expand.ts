import { groupsOf, membersOf } from "./memberships";
import { viewObject } from "./object-sources";
import { maxExpandedItems, type Expansion } from "./query/read-expand";
import type { Surface } from "./route";

/** The expanded relation as properties of its object: nothing where a single-valued one has no value. */
export function viewExpanded(
  surface: Surface,
  expansion: Expansion | undefined,
  id: string,
): Readonly<Record<string, unknown>> {
  if (expansion === undefined || expansion.relation === "manager") return {};
  const objects = relatedIds(surface, expansion.relation, id).flatMap(
    (related) => viewObject(surface, related, expansion.select) ?? [],
  );
  return { [expansion.relation]: objects.slice(0, maxExpandedItems) };
}

/** This tenant has no managers. */
function relatedIds({ replica, tenant }: Surface, relation: string, id: string): readonly string[] {
  switch (relation) {
    case "members":
    case "transitiveMembers":
      return membersOf(replica, id, relation === "transitiveMembers");
    case "memberOf":
    case "transitiveMemberOf":
      return groupsOf(replica, id, relation === "transitiveMemberOf");
    case "owners":
      return tenant.state.groups.get(id)?.ownerIds ?? [];
    default:
      return [];
  }
}
