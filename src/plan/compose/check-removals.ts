import { count, listSome } from "../basis/findings";
import { obstacleOf } from "../basis/removability";
import type { ObservedAssignment, SkuId } from "../../terms/observed";
import type { GroupModel, Model, PersonModel } from "../decide/model";
import { isStillDeclared } from "../bind/still-declared";
import { labelOf } from "./labels";

/**
 * Says of every SKU that cannot be taken back, or perhaps not, once: why, from whom, and what to do about it. It stays
 * in the ledger as long as somebody shows it, and stands in nobody's way.
 */
export function checkRemovals(model: Model): void {
  for (const person of model.people)
    if (!model.protection.ids.has(person.bound.id)) checkHolder(model, person, person.before);
  for (const group of model.groupModels) checkHolder(model, group, group.bound.group.licenses);
}

function checkHolder(
  model: Model,
  { bound, licenses, decision }: PersonModel | GroupModel,
  held: readonly Pick<ObservedAssignment, "skuId" | "assignedByGroup">[],
): void {
  for (const sku of bound.owned?.skus ?? []) {
    const { skuId } = sku;
    if (isStillDeclared(bound, licenses, sku)) continue;
    if (!held.some((one) => one.skuId === skuId && one.assignedByGroup === undefined)) continue;
    const obstacle = obstacleOf(model.index, skuId);
    if (obstacle?.kind === "gone") reportGone(model, skuId, bound.name);
    if (obstacle?.kind === "ofCompany") reportOfCompany(model, skuId, bound.name);
  }
  for (const { skuId } of decision.removals) {
    const obstacle = obstacleOf(model.index, skuId);
    if (obstacle?.removal === "perhaps") reportDoubtful(model, skuId, obstacle.kind, bound.name);
  }
}

const principals = (names: readonly string[]): string => count(names.length, "principal");
const keep = (names: readonly string[]): string =>
  `${principals(names)} keep${names.length === 1 ? "s" : ""} it, and so does the ledger: ${listSome(names)}`;
const forget = "To forget it, name them under `release` for one update, also those who are declared.";

function reportGone(model: Model, skuId: SkuId, principal: string): void {
  const { partNumber } = labelOf(model, skuId);
  model.findings.addRule({
    code: "license-gone",
    severity: "warning",
    key: skuId,
    principal,
    message: (names) =>
      `The tenant no longer has the subscription ${partNumber}, and Graph takes nothing back of what is not there: ` +
      `${keep(names)}.`,
    remedy:
      "Nothing has to be done: it gives nobody anything, and is taken back should the subscription return. " + forget,
  });
}

function reportOfCompany(model: Model, skuId: SkuId, principal: string): void {
  const { partNumber } = labelOf(model, skuId);
  model.findings.addRule({
    code: "license-of-company",
    severity: "warning",
    key: skuId,
    principal,
    message: (names) =>
      `${partNumber} belongs to the company as a whole, and Graph takes it from nobody: ${keep(names)}.`,
    remedy: "Take it away in the Microsoft 365 admin center. " + forget,
  });
}

function reportDoubtful(model: Model, skuId: SkuId, kind: "lapsed" | "selfService", principal: string): void {
  const { partNumber } = labelOf(model, skuId);
  const status = model.index.skus.get(skuId)?.sku.capabilityStatus;
  const why = kind === "lapsed" ? `its subscription is ${status}` : "it is a product that people buy for themselves";
  model.findings.addRule({
    code: "removal-doubtful",
    severity: "info",
    key: skuId,
    principal,
    message: (names) =>
      `Graph may refuse to take ${partNumber} from ${principals(names)}, since ${why}: ${listSome(names)}. It is ` +
      "tried in a call of its own, after whatever they are given.",
    remedy: "Nothing: where Graph refuses, it stays with them and in the ledger, and the next run tries again.",
  });
}
