import { listSome, people } from "../basis/findings";
import { skuLabel } from "../basis/tenant-index";
import { groupAfter, type Model, type PersonModel } from "../decide/model";
import type { LedgerEntry } from "../../terms/ledger";
import type { ObservedAssignment } from "../../terms/observed";
import { predictedGroupEntry, predictedUserEntry } from "./entries";

/** Says of whom the stack still owns what it no longer declares, since it is not known to be gone. */
export function reportUnseen(model: Model): void {
  for (const person of model.people) {
    const { bound, licenses, after } = person;
    const isAllDeclared = bound.owned?.skus.every(({ skuId }) => licenses.has(skuId)) ?? true;
    if (isAllDeclared || model.protection.ids.has(bound.id)) continue;
    reportEntry(model, predictedUserEntry(model, person), licenses, after);
  }
  for (const group of model.groupModels)
    reportEntry(model, predictedGroupEntry(model, group), group.licenses, groupAfter(group));
}

function reportEntry(
  { findings, index, input }: Model,
  entry: LedgerEntry | undefined,
  declared: PersonModel["licenses"],
  held: readonly Pick<ObservedAssignment, "skuId" | "assignedByGroup">[],
): void {
  for (const { skuId, seenAbsent } of entry?.skus ?? []) {
    if (declared.has(skuId)) continue;
    if (held.some((one) => one.skuId === skuId && one.assignedByGroup === undefined)) continue;
    const seen = seenAbsent === undefined ? "" : ` since ${seenAbsent.slice(0, 16).replace("T", " ")} UTC`;
    findings.addRule({
      code: "seen-absent",
      severity: "info",
      key: `${skuId} ${seenAbsent ?? ""}`,
      ...(entry !== undefined && { principal: entry.name }),
      message: (names) =>
        `${skuLabel(index, skuId)} is to be taken back from ${people(names.length)}, but was not seen there${seen}, ` +
        `which is not believed yet: ${listSome(names)}.`,
      remedy:
        input.destroy === true
          ? "This stack takes nothing back any more: look at these people once more, in some minutes."
          : "Nothing: every run looks again, and forgets it once two readings some minutes apart, or one an hour " +
            "after " +
            "the last change, say that it is gone.",
    });
  }
}
