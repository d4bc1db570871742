import type { Model } from "../decide/model";
import type { Ledger, QueuePlace } from "../../terms/ledger";
import type { ObjectId, SkuId } from "../../terms/observed";
import type { Wait } from "../../terms/plan";
import { byText } from "../../text/order";

export type Queues = NonNullable<Ledger["waiting"]>;

/** Whether the principal has the SKU once the run is over, or as far as it has come. */
export type Has = (principal: QueuePlace["principal"], id: ObjectId, skuId: SkuId) => boolean;

/**
 * Who waits for a seat after a run, by SKU. Whoever waited keeps the place until the licence is there or no longer
 * declared, also where it could not be given in this run, or nobody could be read; who begins to wait comes after them,
 * in turn. Nobody where the order of the stack does not decide.
 */
export function queuesAfter(model: Model, waits: readonly Wait[], has: Has): Queues | undefined {
  const { policy, ledger, today } = model.input;
  if (policy.onShortage.kind !== "inOrder") return undefined;
  const told = new Map<SkuId, Map<ObjectId, QueuePlace>>();
  for (const { principal, id, name, licenses } of waits)
    for (const { skuId } of licenses) {
      const known = told.get(skuId) ?? new Map<ObjectId, QueuePlace>();
      told.set(skuId, known.set(id, { principal, id, name, since: today }));
    }
  if (told.size === 0 && ledger.waiting === undefined) return undefined;
  const isDeclared = declaredIn(model);
  const after: Record<SkuId, readonly QueuePlace[]> = {};
  for (const skuId of [...new Set([...Object.keys(ledger.waiting ?? {}), ...told.keys()])].sort(byText)) {
    const begun = told.get(skuId) ?? new Map<ObjectId, QueuePlace>();
    const before = ledger.waiting?.[skuId] ?? [];
    const stay = before
      .filter((one) => begun.has(one.id) || (isDeclared(one, skuId) && !has(one.principal, one.id, skuId)))
      .map((one) => ({ ...one, name: begun.get(one.id)?.name ?? one.name }));
    const known = new Set(before.map(({ id }) => id));
    const queue = [...stay, ...[...begun.values()].filter(({ id }) => !known.has(id))];
    if (queue.length > 0) after[skuId] = queue;
  }
  return Object.keys(after).length === 0 ? undefined : after;
}

/** Whether a licence is declared for somebody; of whom nothing could be read it is enough that the stack names them. */
function declaredIn({ people, groupModels, input }: Model): (one: QueuePlace, skuId: SkuId) => boolean {
  const licenses = new Map([...people, ...groupModels].map((one) => [one.bound.id, one.licenses]));
  const names = new Set(
    [...input.desired.users, ...input.desired.groups].map((principal) => principal.name.toLowerCase()),
  );
  return ({ id, name }, skuId) => licenses.get(id)?.has(skuId) ?? names.has(name.toLowerCase());
}

export function sameQueues(a: Queues | undefined, b: Queues | undefined): boolean {
  return JSON.stringify(a ?? {}) === JSON.stringify(b ?? {});
}
