import { count, listSome } from "../basis/findings";
import { isDirect } from "../basis/holdings";
import { obstacleOf } from "../basis/removability";
import type { LedgerEntry, LedgerSku } from "../../terms/ledger";
import type { SkuId } from "../../terms/observed";
import type { Removal } from "../../terms/plan";
import type { Model } from "../decide/model";
import { isStillDeclared } from "../bind/still-declared";
import { labelOf } from "./labels";

/** One principal, as far as taking something back is concerned. */
interface Holder {
  readonly name: string;
  readonly owned: LedgerEntry | undefined;
  readonly declares: (sku: LedgerSku) => boolean;
  /** On the principal's own path. */
  readonly holds: (skuId: SkuId) => boolean;
  readonly removals: readonly Removal[];
}

/**
 * Says of every SKU that cannot be taken back, or perhaps not, once: why, from whom, and what to do about it. It stays
 * in the ledger as long as somebody shows it, and stands in nobody's way.
 */
export function checkRemovals(model: Model): void {
  for (const { name, owned, declares, holds, removals } of holdersOf(model)) {
    const left = (owned?.skus ?? []).filter((sku) => holds(sku.skuId) && !declares(sku));
    for (const { skuId } of left) {
      const obstacle = obstacleOf(model.index, skuId);
      if (obstacle?.kind === "gone") reportGone(model, skuId, name);
      if (obstacle?.kind === "ofCompany") reportOfCompany(model, skuId, name);
    }
    for (const { skuId } of removals) {
      const obstacle = obstacleOf(model.index, skuId);
      if (obstacle?.removal === "perhaps") reportDoubtful(model, skuId, obstacle.kind, name);
    }
  }
}

function holdersOf({ people, groupModels, protection }: Model): Holder[] {
  return [
    ...people
      .filter(({ bound }) => !protection.ids.has(bound.id))
      .map(({ bound, licenses, before, decision }): Holder => ({
        name: bound.name,
        owned: bound.owned,
        declares: (sku) => isStillDeclared(bound, licenses, sku),
        holds: (skuId) => before.some((one) => one.skuId === skuId && isDirect(one)),
        removals: decision.removals,
      })),
    ...groupModels.map(({ bound, licenses, decision }): Holder => ({
      name: bound.name,
      owned: bound.owned,
      declares: (sku) => isStillDeclared(bound, licenses, sku),
      holds: (skuId) => bound.group.licenses.some((one) => one.skuId === skuId),
      removals: decision.removals,
    })),
  ];
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
