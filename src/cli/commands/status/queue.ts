import type { Ledger, QueuePlace } from "../../../terms/ledger";
import type { ObservedSku } from "../../../terms/observed";
import { byText } from "../../../text/order";

/** Somebody for whom a stack had no seat when it last ran. */
export interface Queued extends QueuePlace {
  readonly skuId: string;
  readonly partNumber: string;
  /** Counts from 1, of those who wait for the same. Who has a priority goes first all the same. */
  readonly place: number;
}

export function queueOf(ledgers: readonly Ledger[], skus: readonly ObservedSku[]): readonly Queued[] {
  const partNumbers = new Map(skus.map((sku) => [sku.skuId, sku.partNumber]));
  return ledgers
    .flatMap(({ waiting = {} }) =>
      Object.entries(waiting).flatMap(([skuId, queue]) =>
        queue.map((one, at) => ({ ...one, skuId, partNumber: partNumbers.get(skuId) ?? skuId, place: at + 1 })),
      ),
    )
    .sort((a, b) => byText(a.partNumber, b.partNumber) || a.place - b.place);
}

/** Lines for a terminal; none where nobody waits. */
export function queueLines(stack: string, queue: readonly Queued[]): readonly string[] {
  if (queue.length === 0) return [];
  return [
    "",
    `Waiting for seats in ${stack}, in the order of waiting:`,
    ...queue.map(
      ({ principal, name, partNumber, place, since }) =>
        `  ${partNumber} ${place}. ${principal === "group" ? "group " : ""}${name}, since ${since}`,
    ),
  ];
}
