import type { GroupBreach, GroupRule } from "./rule";

/**
 * A group's licences reach the people who are members of it themselves, not members of groups in it.
 * Microsoft: "What is group-based licensing", "Scenarios, limitations, and known issues using groups to manage
 * licensing".
 */
export const groupNested: GroupRule = {
  kind: "groups",
  code: "group-nested",
  severity: "warning",
  *check(group): Iterable<GroupBreach> {
    if (group.nestedGroups === 0 || group.licenses.length === 0) return;
    const one = group.nestedGroups === 1;
    yield {
      group,
      key: group.id,
      message:
        `The group ${group.name} has ${one ? "another group" : `${String(group.nestedGroups)} other groups`} as ` +
        `${one ? "a member" : "members"}; people who are only in ${one ? "that group" : "those groups"} get no ` +
        "licence from it.",
      remedy: `Make them members of ${group.name} themselves, or declare ${one ? "that group" : "those groups"} too.`,
    };
  },
};
