import { listSome, people } from "../basis/findings";
import { isSound } from "../basis/holdings";
import type { GroupModel, Model } from "../decide/model";
import type { ObservedAssignment, SkuId } from "../../terms/observed";
import type { Stranded } from "../seats/stranded";
import { skuLabel } from "../basis/tenant-index";
import { byText } from "../../text/order";
import { mendingOf } from "../../terms/member-errors";

/**
 * Members for whom what is declared for their group is in error, as a rule because Graph could not give it. Graph
 * does not try again by itself, and nothing of the group's own licences differs: without this the next run would be
 * as silent as if all were well. Whom the run has processed again is told as a change.
 */
export function checkMembers(model: Model, stranded: readonly Stranded[]): void {
  for (const group of model.groupModels) {
    const again = new Set(stranded.find((one) => one.group === group)?.members.map(({ id }) => id));
    const members = (group.bound.group.members ?? []).flatMap((id) =>
      again.has(id) ? [] : (model.index.users.get(id) ?? []),
    );
    const failing = members.flatMap(({ userPrincipalName: name, assignments = [] }) => {
      const errors = assignments.filter(
        (assignment) => isInError(group, assignment) && !hasOtherwise(assignments, assignment.skuId),
      );
      return errors.map(({ skuId, error, state }) => ({ name, skuId, error: error ?? state }));
    });
    for (const { name, skuId, error } of failing.sort((a, b) => byText(a.name, b.name)))
      report(model, group, skuId, error, name);
  }
}

/** On a path that works: nothing is missing, and `direct-kept` tells of it where the stack wanted the group's alone. */
function hasOtherwise(assignments: readonly ObservedAssignment[], skuId: SkuId): boolean {
  return assignments.some((other) => other.skuId === skuId && isSound(other));
}

function isInError({ bound, licenses }: GroupModel, assignment: ObservedAssignment): boolean {
  return assignment.assignedByGroup === bound.id && !isSound(assignment) && licenses.has(assignment.skuId);
}

function report(
  { findings, index }: Model,
  { bound }: GroupModel,
  skuId: SkuId,
  error: string,
  principal: string,
): void {
  const label = skuLabel(index, skuId);
  findings.add({
    code: "member-without",
    severity: "warning",
    key: `${bound.id} ${skuId} ${error}`,
    place: bound.declared?.declarations[0]?.place,
    principal,
    message: (names) =>
      `${label} of the group ${bound.name} is in error for ${people(names.length)} (${error}): ${listSome(names)}.`,
    remedy:
      error === "CountViolation"
        ? "Buy or free seats: the next run then has Graph try again."
        : `${mendingOf(error) ?? "Mend what stands in the way"}, then have them processed again: Microsoft 365 ` +
          "admin center, Licenses, the product, Groups, the group, Reprocess.",
  });
}
