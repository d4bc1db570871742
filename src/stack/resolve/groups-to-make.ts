import type { GroupToMake } from "../../terms/desired";
import { formatPlace, type Place } from "../../terms/place";
import type { AssignmentDocument } from "../language/assignment";
import type { CreatedGroup } from "../language/created-group";
import { keyPlaceAt, placeAt, type Path } from "../language/tree";
import { groupKey, principalKey } from "../files/principal-name";
import type { ListedName } from "../files/read-list";
import type { StackReport } from "../problems/report";
import { isGuid } from "../../text/guid";
import type { YamlNode } from "../yaml/yaml-node";
import { readLists, takeNames, type ListContext } from "./listed-names";
import { membershipRuleFault } from "./membership-rule";
import { reportMixedScripts } from "./mixed-scripts";

type GroupEntry = NonNullable<AssignmentDocument["groups"]>[number];

export function nameOfGroup(entry: GroupEntry): string {
  return typeof entry === "string" ? entry : entry.create.displayName;
}

/** @param path of `groups` in `tree` */
export function resolveGroupsToMake(
  entries: readonly GroupEntry[],
  tree: YamlNode,
  path: Path,
  context: ListContext,
): readonly GroupToMake[] {
  return entries.flatMap((entry, index) =>
    typeof entry === "string" ? [] : [resolveGroup(entry.create, tree, [...path, index, "create"], context)],
  );
}

function resolveGroup(create: CreatedGroup, tree: YamlNode, path: Path, context: ListContext): GroupToMake {
  const { report } = context;
  const name = create.displayName.trim();
  const place = placeAt(tree, [...path, "displayName"]);
  if (isGuid(name))
    report.problem(
      "group-name",
      place,
      `\`${name}\` has the form of an object id, and is to be the name of a new group.`,
      "Give the group a name.",
    );
  const rule = create.dynamicMembership?.trim();
  const fault = rule === undefined ? undefined : membershipRuleFault(rule);
  if (fault !== undefined)
    report.problem("membership-rule", placeAt(tree, [...path, "dynamicMembership"]), fault.message, fault.remedy);
  const listed = listMembers(create, tree, path, context);
  if (rule !== undefined && listed !== undefined)
    report.problem(
      "group-made-members",
      keyPlaceAt(tree, [...path, create.members === undefined ? "membersFrom" : "members"]),
      `The group ${name} has a list of members, and a rule of membership (\`dynamicMembership\`).`,
      "Keep one of the two: who is in a group is said by the rule, or by the list.",
    );
  return {
    name,
    ...(create.renamedFrom === undefined ? {} : { renamedFrom: create.renamedFrom.trim() }),
    ...(create.description === undefined ? {} : { description: create.description }),
    ...(listed === undefined ? {} : membersOf(listed)),
    ...(rule === undefined ? {} : { rule }),
    ...(create.protect === false ? { protect: false } : {}),
    place,
  };
}

function listMembers(
  create: CreatedGroup,
  tree: YamlNode,
  path: Path,
  context: ListContext,
): readonly ListedName[] | undefined {
  if (create.members === undefined && create.membersFrom === undefined) return undefined;
  const members = [
    ...takeNames(create.members ?? [], (index) => placeAt(tree, [...path, "members", index]), context),
    ...readLists(create.membersFrom, tree, [...path, "membersFrom"], context),
  ];
  reportMixedScripts(members, context);
  return members;
}

/** Each person once, by the first spelling. */
function membersOf(listed: readonly ListedName[]): Pick<GroupToMake, "members" | "memberPlaces"> {
  const places = new Map<string, Place>();
  const names = new Map<string, string>();
  for (const { name, place } of listed) {
    if (names.has(principalKey(name))) continue;
    names.set(principalKey(name), name);
    places.set(name, place);
  }
  return { members: [...names.values()], memberPlaces: places };
}

/** Every group that the stack makes, each made in one place. */
export function uniteGroupsToMake(
  assignments: readonly { readonly make: readonly GroupToMake[] }[],
  report: StackReport,
): readonly GroupToMake[] {
  const known = new Map<string, GroupToMake>();
  for (const group of assignments.flatMap(({ make }) => make)) {
    const before = known.get(groupKey(group.name));
    if (before === undefined) known.set(groupKey(group.name), group);
    else if (group.place !== undefined)
      report.problem(
        "group-made-twice",
        group.place,
        `The group ${group.name} is made twice` +
          `${before.place === undefined ? "" : `; first at ${formatPlace(before.place)}`}.`,
        `Make it in one place, and write its name elsewhere: \`groups: [${before.name}]\`.`,
      );
  }
  return [...known.values()];
}
