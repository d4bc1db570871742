import type { PlanWithModel } from "../../plan/decide/model";
import type { GroupMembers } from "../contract/properties";
import { groupKey } from "../../stack/files/principal-name";

/** Who is to be in each group that the program makes: as planned, or as it is where the plan leaves the group alone. */
export function membersToBe({ model }: PlanWithModel): Readonly<Record<string, GroupMembers>> {
  const groups: [string, GroupMembers][] = [];
  for (const { bound, members } of model.groupModels) {
    if (bound.make === undefined || members === undefined) continue;
    const { ids, rule } = members;
    groups.push([
      groupKey(bound.make.name),
      { ...(ids !== undefined && { members: ids }), ...(rule !== undefined && { rule: rule.after }) },
    ]);
  }
  // A group may be called `__proto__`.
  return Object.fromEntries(groups);
}
