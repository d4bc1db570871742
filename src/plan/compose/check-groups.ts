import { listSome, people } from "../basis/findings";
import { type GroupModel, type Model, changedGroups } from "../decide/model";
import { heldSkus } from "../basis/holdings";
import { sameMembers } from "../basis/sets";

/** Groups that cannot do what is declared, and protected people whom a group would touch. */
export function checkGroups(model: Model): void {
  const { findings, protection } = model;
  for (const { bound, decision } of touchedGroups(model)) {
    const { group, name } = bound;
    const place = bound.declared?.declarations[0]?.place;
    if (!group.securityEnabled && decision.grants.length > 0) {
      findings.add({
        code: "group-not-licensable",
        severity: "error",
        key: group.id,
        principal: name,
        place,
        message: () =>
          `The group ${name} cannot carry licences: only security groups, and Microsoft 365 groups with ` +
          "securityEnabled, can.",
        remedy: "Make it security enabled, or name another group.",
      });
    }
    const touched = model.people.filter((person) => {
      if (!protection.ids.has(person.bound.id) || !person.memberOf.some((effect) => effect.id === bound.id))
        return false;
      return (
        !sameMembers([...heldSkus(person.before)], [...heldSkus(person.after)]) ||
        !sameStates(person.before, person.after)
      );
    });
    const unseen = (group.members ?? []).filter(
      (id) => protection.ids.has(id) && model.index.users.get(id)?.assignments === undefined,
    );
    if (touched.length + unseen.length === 0) continue;
    const names = [...touched.map((person) => person.bound.name), ...unseen];
    findings.add({
      code: "protected-through-group",
      severity: "error",
      key: group.id,
      place,
      principals: names,
      message: () =>
        `The change of the group ${name} would reach ${people(names.length)} who ` +
        `${names.length === 1 ? "is" : "are"} protected: ${listSome(names)}.`,
      remedy: "Take these people out of the group, or off the list `protected`.",
    });
  }
}

/** Groups whose licences change, or of which the stack says who is in them. */
function touchedGroups(model: Model): readonly GroupModel[] {
  const changed = new Set(changedGroups(model));
  const hasMoves = ({ members }: GroupModel): boolean =>
    members !== undefined && members.joining.size + members.leaving.size > 0;
  return model.groupModels.filter((group) => changed.has(group) || hasMoves(group));
}

type States = Model["people"][number]["before"];

function sameStates(a: States, b: States): boolean {
  const text = (states: States): string[] =>
    states.map((state) => JSON.stringify([state.skuId, state.assignedByGroup, [...state.disabledPlans].sort()]));
  return sameMembers(text(a), text(b));
}
